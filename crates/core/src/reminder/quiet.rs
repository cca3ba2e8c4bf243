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

#[cfg(test)]
mod tests {
    use super::*;

    fn end(hours: &str, zone: &str, at: &str) -> Option<String> {
        let hours: QuietHours = hours.parse().unwrap();
        let end = hours.end_of(at.parse().unwrap(), zone.parse().unwrap())?;
        Some(end.format("%dT%H:%M:%SZ").to_string())
    }

    #[test]
    fn quiet_hours_end_when_the_wall_clock_says_so() {
        for (hours, at, ends, why) in [
            ("22:00-07:00", "2026-01-15T20:59:59Z", None, "not begun: 21:59:59"),
            ("22:00-07:00", "2026-01-15T21:00:00Z", Some("16T06:00:00Z"), "just begun"),
            ("22:00-07:00", "2026-01-15T23:30:30Z", Some("16T06:00:00Z"), "after midnight"),
            ("22:00-07:00", "2026-01-16T06:00:00Z", None, "just over"),
            ("12:30-14:00", "2026-01-15T12:00:00Z", Some("15T13:00:00Z"), "within a day"),
            ("12:30-14:00", "2026-01-15T20:00:00Z", None, "within a day, later"),
            ("00:00-06:00", "2026-01-15T23:00:00Z", Some("16T05:00:00Z"), "from midnight"),
            ("22:00-07:00", "2026-03-28T23:00:00Z", Some("29T05:00:00Z"), "a night of 8 hours"),
            ("22:00-07:00", "2026-10-24T23:00:00Z", Some("25T06:00:00Z"), "a night of 10 hours"),
            (
                "22:00-02:30",
                "2026-03-28T23:00:00Z",
                Some("29T01:00:00Z"),
                "put forward over the end",
            ),
            (
                "22:00-02:30",
                "2026-10-24T23:00:00Z",
                Some("25T00:30:00Z"),
                "02:30 for the first time",
            ),
            (
                "22:00-02:30",
                "2026-10-25T01:00:00Z",
                Some("25T01:30:00Z"),
                "02:00 for the second time",
            ),
            (
                "02:31-02:30",
                "2026-03-28T12:00:00Z",
                Some("30T00:30:00Z"),
                "its only free minute is skipped that night",
            ),
        ] {
            assert_eq!(end(hours, "Europe/Berlin", at).as_deref(), ends, "{hours} {at}: {why}");
        }
        assert_eq!(
            end("22:00-07:00", "Australia/Lord_Howe", "2026-04-04T14:00:00Z").as_deref(),
            Some("04T20:30:00Z"),
            "put back by half an hour"
        );
    }

    #[test]
    fn quiet_hours_are_two_different_times_of_day() {
        for (text, read) in [
            ("22:00-07:00", Some("22:00-07:00")),
            (" 7:5 - 8:00 ", Some("07:05-08:00")),
            ("22:00-22:00", None),
            ("22:00", None),
            ("24:00-07:00", None),
            ("22-07", None),
            ("on", None),
        ] {
            let hours = text.parse::<QuietHours>().ok().map(|hours| hours.to_string());
            assert_eq!(hours.as_deref(), read, "{text}");
        }
    }
}
