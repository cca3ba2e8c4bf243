//! The protocol that makes one intention one session: a pure state machine.
//!
//! No I/O, no clock: an event and its time come in, the next state or an illegal move comes out.
//! The journal stores the events and folds them through [`State::after`], so what is on disk and
//! what is allowed can't drift apart.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{NotSent, Outcome, Refusal, SessionId, Unknown};
use serde::{Deserialize, Serialize};

/// The number of an intention in its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntentionId(pub i64);

impl std::fmt::Display for IntentionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Where an intention stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum State {
    /// Recorded; nothing sent.
    Intended,
    /// Recorded; sent when the time to undo is over.
    Grace {
        /// The end of that time.
        until: DateTime<Utc>,
    },
    /// An attempt is under way. Found by anyone who holds the courier lock, it is stale.
    Sending {
        /// When the attempt began.
        since: DateTime<Utc>,
        /// Which attempt this is, from 1.
        attempt: u32,
    },
    /// Not a byte was sent, and it does not wait. Settled, unless the one who tried tries again.
    NotSent(NotSent),
    /// It is sent as soon as that is possible.
    Waiting(Waiting),
    /// It certainly does not stand, and is not sent before the user has answered.
    Held(Question),
    /// It may or may not stand.
    Unknown(Doubt),
    /// The service is being read to find out.
    Checking {
        /// What is known so far.
        doubt: Doubt,
        /// When the read began.
        since: DateTime<Utc>,
    },
    /// Proven: it did not arrive. It may be sent again, with its original minute.
    NotThere,
    /// The session stands. Settled.
    Started(Option<SessionId>),
    /// The service said no. Settled.
    Refused(Refusal),
    /// It was taken back before it was sent. Settled.
    Cancelled(Cancelled),
    /// The user looked on the website and said so. Settled.
    SettledByHand(ByHand),
}

/// A start that waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Waiting {
    /// What kept it from being sent; `None` before it was tried.
    pub why: Option<Delay>,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried last, or began to wait.
    pub since: DateTime<Utc>,
}

/// What keeps a start from being sent for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// The service was not reached.
    NotSent(NotSent),
    /// It was reached and did not tell what has to be known first.
    NoAnswer {
        /// It asked for so much time, in seconds.
        retry_after_seconds: Option<u64>,
    },
    /// It does not accept the token: another has to be saved.
    TokenRefused,
    /// The token turned out to be another account's.
    OtherAccount,
}

/// What the user has to answer before a start is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Its scheduled end is more than a year away.
    FarEnd,
    /// It has waited for long.
    TooLong,
    /// A session began since it was wanted.
    Overtaken,
    /// The token may not read, so nobody can tell whether one did.
    CannotTell,
    /// It tells a time, and the tracker's zone is not proven.
    Zone,
    /// Its scheduled end has passed meanwhile: it can't be sent any more.
    EndPassed,
}

impl Question {
    /// All of them, in the order in which they come up: whoever answers one with yes has answered
    /// those before it.
    pub const ALL: [Self; 6] = [
        Self::FarEnd,
        Self::TooLong,
        Self::Overtaken,
        Self::CannotTell,
        Self::Zone,
        Self::EndPassed,
    ];

    /// The name that faces know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::FarEnd => "far_end",
            Self::TooLong => "too_long",
            Self::Overtaken => "overtaken",
            Self::CannotTell => "cannot_tell",
            Self::Zone => "zone",
            Self::EndPassed => "end_passed",
        }
    }
}

/// What is known of a start that may or may not stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Doubt {
    /// Why it is not known. `None`: the program ended while it was sending.
    pub why: Option<Unknown>,
    /// When the doubtful attempt was over, at the latest: a computer that slept may have sent long
    /// after it had said so.
    pub attempted_at: DateTime<Utc>,
    /// The first of the two complete reads that must not find it.
    pub first_absent: Option<DateTime<Utc>>,
    /// How the last read ended, and when.
    pub look: Option<(DateTime<Utc>, Look)>,
    /// How many reads in a row failed.
    pub failures: u32,
}

/// How a read about a doubtful start ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// It was complete, and did not find it.
    Absent,
    /// It failed.
    Failed {
        /// The service asked for so much time, in seconds.
        retry_after_seconds: Option<u64>,
    },
    /// This token may not read, or is not accepted any more.
    NotAllowed,
    /// It found sessions that it might be: only the user can tell.
    Doubtful,
}

/// Who took a start back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cancelled {
    /// The user.
    ByUser,
    /// Nobody was there to send it when the time to undo ended.
    Lapsed,
}

/// What the user found on the website.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ByHand {
    /// It stands, under this number.
    Started(#[cfg_attr(feature = "types", ts(type = "number"))] SessionId),
    /// It does not stand.
    NotStarted,
}

/// What can happen to an intention. This is what the journal stores.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The time to undo begins.
    GraceBegan {
        /// Its end.
        until: DateTime<Utc>,
    },
    /// An attempt begins: recorded before its first byte.
    SendingBegan,
    /// An attempt ended.
    Answered(Outcome),
    /// It could not be sent now and waits.
    Deferred(Delay),
    /// The service refused to guess the start's moment. Nothing was recorded. Followed by
    /// [`Event::SendingBegan`], as version 0.1 wrote it.
    StartFieldsWanted,
    /// The service refused to guess the start's moment and recorded nothing: the same start goes
    /// out at once with it.
    StartTold,
    /// Someone found an attempt whose program is gone.
    FoundInterrupted,
    /// It will be sent later.
    Queued,
    /// The user is asked first.
    Held(Question),
    /// The service is about to be read.
    CheckBegan,
    /// A read found the one session that fits.
    Found(SessionId),
    /// A complete read did not find it.
    NotFound,
    /// The read failed.
    CheckFailed,
    /// The read failed, and the service asked for time.
    CheckPutOff {
        /// So much, in seconds.
        retry_after_seconds: u64,
    },
    /// The token was not allowed to read.
    CheckNotAllowed,
    /// A complete read found sessions that it might be.
    Doubtful,
    /// The session's number became known later.
    Identified(SessionId),
    /// The user took it back.
    Cancelled,
    /// The time to undo ended with nobody there to send it.
    Lapsed,
    /// The user looked on the website.
    SettledByHand(ByHand),
    /// It was read out of a damaged journal, and what happened last to it may be missing.
    Salvaged,
}

impl Event {
    /// Does an attempt begin with it?
    pub fn begins_attempt(&self) -> bool {
        matches!(self, Self::SendingBegan | Self::StartTold)
    }

    /// The session's number, where the service told it.
    pub fn told_number(&self) -> Option<SessionId> {
        match self {
            Self::Found(id)
            | Self::Identified(id)
            | Self::Answered(Outcome::Started { id: Some(id) }) => Some(*id),
            _ => None,
        }
    }
}

/// A move that the protocol does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} can't follow {state:?}")]
pub struct IllegalMove {
    /// Where it stood.
    pub state: Box<State>,
    /// What was to happen.
    pub event: Event,
}

/// The first read that may prove absence, after the attempt: a late request may still land. In
/// seconds.
pub const FIRST_ABSENCE_AFTER_SECONDS: i64 = 30;

/// Between the two reads that prove absence, in seconds.
pub const SECOND_ABSENCE_AFTER_SECONDS: i64 = 60;

/// How late the end of the time to undo may be noticed: later, the computer slept or the program
/// was gone, and the user has turned to other things. In seconds.
pub const GRACE_SLACK_SECONDS: i64 = 10;

/// How early it may be, by a clock that was set meanwhile, in seconds.
const GRACE_EARLY_SECONDS: i64 = 1;

impl State {
    /// The state after an event, at its time. `attempts` is how many were begun before.
    ///
    /// # Errors
    /// [`IllegalMove`] for what the protocol does not allow; never ignored.
    pub fn after(
        self,
        event: Event,
        at: DateTime<Utc>,
        attempts: u32,
    ) -> Result<Self, IllegalMove> {
        match (self, event) {
            (Self::Intended, Event::GraceBegan { until }) => Ok(Self::Grace { until }),
            (state, Event::SendingBegan) if state.may_be_sent(at) => {
                Ok(Self::Sending { since: at, attempt: attempts + 1 })
            }
            (Self::Sending { .. }, Event::StartTold) => {
                Ok(Self::Sending { since: at, attempt: attempts + 1 })
            }
            (Self::Sending { since, .. }, Event::Answered(outcome)) => Ok(match outcome {
                Outcome::Started { id } => Self::Started(id),
                Outcome::Refused(refusal) => Self::Refused(refusal),
                Outcome::NotSent(why) => Self::NotSent(why),
                // By a clock that was set back it would have ended before it began.
                Outcome::Unknown(why) => Self::Unknown(Doubt::new(Some(why), at.max(since))),
            }),
            (Self::Sending { attempt, .. }, Event::Deferred(why)) => {
                Ok(Self::Waiting(Waiting { why: Some(why), tries: attempt, since: at }))
            }
            (Self::Waiting(Waiting { tries, .. }), Event::Deferred(why)) => {
                let tries = tries.saturating_add(1);
                Ok(Self::Waiting(Waiting { why: Some(why), tries, since: at }))
            }
            (Self::Sending { .. }, Event::StartFieldsWanted) => Ok(Self::Intended),
            (Self::Sending { since, .. }, Event::FoundInterrupted) => {
                Ok(Self::Unknown(Doubt::new(None, at.max(since))))
            }
            (Self::Intended | Self::NotSent(_) | Self::NotThere, Event::Queued) => {
                Ok(Self::Waiting(Waiting { why: None, tries: 0, since: at }))
            }
            (
                // A 400 that wants the start's moment recorded nothing.
                Self::Sending { .. } | Self::Waiting(_) | Self::Held(_),
                Event::Held(question),
            ) => Ok(Self::Held(question)),
            (Self::Unknown(doubt), Event::CheckBegan) => Ok(Self::Checking { doubt, since: at }),
            // Also one that came late, after it was proven not to be there.
            (Self::Checking { .. } | Self::Waiting(_) | Self::Held(_), Event::Found(id))
            | (Self::Started(None), Event::Identified(id)) => Ok(Self::Started(Some(id))),
            (Self::Checking { doubt, since }, Event::NotFound) => {
                Ok(doubt.after_absence(since, at))
            }
            (Self::Checking { doubt, .. }, Event::CheckFailed | Event::FoundInterrupted) => {
                Ok(Self::Unknown(doubt.after_failure(None, at)))
            }
            (Self::Checking { doubt, .. }, Event::CheckPutOff { retry_after_seconds }) => {
                Ok(Self::Unknown(doubt.after_failure(Some(retry_after_seconds), at)))
            }
            (Self::Checking { doubt, .. }, Event::CheckNotAllowed) => {
                Ok(Self::Unknown(Doubt { look: Some((at, Look::NotAllowed)), ..doubt }))
            }
            (state, Event::Cancelled) if state.surely_does_not_stand() && !state.is_settled() => {
                Ok(Self::Cancelled(Cancelled::ByUser))
            }
            (Self::Grace { .. }, Event::Lapsed) => Ok(Self::Cancelled(Cancelled::Lapsed)),
            (Self::Unknown(_) | Self::Checking { .. }, Event::SettledByHand(found)) => {
                Ok(Self::SettledByHand(found))
            }
            (Self::Checking { doubt, .. }, Event::Doubtful | Event::Salvaged)
            | (Self::Unknown(doubt), Event::Salvaged) => Ok(Self::Unknown(doubt.doubtful(at))),
            (state, Event::Salvaged)
                if matches!(state, Self::Sending { .. }) || state.surely_does_not_stand() =>
            {
                Ok(Self::Unknown(Doubt::new(None, at).doubtful(at)))
            }
            (state, event) => Err(IllegalMove { state: Box::new(state), event }),
        }
    }

    /// May an attempt begin? Out of the time to undo only at its end.
    fn may_be_sent(&self, at: DateTime<Utc>) -> bool {
        match self {
            Self::Grace { until } => {
                let late = at - until;
                late >= TimeDelta::seconds(-GRACE_EARLY_SECONDS)
                    && late <= TimeDelta::seconds(GRACE_SLACK_SECONDS)
            }
            state => state.surely_does_not_stand(),
        }
    }

    /// Is it certain that no session came of it, and still open that one may? Only then can it be
    /// sent, or taken back.
    fn surely_does_not_stand(&self) -> bool {
        match self {
            Self::Intended
            | Self::Grace { .. }
            | Self::NotSent(_)
            | Self::Waiting(_)
            | Self::Held(_)
            | Self::NotThere => true,
            Self::Sending { .. }
            | Self::Unknown(_)
            | Self::Checking { .. }
            | Self::Started(_)
            | Self::Refused(_)
            | Self::Cancelled(_)
            | Self::SettledByHand(_) => false,
        }
    }

    /// Is everything known about it, for good? What was not sent and does not wait is.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::NotSent(_)
            | Self::Started(_)
            | Self::Refused(_)
            | Self::Cancelled(_)
            | Self::SettledByHand(_) => true,
            Self::Intended
            | Self::Grace { .. }
            | Self::Sending { .. }
            | Self::Waiting(_)
            | Self::Held(_)
            | Self::Unknown(_)
            | Self::Checking { .. }
            | Self::NotThere => false,
        }
    }

    /// Does it stand in the way of a new start of the same account?
    pub fn blocks_new_starts(&self) -> bool {
        !self.is_settled()
    }

    /// The name that faces and scripts know it by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Intended => "intended",
            Self::Grace { .. } => "grace",
            Self::Sending { .. } => "sending",
            Self::NotSent(_) => "not_sent",
            Self::Waiting(_) => "waiting",
            Self::Held(_) => "held",
            Self::Unknown(_) => "unknown",
            Self::Checking { .. } => "checking",
            Self::NotThere => "not_there",
            Self::Started(_) | Self::SettledByHand(ByHand::Started(_)) => "started",
            Self::Refused(_) => "refused",
            Self::Cancelled(_) => "cancelled",
            Self::SettledByHand(ByHand::NotStarted) => "not_started",
        }
    }

    /// What a start came to, in the few words that faces and scripts tell apart.
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::Started(_) | Self::SettledByHand(ByHand::Started(_)) => "started",
            Self::Refused(_) => "refused",
            Self::Intended | Self::Grace { .. } | Self::Waiting(_) | Self::Held(_) => "waiting",
            Self::NotSent(_) | Self::Cancelled(_) | Self::SettledByHand(ByHand::NotStarted) => {
                "not_sent"
            }
            Self::Sending { .. } | Self::Unknown(_) | Self::Checking { .. } | Self::NotThere => {
                "unknown"
            }
        }
    }

    /// The session's number, where there is one.
    pub fn session_id(&self) -> Option<SessionId> {
        match self {
            Self::Started(id) => *id,
            Self::SettledByHand(ByHand::Started(id)) => Some(*id),
            _ => None,
        }
    }
}

impl Doubt {
    /// Of an attempt that began then; nobody has looked yet.
    pub fn new(why: Option<Unknown>, attempted_at: DateTime<Utc>) -> Self {
        Self { why, attempted_at, first_absent: None, look: None, failures: 0 }
    }

    /// Only the user can tell?
    pub fn is_for_the_user(&self) -> bool {
        matches!(self.look, Some((_, Look::Doubtful)))
    }

    /// Absence needs two complete reads: the first begins late enough, the second well after the
    /// first has ended.
    fn after_absence(self, began: DateTime<Utc>, ended: DateTime<Utc>) -> State {
        let look = Some((ended, Look::Absent));
        if ended < began {
            // The clock was set back meanwhile: what it said before proves nothing.
            return State::Unknown(Self { first_absent: None, look, failures: 0, ..self });
        }
        match self.first_absent {
            Some(first) if (began - first).num_seconds() >= SECOND_ABSENCE_AFTER_SECONDS => {
                State::NotThere
            }
            Some(_) => State::Unknown(Self { look, failures: 0, ..self }),
            None => {
                let late = (began - self.attempted_at).num_seconds() >= FIRST_ABSENCE_AFTER_SECONDS;
                State::Unknown(Self {
                    first_absent: late.then_some(ended),
                    look,
                    failures: 0,
                    ..self
                })
            }
        }
    }

    fn after_failure(self, retry_after_seconds: Option<u64>, at: DateTime<Utc>) -> Self {
        let look = Some((at, Look::Failed { retry_after_seconds }));
        Self { look, failures: self.failures.saturating_add(1), ..self }
    }

    /// What might be it starts the proof of absence anew.
    fn doubtful(self, at: DateTime<Utc>) -> Self {
        Self { first_absent: None, look: Some((at, Look::Doubtful)), failures: 0, ..self }
    }
}

#[cfg(test)]
mod tests {
    use latchet_tracker::Why;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap() + TimeDelta::seconds(seconds)
    }

    fn walk(events: &[(i64, Event)]) -> Result<State, IllegalMove> {
        let mut attempts = 0;
        events.iter().try_fold(State::Intended, |state, (seconds, event)| {
            let next = state.after(event.clone(), at(*seconds), attempts)?;
            attempts += u32::from(event.begins_attempt());
            Ok(next)
        })
    }

    #[test]
    fn a_doubtful_find_starts_the_proof_of_absence_anew() {
        let state = walk(&[
            (0, Event::SendingBegan),
            (0, lost()),
            (30, Event::CheckBegan),
            (30, Event::NotFound),
            (60, Event::CheckBegan),
            (60, Event::Doubtful),
            (90, Event::CheckBegan),
            (90, Event::NotFound),
        ]);
        assert!(
            matches!(state, Ok(State::Unknown(Doubt { first_absent: Some(first), .. })) if first == at(90))
        );
    }

    #[test]
    fn a_read_makes_void_what_it_contradicts() {
        // One read has found nothing in its time, and the next one failed.
        let before = [
            (0, Event::SendingBegan),
            (0, lost()),
            (30, Event::CheckBegan),
            (30, Event::NotFound),
            (40, Event::CheckBegan),
            (40, Event::CheckFailed),
        ];
        let attempted = Doubt::new(Some(Unknown::ConnectionLost), at(0));
        for (why, began, (ended, event), first_absent, look) in [
            ("too soon for a second one", 50, (50, Event::NotFound), Some(30), Look::Absent),
            ("the clock was set back", 300, (50, Event::NotFound), None, Look::Absent),
            ("something might be it", 300, (301, Event::Doubtful), None, Look::Doubtful),
            ("read out of a damaged journal", 300, (301, Event::Salvaged), None, Look::Doubtful),
        ] {
            let expected = Doubt {
                first_absent: first_absent.map(at),
                look: Some((at(ended), look)),
                failures: 0,
                ..attempted.clone()
            };
            let events = [&before[..], &[(began, Event::CheckBegan), (ended, event)]].concat();
            assert_eq!(walk(&events).unwrap(), State::Unknown(expected), "{why}");
        }
    }

    fn lost() -> Event {
        Event::Answered(Outcome::Unknown(Unknown::ConnectionLost))
    }

    #[test]
    fn an_answer_settles_an_attempt() {
        let refusal =
            Refusal { why: Why::Overlap, field: None, message: None, in_service_shape: true };
        let id = Some(SessionId(7));
        for (outcome, state) in [
            (Outcome::Started { id }, State::Started(id)),
            (Outcome::Refused(refusal.clone()), State::Refused(refusal)),
            (Outcome::NotSent(NotSent::NoConnection), State::NotSent(NotSent::NoConnection)),
        ] {
            let end = walk(&[(0, Event::SendingBegan), (1, Event::Answered(outcome))]).unwrap();
            assert!(end.is_settled());
            assert_eq!(end, state);
        }
    }

    #[test]
    fn a_lost_answer_is_unknown_and_blocks_new_starts() {
        let state = walk(&[(0, Event::SendingBegan), (1, lost())]).unwrap();
        assert!(state.blocks_new_starts());
        assert_eq!(state.name(), "unknown");
        let again = state.after(Event::SendingBegan, at(2), 1);
        assert!(again.is_err(), "never a blind repeat");
    }

    #[test]
    fn absence_needs_two_reads_a_minute_apart_the_first_not_too_early() {
        // However long before the end of the attempt it had begun.
        let sent = [(-600, Event::SendingBegan), (0, lost())];
        let check = |seconds| [(seconds, Event::CheckBegan), (seconds, Event::NotFound)];
        for (reads, there) in [
            (vec![29, 60], false),
            (vec![30, 89], false),
            (vec![30, 90], true),
            (vec![29, 30, 90], true),
            (vec![30, 60, 90], true),
        ] {
            let events: Vec<_> =
                sent.iter().cloned().chain(reads.iter().flat_map(|s| check(*s))).collect();
            assert_eq!(walk(&events).unwrap() == State::NotThere, there, "{reads:?}");
        }
    }

    #[test]
    fn a_read_that_took_long_counts_from_its_beginning_before_and_its_end_after() {
        let sent = [(0, Event::SendingBegan), (0, lost())];
        let read = |began, ended| [(began, Event::CheckBegan), (ended, Event::NotFound)];
        for (why, first, second, there) in [
            ("began too early", read(10, 600), read(700, 700), false),
            (
                "the second began too soon after the first had ended",
                read(30, 600),
                read(650, 700),
                false,
            ),
            ("both in their time", read(30, 600), read(660, 700), true),
        ] {
            let events: Vec<_> = sent.iter().chain(&first).chain(&second).cloned().collect();
            assert_eq!(walk(&events).unwrap() == State::NotThere, there, "{why}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_proves_no_absence() {
        let read = |began, ended| [(began, Event::CheckBegan), (ended, Event::NotFound)];
        for (why, answered, second, there) in [
            ("while it was sent", -999, read(660, 700), false),
            ("during the second read", 0, read(700, 650), false),
            ("not at all", 0, read(660, 700), true),
        ] {
            let sent = [(-10, Event::SendingBegan), (answered, lost())];
            let first = if answered < 0 { read(15, 600) } else { read(30, 600) };
            let events: Vec<_> = sent.iter().chain(&first).chain(&second).cloned().collect();
            assert_eq!(walk(&events).unwrap() == State::NotThere, there, "{why}");
        }
    }

    #[test]
    fn nothing_is_sent_after_cancel() {
        let cancelled = walk(&[(0, Event::Queued), (1, Event::Cancelled)]).unwrap();
        assert_eq!(cancelled, State::Cancelled(Cancelled::ByUser));
        assert!(cancelled.after(Event::SendingBegan, at(2), 0).is_err());
    }

    #[test]
    fn what_may_have_arrived_can_not_be_cancelled() {
        assert!(walk(&[(0, Event::SendingBegan), (1, Event::Cancelled)]).is_err());
        assert!(walk(&[(0, Event::SendingBegan), (1, lost()), (2, Event::Cancelled)]).is_err());
    }

    #[test]
    fn an_interrupted_attempt_becomes_unknown() {
        let state = walk(&[(0, Event::SendingBegan), (60, Event::FoundInterrupted)]).unwrap();
        assert_eq!(state, State::Unknown(Doubt::new(None, at(60))), "it may have sent until then");
    }

    #[test]
    fn the_time_to_undo_is_neither_cut_short_nor_sent_long_after() {
        for (seconds, sent) in
            [(0, false), (3, false), (4, true), (5, true), (15, true), (16, false)]
        {
            let end =
                walk(&[(0, Event::GraceBegan { until: at(5) }), (seconds, Event::SendingBegan)]);
            assert_eq!(end.is_ok(), sent, "{seconds} s after the click");
        }
        let lapsed = walk(&[(0, Event::GraceBegan { until: at(5) }), (99, Event::Lapsed)]).unwrap();
        assert_eq!(lapsed, State::Cancelled(Cancelled::Lapsed));
        assert!(lapsed.after(Event::SendingBegan, at(100), 0).is_err());
    }

    #[test]
    fn a_start_that_waits_counts_its_tries_from_the_first_attempt_on() {
        let away = Event::Deferred(Delay::NotSent(NotSent::NoConnection));
        let events = [(0, Event::SendingBegan), (1, away.clone()), (9, away)];
        let State::Waiting(waiting) = walk(&events).unwrap() else { panic!() };
        assert_eq!((waiting.tries, waiting.since), (2, at(9)));
        let again = State::Waiting(waiting).after(Event::SendingBegan, at(20), 1).unwrap();
        assert_eq!(again, State::Sending { since: at(20), attempt: 2 });
    }

    #[test]
    fn a_question_keeps_a_start_until_it_is_answered() {
        let held = walk(&[(0, Event::Queued), (1, Event::Held(Question::Overtaken))]).unwrap();
        assert!(held.blocks_new_starts());
        assert!(held.clone().after(Event::SendingBegan, at(2), 0).is_ok());
        assert!(held.after(Event::Cancelled, at(2), 0).is_ok());
    }

    #[test]
    fn what_a_service_wants_told_goes_out_again_as_one_move() {
        let told = walk(&[(0, Event::SendingBegan), (1, Event::StartTold)]).unwrap();
        assert_eq!(told, State::Sending { since: at(1), attempt: 2 });
        let as_before = walk(&[
            (0, Event::SendingBegan),
            (1, Event::StartFieldsWanted),
            (1, Event::SendingBegan),
        ]);
        assert_eq!(as_before.unwrap(), told);
    }

    #[test]
    fn what_was_salvaged_is_for_the_user_to_tell() {
        for before in [
            vec![],
            vec![(0, Event::SendingBegan)],
            vec![(0, Event::Queued)],
            vec![(0, Event::SendingBegan), (1, lost())],
            vec![(0, Event::SendingBegan), (1, lost()), (2, Event::CheckBegan)],
        ] {
            let events = [before, vec![(9, Event::Salvaged)]].concat();
            let State::Unknown(doubt) = walk(&events).unwrap() else { panic!("{events:?}") };
            assert!(doubt.is_for_the_user(), "{events:?}");
        }
        assert!(walk(&[(0, Event::Queued), (1, Event::Cancelled), (9, Event::Salvaged)]).is_err());
    }

    #[test]
    fn how_a_read_ended_is_kept_for_the_schedule() {
        let sent = [(0, Event::SendingBegan), (1, lost())];
        for (event, look, failures) in [
            (Event::NotFound, Look::Absent, 0),
            (Event::CheckFailed, Look::Failed { retry_after_seconds: None }, 1),
            (Event::CheckNotAllowed, Look::NotAllowed, 0),
            (Event::Doubtful, Look::Doubtful, 0),
        ] {
            let read = [(50, Event::CheckBegan), (60, event.clone())];
            let State::Unknown(doubt) = walk(&[&sent[..], &read].concat()).unwrap() else {
                panic!()
            };
            assert_eq!((doubt.look, doubt.failures), (Some((at(60), look)), failures), "{event:?}");
            assert_eq!(doubt.is_for_the_user(), look == Look::Doubtful);
            // A second read that finds nothing too soon says so as well, and forgets failures.
            let again = [(61, Event::CheckBegan), (62, Event::NotFound)];
            let State::Unknown(doubt) = walk(&[&sent[..], &read, &again].concat()).unwrap() else {
                panic!()
            };
            assert_eq!(
                (doubt.look, doubt.failures),
                (Some((at(62), Look::Absent)), 0),
                "{event:?}"
            );
        }
    }

    #[test]
    fn what_is_settled_stands_in_no_ones_way_and_names_its_session() {
        let refusal =
            Refusal { why: Why::Overlap, field: None, message: None, in_service_shape: true };
        for (state, blocks, session) in [
            (State::Started(Some(SessionId(7))), false, Some(SessionId(7))),
            (State::Started(None), false, None),
            (State::SettledByHand(ByHand::Started(SessionId(8))), false, Some(SessionId(8))),
            (State::SettledByHand(ByHand::NotStarted), false, None),
            (State::Refused(refusal), false, None),
            (State::NotThere, true, None),
            (State::Held(Question::Zone), true, None),
        ] {
            assert_eq!(state.blocks_new_starts(), blocks, "{state:?}");
            assert_eq!(state.session_id(), session, "{state:?}");
        }
    }

    #[test]
    fn faces_tell_apart_what_a_start_came_to_in_five_words() {
        let refusal =
            Refusal { why: Why::Overlap, field: None, message: None, in_service_shape: true };
        let id = SessionId(7);
        let doubt = Doubt::new(None, at(0));
        for (state, outcome) in [
            (State::Started(None), "started"),
            (State::SettledByHand(ByHand::Started(id)), "started"),
            (State::Refused(refusal), "refused"),
            (State::Intended, "waiting"),
            (State::Grace { until: at(5) }, "waiting"),
            (State::Waiting(Waiting { why: None, tries: 0, since: at(0) }), "waiting"),
            (State::Held(Question::Zone), "waiting"),
            (State::NotSent(NotSent::NoConnection), "not_sent"),
            (State::Cancelled(Cancelled::ByUser), "not_sent"),
            (State::SettledByHand(ByHand::NotStarted), "not_sent"),
            (State::Sending { since: at(0), attempt: 1 }, "unknown"),
            (State::Unknown(doubt.clone()), "unknown"),
            (State::Checking { doubt, since: at(0) }, "unknown"),
            (State::NotThere, "unknown"),
        ] {
            assert_eq!(state.outcome(), outcome, "{state:?}");
        }
    }

    #[test]
    fn every_question_has_a_name_of_its_own_and_they_come_in_order() {
        let names = Question::ALL.map(Question::name);
        let expected = ["far_end", "too_long", "overtaken", "cannot_tell", "zone", "end_passed"];
        assert_eq!(names, expected);
        assert!(Question::ALL.is_sorted());
        let read: Vec<Question> =
            names.iter().map(|name| serde_json::from_value((*name).into()).unwrap()).collect();
        assert_eq!(read, Question::ALL, "the journal knows them by the same names");
    }

    #[test]
    fn reads_that_fail_are_counted_until_one_succeeds() {
        let events = [
            (0, Event::SendingBegan),
            (1, lost()),
            (2, Event::CheckBegan),
            (3, Event::CheckFailed),
            (4, Event::CheckBegan),
            (5, Event::CheckPutOff { retry_after_seconds: 60 }),
        ];
        let State::Unknown(doubt) = walk(&events).unwrap() else { panic!() };
        let failed = Look::Failed { retry_after_seconds: Some(60) };
        assert_eq!((doubt.failures, doubt.look), (2, Some((at(5), failed))));
        let read = [events.to_vec(), vec![(40, Event::CheckBegan), (40, Event::NotFound)]].concat();
        let State::Unknown(doubt) = walk(&read).unwrap() else { panic!() };
        assert_eq!((doubt.failures, doubt.first_absent), (0, Some(at(40))));
    }

    #[test]
    fn events_read_back_as_they_were_written() {
        for event in [
            Event::GraceBegan { until: at(5) },
            Event::Deferred(Delay::NoAnswer { retry_after_seconds: Some(3) }),
            Event::Held(Question::Zone),
            Event::CheckPutOff { retry_after_seconds: 9 },
            Event::SendingBegan,
            lost(),
            Event::Answered(Outcome::Started { id: Some(SessionId(1)) }),
            Event::SettledByHand(ByHand::NotStarted),
        ] {
            let json = serde_json::to_string(&event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event, "{json}");
        }
    }
}
