//! Sessions: how they begin and end, and which there are.

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use latchet_zone::Zone;
use rusqlite::{Row, TransactionBehavior, params};

use super::{Database, instant};
use crate::zone;

/// A session as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// Rises from session to session.
    pub id: u64,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended; `None` while it runs.
    pub end: Option<DateTime<Utc>>,
    /// When it shall end. It can move while the session runs.
    pub scheduled_end: Option<DateTime<Utc>>,
    /// Empty when nobody was named.
    pub locked_by: String,
    /// May everyone see it?
    pub public: bool,
    /// When the row was written.
    pub inserted: DateTime<Utc>,
}

/// A row with what only the reads tell.
#[derive(Debug)]
pub(crate) struct SessionRow {
    pub(crate) session: StoredSession,
    pub(crate) start_offset: FixedOffset,
    pub(crate) end_offset: Option<FixedOffset>,
    /// Was the scheduled end moved?
    pub(crate) has_history: bool,
}

/// A session that shall begin.
#[derive(Debug)]
pub(crate) struct NewSession {
    pub(crate) start: DateTime<Utc>,
    pub(crate) scheduled_end: Option<DateTime<Utc>>,
    pub(crate) locked_by: String,
    pub(crate) public: bool,
}

/// Why a session did not begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error("it overlaps another session")]
    Overlap,
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
}

/// Which sessions, newest first unless otherwise wanted.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) id: Option<i64>,
    pub(crate) active: Option<bool>,
    pub(crate) public: Option<bool>,
    pub(crate) from: Option<DateTime<Utc>>,
    /// Exclusive.
    pub(crate) to: Option<DateTime<Utc>>,
    pub(crate) limit: Option<i64>,
    pub(crate) offset: i64,
    pub(crate) oldest_first: bool,
}

impl Database {
    /// Checks for an overlap and inserts, in one transaction: of any number of starts at once, one
    /// is recorded.
    pub(crate) fn start(
        &self,
        new: &NewSession,
        account_zone: Zone,
        now: DateTime<Utc>,
    ) -> Result<u64, StartError> {
        self.with(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let overlap: bool = transaction.query_row(
                r#"SELECT EXISTS (SELECT 1 FROM sessions WHERE "end" IS NULL OR "end" > ?1)"#,
                [new.start.timestamp()],
                |row| row.get(0),
            )?;
            if overlap {
                return Err(StartError::Overlap);
            }
            let scheduled_end = new.scheduled_end.map(|at| at.timestamp());
            transaction.execute(
                "INSERT INTO sessions
                    (start, start_offset, scheduled_end, locked_by, public, inserted)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    new.start.timestamp(),
                    zone::offset(new.start, account_zone).local_minus_utc(),
                    scheduled_end,
                    new.locked_by,
                    new.public,
                    now.timestamp(),
                ],
            )?;
            let id = transaction.last_insert_rowid();
            transaction.execute(
                "INSERT INTO histories (session, action, source, at, scheduled_end)
                    VALUES (?1, 'START', 'MANUAL', ?2, ?3)",
                params![id, now.timestamp(), scheduled_end],
            )?;
            transaction.commit()?;
            Ok(id.cast_unsigned())
        })
    }

    /// Ends a running session. `false` when there is none of that number.
    pub(crate) fn end(
        &self,
        id: i64,
        account_zone: Zone,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<bool> {
        let offset = zone::offset(now, account_zone).local_minus_utc();
        self.with(|connection| {
            // A start that lies ahead, by a clock that was set back, ends where it began.
            let rows = connection.execute(
                r#"UPDATE sessions SET "end" = max(start, ?2), end_offset = ?3
                    WHERE id = ?1 AND "end" IS NULL"#,
                params![id, now.timestamp(), offset],
            )?;
            Ok(rows > 0)
        })
    }

    pub(crate) fn sessions(&self, filter: &Filter) -> rusqlite::Result<Vec<SessionRow>> {
        self.with(|connection| {
            connection
                .prepare(
                    r#"SELECT id, start, "end", scheduled_end, locked_by, public, inserted,
                        start_offset, end_offset,
                        EXISTS (SELECT 1 FROM histories
                            WHERE session = sessions.id AND action <> 'START')
                    FROM sessions
                    WHERE (?1 IS NULL OR id = ?1)
                        AND (?2 IS NULL OR ("end" IS NULL) = ?2)
                        AND (?3 IS NULL OR public = ?3)
                        AND (?4 IS NULL OR start >= ?4)
                        AND (?5 IS NULL OR start < ?5)
                    ORDER BY iif(?8, start, -start), iif(?8, id, -id) LIMIT ?6 OFFSET ?7"#,
                )?
                .query_map(
                    params![
                        filter.id,
                        filter.active,
                        filter.public,
                        filter.from.map(|at| at.timestamp()),
                        filter.to.map(|at| at.timestamp()),
                        filter.limit.unwrap_or(-1),
                        filter.offset,
                        filter.oldest_first,
                    ],
                    session_row,
                )?
                .collect()
        })
    }
}

fn session_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    let offset = |seconds| FixedOffset::east_opt(seconds);
    Ok(SessionRow {
        session: StoredSession {
            id: row.get::<_, i64>(0)?.cast_unsigned(),
            start: instant(row.get(1)?),
            end: row.get::<_, Option<i64>>(2)?.map(instant),
            scheduled_end: row.get::<_, Option<i64>>(3)?.map(instant),
            locked_by: row.get(4)?,
            public: row.get(5)?,
            inserted: instant(row.get(6)?),
        },
        start_offset: offset(row.get(7)?).unwrap_or(Utc.fix()),
        end_offset: row.get::<_, Option<i32>>(8)?.and_then(offset),
        has_history: row.get(9)?,
    })
}
