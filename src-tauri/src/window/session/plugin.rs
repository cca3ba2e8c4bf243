//! Windows and macOS: the plug-in by which a second program has the first one raised. It hands over
//! arguments alone.

use std::path::Path;

use latchet_core::window::{CLOSE, INTERFACE, name};
use tauri::{Wry, plugin::TauriPlugin};

use super::super::shell;

/// The name that it knows a window by: there is one for each data folder.
pub(super) fn identifier(place: &Path) -> String {
    format!("{INTERFACE}.{}", name(place))
}

/// Has a second program raise or close the first one's window.
pub(super) fn raise() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(|app, arguments, _| {
        if arguments.iter().any(|argument| argument == CLOSE) {
            shell::close(app);
        } else {
            shell::raise(app, None);
        }
    })
}
