//! Windows and macOS: the web view follows the system's light and dark by itself.

use std::path::Path;

use tauri::{Builder, RunEvent, Wry};

use super::super::shell;

pub(crate) struct Session;

/// The plug-in ends a second program itself, when it is set up. It hands over no link: then the
/// window that is open is only raised.
pub(crate) fn join(_place: &Path, _link: Option<&str>) -> Option<Session> {
    Some(Session)
}

/// The link that macOS tells the program of, where it registered the program for them.
#[cfg(target_os = "macos")]
pub(crate) fn opened(event: &RunEvent) -> Option<String> {
    let RunEvent::Opened { urls } = event else { return None };
    urls.last().map(|link| link.as_str().to_owned())
}

/// Links come by the program's standard input alone.
#[cfg(windows)]
pub(crate) fn opened(_: &RunEvent) -> Option<String> {
    None
}

impl Session {
    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        builder.plugin(tauri_plugin_single_instance::init(|app, _, _| shell::raise(app, None)))
    }
}
