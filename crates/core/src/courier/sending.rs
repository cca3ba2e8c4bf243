//! Sending: one attempt, and the delivery of what could not be sent at once.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{Fault, Field, NotSent, Outcome, ReadError, Refusal, Token, Unknown, Why};

use super::looking::Known;
use super::{Courier, CourierError, CourierLock, Terms, not_sent};
use crate::crash;
use crate::draft::told_minute;
use crate::intention::{Delay, Event, IllegalMove, IntentionId, Question, State};
use crate::journal::{Intention, JournalError};
use crate::settling::{Verdict, is_overtaken};
use crate::zone_proof;

/// What the journal remembers when the service has said that it wants the start told.
const START_FIELDS: &str = "start_fields";

/// A start now that goes out so soon after the click is still one now: the service counts minutes.
const STILL_NOW: TimeDelta = TimeDelta::minutes(1);

/// How an attempt, or the wish for one, ended.
pub(super) struct Ended {
    pub(super) state: State,
    /// The server's clock, where it answered.
    pub(super) server_date: Option<DateTime<Utc>>,
    /// The moment that was told as the start's.
    pub(super) told: Option<DateTime<Utc>>,
}

impl From<State> for Ended {
    fn from(state: State) -> Self {
        Self { state, server_date: None, told: None }
    }
}

impl Courier<'_> {
    /// Does the service want every start told?
    pub(super) fn is_start_told(&self) -> Result<bool, JournalError> {
        Ok(self.journal.memory(START_FIELDS)?.is_some())
    }

    /// One attempt, whose beginning is recorded. `told` is the true moment of a start *now* that
    /// has to be told.
    pub(super) async fn attempt(
        &mut self,
        lock: &CourierLock,
        id: IntentionId,
        token: &Token,
        told: Option<DateTime<Utc>>,
        terms: Terms<'_>,
    ) -> Result<Ended, CourierError> {
        self.attempt_once(lock, id, token, told, terms).await.map_err(|error| match error {
            CourierError::Journal(error) => CourierError::Unrecorded { id, error },
            error => error,
        })
    }

    async fn attempt_once(
        &mut self,
        lock: &CourierLock,
        id: IntentionId,
        token: &Token,
        told: Option<DateTime<Utc>>,
        terms: Terms<'_>,
    ) -> Result<Ended, CourierError> {
        let intention = self.journal.get(id)?;
        let minute = told.map(|moment| told_minute(moment, (self.clock)()));
        let Ok(request) = intention.plan.request(minute) else {
            let state = self.journal.append(id, &not_sent(NotSent::NotBuilt), (self.clock)())?;
            return Ok(state.into());
        };
        let exchange = self.client.start(token, &request).await;
        crash::point("answered");
        if request.start.is_none() && wants_start_fields(&exchange.outcome) {
            self.journal.remember(START_FIELDS, "mandatory")?;
            let zone = self.standing(intention.plan.zone, token, terms.answered).await?;
            if zone != zone_proof::Standing::Proven {
                return Ok(self.hold(&intention, Question::Zone)?.into());
            }
            self.journal.append(id, &Event::StartTold, (self.clock)())?;
            crash::point("start-told");
            let told = Some(intention.created_at);
            return Box::pin(self.attempt_once(lock, id, token, told, terms)).await;
        }
        if exchange.outcome == (Outcome::Started { id: None }) {
            // Its number is above the bound, and nobody knows which: the next start reads first, or
            // this session could be taken for that one's.
            self.journal.forget_id_bound()?;
        }
        let state = match exchange.outcome {
            Outcome::NotSent(why) => self.unsent(id, why, terms.may_wait)?,
            Outcome::Refused(refusal) if refusal.why == Why::Overlap && intention.was_doubtful => {
                self.own_overlap(lock, &intention, refusal, token).await?
            }
            outcome => {
                let event = Event::Answered(outcome);
                let state = self.journal.append(id, &event, (self.clock)())?;
                crash::point("outcome-recorded");
                match state {
                    State::Unknown(_) => self.check_holding(lock, id, token).await?,
                    state => state,
                }
            }
        };
        let told = intention.plan.start.or(minute);
        Ok(Ended { state, server_date: exchange.server_date, told })
    }

    /// Nothing was sent: it waits, or that is its end.
    pub(super) fn unsent(
        &mut self,
        id: IntentionId,
        why: NotSent,
        may_wait: bool,
    ) -> Result<State, JournalError> {
        let event = if may_wait && why != NotSent::NotBuilt {
            Event::Deferred(Delay::NotSent(why))
        } else {
            not_sent(why)
        };
        let state = self.journal.append(id, &event, (self.clock)())?;
        crash::point("deferred");
        Ok(state)
    }

    /// A 409 after an attempt whose outcome was unknown: the session in the way may be this very
    /// start, come late.
    async fn own_overlap(
        &mut self,
        lock: &CourierLock,
        intention: &Intention,
        refusal: Refusal,
        token: &Token,
    ) -> Result<State, CourierError> {
        let outcome = match self.all_of_owner(intention, token).await? {
            Known::Sessions(sessions) => match self.verdict(intention, &sessions)? {
                Verdict::Found(id) => Outcome::Started { id: Some(id) },
                Verdict::Absent => Outcome::Refused(refusal),
                Verdict::Doubtful(_) => Outcome::Unknown(Unknown::Status(409)),
            },
            Known::Failed(_) | Known::OthersToken => Outcome::Unknown(Unknown::Status(409)),
        };
        let state = self.journal.append(intention.id, &Event::Answered(outcome), (self.clock)())?;
        crash::point("outcome-recorded");
        match state {
            State::Unknown(_) => self.check_holding(lock, intention.id, token).await,
            state => Ok(state),
        }
    }

    /// Sends what certainly does not stand, with its original moment, once all is known that has to
    /// be: that the token is its owner's, that no session began since it was wanted, and that the
    /// zone in which its times are told is the right one.
    pub(super) async fn deliver(
        &mut self,
        lock: &CourierLock,
        intention: &Intention,
        token: &Token,
        terms: Terms<'_>,
    ) -> Result<Ended, CourierError> {
        let id = intention.id;
        if matches!(intention.state, State::NotThere | State::Intended) {
            self.journal.append(id, &Event::Queued, (self.clock)())?;
            crash::point("queued");
        } else if !matches!(intention.state, State::Waiting(_) | State::Held(_)) {
            let (state, event) = (Box::new(intention.state.clone()), Event::SendingBegan);
            return Err(JournalError::Illegal(IllegalMove { state, event }).into());
        }
        let plan = &intention.plan;
        if plan.scheduled_end.is_some_and(|end| end <= (self.clock)()) {
            return Ok(self.hold_waiting(id, Question::EndPassed)?.into());
        }
        let sessions = match self.all_of_owner(intention, token).await? {
            Known::Sessions(sessions) => Some(sessions),
            Known::Failed(ReadError::NotAllowed) => None,
            cant_tell => {
                let delay = match &cant_tell {
                    Known::Failed(error) => delay(error),
                    _ => Delay::OtherAccount,
                };
                if matches!(intention.state, State::Held(_)) {
                    // The question stays; what was answered is asked again when it can be sent.
                    return Ok(intention.state.clone().into());
                }
                let state = self.journal.append(id, &Event::Deferred(delay), (self.clock)())?;
                crash::point("deferred");
                return Ok(state.into());
            }
        };
        crash::point("delivery-checked");
        if let Some(sessions) = &sessions
            && intention.was_doubtful
            && let Verdict::Found(found) = self.verdict(intention, sessions)?
        {
            // It came late, after it was proven not to be there.
            return Ok(self.journal.append(id, &Event::Found(found), (self.clock)())?.into());
        }
        let since = match &sessions {
            Some(sessions) => is_overtaken(intention, sessions).then_some(Question::Overtaken),
            None => Some(Question::CannotTell),
        };
        let now = (self.clock)();
        let still_now = !intention.was_doubtful && now - intention.created_at < STILL_NOW;
        let told = (!still_now || self.is_start_told()?).then_some(intention.created_at);
        let tells = plan.tells_a_time() || told.is_some();
        let zone = if tells {
            let zone = self.standing(plan.zone, token, terms.answered).await?;
            (zone != zone_proof::Standing::Proven).then_some(Question::Zone)
        } else {
            None
        };
        let open = [since, zone].into_iter().flatten().find(|q| !terms.answered.contains(q));
        if let Some(question) = open {
            return Ok(self.hold_waiting(id, question)?.into());
        }
        // Nothing was sent so far: whatever stands now is not this start. After a doubtful attempt
        // it may be, come late, so the bound stays.
        let highest = sessions.iter().flatten().map(|session| session.id).max();
        let bound = highest.filter(|_| !intention.was_doubtful).max(intention.id_bound);
        self.journal.append_sending(id, bound, now)?;
        crash::point("delivery-recorded");
        self.attempt(lock, id, token, told, terms).await
    }

    fn hold_waiting(&mut self, id: IntentionId, question: Question) -> Result<State, JournalError> {
        let state = self.journal.append(id, &Event::Held(question), (self.clock)())?;
        crash::point("held");
        Ok(state)
    }
}

/// What keeps a start from being delivered when the service can't be read.
fn delay(error: &ReadError) -> Delay {
    match error {
        ReadError::Unreachable(Fault::Before(why)) => Delay::NotSent(*why),
        ReadError::TokenInvalid { in_service_shape: true } => Delay::TokenRefused,
        ReadError::Status { retry_after_seconds, .. } => {
            Delay::NoAnswer { retry_after_seconds: *retry_after_seconds }
        }
        ReadError::Unreachable(Fault::TimedOut | Fault::ConnectionLost)
        | ReadError::TokenInvalid { in_service_shape: false }
        | ReadError::NotAllowed
        | ReadError::Unreadable => Delay::NoAnswer { retry_after_seconds: None },
    }
}

/// A 400 about a start field that was left out: this service wants the start told. It recorded
/// nothing, so the same start may go out once more with its moment.
fn wants_start_fields(outcome: &Outcome) -> bool {
    let start = Some(Field::StartDate);
    let time = Some(Field::StartTime);
    matches!(outcome, Outcome::Refused(Refusal { why: Why::BadInput, field, .. })
        if *field == start || *field == time)
}
