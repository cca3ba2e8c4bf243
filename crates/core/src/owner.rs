//! Whose a start is: the names that stand in for a nick, and since when a token has been saved.

use chrono::{DateTime, Utc};

use crate::journal::{Journal, JournalError};

/// The account's name until the service has told its nick; also its name in the vault.
pub const DEFAULT: &str = "default";

/// Whose intention it is when its token is used once and stored nowhere.
pub const ONE_OFF: &str = "one-off";

/// Under which name the journal remembers it. That a token was saved is no secret: a locked store that
/// shows nothing is told apart from an empty one by it.
pub(crate) const TOKEN_SAVED_AT: &str = "token_saved_at";

/// When a token was saved, as the journal remembers it.
pub(crate) fn token_saved_at(journal: &Journal) -> Result<Option<DateTime<Utc>>, JournalError> {
    Ok(journal.memory(TOKEN_SAVED_AT)?.and_then(|at| at.parse().ok()))
}
