//! Windows and macOS: the web view follows the system's light and dark by itself.

use std::path::Path;

use latchet_core::window::CLOSE;
use tauri::{Builder, Wry};

use super::super::shell;

pub(crate) struct Session;

/// The plug-in ends a second program itself, when it is set up.
pub(crate) fn join(_place: &Path) -> Option<Session> {
    Some(Session)
}

impl Session {
    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        builder.plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            if arguments.iter().any(|argument| argument == CLOSE) {
                shell::close(app);
            } else {
                shell::raise(app);
            }
        }))
    }
}
