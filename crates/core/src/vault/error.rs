//! Why a token could not be saved, read or removed.
//!
//! The store's own errors stop here: they may hold the secret's bytes and print them with `{:?}`.
//! These hold none, so they can be printed, compared and logged freely.

/// Why the credential store did not do as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The store answered, and it holds no token for this key.
    #[error("no token is saved")]
    Missing,
    /// The store or the entry is locked, and nobody was asked to unlock it or nobody answered the
    /// dialog in time. Also: a token is known to have been saved, and the store that shows nothing
    /// can't be trusted to show everything, as a locked one.
    #[error("the credential store is locked")]
    Locked,
    /// Access was asked for and not given: the dialog was dismissed, could not be shown here, or
    /// the system refused this program. The token, if there was one, is still in the store.
    #[error("access to the credential store was not given")]
    Denied,
    /// There is no credential store to talk to: no session bus, no service on it, no store in this
    /// kind of session.
    #[error("there is no credential store")]
    NoStore,
    /// The store is there but has stopped answering. A save or a removal may or may not have been
    /// done: read before trying again.
    #[error("the credential store does not answer")]
    NotResponding,
    /// So many entries match where there should be one; none was used, changed or removed.
    #[error("the credential store holds {0} entries where there should be one")]
    Ambiguous(usize),
    /// What is stored there is no token. Saving replaces it.
    #[error("the credential store holds something that is no token")]
    Unreadable,
    /// The store said that it was done, and reading back showed otherwise.
    #[error("the credential store did not keep what it was given")]
    NotVerified,
    /// The store failed in a way that has no name of its own: a full disk, a broken file, a
    /// protocol error.
    #[error("the credential store failed")]
    Failed,
}

impl VaultError {
    /// A fixed name for faces and their texts, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "token-missing",
            Self::Locked => "store-locked",
            Self::Denied => "store-denied",
            Self::NoStore => "store-none",
            Self::NotResponding => "store-not-responding",
            Self::Ambiguous(_) => "token-ambiguous",
            Self::Unreadable => "token-unreadable",
            Self::NotVerified => "store-not-verified",
            Self::Failed => "store-failed",
        }
    }

    /// Whether the connection to the store, rather than what it holds, is what went wrong.
    pub(super) const fn spoils_store(self) -> bool {
        matches!(self, Self::NoStore | Self::NotResponding | Self::Failed)
    }
}
