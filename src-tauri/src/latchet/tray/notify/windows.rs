//! A toast. Windows shows it under the name that the installer registered for the application;
//! where nothing is registered (a portable copy) it shows none, and the menu tells the same.

use tauri_winrt_notification::{Sound, Toast};
use windows::UI::Notifications::ToastNotificationManager;
use windows::core::HSTRING;

use super::super::picture::Action;
use super::Note;

/// The identifier that the installer gives to the entry in the start menu.
const APPLICATION: &str = "org.latchet.Latchet";

/// Shows it. `pressed` hears of its buttons, on a thread of the system's, as long as it is on the
/// screen; a click on the toast itself opens the window.
pub(in super::super) fn show(
    title: &str,
    note: &Note,
    pressed: impl Fn(Action) + Send + 'static,
) -> Result<(), String> {
    let actions: Vec<Action> = note.buttons.iter().map(|(action, _)| action.clone()).collect();
    let mut toast = Toast::new(APPLICATION).title(title).text1(&note.body);
    if note.silent {
        toast = toast.sound(None::<Sound>);
    }
    for (place, (_, label)) in note.buttons.iter().enumerate() {
        toast = toast.add_button(label, &place.to_string());
    }
    let toast = toast.on_activated(move |place| {
        let place = place.and_then(|place| place.parse::<usize>().ok());
        pressed(place.and_then(|place| actions.get(place)).cloned().unwrap_or(Action::Open));
        Ok(())
    });
    toast.show().map_err(|error| error.to_string())
}

/// Takes back whatever is shown, also from the list of those that were. A system that refuses shows
/// them a little longer.
pub(in super::super) fn withdraw() {
    let history = ToastNotificationManager::History();
    let _ = history.and_then(|history| history.ClearWithId(&HSTRING::from(APPLICATION)));
}
