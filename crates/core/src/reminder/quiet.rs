//! Hours in which nothing is told, on the computer's wall clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::time::{Zone, later, minute_down};

/// From one time of day to another, which may lie on the next day: `22:00-07:00`. The first minute
/// belongs to them, the last does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    to: NaiveTime,
}

/// Not like `22:00-07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("off, or two different times of day are wanted, as in 22:00-07:00")]
pub struct NotQuietHours;

impl QuietHours {
    /// When the quiet hours end, if a moment lies in them. The wall clock alone counts: where it is
    /// put forward over their end they end with that, and an hour that comes twice is quiet twice.
    pub fn end_of(&self, at: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
        if !self.holds(at, zone) {
            return None;
        }
        // Looking at each minute is right in every zone. With a clock put forward over the only
        // minute that is not quiet, it takes a second day.
        let first = minute_down(at);
        let mut minutes =
            (1..MOST_MINUTES).map(|minutes| later(first, TimeDelta::minutes(minutes)));
        let end = minutes.find(|minute| !self.holds(*minute, zone));
        Some(end.unwrap_or_else(|| later(first, TimeDelta::minutes(MOST_MINUTES))))
    }

    fn holds(&self, at: DateTime<Utc>, zone: Zone) -> bool {
        let clock = zone.wall_clock(at).time();
        if self.from < self.to {
            self.from <= clock && clock < self.to
        } else {
            self.from <= clock || clock < self.to
        }
    }
}

/// Two days and more.
const MOST_MINUTES: i64 = 3 * 24 * 60;

impl FromStr for QuietHours {
    type Err = NotQuietHours;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once('-').ok_or(NotQuietHours)?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let (from, to) = time(from).zip(time(to)).ok_or(NotQuietHours)?;
        if from == to { Err(NotQuietHours) } else { Ok(Self { from, to }) }
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.format("%H:%M"), self.to.format("%H:%M"))
    }
}
