//! When something is next to be done for an intention, and what. Pure.
//!
//! Whoever keeps watch (the tray, or a program that stays until the last start is settled) sleeps
//! until the earliest of these, and does nothing else by the clock.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::Unknown;

use crate::intention::{
    Delay, Doubt, FIRST_ABSENCE_AFTER_SECONDS, GRACE_SLACK_SECONDS, Look, Question,
    SECOND_ABSENCE_AFTER_SECONDS, State, Waiting,
};
use crate::journal::Intention;
use crate::time::later;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// Take it back: nobody was there when its time to undo ended.
    Lapse,
    /// See whether whoever was at it is gone.
    Recover,
    /// Send it, if no session began since it was wanted.
    Deliver,
    /// Stop trying, and ask the user.
    Hold(Question),
    /// Read the service to find out what became of it.
    Check,
}

/// What the schedule depends on besides the intention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// How long a start waits before the user is asked.
    pub patience: TimeDelta,
    /// When the token that is there now was saved, if that was noted.
    pub token_saved_at: Option<DateTime<Utc>>,
    /// The network has just changed: what could not be reached may be reached now.
    pub network_changed: bool,
}

/// The longest pause between two tries of a start that waits.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);

/// Nobody is at one attempt, or one look, for longer than this.
const LONGEST_ATTEMPT: TimeDelta = TimeDelta::seconds(30);

/// What is next for an intention, and when. `None`: nothing, unless the user says something.
pub fn next(
    intention: &Intention,
    given: Given,
    now: DateTime<Utc>,
) -> Option<(DateTime<Utc>, Task)> {
    let changed_at = intention.changed_at;
    match &intention.state {
        State::Grace { until } => {
            Some((later(*until, TimeDelta::seconds(GRACE_SLACK_SECONDS + 1)), Task::Lapse))
        }
        State::Sending { .. } | State::Checking { .. } => {
            Some((later(changed_at, LONGEST_ATTEMPT), Task::Recover))
        }
        // Recorded by a program that is gone; it certainly does not stand.
        State::Intended => Some(in_time(intention, later(changed_at, LONGEST_ATTEMPT), given, now)),
        // It is proven not to stand, which is as good as never sent.
        State::NotThere => Some(in_time(intention, changed_at, given, now)),
        State::Waiting(waiting) => {
            // Without a token that may send it, the user is asked all the same in the end.
            let again = try_again(waiting, intention, given).unwrap_or(DateTime::<Utc>::MAX_UTC);
            Some(in_time(intention, again, given, now))
        }
        State::Unknown(doubt) => Some((look_again(doubt, intention, given)?, Task::Check)),
        State::Held(_)
        | State::NotSent(_)
        | State::Started(_)
        | State::Refused(_)
        | State::Cancelled(_)
        | State::SettledByHand(_) => None,
    }
}

/// Sent at that time, unless it has waited for too long by then: also when nobody was there to send
/// it in time.
fn in_time(
    intention: &Intention,
    at: DateTime<Utc>,
    given: Given,
    now: DateTime<Utc>,
) -> (DateTime<Utc>, Task) {
    let end = later(intention.created_at, given.patience);
    if at.max(now) < end { (at, Task::Deliver) } else { (end, Task::Hold(Question::TooLong)) }
}

fn try_again(waiting: &Waiting, intention: &Intention, given: Given) -> Option<DateTime<Utc>> {
    let Waiting { why, tries, since } = waiting;
    let paused = later(*since, pause(*tries, jitter(intention, *tries)));
    match why {
        None => Some(*since),
        Some(Delay::NotSent(_)) if given.network_changed => Some(*since),
        Some(Delay::NotSent(_)) => Some(paused),
        Some(Delay::NoAnswer { retry_after_seconds }) => {
            Some(paused.max(later(*since, seconds(*retry_after_seconds))))
        }
        // Another token may be another account's: whoever sends it finds out.
        Some(Delay::TokenRefused | Delay::OtherAccount) => {
            given.token_saved_at.filter(|saved| saved > since)
        }
    }
}

fn look_again(doubt: &Doubt, intention: &Intention, given: Given) -> Option<DateTime<Utc>> {
    let at = match (doubt.look, doubt.first_absent) {
        (None, _) => doubt.attempted_at,
        (Some((_, Look::Doubtful)), _) => return None,
        (Some((at, Look::NotAllowed)), _) => {
            return given.token_saved_at.filter(|saved| *saved > at);
        }
        (Some((at, Look::Failed { .. })), _) if given.network_changed => at,
        (Some((at, Look::Failed { .. })), _) => {
            later(at, rest(doubt.failures, jitter(intention, doubt.failures)))
        }
        (Some((_, Look::Absent)), None) => {
            later(doubt.attempted_at, TimeDelta::seconds(FIRST_ABSENCE_AFTER_SECONDS))
        }
        (Some((_, Look::Absent)), Some(first)) => {
            later(first, TimeDelta::seconds(SECOND_ABSENCE_AFTER_SECONDS))
        }
    };
    let free_at = asked_for(doubt).map(|(since, long)| later(since, long));
    Some(free_at.into_iter().fold(at, DateTime::max))
}

/// Has a service that answered *busy* asked to be left alone for now, whoever wants to know?
pub(crate) fn is_left_alone(doubt: &Doubt, now: DateTime<Utc>) -> bool {
    // A clock that was put back since does not prolong it.
    asked_for(doubt).into_iter().any(|(since, long)| now >= since && now < later(since, long))
}

/// The times that the service asked for: after the attempt, and after the last read.
fn asked_for(doubt: &Doubt) -> [(DateTime<Utc>, TimeDelta); 2] {
    let by_attempt = match doubt.why {
        Some(Unknown::Busy { retry_after_seconds, .. }) => seconds(retry_after_seconds),
        _ => TimeDelta::zero(),
    };
    let (looked_at, by_look) = match doubt.look {
        Some((at, Look::Failed { retry_after_seconds })) => (at, seconds(retry_after_seconds)),
        _ => (doubt.attempted_at, TimeDelta::zero()),
    };
    [(doubt.attempted_at, by_attempt), (looked_at, by_look)]
}

/// What a service asked for, bounded by whoever read it.
fn seconds(retry_after: Option<u64>) -> TimeDelta {
    TimeDelta::seconds(i64::try_from(retry_after.unwrap_or(0)).unwrap_or(0).min(86_400))
}

/// Between two tries to send: 2 s, 4 s, 8 s … to a quarter of an hour, each shortened by up to a
/// half.
pub(crate) fn pause(tries: u32, jitter: f64) -> TimeDelta {
    shortened(TimeDelta::seconds(1_i64 << tries.min(10)).min(LONGEST_PAUSE), jitter)
}

/// Between two failed reads about a doubtful start: a minute and more, since reads are not to come
/// faster; 2, 4, 8 minutes to a quarter of an hour, each shortened by up to a half.
fn rest(failures: u32, jitter: f64) -> TimeDelta {
    shortened(TimeDelta::minutes(1_i64 << failures.min(4)).min(LONGEST_PAUSE), jitter)
}

fn shortened(pause: TimeDelta, jitter: f64) -> TimeDelta {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most 15 minutes"
    )]
    TimeDelta::milliseconds((pause.num_milliseconds() as f64 * (1.0 - jitter / 2.0)) as i64)
}

/// From 0 to 1, another for each intention and try, so that many computers don't come back at the
/// same moment; the same whenever it is asked for, so that two programs agree.
fn jitter(intention: &Intention, tries: u32) -> f64 {
    spread(intention.created_at, tries)
}

/// A number from 0 to 1 out of a moment's milliseconds, which are as good as random, and a count.
pub(crate) fn spread(moment: DateTime<Utc>, count: u32) -> f64 {
    let seed = moment.timestamp_millis().cast_unsigned();
    // SplitMix64, one step.
    let mut x = seed.wrapping_add(u64::from(count).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let top = u32::try_from((x ^ (x >> 31)) >> 32).unwrap_or(0);
    f64::from(top) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use latchet_tracker::NotSent;

    use super::*;
    use crate::draft::Plan;
    use crate::intention::{Cancelled, IntentionId};
    use crate::time::Zone;

    const PATIENCE: TimeDelta = TimeDelta::hours(12);

    const GIVEN: Given = Given { patience: PATIENCE, token_saved_at: None, network_changed: false };

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn intention(state: State, changed: i64) -> Intention {
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
            attempts: 1,
            was_doubtful: false,
        }
    }

    fn next_in(state: State, changed: i64, given: Given) -> Option<(f64, Task)> {
        let next = next(&intention(state, changed), given, at(changed));
        next.map(|(when, task)| ((when - at(0)).as_seconds_f64(), task))
    }

    fn waiting(why: Option<Delay>, tries: u32, since: i64) -> State {
        State::Waiting(Waiting { why, tries, since: at(since) })
    }

    fn away() -> Delay {
        Delay::NotSent(NotSent::NoConnection)
    }

    fn doubt() -> Doubt {
        Doubt::new(None, at(0))
    }

    fn looked(seconds: i64, look: Look, first_absent: Option<i64>) -> State {
        let look = Some((at(seconds), look));
        State::Unknown(Doubt { look, first_absent: first_absent.map(at), ..doubt() })
    }

    #[test]
    fn a_start_that_waits_is_tried_less_and_less_often() {
        for (tries, longest) in
            [(0, 1.0), (1, 2.0), (5, 32.0), (9, 512.0), (10, 900.0), (40, 900.0)]
        {
            let (due, task) = next_in(waiting(Some(away()), tries, 0), 0, GIVEN).unwrap();
            assert_eq!(task, Task::Deliver);
            assert!(due <= longest && due >= longest / 2.0, "try {tries}: {due} s");
        }
    }

    #[test]
    fn what_waits_for_the_network_is_due_when_that_changes() {
        let changed = Given { network_changed: true, ..GIVEN };
        assert_eq!(
            next_in(waiting(Some(away()), 9, 100), 100, changed),
            Some((100.0, Task::Deliver))
        );
        let failed = looked(50, Look::Failed { retry_after_seconds: None }, None);
        assert_eq!(next_in(failed, 50, changed), Some((50.0, Task::Check)));
    }

    #[test]
    fn a_server_that_asks_for_time_gets_it_whatever_the_network_does() {
        let changed = Given { network_changed: true, ..GIVEN };
        let asked = Some(600);
        let busy = Unknown::Busy { status: 429, retry_after_seconds: asked };
        let doubt = State::Unknown(Doubt { why: Some(busy), ..doubt() });
        let failed = looked(10, Look::Failed { retry_after_seconds: asked }, None);
        let put_off = waiting(Some(Delay::NoAnswer { retry_after_seconds: asked }), 1, 20);
        for given in [GIVEN, changed] {
            assert_eq!(next_in(doubt.clone(), 0, given), Some((600.0, Task::Check)));
            assert_eq!(next_in(failed.clone(), 10, given), Some((610.0, Task::Check)));
            assert_eq!(next_in(put_off.clone(), 20, given), Some((620.0, Task::Deliver)));
        }
        let absurd = looked(0, Look::Failed { retry_after_seconds: Some(u64::MAX) }, None);
        assert!(next_in(absurd, 0, GIVEN).unwrap().0 <= 86_400.0);
    }

    #[test]
    fn after_half_a_day_the_user_is_asked() {
        let end = PATIENCE.num_seconds();
        let ask = Some((PATIENCE.as_seconds_f64(), Task::Hold(Question::TooLong)));
        assert_eq!(next_in(waiting(Some(away()), 20, end - 5), end - 5, GIVEN), ask);
        assert_eq!(next_in(State::NotThere, end + 5, GIVEN), ask);
        assert_eq!(next_in(State::NotThere, 200, GIVEN), Some((200.0, Task::Deliver)));
        let slept_through = next(&intention(waiting(Some(away()), 1, 0), 0), GIVEN, at(end + 60));
        assert_eq!(slept_through.map(|(_, task)| task), Some(Task::Hold(Question::TooLong)));
    }

    #[test]
    fn a_doubtful_start_is_looked_up_when_a_look_can_prove_something() {
        for (state, seconds) in [
            (State::Unknown(doubt()), 0.0),
            (looked(2, Look::Absent, None), 30.0),
            (looked(31, Look::Absent, Some(31)), 91.0),
            (looked(60, Look::Absent, Some(31)), 91.0),
        ] {
            let due = next_in(state.clone(), 0, GIVEN);
            assert_eq!(due, Some((seconds, Task::Check)), "{state:?}");
        }
    }

    #[test]
    fn reads_that_fail_come_no_faster_than_once_a_minute() {
        for (failures, longest) in [(1, 120.0), (2, 240.0), (4, 900.0), (99, 900.0)] {
            let look = Some((at(0), Look::Failed { retry_after_seconds: None }));
            let state = State::Unknown(Doubt { look, failures, ..doubt() });
            let (due, _) = next_in(state, 0, GIVEN).unwrap();
            assert!(due >= 60.0 && due >= longest / 2.0 && due <= longest, "{failures}: {due} s");
        }
    }

    #[test]
    fn a_token_that_is_refused_is_not_used_again_before_there_is_another() {
        let saved = |seconds| Given { token_saved_at: Some(at(seconds)), ..GIVEN };
        let looked = looked(50, Look::NotAllowed, None);
        assert_eq!(next_in(looked.clone(), 50, GIVEN), None);
        assert_eq!(next_in(looked.clone(), 50, saved(40)), None);
        assert_eq!(next_in(looked.clone(), 50, saved(50)), None, "it is the one that was refused");
        assert_eq!(next_in(looked, 50, saved(60)), Some((60.0, Task::Check)));
        let waiting = waiting(Some(Delay::TokenRefused), 1, 50);
        let asked = Some((PATIENCE.as_seconds_f64(), Task::Hold(Question::TooLong)));
        assert_eq!(next_in(waiting.clone(), 50, GIVEN), asked, "in the end the user is asked");
        assert_eq!(next_in(waiting.clone(), 50, saved(40)), asked);
        assert_eq!(next_in(waiting.clone(), 50, saved(50)), asked);
        assert_eq!(next_in(waiting, 50, saved(60)), Some((60.0, Task::Deliver)));
    }

    #[test]
    fn what_only_the_user_can_tell_waits_for_the_user() {
        for state in [
            looked(5, Look::Doubtful, None),
            State::Held(Question::Overtaken),
            State::Cancelled(Cancelled::ByUser),
            State::Started(None),
        ] {
            assert_eq!(next_in(state, 0, GIVEN), None);
        }
    }

    #[test]
    fn what_nobody_is_at_any_more_is_noticed() {
        let grace = State::Grace { until: at(5) };
        assert_eq!(next_in(grace, 0, GIVEN), Some((16.0, Task::Lapse)));
        let sending = State::Sending { since: at(0), attempt: 1 };
        assert_eq!(next_in(sending, 0, GIVEN), Some((30.0, Task::Recover)));
        assert_eq!(
            next_in(State::Checking { doubt: doubt(), since: at(7) }, 7, GIVEN),
            Some((37.0, Task::Recover))
        );
        assert_eq!(next_in(State::Intended, 7, GIVEN), Some((37.0, Task::Deliver)));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_reason_to_panic() {
        let end = DateTime::<Utc>::MAX_UTC;
        for state in [
            State::Grace { until: end },
            State::Sending { since: end, attempt: 1 },
            State::Waiting(Waiting { why: Some(away()), tries: 3, since: end }),
            State::Unknown(Doubt::new(None, end)),
            State::Unknown(Doubt {
                first_absent: Some(end),
                look: Some((end, Look::Absent)),
                ..doubt()
            }),
            State::NotThere,
        ] {
            let mut at_the_end = intention(state, 0);
            (at_the_end.created_at, at_the_end.changed_at) = (end, end);
            assert!(next(&at_the_end, GIVEN, at(0)).is_some());
        }
    }

    #[test]
    fn jitter_spreads_as_it_always_did() {
        // Pinned: two versions that are installed side by side must agree.
        for (tries, pinned) in [
            (0, 0.080_940_171_163_748_06),
            (1, 0.050_994_866_539_490_15),
            (5, 0.971_428_726_094_641_9),
            (7, 0.944_676_462_548_011_1),
        ] {
            let found = jitter(&intention(State::NotThere, 0), tries);
            assert!((found - pinned).abs() < 1e-12, "{tries}: {found}");
        }
    }

    #[test]
    fn a_pause_is_shortened_by_up_to_a_half() {
        for (jitter, seconds) in [(0.0, 8.0), (0.5, 6.0), (1.0, 4.0)] {
            assert!((pause(3, jitter).as_seconds_f64() - seconds).abs() < 0.002, "{jitter}");
            assert!((rest(3, jitter).as_seconds_f64() - 60.0 * seconds).abs() < 0.002, "{jitter}");
        }
    }

    #[test]
    fn jitter_is_spread_and_always_the_same() {
        let all: Vec<f64> = (0..200)
            .map(|second| {
                let mut other = intention(State::NotThere, 0);
                other.created_at += TimeDelta::milliseconds(second);
                assert!((jitter(&other, 3) - jitter(&other, 3)).abs() < f64::EPSILON);
                jitter(&other, 3)
            })
            .collect();
        let below = all.iter().filter(|jitter| **jitter < 0.5).count();
        assert!((60..140).contains(&below), "{below} of 200 lie in the lower half");
        assert!(all.iter().all(|jitter| (0.0..=1.0).contains(jitter)));
    }
}
