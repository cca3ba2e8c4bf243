//! The right to send: an operating-system file lock, freed when its process dies.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::home::create_private_folder;
use crate::intention::{Event, IntentionId, State};
use crate::journal::{Journal, JournalError};

/// How long a start waits for another program's attempt.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(25);

/// The right to send, until it is dropped.
#[derive(Debug)]
pub struct CourierLock(#[expect(dead_code, reason = "held, not read")] File);

/// Why the right to send was not got.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another program has been sending all the while.
    #[error("another start is still being sent")]
    Taken,
    /// The lock file can't be used.
    #[error("the lock in the data folder can't be used: {0}")]
    Io(#[from] io::Error),
}

impl CourierLock {
    /// Waits for the right to send, at most `patience`.
    ///
    /// # Errors
    /// See [`LockError`].
    pub fn acquire(folder: &Path, patience: Duration) -> Result<Self, LockError> {
        create_private_folder(folder)?;
        let file = File::create(folder.join("courier.lock"))?;
        match file.try_lock() {
            Ok(()) => return Ok(Self(file)),
            Err(std::fs::TryLockError::WouldBlock) if patience.is_zero() => {
                return Err(LockError::Taken);
            }
            Err(std::fs::TryLockError::WouldBlock) => {}
            Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        // A thread of its own waits in the system call: there is no lock with a deadline. Left
        // alone it gets the lock some day, finds nobody listening, and drops it.
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let locked = file.lock().map(|()| file);
            let _ = sender.send(locked);
        });
        match receiver.recv_timeout(patience) {
            Ok(locked) => Ok(Self(locked?)),
            Err(_) => Err(LockError::Taken),
        }
    }
}

/// Turns what a dead program left as *sending* or *checking* into *unknown*. Only the lock's holder
/// may say so. What was changed comes back.
pub(crate) fn recover_holding(
    _lock: &CourierLock,
    journal: &mut Journal,
    now: DateTime<Utc>,
) -> Result<Vec<(IntentionId, State)>, JournalError> {
    let mut changed = Vec::new();
    for intention in journal.open_intentions()? {
        if matches!(intention.state, State::Sending { .. } | State::Checking { .. }) {
            let state = journal.append(intention.id, &Event::FoundInterrupted, now)?;
            changed.push((intention.id, state));
        }
    }
    Ok(changed)
}
