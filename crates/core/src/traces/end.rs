//! Removing it, and looking whether it is gone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Item, Left, Plan, Thing, programs};
use crate::autostart::{Autostart, State as Registered};
use crate::courier::{CourierLock, LOCK_PATIENCE, LockError};
use crate::environment::Environment;
use crate::log;
use crate::vault::{Patience, State, VaultError};

pub(super) fn end(
    plan: Plan,
    environment: &Environment,
    mut told: impl FnMut(&Item, Option<&Left>),
) -> Vec<(Item, Option<Left>)> {
    log::end();
    // While nobody else may send, none of the programs that are told to end is sending.
    let folders: BTreeSet<PathBuf> = plan.items.iter().filter_map(sends_in).collect();
    let (mut locks, mut kept) = (Vec::new(), Vec::new());
    for folder in folders {
        match CourierLock::acquire(&folder, LOCK_PATIENCE) {
            Ok(lock) => locks.push(lock),
            Err(LockError::Taken) => kept.push((folder, Kept::Sending)),
            // Whoever can't use the lock can't send either.
            Err(LockError::Io(_)) => {}
        }
    }
    let mut done = Vec::new();
    let (programs, others): (Vec<_>, Vec<_>) =
        plan.items.into_iter().partition(|item| matches!(item.thing, Thing::Program(..)));
    for item in programs {
        let left = remove(&item, environment, &kept).err();
        if let (Thing::Program(folder, _), Some(_)) = (&item.thing, &left) {
            // What it sees to stays with it.
            kept.push((folder.clone(), Kept::Runs));
        }
        told(&item, left.as_ref());
        done.push((item, left));
    }
    // Where a file that is open can't be removed, these would be in the way.
    drop(locks);
    for item in others {
        let left = remove(&item, environment, &kept).err();
        told(&item, left.as_ref());
        done.push((item, left));
    }
    for (item, left) in &mut done {
        if left.is_none() && is_there(item, environment) {
            *left = Some(Left::CameBack);
            told(item, left.as_ref());
        }
    }
    done
}

/// The folder in which a program may be sending that is about to lose it.
fn sends_in(item: &Item) -> Option<PathBuf> {
    match (&item.thing, item.kind) {
        (Thing::Program(folder, _), _) => Some(folder.clone()),
        (Thing::Path(folder), super::Kind::Journal) if folder.is_dir() && !folder.is_symlink() => {
            Some(folder.clone())
        }
        _ => None,
    }
}

/// Why a folder is not touched.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Sending,
    Runs,
}

fn remove(item: &Item, environment: &Environment, kept: &[(PathBuf, Kept)]) -> Result<(), Left> {
    if let Thing::Program(path, _) | Thing::Path(path) = &item.thing {
        match kept.iter().find(|(folder, _)| folder == path) {
            Some((_, Kept::Sending)) => return Err(Left::Sending),
            Some((_, Kept::Runs)) => return Err(Left::Runs),
            None => {}
        }
    }
    match &item.thing {
        Thing::Program(folder, lock) => programs::end(folder, lock),
        Thing::Entry(key) => match environment.vault.remove(key, Patience::UserPresent) {
            Ok(()) | Err(VaultError::Missing) => Ok(()),
            Err(error) => Err(Left::Store(error)),
        },
        Thing::Autostart => {
            Autostart::here().and_then(|entry| entry.unregister()).map_err(Left::Autostart)
        }
        Thing::Path(path) => gone(remove_all(path)),
        Thing::Folder(path) => {
            gone(fs::remove_dir(path))?;
            remove_empty_above(path);
            Ok(())
        }
    }
}

fn remove_all(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn gone(removed: io::Result<()>) -> Result<(), Left> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Left::Io(error)),
        _ => Ok(()),
    }
}

/// On some systems our folder lies in another of this program's name.
fn remove_empty_above(path: &Path) {
    let above = path.ancestors().skip(1);
    for folder in above.take_while(|folder| folder.file_name().is_some_and(|n| n == "latchet")) {
        // One that holds something else stays.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

fn is_there(item: &Item, environment: &Environment) -> bool {
    match &item.thing {
        Thing::Program(folder, lock) => programs::runs(folder, lock),
        Thing::Entry(key) => {
            environment.vault.state(key, false, Patience::Background) != State::Missing
        }
        Thing::Autostart => {
            let state = Autostart::here().and_then(|entry| entry.state());
            !matches!(state, Ok(Registered::Not))
        }
        Thing::Path(path) | Thing::Folder(path) => path.symlink_metadata().is_ok(),
    }
}
