//! The right to be the one program of its kind that sees to a data folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use latchet_core::home::create_private_folder;

/// Takes the right that goes with this lock file, until it is closed. `None`: another has it.
pub(super) fn claim(folder: &Path, name: &str) -> io::Result<Option<File>> {
    create_private_folder(folder)?;
    let path = folder.join(name);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_right_until_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        let first = claim(&folder, "one.lock").unwrap();
        assert!(first.is_some());
        assert!(claim(&folder, "one.lock").unwrap().is_none(), "it is taken");
        assert!(claim(&folder, "other.lock").unwrap().is_some(), "that is another right");
        drop(first);
        assert!(claim(&folder, "one.lock").unwrap().is_some(), "it is free again");
    }
}
