//! What is worth keeping, in a file of the user's choice: settings and starts, never a token.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use latchet_tracker::LockedBy;
use serde_json::{Value, json};

use crate::environment::Environment;
use crate::journal::{Intention, Journal, JournalError};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A journal can't be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The file can't be written. One that is there is not written over.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes the settings and every start of every service into a new file, readable by its owner
/// alone, as JSON.
///
/// # Errors
/// See [`ExportError`]; no file is left then.
pub fn export(
    environment: &Environment,
    now: DateTime<Utc>,
    file: &Path,
) -> Result<(), ExportError> {
    let value = collect(environment, now)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(file)?;
    let whole = writeln!(written, "{value:#}").and_then(|()| written.sync_all());
    if whole.is_err() {
        // Half of it would be taken for all.
        let _ = std::fs::remove_file(file);
    }
    Ok(whole?)
}

fn collect(environment: &Environment, now: DateTime<Utc>) -> Result<Value, ExportError> {
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
        let starts: Vec<_> = starts.map(|start| told(&start)).collect();
        services.push(json!({ "server": origin.to_string(), "starts": starts }));
    }
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"), "exported_at": now, "settings": settings,
        "services": services,
    }))
}

fn told(start: &Intention) -> Value {
    let printed = |at: DateTime<Utc>| start.plan.zone.rfc3339(at);
    json!({
        "intention": start.id.to_string(),
        "outcome": start.state.name(),
        "session_id": start.state.session_id(),
        "created_at": printed(start.created_at),
        "changed_at": printed(start.changed_at),
        "start": start.plan.start.map(printed),
        "scheduled_end": start.plan.scheduled_end.map(printed),
        "locked_by": start.plan.locked_by.as_ref().map(LockedBy::as_str),
        "public": start.plan.public,
        "zone": start.plan.zone.to_string(),
    })
}
