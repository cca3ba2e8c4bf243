//! Attending to intentions that are not settled: what is due, and when to look again.
//!
//! The tray does this as long as it runs, and `latchet tray --until-settled` until nothing is left
//! that the program can do by itself.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::courier::{CourierLock, owns, recover_holding};
use crate::intention::{Delay, Event, IntentionId, Look, Question, State};
use crate::journal::{Journal, JournalError};
use crate::schedule::{self, Given, Task};

/// What is to be done for one account, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// Due by now, oldest first: to be advanced.
    pub due: Vec<IntentionId>,
    /// When the next becomes due.
    pub next: Option<DateTime<Utc>>,
    /// Would a change of the network make something due?
    pub waits_for_network: bool,
}

/// Looks through the journal for what this account's intentions want.
///
/// # Errors
/// What reading can meet.
pub fn outlook(
    journal: &Journal,
    account: &str,
    given: Given,
    now: DateTime<Utc>,
) -> Result<Outlook, JournalError> {
    let mut outlook = Outlook::default();
    for intention in journal.open_intentions()? {
        if !owns(journal, account, &intention)? {
            continue;
        }
        outlook.waits_for_network |= match &intention.state {
            State::Waiting(waiting) => matches!(waiting.why, Some(Delay::NotSent(_))),
            State::Unknown(doubt) => matches!(doubt.look, Some((_, Look::Failed { .. }))),
            _ => false,
        };
        match schedule::next(&intention, given, now) {
            Some((at, _)) if at <= now => outlook.due.push(intention.id),
            Some((at, _)) => outlook.next = Some(outlook.next.map_or(at, |next| next.min(at))),
            None => {}
        }
    }
    Ok(outlook)
}

/// Does what needs neither token nor service, for every account: an attempt whose program is gone
/// becomes unknown, a time to undo that nobody saw end takes its start back, and what has waited
/// for too long asks. Nothing, while another program is at work. What was changed comes back.
///
/// # Errors
/// When it can't be recorded.
pub fn tidy(
    folder: &Path,
    journal: &mut Journal,
    patience: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Vec<(IntentionId, State)>, JournalError> {
    // Most of the time there is nothing, and then not even the lock is touched.
    let given = Given { patience, token_saved_at: None, network_changed: false };
    let is_due = |intention: &_| {
        let due = schedule::next(intention, given, now).filter(|(at, _)| *at <= now);
        due.map(|(_, task)| task)
    };
    let untidy = |intention: &_| {
        matches!(is_due(intention), Some(Task::Lapse | Task::Hold(_)))
            || matches!(intention.state, State::Sending { .. } | State::Checking { .. })
    };
    if !journal.open_intentions()?.iter().any(untidy) {
        return Ok(Vec::new());
    }
    let Ok(lock) = CourierLock::acquire(folder, Duration::ZERO) else { return Ok(Vec::new()) };
    let mut changed = recover_holding(&lock, journal, now)?;
    for intention in journal.open_intentions()? {
        let event = match is_due(&intention) {
            Some(Task::Lapse) => Event::Lapsed,
            Some(Task::Hold(question)) => Event::Held(question),
            Some(Task::Recover | Task::Deliver | Task::Check) | None => continue,
        };
        if matches!(event, Event::Held(Question::TooLong))
            && matches!(intention.state, State::NotThere | State::Intended)
        {
            journal.append(intention.id, &Event::Queued, now)?;
        }
        changed.push((intention.id, journal.append(intention.id, &event, now)?));
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use latchet_tracker::{NotSent, Origin};

    use super::*;
    use crate::draft::Plan;
    use crate::time::Zone;

    const PATIENCE: TimeDelta = TimeDelta::hours(12);

    struct World {
        folder: tempfile::TempDir,
        journal: Journal,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let origin = Origin::parse("http://127.0.0.1:1").unwrap();
            let journal = Journal::open(folder.path(), &origin).unwrap();
            Self { folder, journal }
        }

        fn record(&mut self, account: &str, events: &[(i64, Event)]) -> IntentionId {
            let plan = Plan {
                start: None,
                scheduled_end: None,
                locked_by: None,
                public: false,
                zone: Zone::UTC,
            };
            let (first, later) = events.split_first().unwrap();
            let id = self.journal.record(&plan, account, None, &first.1, at(first.0)).unwrap();
            for (seconds, event) in later {
                self.journal.append(id, event, at(*seconds)).unwrap();
            }
            id
        }

        fn tidy(&mut self, seconds: i64) -> Vec<(IntentionId, &'static str)> {
            let changed =
                tidy(self.folder.path(), &mut self.journal, PATIENCE, at(seconds)).unwrap();
            changed.into_iter().map(|(id, state)| (id, state.name())).collect()
        }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn away() -> Event {
        Event::Deferred(Delay::NotSent(NotSent::NoConnection))
    }

    #[test]
    fn what_is_due_and_what_comes_next_is_this_accounts_alone() {
        let mut world = World::new();
        let kim = world.record("kim", &[(0, Event::SendingBegan), (0, away())]);
        world.record("robin", &[(0, Event::SendingBegan), (0, away())]);
        let given = Given { patience: PATIENCE, token_saved_at: None, network_changed: false };
        let soon = outlook(&world.journal, "kim", given, at(0)).unwrap();
        assert_eq!(soon.due, []);
        assert!(soon.waits_for_network && soon.next.is_some_and(|next| next <= at(2)), "{soon:?}");
        let due = outlook(&world.journal, "kim", given, at(2)).unwrap();
        assert_eq!((due.due, due.next), (vec![kim], None));
        let changed = Given { network_changed: true, ..given };
        assert_eq!(outlook(&world.journal, "kim", changed, at(0)).unwrap().due, [kim]);
        assert_eq!(outlook(&world.journal, "alex", given, at(99)).unwrap(), Outlook::default());
    }

    #[test]
    fn what_nobody_is_at_any_more_is_tidied_and_told() {
        let mut world = World::new();
        let grace = world.record("kim", &[(0, Event::GraceBegan { until: at(5) })]);
        let sending = world.record("robin", &[(0, Event::SendingBegan)]);
        assert_eq!(world.tidy(5), [(sending, "unknown")], "nobody holds the lock");
        assert_eq!(world.tidy(15), [], "whoever began it may yet send it");
        assert_eq!(world.tidy(16), [(grace, "cancelled")]);
        assert_eq!(world.tidy(17), []);
    }

    #[test]
    fn nothing_is_tidied_while_another_program_is_at_work() {
        let mut world = World::new();
        let sending = world.record("kim", &[(0, Event::SendingBegan)]);
        let lock = CourierLock::acquire(world.folder.path(), Duration::ZERO).unwrap();
        assert_eq!(world.tidy(99), []);
        drop(lock);
        assert_eq!(world.tidy(99), [(sending, "unknown")]);
    }

    #[test]
    fn what_has_waited_too_long_asks_even_without_a_token() {
        let mut world = World::new();
        let id = world.record("kim", &[(0, Event::SendingBegan), (0, away())]);
        let end = PATIENCE.num_seconds();
        assert_eq!(world.tidy(end - 1), []);
        assert_eq!(world.tidy(end), [(id, "held")]);
    }
}
