//! What else is remembered: values under names, among them the highest session number known.

use rusqlite::OptionalExtension;

use super::error::named;
use super::{Journal, JournalError};

/// Under which name the highest session number known is remembered.
pub(super) const ID_BOUND: &str = "id_bound";
pub(super) const RAISE_ID_BOUND: &str = "INSERT INTO memory (name, value) VALUES (?1, ?2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    WHERE CAST(memory.value AS INTEGER) < CAST(excluded.value AS INTEGER)";

impl Journal {
    /// A remembered fact that is no secret and no setting: the account's nick, the highest session
    /// number seen.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn memory(&self, name: &str) -> Result<Option<String>, JournalError> {
        self.db
            .prepare_cached("SELECT value FROM memory WHERE name = ?1")
            .and_then(|mut statement| statement.query_row([name], |row| row.get(0)).optional())
            .map_err(|error| named(&self.path, &error))
    }

    /// Remembers a fact.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn remember(&mut self, name: &str, value: &str) -> Result<(), JournalError> {
        self.write(|tx| {
            tx.execute("INSERT OR REPLACE INTO memory (name, value) VALUES (?1, ?2)", [name, value])
                .map(|_| ())
        })
    }

    /// Forgets a fact.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn forget(&mut self, name: &str) -> Result<(), JournalError> {
        self.write(|tx| tx.execute("DELETE FROM memory WHERE name = ?1", [name]).map(|_| ()))
    }

    /// The highest session number known: an older bound is still a safe one.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn id_bound(&self) -> Result<Option<u64>, JournalError> {
        Ok(self.memory(ID_BOUND)?.and_then(|bound| bound.parse().ok()))
    }

    /// Raises the bound; a lower number changes nothing.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn raise_id_bound(&mut self, seen: u64) -> Result<(), JournalError> {
        if self.id_bound()?.is_some_and(|bound| bound >= seen) {
            return Ok(());
        }
        self.write(|tx| tx.execute(RAISE_ID_BOUND, [ID_BOUND, &seen.to_string()]).map(|_| ()))
    }

    /// Forgets the bound: a session stands whose number is not known.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn forget_id_bound(&mut self) -> Result<(), JournalError> {
        self.forget(ID_BOUND)
    }
}
