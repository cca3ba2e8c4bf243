//! A signal, at which the tray and the window end as they do when the session ends.

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use super::Left;

pub(super) fn tell_to_end(program: u32) -> Result<(), Left> {
    let program = i32::try_from(program).ok().and_then(Pid::from_raw).ok_or(Left::Runs)?;
    match kill_process(program, Signal::TERM) {
        // It has ended by itself.
        Ok(()) | Err(Errno::SRCH) => Ok(()),
        Err(error) => Err(Left::Io(error.into())),
    }
}
