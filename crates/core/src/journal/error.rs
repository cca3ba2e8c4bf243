//! Why the journal can't be used.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::intention::{IllegalMove, IntentionId};

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

/// SQLite's many codes in the four that a person can act on.
pub(super) fn named(path: &Path, error: &rusqlite::Error) -> JournalError {
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
