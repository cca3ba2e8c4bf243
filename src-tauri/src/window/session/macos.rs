//! macOS: the web view follows the system's light and dark by itself. A second program has the first
//! one raised by the plug-in, which hands over arguments alone: a link goes through a socket, or
//! comes from the system.

use std::path::{Path, PathBuf};
use std::thread;

use tauri::{Builder, Context, RunEvent, Wry};

use super::super::shell;
use super::{plugin, socket};

pub(crate) struct Session {
    name: String,
    /// The service's, with the socket in it.
    folder: PathBuf,
}

/// The plug-in ends a second program itself, when it is set up; here one ends that has handed over
/// its link.
pub(crate) fn join(place: &Path, link: Option<&str>) -> Option<Session> {
    let handed_over = link.is_some_and(|link| socket::hand_over(place, link).is_ok());
    let name = plugin::identifier(place);
    (!handed_over).then(|| Session { name, folder: place.to_owned() })
}

/// The link that the system tells of.
pub(crate) fn opened(event: &RunEvent) -> Option<String> {
    let RunEvent::Opened { urls } = event else { return None };
    urls.last().map(|link| link.as_str().to_owned())
}

impl Session {
    /// The plug-in has one window for each identifier.
    pub(crate) fn name(&self, context: &mut Context<Wry>) {
        context.config_mut().identifier.clone_from(&self.name);
    }

    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        builder.plugin(plugin::raise()).setup(move |app| {
            let app = app.handle().clone();
            // Where the socket can't be made, a link opens no window that is open already.
            if let Ok(socket) = socket::open(&self.folder) {
                let heard = move |link| shell::raise(&app, Some(link));
                thread::Builder::new()
                    .name("links".to_owned())
                    .spawn(move || socket::listen(&socket, heard))?;
            }
            Ok(())
        })
    }
}
