//! Any rows in the journal: an illegal story is an error, and a legal one never sends twice.
//!
//! The input is text: the plan as JSON, then one line for each event, its time in milliseconds
//! before it.

#![no_main]

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::draft::Plan;
use latchet_core::intention::{Event, GRACE_SLACK_SECONDS, IntentionId, State};
use latchet_core::journal::Intention;
use latchet_core::schedule::{self, Given};
use latchet_tracker::Outcome;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let Some(Ok(plan)) = lines.next().map(serde_json::from_str::<Plan>) else { return };
    let _ = plan.request(None);
    for at in [plan.start, plan.scheduled_end].into_iter().flatten() {
        let _ = plan.zone.rfc3339(at);
    }
    let mut story = Story::default();
    for line in lines {
        let Some((at, event)) = row(line) else { return };
        if !story.goes_on(&event, at) {
            return;
        }
        plan_ahead(&story, &plan, at);
    }
});

fn row(line: &str) -> Option<(DateTime<Utc>, Event)> {
    let (at, event) = line.split_once(' ')?;
    Some((DateTime::from_timestamp_millis(at.parse().ok()?)?, serde_json::from_str(event).ok()?))
}

/// What the protocol promises, told a second time and shorter.
struct Story {
    state: State,
    attempts: u32,
    /// The beginning of an attempt that is not proven to have come to nothing.
    may_stand: Option<DateTime<Utc>>,
}

impl Default for Story {
    fn default() -> Self {
        Self { state: State::Intended, attempts: 0, may_stand: None }
    }
}

impl Story {
    /// `false` when the protocol does not have this move.
    fn goes_on(&mut self, event: &Event, at: DateTime<Utc>) -> bool {
        let before = self.state.clone();
        let Ok(state) = before.clone().after(event.clone(), at, self.attempts) else {
            return false;
        };
        if before.is_settled() {
            let open_again = matches!(
                (&before, event),
                (State::NotSent(_), Event::SendingBegan | Event::Queued)
                    | (State::Started(None), Event::Identified(_))
            );
            assert!(open_again, "{before:?} is settled, but {event:?} followed");
        }
        if let (State::Grace { until }, Event::SendingBegan) = (&before, event) {
            let slack = TimeDelta::seconds(GRACE_SLACK_SECONDS);
            assert!(at - until <= slack, "sent long after the time to undo");
        }
        self.attempts += u32::from(event.begins_attempt());
        match event {
            Event::SendingBegan => {
                assert_eq!(self.may_stand, None, "sent again while it may stand: {before:?}");
                self.may_stand = Some(at);
            }
            // Only while the answer that asked for it is there: it recorded nothing.
            Event::StartTold => {
                assert!(matches!(before, State::Sending { .. }), "told out of nothing: {before:?}");
                self.may_stand = Some(at);
            }
            Event::Cancelled | Event::Lapsed => {
                assert_eq!(self.may_stand, None, "taken back: {before:?}");
            }
            Event::Answered(Outcome::NotSent(_) | Outcome::Refused(_))
            | Event::StartFieldsWanted
            | Event::Deferred(_)
            | Event::Held(_) => self.may_stand = None,
            // What happened last may be missing: an attempt, say.
            Event::Salvaged => {
                self.may_stand.get_or_insert(at);
            }
            _ => {}
        }
        if state == State::NotThere {
            let began = self.may_stand.take().expect("only what was sent can be looked for");
            assert!(at - began >= TimeDelta::seconds(90), "absence takes 30 s and then 60 s more");
        }
        assert_eq!(state.blocks_new_starts(), !state.is_settled(), "{state:?}");
        assert!(state.session_id().is_none() || state.is_settled(), "{state:?}");
        assert!(self.may_stand.is_none() || !sendable(&state, at, self.attempts), "{state:?}");

        let written = serde_json::to_string(event).expect("an event can be recorded");
        let read: Event = serde_json::from_str(&written).expect("a record can be read");
        assert_eq!(read, *event, "what is recorded is what happened");
        self.state = state;
        true
    }
}

fn sendable(state: &State, at: DateTime<Utc>, attempts: u32) -> bool {
    state.clone().after(Event::SendingBegan, at, attempts).is_ok()
}

/// What whoever keeps watch makes of it: a settled start needs nothing more.
fn plan_ahead(story: &Story, plan: &Plan, at: DateTime<Utc>) {
    let intention = Intention {
        id: IntentionId(1),
        created_at: at,
        account: String::new(),
        plan: plan.clone(),
        id_bound: None,
        state: story.state.clone(),
        changed_at: at,
        attempts: story.attempts,
        was_doubtful: false,
    };
    for network_changed in [false, true] {
        let patience = TimeDelta::hours(12);
        let given = Given { patience, token_saved_at: Some(at), network_changed };
        let task = schedule::next(&intention, given, at);
        assert!(task.is_none() || !story.state.is_settled(), "{task:?} after {:?}", story.state);
    }
}
