//! The protocol that makes one intention one session: a pure state machine.
//!
//! No I/O, no clock: an event and its time come in, the next state or an illegal move comes out.
//! The journal stores the events and folds them through [`State::after`], so what is on disk and
//! what is allowed can't drift apart.

use chrono::{DateTime, Utc};
use latchet_tracker::{NotSent, Outcome, Refusal, SessionId, Unknown};
use serde::{Deserialize, Serialize};

/// Where an intention stands.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Not a byte was sent by the last attempt, and nobody has queued it.
    NotSent(NotSent),
    /// Queued: to be sent when that is possible.
    Waiting,
    /// It was not sent for so long that the user is asked first.
    Expired,
    /// It may or may not stand.
    Unknown {
        /// Why that is not known. `None`: the program ended while it was sending.
        why: Option<Unknown>,
        /// When the doubtful attempt began.
        attempted_at: DateTime<Utc>,
        /// The first of the two complete reads that must not find it.
        first_absent: Option<DateTime<Utc>>,
        /// A read found sessions that it might be: only the user can tell.
        doubtful: bool,
    },
    /// The service is being read to find out.
    Checking {
        /// As in [`State::Unknown`].
        why: Option<Unknown>,
        /// As in [`State::Unknown`].
        attempted_at: DateTime<Utc>,
        /// As in [`State::Unknown`].
        first_absent: Option<DateTime<Utc>>,
    },
    /// Proven: it did not arrive. It may be sent again, with its original minute.
    NotThere,
    /// The session stands. Settled.
    Started(Option<SessionId>),
    /// The service said no. Settled.
    Refused(Refusal),
    /// The user took it back before it was sent. Settled.
    Cancelled,
    /// The user looked on the website and said so. Settled.
    SettledByHand(ByHand),
}

/// What the user found on the website.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ByHand {
    /// It stands, under this number.
    Started(SessionId),
    /// It does not stand.
    NotStarted,
}

/// What can happen to an intention. This is what the journal stores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The service refused to guess the start's moment: it is to be told. Nothing was recorded.
    StartFieldsWanted,
    /// Someone found an attempt whose program is gone.
    FoundInterrupted,
    /// It will be sent later.
    Queued,
    /// It has waited so long that the user is asked.
    WaitedTooLong,
    /// The service is about to be read.
    CheckBegan,
    /// A read found the one session that fits.
    Found(SessionId),
    /// A complete read did not find it.
    NotFound,
    /// The read failed.
    CheckFailed,
    /// A complete read found sessions that it might be.
    Doubtful,
    /// The session's number became known later.
    Identified(SessionId),
    /// The user took it back.
    Cancelled,
    /// The user looked on the website.
    SettledByHand(ByHand),
    /// It was read out of a damaged journal: what happened since its last event may be lost.
    Salvaged,
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

impl State {
    /// The state after an event.
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
            (state, Event::SendingBegan) if state.surely_does_not_stand() => {
                Ok(Self::Sending { since: at, attempt: attempts + 1 })
            }
            (Self::Sending { since, .. }, Event::Answered(outcome)) => Ok(match outcome {
                Outcome::Started { id } => Self::Started(id),
                Outcome::Refused(refusal) => Self::Refused(refusal),
                Outcome::NotSent(why) => Self::NotSent(why),
                Outcome::Unknown(why) => Self::Unknown {
                    why: Some(why),
                    attempted_at: since,
                    first_absent: None,
                    doubtful: false,
                },
            }),
            (Self::Sending { .. }, Event::StartFieldsWanted) => Ok(Self::Intended),
            (Self::Sending { since, .. }, Event::FoundInterrupted) => Ok(Self::Unknown {
                why: None,
                attempted_at: since,
                first_absent: None,
                doubtful: false,
            }),
            (Self::Intended | Self::NotSent(_) | Self::NotThere, Event::Queued) => {
                Ok(Self::Waiting)
            }
            (Self::Waiting, Event::WaitedTooLong) => Ok(Self::Expired),
            (Self::Unknown { why, attempted_at, first_absent, .. }, Event::CheckBegan) => {
                Ok(Self::Checking { why, attempted_at, first_absent })
            }
            (Self::Checking { .. }, Event::Found(id))
            | (Self::Started(None), Event::Identified(id)) => Ok(Self::Started(Some(id))),
            (Self::Checking { why, attempted_at, first_absent }, Event::NotFound) => {
                Ok(Self::after_absence(why, attempted_at, first_absent, at))
            }
            (
                Self::Checking { why, attempted_at, first_absent },
                Event::CheckFailed | Event::FoundInterrupted,
            ) => Ok(Self::Unknown { why, attempted_at, first_absent, doubtful: false }),
            (Self::Checking { why, attempted_at, .. }, Event::Doubtful) => {
                Ok(Self::Unknown { why, attempted_at, first_absent: None, doubtful: true })
            }
            (
                Self::Unknown { why, attempted_at, .. } | Self::Checking { why, attempted_at, .. },
                Event::Salvaged,
            ) => Ok(Self::Unknown { why, attempted_at, first_absent: None, doubtful: true }),
            (Self::Sending { since: attempted_at, .. }, Event::Salvaged) => {
                Ok(Self::Unknown { why: None, attempted_at, first_absent: None, doubtful: true })
            }
            (state, Event::Salvaged) if state.surely_does_not_stand() => Ok(Self::Unknown {
                why: None,
                attempted_at: at,
                first_absent: None,
                doubtful: true,
            }),
            (state, Event::Cancelled) if state.surely_does_not_stand() => Ok(Self::Cancelled),
            (Self::Unknown { .. } | Self::Checking { .. }, Event::SettledByHand(found)) => {
                Ok(Self::SettledByHand(found))
            }
            (state, event) => Err(IllegalMove { state: Box::new(state), event }),
        }
    }

    /// Absence needs two complete reads, the first late enough, the second well after it.
    fn after_absence(
        why: Option<Unknown>,
        attempted_at: DateTime<Utc>,
        first_absent: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
    ) -> Self {
        match first_absent {
            Some(first) if (at - first).num_seconds() >= SECOND_ABSENCE_AFTER_SECONDS => {
                Self::NotThere
            }
            Some(first) => {
                Self::Unknown { why, attempted_at, first_absent: Some(first), doubtful: false }
            }
            None => Self::Unknown {
                why,
                attempted_at,
                first_absent: ((at - attempted_at).num_seconds() >= FIRST_ABSENCE_AFTER_SECONDS)
                    .then_some(at),
                doubtful: false,
            },
        }
    }

    /// Is it certain that no session came of it, and still open that one may? Only then can it be
    /// sent, or taken back.
    fn surely_does_not_stand(&self) -> bool {
        match self {
            Self::Intended
            | Self::Grace { .. }
            | Self::NotSent(_)
            | Self::Waiting
            | Self::Expired
            | Self::NotThere => true,
            Self::Sending { .. }
            | Self::Unknown { .. }
            | Self::Checking { .. }
            | Self::Started(_)
            | Self::Refused(_)
            | Self::Cancelled
            | Self::SettledByHand(_) => false,
        }
    }

    /// Is everything known about it, for good? What was not sent and is not queued is.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::NotSent(_)
            | Self::Started(_)
            | Self::Refused(_)
            | Self::Cancelled
            | Self::SettledByHand(_) => true,
            Self::Intended
            | Self::Grace { .. }
            | Self::Sending { .. }
            | Self::Waiting
            | Self::Expired
            | Self::Unknown { .. }
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
            Self::Waiting => "waiting",
            Self::Expired => "expired",
            Self::Unknown { .. } => "unknown",
            Self::Checking { .. } => "checking",
            Self::NotThere => "not_there",
            Self::Started(_) | Self::SettledByHand(ByHand::Started(_)) => "started",
            Self::Refused(_) => "refused",
            Self::Cancelled => "cancelled",
            Self::SettledByHand(ByHand::NotStarted) => "not_started",
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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use latchet_tracker::Why;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap() + TimeDelta::seconds(seconds)
    }

    fn walk(events: &[(i64, Event)]) -> Result<State, IllegalMove> {
        let mut attempts = 0;
        events.iter().try_fold(State::Intended, |state, (seconds, event)| {
            let next = state.after(event.clone(), at(*seconds), attempts)?;
            attempts += u32::from(*event == Event::SendingBegan);
            Ok(next)
        })
    }

    #[test]
    fn a_doubtful_find_starts_the_proof_of_absence_anew() {
        let state = walk(&[
            (0, Event::SendingBegan),
            (5, lost()),
            (30, Event::CheckBegan),
            (30, Event::NotFound),
            (60, Event::CheckBegan),
            (60, Event::Doubtful),
            (90, Event::CheckBegan),
            (90, Event::NotFound),
        ]);
        assert!(
            matches!(state, Ok(State::Unknown { first_absent: Some(first), .. }) if first == at(90))
        );
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
        let sent = [(0, Event::SendingBegan), (5, lost())];
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
    fn nothing_is_sent_after_cancel() {
        let cancelled = walk(&[(0, Event::Queued), (1, Event::Cancelled)]).unwrap();
        assert_eq!(cancelled, State::Cancelled);
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
        assert_eq!(
            state,
            State::Unknown { why: None, attempted_at: at(0), first_absent: None, doubtful: false }
        );
    }

    #[test]
    fn events_read_back_as_they_were_written() {
        for event in [
            Event::GraceBegan { until: at(5) },
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
