//! Windows: a value under the user's `Run` key, and what the Task Manager notes beside it.

use std::{fmt, io};

use windows_registry::{CURRENT_USER, Key};

use super::Found;
use super::run_key::{from_line, is_disabled, to_line};

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// Where the Task Manager and the system's settings switch entries off.
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";
const NAME: &str = "Latchet";
/// `ERROR_FILE_NOT_FOUND`, as a result code.
const NOT_FOUND: i32 = 0x8007_0002_u32.cast_signed();

/// The value.
#[derive(Debug)]
pub(super) struct Place;

impl Place {
    /// The user's own.
    #[expect(clippy::unnecessary_wraps, reason = "it can fail where it is a file")]
    pub(super) fn find() -> Option<Self> {
        Some(Self)
    }

    pub(super) fn can_hold(command: &[String]) -> bool {
        to_line(command).is_some()
    }

    /// What stands there, if anything does.
    #[expect(clippy::unused_self, reason = "it is a file elsewhere")]
    pub(super) fn read(&self) -> io::Result<Option<Found>> {
        let line = open(RUN)?.map(|key| there(key.get_string(NAME))).transpose()?.flatten();
        let Some(line) = line else { return Ok(None) };
        let noted = open(APPROVED)?.map(|key| there(key.get_value(NAME))).transpose()?.flatten();
        let disabled = noted.is_some_and(|noted| is_disabled(&noted));
        Ok(Some(if disabled { Found::Disabled } else { from_line(&line) }))
    }

    /// Puts an entry there, and forgets that it was switched off.
    #[expect(clippy::unused_self, reason = "it is a file elsewhere")]
    pub(super) fn write(&self, command: &[String]) -> io::Result<()> {
        let line = to_line(command).ok_or(io::ErrorKind::InvalidInput)?;
        CURRENT_USER.create(RUN).map_err(told)?.set_string(NAME, line).map_err(told)?;
        forget(APPROVED)
    }

    /// Takes it away, if it is there.
    #[expect(clippy::unused_self, reason = "it is a file elsewhere")]
    pub(super) fn remove(&self) -> io::Result<()> {
        forget(RUN)?;
        forget(APPROVED)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r"HKEY_CURRENT_USER\{RUN}\{NAME}")
    }
}

fn open(path: &str) -> io::Result<Option<Key>> {
    there(CURRENT_USER.open(path))
}

fn forget(path: &str) -> io::Result<()> {
    // Opened to be read, it could not be changed.
    let Some(_) = open(path)? else { return Ok(()) };
    let key = CURRENT_USER.create(path).map_err(told)?;
    there(key.remove_value(NAME)).map(drop)
}

/// What is not there is an answer.
fn there<T>(answer: windows_registry::Result<T>) -> io::Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.code().0 == NOT_FOUND => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn told(error: impl Into<io::Error>) -> io::Error {
    error.into()
}
