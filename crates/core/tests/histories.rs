//! Random histories of one intention: whatever happens in whatever order, the machine allows only
//! what the protocol has, and what it has allowed reads back to the same.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::intention::{ByHand, Delay, Event, Question, State};
use latchet_tracker::{NotSent, Outcome, Refusal, SessionId, Unknown, Why};

/// What happened, and how long after what was before, in seconds; a clock can be set back.
type History = Vec<(i64, Event)>;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
}

/// The same numbers for the same history: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.roll() >> 33).unwrap() % end
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(i64::try_from(all.len()).unwrap())).unwrap()].clone()
    }

    /// The distances that count and those beside them; a night; a clock that is set back.
    fn pause(&mut self) -> i64 {
        match self.below(12) {
            0..6 => self.below(4),
            6..11 => self.one_of(&[29, 30, 31, 59, 60, 61]),
            _ => self.below(100_000) - 1_000,
        }
    }

    fn session(&mut self) -> SessionId {
        SessionId(self.one_of(&[11, 12, 13]))
    }

    fn outcome(&mut self) -> Outcome {
        let refused = |why| {
            Outcome::Refused(Refusal { why, field: None, message: None, in_service_shape: true })
        };
        match self.below(12) {
            0..2 => Outcome::Started { id: Some(self.session()) },
            2 => Outcome::Started { id: None },
            3 => refused(self.one_of(&[Why::Overlap, Why::TokenInvalid, Why::Status(418)])),
            4..6 => Outcome::NotSent(self.one_of(&[NotSent::NoConnection, NotSent::NotBuilt])),
            _ => Outcome::Unknown(self.one_of(&[
                Unknown::TimedOut,
                Unknown::Status(502),
                Unknown::Busy { status: 503, retry_after_seconds: Some(70) },
            ])),
        }
    }

    /// Any event; more often one that leads on, so that histories get far.
    fn event(&mut self) -> Event {
        match self.below(66) {
            0..16 => Event::NotFound,
            16..30 => Event::CheckBegan,
            30..36 => Event::SendingBegan,
            36..43 => Event::Answered(self.outcome()),
            43..46 => Event::Deferred(self.one_of(&[
                Delay::NotSent(NotSent::NameNotFound),
                Delay::NoAnswer { retry_after_seconds: Some(9) },
                Delay::TokenRefused,
                Delay::OtherAccount,
            ])),
            46..49 => Event::Queued,
            49..51 => Event::FoundInterrupted,
            51..53 => Event::Held(self.one_of(&Question::ALL)),
            53 => Event::GraceBegan { until: at(self.below(20)) },
            54 => Event::StartFieldsWanted,
            55 => Event::StartTold,
            56 => Event::Found(self.session()),
            57 => Event::CheckFailed,
            58 => Event::CheckPutOff { retry_after_seconds: 100 },
            59 => Event::CheckNotAllowed,
            60 => Event::Doubtful,
            61 => Event::Identified(self.session()),
            62 => Event::Cancelled,
            63 => Event::Lapsed,
            64 => Event::SettledByHand(match self.below(2) {
                0 => ByHand::NotStarted,
                _ => ByHand::Started(self.session()),
            }),
            _ => Event::Salvaged,
        }
    }

    fn history(&mut self) -> History {
        (0..=self.below(60)).map(|_| (self.pause(), self.event())).collect()
    }
}

/// What has to be known of a history to say whether absence is proven, without the machine.
#[derive(Default)]
struct Absence {
    /// When the attempt began.
    sending_since: Option<DateTime<Utc>>,
    /// When it was over; never before it began, by a clock that was set back.
    attempted_at: Option<DateTime<Utc>>,
    /// When the read began that is under way.
    began: Option<DateTime<Utc>>,
    first: Option<DateTime<Utc>>,
    is_proven: bool,
}

impl Absence {
    /// Takes note of an event that was legal.
    fn note(&mut self, before: &State, event: &Event, at: DateTime<Utc>) {
        let is_in_doubt = matches!(before, State::Unknown(_) | State::Checking { .. });
        self.is_proven = false;
        match event {
            Event::SendingBegan | Event::StartTold => {
                *self = Self { sending_since: Some(at), ..Self::default() };
            }
            Event::Answered(Outcome::Unknown(_)) => {
                self.attempted_at = Some(at).max(self.sending_since);
            }
            Event::FoundInterrupted if matches!(before, State::Sending { .. }) => {
                self.attempted_at = Some(at).max(self.sending_since);
            }
            Event::CheckBegan => self.began = Some(at),
            Event::Doubtful => self.first = None,
            Event::Salvaged => {
                // What happened last to it is missing: one attempt may be over only now.
                if !is_in_doubt {
                    self.attempted_at = Some(at);
                }
                self.first = None;
            }
            Event::NotFound => {
                let (began, attempted_at) = (self.began.unwrap(), self.attempted_at.unwrap());
                match self.first {
                    // The clock was set back meanwhile.
                    _ if at < began => self.first = None,
                    Some(first) => self.is_proven = began - first >= TimeDelta::seconds(60),
                    None if began - attempted_at >= TimeDelta::seconds(30) => self.first = Some(at),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// How a state may be left, once it is settled.
fn may_leave(settled: &State, event: &Event) -> bool {
    match settled {
        // Not a byte of it was sent: it may be tried again, or wait after all; and an attempt
        // may be missing.
        State::NotSent(_) => {
            matches!(event, Event::SendingBegan | Event::Queued | Event::Salvaged)
        }
        State::Started(None) => matches!(event, Event::Identified(_)),
        _ => false,
    }
}

/// Goes through a history and leaves out what is illegal. The states that it came through come back.
fn go_through(history: &History) -> Vec<State> {
    let (mut now, mut attempts, mut absence) = (at(0), 0, Absence::default());
    let mut states = vec![State::Intended];
    let mut journal = Vec::new();
    for (pause, event) in history {
        now += TimeDelta::seconds(*pause);
        let before = states.last().unwrap().clone();
        let after = match before.clone().after(event.clone(), now, attempts) {
            Ok(after) => after,
            Err(illegal) => {
                assert_eq!(*illegal.state, before, "what is refused changes nothing");
                continue;
            }
        };
        assert!(
            !before.is_settled() || may_leave(&before, event),
            "{before:?} is settled, and {event:?} followed"
        );
        if event.begins_attempt() {
            attempts += 1;
            let is_in_doubt = matches!(before, State::Unknown(_) | State::Checking { .. });
            assert!(!is_in_doubt, "{before:?} was repeated blindly");
        }
        absence.note(&before, event, now);
        assert_eq!(after == State::NotThere, absence.is_proven, "{before:?}, {event:?} at {now}");
        journal.push((now, serde_json::to_string(event).unwrap()));
        states.push(after);
    }
    let (mut state, mut begun) = (State::Intended, 0);
    for (at, line) in journal {
        let event: Event = serde_json::from_str(&line).unwrap();
        let begins = event.begins_attempt();
        state = state.after(event, at, begun).unwrap();
        begun += u32::from(begins);
    }
    assert_eq!(Some(&state), states.last(), "the journal reads back to the same");
    states
}

fn go_through_many(histories: u64) {
    let mut seen = BTreeSet::new();
    for seed in 0..histories {
        let history = Dice(seed).history();
        let states = std::panic::catch_unwind(|| go_through(&history));
        let Ok(states) = states else { panic!("history {seed}: {history:#?}") };
        seen.extend(states.iter().map(State::name));
    }
    let all = [
        "cancelled",
        "checking",
        "grace",
        "held",
        "intended",
        "not_sent",
        "not_started",
        "not_there",
        "refused",
        "sending",
        "started",
        "unknown",
        "waiting",
    ];
    assert!(seen.into_iter().eq(all), "some state was never come to");
}

#[test]
fn twenty_thousand_random_histories_keep_to_the_protocol() {
    go_through_many(20_000);
}

/// `cargo test -p latchet-core --test histories -- --ignored`
#[test]
#[ignore = "minutes"]
fn nightly_a_million_random_histories() {
    go_through_many(1_000_000);
}
