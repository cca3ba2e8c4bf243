//! An entry in words, for the row of a table.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::calendar::{Day, End, Span};
use super::{Difference, Entry, Place};
use crate::status::{ended_at, scheduled_end};
use crate::time::Zone;
use crate::wording::Wording;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When it began.
    pub when: String,
    /// What it came to.
    pub what: String,
    /// Until when it went, or is to go.
    pub until: String,
    /// Where it stands, for branching.
    pub place: Place,
    /// The same in words.
    pub place_told: String,
    /// What differs between here and there, a sentence each.
    pub notes: Vec<String>,
}

impl Wording<'_> {
    /// A row of the history.
    pub fn entry(self, entry: &Entry, zone: Zone, now: DateTime<Utc>) -> Line {
        let place = entry.place();
        let what = match (&entry.here, &entry.there) {
            (Some(here), _) => self.state(here.id, &here.state).what,
            (None, there) => {
                self.with("history-session", "id", there.as_ref().map_or(0, |there| there.id))
            }
        };
        let place_told = self.say(match place {
            Place::Here => "history-place-here",
            Place::Service => "history-place-service",
            Place::Both => "history-place-both",
        });
        let differences = entry.differences(zone);
        Line {
            when: entry.began(zone).map(|at| self.day_and_time(zone.local(at))).unwrap_or_default(),
            what,
            until: self.until(entry, zone, now),
            place,
            place_told,
            notes: differences.iter().map(|one| self.difference(one, zone)).collect(),
        }
    }

    fn until(self, entry: &Entry, zone: Zone, now: DateTime<Utc>) -> String {
        let length = |end| {
            entry.began(zone).map_or_else(String::new, |began| self.length(end - began)).into()
        };
        let scheduled =
            |end| self.with("history-scheduled", "at", self.day_and_time(zone.local(end)));
        match (&entry.there, &entry.here) {
            (Some(there), _) => match ended_at(there, zone) {
                Some(end) => {
                    let values = [
                        ("at", self.day_and_time(zone.local(end)).into()),
                        ("length", length(end)),
                    ];
                    self.0.say_with("history-ended", &values)
                }
                None if there.active => {
                    let runs = self.0.say_with("history-runs", &[("length", length(now))]);
                    let end = scheduled_end(there, zone).map(scheduled);
                    std::iter::once(runs).chain(end).collect::<Vec<_>>().join(", ")
                }
                None => String::new(),
            },
            (None, Some(here)) => here.plan.scheduled_end.map(scheduled).unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    fn difference(self, difference: &Difference, zone: Zone) -> String {
        match difference {
            Difference::Start(at) => {
                self.with("history-other-start", "at", self.day_and_time(zone.local(*at)))
            }
            Difference::End(moved) => self.moved(moved, &[], zone),
            Difference::LockedBy(Some(name)) => self.with("history-other-name", "name", name),
            Difference::LockedBy(None) => self.say("history-no-name"),
            Difference::Public(true) => self.say("history-public"),
            Difference::Public(false) => self.say("history-private"),
            Difference::Missing => self.say("history-missing"),
        }
    }

    /// How much of a day was in a session.
    pub(crate) fn day(self, day: &Day) -> String {
        let values = [
            ("day", self.day_and_month(day.date).into()),
            ("length", self.length(day.covered).into()),
        ];
        self.0.say_with("history-day", &values)
    }

    /// A session's place in time.
    pub(crate) fn span(self, span: &Span, zone: Zone, now: DateTime<Utc>) -> String {
        let mut values = vec![
            ("id", span.id.to_string().into()),
            ("from", self.day_and_time(zone.local(span.start)).into()),
        ];
        let key = match span.end {
            End::At(end) => {
                values.push(("to", self.day_and_time(zone.local(end)).into()));
                values.push(("length", self.length(end - span.start).into()));
                "history-span"
            }
            End::Running => {
                values.push(("length", self.length(now - span.start).into()));
                "history-span-runs"
            }
            End::Unknown => "history-span-start",
        };
        self.0.say_with(key, &values)
    }
}
