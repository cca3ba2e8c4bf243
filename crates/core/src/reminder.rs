//! Which reminder of a session's scheduled end is due, once each. Pure.
//!
//! A reminder is a step on the way past the end. What was told is remembered as the furthest step for
//! each end, so that no clock, sleep or restart brings one again, and of several that were missed
//! only the furthest is told.

mod quiet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::live::{Running, is_same};
use crate::time::{LengthError, Zone, later, parse_length, print_length};
use crate::wording::{self, Wording};

pub use quiet::{NotQuietHours, QuietHours};

/// Which reminders are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reminders {
    /// How long before the end, the longest first. None at all: no reminder is wanted, not even at
    /// the end.
    pub before: Vec<TimeDelta>,
    /// When nothing is told.
    pub quiet: Option<QuietHours>,
}

/// So many reminders before the end can be chosen.
pub const MOST_BEFORE: usize = 4;

/// None comes longer before the end than this, in days.
pub const LONGEST_BEFORE_DAYS: i64 = 7;

/// Why a text says no times before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BeforeError {
    /// One of them is no length.
    #[error("off, or lengths with commas between are wanted, as in 2h,30m")]
    NotLengths(LengthError),
    /// More than [`MOST_BEFORE`].
    #[error("at most {MOST_BEFORE} lengths")]
    TooMany,
    /// More than [`LONGEST_BEFORE_DAYS`].
    #[error("each at most {LONGEST_BEFORE_DAYS}d")]
    TooLong,
}

/// Reads `off`, or lengths with commas between them. The longest comes first, and each once.
///
/// # Errors
/// See [`BeforeError`].
pub fn parse_before(text: &str) -> Result<Vec<TimeDelta>, BeforeError> {
    if text.trim() == OFF {
        return Ok(Vec::new());
    }
    let lengths: Result<Vec<_>, _> = text.split(',').map(parse_length).collect();
    let mut lengths = lengths.map_err(BeforeError::NotLengths)?;
    lengths.sort_by(|a, b| b.cmp(a));
    lengths.dedup();
    if lengths.iter().any(|length| *length > TimeDelta::days(LONGEST_BEFORE_DAYS)) {
        return Err(BeforeError::TooLong);
    }
    if lengths.len() > MOST_BEFORE { Err(BeforeError::TooMany) } else { Ok(lengths) }
}

/// As [`parse_before`] reads it: `2h,30m`.
pub fn print_before(before: &[TimeDelta]) -> String {
    let lengths: Vec<_> =
        before.iter().map(|length| print_length(*length).replace(' ', "")).collect();
    if lengths.is_empty() { OFF.to_owned() } else { lengths.join(",") }
}

/// The value of a setting that means "none".
pub(crate) const OFF: &str = "off";

/// What is told about a scheduled end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// It comes soon.
    Before {
        /// The end.
        end: DateTime<Utc>,
    },
    /// It is there.
    AtEnd {
        /// The end.
        end: DateTime<Utc>,
    },
    /// It passed, and the session still runs.
    Overdue {
        /// The end.
        end: DateTime<Utc>,
    },
}

/// What was told already, for one session. It is to be kept when the program ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    id: Option<u64>,
    since: Option<DateTime<Utc>>,
    /// Newest last. An end that has moved away may come back.
    ends: Vec<ToldEnd>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct ToldEnd {
    end: DateTime<Utc>,
    /// The furthest step, in seconds from the end.
    seconds: i64,
}

/// So many ends are remembered: far more than a session has with something told of them.
const MOST_ENDS: usize = 64;

impl Told {
    /// What of it is about this session: all, or nothing.
    fn about(&self, running: &Running) -> Self {
        if is_same((self.id, self.since), (running.id, running.since)) {
            let (id, since) = (running.id.or(self.id), running.since.or(self.since));
            Self { id, since, ends: self.ends.clone() }
        } else {
            Self { id: running.id, since: running.since, ends: Vec::new() }
        }
    }

    fn furthest(&self, end: DateTime<Utc>) -> Option<TimeDelta> {
        let told = self.ends.iter().find(|told| told.end == end)?;
        TimeDelta::try_seconds(told.seconds)
    }

    fn tell(&mut self, end: DateTime<Utc>, step: TimeDelta) {
        self.ends.retain(|told| told.end != end);
        self.ends.push(ToldEnd { end, seconds: step.num_seconds() });
        let too_many = self.ends.len().saturating_sub(MOST_ENDS);
        self.ends.drain(..too_many);
    }
}

/// What is to be told now, and when to ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// To be told now, after `told` is remembered.
    pub now: Option<Reminder>,
    /// When the next may be due, if nothing changes.
    pub next: Option<DateTime<Utc>>,
    /// What is told by then.
    pub told: Told,
}

/// The end itself is told as such for so long.
const AT_END: TimeDelta = TimeDelta::minutes(10);

/// After the end it is told once more.
const OVERDUE: TimeDelta = TimeDelta::hours(1);

/// What is due about the session that runs. `computer` is this computer's zone, for the quiet hours.
pub fn due(
    running: &Running,
    told: &Told,
    reminders: &Reminders,
    now: DateTime<Utc>,
    computer: Zone,
) -> Due {
    // Without number and start it can't be told from another, and so not what was told of it.
    let is_known = running.id.is_some() || running.since.is_some();
    let is_wanted = !reminders.before.is_empty();
    let Some(end) = running.scheduled_end.filter(|_| is_known && is_wanted) else {
        return Due { now: None, next: None, told: told.clone() };
    };
    let mut told = told.about(running);
    let last = told.furthest(end);
    let steps = steps(running, end, reminders);
    let open = || steps.iter().copied().filter(|step| Some(*step) > last);
    let reached = open().filter(|step| later(end, *step) <= now).max();
    let quiet_until =
        |at| reminders.quiet.and_then(|quiet| quiet.end_of(at, computer)).unwrap_or(at);
    let Some(reached) = reached else {
        let next = open().map(|step| later(end, step)).min();
        return Due { now: None, next: next.map(quiet_until), told };
    };
    let free = quiet_until(now);
    if free > now {
        return Due { now: None, next: Some(free), told };
    }
    let (step, reminder) = if reached < TimeDelta::zero() {
        (reached, Reminder::Before { end })
    } else if reached < OVERDUE && now <= later(end, AT_END) {
        (reached, Reminder::AtEnd { end })
    } else {
        (OVERDUE, Reminder::Overdue { end })
    };
    told.tell(end, step);
    let next = steps.iter().filter(|open| **open > step).map(|step| later(end, *step)).min();
    Due { now: Some(reminder), next: next.map(quiet_until), told }
}

/// Who has started a session knows its end for so long.
const JUST_CHOSEN: TimeDelta = TimeDelta::minutes(5);

/// The steps of an end, as lengths after it; negative before it. One that lies before the session's
/// start, or right after it, is none.
fn steps(running: &Running, end: DateTime<Utc>, reminders: &Reminders) -> Vec<TimeDelta> {
    let before = reminders.before.iter().map(|before| -*before);
    before
        .filter(|step| {
            running.since.is_none_or(|since| later(end, *step) > later(since, JUST_CHOSEN))
        })
        .chain([TimeDelta::zero(), OVERDUE])
        .collect()
}

impl Wording<'_> {
    /// A reminder in words; they say that ending happens on the website.
    pub fn reminder(
        self,
        reminder: &Reminder,
        running: &Running,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> wording::Told {
        let (code, key, end) = match *reminder {
            Reminder::Before { end } => ("reminder_before", "reminder-before", end),
            Reminder::AtEnd { end } => ("reminder_at_end", "reminder-at-end", end),
            Reminder::Overdue { end } => ("reminder_overdue", "reminder-overdue", end),
        };
        let id = running.id.map_or_else(|| "none".to_owned(), |id| id.to_string());
        let values = [
            ("id", id.into()),
            ("at", self.near_time(end, zone, now).into()),
            ("length", self.length((end - now).abs()).into()),
        ];
        wording::Told::new(code, self.0.say_with(key, &values)).next(self.say("reminder-next"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn times_before_the_end_are_read_as_people_write_them_and_stored_in_one_way() {
        for (text, stored) in [
            ("off", Ok("off")),
            ("30m", Ok("30m")),
            ("30m, 2h", Ok("2h,30m")),
            ("90m,1h 30m,5m", Ok("1h30m,5m")),
            ("7d,3d,1d,2h", Ok("7d,3d,1d,2h")),
            ("7d1m", Err(BeforeError::TooLong)),
            ("5m,4m,3m,2m,1m", Err(BeforeError::TooMany)),
            ("", Err(BeforeError::NotLengths(LengthError::NotALength))),
            ("30m,", Err(BeforeError::NotLengths(LengthError::NotALength))),
            ("30m,off", Err(BeforeError::NotLengths(LengthError::NotALength))),
            ("0m", Err(BeforeError::NotLengths(LengthError::Zero))),
        ] {
            let read = parse_before(text);
            let printed = read.clone().map(|before| print_before(&before));
            assert_eq!(printed, stored.map(str::to_owned), "{text}");
            assert!(read.is_err() || parse_before(&printed.unwrap()) == read, "{text}");
        }
    }

    #[test]
    fn a_reminder_names_the_moment_and_where_ending_happens() {
        let (texts, berlin) = (Texts::english(), "Europe/Berlin".parse().unwrap());
        let end = "2026-01-16T06:00:00Z".parse().unwrap();
        let numbered = Running { id: Some(12), ..Running::default() };
        for (reminder, running, now, said) in [
            (
                Reminder::Before { end },
                &numbered,
                "2026-01-16T05:30:10Z",
                "The scheduled end of session 12 is Fri 07:00, in 30m.",
            ),
            (
                Reminder::Before { end },
                &Running::default(),
                "2026-01-09T06:00:00Z",
                "The scheduled end is Fri 16 Jan 07:00, in 7d.",
            ),
            (
                Reminder::AtEnd { end },
                &numbered,
                "2026-01-16T06:00:01Z",
                "The scheduled end of session 12 is reached: Fri 07:00.",
            ),
            (
                Reminder::Overdue { end },
                &numbered,
                "2026-01-16T07:00:00Z",
                "The scheduled end of session 12 was Fri 07:00, 1h ago.",
            ),
        ] {
            let told = Wording(&texts).reminder(&reminder, running, berlin, now.parse().unwrap());
            assert_eq!(told.sentence(), format!("{said} Ending happens on the website."));
        }
    }
}
