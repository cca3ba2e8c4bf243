//! The seam: what the vault needs of a credential store.
//!
//! A store lives and dies on the vault's own thread and may block there. It is made anew by its
//! [`Factory`] whenever it failed, because a held one can stay broken after its service is back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use zeroize::Zeroizing;

use super::{Key, VaultError};

/// Makes a store. Called on the vault's thread, first when something is asked of it.
pub type Factory = Arc<dyn Fn() -> Result<Box<dyn Store>, VaultError> + Send + Sync>;

/// Whether an entry can be reached without a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Without one; and an entry that isn't seen isn't there.
    Open,
    /// The entry is there and is locked.
    Locked,
    /// No entry is seen, in a store that is locked and may hide one.
    Hidden,
    /// The store can't tell beforehand: any step may open a dialog.
    Unclear,
}

/// What a dialog is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To reach what is there.
    Reach,
    /// To write: if there is no place to write to, one may be made.
    Write,
}

/// How long a dialog may stay open, and whether anyone still waits for it.
#[derive(Debug, Clone)]
pub struct Waiting {
    until: Instant,
    given_up: Arc<AtomicBool>,
}

impl Waiting {
    pub(super) fn new(until: Instant, given_up: Arc<AtomicBool>) -> Self {
        Self { until, given_up }
    }

    /// True once the time is over or the caller has gone: withdraw the dialog and return.
    pub fn is_over(&self) -> bool {
        self.is_given_up() || Instant::now() >= self.until
    }

    /// True once the caller has gone: nothing may be written or removed any more.
    pub fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Acquire)
    }
}

/// A credential store. Every call may block; the vault bounds them from outside.
pub trait Store {
    /// Looks, without ever opening a dialog and within the vault's short time, whether the store
    /// answers and the entry can be reached.
    ///
    /// # Errors
    /// [`VaultError::NoStore`], [`VaultError::NotResponding`] and [`VaultError::Ambiguous`] are
    /// told here, before anything is touched.
    fn access(&mut self, key: &Key) -> Result<Access, VaultError>;

    /// Says for the calls that follow whether a dialog may open.
    ///
    /// # Errors
    /// Where dialogs can't be kept away.
    fn allow_dialogs(&mut self, _allowed: bool) -> Result<(), VaultError> {
        Ok(())
    }

    /// Opens the store's own dialog and waits for the answer, at most as long as `waiting` says.
    ///
    /// # Errors
    /// [`VaultError::Denied`] when the answer was no, [`VaultError::Locked`] when there was none.
    fn unlock(
        &mut self,
        _key: &Key,
        _purpose: Purpose,
        _waiting: &Waiting,
    ) -> Result<(), VaultError> {
        Ok(())
    }

    /// Creates or replaces the entry.
    ///
    /// # Errors
    /// As the store has it; see [`VaultError`].
    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError>;

    /// The entry's bytes.
    ///
    /// # Errors
    /// As the store has it; see [`VaultError`].
    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError>;

    /// Removes the entry.
    ///
    /// # Errors
    /// As the store has it, with [`VaultError::Missing`] when there is nothing to remove.
    fn remove(&mut self, key: &Key) -> Result<(), VaultError>;
}
