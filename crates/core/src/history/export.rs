//! Starts and sessions for other programs: the same names as JSON keys and as CSV columns.

use chrono::{DateTime, Utc};
use latchet_tracker::LockedBy;
use serde_json::{Value, json};

use super::Entry;
use crate::journal::Intention;
use crate::status::{ended_at, scheduled_end, started_at};
use crate::time::Zone;
use crate::wording::Wording;

/// What is told of a start, in the order of the columns.
pub const START: [&str; 11] = [
    "intention",
    "outcome",
    "session_id",
    "created_at",
    "changed_at",
    "start",
    "scheduled_end",
    "locked_by",
    "public",
    "zone",
    "message",
];

/// What is told of a session as the service lists it, behind [`START`].
pub const LISTED: [&str; 6] = [
    "place",
    "listed_start",
    "listed_end",
    "listed_scheduled_end",
    "listed_locked_by",
    "listed_public",
];

/// A start of the journal, under the names of [`START`].
pub fn start(wording: Wording<'_>, zone: Zone, start: &Intention) -> Value {
    let mut item = recorded(zone, start);
    item["message"] = json!(wording.state(start.id, &start.state).sentence());
    item
}

/// The same without words.
pub(crate) fn recorded(zone: Zone, start: &Intention) -> Value {
    let printed = |at: DateTime<Utc>| zone.rfc3339(at);
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

/// An entry, under the names of [`START`] and [`LISTED`]. What is not known is null.
pub fn entry(wording: Wording<'_>, zone: Zone, entry: &Entry) -> Value {
    let here = entry.here.as_ref().map(|here| start(wording, zone, here));
    let unknown = || START.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    let mut item = here.unwrap_or_else(|| Value::Object(unknown()));
    let printed = |at: Option<DateTime<Utc>>| json!(at.map(|at| zone.rfc3339(at)));
    let there = entry.there.as_ref();
    item["place"] = json!(entry.place());
    item["listed_start"] = printed(there.and_then(|listed| started_at(listed, zone)));
    item["listed_end"] = printed(there.and_then(|listed| ended_at(listed, zone)));
    item["listed_scheduled_end"] = printed(there.and_then(|listed| scheduled_end(listed, zone)));
    item["listed_locked_by"] = json!(there.and_then(|listed| listed.locked_by.as_ref()));
    item["listed_public"] = json!(there.and_then(|listed| listed.public));
    if let (Value::Null, Some(listed)) = (&item["session_id"], there) {
        item["session_id"] = json!(listed.id);
    }
    item
}

/// A header and a row for each item (RFC 4180). Safe to open in a spreadsheet.
pub fn csv(columns: &[&str], items: impl IntoIterator<Item = Value>) -> String {
    let rows = items.into_iter().map(|item| {
        let cells = columns.iter().map(|column| match &item[*column] {
            Value::Null => String::new(),
            Value::String(text) => cell(text),
            other => other.to_string(),
        });
        cells.collect::<Vec<_>>().join(",")
    });
    std::iter::once(columns.join(",")).chain(rows).map(|row| row + "\r\n").collect()
}

/// Quoted where it has to be; a text that a spreadsheet would run as a formula gets an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) || formula {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_can_not_become_a_formula_or_another_cell() {
        for (text, safe) in [
            ("Kim", "Kim"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2", "\"'-2\""),
        ] {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn what_is_not_known_is_an_empty_cell() {
        let items = [json!({ "a": null, "b": true }), json!({ "a": "=1", "b": 7 })];
        assert_eq!(csv(&["a", "b"], items), "a,b\r\n,true\r\n\"'=1\",7\r\n");
    }
}
