//! What is worth keeping: settings and starts, never a token.

use std::io;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::environment::Environment;
use crate::history::export::recorded;
use crate::journal::{Journal, JournalError};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A journal can't be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The settings can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The settings and every start of every service, as JSON.
///
/// # Errors
/// See [`ExportError`].
pub fn export(environment: &Environment, now: DateTime<Utc>) -> Result<String, ExportError> {
    let settings = match std::fs::read_to_string(environment.home.settings_file()) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let mut services = Vec::new();
    for folder in environment.home.service_folders() {
        // A link is the old name of a folder that has another.
        let Some(origin) = Journal::service_of(&folder).filter(|_| !folder.is_symlink()) else {
            continue;
        };
        let journal = Journal::open(&folder, &origin)?;
        let starts = journal.settled(u32::MAX)?.into_iter().chain(journal.open_intentions()?);
        let starts: Vec<_> = starts.map(|start| recorded(start.plan.zone, &start)).collect();
        services.push(json!({ "server": origin.to_string(), "starts": starts }));
    }
    let all = json!({
        "version": env!("CARGO_PKG_VERSION"), "exported_at": now, "settings": settings,
        "services": services,
    });
    Ok(format!("{all:#}\n"))
}
