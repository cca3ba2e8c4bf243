//! A toast. Windows shows it under the name that the installer registered for the application;
//! where nothing is registered (a portable copy) it shows none, and the menu tells the same.

use tauri_winrt_notification::Toast;

use super::Note;

/// The identifier that the installer gives to the entry in the start menu.
const APPLICATION: &str = "org.latchet.Latchet";

/// Shows it.
pub(in super::super) fn show(title: &str, note: &Note) -> Result<(), String> {
    let toast = Toast::new(APPLICATION).title(title).text1(&note.body);
    toast.show().map_err(|error| error.to_string())
}
