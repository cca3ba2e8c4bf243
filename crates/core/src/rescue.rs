//! A new journal from what a damaged one still holds.
//!
//! The damaged files are kept, never deleted and never overwritten. The new journal is complete and
//! on disk under [`READY`] before the first of them is moved; from then on [`finish`] can end what
//! a crash cut short. Nothing that may have been sent is ever sent again because of the damage:
//! where an event may be missing, the start ends as *unknown*, and only the user can tell.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use latchet_tracker::Origin;
use rusqlite::{Connection, OpenFlags, params};

use crate::home::sync_folder;
use crate::journal::{Journal, JournalError, log_of};
use crate::salvage::{holds_cut_off_commits, salvage, shows_our_schema};

mod history;
#[cfg(test)]
mod tests;

use history::{History, histories};

const JOURNAL: &str = "journal.sqlite";

/// The new journal, complete, while the damaged one is still in its place.
const READY: &str = "journal.sqlite.rescued";

/// Held while files change their names.
const LOCK: &str = "journal.rescue.lock";

/// Layouts this far above ours are damage, not a newer version.
const NEWER_LAYOUTS: u32 = 100;

/// What a rescue brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// Starts that are in the new journal.
    pub intentions: usize,
    /// Those among them of which only the user can tell whether they stand.
    pub doubtful: usize,
    /// Starts that nothing is left of, by the gaps in the numbers. The newest may be missing without
    /// a trace.
    pub missing: usize,
    /// Where the damaged file is. Its log lies beside it, if there was one.
    pub kept: PathBuf,
}

/// Is there more in the journal's log than `SQLite` would read, behind a broken place? Opening the
/// journal would lose it, so this comes before, while no program is writing.
///
/// # Errors
/// When the system does not let the log be read.
pub fn is_log_cut(folder: &Path) -> io::Result<bool> {
    Ok(holds_cut_off_commits(&read(&log_of(&folder.join(JOURNAL)))?))
}

/// Puts a new journal in a damaged one's place. `None`: nothing was touched, because the journal is
/// whole or nothing in the file shows that it ever was one.
///
/// The caller sees to it that no other program uses the journal meanwhile.
///
/// # Errors
/// [`JournalError::OtherService`] and [`JournalError::Newer`] for a file that is left alone, and
/// [`JournalError::NotWritable`] when the files can't be read or the new one can't be written; the
/// damaged one is where it was then, or kept.
pub fn rescue(
    folder: &Path,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<Option<Rescued>, JournalError> {
    let path = folder.join(JOURNAL);
    let failed = |reason: String| JournalError::NotWritable { path: path.clone(), reason };
    let io_failed = |error: io::Error| failed(error.to_string());
    let _lock = lock(folder).map_err(io_failed)?;
    finish_holding(folder).map_err(io_failed)?;
    if !fs::symlink_metadata(&path).is_ok_and(|file| file.is_file()) {
        return Ok(None);
    }
    let database = read(&path).map_err(io_failed)?;
    let wal = read(&log_of(&path)).map_err(io_failed)?;
    let work = tempfile::Builder::new().prefix(".rescue").tempdir_in(folder).map_err(io_failed)?;
    match look(&work.path().join("copy"), origin, &database, &wal).map_err(io_failed)? {
        Look::Whole => return Ok(None),
        Look::Newer => return Err(JournalError::Newer(path)),
        Look::Damaged => {}
    }
    let salvaged = salvage(&database, &wal);
    let origin_text = origin.to_string();
    if let Some((_, other)) =
        salvaged.memory.iter().find(|(name, value)| name == "origin" && *value != origin_text)
    {
        return Err(JournalError::OtherService { path, origin: other.clone() });
    }
    let is_empty =
        salvaged.intentions.is_empty() && salvaged.events.is_empty() && salvaged.memory.is_empty();
    if is_empty && !shows_our_schema(&database, &wal) {
        return Ok(None);
    }
    let memory = salvaged.memory.clone();
    let histories = histories(salvaged, now);
    let new = write(&work.path().join("new"), origin, &memory, &histories, now)?;
    fs::rename(&new, folder.join(READY)).and_then(|()| sync_folder(folder)).map_err(io_failed)?;
    let kept = finish_holding(folder).map_err(io_failed)?.unwrap_or(path);
    // A doubtful one's number may be damaged too.
    let certain = histories.iter().filter(|history| !history.is_doubtful);
    let highest = certain.map(|history| history.row.id).max().unwrap_or(0);
    let below = histories.iter().filter(|history| history.row.id <= highest).count();
    Ok(Some(Rescued {
        intentions: histories.len(),
        doubtful: histories.iter().filter(|history| history.is_doubtful).count(),
        missing: usize::try_from(highest).unwrap_or(usize::MAX).saturating_sub(below),
        kept,
    }))
}

/// Ends a rescue that a crash cut short. Whoever opens the journal calls this before; it costs one
/// look into the folder. Returns where the damaged file is, if there was something to end.
///
/// # Errors
/// The system's. The journal must not be opened then.
pub fn finish(folder: &Path) -> io::Result<Option<PathBuf>> {
    if !is_ready(folder)? {
        return Ok(None);
    }
    let _lock = lock(folder)?;
    finish_holding(folder)
}

/// Is there a rescue that [`finish`] has to end?
pub(crate) fn is_ready(folder: &Path) -> io::Result<bool> {
    folder.join(READY).try_exists()
}

fn finish_holding(folder: &Path) -> io::Result<Option<PathBuf>> {
    if !is_ready(folder)? {
        return Ok(None);
    }
    let (ready, path) = (folder.join(READY), folder.join(JOURNAL));
    let kept = keep(&path)?;
    sync_folder(folder)?;
    for beside in [log_of(&path), beside(&path, "-shm")] {
        // A log that stayed would be taken for the new journal's.
        if let Err(error) = fs::remove_file(beside)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(error);
        }
    }
    fs::rename(ready, path)?;
    sync_folder(folder)?;
    Ok(Some(kept))
}

/// Gives a damaged file and its log a second, free name.
fn keep(path: &Path) -> io::Result<PathBuf> {
    for number in 0..10_000_u32 {
        let suffix = if number == 0 { String::new() } else { format!("-{number}") };
        let name = beside(path, &format!(".damaged{suffix}"));
        if log_of(&name).try_exists()? {
            continue;
        }
        match second_name(path, &name) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        second_name(&log_of(path), &log_of(&name))?;
        return Ok(name);
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many damaged journals are kept"))
}

/// A link, or a copy where the file system has none. Never overwrites; what isn't there needs none.
fn second_name(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {}
    }
    let mut copy = File::create_new(name)?;
    io::copy(&mut File::open(file)?, &mut copy)?;
    copy.sync_all()
}

/// What `SQLite` and the journal make of a file.
enum Look {
    Whole,
    Newer,
    Damaged,
}

/// Looks at a copy, since opening a journal changes its files.
fn look(folder: &Path, origin: &Origin, database: &[u8], wal: &[u8]) -> io::Result<Look> {
    let path = folder.join(JOURNAL);
    fs::create_dir(folder)?;
    fs::write(&path, database)?;
    fs::write(log_of(&path), wal)?;
    let is_cut = holds_cut_off_commits(wal);
    let looked = || -> rusqlite::Result<(u32, bool)> {
        let db = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        let version = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok((version, is_sound(&db)?))
    };
    Ok(match looked() {
        Ok((version, _)) if (crate::journal::LAYOUT + 1..=NEWER_LAYOUTS).contains(&version) => {
            Look::Newer
        }
        Ok((crate::journal::LAYOUT, true)) if !is_cut && reads(folder, origin) => Look::Whole,
        Ok(_) | Err(_) => Look::Damaged,
    })
}

fn is_sound(db: &Connection) -> rusqlite::Result<bool> {
    let words: String = db.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    Ok(words == "ok")
}

/// Can every start in it be read?
fn reads(folder: &Path, origin: &Origin) -> bool {
    let all = || -> Result<(), JournalError> {
        let journal = Journal::open(folder, origin)?;
        journal.open_intentions()?;
        journal.settled(u32::MAX)?;
        Ok(())
    };
    matches!(all(), Ok(()) | Err(JournalError::OtherService { .. }))
}

/// Writes the new journal into a folder of its own, checks it, and returns its file, which is on
/// disk and has no log.
fn write(
    folder: &Path,
    origin: &Origin,
    memory: &[(String, String)],
    histories: &[History],
    now: DateTime<Utc>,
) -> Result<PathBuf, JournalError> {
    let path = folder.join(JOURNAL);
    let failed = |reason: String| JournalError::NotWritable { path: path.clone(), reason };
    drop(Journal::open(folder, origin)?);
    let fill = || -> rusqlite::Result<bool> {
        let mut db = Connection::open(&path)?;
        let tx = db.transaction()?;
        for (name, value) in memory {
            tx.execute("INSERT OR REPLACE INTO memory VALUES (?1, ?2)", params![name, value])?;
        }
        for history in histories {
            history.insert(&tx)?;
        }
        // Behind all others, so that they get numbers of their own.
        for history in histories {
            history.insert_doubt(&tx, now)?;
        }
        tx.commit()?;
        db.pragma_update(None, "journal_mode", "DELETE")?;
        is_sound(&db)
    };
    let is_sound = fill().map_err(|error| failed(error.to_string()))?;
    File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.sync_all())
        .map_err(|error| failed(error.to_string()))?;
    if is_sound && !log_of(&path).exists() {
        Ok(path)
    } else {
        Err(failed("the new journal can't be read back".to_owned()))
    }
}

fn lock(folder: &Path) -> io::Result<File> {
    let lock = File::create(folder.join(LOCK))?;
    lock.lock()?;
    Ok(lock)
}

/// The bytes of a file, none when it isn't there.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    match fs::read(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
