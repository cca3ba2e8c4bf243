//! The vault: where the API token is kept, which is the operating system's credential store.
//!
//! Credential stores hang, ask, restart and vanish, so each call here has an end in time and each
//! way of going wrong has a name. A store is only ever touched on a thread of the vault's own; the
//! caller waits for it, and leaves it behind when it does not come back. Calls block: an async
//! caller wraps them in a blocking task. There is no plaintext file to fall back to, ever; where
//! there is no store, [`Vault::memory`] keeps the token until the process ends.

mod actor;
mod errand;
mod error;
mod keyring;
mod memory;
mod os;
mod request;
mod store;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use latchet_tracker::Token;

use self::actor::Desk;
use self::request::Op;
use crate::log;

pub use self::error::VaultError;
pub use self::store::{Access, Factory, Purpose, Store, Waiting};

/// Which entry: a token belongs to the origin and the account that it was saved for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    origin: String,
    account: String,
}

impl Key {
    /// `origin` as in `https://www.example.org`, without a path; `account` is any name the program
    /// tells its accounts apart by.
    pub fn new(origin: impl Into<String>, account: impl Into<String>) -> Self {
        Self { origin: origin.into(), account: account.into() }
    }

    /// The origin that the token may be sent to.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The account that the token belongs to.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The name that the entry has in the store; never empty, and no two keys share one, because
    /// an origin holds no `@`.
    fn user(&self) -> String {
        format!("{}@{}", self.account, self.origin)
    }

    /// The key of the entry of this name.
    #[cfg(target_os = "linux")]
    fn of_user(user: &str) -> Option<Self> {
        let (account, origin) = user.rsplit_once('@')?;
        Some(Self::new(origin, account))
    }
}

/// How long a call may take and whether the store may ask the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Nobody is looking: [`Limits::answer`], and no dialog is opened.
    Background,
    /// The user has just asked for this: the store's dialog may stay open for [`Limits::dialog`].
    /// A store that does not answer is still told after [`Limits::answer`].
    UserPresent,
}

/// Where a vault keeps its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In the operating system's credential store.
    Os,
    /// In this process's memory, gone when it ends.
    Memory,
}

/// The two ends in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long the store may take to answer. Three seconds.
    pub answer: Duration,
    /// How long its dialog may stay open. Two minutes.
    pub dialog: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { answer: Duration::from_secs(3), dialog: Duration::from_mins(2) }
    }
}

/// What is known about a key's token, without the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is there and can be read.
    Saved,
    /// It is not there.
    Missing,
    /// It can't be told or can't be read; never [`VaultError::Missing`].
    Unavailable(VaultError),
}

/// A handle on the vault. Clones share one thread and one store; calls take turns.
#[derive(Clone)]
pub struct Vault {
    desk: Arc<Desk>,
    kind: Kind,
    when_asking: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Vault {
    /// The operating system's credential store. Nothing is contacted before the first call.
    pub fn os() -> Self {
        Self::with_factory(Kind::Os, Arc::new(os::open), Limits::default())
    }

    /// Memory that is wiped when the last clone is dropped.
    pub fn memory() -> Self {
        Self::with_factory(Kind::Memory, memory::factory(), Limits::default())
    }

    /// A vault over a store of the caller's.
    pub fn with_factory(kind: Kind, factory: Factory, limits: Limits) -> Self {
        Self { desk: Arc::new(Desk::new(factory, limits)), kind, when_asking: None }
    }

    /// Makes the operating system's store, for a [`Factory`] that puts something before it.
    ///
    /// # Errors
    /// [`VaultError::NoStore`] or [`VaultError::Failed`] where it can't be made.
    pub fn os_store() -> Result<Box<dyn Store>, VaultError> {
        os::open()
    }

    /// Has `told` called, on the thread of the waiting caller, when a call waits for the user:
    /// the moment to say "look for the credential store's dialog". A dialog that is gone in less
    /// than 0.7 s is not told.
    #[must_use]
    pub fn when_asking(mut self, told: impl Fn() + Send + Sync + 'static) -> Self {
        self.when_asking = Some(Arc::new(told));
        self
    }

    /// Where the tokens are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Saves the token, replacing another, and proves it by reading back. What is there already is
    /// read first, so saving again after a doubtful outcome is safe.
    ///
    /// # Errors
    /// After [`VaultError::NotResponding`] the token may or may not have been saved. After every
    /// other error what was there before is still there, [`VaultError::NotVerified`] excepted.
    pub fn save(&self, key: &Key, token: &Token, patience: Patience) -> Result<(), VaultError> {
        self.call(key, Op::Save(token.clone()), patience).map(drop)
    }

    /// Reads the token. `expected`: a token is known to have been saved under this key, from a
    /// note kept elsewhere; a store that hides its entries while locked is then not believed.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when there is none; with `expected` only if the store is open, so
    /// that the token has been removed or moved by someone else.
    pub fn load(&self, key: &Key, expected: bool, patience: Patience) -> Result<Token, VaultError> {
        let token = self.call(key, Op::Load { expected }, patience)?;
        token.ok_or(VaultError::Failed)
    }

    /// Removes the token, if there is one, and proves it by reading back.
    ///
    /// # Errors
    /// The token must then be taken to be still there. A locked store in which no entry is seen is
    /// [`VaultError::Locked`]: it might hide one.
    pub fn remove(&self, key: &Key, patience: Patience) -> Result<(), VaultError> {
        self.call(key, Op::Remove, patience).map(drop)
    }

    /// What [`Vault::load`] would say, with the token read and dropped.
    pub fn state(&self, key: &Key, expected: bool, patience: Patience) -> State {
        match self.load(key, expected, patience) {
            Ok(_) => State::Saved,
            Err(VaultError::Missing) => State::Missing,
            Err(error) => State::Unavailable(error),
        }
    }

    /// The keys of what this program has put into the store, as far as that tells them without a
    /// dialog and the system has a way to ask; others are found by their names alone. Blocks.
    pub fn entries(&self) -> Vec<Key> {
        match self.kind {
            Kind::Os => os::entries(),
            Kind::Memory => Vec::new(),
        }
    }

    /// Ends a call that waits for the user, if there is one: its dialog is withdrawn where that is
    /// possible, and it returns [`VaultError::Denied`]. For a Cancel button and for quitting.
    pub fn cancel(&self) {
        self.desk.cancel();
    }

    fn call(&self, key: &Key, op: Op, patience: Patience) -> Result<Option<Token>, VaultError> {
        let done = self.desk.call(key, op, patience, self.when_asking.as_deref());
        if let Err(error) = &done
            && *error != VaultError::Missing
        {
            log::note(&log::Entry::Store(error.code()));
        }
        done
    }
}

#[cfg(test)]
mod tests;
