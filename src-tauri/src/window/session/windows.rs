//! Windows: the web view follows the system's light and dark by itself. A second program has the
//! first one raised by the plug-in, which hands over arguments alone: a link goes through a pipe.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

use latchet_core::link;
use latchet_core::window::{CLOSE, INTERFACE, name};
use tauri::{AppHandle, Builder, Context, RunEvent, Wry};
use tokio::net::windows::named_pipe::{NamedPipeServer, ServerOptions};

use super::super::shell;

/// How long a program that has opened the pipe may take to write.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) struct Session {
    name: String,
    pipe: String,
}

/// The plug-in ends a second program itself, when it is set up; here one ends that has handed over
/// its link.
pub(crate) fn join(place: &Path, link: Option<&str>) -> Option<Session> {
    let name = format!("{INTERFACE}.{}", name(place));
    // Only its owner may write into it, as the system makes them.
    let pipe = format!(r"\\.\pipe\{name}");
    let handed_over = link.is_some_and(|link| hand_over(&pipe, link).is_ok());
    (!handed_over).then_some(Session { name, pipe })
}

/// Links come by [`join`] alone.
pub(crate) fn opened(_: &RunEvent) -> Option<String> {
    None
}

impl Session {
    /// The plug-in has one window for each identifier, and there is one for each data folder.
    pub(crate) fn name(&self, context: &mut Context<Wry>) {
        context.config_mut().identifier.clone_from(&self.name);
    }

    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        let raise = tauri_plugin_single_instance::init(|app, arguments, _| {
            if arguments.iter().any(|argument| argument == CLOSE) {
                shell::close(app);
            } else {
                shell::raise(app, None);
            }
        });
        builder.plugin(raise).setup(move |app| {
            // Where the pipe can't be made, a link opens no window that is open already.
            drop(tauri::async_runtime::spawn(listen(app.handle().clone(), self.pipe)));
            Ok(())
        })
    }
}

fn hand_over(pipe: &str, link: &str) -> io::Result<()> {
    link::hand_over(link, OpenOptions::new().write(true).open(pipe)?)
}

async fn listen(app: AppHandle, name: String) -> io::Result<()> {
    let mut next = options().first_pipe_instance(true).create(&name)?;
    loop {
        next.connect().await?;
        let pipe = next;
        next = options().create(&name)?;
        if let Ok(Ok(link)) = tokio::time::timeout(PATIENCE, read(pipe)).await {
            shell::raise(&app, Some(link));
        }
    }
}

/// A pipe that is only read here.
fn options() -> ServerOptions {
    let mut options = ServerOptions::new();
    options.access_outbound(false);
    options
}

/// What was written, or enough of it to be known as too long.
async fn read(pipe: NamedPipeServer) -> io::Result<String> {
    let mut written = Vec::new();
    while written.len() <= link::MAX_BYTES {
        pipe.readable().await?;
        let mut space = [0; 1024];
        match pipe.try_read(&mut space) {
            Ok(0) => break,
            Ok(length) => written.extend_from_slice(&space[..length]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(error),
        }
    }
    link::take_over(&*written)
}
