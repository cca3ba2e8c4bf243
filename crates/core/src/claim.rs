//! The right to be the one program of its kind that sees to a data folder, and who has it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;
use std::{process, thread};

use crate::home::create_private_folder;

/// The tray.
pub const TRAY: &str = "tray.lock";
/// The resident program without an icon.
pub const UNTIL_SETTLED: &str = "until-settled.lock";
/// The window.
pub const WINDOW: &str = "window.lock";

/// What this program has the right by. Nothing in it is ever closed: who waits until the right is free
/// then knows that the program has written its last.
static HELD: Mutex<Vec<File>> = Mutex::new(Vec::new());

/// Takes the right that goes with this lock file, for as long as the program lives; says whether it
/// has it. Otherwise another has.
///
/// # Errors
/// When the file can't be made or locked.
pub fn claim(folder: &Path, name: &str) -> io::Result<bool> {
    let taken = take(folder, name)?;
    let is_taken = taken.is_some();
    HELD.lock().unwrap_or_else(PoisonError::into_inner).extend(taken);
    Ok(is_taken)
}

fn take(folder: &Path, name: &str) -> io::Result<Option<File>> {
    create_private_folder(folder)?;
    let mut file = open(folder, name)?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0)?;
            write!(file, "{}", process::id())?;
            Ok(Some(file))
        }
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Who has a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// No program.
    Nobody,
    /// The program of this number in the system.
    Program(u32),
    /// One whose number can't be read: it has just begun, or the system keeps it shut.
    Unnamed,
}

/// Who has the right? Nothing is made where nothing is.
pub(crate) fn holder(folder: &Path, name: &str) -> Holder {
    let path = folder.join(name);
    match File::open(&path).map(|file| file.try_lock().is_err()) {
        Ok(true) => {
            let number = fs::read_to_string(path).ok().and_then(|number| number.parse().ok());
            number.map_or(Holder::Unnamed, Holder::Program)
        }
        Ok(false) | Err(_) => Holder::Nobody,
    }
}

/// Waits until nobody has the right; says whether that came about in time.
pub(crate) fn wait_until_free(folder: &Path, name: &str, patience: Duration) -> bool {
    let Ok(file) = open(folder, name) else { return true };
    let (sender, free) = mpsc::channel();
    // As the courier's: there is no lock with a deadline.
    thread::spawn(move || {
        let is_free = file.lock().is_ok();
        // Or whoever is told that it is free would find it taken.
        drop(file);
        sender.send(is_free)
    });
    free.recv_timeout(patience).unwrap_or(false)
}

fn open(folder: &Path, name: &str) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_right_until_it_is_gone_and_is_known_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        assert_eq!(holder(&folder, "one.lock"), Holder::Nobody);
        let first = take(&folder, "one.lock").unwrap();
        assert!(first.is_some());
        assert!(take(&folder, "one.lock").unwrap().is_none(), "it is taken");
        let other = take(&folder, "other.lock").unwrap();
        assert!(other.is_some(), "that is another right");
        if cfg!(unix) {
            assert_eq!(holder(&folder, "one.lock"), Holder::Program(process::id()));
        }
        // Of one that is never free here: it is still being waited for.
        assert!(!wait_until_free(&folder, "other.lock", Duration::ZERO));
        drop(first);
        assert_eq!(holder(&folder, "one.lock"), Holder::Nobody);
        assert!(wait_until_free(&folder, "one.lock", Duration::from_secs(5)));
        assert!(take(&folder, "one.lock").unwrap().is_some(), "it is free again");
    }
}
