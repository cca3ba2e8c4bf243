//! The rules that the code embodies, each of which can be broken for a trial.

use chrono::{DateTime, Utc};
use latchet_core::intention::{Doubt, Event, IllegalMove, State};
use latchet_core::journal::Intention;
use latchet_core::settling::{self, Verdict, Wanted};
use latchet_tracker::Session;

/// A rule of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// An attempt is recorded before its first byte.
    RecordedBeforeSent,
    /// Only who holds the lock sends or checks.
    OneLock,
    /// What is unknown is not repeated before it is looked up.
    NoBlindRepeat,
    /// An attempt whose program is gone is unknown.
    InterruptedIsUnknown,
    /// A check whose program is gone is taken up again.
    InterruptedCheckGoesOn,
    /// A check reads every session, ended ones too.
    CompleteRead,
    /// A read that failed proves nothing.
    FailedReadProvesNothing,
    /// After a doubtful attempt the first bound stays.
    BoundStays,
    /// Without a bound nothing is taken for it.
    NoBoundProvesNothing,
    /// What was over before the click is another's.
    OverIsAnother,
    /// Absence is seen twice.
    TwoAbsences,
    /// The first absence counts only half a minute after the attempt.
    FirstAbsenceIsLate,
    /// The second absence counts only a minute after the first.
    SecondAbsenceIsLater,
    /// An attempt counts from its end.
    CountsFromItsEnd,
    /// An absence counts from the beginning of its read.
    ReadCountsFromItsBeginning,
    /// A repeat tells the original minute.
    OriginalMinute,
    /// A session that is another intention's is not taken for this one's.
    ClaimedAreExcluded,
    /// Differing fields prove nothing.
    DifferingFieldsProveNothing,
    /// Several candidates are for the user to tell apart.
    SeveralAreDoubtful,
    /// While one is not settled no other begins.
    OneAtATime,
    /// What was taken back is not sent.
    CancelledIsNotSent,
    /// A start that waited is not sent if a session began since.
    OvertakenIsAsked,
    /// Another account's token neither checks nor sends.
    OwnTokenOnly,
    /// A token goes under the name that was there with it.
    TokenWithItsName,
    /// A 409 after doubt is looked up.
    OverlapIsLookedUp,
    /// A number that was not told is taken only where nothing else can be meant.
    GuessIsCompared,
    /// After a start whose number was not told the next one reads first.
    UnnumberedIsRead,
    /// A start that may not wait is tried again only while nothing has come between.
    StillFirst,
    /// The user sends only what waits.
    SettledIsNotSent,
}

/// The shared functions, but for the one rule that is broken.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    pub(crate) broken: Option<Rule>,
}

impl Rules {
    pub(crate) fn hold(self, rule: Rule) -> bool {
        self.broken != Some(rule)
    }

    pub(crate) fn after(
        self,
        state: State,
        event: &Event,
        at: DateTime<Utc>,
        attempts: u32,
    ) -> Result<State, IllegalMove> {
        match (self.broken, &state, event) {
            (Some(Rule::TwoAbsences), State::Checking { doubt, .. }, Event::NotFound) => {
                // As if the first had been seen long ago, if this one may be the first.
                let first = state.clone().after(Event::NotFound, at, attempts)?;
                let counts = matches!(
                    first,
                    State::Unknown(Doubt { first_absent: Some(_), .. }) | State::NotThere
                );
                if counts && doubt.first_absent.is_none() { Ok(State::NotThere) } else { Ok(first) }
            }
            (Some(Rule::FirstAbsenceIsLate), State::Checking { doubt, .. }, Event::NotFound)
                if doubt.first_absent.is_none() =>
            {
                let first = state.clone().after(Event::NotFound, at, attempts)?;
                let State::Unknown(doubt) = first else { return Ok(first) };
                Ok(State::Unknown(Doubt { first_absent: Some(at), ..doubt }))
            }
            (Some(Rule::SecondAbsenceIsLater), State::Checking { doubt, .. }, Event::NotFound)
                if doubt.first_absent.is_some() =>
            {
                Ok(State::NotThere)
            }
            (
                Some(Rule::CountsFromItsEnd),
                State::Sending { since, .. },
                Event::Answered(_) | Event::FoundInterrupted,
            ) => {
                let attempted_at = *since;
                match state.after(event.clone(), at, attempts)? {
                    State::Unknown(doubt) => Ok(State::Unknown(Doubt { attempted_at, ..doubt })),
                    other => Ok(other),
                }
            }
            (
                Some(Rule::ReadCountsFromItsBeginning),
                State::Checking { doubt, .. },
                Event::NotFound,
            ) => State::Checking { doubt: doubt.clone(), since: at }.after(
                Event::NotFound,
                at,
                attempts,
            ),
            (Some(Rule::NoBlindRepeat), State::Sending { .. }, Event::Answered(_)) => {
                match state.after(event.clone(), at, attempts)? {
                    State::Unknown(_) => Ok(State::NotThere),
                    other => Ok(other),
                }
            }
            (Some(Rule::InterruptedIsUnknown), State::Sending { .. }, Event::FoundInterrupted) => {
                Ok(State::Intended)
            }
            (Some(Rule::CancelledIsNotSent), State::Cancelled(_), Event::SendingBegan) => {
                Ok(State::Sending { since: at, attempt: attempts + 1 })
            }
            _ => state.after(event.clone(), at, attempts),
        }
    }

    pub(crate) fn judge(
        self,
        wanted: Wanted<'_>,
        sessions: &[Session],
        is_claimed: impl Fn(u64) -> bool,
    ) -> Verdict {
        let id_bound = match wanted.id_bound {
            None if !self.hold(Rule::NoBoundProvesNothing) => Some(0),
            bound => bound,
        };
        let wanted = Wanted { id_bound, ..wanted };
        let claimed = |id| self.hold(Rule::ClaimedAreExcluded) && is_claimed(id);
        let mut sessions = sessions.to_vec();
        if !self.hold(Rule::OverIsAnother) {
            for session in &mut sessions {
                session.end = None;
            }
        }
        let verdict = settling::judge(wanted, &sessions, claimed);
        match (self.broken, verdict) {
            (Some(Rule::DifferingFieldsProveNothing), Verdict::Doubtful(candidates))
                if candidates.len() == 1 =>
            {
                Verdict::Absent
            }
            (Some(Rule::SeveralAreDoubtful), Verdict::Doubtful(candidates))
                if candidates.len() > 1 =>
            {
                Verdict::Found(candidates[0])
            }
            (_, verdict) => verdict,
        }
    }

    pub(crate) fn is_overtaken(self, intention: &Intention, sessions: &[Session]) -> bool {
        self.hold(Rule::OvertakenIsAsked) && settling::is_overtaken(intention, sessions)
    }
}
