//! A time of day as a person says it, "until 07:00", and when a clock shows it next.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveTime, Utc};

use crate::time::{Resolved, Zone};

/// A minute of the day on a wall clock, without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay(NaiveTime);

/// Not like `07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time of day is written like 07:00")]
pub struct NotATimeOfDay;

impl TimeOfDay {
    /// When the zone's clock shows it for the first time after an instant; never, when the clock is
    /// put forward over it before that.
    pub fn next_after(self, from: DateTime<Utc>, zone: Zone) -> Resolved {
        let shown = zone.wall_clock(from);
        // A clock that is put back over midnight shows the day before once more.
        let days = shown.date().pred_opt().into_iter().flat_map(|day| day.iter_days().take(3));
        for wall in days.map(|day| day.and_time(self.0)) {
            match zone.resolve(wall) {
                Resolved::Once(at) | Resolved::Twice(_, at) if at <= from => {}
                Resolved::Twice(earlier, later) if earlier <= from => return Resolved::Once(later),
                // The clock was put forward over it before.
                Resolved::Never if wall <= shown => {}
                next => return next,
            }
        }
        // Where the calendar ends.
        Resolved::Never
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATimeOfDay;

    /// Strict: `HH:MM`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let digits = text.chars().all(|c| c.is_ascii_digit() || c == ':');
        if !digits || !text.split(':').map(str::len).eq([2, 2]) {
            return Err(NotATimeOfDay);
        }
        NaiveTime::parse_from_str(text, "%H:%M").map(Self).map_err(|_| NotATimeOfDay)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, TimeDelta};

    use super::*;

    const DAY: usize = 24 * 60;

    #[test]
    fn a_time_of_day_is_read_strictly() {
        for text in ["07:00", " 23:59 ", "00:00"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text.trim());
        }
        for text in
            ["", "7:00", "07", "24:00", "07:60", "07:00:00", "07:00Z", "+7:00", "07: 0", "٠٧:٠٠"]
        {
            assert_eq!(text.parse::<TimeOfDay>(), Err(NotATimeOfDay), "{text:?}");
        }
    }

    #[test]
    fn the_next_time_is_found_around_each_change_of_a_clock() {
        let berlin = "Europe/Berlin";
        let once = |at: &str| Resolved::Once(at.parse().unwrap());
        let twice = |a: &str, b: &str| {
            Resolved::Twice(a.parse().unwrap(), b.parse::<DateTime<Utc>>().unwrap())
        };
        for (zone, from, time, next, why) in [
            (berlin, "2026-06-15T12:00:30Z", "23:00", once("2026-06-15T21:00:00Z"), "today"),
            (berlin, "2026-06-15T12:00:30Z", "07:00", once("2026-06-16T05:00:00Z"), "tomorrow"),
            (berlin, "2026-06-15T12:00:00Z", "14:00", once("2026-06-16T12:00:00Z"), "not the same"),
            (berlin, "2026-06-15T11:59:59Z", "14:00", once("2026-06-15T12:00:00Z"), "in a second"),
            (berlin, "2026-03-28T12:00:00Z", "02:30", Resolved::Never, "put forward over it"),
            (berlin, "2026-03-29T00:59:00Z", "02:30", Resolved::Never, "right before that"),
            (berlin, "2026-03-29T01:00:00Z", "02:30", once("2026-03-30T00:30:00Z"), "after that"),
            (
                berlin,
                "2026-10-25T00:20:00Z",
                "02:30",
                twice("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
                "both are to come",
            ),
            (berlin, "2026-10-25T00:30:00Z", "02:30", once("2026-10-25T01:30:00Z"), "only one is"),
            (
                "America/Sao_Paulo",
                "2018-02-18T01:40:00Z",
                "23:30",
                once("2018-02-18T02:30:00Z"),
                "the day is shown longer",
            ),
            (
                "America/St_Johns",
                "2010-11-07T02:30:30Z",
                "23:30",
                once("2010-11-07T03:00:00Z"),
                "put back over midnight, the day before is shown once more",
            ),
        ] {
            let (zone, time): (Zone, TimeOfDay) = (zone.parse().unwrap(), time.parse().unwrap());
            assert_eq!(time.next_after(from.parse().unwrap(), zone), next, "{from} {time}: {why}");
        }
    }

    /// Watches the clock from minute to minute.
    fn watched(
        walls: &[NaiveDateTime],
        first: DateTime<Utc>,
        from: usize,
        time: NaiveTime,
    ) -> Resolved {
        let at = |minute: usize| first + TimeDelta::minutes(i64::try_from(minute).unwrap());
        for minute in from + 1..walls.len() {
            let (before, wall) = (walls[minute - 1], walls[minute]);
            if wall.time() == time {
                let again = (minute + 1..minute + 180).find(|later| walls[*later] == wall);
                return again.map_or(Resolved::Once(at(minute)), |later| {
                    Resolved::Twice(at(minute), at(later))
                });
            }
            let skipped = [before.date(), wall.date()].map(|day| day.and_time(time));
            if skipped.iter().any(|skipped| before < *skipped && *skipped < wall) {
                return Resolved::Never;
            }
        }
        panic!("{time} was not shown for days");
    }

    #[test]
    fn it_is_what_someone_sees_who_watches_the_clock() {
        let mut unusual = 0;
        for (zone, before_the_change) in [
            ("Europe/Berlin", "2026-03-28T00:00:00Z"),
            ("Europe/Berlin", "2026-10-24T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-03T00:00:00Z"),
            ("America/Sao_Paulo", "2018-02-16T12:00:00Z"),
            ("America/Sao_Paulo", "2018-11-03T00:00:00Z"),
            ("America/St_Johns", "2010-11-06T00:00:00Z"),
        ] {
            let zone: Zone = zone.parse().unwrap();
            let first: DateTime<Utc> = before_the_change.parse().unwrap();
            let minutes =
                (0..6 * DAY).map(|n| first + TimeDelta::minutes(i64::try_from(n).unwrap()));
            let walls: Vec<_> = minutes.clone().map(|at| zone.wall_clock(at)).collect();
            for (minute, from) in minutes.enumerate().take(3 * DAY).step_by(61) {
                for half_hour in 0..48 {
                    let time =
                        NaiveTime::from_hms_opt(half_hour / 2, half_hour % 2 * 30, 0).unwrap();
                    let next = watched(&walls, first, minute, time);
                    unusual += u32::from(!matches!(next, Resolved::Once(_)));
                    assert_eq!(
                        TimeOfDay(time).next_after(from, zone),
                        next,
                        "{zone} {from} {time}"
                    );
                }
            }
        }
        assert!(unusual > 100, "hardly a change was met: {unusual}");
    }

    #[test]
    fn where_the_calendar_ends_there_is_no_next_time() {
        let time: TimeOfDay = "07:00".parse().unwrap();
        for from in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            assert_eq!(time.next_after(from, Zone::UTC), Resolved::Never);
        }
    }
}
