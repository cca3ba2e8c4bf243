//! From rows as they were found to starts as they can be told: what is certain about each, and
//! where only the user can say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::draft::Plan;
use crate::intention::{Event, State};
use crate::salvage::{EventRow, IntentionRow, Salvaged};
use crate::time::Zone;

/// A start with what is known of it.
#[derive(Debug)]
pub(super) struct History {
    pub row: IntentionRow,
    /// The longest beginning that the protocol has.
    pub events: Vec<EventRow>,
    pub state: State,
    /// Something may have happened to it that is lost.
    pub is_doubtful: bool,
}

impl History {
    fn new(
        row: IntentionRow,
        is_made_up: bool,
        mut events: Vec<EventRow>,
        now: DateTime<Utc>,
    ) -> Self {
        events.sort_by_key(|event| event.number);
        let (mut state, mut attempts, mut kept) = (State::Intended, 0, 0);
        for event in &events {
            let Some((next, begins)) = step(&state, event, attempts) else { break };
            state = next;
            attempts += u32::from(begins);
            kept += 1;
        }
        let is_broken = kept < events.len();
        events.truncate(kept);
        let mut history = Self { row, events, state, is_doubtful: false };
        if history.may_have_gone_on(is_broken || is_made_up)
            && let Ok(state) = history.state.clone().after(Event::Salvaged, now, attempts)
        {
            history.state = state;
            history.is_doubtful = true;
        }
        history
    }

    /// Nobody can say that the newest events are not lost. What would be sent again, or be taken for
    /// never sent, may have been sent since; what is being looked up will be found out.
    fn may_have_gone_on(&self, is_incomplete: bool) -> bool {
        match self.state {
            State::Intended
            | State::Grace { .. }
            | State::Waiting(_)
            | State::Held(_)
            | State::NotThere => true,
            // Settled, but it could be queued: then its row would say so.
            State::NotSent(_) => is_incomplete || !self.row.settled,
            State::Sending { .. } | State::Unknown(_) | State::Checking { .. } => {
                is_incomplete || self.row.settled
            }
            State::Started(_)
            | State::Refused(_)
            | State::Cancelled(_)
            | State::SettledByHand(_) => false,
        }
    }

    pub(super) fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        let IntentionRow { id, created_ms, account, plan, id_bound, .. } = &self.row;
        let session = self.state.session_id().map(|id| id.0.cast_signed());
        db.prepare_cached(
            "INSERT INTO intention (id, created_ms, account, plan, id_bound, settled, session_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            created_ms,
            account,
            plan,
            id_bound,
            self.state.is_settled(),
            session
        ])?;
        for event in &self.events {
            db.prepare_cached(
                "INSERT INTO event (number, intention, at_ms, event) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![event.number, id, event.at_ms, event.event])?;
        }
        Ok(())
    }

    /// The event that says that something may be lost, if so.
    pub(super) fn insert_doubt(&self, db: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
        if self.is_doubtful {
            let event = serde_json::to_string(&Event::Salvaged)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            db.prepare_cached("INSERT INTO event (intention, at_ms, event) VALUES (?1, ?2, ?3)")?
                .execute(params![self.row.id, now.timestamp_millis(), event])?;
        }
        Ok(())
    }
}

/// The next state, and whether an attempt began; `None` when the event can't follow.
fn step(state: &State, event: &EventRow, attempts: u32) -> Option<(State, bool)> {
    let at = DateTime::from_timestamp_millis(event.at_ms)?;
    let event: Event = serde_json::from_str(&event.event).ok()?;
    let begins = event.begins_attempt();
    Some((state.clone().after(event, at, attempts).ok()?, begins))
}

/// Every start of which a row or an event was found, in the order of their numbers.
pub(super) fn histories(salvaged: Salvaged, now: DateTime<Utc>) -> Vec<History> {
    let Salvaged { intentions, events, memory } = salvaged;
    let mut events = events_of(events);
    let rows = housed(intentions, &events);
    let nick = memory.into_iter().find_map(|(name, value)| (name == "nick").then_some(value));
    let accounts: BTreeMap<i64, String> =
        rows.iter().map(|(id, row)| (*id, row.account.clone())).collect();
    let ids: BTreeSet<i64> = rows.keys().chain(events.keys()).copied().collect();
    let mut rows = rows;
    ids.into_iter()
        .map(|id| {
            let events = events.remove(&id).unwrap_or_default();
            let row = rows.remove(&id);
            let is_made_up = row.is_none();
            let row = row.unwrap_or_else(|| {
                let before = accounts.range(..id).next_back();
                let account = before.or_else(|| accounts.range(id..).next()).map(|(_, name)| name);
                let account = account.or(nick.as_ref()).cloned().unwrap_or_default();
                made_up(id, account, events.first().map_or(0, |event| event.at_ms))
            });
            History::new(row, is_made_up, events, now)
        })
        .collect()
}

/// Events by their intentions. Where damage gave two the same number, the second gets a free one.
fn events_of(found: Vec<EventRow>) -> BTreeMap<i64, Vec<EventRow>> {
    let mut free = found.iter().map(|event| event.number).max().unwrap_or(0);
    let mut taken = BTreeSet::new();
    let mut events: BTreeMap<i64, Vec<EventRow>> = BTreeMap::new();
    for mut event in found {
        if !taken.insert(event.number) {
            let Some(next) = free.checked_add(1) else { continue };
            free = next;
            event.number = next;
            taken.insert(next);
        }
        events.entry(event.intention).or_default().push(event);
    }
    events
}

/// Rows by their numbers. An intention and its first event were written at one time, so that tells
/// which of two rows of the same number is the right one, and where the other belongs.
fn housed(
    found: Vec<IntentionRow>,
    events: &BTreeMap<i64, Vec<EventRow>>,
) -> BTreeMap<i64, IntentionRow> {
    let began = |id: i64| events.get(&id).and_then(|events| events.iter().map(|e| e.at_ms).min());
    let (at_home, astray): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|row| began(row.id) == Some(row.created_ms));
    let mut rows: BTreeMap<i64, IntentionRow> = BTreeMap::new();
    let mut homeless = Vec::new();
    for row in at_home {
        match rows.entry(row.id) {
            std::collections::btree_map::Entry::Vacant(home) => drop(home.insert(row)),
            std::collections::btree_map::Entry::Occupied(_) => homeless.push(row),
        }
    }
    let mut highest = rows.keys().chain(events.keys()).copied().max().unwrap_or(0);
    highest = astray.iter().map(|row| row.id).max().unwrap_or(0).max(highest);
    for mut row in homeless.into_iter().chain(astray) {
        let is_home = |id: &i64| !rows.contains_key(id) && began(*id) == Some(row.created_ms);
        let home = events.keys().copied().find(is_home);
        let own = Some(row.id).filter(|id| !rows.contains_key(id));
        let Some(id) = home.or(own).or_else(|| highest.checked_add(1)) else { continue };
        highest = highest.max(id);
        row.id = id;
        rows.insert(id, row);
    }
    rows
}

/// A start of which only events are left: what was wanted is lost, that something was is not.
fn made_up(id: i64, account: String, created_ms: i64) -> IntentionRow {
    let plan =
        Plan { start: None, scheduled_end: None, locked_by: None, public: false, zone: Zone::UTC };
    let plan = serde_json::to_string(&plan).unwrap_or_default();
    IntentionRow { id, created_ms, account, plan, id_bound: None, settled: false, session_id: None }
}
