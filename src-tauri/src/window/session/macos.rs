//! macOS: the web view follows the system's light and dark by itself.

use std::path::Path;

use latchet_core::window::{CLOSE, INTERFACE, name};
use tauri::{Builder, Context, RunEvent, Wry};

use super::super::shell;

pub(crate) struct Session {
    name: String,
}

/// The plug-in ends a second program itself, when it is set up. The system tells links to the first.
pub(crate) fn join(place: &Path, _link: Option<&str>) -> Option<Session> {
    Some(Session { name: format!("{INTERFACE}.{}", name(place)) })
}

/// The link that the system tells of.
pub(crate) fn opened(event: &RunEvent) -> Option<String> {
    let RunEvent::Opened { urls } = event else { return None };
    urls.last().map(|link| link.as_str().to_owned())
}

impl Session {
    /// The plug-in has one window for each identifier, and there is one for each data folder.
    pub(crate) fn name(&self, context: &mut Context<Wry>) {
        context.config_mut().identifier.clone_from(&self.name);
    }

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
