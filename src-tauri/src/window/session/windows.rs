//! Windows: the web view follows the system's light and dark by itself. A second program has the
//! first one raised by the plug-in, which hands over arguments alone: a link goes through a pipe.

use std::path::Path;

use tauri::{Builder, Context, RunEvent, Wry};

use super::super::shell;
use super::{pipe, plugin};

pub(crate) struct Session {
    name: String,
    pipe: String,
}

/// The plug-in ends a second program itself, when it is set up; here one ends that has handed over
/// its link.
pub(crate) fn join(place: &Path, link: Option<&str>) -> Option<Session> {
    let name = plugin::identifier(place);
    let pipe = format!(r"\\.\pipe\{name}");
    let handed_over = link.is_some_and(|link| pipe::hand_over(&pipe, link).is_ok());
    (!handed_over).then_some(Session { name, pipe })
}

/// Links come by [`join`] alone.
pub(crate) fn opened(_: &RunEvent) -> Option<String> {
    None
}

impl Session {
    /// The plug-in has one window for each identifier.
    pub(crate) fn name(&self, context: &mut Context<Wry>) {
        context.config_mut().identifier.clone_from(&self.name);
    }

    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        builder.plugin(plugin::raise()).setup(move |app| {
            let app = app.handle().clone();
            // Where the pipe can't be made, a link opens no window that is open already.
            drop(tauri::async_runtime::spawn(async move {
                pipe::listen(&self.pipe, move |link| shell::raise(&app, Some(link))).await
            }));
            Ok(())
        })
    }
}
