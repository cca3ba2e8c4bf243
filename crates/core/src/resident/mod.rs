//! Handing over to the resident program: what is not settled must not depend on a window that is
//! closed or a command that has ended.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, io, thread};

use crate::settings::{Key, Settings};

/// The command line's program, without what the system puts behind a program's name.
const NAME: &str = "latchet";

/// What the journal remembers when the tray has found nothing that shows its icon: [`UNTOLD`] until
/// the window has told it, then anything else.
pub const NO_ICON: &str = "no-icon";
/// See [`NO_ICON`].
pub const UNTOLD: &str = "untold";

/// How the resident program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// With an icon, until it is told to end. Where one runs already the new one hands over to it.
    Tray,
    /// Without an icon, until nothing is left that it can do. Where one runs already the new one
    /// ends.
    UntilSettled,
    /// A practice server with a window on it, until that is closed.
    Practice,
}

impl Mode {
    /// As the user wants it, and as this desktop lets it be.
    pub fn wanted(settings: &Settings) -> Self {
        if settings.get(Key::Tray) == "on" && has_desktop() {
            Self::Tray
        } else {
            Self::UntilSettled
        }
    }

    fn arguments(self) -> [&'static str; 2] {
        match self {
            Self::Tray => ["tray", "--hidden"],
            Self::UntilSettled => ["tray", "--until-settled"],
            Self::Practice => ["practice", "--window"],
        }
    }
}

/// Starts the resident program from beside `program`, and leaves it to itself.
///
/// # Errors
/// When it is not installed there, or can't be started.
pub fn start(program: &Path, mode: Mode) -> io::Result<()> {
    let path = program.with_file_name(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    let mut command = Command::new(path);
    command.args(mode.arguments());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    os::detach(&mut command);
    let mut resident = command.spawn()?;
    // Collects it if it ends first. Without the thread the system does when this program ends.
    let _ = thread::Builder::new().name("resident".to_owned()).spawn(move || resident.wait());
    Ok(())
}

/// Is there a desktop's session? Without its bus there can be no icon.
fn has_desktop() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists())
}
