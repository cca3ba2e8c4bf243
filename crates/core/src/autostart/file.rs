//! An entry that is a file of its own.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::{fmt, fs};

use super::Found;

/// The file, and its form.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) file: PathBuf,
    pub(super) to_text: fn(&[String]) -> String,
    pub(super) from_text: fn(&str) -> Found,
}

impl Place {
    /// What stands there, if anything does.
    pub(super) fn read(&self) -> io::Result<Option<Found>> {
        match fs::read(&self.file) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes).ok();
                Ok(Some(text.map_or(Found::Strange, |text| (self.from_text)(&text))))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts an entry there, whole or not at all.
    pub(super) fn write(&self, command: &[String]) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or(&self.file);
        fs::create_dir_all(folder)?;
        let mut new = tempfile::Builder::new().prefix(".latchet").tempfile_in(folder)?;
        new.write_all((self.to_text)(command).as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(&self.file).map(drop).map_err(|error| error.error)
    }

    /// Takes it away, if it is there.
    pub(super) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// A text can hold any command.
    pub(super) fn can_hold(_: &[String]) -> bool {
        true
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.file.display().fmt(f)
    }
}
