//! The durable memory: what was intended, and everything that happened to it since.
//!
//! One SQLite file for each service. Events are appended, states are derived from them by
//! [`State::after`]. A commit is on disk when it returns (`synchronous=FULL`), so an intention is
//! safe before its first byte is sent.

mod error;
mod file;
mod memory;
mod reading;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use latchet_tracker::SessionId;
use rusqlite::{Connection, params};

use self::error::named;
use self::memory::{ID_BOUND, RAISE_ID_BOUND};
use self::reading::one;
use crate::draft::Plan;
use crate::intention::{Event, IntentionId, State};
use crate::log::{self, Entry};

pub use self::error::JournalError;
pub(crate) use self::file::{LAYOUT, log_of};

/// What was wanted, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intention {
    /// Its number.
    pub id: IntentionId,
    /// When the user said so.
    pub created_at: DateTime<Utc>,
    /// Whose token was to send it.
    pub account: String,
    /// What was wanted.
    pub plan: Plan,
    /// The highest session number known before it was sent.
    pub id_bound: Option<u64>,
    /// Where it stands.
    pub state: State,
    /// When that came about.
    pub changed_at: DateTime<Utc>,
    /// How many attempts were begun.
    pub attempts: u32,
    /// Was the outcome of one of them ever unknown?
    pub was_doubtful: bool,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    db: Connection,
    path: PathBuf,
}

impl Journal {
    /// Records an intention together with its first event, in one commit.
    ///
    /// # Errors
    /// When it can't be recorded: then nothing may be sent.
    pub fn record(
        &mut self,
        plan: &Plan,
        account: &str,
        id_bound: Option<u64>,
        first: &Event,
        now: DateTime<Utc>,
    ) -> Result<IntentionId, JournalError> {
        let state = State::Intended.after(first.clone(), now, 0)?;
        let plan = json(plan);
        let first = json(first);
        let recorded = self.write(|tx| {
            tx.execute(
                "INSERT INTO intention (created_ms, account, plan, id_bound, settled)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    now.timestamp_millis(),
                    account,
                    plan,
                    id_bound.map(u64::cast_signed),
                    state.is_settled()
                ],
            )?;
            let id = tx.last_insert_rowid();
            insert_event(tx, id, now, &first)?;
            Ok(IntentionId(id))
        });
        recorded.inspect(|id| log::note(&Entry::Moved(*id, &state)))
    }

    /// Appends what happened to an intention, if the protocol has that move.
    ///
    /// # Errors
    /// [`JournalError::Illegal`] for a move that it does not have; nothing is written then.
    pub fn append(
        &mut self,
        id: IntentionId,
        event: &Event,
        now: DateTime<Utc>,
    ) -> Result<State, JournalError> {
        self.append_with(id, event, None, now)
    }

    /// Appends the beginning of an attempt together with the highest session number known before
    /// it.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn append_sending(
        &mut self,
        id: IntentionId,
        id_bound: Option<u64>,
        now: DateTime<Utc>,
    ) -> Result<State, JournalError> {
        self.append_with(id, &Event::SendingBegan, id_bound, now)
    }

    fn append_with(
        &mut self,
        id: IntentionId,
        event: &Event,
        id_bound: Option<u64>,
        now: DateTime<Utc>,
    ) -> Result<State, JournalError> {
        let path = self.path.clone();
        let tx = self.begin()?;
        let intention = one(&tx, id).map_err(|e| e.into_journal(&path))?;
        let intention = intention.ok_or(JournalError::NoSuchIntention(id))?;
        let state = intention.state.after(event.clone(), now, intention.attempts)?;
        let write = || -> rusqlite::Result<()> {
            insert_event(&tx, id.0, now, &json(event))?;
            // A later start that is proven not to be there is not overtaken by this session, so what
            // is known of it is known for good, whenever the program dies.
            if let Some(SessionId(number)) = event.told_number() {
                tx.execute(RAISE_ID_BOUND, [ID_BOUND, &number.to_string()])?;
            }
            tx.execute(
                "UPDATE intention SET settled = ?2, session_id = ?3,
                 id_bound = coalesce(?4, id_bound) WHERE id = ?1",
                params![
                    id.0,
                    state.is_settled(),
                    state.session_id().map(|id| id.0.cast_signed()),
                    id_bound.map(u64::cast_signed)
                ],
            )?;
            Ok(())
        };
        write().map_err(|error| named(&path, &error))?;
        let committed = tx.commit();
        self.committed(committed)?;
        log::note(&Entry::Moved(id, &state));
        Ok(state)
    }
}

fn insert_event(db: &Connection, id: i64, at: DateTime<Utc>, event: &str) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO event (intention, at_ms, event) VALUES (?1, ?2, ?3)")?
        .execute(params![id, at.timestamp_millis(), event])?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> String {
    #[expect(clippy::expect_used, reason = "plain structs with text keys always serialise")]
    serde_json::to_string(value).expect("plain structs serialise")
}

#[cfg(test)]
mod tests;
