//! When something is next to be done for an intention, and what. Pure.
//!
//! Whoever keeps watch (the tray, or a program that waits for the last start to settle) sleeps until
//! the earliest of these, and does nothing else by the clock.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::Unknown;

use crate::intention::{FIRST_ABSENCE_AFTER_SECONDS, SECOND_ABSENCE_AFTER_SECONDS, State};
use crate::journal::Intention;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Send it: its time to undo is over.
    SendAfterGrace,
    /// Take it back: nobody was there when its time to undo ended.
    Lapse,
    /// Send it, if no session began since it was wanted.
    Deliver,
    /// Stop trying, and ask the user.
    Expire,
    /// Read the service to find out what became of it.
    Check,
}

/// The longest pause between two attempts of a start that waits.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);

/// How late the end of a grace may be noticed and still be sent.
const GRACE_SLACK: TimeDelta = TimeDelta::seconds(10);

/// What is next for an intention, and when. `None`: nothing, unless the user says something.
///
/// `patience` is how long a start waits before the user is asked. `jitter` from 0 to 1 spreads the
/// pauses, so that many computers don't come back at the same moment.
pub fn next(
    intention: &Intention,
    patience: TimeDelta,
    jitter: f64,
    now: DateTime<Utc>,
) -> Option<(DateTime<Utc>, Task)> {
    match intention.state {
        State::Grace { until } if now > until + GRACE_SLACK => Some((now, Task::Lapse)),
        State::Grace { until } => Some((until, Task::SendAfterGrace)),
        State::Waiting => {
            let end = intention.created_at + patience;
            let again = intention.changed_at + pause(intention.attempts, jitter);
            Some(if again < end { (again, Task::Deliver) } else { (end, Task::Expire) })
        }
        // It is proven not to stand, which is as good as never sent.
        State::NotThere => {
            let end = intention.created_at + patience;
            Some(if now < end { (now, Task::Deliver) } else { (end, Task::Expire) })
        }
        State::Unknown { doubtful: true, .. } => None,
        State::Unknown { why, attempted_at, first_absent, .. } => {
            let asked = match why {
                Some(Unknown::Busy { retry_after_seconds: Some(seconds), .. }) => {
                    attempted_at
                        + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(i64::MAX / 2_000))
                }
                _ => attempted_at,
            };
            let first = attempted_at + TimeDelta::seconds(FIRST_ABSENCE_AFTER_SECONDS);
            let later = first_absent.map_or_else(
                || intention.changed_at + rest(intention.changed_at - attempted_at),
                |seen| {
                    let second = seen + TimeDelta::seconds(SECOND_ABSENCE_AFTER_SECONDS);
                    if intention.changed_at < second {
                        second
                    } else {
                        intention.changed_at + rest(intention.changed_at - seen)
                    }
                },
            );
            let at = if intention.changed_at < first { first } else { later };
            Some((at.max(asked), Task::Check))
        }
        State::Intended
        | State::Sending { .. }
        | State::Checking { .. }
        | State::Expired
        | State::NotSent(_)
        | State::Started(_)
        | State::Refused(_)
        | State::Cancelled
        | State::SettledByHand(_) => None,
    }
}

/// Between two attempts: 1 s, 2 s, 4 s … to a quarter of an hour, each shortened by up to a half.
fn pause(attempts: u32, jitter: f64) -> TimeDelta {
    let full = TimeDelta::seconds(1_i64 << attempts.min(10)).min(LONGEST_PAUSE);
    let spread = 1.0 - jitter.clamp(0.0, 1.0) / 2.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most 15 minutes"
    )]
    TimeDelta::milliseconds((full.num_milliseconds() as f64 * spread) as i64)
}

/// Between two reads about the same doubtful start.
fn rest(age: TimeDelta) -> TimeDelta {
    if age < TimeDelta::minutes(10) {
        TimeDelta::minutes(1)
    } else if age < TimeDelta::hours(2) {
        TimeDelta::minutes(5)
    } else {
        TimeDelta::minutes(15)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Plan;
    use crate::journal::IntentionId;
    use crate::time::Zone;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn intention(state: State, changed: i64, attempts: u32) -> Intention {
        let plan = Plan {
            start: None,
            scheduled_end: None,
            locked_by: None,
            public: false,
            zone: Zone::UTC,
        };
        Intention {
            id: IntentionId(1),
            created_at: at(0),
            account: "kim".to_owned(),
            plan,
            id_bound: None,
            state,
            changed_at: at(changed),
            attempts,
        }
    }

    fn next_in(state: State, changed: i64, attempts: u32, now: i64) -> Option<(i64, Task)> {
        let next = next(&intention(state, changed, attempts), TimeDelta::hours(12), 0.0, at(now));
        next.map(|(when, task)| ((when - at(0)).num_seconds(), task))
    }

    fn unknown(first_absent: Option<i64>) -> State {
        State::Unknown {
            why: None,
            attempted_at: at(0),
            first_absent: first_absent.map(at),
            doubtful: false,
        }
    }

    #[test]
    fn a_start_that_waits_is_tried_less_and_less_often() {
        for (attempts, seconds) in [(0, 1), (1, 2), (5, 32), (9, 512), (10, 900), (40, 900)] {
            assert_eq!(next_in(State::Waiting, 0, attempts, 0), Some((seconds, Task::Deliver)));
        }
    }

    #[test]
    fn after_half_a_day_the_user_is_asked() {
        let half_a_day = 12 * 3600;
        let waiting = next_in(State::Waiting, half_a_day - 5, 20, half_a_day);
        assert_eq!(waiting, Some((half_a_day, Task::Expire)));
        let not_there = next_in(State::NotThere, 200, 1, half_a_day + 5);
        assert_eq!(not_there, Some((half_a_day, Task::Expire)));
    }

    #[test]
    fn a_doubtful_start_is_looked_up_when_a_look_can_prove_something() {
        for (state, changed, seconds) in [
            (unknown(None), 0, 30),
            (unknown(None), 2, 30),
            (unknown(Some(31)), 31, 91),
            (unknown(Some(31)), 60, 91),
            (unknown(Some(31)), 95, 155),
            (unknown(None), 45, 105),
            (unknown(None), 700, 1000),
            (unknown(None), 9000, 9900),
        ] {
            assert_eq!(
                next_in(state.clone(), changed, 1, changed),
                Some((seconds, Task::Check)),
                "{state:?} {changed}"
            );
        }
    }

    #[test]
    fn a_server_that_asks_for_time_gets_it() {
        let busy = Unknown::Busy { status: 429, retry_after_seconds: Some(600) };
        let state = State::Unknown {
            why: Some(busy),
            attempted_at: at(0),
            first_absent: None,
            doubtful: false,
        };
        assert_eq!(next_in(state, 0, 1, 0), Some((600, Task::Check)));
    }

    #[test]
    fn what_only_the_user_can_tell_waits_for_the_user() {
        let doubtful =
            State::Unknown { why: None, attempted_at: at(0), first_absent: None, doubtful: true };
        for state in [doubtful, State::Expired, State::Cancelled, State::Started(None)] {
            assert_eq!(next_in(state, 0, 1, 0), None);
        }
    }

    #[test]
    fn a_grace_that_nobody_saw_end_is_taken_back() {
        let grace = State::Grace { until: at(5) };
        assert_eq!(next_in(grace.clone(), 0, 0, 1), Some((5, Task::SendAfterGrace)));
        assert_eq!(next_in(grace.clone(), 0, 0, 15), Some((5, Task::SendAfterGrace)));
        assert_eq!(next_in(grace, 0, 0, 16), Some((16, Task::Lapse)));
    }

    #[test]
    fn jitter_shortens_a_pause_by_at_most_a_half() {
        for attempts in 0..12 {
            let (full, half) = (pause(attempts, 0.0), pause(attempts, 1.0));
            assert_eq!(half * 2, full);
            assert!(pause(attempts, 0.5) < full && pause(attempts, 0.5) > half);
        }
    }
}
