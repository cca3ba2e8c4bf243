//! Opening the window, which is a program of its own: short-lived, so that nothing of a web view
//! stays behind in the tray.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{env, io};

use latchet_core::link;
use latchet_core::texts::Texts;

/// The window's program, without what the system puts behind a program's name.
const NAME: &str = "latchet-window";
/// Set where the user has not: its absence leaves the window blank with some drivers, and costs
/// memory with all.
const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const ACTIVATION: &str = "XDG_ACTIVATION_TOKEN";

/// Why the window did not open.
#[derive(Debug)]
pub(crate) enum NotOpened {
    /// It is not installed.
    Missing,
    /// The system's word.
    Failed(io::Error),
}

impl NotOpened {
    /// In words.
    pub(crate) fn tell(&self, texts: &Texts) -> String {
        match self {
            Self::Missing => texts.say_with("window-missing", &[("name", NAME.into())]),
            Self::Failed(error) => {
                texts.say_with("window-failed", &[("reason", error.to_string().into())])
            }
        }
    }
}

/// Opens the window, or brings the one that is open to the front: that one sees to it itself. It
/// lives on when this program ends. `activation` is the desktop's permission to come to the front;
/// `link` fills in its form.
pub(crate) fn open(activation: Option<&str>, link: Option<&str>) -> Result<Child, NotOpened> {
    open_as(activation, link, |_| ())
}

/// As [`open`], in other surroundings.
pub(crate) fn open_as(
    activation: Option<&str>,
    link: Option<&str>,
    dress: impl FnOnce(&mut Command),
) -> Result<Child, NotOpened> {
    let mut command = Command::new(beside().unwrap_or_else(|| NAME.into()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    dress(&mut command);
    if env::var_os(RENDERER).is_none() {
        command.env(RENDERER, "1");
    }
    if let Some(token) = activation {
        command.env(ACTIVATION, token);
    }
    if link.is_some() {
        command.arg(link::ARGUMENT).stdin(Stdio::piped());
    }
    os::detach(&mut command);
    let mut window = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotOpened::Missing,
        _ => NotOpened::Failed(error),
    })?;
    if let (Some(link), Some(pipe)) = (link, window.stdin.take()) {
        link::hand_over(link, pipe).map_err(NotOpened::Failed)?;
    }
    Ok(window)
}

/// Closes the window that is open, through a second one that ends at once; on Linux it is told over
/// the session bus. Where none can be started none is open.
#[cfg(not(target_os = "linux"))]
pub(super) fn close() {
    let mut command = Command::new(beside().unwrap_or_else(|| NAME.into()));
    command.arg(latchet_core::window::CLOSE);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    os::detach(&mut command);
    if let Ok(mut second) = command.spawn() {
        let _ = std::thread::Builder::new().name("window".to_owned()).spawn(move || second.wait());
    }
}

/// The window's program in the folder of this one.
fn beside() -> Option<PathBuf> {
    let path =
        env::current_exe().ok()?.with_file_name(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    path.is_file().then_some(path)
}
