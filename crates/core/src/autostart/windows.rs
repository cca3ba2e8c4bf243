//! Windows: a value under the user's `Run` key, and what the Task Manager notes beside it.

use std::{fmt, io};

use windows_registry::{CURRENT_USER, Key};

use super::Found;
use super::run_key::{from_line, is_disabled, to_line};

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// Where the Task Manager and the system's settings switch entries off.
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";
/// `ERROR_FILE_NOT_FOUND`, as a result code.
const NOT_FOUND: i32 = 0x8007_0002_u32.cast_signed();

/// The value.
#[derive(Debug)]
pub(super) struct Place {
    name: &'static str,
}

impl Place {
    /// The user's own.
    #[expect(clippy::unnecessary_wraps, reason = "it can fail where it is a file")]
    pub(super) fn find() -> Option<Self> {
        Some(Self { name: "Latchet" })
    }

    pub(super) fn can_hold(command: &[String]) -> bool {
        to_line(command).is_some()
    }

    /// What stands there, if anything does.
    pub(super) fn read(&self) -> io::Result<Option<Found>> {
        let Some(entry) = self.value(RUN)? else { return Ok(None) };
        let is_off = self.value(APPROVED)?.is_some_and(|note| is_disabled(&note));
        Ok(Some(match String::try_from(entry) {
            _ if is_off => Found::Disabled,
            Ok(line) => from_line(&line),
            // No text, or none that can be read.
            Err(_) => Found::Strange,
        }))
    }

    /// Puts an entry there, and forgets that it was switched off.
    pub(super) fn write(&self, command: &[String]) -> io::Result<()> {
        let line = to_line(command).ok_or(io::ErrorKind::InvalidInput)?;
        CURRENT_USER.create(RUN)?.set_string(self.name, line)?;
        self.forget(APPROVED)
    }

    /// Takes it away, if it is there.
    pub(super) fn remove(&self) -> io::Result<()> {
        self.forget(RUN)?;
        self.forget(APPROVED)
    }

    fn value(&self, path: &str) -> io::Result<Option<windows_registry::Value>> {
        open(path)?.map_or(Ok(None), |key| there(key.get_value(self.name)))
    }

    fn forget(&self, path: &str) -> io::Result<()> {
        // Opened to be read, it could not be changed.
        let Some(_) = open(path)? else { return Ok(()) };
        there(CURRENT_USER.create(path)?.remove_value(self.name)).map(drop)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r"HKEY_CURRENT_USER\{RUN}\{}", self.name)
    }
}

fn open(path: &str) -> io::Result<Option<Key>> {
    there(CURRENT_USER.open(path))
}

/// What is not there is an answer.
fn there<T>(answer: windows_registry::Result<T>) -> io::Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.code().0 == NOT_FOUND => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use windows_registry::Type;

    use super::*;

    /// Beside the user's own.
    const PLACE: Place = Place { name: "Latchet, as a test has it" };

    #[test]
    fn what_stands_in_the_registry_is_written_read_and_taken_away() {
        let command = [r"C:\Program Files\Latchet\latchet-window.exe", "--tray"].map(str::to_owned);
        let ours = Some(Found::Starts(command.to_vec()));
        PLACE.remove().unwrap();
        assert_eq!(PLACE.read().unwrap(), None);
        PLACE.write(&command).unwrap();
        assert_eq!(PLACE.read().unwrap(), ours);

        let approved = CURRENT_USER.create(APPROVED).unwrap();
        for (note, found) in [([3, 0, 0, 0], Some(Found::Disabled)), ([2, 0, 0, 0], ours.clone())] {
            approved.set_bytes(PLACE.name, Type::Bytes, &note).unwrap();
            assert_eq!(PLACE.read().unwrap(), found, "{note:?}");
        }
        approved.set_bytes(PLACE.name, Type::Bytes, &[3]).unwrap();
        PLACE.write(&command).unwrap();
        assert_eq!(PLACE.read().unwrap(), ours, "it is on again");

        CURRENT_USER.create(RUN).unwrap().set_u32(PLACE.name, 1).unwrap();
        assert_eq!(PLACE.read().unwrap(), Some(Found::Strange));
        for _ in 0..2 {
            PLACE.remove().unwrap();
            assert_eq!(PLACE.read().unwrap(), None);
        }
    }
}
