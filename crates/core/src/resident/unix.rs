//! A process group of its own: what ends the one who started it is not meant for it.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

pub(super) fn detach(command: &mut Command) {
    command.process_group(0);
}
