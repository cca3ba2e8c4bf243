//! The file: how it is opened, and what makes a commit one that lasts.

use std::path::{Path, PathBuf};
use std::time::Duration;

use latchet_tracker::Origin;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction};

use super::error::named;
use super::{Journal, JournalError};
use crate::home::{create_private_folder, sync_folder};

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
pub(super) const LONGEST_LOG: u64 = 1 << 18;

/// How long a write waits for another program's, before it gives up.
const BUSY: Duration = Duration::from_secs(5);

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

    /// Every write begins as one, so that two programs never wait for each other in a circle, and
    /// none writes into a file whose layout has moved on.
    pub(super) fn begin(&mut self) -> Result<Transaction<'_>, JournalError> {
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

    pub(super) fn write<T>(
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
    pub(super) fn committed(
        &mut self,
        committed: rusqlite::Result<()>,
    ) -> Result<(), JournalError> {
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

    /// The file that is touched after each commit: what other programs watch.
    pub fn changed_file(folder: &Path) -> PathBuf {
        folder.join("journal.changed")
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
