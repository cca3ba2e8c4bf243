//! What was: the starts of this computer's journal and the sessions that the service lists, side by
//! side, page by page.

pub mod calendar;
pub mod export;
mod lines;
pub mod picture;
pub mod service;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{LockedBy, Session};
use serde::{Deserialize, Serialize};

use crate::courier::owns;
use crate::intention::IntentionId;
use crate::journal::{Intention, Journal, JournalError};
use crate::live::Moved;
use crate::status::{scheduled_end, started_at};
use crate::time::Zone;

pub use lines::Line;
pub use service::Listed;

/// One start or session, by what is known of it here and on the service. One of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The start, as this computer's journal has it.
    pub here: Option<Intention>,
    /// The session, as the service lists it.
    pub there: Option<Session>,
    /// The service lists all of this account's sessions, and not this one.
    pub is_missing: bool,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In this computer's journal alone.
    Here,
    /// On the service alone.
    Service,
    /// In both.
    Both,
}

/// What the service says otherwise than the start was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It began at another minute.
    Start(DateTime<Utc>),
    /// Its scheduled end is another.
    End(Moved),
    /// Somebody else holds the key; `None`: nobody is named.
    LockedBy(Option<String>),
    /// It is public, or is not.
    Public(bool),
    /// It is not listed at all.
    Missing,
}

impl Entry {
    /// Where it stands.
    pub fn place(&self) -> Place {
        match (&self.here, &self.there) {
            (Some(_), Some(_)) => Place::Both,
            (Some(_), None) => Place::Here,
            (None, _) => Place::Service,
        }
    }

    /// When it began, or was to begin: as the service says it, if it does.
    pub fn began(&self, zone: Zone) -> Option<DateTime<Utc>> {
        let listed = self.there.as_ref().and_then(|session| started_at(session, zone));
        listed.or_else(|| self.here.as_ref().map(meant))
    }

    /// What differs between here and there.
    pub fn differences(&self, zone: Zone) -> Vec<Difference> {
        let Some(Intention { plan, .. }) = &self.here else { return Vec::new() };
        let Some(session) = &self.there else {
            return if self.is_missing { vec![Difference::Missing] } else { Vec::new() };
        };
        let mut found = Vec::new();
        let began = started_at(session, zone);
        if let (Some(meant), Some(began)) = (plan.start, began)
            && (began - meant).abs() >= TimeDelta::minutes(1)
        {
            found.push(Difference::Start(began));
        }
        let (from, to) = (plan.scheduled_end, scheduled_end(session, zone));
        if from != to {
            found.push(Difference::End(Moved { from, to }));
        }
        let holder = plan.locked_by.as_ref().map(LockedBy::as_str);
        if holder != session.locked_by.as_deref() {
            found.push(Difference::LockedBy(session.locked_by.clone()));
        }
        found
            .extend(session.public.filter(|public| *public != plan.public).map(Difference::Public));
        found
    }
}

/// When a start was to be.
fn meant(start: &Intention) -> DateTime<Utc> {
    start.plan.start.unwrap_or(start.created_at)
}

/// Where the next page begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The last start that was shown.
    here: Option<i64>,
    /// The start (Unix time in ms) and number of the last session that is on the service alone.
    there: Option<(i64, u64)>,
}

/// Some entries, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most as many as were wanted.
    pub entries: Vec<Entry>,
    /// `None`: this was the last page.
    pub next: Option<Cursor>,
}

/// The page that begins there. Starts stand in the order in which they were recorded; what only the
/// service lists stands between them by its start, so nothing is left out and nothing comes twice.
/// `account`: whose list it is.
///
/// # Errors
/// What reading the journal can meet.
pub fn page(
    journal: &Journal,
    listed: &Listed,
    account: &str,
    zone: Zone,
    cursor: Cursor,
    size: u32,
) -> Result<Page, JournalError> {
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let starts = journal.settled_before(cursor.here.map(IntentionId), size.saturating_add(1))?;
    let by_number: HashMap<u64, &Session> =
        listed.sessions.iter().map(|session| (session.id, session)).collect();
    let mut others = others(journal, listed, zone)?;
    others.retain(|(key, _)| cursor.there.is_none_or(|shown| *key < shown));

    let (mut starts, mut others) = (starts.into_iter().peekable(), others.into_iter().peekable());
    let (mut entries, mut reached) = (Vec::new(), cursor);
    while entries.len() < wanted {
        let is_other_next = match (starts.peek(), others.peek()) {
            (Some(start), Some(((began, _), _))) => {
                let there = start.state.session_id().and_then(|id| by_number.get(&id.0));
                let at = there.and_then(|session| started_at(session, zone));
                *began > at.unwrap_or_else(|| meant(start)).timestamp_millis()
            }
            (_, other) => other.is_some(),
        };
        if is_other_next {
            let Some((key, session)) = others.next() else { break };
            reached.there = Some(key);
            entries.push(Entry { here: None, there: Some(session.clone()), is_missing: false });
        } else {
            let Some(start) = starts.next() else { break };
            reached.here = Some(start.id.0);
            let number = start.state.session_id();
            let there = number.and_then(|id| by_number.get(&id.0)).map(|found| (*found).clone());
            let is_missing = listed.is_complete
                && number.is_some()
                && there.is_none()
                && owns(journal, account, &start)?;
            entries.push(Entry { here: Some(start), there, is_missing });
        }
    }
    let is_more = starts.peek().is_some() || others.peek().is_some();
    Ok(Page { entries, next: is_more.then_some(reached) })
}

type Key = (i64, u64);

/// What the service lists and no start of the journal became, newest first.
fn others<'a>(
    journal: &Journal,
    listed: &'a Listed,
    zone: Zone,
) -> Result<Vec<(Key, &'a Session)>, JournalError> {
    let mut seen = HashSet::new();
    let mut others = Vec::new();
    for session in &listed.sessions {
        if seen.insert(session.id) && !journal.claims(session.id)? {
            // A start in an hour that never was still has its place among the others.
            let began = started_at(session, zone).unwrap_or_else(|| session.start.and_utc());
            others.push(((began.timestamp_millis(), session.id), session));
        }
    }
    others.sort_unstable_by_key(|(key, _)| std::cmp::Reverse(*key));
    Ok(others)
}
