//! How a session's scheduled end moves while it runs, and what is written down of that.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension as _, TransactionBehavior, params};

use super::{Database, instant};

/// Where a scheduled end goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Later, or earlier if this is negative.
    By(TimeDelta),
    /// To this moment, from wherever it is.
    To(DateTime<Utc>),
    /// There is none any more.
    Away,
}

/// What moved it, as the service names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Dice,
    Link,
    Luck,
    Manual,
    Penalty,
    Dom,
}

impl Source {
    pub(crate) const ALL: [Self; 6] =
        [Self::Dice, Self::Link, Self::Luck, Self::Manual, Self::Penalty, Self::Dom];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dice => "DICE",
            Self::Link => "LINK",
            Self::Luck => "LUCK",
            Self::Manual => "MANUAL",
            Self::Penalty => "PENALTY",
            Self::Dom => "DOM",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// Why a scheduled end did not move.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MoveError {
    #[error("the session does not run")]
    NotRunning,
    #[error("the session has no scheduled end")]
    NoEnd,
    #[error("it would not lie after the start")]
    NotAfterStart,
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
}

/// One line of a session's history.
#[derive(Debug)]
pub(crate) struct HistoryRow {
    pub(crate) action: String,
    pub(crate) source: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) scheduled_end: Option<DateTime<Utc>>,
}

impl Database {
    /// Moves the scheduled end of a running session and writes that down. An end that is already
    /// there has not moved, so nothing is written.
    pub(crate) fn move_scheduled_end(
        &self,
        id: i64,
        wanted: Move,
        source: Source,
        now: DateTime<Utc>,
    ) -> Result<(), MoveError> {
        self.with(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (start, from) = transaction
                .query_row(
                    r#"SELECT start, scheduled_end FROM sessions WHERE id = ?1 AND "end" IS NULL"#,
                    [id],
                    |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
                )
                .optional()?
                .ok_or(MoveError::NotRunning)?;
            let to = match (wanted, from) {
                (Move::By(_) | Move::Away, None) => return Err(MoveError::NoEnd),
                (Move::By(by), Some(from)) => Some(from.saturating_add(by.num_seconds())),
                (Move::To(at), _) => Some(at.timestamp()),
                (Move::Away, Some(_)) => None,
            };
            if to.is_some_and(|to| to <= start) {
                return Err(MoveError::NotAfterStart);
            }
            if to == from {
                return Ok(());
            }
            // No end is later than any.
            let later = to.unwrap_or(i64::MAX) > from.unwrap_or(i64::MAX);
            let action = if later { "ADD" } else { "SUB" };
            transaction
                .execute("UPDATE sessions SET scheduled_end = ?2 WHERE id = ?1", params![id, to])?;
            transaction.execute(
                "INSERT INTO histories (session, action, source, at, scheduled_end)
                    VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, action, source.name(), now.timestamp(), to],
            )?;
            transaction.commit()?;
            Ok(())
        })
    }

    /// What happened to a session's scheduled end, oldest first; `None` for no such session.
    pub(crate) fn histories(&self, session: i64) -> rusqlite::Result<Option<Vec<HistoryRow>>> {
        self.with(|connection| {
            let known: bool = connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM sessions WHERE id = ?1)",
                [session],
                |row| row.get(0),
            )?;
            if !known {
                return Ok(None);
            }
            connection
                .prepare(
                    "SELECT action, source, at, scheduled_end FROM histories
                        WHERE session = ?1 ORDER BY id",
                )?
                .query_map([session], |row| {
                    Ok(HistoryRow {
                        action: row.get(0)?,
                        source: row.get(1)?,
                        at: instant(row.get(2)?),
                        scheduled_end: row.get::<_, Option<i64>>(3)?.map(instant),
                    })
                })?
                .collect::<rusqlite::Result<_>>()
                .map(Some)
        })
    }
}
