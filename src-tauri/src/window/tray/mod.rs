//! Starting the tray along with the window, for a user who wants one.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::process::{Command, Stdio};
use std::{env, thread};

/// Starts the tray from beside this program. Where one runs already the new one hands over to it
/// and ends; where it is not installed the window does without.
pub(crate) fn start() {
    let Ok(window) = env::current_exe() else { return };
    let mut command =
        Command::new(window.with_file_name(format!("latchet{}", env::consts::EXE_SUFFIX)));
    command.args(["tray", "--hidden"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    os::detach(&mut command);
    if let Ok(mut tray) = command.spawn() {
        // Collects it if it ends first. Without the thread the system does when the window ends.
        let _ = thread::Builder::new().name("tray".to_owned()).spawn(move || tray.wait());
    }
}
