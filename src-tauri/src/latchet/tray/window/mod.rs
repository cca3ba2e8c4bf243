//! Opening the window, which is a program of its own: short-lived, so that nothing of a web view
//! stays behind in the tray.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{env, io};

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
/// lives on when this program ends. `activation` is the desktop's permission to come to the front.
pub(crate) fn open(activation: Option<&str>) -> Result<Child, NotOpened> {
    open_as(activation, |_| ())
}

/// As [`open`], in other surroundings.
pub(crate) fn open_as(
    activation: Option<&str>,
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
    os::detach(&mut command);
    command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotOpened::Missing,
        _ => NotOpened::Failed(error),
    })
}

/// The window's program in the folder of this one.
fn beside() -> Option<PathBuf> {
    let path =
        env::current_exe().ok()?.with_file_name(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    path.is_file().then_some(path)
}
