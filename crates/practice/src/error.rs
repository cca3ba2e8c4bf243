//! Why something can't be done.

use std::io;

/// Why the practice server could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// The port or the folder.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// SQLite.
    #[error("the practice server's database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// A newer (or foreign) program wrote it; it is left alone.
    #[error("the practice server's database was written by another version")]
    OtherVersion,
    /// The system's random source.
    #[error("no random numbers from the system: {0}")]
    Random(getrandom::Error),
    /// A session runs, or ends after the start.
    #[error("the session overlaps another one")]
    Overlap,
    /// No such time zone.
    #[error("there is no time zone named \"{0}\"")]
    NoSuchZone(String),
}

impl From<getrandom::Error> for PracticeError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}
