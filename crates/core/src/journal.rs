//! The durable memory: what was intended, and everything that happened to it since.
//!
//! One SQLite file for each service. Events are appended, states are derived from them by
//! [`State::after`]. A commit is on disk when it returns (`synchronous=FULL`), so an intention is
//! safe before its first byte is sent.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_tracker::{Origin, SessionId};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, params};

use crate::draft::Plan;
use crate::home::{create_private_folder, sync_folder};
use crate::intention::{Event, IllegalMove, IntentionId, State};
use crate::log::{self, Entry};

/// The layout of the file, as `user_version` has it. A file of a newer layout is not touched.
const MIGRATIONS: [&str; LAYOUT as usize] = [
    "
    CREATE TABLE memory (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE intention (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        created_ms INTEGER NOT NULL,
        account TEXT NOT NULL,
        plan TEXT NOT NULL,
        id_bound INTEGER,
        settled INTEGER NOT NULL,
        session_id INTEGER
    ) STRICT;
    CREATE INDEX session_of ON intention (session_id) WHERE session_id IS NOT NULL;
    CREATE INDEX open_intention ON intention (id) WHERE settled = 0;
    CREATE TABLE event (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        intention INTEGER NOT NULL REFERENCES intention (id),
        at_ms INTEGER NOT NULL,
        event TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of ON event (intention, number);
",
    // The same tables. Their events have moves that the first version would not understand.
    "",
];

/// The newest layout that this version knows.
pub(crate) const LAYOUT: u32 = 2;

/// The log is written back when it is longer, in bytes: some six starts. Whoever opens the journal
/// reads all of it, and four times this is a millisecond.
const LONGEST_LOG: u64 = 1 << 18;

/// Under which name the highest session number known is remembered.
const ID_BOUND: &str = "id_bound";
const RAISE_ID_BOUND: &str = "INSERT INTO memory (name, value) VALUES (?1, ?2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    WHERE CAST(memory.value AS INTEGER) < CAST(excluded.value AS INTEGER)";

/// How long a write waits for another program's, before it gives up.
const BUSY: Duration = Duration::from_secs(5);

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

/// Why the journal can't be used. Nothing is sent without it.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// No space, no permission, a failing disk. Nothing can be recorded.
    #[error("the journal {path} can't be written: {reason}")]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// Not a journal, or damaged.
    #[error("the journal {path} is damaged: {reason}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// Written by a newer version of this program.
    #[error("the journal {0} was written by a newer version; update this program")]
    Newer(PathBuf),
    /// It belongs to another service.
    #[error("the journal {path} belongs to {origin}")]
    OtherService {
        /// The file.
        path: PathBuf,
        /// Its service.
        origin: String,
    },
    /// Another program kept it busy for too long.
    #[error("another program is using the journal; try again")]
    Busy,
    /// There is no such intention.
    #[error("there is no start with the number {0}")]
    NoSuchIntention(IntentionId),
    /// The protocol does not have this move.
    #[error(transparent)]
    Illegal(#[from] IllegalMove),
}

impl JournalError {
    /// A fixed name, for the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotWritable { .. } => "not_writable",
            Self::Damaged { .. } => "damaged",
            Self::Newer(_) => "newer",
            Self::OtherService { .. } => "other_service",
            Self::Busy => "busy",
            Self::NoSuchIntention(_) => "no_such_intention",
            Self::Illegal(_) => "illegal",
        }
    }
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    db: Connection,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of a service in its folder, and creates both when they aren't there.
    ///
    /// # Errors
    /// See [`JournalError`].
    pub fn open(folder: &Path, origin: &Origin) -> Result<Self, JournalError> {
        let path = folder.join("journal.sqlite");
        let not_writable =
            |reason: String| JournalError::NotWritable { path: path.clone(), reason };
        let io_failed = |error: std::io::Error| not_writable(error.to_string());
        create_private_folder(folder).map_err(io_failed)?;
        let is_logged = log_of(&path).try_exists().map_err(io_failed)?;
        let db = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_NOFOLLOW,
        )
        .map_err(|error| not_writable(error.to_string()))?;
        let mut journal = Self { db, path: path.clone() };
        journal.prepare(origin)?;
        if !is_logged {
            // SQLite is built to leave it to the journal (see `.cargo/config.toml`): each connection
            // would do it once more, before its first commit and so between a click and its request.
            sync_folder(folder).map_err(io_failed)?;
        }
        Ok(journal)
    }

    /// The service whose journal lies in this folder, by what it says itself. Nothing is made, mended
    /// or changed.
    pub(crate) fn service_of(folder: &Path) -> Option<Origin> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let db = Connection::open_with_flags(folder.join("journal.sqlite"), flags).ok()?;
        let read = "SELECT value FROM memory WHERE name = 'origin'";
        let origin: String = db.query_row(read, [], |row| row.get(0)).ok()?;
        Origin::parse(&origin).ok()
    }

    fn prepare(&mut self, origin: &Origin) -> Result<(), JournalError> {
        let path = self.path.clone();
        let setup = || -> rusqlite::Result<u32> {
            // The log stays when the journal is closed, and is written back when nobody waits for it
            // (see `tidy_log`): so a commit waits for the disk once, not twice for a new log's head.
            // First of all: SQLite would throw away the log of a damaged file.
            self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            self.db.busy_timeout(BUSY)?;
            self.db.pragma_update(None, "journal_mode", "WAL")?;
            self.db.pragma_update(None, "synchronous", "FULL")?;
            self.db.pragma_update(None, "foreign_keys", true)?;
            self.db.pragma_update(None, "wal_autocheckpoint", 0)?;
            self.db.pragma_query_value(None, "user_version", |row| row.get(0))
        };
        let version = setup().map_err(|error| named(&path, &error))?;
        if version > LAYOUT {
            return Err(JournalError::Newer(path));
        }
        if version < LAYOUT {
            self.write(|tx| {
                // Another program may have been quicker.
                let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
                for migration in MIGRATIONS.iter().skip(version as usize) {
                    tx.execute_batch(migration)?;
                }
                tx.pragma_update(None, "user_version", LAYOUT)
            })?;
        }
        let origin = origin.to_string();
        match self.memory("origin")? {
            Some(known) if known == origin => Ok(()),
            Some(known) => Err(JournalError::OtherService { path, origin: known }),
            None => self.remember("origin", &origin),
        }
    }

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
        self.list(
            "SELECT id FROM intention WHERE id < ?1 AND settled = 1 ORDER BY id DESC LIMIT ?2",
            [before.map_or(i64::MAX, |id| id.0), i64::from(limit)],
        )
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
        let read = || -> Result<Vec<Intention>, ReadFailure> {
            let mut statement = self.db.prepare_cached(query)?;
            let ids = statement.query_map(values, |row| row.get(0))?;
            let mut intentions = Vec::new();
            for id in ids {
                intentions.extend(one(&self.db, IntentionId(id?))?);
            }
            Ok(intentions)
        };
        read().map_err(|error| error.into_journal(&self.path))
    }

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

    /// The file that is touched after each commit: what other programs watch.
    pub fn changed_file(folder: &Path) -> PathBuf {
        folder.join("journal.changed")
    }

    /// Every write begins as one, so that two programs never wait for each other in a circle, and
    /// none writes into a file whose layout has moved on.
    fn begin(&mut self) -> Result<Transaction<'_>, JournalError> {
        let path = &self.path;
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(|error| named(path, &error))?;
        let version: u32 = tx
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|error| named(path, &error))?;
        if version > LAYOUT {
            return Err(JournalError::Newer(path.clone()));
        }
        Ok(tx)
    }

    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let path = self.path.clone();
        let tx = self.begin()?;
        let result = work(&tx).map_err(|error| named(&path, &error))?;
        let committed = tx.commit();
        self.committed(committed)?;
        Ok(result)
    }

    /// What follows a commit. One that failed may have left its pages in the log all the same, and
    /// whoever opens the journal next would take them for committed: a start that was never sent
    /// would come back as one that may have been. A longer commit is written over them, if it can
    /// be; that it fails too makes no difference.
    fn committed(&mut self, committed: rusqlite::Result<()>) -> Result<(), JournalError> {
        const LONGER: usize = 16 * 4096;
        let Err(error) = committed else {
            self.touch();
            return Ok(());
        };
        let over = |db: &mut Connection| -> rusqlite::Result<()> {
            let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            tx.execute(
                "INSERT OR REPLACE INTO memory (name, value) VALUES ('over', ?1)",
                [" ".repeat(LONGER)],
            )?;
            tx.commit()?;
            db.execute("DELETE FROM memory WHERE name = 'over'", [])?;
            Ok(())
        };
        // The first error is the one to tell.
        let _ = over(&mut self.db);
        Err(named(&self.path, &error))
    }

    /// Is this still the file that lies in its place? One that was put aside or taken away since it was
    /// opened is not to be written to. Never, where the system does not tell.
    pub fn is_in_place(&self) -> bool {
        #[cfg(unix)]
        {
            let mut has_moved = 1;
            let asked = rusqlite::FileControl::HasMoved(&mut has_moved);
            self.db.file_control(Some(rusqlite::MAIN_DB), asked).is_ok() && has_moved == 0
        }
        #[cfg(not(unix))]
        false
    }

    /// Writes a log that has grown back into the journal, and begins a new one, whose head is then on
    /// the disk before the next start needs it.
    fn tidy_log(&mut self) {
        if std::fs::metadata(log_of(&self.path)).is_ok_and(|log| log.len() > LONGEST_LOG) {
            let row = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            // Where another program reads just now, it is done another time.
            let busy = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], row);
            if busy == Ok(0) {
                let _ = self.remember("log", "begun");
            }
        }
    }

    /// Only a sign for those who watch; the journal itself is what counts.
    fn touch(&self) {
        if let Some(folder) = self.path.parent() {
            // Not empty: a file that stays empty may pass for unchanged.
            let _ = std::fs::write(Self::changed_file(folder), b"\n");
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.tidy_log();
    }
}

/// A database's log, as `SQLite` names it.
pub(crate) fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
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

enum ReadFailure {
    Sqlite(rusqlite::Error),
    Row(IntentionId, String),
}

impl From<rusqlite::Error> for ReadFailure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl ReadFailure {
    fn into_journal(self, path: &Path) -> JournalError {
        match self {
            Self::Sqlite(error) => named(path, &error),
            Self::Row(id, reason) => JournalError::Damaged {
                path: path.to_owned(),
                reason: format!("start {id}: {reason}"),
            },
        }
    }
}

fn one(db: &Connection, id: IntentionId) -> Result<Option<Intention>, ReadFailure> {
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

/// SQLite's many codes in the four that a person can act on.
fn named(path: &Path, error: &rusqlite::Error) -> JournalError {
    let path = path.to_owned();
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::Busy,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) | None => {
            JournalError::Damaged { path, reason }
        }
        Some(_) => JournalError::NotWritable { path, reason },
    }
}

#[cfg(test)]
mod tests {
    use latchet_tracker::{NotSent, Outcome};

    use super::*;
    use crate::time::Zone;

    fn plan() -> Plan {
        Plan { start: None, scheduled_end: None, locked_by: None, public: false, zone: Zone::UTC }
    }

    fn now() -> DateTime<Utc> {
        "2026-01-15T10:00:00.123Z".parse().unwrap()
    }

    fn origin() -> Origin {
        Origin::parse("http://127.0.0.1:1").unwrap()
    }

    #[test]
    fn what_was_recorded_is_there_for_the_next_program() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        let id = journal.record(&plan(), "kim", Some(41), &Event::SendingBegan, now()).unwrap();
        let mut other = Journal::open(folder.path(), &origin()).unwrap();
        let intention = other.get(id).unwrap();
        assert_eq!(intention.state, State::Sending { since: now(), attempt: 1 });
        assert_eq!((intention.account.as_str(), intention.id_bound), ("kim", Some(41)));
        assert_eq!(intention.plan, plan());
        let outcome = Outcome::Started { id: Some(SessionId(42)) };
        other.append(id, &Event::Answered(outcome), now()).unwrap();
        assert_eq!(journal.open_intentions().unwrap(), []);
        let settled = journal.settled(10).unwrap();
        assert_eq!(settled[0].state, State::Started(Some(SessionId(42))));
    }

    #[test]
    fn an_illegal_move_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        let id = journal.record(&plan(), "kim", None, &Event::Queued, now()).unwrap();
        let refused = journal.append(id, &Event::CheckBegan, now());
        assert!(matches!(refused, Err(JournalError::Illegal(_))), "{refused:?}");
        assert_eq!(journal.get(id).unwrap().state.name(), "waiting");
        assert_eq!(journal.open_intentions().unwrap().len(), 1);
    }

    #[test]
    fn a_journal_keeps_to_its_service() {
        let folder = tempfile::tempdir().unwrap();
        Journal::open(folder.path(), &origin()).unwrap();
        let other = Journal::open(folder.path(), &Origin::service());
        assert!(matches!(other, Err(JournalError::OtherService { .. })), "{other:?}");
    }

    #[test]
    fn a_file_that_is_no_journal_is_told_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("journal.sqlite");
        let garbage = vec![b'x'; 4096];
        std::fs::write(&file, &garbage).unwrap();
        let opened = Journal::open(folder.path(), &origin());
        assert!(matches!(opened, Err(JournalError::Damaged { .. })), "{opened:?}");
        assert_eq!(std::fs::read(&file).unwrap(), garbage);
    }

    #[test]
    fn a_newer_file_is_neither_read_nor_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        let raw = Connection::open(folder.path().join("journal.sqlite")).unwrap();
        raw.pragma_update(None, "user_version", 99).unwrap();
        let written = journal.record(&plan(), "kim", None, &Event::Queued, now());
        assert!(matches!(written, Err(JournalError::Newer(_))), "the one already open too");
        let opened = Journal::open(folder.path(), &origin());
        assert!(matches!(opened, Err(JournalError::Newer(_))));
    }

    #[test]
    fn the_bound_only_rises() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        assert_eq!(journal.id_bound().unwrap(), None);
        for (seen, bound) in [(5, 5), (3, 5), (8, 8)] {
            journal.raise_id_bound(seen).unwrap();
            assert_eq!(journal.id_bound().unwrap(), Some(bound));
        }
    }

    #[test]
    fn a_number_that_the_service_tells_raises_the_bound_in_the_same_commit() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        let started = |number| Event::Answered(Outcome::Started { id: Some(SessionId(number)) });
        for (told, bound) in [(started(9), 9), (started(7), 9), (started(10), 10)] {
            let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
            journal.append(id, &told, now()).unwrap();
            assert_eq!(journal.id_bound().unwrap(), Some(bound));
        }
        let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
        for event in [Event::FoundInterrupted, Event::CheckBegan, Event::Found(SessionId(11))] {
            journal.append(id, &event, now()).unwrap();
        }
        assert_eq!(journal.id_bound().unwrap(), Some(11));
    }

    #[test]
    fn what_was_not_sent_stands_in_the_history() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
        let outcome = Event::Answered(Outcome::NotSent(NotSent::NoConnection));
        journal.append(id, &outcome, now()).unwrap();
        assert_eq!(journal.settled(1).unwrap()[0].state, State::NotSent(NotSent::NoConnection));
    }

    #[test]
    fn a_log_that_has_grown_is_written_back_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let log = || std::fs::metadata(folder.path().join("journal.sqlite-wal")).unwrap().len();
        let mut longest = 0;
        let mut id = IntentionId(0);
        for _ in 0..100 {
            let mut journal = Journal::open(folder.path(), &origin()).unwrap();
            id = journal.record(&plan(), "kim", None, &Event::Queued, now()).unwrap();
            journal.append(id, &Event::Cancelled, now()).unwrap();
            drop(journal);
            longest = longest.max(log());
        }
        assert!(longest > LONGEST_LOG / 2 && longest <= LONGEST_LOG + 100_000, "{longest}");
        assert!(log() < longest, "it was begun anew");
        let journal = Journal::open(folder.path(), &origin()).unwrap();
        assert_eq!((id, journal.settled(1_000).unwrap().len()), (IntentionId(100), 100));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("services/x");
        Journal::open(&inner, &origin()).unwrap();
        assert_eq!(std::fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
