//! The user's account on one service: its journal, its token, and starting with them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use latchet_tracker::{Client, ClientError, Limits, Origin, ReadError, Token, UserStats};

use crate::courier::{Courier, CourierError};
use crate::journal::{Journal, JournalError};
use crate::vault::{Key, Patience, Vault, VaultError};

/// The account's name until the service has told its nick; also its name in the vault.
pub const DEFAULT: &str = "default";

/// Whose intention it is when its token is used once and stored nowhere.
pub const ONE_OFF: &str = "one-off";

/// What the journal remembers of it. That a token was saved is no secret: a locked store that shows
/// nothing is told apart from an empty one by it.
const TOKEN_SAVED_AT: &str = "token_saved_at";
const NICK: &str = "nick";

/// Why nothing could be done with the account. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The token can't be had, kept or removed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The journal can't be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The client can't be set up.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// A start could not be recorded.
    #[error(transparent)]
    Courier(#[from] CourierError),
}

/// When a token was saved, as the journal remembers it.
pub(crate) fn token_saved_at(journal: &Journal) -> Result<Option<DateTime<Utc>>, JournalError> {
    Ok(journal.memory(TOKEN_SAVED_AT)?.and_then(|at| at.parse().ok()))
}

/// One account on one service.
#[derive(Debug, Clone)]
pub struct Account {
    folder: PathBuf,
    origin: Origin,
    vault: Vault,
}

impl Account {
    /// `folder` is the service's data folder.
    pub fn new(folder: PathBuf, origin: Origin, vault: Vault) -> Self {
        Self { folder, origin, vault }
    }

    /// The service.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The service's data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where its token is kept.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Its entry in the vault.
    pub fn key(&self) -> Key {
        Key::new(self.origin.to_string(), DEFAULT)
    }

    /// Opens its journal.
    ///
    /// # Errors
    /// See [`JournalError`].
    pub fn journal(&self) -> Result<Journal, JournalError> {
        Journal::open(&self.folder, &self.origin)
    }

    /// Sets up a client for its service.
    ///
    /// # Errors
    /// See [`ClientError`].
    pub fn client(&self) -> Result<Client, ClientError> {
        Client::new(self.origin.clone(), Limits::default())
    }

    /// Its nick on the service, once that is known.
    ///
    /// # Errors
    /// What reading the journal can meet.
    pub fn nick(&self, journal: &Journal) -> Result<Option<String>, JournalError> {
        journal.memory(NICK)
    }

    /// The name that its intentions are recorded under.
    ///
    /// # Errors
    /// What reading the journal can meet.
    pub fn name(&self, journal: &Journal) -> Result<String, JournalError> {
        Ok(self.nick(journal)?.unwrap_or_else(|| DEFAULT.to_owned()))
    }

    /// When a token was saved here, if one was; no proof that it is still there.
    ///
    /// # Errors
    /// What reading the journal can meet.
    pub fn token_saved_at(&self, journal: &Journal) -> Result<Option<DateTime<Utc>>, JournalError> {
        token_saved_at(journal)
    }

    /// The saved token. Blocks; never call it on an async runtime's thread.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn token(&self, journal: &Journal, patience: Patience) -> Result<Token, AccountError> {
        let expected = self.token_saved_at(journal)?.is_some();
        Ok(self.vault.load(&self.key(), expected, patience)?)
    }

    /// Saves a token, replacing another. Whose it is is not known until [`Account::identify`].
    /// Blocks; never call it on an async runtime's thread.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn save_token(
        &self,
        journal: &mut Journal,
        token: &Token,
        patience: Patience,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        self.vault.save(&self.key(), token, patience)?;
        journal.remember(TOKEN_SAVED_AT, &now.to_rfc3339())?;
        Ok(journal.forget(NICK)?)
    }

    /// Removes the token from the vault; one that is not there is removed already. On the service
    /// it stays valid. Blocks; never call it on an async runtime's thread.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn remove_token(
        &self,
        journal: &mut Journal,
        patience: Patience,
    ) -> Result<(), AccountError> {
        match self.vault.remove(&self.key(), patience) {
            Ok(()) | Err(VaultError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
        journal.forget(TOKEN_SAVED_AT)?;
        Ok(journal.forget(NICK)?)
    }

    /// Asks the service whose token this is, and notes the nick. Says that the token is valid, not
    /// that it may start a session: no read can tell that.
    ///
    /// # Errors
    /// The outer error is the journal's, the inner one the service's.
    pub async fn identify(
        &self,
        journal: &mut Journal,
        client: &Client,
        token: &Token,
    ) -> Result<Result<UserStats, ReadError>, JournalError> {
        let stats = client.user_stats(token).await;
        if let Ok(UserStats { nick: Some(nick), .. }) = &stats {
            journal.remember(NICK, nick)?;
        }
        Ok(stats)
    }

    /// What sends and checks, for the intentions of `name`: that of [`Account::name`] or, for a token
    /// that is used once, a name of its own.
    pub fn courier<'a>(
        &'a self,
        journal: &'a mut Journal,
        client: &'a Client,
        name: &'a str,
    ) -> Courier<'a> {
        Courier { folder: &self.folder, journal, client, account: name, clock: Utc::now }
    }
}
