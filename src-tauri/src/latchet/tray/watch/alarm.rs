//! A timer where the system has none that knows the wall clock: a thread that sleeps until then.
//!
//! While something is waited for it looks at the clock at least once a minute, since no sleep of a
//! thread counts the computer's own: a clock that was set, or a computer that slept, is noticed up
//! to that minute late, and so is an instant that passed meanwhile. While nothing is waited for the
//! thread wakes for nothing.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::Sign;

/// How late a sleep of the computer, or a clock that was set, is noticed.
pub(super) const GLANCE: Duration = Duration::from_mins(1);
/// How far the wall clock may be from where it was expected. A busy machine wakes threads late, and
/// clocks are slewed.
const TOLERANCE: TimeDelta = TimeDelta::seconds(5);

/// Rings until it is dropped.
pub(super) struct Alarm(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    at: Option<DateTime<Utc>>,
    ended: bool,
}

impl Alarm {
    /// By the clock `now`, looked at each `glance` at least.
    pub(super) fn new(
        glance: Duration,
        now: impl Fn() -> DateTime<Utc> + Send + 'static,
        send: impl Fn(Sign) + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let thread = Arc::clone(&shared);
        thread::Builder::new()
            .name("alarm".to_owned())
            .spawn(move || thread.run(glance, now, send))?;
        Ok(Self(shared))
    }

    /// Rings once at this instant, in the place of the one before.
    pub(super) fn set(&self, at: Option<DateTime<Utc>>) {
        self.0.lock().at = at;
        self.0.changed.notify_one();
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, glance: Duration, now: impl Fn() -> DateTime<Utc>, send: impl Fn(Sign)) {
        let mut before: Option<Look> = None;
        let mut state = self.lock();
        while !state.ended {
            let Some(at) = state.at else {
                before = None;
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let wall = now();
            let left = (at - wall).to_std().unwrap_or_default();
            let look = Look { wall, at: Instant::now(), wait: left.min(glance) };
            let strayed = before.replace(look).is_some_and(|before| look.strays_from(before));
            if !strayed && !left.is_zero() {
                let woken = self.changed.wait_timeout(state, look.wait);
                state = woken.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            if !strayed {
                state.at = None;
            }
            // Whoever hears it may set the alarm anew.
            drop(state);
            send(if strayed { Sign::Clock } else { Sign::Due });
            state = self.lock();
        }
    }
}

/// A look at the wall clock.
#[derive(Clone, Copy)]
struct Look {
    wall: DateTime<Utc>,
    at: Instant,
    /// How long the thread then meant to wait.
    wait: Duration,
}

impl Look {
    /// Is the wall clock elsewhere than the time that the thread waited would have it?
    fn strays_from(self, before: Self) -> bool {
        // More than was meant is the computer's sleep, on the systems whose clock counts that too.
        let waited = (self.at - before.at).min(before.wait);
        let waited = TimeDelta::from_std(waited).unwrap_or(TimeDelta::MAX);
        (self.wall - before.wall - waited).abs() > TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// Only a failure takes this long.
    const PATIENCE: Duration = Duration::from_secs(30);

    /// A clock that moves only when it is told to.
    struct Clock {
        shows: Mutex<(DateTime<Utc>, u32)>,
        looked: Condvar,
    }

    impl Clock {
        fn look(&self) -> DateTime<Utc> {
            let mut shows = self.shows.lock().unwrap();
            shows.1 += 1;
            self.looked.notify_all();
            shows.0
        }

        /// Returns when it has been looked at.
        fn set(&self, now: DateTime<Utc>) {
            let mut shows = self.shows.lock().unwrap();
            *shows = (now, 0);
            let looked = self.looked.wait_timeout_while(shows, PATIENCE, |shows| shows.1 == 0);
            assert!(!looked.unwrap().1.timed_out(), "nobody looks at the clock");
        }
    }

    struct Rung {
        alarm: Alarm,
        clock: Arc<Clock>,
        signs: Receiver<Sign>,
    }

    impl Rung {
        fn new() -> Self {
            let face = Mutex::new((hour(0), 0));
            let clock = Arc::new(Clock { shows: face, looked: Condvar::new() });
            let (sender, signs) = channel();
            let shown = Arc::clone(&clock);
            let now = move || shown.look();
            let send = move |sign| sender.send(sign).unwrap_or_default();
            let alarm = Alarm::new(Duration::from_millis(1), now, send).unwrap();
            Self { alarm, clock, signs }
        }

        fn next(&self) -> Sign {
            self.signs.recv_timeout(PATIENCE).expect("a sign comes")
        }
    }

    fn hour(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::hours(hours)
    }

    #[test]
    fn an_instant_that_has_come_is_told_once() {
        let rung = Rung::new();
        for at in [hour(0), hour(-1), DateTime::<Utc>::MIN_UTC] {
            rung.alarm.set(Some(at));
            assert_eq!(rung.next(), Sign::Due, "{at}");
        }
        drop(rung.alarm);
        assert!(rung.signs.recv_timeout(PATIENCE).is_err(), "and then no more");
    }

    #[test]
    fn a_clock_that_jumps_is_told_and_then_what_it_made_due() {
        let rung = Rung::new();
        rung.alarm.set(Some(hour(3)));
        rung.clock.set(hour(0));
        for (now, what) in [(hour(1), "on"), (hour(-1), "back"), (hour(2), "on, short of it")] {
            rung.clock.set(now);
            assert_eq!(rung.next(), Sign::Clock, "{what}");
        }
        rung.clock.set(hour(4));
        assert_eq!([rung.next(), rung.next()], [Sign::Clock, Sign::Due]);
    }

    #[test]
    fn an_instant_that_was_replaced_or_taken_back_is_not_told() {
        let rung = Rung::new();
        rung.alarm.set(Some(hour(1)));
        rung.alarm.set(None);
        rung.alarm.set(Some(hour(2)));
        rung.alarm.set(Some(hour(4)));
        rung.clock.set(hour(0));
        rung.clock.set(hour(3));
        rung.clock.set(hour(5));
        assert_eq!([rung.next(), rung.next(), rung.next()], [Sign::Clock, Sign::Clock, Sign::Due]);
    }

    #[test]
    fn a_thread_that_is_woken_early_or_late_is_no_clock_that_was_set() {
        let cases = [
            (0, 0, false, "not waited at all"),
            (60, 60, false, "as expected"),
            (64, 64, false, "a busy machine"),
            (60, 64, false, "a clock that is slewed"),
            (5, 5, false, "woken before its time"),
            (60, 66, true, "a short sleep, or a clock that was set"),
            (60, 3_660, true, "a sleep"),
            (3_660, 3_660, true, "a sleep, by a clock that counts it"),
            (60, 50, true, "set back"),
        ];
        for (awake, passed, strays, why) in cases {
            let before = Look { wall: hour(0), at: Instant::now(), wait: GLANCE };
            let wall = hour(0) + TimeDelta::seconds(passed);
            let after = Look { wall, at: before.at + Duration::from_secs(awake), wait: GLANCE };
            assert_eq!(after.strays_from(before), strays, "{why}");
        }
    }
}
