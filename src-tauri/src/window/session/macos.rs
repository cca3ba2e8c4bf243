//! macOS: the web view follows the system's light and dark by itself.

use std::path::Path;

use latchet_core::window::CLOSE;
use tauri::{Builder, RunEvent, Wry};

use super::super::shell;

pub(crate) struct Session;

/// The plug-in ends a second program itself, when it is set up. The system tells links to the first.
pub(crate) fn join(_place: &Path, _link: Option<&str>) -> Option<Session> {
    Some(Session)
}

/// The link that the system tells of.
pub(crate) fn opened(event: &RunEvent) -> Option<String> {
    let RunEvent::Opened { urls } = event else { return None };
    urls.last().map(|link| link.as_str().to_owned())
}

impl Session {
    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        builder.plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            if arguments.iter().any(|argument| argument == CLOSE) {
                shell::close(app);
            } else {
                shell::raise(app, None);
            }
        }))
    }
}
