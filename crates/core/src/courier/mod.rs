//! Carries one intention to the service, once.
//!
//! Whoever holds the courier lock may send, and nobody else. It is held for one attempt. Before
//! anything else its holder turns what a dead program left as *sending* into *unknown*.
//!
//! [`Courier::start`] is a wish from now; [`Courier::begin_grace`] and [`Courier::after_grace`] one
//! that can be taken back for some seconds; [`Courier::advance`] does what the schedule says of
//! intentions that are not settled, and [`Courier::send`] what the user says of them.

mod lock;
mod looking;
mod sending;

use std::io;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{Client, Fault, NotSent, Outcome, ReadError, Session, Token};

pub(crate) use self::lock::recover_holding;
pub use self::lock::{CourierLock, LOCK_PATIENCE, LockError};
use self::sending::Ended;
use crate::crash;
use crate::draft::Plan;
use crate::intention::{Event, IntentionId, Question, State};
use crate::journal::{Intention, Journal, JournalError};
use crate::owner;
use crate::schedule::{self, Given, Task};
use crate::settling::is_overtaken;
use crate::zone_proof::Standing;

/// A server's clock that differs by more than this, in seconds, is worth a word.
pub const CLOCK_SKEW_SECONDS: i64 = 120;

/// How long a start that may not wait is tried for.
pub const ONE_OFF_PATIENCE: TimeDelta = TimeDelta::seconds(30);

/// A recorded start that differs from the told one by this much was read in another zone.
const APART: TimeDelta = TimeDelta::minutes(5);

/// A scheduled end further away than this is asked about once more.
const FAR: TimeDelta = TimeDelta::days(365);

/// How a start is meant.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// May it wait if it can't be sent now? If not it is tried for [`ONE_OFF_PATIENCE`].
    pub may_wait: bool,
    /// What the user has said yes to.
    pub answered: &'a [Question],
}

/// What became of a wish to start.
#[derive(Debug)]
pub enum Report {
    /// An attempt was made; the intention's state says how it ended.
    Attempted(Box<Attempted>),
    /// Not even recorded: an earlier start of this account is not settled.
    Blocked(Box<Intention>),
    /// Not even recorded: another program has been sending for [`LOCK_PATIENCE`].
    Busy,
    /// Not even recorded: the user is asked first.
    Asks(Asks),
}

/// What is asked before a start is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// Each is to be answered with yes.
    pub questions: Vec<Question>,
    /// What is known of the tracker's zone.
    pub zone: Standing,
}

/// An attempt that was made.
#[derive(Debug)]
pub struct Attempted {
    /// Its number in the journal.
    pub id: IntentionId,
    /// Where it stands.
    pub state: State,
    /// The session as the service shows it afterwards; `None` when it could not be read.
    pub recorded: Option<Session>,
    /// By how much the server's clock is ahead of this computer's, when that is worth a word.
    pub clock_skew: Option<TimeDelta>,
    /// How much later than told the service recorded its start: another zone than was thought.
    pub apart: Option<TimeDelta>,
}

/// What became of a wish that can be taken back.
#[derive(Debug)]
pub enum Begun {
    /// It is recorded, and to be sent with [`Courier::after_grace`] at that time.
    Grace(IntentionId, DateTime<Utc>),
    /// As in [`Report`].
    Instead(Report),
}

/// Why a start was not even tried.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// It could not be recorded, so it was not sent.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An attempt was made, and what became of it could not be recorded. Whoever sends next looks
    /// it up first.
    #[error("what became of the start {id} could not be recorded: {error}")]
    Unrecorded {
        /// Its number.
        id: IntentionId,
        /// Why.
        error: JournalError,
    },
    /// The data folder can't be used, so it was not sent.
    #[error("the data folder can't be used: {0}")]
    Folder(io::Error),
    /// It is another account's: its token alone may check or send it.
    #[error("this start belongs to the account {0}")]
    OtherAccount(String),
}

/// Sends what it is given through one service's client and journal.
#[derive(Debug)]
pub struct Courier<'a> {
    /// The service's data folder.
    pub folder: &'a Path,
    /// Its journal.
    pub journal: &'a mut Journal,
    /// Its client.
    pub client: &'a Client,
    /// Whose token it is.
    pub account: &'a str,
    /// Where the time comes from.
    pub clock: fn() -> DateTime<Utc>,
}

impl Courier<'_> {
    /// One wish, at most one session: takes the lock, records, sends, records the outcome, and
    /// reads back what stands.
    ///
    /// # Errors
    /// See [`CourierError`]. All but [`CourierError::Unrecorded`] say that nothing has been sent.
    pub async fn start(
        &mut self,
        plan: &Plan,
        token: &Token,
        terms: Terms<'_>,
    ) -> Result<Report, CourierError> {
        let clicked_at = (self.clock)();
        let Some(lock) = self.take_turn()? else { return Ok(Report::Busy) };
        if let Some(instead) = self.may_begin(&lock, plan, token, terms.answered).await? {
            return Ok(instead);
        }
        let bound = self.id_bound(token).await?;
        crash::point("bound-read");
        let told = self.is_start_told()?.then_some(clicked_at);
        let known = bound.ok().flatten();
        let now = (self.clock)();
        let id = self.journal.record(plan, self.account, known, &Event::SendingBegan, now)?;
        crash::point("recorded");
        let mut ended = match bound {
            // The read that was to come first did not get as far as the first byte.
            Err(why) => self.unsent(id, why, terms.may_wait)?.into(),
            Ok(_) => self.attempt(&lock, id, token, told, terms).await?,
        };
        drop(lock);
        let mut tries = 0;
        while !terms.may_wait && is_worth_another_try(&ended.state) {
            let pause = schedule::pause(tries, 0.0);
            if (self.clock)() + pause > clicked_at + ONE_OFF_PATIENCE {
                break;
            }
            tokio::time::sleep(pause.to_std().unwrap_or(Duration::ZERO)).await;
            tries += 1;
            let Some(lock) = self.take_turn()? else { break };
            let is_still_first = self.is_still_first(id, token).await?;
            if is_still_first == Ok(false) {
                break;
            }
            self.journal.append(id, &Event::SendingBegan, (self.clock)())?;
            ended = match is_still_first {
                Err(why) => self.unsent(id, why, false)?.into(),
                Ok(_) => self.attempt(&lock, id, token, told, terms).await?,
            };
        }
        self.report(id, ended, token).await
    }

    /// Nothing stands in the way of another try that was not there before: no other start, here or
    /// elsewhere. The inner error: the service is still out of reach.
    async fn is_still_first(
        &mut self,
        id: IntentionId,
        token: &Token,
    ) -> Result<Result<bool, NotSent>, JournalError> {
        if self.unsettled()?.is_some() || self.journal.newest()? != Some(id) {
            return Ok(Ok(false));
        }
        let intention = self.journal.get(id)?;
        Ok(match self.client.sessions(token, 0).await {
            Ok(sessions) => Ok(!is_overtaken(&intention, &sessions)),
            Err(ReadError::Unreachable(Fault::Before(why))) => Err(why),
            // A read that failed does not tell that there is none.
            Err(_) => Ok(false),
        })
    }

    /// Records a wish that is sent after `grace`, unless it is taken back before.
    ///
    /// # Errors
    /// When it can't be recorded.
    pub async fn begin_grace(
        &mut self,
        plan: &Plan,
        token: &Token,
        grace: TimeDelta,
        answered: &[Question],
    ) -> Result<Begun, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(Begun::Instead(Report::Busy)) };
        if let Some(instead) = self.may_begin(&lock, plan, token, answered).await? {
            return Ok(Begun::Instead(instead));
        }
        let bound = self.journal.id_bound()?;
        let now = (self.clock)();
        let until = now + grace;
        let id =
            self.journal.record(plan, self.account, bound, &Event::GraceBegan { until }, now)?;
        crash::point("grace-recorded");
        Ok(Begun::Grace(id, until))
    }

    /// Sends a wish whose time to undo is over; one that was taken back meanwhile stays so, and one
    /// that is late lapses.
    ///
    /// # Errors
    /// See [`CourierError`]. All but [`CourierError::Unrecorded`] say that nothing has been sent.
    pub async fn after_grace(
        &mut self,
        id: IntentionId,
        token: &Token,
    ) -> Result<Report, CourierError> {
        crash::point("grace-over");
        let Some(lock) = self.take_turn()? else {
            let state = self.journal.append(id, &Event::Lapsed, (self.clock)())?;
            return self.report(id, state.into(), token).await;
        };
        let intention = self.own(id)?;
        if !matches!(intention.state, State::Grace { .. }) {
            return self.report(id, intention.state.into(), token).await;
        }
        let bound = match intention.id_bound {
            Some(_) => Ok(None),
            None => self.id_bound(token).await?,
        };
        let terms = Terms { may_wait: true, answered: &[] };
        let now = (self.clock)();
        let begun = match self.journal.append_sending(id, bound.ok().flatten(), now) {
            // Too late, or taken back in this moment.
            Err(JournalError::Illegal(illegal)) => {
                let state = match *illegal.state {
                    State::Grace { .. } => self.journal.append(id, &Event::Lapsed, now)?,
                    state => state,
                };
                return self.report(id, state.into(), token).await;
            }
            begun => begun.map(|_| bound)?,
        };
        crash::point("recorded");
        let ended = if let Err(why) = begun {
            self.unsent(id, why, true)?.into()
        } else {
            let told = self.is_start_told()?.then_some(intention.created_at);
            self.attempt(&lock, id, token, told, terms).await?
        };
        drop(lock);
        self.report(id, ended, token).await
    }

    /// Sends an intention that was recorded before, because the user says so; one of which it is
    /// not known whether it stands is looked up first. Its original moment is told, so that a
    /// latecomer meets a 409. A question that comes up is recorded and reported; sending it again
    /// answers it.
    ///
    /// # Errors
    /// [`JournalError::Illegal`] for one that may stand, or is settled.
    pub async fn send(&mut self, id: IntentionId, token: &Token) -> Result<Report, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(Report::Busy) };
        let mut intention = self.own(id)?;
        if matches!(intention.state, State::Unknown(_)) {
            let state = self.check_holding(&lock, id, token).await?;
            if state != State::NotThere {
                drop(lock);
                return self.report(id, state.into(), token).await;
            }
            intention = self.own(id)?;
        }
        // Whoever answers a question has answered those that come before it.
        let answered: Vec<_> = match intention.state {
            State::Held(question) => Question::ALL.into_iter().filter(|q| *q <= question).collect(),
            _ => Vec::new(),
        };
        let terms = Terms { may_wait: true, answered: &answered };
        let ended = self.deliver(&lock, &intention, token, terms).await?;
        drop(lock);
        self.report(id, ended, token).await
    }

    /// Reads the service to find out what became of an attempt whose outcome is unknown. Another
    /// account's token can't tell.
    ///
    /// # Errors
    /// [`CourierError::OtherAccount`], and what writing can meet.
    pub async fn check(&mut self, id: IntentionId, token: &Token) -> Result<State, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(self.journal.get(id)?.state) };
        self.check_holding(&lock, id, token).await
    }

    /// Does for an intention what its schedule says is due by now. `None`: nothing is, or another
    /// program is at it.
    ///
    /// # Errors
    /// See [`CourierError`].
    pub async fn advance(
        &mut self,
        id: IntentionId,
        token: &Token,
        given: Given,
    ) -> Result<Option<Report>, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(None) };
        let intention = self.own(id)?;
        let now = (self.clock)();
        let due = schedule::next(&intention, given, now).filter(|(at, _)| *at <= now);
        let Some((_, task)) = due else { return Ok(None) };
        let ended = match task {
            // Whoever is at it holds the lock, so nobody is: the turn has seen to it.
            Task::Recover => return Ok(None),
            Task::Lapse => self.journal.append(id, &Event::Lapsed, now)?.into(),
            Task::Hold(question) => self.hold(&intention, question)?.into(),
            Task::Check => self.check_holding(&lock, id, token).await?.into(),
            Task::Deliver => {
                let terms = Terms { may_wait: true, answered: &[] };
                self.deliver(&lock, &intention, token, terms).await?
            }
        };
        drop(lock);
        self.report(id, ended, token).await.map(Some)
    }

    /// Waits for the right to send, and begins with what a dead program left. `None` when another
    /// program has been sending all the while.
    fn take_turn(&mut self) -> Result<Option<CourierLock>, CourierError> {
        let lock = match CourierLock::acquire(self.folder, LOCK_PATIENCE) {
            Ok(lock) => lock,
            Err(LockError::Taken) => return Ok(None),
            Err(LockError::Io(error)) => return Err(CourierError::Folder(error)),
        };
        recover_holding(&lock, self.journal, (self.clock)())?;
        crash::point("turn-taken");
        Ok(Some(lock))
    }

    /// What stands in the way of a new start: an earlier one, or a question.
    async fn may_begin(
        &mut self,
        lock: &CourierLock,
        plan: &Plan,
        token: &Token,
        answered: &[Question],
    ) -> Result<Option<Report>, CourierError> {
        if let Some(earlier) = self.unsettled()? {
            // The person is here now: perhaps the service can be read by now.
            // One that was sent with a token of its own may be another account's.
            let is_one_off = self.account == owner::ONE_OFF;
            if matches!(earlier.state, State::Unknown(_)) && !is_one_off && self.owns(&earlier)? {
                self.check_holding(lock, earlier.id, token).await?;
            }
            if let Some(earlier) = self.unsettled()? {
                return Ok(Some(Report::Blocked(Box::new(earlier))));
            }
        }
        let asks = self.questions(plan, token, answered).await?;
        Ok((!asks.questions.is_empty()).then_some(Report::Asks(asks)))
    }

    /// What the user is to be asked about a plan, of what is not answered yet.
    async fn questions(
        &mut self,
        plan: &Plan,
        token: &Token,
        answered: &[Question],
    ) -> Result<Asks, CourierError> {
        let mut questions = Vec::new();
        if plan.scheduled_end.is_some_and(|end| end - (self.clock)() > FAR) {
            questions.push(Question::FarEnd);
        }
        let tells = plan.tells_a_time() || self.is_start_told()?;
        let zone =
            if tells { self.standing(plan.zone, token, answered).await? } else { Standing::Open };
        if tells && zone != Standing::Proven {
            questions.push(Question::Zone);
        }
        questions.retain(|question| !answered.contains(question));
        Ok(Asks { questions, zone })
    }

    /// The first that stands in the way of a new start of this account. A token of which it is not
    /// known whose it is may be anyone's.
    fn unsettled(&self) -> Result<Option<Intention>, JournalError> {
        for intention in self.journal.open_intentions()? {
            let nobody_knows =
                self.account == owner::DEFAULT && intention.account != owner::ONE_OFF;
            if intention.state.blocks_new_starts() && (nobody_knows || self.owns(&intention)?) {
                return Ok(Some(intention));
            }
        }
        Ok(None)
    }

    fn owns(&self, intention: &Intention) -> Result<bool, JournalError> {
        owns(self.journal, self.account, intention)
    }

    fn own(&self, id: IntentionId) -> Result<Intention, CourierError> {
        let intention = self.journal.get(id)?;
        if self.owns(&intention)? {
            Ok(intention)
        } else {
            Err(CourierError::OtherAccount(intention.account))
        }
    }

    /// Raises the bound, if that can be written: an older one is still a safe one.
    fn raise_id_bound(&mut self, seen: u64) {
        let _ = self.journal.raise_id_bound(seen);
    }

    /// Records that a question comes first.
    fn hold(&mut self, intention: &Intention, question: Question) -> Result<State, JournalError> {
        if matches!(intention.state, State::NotThere | State::Intended) {
            self.journal.append(intention.id, &Event::Queued, (self.clock)())?;
        }
        let state = self.journal.append(intention.id, &Event::Held(question), (self.clock)())?;
        crash::point("held");
        Ok(state)
    }

    async fn report(
        &mut self,
        id: IntentionId,
        ended: Ended,
        token: &Token,
    ) -> Result<Report, CourierError> {
        let Ended { state, server_date, told } = ended;
        let clock_skew = server_date
            .map(|date| date - (self.clock)())
            .filter(|skew| skew.num_seconds().abs() > CLOCK_SKEW_SECONDS);
        // What could be recorded of the outcome is; this is for the user's eyes.
        let read = self.read_back(id, state.clone(), token).await;
        let (state, recorded) = read.unwrap_or((state, None));
        let started_at = recorded.as_ref().and_then(Session::started_at);
        let apart = started_at
            .zip(told)
            .map(|(started_at, told)| started_at - told)
            .filter(|apart| apart.abs() >= APART);
        Ok(Report::Attempted(Box::new(Attempted { id, state, recorded, clock_skew, apart })))
    }
}

/// Is it this account's? One that was recorded before the account's nick was known is, if its token
/// has not been replaced since.
///
/// # Errors
/// What reading the journal can meet.
pub fn owns(journal: &Journal, account: &str, intention: &Intention) -> Result<bool, JournalError> {
    if intention.account != owner::DEFAULT {
        return Ok(intention.account == account);
    }
    if account == owner::ONE_OFF {
        return Ok(false);
    }
    let saved_at = owner::token_saved_at(journal)?;
    Ok(saved_at.is_some_and(|saved_at| saved_at <= intention.created_at))
}

/// Was it not sent, for a reason that may be gone in a moment?
fn is_worth_another_try(state: &State) -> bool {
    match state {
        State::NotSent(why) => *why != NotSent::NotBuilt,
        _ => false,
    }
}

fn not_sent(why: NotSent) -> Event {
    Event::Answered(Outcome::NotSent(why))
}
