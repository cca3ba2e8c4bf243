//! What happened, in a file of the user's own, where that is wanted.
//!
//! An entry is made of numbers and fixed words: there is no way to put a text into it, so what was
//! typed in, what the service said and what is kept secret can't get into the file. Where the log is
//! off no file is opened. A log that can't be written keeps nothing from happening.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::panic;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use chrono::{DateTime, SecondsFormat, Utc};
use latchet_tracker::Heard;

use crate::home::{Home, create_private_folder};
use crate::intention::{IntentionId, State, Waiting};

/// A file grows to this, in bytes, and is then the older one; there are two at most.
pub const CAP: u64 = 1024 * 1024;

/// Several programs may write their lines in the moment in which the cap is reached.
const ROOM: u64 = 4 * 1024;

/// How much is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing; there is no file.
    Off,
    /// What failed.
    Errors,
    /// Each exchange with the service and each step of a start, too.
    Detailed,
}

impl Level {
    const ALL: [Self; 3] = [Self::Off, Self::Errors, Self::Detailed];
}

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A program began, in this role.
    Began(&'static str),
    /// It ended with this exit status.
    Ended(u8),
    /// The service was asked.
    Heard(Heard),
    /// A start came to this.
    Moved(IntentionId, &'a State),
    /// The credential store failed, by the name of its error.
    Store(&'static str),
    /// The journal failed, by the name of its error.
    Journal(&'static str),
    /// The system told something, by its name.
    Sign(&'static str),
    /// A defect, in this line of the source.
    Defect(&'a str, u32),
}

impl Entry<'_> {
    /// From which level on it is written down.
    fn level(&self) -> Level {
        let failed = match self {
            Self::Store(_) | Self::Journal(_) | Self::Defect(..) => true,
            Self::Heard(heard) => !matches!(heard.answer, Ok(..400)),
            Self::Moved(_, state) => {
                matches!(state, State::Refused(_) | State::NotSent(_) | State::Unknown(_))
            }
            Self::Ended(status) => *status == 1,
            Self::Began(_) | Self::Sign(_) => false,
        };
        if failed { Level::Errors } else { Level::Detailed }
    }
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Began(role) => write!(f, "{role} {} began", env!("CARGO_PKG_VERSION")),
            Self::Ended(status) => write!(f, "ended with {status}"),
            Self::Heard(Heard { endpoint, answer, took }) => {
                let took = took.as_millis();
                match answer {
                    Ok(status) => write!(f, "service {endpoint}: {status} after {took} ms"),
                    Err(fault) => write!(f, "service {endpoint}: {fault:?} after {took} ms"),
                }
            }
            Self::Moved(id, state) => {
                write!(f, "start {id}: {}", state.name())?;
                match state {
                    State::Refused(refusal) => write!(f, " {:?}", refusal.why),
                    State::NotSent(why) => write!(f, " {why:?}"),
                    State::Unknown(doubt) => write!(f, " {:?}", doubt.why),
                    State::Waiting(Waiting { why: Some(why), tries, .. }) => {
                        write!(f, " {why:?} {tries}")
                    }
                    State::Held(question) => write!(f, " {}", question.name()),
                    State::Started(Some(session)) => write!(f, " {}", session.0),
                    State::Sending { attempt, .. } => write!(f, " {attempt}"),
                    _ => Ok(()),
                }
            }
            Self::Store(code) => write!(f, "credential store: {code}"),
            Self::Journal(code) => write!(f, "journal: {code}"),
            Self::Sign(sign) => write!(f, "sign: {sign}"),
            Self::Defect(file, line) => write!(f, "defect at {file}:{line}"),
        }
    }
}

/// One log, which any number of programs may write.
#[derive(Debug)]
pub struct Log {
    file: PathBuf,
    level: AtomicU8,
}

impl Log {
    /// Nothing is opened yet.
    pub fn new(file: PathBuf, level: Level) -> Self {
        Self { file, level: AtomicU8::new(level as u8) }
    }

    /// How much is written down from now on.
    pub fn set(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    fn level(&self) -> Level {
        let level = self.level.load(Ordering::Relaxed);
        Level::ALL.into_iter().find(|one| *one as u8 == level).unwrap_or(Level::Off)
    }

    /// Writes it down, if the level says so.
    pub fn note(&self, entry: &Entry<'_>, now: DateTime<Utc>) {
        if entry.level() <= self.level() {
            let now = now.to_rfc3339_opts(SecondsFormat::Millis, true);
            // Nobody could be told.
            let _ = self.write(&format!("{now} {} {entry}\n", process::id()));
        }
    }

    /// One line in one write at the file's end: those of other programs stay whole too.
    fn write(&self, line: &str) -> io::Result<()> {
        let room = CAP - ROOM - line.len() as u64;
        let mut file = open(&self.file)?;
        if file.metadata()?.len() > room {
            self.make_older(room)?;
            file = open(&self.file)?;
        }
        file.write_all(line.as_bytes())
    }

    /// Puts the file in the place of the older one, unless another program has done so or is at it.
    fn make_older(&self, room: u64) -> io::Result<()> {
        let lock = File::create(self.file.with_extension("lock"))?;
        // Never waited for: the line goes into whichever file is there. There may be none just now.
        let is_full = || fs::metadata(&self.file).is_ok_and(|file| file.len() > room);
        if lock.try_lock().is_ok() && is_full() {
            fs::rename(&self.file, older(&self.file))?;
        }
        Ok(())
    }
}

/// The file that was full.
fn older(file: &Path) -> PathBuf {
    file.with_extension("older.log")
}

fn open(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            file.parent().map_or(Ok(()), create_private_folder)?;
            options.open(file)
        }
        opened => opened,
    }
}

/// This program's.
static LOG: OnceLock<Log> = OnceLock::new();
static ENDED: AtomicBool = AtomicBool::new(false);

/// Has this program write its log from now on, in the role of that name.
pub fn begin(home: &Home, level: Level, role: &'static str) {
    if LOG.set(Log::new(home.log_file(), level)).is_err() {
        return;
    }
    note(&Entry::Began(role));
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |defect| {
        if let Some(place) = defect.location() {
            // Not its words: they may hold what it was about.
            note(&Entry::Defect(place.file(), place.line()));
        }
        before(defect);
    }));
}

/// Nothing more is written by this program, whatever happens and whatever the settings say: the log
/// is about to be removed.
pub fn end() {
    ENDED.store(true, Ordering::Relaxed);
    if let Some(log) = LOG.get() {
        log.set(Level::Off);
    }
}

/// So much is written down from now on, unless the log has ended.
pub fn follow(level: Level) {
    if let Some(log) = LOG.get()
        && !ENDED.load(Ordering::Relaxed)
    {
        log.set(level);
    }
}

/// Writes it into this program's log, if it has one.
pub fn note(entry: &Entry<'_>) {
    if let Some(log) = LOG.get() {
        log.note(entry, Utc::now());
    }
}

/// Where this program's log is; `None` where it writes none.
pub fn place() -> Option<&'static Path> {
    LOG.get().filter(|log| log.level() > Level::Off).map(|log| log.file.as_path())
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
