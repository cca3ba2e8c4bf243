//! A process group of its own: Ctrl-C in the terminal of the tray is not meant for the window.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

pub(super) fn detach(command: &mut Command) {
    command.process_group(0);
}
