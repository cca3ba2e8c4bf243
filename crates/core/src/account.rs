//! The user's account on one service: its journal, its token, and starting with them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use latchet_tracker::{Client, ClientError, Limits, Origin, ReadError, Route, Token, UserStats};

use crate::courier::{Courier, CourierError, CourierLock, LOCK_PATIENCE};
use crate::journal::{Journal, JournalError};
use crate::log::{self, Entry};
use crate::owner::{DEFAULT, TOKEN_SAVED_AT, token_saved_at};
use crate::rescue;
use crate::route::{self, RouteError};
use crate::settings::Settings;
use crate::vault::{Key, Patience, Vault, VaultError};

/// What the journal remembers of it.
const NICK: &str = "nick";
const RESCUED: &str = "rescued";

/// Why nothing could be done with the account. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The token can't be had, kept or removed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The journal can't be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The way to the service can't be taken.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// The client can't be set up.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// A start could not be recorded.
    #[error(transparent)]
    Courier(#[from] CourierError),
    /// The service does not accept the new token. The one that was saved before is kept.
    #[error("the service does not accept this token; the one that was saved before is kept")]
    TokenRefused,
}

/// One account on one service.
#[derive(Debug, Clone)]
pub struct Account {
    folder: PathBuf,
    origin: Origin,
    vault: Vault,
    clock: fn() -> DateTime<Utc>,
    /// The settings say which way is taken; without them it is the system's.
    settings: Option<PathBuf>,
}

impl Account {
    /// `folder` is the service's data folder, `clock` tells the time.
    pub fn new(
        folder: PathBuf,
        origin: Origin,
        vault: Vault,
        clock: fn() -> DateTime<Utc>,
    ) -> Self {
        Self { folder, origin, vault, clock, settings: None }
    }

    /// Takes the way to the service that stands in this file, as it is at each time.
    #[must_use]
    pub fn by_settings(self, file: PathBuf) -> Self {
        Self { settings: Some(file), ..self }
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

    /// Opens its journal. A damaged one is kept beside it, and what is intact in it goes on in a new
    /// one: [`Account::take_rescued`] tells.
    ///
    /// # Errors
    /// See [`JournalError`]; [`JournalError::Damaged`] where nothing could be read out of it.
    pub fn journal(&self) -> Result<Journal, JournalError> {
        let opened = self.open_or_rescue();
        if let Err(error) = &opened {
            log::note(&Entry::Journal(error.name()));
        }
        opened
    }

    /// Is a journal that was opened a moment ago the one that [`Account::journal`] would open now?
    pub fn is_current(&self, journal: &Journal) -> bool {
        journal.is_in_place()
            && !rescue::is_log_cut(&self.folder).unwrap_or(true)
            && !rescue::is_ready(&self.folder).unwrap_or(true)
    }

    fn open_or_rescue(&self) -> Result<Journal, JournalError> {
        // SQLite forgets what lies behind a broken place in the log as soon as it opens it.
        if rescue::is_log_cut(&self.folder).unwrap_or(false) {
            self.rescue()?;
        }
        let opened = self.open_journal();
        match &opened {
            Err(JournalError::Damaged { .. }) => {}
            _ => return opened,
        }
        self.rescue()?;
        self.open_journal()
    }

    fn open_journal(&self) -> Result<Journal, JournalError> {
        let path = self.folder.join("journal.sqlite");
        rescue::finish(&self.folder)
            .map_err(|error| JournalError::NotWritable { path, reason: error.to_string() })?;
        let journal = Journal::open(&self.folder, &self.origin)?;
        // What is not settled is what everything depends on.
        journal.open_intentions()?;
        Ok(journal)
    }

    /// Puts a new journal in the place of a damaged one. Nothing where it is whole, where nothing is
    /// left of it, or while another program is sending.
    ///
    /// # Errors
    /// See [`rescue::rescue`].
    pub fn rescue(&self) -> Result<(), JournalError> {
        let Ok(_lock) = CourierLock::acquire(&self.folder, LOCK_PATIENCE) else { return Ok(()) };
        if let Some(rescued) = rescue::rescue(&self.folder, &self.origin, (self.clock)())? {
            let mut journal = Journal::open(&self.folder, &self.origin)?;
            journal.remember(RESCUED, &rescued.kept.display().to_string())?;
        }
        Ok(())
    }

    /// Where the damaged journal was kept that the journal was rescued from; told once.
    ///
    /// # Errors
    /// What reading and writing can meet.
    pub fn take_rescued(&self, journal: &mut Journal) -> Result<Option<String>, JournalError> {
        let kept = journal.memory(RESCUED)?;
        if kept.is_some() {
            journal.forget(RESCUED)?;
        }
        Ok(kept)
    }

    /// Sets up a client for its service. Blocks where a proxy's password is to be had; never call it
    /// on an async runtime's thread.
    ///
    /// # Errors
    /// [`AccountError::Route`] and [`AccountError::Client`]: nothing can be sent.
    pub fn client(&self) -> Result<Client, AccountError> {
        self.client_by(Client::new)
    }

    /// As [`Account::client`], for a read that a start may follow at once: see [`Client::keeping`].
    ///
    /// # Errors
    /// As [`Account::client`].
    pub fn keeping_client(&self) -> Result<Client, AccountError> {
        self.client_by(Client::keeping)
    }

    fn client_by(
        &self,
        set_up: fn(Origin, Limits, Route) -> Result<Client, ClientError>,
    ) -> Result<Client, AccountError> {
        let client = set_up(self.origin.clone(), Limits::default(), self.route()?)?;
        Ok(client.heard_by(|heard| log::note(&Entry::Heard(heard))))
    }

    fn route(&self) -> Result<Route, RouteError> {
        // Settings that can't be read are as good as none.
        let settings = self.settings.as_deref().and_then(|file| Settings::load(file).ok());
        match settings {
            Some(settings) => route::chosen(&settings, &self.vault, &self.origin),
            None => Ok(Route::default()),
        }
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

    /// The saved token, together with the name under which its starts are recorded. Blocks; never
    /// call it on an async runtime's thread.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn token(
        &self,
        journal: &Journal,
        patience: Patience,
    ) -> Result<(Token, String), AccountError> {
        // Another may be saved in this moment: one account's token must not go under another's name.
        for _ in 0..3 {
            let before = (self.token_saved_at(journal)?, self.name(journal)?);
            let token = self.vault.load(&self.key(), before.0.is_some(), patience)?;
            if before == (self.token_saved_at(journal)?, self.name(journal)?) {
                return Ok((token, before.1));
            }
        }
        Err(VaultError::Failed.into())
    }

    /// Saves a token, replacing another, once `ask` has told what the service says of it; notes whose
    /// it is and says the same. One that the service does not accept replaces none. Without a store
    /// nobody is asked. Blocks; never call it on an async runtime's thread.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn save_token(
        &self,
        journal: &mut Journal,
        token: &Token,
        ask: impl FnOnce() -> Result<UserStats, ReadError>,
        patience: Patience,
    ) -> Result<Result<UserStats, ReadError>, AccountError> {
        let before = (journal.memory(TOKEN_SAVED_AT)?, journal.memory(NICK)?);
        let replaces = match self.vault.load(&self.key(), before.0.is_some(), patience) {
            Ok(_) => true,
            Err(VaultError::Missing | VaultError::Unreadable) => false,
            Err(error) => return Err(error.into()),
        };
        let said = ask();
        if replaces && said == Err(ReadError::TokenInvalid { in_service_shape: true }) {
            return Err(AccountError::TokenRefused);
        }
        // Before and after, so that whoever reads in between notices.
        journal.forget(NICK)?;
        journal.remember(TOKEN_SAVED_AT, &(self.clock)().to_rfc3339())?;
        if let Err(error) = self.vault.save(&self.key(), token, patience) {
            let (saved_at, nick) = before;
            match saved_at {
                Some(saved_at) => journal.remember(TOKEN_SAVED_AT, &saved_at)?,
                None => journal.forget(TOKEN_SAVED_AT)?,
            }
            if let Some(nick) = nick {
                journal.remember(NICK, &nick)?;
            }
            return Err(error.into());
        }
        let saved_at = (self.clock)().to_rfc3339();
        journal.remember(TOKEN_SAVED_AT, &saved_at)?;
        if let Ok(UserStats { nick: Some(nick), .. }) = &said
            && journal.memory(TOKEN_SAVED_AT)? == Some(saved_at)
        {
            journal.remember(NICK, nick)?;
        }
        Ok(said)
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
        let saved_at = self.token_saved_at(journal)?;
        let stats = client.user_stats(token).await;
        if self.token_saved_at(journal)? != saved_at {
            // Another was saved meanwhile; this answer is not about that one.
            return Ok(stats);
        }
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
        Courier { folder: &self.folder, journal, client, account: name, clock: self.clock }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::vault::{Kind, Limits};

    const REFUSED: ReadError = ReadError::TokenInvalid { in_service_shape: true };

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_768_478_400, 0).unwrap()
    }

    fn token(text: &str) -> Token {
        Token::parse(text).unwrap()
    }

    fn named(nick: &str) -> UserStats {
        UserStats { nick: Some(nick.to_owned()), ..UserStats::default() }
    }

    #[test]
    fn a_token_that_the_service_refuses_takes_no_other_s_place() {
        let proxy = ReadError::TokenInvalid { in_service_shape: false };
        for (why, first, said, kept, nick) in [
            ("there is one that may be good", true, Err(REFUSED), "old", Some("kim")),
            ("there is none to lose", false, Err(REFUSED), "new", None),
            ("a proxy's page condemns none", true, Err(proxy), "new", None),
            ("one that may not read may start", true, Err(ReadError::NotAllowed), "new", None),
            ("it is good", true, Ok(named("robin")), "new", Some("robin")),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let origin = Origin::parse("https://example.org").unwrap();
            let account = Account::new(folder.path().to_owned(), origin, Vault::memory(), noon);
            let mut journal = account.journal().unwrap();
            let mut save = |text: &str, said: Result<_, _>| {
                let (token, ask) = (token(text), || said);
                account.save_token(&mut journal, &token, ask, Patience::Background)
            };
            if first {
                save("old", Ok(named("kim"))).unwrap().unwrap();
            }
            let saved = save("new", said);
            assert_eq!(matches!(saved, Err(AccountError::TokenRefused)), kept == "old", "{why}");
            let (there, name) = account.token(&journal, Patience::Background).unwrap();
            assert_eq!((there.expose(), &*name), (kept, nick.unwrap_or(DEFAULT)), "{why}");
            assert_eq!(account.token_saved_at(&journal).unwrap(), Some(noon()), "{why}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_is_current_until_another_would_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::parse("https://example.org").unwrap();
        let account = Account::new(folder.path().to_owned(), origin, Vault::memory(), noon);
        let journal = account.journal().unwrap();
        assert!(account.is_current(&journal));
        let ready = folder.path().join("journal.sqlite.rescued");
        std::fs::write(&ready, "").unwrap();
        assert!(!account.is_current(&journal), "a rescue is to be ended first");
        std::fs::remove_file(ready).unwrap();
        assert!(account.is_current(&journal));
        let path = folder.path().join("journal.sqlite");
        std::fs::rename(&path, folder.path().join("aside")).unwrap();
        assert!(!account.is_current(&journal), "it was put aside");
        let other = account.journal().unwrap();
        assert!(!account.is_current(&journal), "another is in its place");
        assert!(account.is_current(&other));
    }

    #[test]
    fn without_a_store_the_service_is_not_asked_of_a_token() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::parse("https://example.org").unwrap();
        let none = Arc::new(|| Err(VaultError::NoStore));
        let vault = Vault::with_factory(Kind::Os, none, Limits::default());
        let account = Account::new(folder.path().to_owned(), origin, vault, noon);
        let mut journal = account.journal().unwrap();
        let ask = || panic!("the token would go out for nothing");
        let saved = account.save_token(&mut journal, &token("new"), ask, Patience::Background);
        assert!(matches!(saved, Err(AccountError::Vault(VaultError::NoStore))), "{saved:?}");
    }
}
