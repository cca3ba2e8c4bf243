//! Notifications: how a start ended, told by the desktop. They may stand on a screen that others
//! see, so there is nothing in them but that, and at most a session's number.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

#[cfg(target_os = "linux")]
pub(super) use self::os::Notifier;
#[cfg(not(target_os = "linux"))]
pub(super) use self::os::show;

use super::menu::Action;

/// Shows one notification, from a program that then ends. Nothing is said where there is nobody to
/// show it: the outcome stands in the journal all the same.
pub(crate) fn announce(title: &str, body: String) {
    let note = Note::plain(body);
    #[cfg(not(target_os = "linux"))]
    let _ = show(title, &note);
    #[cfg(target_os = "linux")]
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        runtime.block_on(async {
            if let Ok(bus) = zbus::Connection::session().await {
                let _ = Notifier::new(bus, title.to_owned()).await.show(&note).await;
            }
        });
    }
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// What it says below the program's name.
    pub(super) body: String,
    /// Its buttons, where the desktop has some: what each does, and its text.
    pub(super) buttons: Vec<(Action, String)>,
}

impl Note {
    /// Without buttons.
    pub(super) fn plain(body: String) -> Self {
        Self { body, buttons: Vec::new() }
    }
}
