//! How much of each day was in a session. Pure.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use latchet_tracker::Session;

use crate::status::{ended_at, started_at};
use crate::time::{Resolved, Zone};

/// A session's place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The service's number.
    pub id: u64,
    /// Its start.
    pub start: DateTime<Utc>,
    /// Its end.
    pub end: End,
}

/// How far a session goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has ended.
    At(DateTime<Utc>),
    /// It runs.
    Running,
    /// The journal knows the start alone: ending happens on the website.
    Unknown,
}

impl Span {
    /// As the service lists it. Nothing where its start is in an hour that never was.
    pub fn of(session: &Session, zone: Zone) -> Option<Self> {
        let end = match ended_at(session, zone) {
            Some(end) => End::At(end),
            None if session.active => End::Running,
            None => End::Unknown,
        };
        Some(Self { id: session.id, start: started_at(session, zone)?, end })
    }

    /// From when until when it is known to have gone on.
    pub fn known(&self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let end = match self.end {
            End::At(end) => end,
            End::Running => now,
            End::Unknown => return None,
        };
        (end > self.start).then_some((self.start, end))
    }
}

/// A day on the tracker's wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// How much of it was in a session.
    pub covered: TimeDelta,
    /// How long it is: 23 or 25 hours where the clock is changed, none where the day never was.
    pub length: TimeDelta,
}

/// Each day of a year. Sessions that overlap count once; what lies ahead of `now` does not count.
pub fn days(spans: &[Span], year: i32, zone: Zone, now: DateTime<Utc>) -> Vec<Day> {
    let mut stretches: Vec<_> = spans.iter().filter_map(|span| span.known(now)).collect();
    stretches.sort_unstable();
    let mut apart: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for (start, end) in stretches {
        match apart.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => apart.push((start, end)),
        }
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Vec::new() };
    let dates = first.iter_days().take_while(|date| date.year() == year);
    let mut days = Vec::with_capacity(366);
    for date in dates {
        let (begins, ends) = bounds(date, zone);
        let from = apart.partition_point(|(_, end)| *end <= begins);
        let inside = apart[from..].iter().take_while(|(start, _)| *start < ends);
        let covered = inside.map(|(start, end)| *end.min(&ends.min(now)) - *start.max(&begins));
        let covered = covered.filter(|length| *length > TimeDelta::zero()).sum();
        days.push(Day { date, covered, length: ends - begins });
    }
    days
}

/// When a day begins and when it is over.
pub fn bounds(date: NaiveDate, zone: Zone) -> (DateTime<Utc>, DateTime<Utc>) {
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    (midnight(date, zone), midnight(next, zone))
}

/// The first instant of a day. Where the clock is put forward over midnight it is later, and where it
/// was put forward over the whole day it is that of the next one.
fn midnight(date: NaiveDate, zone: Zone) -> DateTime<Utc> {
    const QUARTERS_OF_TWO_DAYS: i64 = 2 * 24 * 4;
    let wall = date.and_time(NaiveTime::MIN);
    (0..QUARTERS_OF_TWO_DAYS)
        .map(|quarters| zone.resolve(wall + TimeDelta::minutes(15 * quarters)))
        .find_map(|resolved| match resolved {
            Resolved::Once(at) | Resolved::Twice(at, _) => Some(at),
            Resolved::Never => None,
        })
        .unwrap_or_else(|| wall.and_utc())
}
