//! What was recorded, read back.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::error::named;
use super::{Intention, Journal, JournalError};
use crate::draft::Plan;
use crate::intention::{Event, IntentionId, State};

/// Before this one, and so many.
const SETTLED: &str =
    "SELECT id FROM intention WHERE id < ?1 AND settled = 1 ORDER BY id DESC LIMIT ?2";

impl Journal {
    /// One intention.
    ///
    /// # Errors
    /// [`JournalError::NoSuchIntention`], and what reading can meet.
    pub fn get(&self, id: IntentionId) -> Result<Intention, JournalError> {
        one(&self.db, id)
            .map_err(|error| error.into_journal(&self.path))?
            .ok_or(JournalError::NoSuchIntention(id))
    }

    /// All that are not settled, oldest first.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn open_intentions(&self) -> Result<Vec<Intention>, JournalError> {
        self.list("SELECT id FROM intention WHERE settled = 0 ORDER BY id", [])
    }

    /// The newest settled ones, newest first.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn settled(&self, limit: u32) -> Result<Vec<Intention>, JournalError> {
        self.settled_before(None, limit)
    }

    /// The settled ones that were recorded before this one, newest first: the next page of them.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn settled_before(
        &self,
        before: Option<IntentionId>,
        limit: u32,
    ) -> Result<Vec<Intention>, JournalError> {
        self.list(SETTLED, [before.map_or(i64::MAX, |id| id.0), i64::from(limit)])
    }

    /// The newest settled one that is wanted, among so many.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn newest_settled(
        &self,
        among: u32,
        is_wanted: impl Fn(&Intention) -> bool,
    ) -> Result<Option<Intention>, JournalError> {
        let mut newest = None;
        self.each(SETTLED, [i64::MAX, i64::from(among)], |intention| {
            if !is_wanted(&intention) {
                return ControlFlow::Continue(());
            }
            newest = Some(intention);
            ControlFlow::Break(())
        })?;
        Ok(newest)
    }

    /// How many are settled.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn settled_count(&self) -> Result<u64, JournalError> {
        self.db
            .prepare_cached("SELECT count(*) FROM intention WHERE settled = 1")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map(i64::cast_unsigned)
            .map_err(|error| named(&self.path, &error))
    }

    /// The session's number and the start, as it was meant, of each that became a session and was
    /// recorded since this instant. Reads no events.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn sessions_since(
        &self,
        since: DateTime<Utc>,
    ) -> Result<Vec<(u64, DateTime<Utc>)>, JournalError> {
        let read = || -> rusqlite::Result<Vec<(u64, DateTime<Utc>)>> {
            let mut statement = self.db.prepare_cached(
                "SELECT session_id, plan, created_ms FROM intention
                 WHERE session_id IS NOT NULL AND created_ms >= ?1 ORDER BY id",
            )?;
            let rows = statement.query_map([since.timestamp_millis()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
            })?;
            let mut sessions = Vec::new();
            for row in rows {
                let (session, plan, created_ms) = row?;
                let plan = serde_json::from_str::<Plan>(&plan).ok();
                let told = plan.and_then(|plan| plan.start);
                let start = told.or_else(|| DateTime::from_timestamp_millis(created_ms));
                sessions.extend(start.map(|start| (session.cast_unsigned(), start)));
            }
            Ok(sessions)
        };
        read().map_err(|error| named(&self.path, &error))
    }

    /// The newest intention of any account.
    ///
    /// # Errors
    /// What reading can meet.
    pub fn newest(&self) -> Result<Option<IntentionId>, JournalError> {
        self.db
            .prepare_cached("SELECT max(id) FROM intention")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map(|id: Option<i64>| id.map(IntentionId))
            .map_err(|error| named(&self.path, &error))
    }

    /// Has an intention been settled as this session?
    ///
    /// # Errors
    /// What reading can meet.
    pub fn claims(&self, session: u64) -> Result<bool, JournalError> {
        self.db
            .prepare_cached("SELECT 1 FROM intention WHERE session_id = ?1")
            .and_then(|mut statement| statement.exists([session.cast_signed()]))
            .map_err(|error| named(&self.path, &error))
    }

    fn list(
        &self,
        query: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Intention>, JournalError> {
        let mut intentions = Vec::new();
        self.each(query, values, |intention| {
            intentions.push(intention);
            ControlFlow::Continue(())
        })?;
        Ok(intentions)
    }

    /// Reads one after the other, until it is enough.
    fn each(
        &self,
        query: &str,
        values: impl rusqlite::Params,
        mut see: impl FnMut(Intention) -> ControlFlow<()>,
    ) -> Result<(), JournalError> {
        let read = || -> Result<(), ReadFailure> {
            let mut statement = self.db.prepare_cached(query)?;
            let ids = statement.query_map(values, |row| row.get(0))?;
            for id in ids {
                if let Some(intention) = one(&self.db, IntentionId(id?))?
                    && see(intention).is_break()
                {
                    break;
                }
            }
            Ok(())
        };
        read().map_err(|error| error.into_journal(&self.path))
    }
}

pub(super) enum ReadFailure {
    Sqlite(rusqlite::Error),
    Row(IntentionId, String),
}

impl From<rusqlite::Error> for ReadFailure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl ReadFailure {
    pub(super) fn into_journal(self, path: &Path) -> JournalError {
        match self {
            Self::Sqlite(error) => named(path, &error),
            Self::Row(id, reason) => JournalError::Damaged {
                path: path.to_owned(),
                reason: format!("start {id}: {reason}"),
            },
        }
    }
}

pub(super) fn one(db: &Connection, id: IntentionId) -> Result<Option<Intention>, ReadFailure> {
    let broken = |reason: String| ReadFailure::Row(id, reason);
    let row = db
        .prepare_cached("SELECT created_ms, account, plan, id_bound FROM intention WHERE id = ?1")?
        .query_row([id.0], |row| {
            let bound: Option<i64> = row.get(3)?;
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, bound))
        })
        .optional()?;
    let Some((created_ms, account, plan, bound)) = row else { return Ok(None) };
    let plan = serde_json::from_str(&plan).map_err(|error| broken(error.to_string()))?;
    let instant = |ms: i64| {
        DateTime::from_timestamp_millis(ms).ok_or_else(|| broken("no such time".to_owned()))
    };
    let created_at = instant(created_ms)?;
    let (mut state, mut changed_at, mut attempts) = (State::Intended, created_at, 0);
    let mut was_doubtful = false;
    let mut events =
        db.prepare_cached("SELECT at_ms, event FROM event WHERE intention = ?1 ORDER BY number")?;
    let rows = events.query_map([id.0], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    for row in rows {
        let (at_ms, event) = row?;
        let event: Event =
            serde_json::from_str(&event).map_err(|error| broken(error.to_string()))?;
        changed_at = instant(at_ms)?;
        let begins = event.begins_attempt();
        state =
            state.after(event, changed_at, attempts).map_err(|error| broken(error.to_string()))?;
        attempts += u32::from(begins);
        was_doubtful |= matches!(state, State::Unknown(_));
    }
    Ok(Some(Intention {
        id,
        created_at,
        account,
        plan,
        id_bound: bound.map(i64::cast_unsigned),
        state,
        changed_at,
        attempts,
        was_doubtful,
    }))
}
