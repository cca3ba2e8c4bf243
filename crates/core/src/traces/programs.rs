//! The programs that run: each holds a lock file in the folder that it sees to.

#[cfg_attr(unix, path = "programs_unix.rs")]
#[cfg_attr(windows, path = "programs_windows.rs")]
mod os;

use std::path::Path;
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use super::Left;
use crate::claim::{Holder, holder, wait_until_free};

/// How long a program may take to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does another program than this one hold the lock?
pub(super) fn runs(folder: &Path, lock: &str) -> bool {
    let holder = holder(folder, lock);
    holder != Holder::Nobody && holder != Holder::Program(process::id())
}

/// Has it end, and waits for that.
pub(super) fn end(folder: &Path, lock: &str) -> Result<(), Left> {
    let given_up = Instant::now() + PATIENCE;
    while runs(folder, lock) {
        match holder(folder, lock) {
            Holder::Program(program) => {
                os::tell_to_end(program)?;
                let ended = wait_until_free(folder, lock, PATIENCE);
                return if ended { Ok(()) } else { Err(Left::Runs) };
            }
            Holder::Unnamed if Instant::now() < given_up && cfg!(unix) => {
                thread::sleep(Duration::from_millis(20));
            }
            Holder::Unnamed => return Err(Left::Runs),
            Holder::Nobody => {}
        }
    }
    Ok(())
}
