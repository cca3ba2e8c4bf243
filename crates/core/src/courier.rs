//! Carries one intention to the service, once.
//!
//! Whoever holds the courier lock may send, and nobody else: an operating-system file lock, freed
//! when its process dies. It is held for one attempt. Before anything else its holder turns what a
//! dead program left as *sending* into *unknown*.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{
    Client, Fault, Field, NotSent, Outcome, ReadError, Refusal, Session, SessionId, Token, Why,
};

use crate::draft::{Plan, told_minute};
use crate::home::create_private_folder;
use crate::intention::{Event, State};
use crate::journal::{Intention, IntentionId, Journal, JournalError};
use crate::settling::{Verdict, Wanted, judge};

/// How long a start waits for another program's attempt.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(25);

/// A server's clock that differs by more than this, in seconds, is worth a word.
pub const CLOCK_SKEW_SECONDS: i64 = 120;

/// The right to send, until it is dropped.
#[derive(Debug)]
pub struct CourierLock(#[expect(dead_code, reason = "held, not read")] File);

/// Why the right to send was not got.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another program has been sending all the while.
    #[error("another start is still being sent")]
    Taken,
    /// The lock file can't be used.
    #[error("the lock in the data folder can't be used: {0}")]
    Io(#[from] io::Error),
}

impl CourierLock {
    /// Waits for the right to send, at most `patience`.
    ///
    /// # Errors
    /// See [`LockError`].
    pub fn acquire(folder: &Path, patience: Duration) -> Result<Self, LockError> {
        create_private_folder(folder)?;
        let file = File::create(folder.join("courier.lock"))?;
        match file.try_lock() {
            Ok(()) => return Ok(Self(file)),
            Err(std::fs::TryLockError::WouldBlock) if patience.is_zero() => {
                return Err(LockError::Taken);
            }
            Err(std::fs::TryLockError::WouldBlock) => {}
            Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        // A thread of its own waits in the system call: there is no lock with a deadline. Left
        // alone it gets the lock some day, finds nobody listening, and drops it.
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let locked = file.lock().map(|()| file);
            let _ = sender.send(locked);
        });
        match receiver.recv_timeout(patience) {
            Ok(locked) => Ok(Self(locked?)),
            Err(_) => Err(LockError::Taken),
        }
    }
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
}

/// More pages than anyone's list of sessions has; a server that never ends is not read for ever.
const MAX_PAGES: u32 = 400;

/// Why a start was not even tried.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// It could not be recorded, so it was not sent.
    #[error(transparent)]
    Journal(#[from] JournalError),
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

/// What the journal remembers when the service has said that it wants the start told.
const START_FIELDS: &str = "start_fields";

impl Courier<'_> {
    /// One wish, at most one session: takes the lock, records, sends, records the outcome, and
    /// reads back what stands.
    ///
    /// # Errors
    /// When it can't be recorded; then nothing has been sent.
    pub async fn start(&mut self, plan: &Plan, token: &Token) -> Result<Report, CourierError> {
        let clicked_at = (self.clock)();
        let Some(lock) = self.take_turn()? else { return Ok(Report::Busy) };
        if let Some(earlier) = self.unsettled()? {
            // The person is here now: perhaps the service can be read by now.
            if matches!(earlier.state, State::Unknown { .. }) {
                self.check_holding(&lock, earlier.id, token).await?;
            }
            if let Some(earlier) = self.unsettled()? {
                return Ok(Report::Blocked(Box::new(earlier)));
            }
        }
        let bound = self.id_bound(token).await?;
        let explicit = self.journal.memory(START_FIELDS)?.is_some().then_some(clicked_at);
        let id = self.journal.record(
            plan,
            self.account,
            bound.as_ref().ok().copied().flatten(),
            &Event::SendingBegan,
            (self.clock)(),
        )?;
        let (state, server_date) = match bound {
            // The read that was to come first did not get as far as the first byte.
            Err(why) => (self.journal.append(id, &not_sent(why), (self.clock)())?, None),
            Ok(_) => self.attempt(id, plan, token, explicit, clicked_at).await?,
        };
        let state = match state {
            State::Unknown { .. } => self.check_holding(&lock, id, token).await?,
            state => state,
        };
        drop(lock);
        self.report(id, state, server_date, token).await
    }

    async fn report(
        &mut self,
        id: IntentionId,
        state: State,
        server_date: Option<DateTime<Utc>>,
        token: &Token,
    ) -> Result<Report, CourierError> {
        let clock_skew = server_date
            .map(|date| date - (self.clock)())
            .filter(|skew| skew.num_seconds().abs() > CLOCK_SKEW_SECONDS);
        let (state, recorded) = self.read_back(id, state, token).await?;
        Ok(Report::Attempted(Box::new(Attempted { id, state, recorded, clock_skew })))
    }

    /// Sends an intention that was recorded before and certainly does not stand: one that waited, or
    /// whose absence is proven. Its original moment is told, so that a latecomer meets a 409.
    ///
    /// # Errors
    /// [`JournalError::Illegal`] for one that may stand, or is settled.
    pub async fn send(&mut self, id: IntentionId, token: &Token) -> Result<Report, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(Report::Busy) };
        let Intention { plan, created_at, account, .. } = self.journal.get(id)?;
        if account != self.account {
            return Err(CourierError::OtherAccount(account));
        }
        self.journal.append(id, &Event::SendingBegan, (self.clock)())?;
        let (state, server_date) =
            self.attempt(id, &plan, token, Some(created_at), created_at).await?;
        drop(lock);
        self.report(id, state, server_date, token).await
    }

    /// Reads the service to find out what became of an attempt whose outcome is unknown. Another
    /// account's token can't tell.
    ///
    /// # Errors
    /// [`JournalError::Illegal`] for one whose outcome is known.
    pub async fn check(&mut self, id: IntentionId, token: &Token) -> Result<State, CourierError> {
        let Some(lock) = self.take_turn()? else { return Ok(self.journal.get(id)?.state) };
        let state = self.check_holding(&lock, id, token).await?;
        Ok(state)
    }

    async fn check_holding(
        &mut self,
        _lock: &CourierLock,
        id: IntentionId,
        token: &Token,
    ) -> Result<State, CourierError> {
        let intention = self.journal.get(id)?;
        if intention.account != self.account {
            return Err(CourierError::OtherAccount(intention.account));
        }
        let State::Unknown { attempted_at, .. } = intention.state else {
            return Ok(intention.state);
        };
        self.journal.append(id, &Event::CheckBegan, (self.clock)())?;
        let event = match self.all_sessions(token).await {
            Err(_) => Event::CheckFailed,
            Ok(sessions) => {
                let claimed: Result<Vec<_>, _> = sessions
                    .iter()
                    .map(|session| Ok((session.id, self.journal.claims(session.id)?)))
                    .filter(|claim| !matches!(claim, Ok((_, false))))
                    .collect::<Result<_, JournalError>>();
                let claimed = claimed?;
                let wanted = Wanted {
                    plan: &intention.plan,
                    id_bound: intention.id_bound,
                    created_at: intention.created_at,
                    attempted_at,
                };
                match judge(wanted, &sessions, |id| claimed.iter().any(|(taken, _)| *taken == id)) {
                    Verdict::Found(session) => Event::Found(session),
                    Verdict::Absent => Event::NotFound,
                    Verdict::Doubtful(_) => Event::Doubtful,
                }
            }
        };
        let state = self.journal.append(id, &event, (self.clock)())?;
        if let Event::Found(SessionId(number)) = event {
            self.journal.raise_id_bound(number)?;
        }
        Ok(state)
    }

    /// Every session of the account, ended ones too, page after page.
    async fn all_sessions(&self, token: &Token) -> Result<Vec<Session>, ReadError> {
        let mut all: Vec<Session> = Vec::new();
        for _ in 0..MAX_PAGES {
            let offset = u32::try_from(all.len()).map_err(|_| ReadError::Unreadable)?;
            let page = self.client.sessions(token, offset).await?;
            let is_last = Client::is_last_page(&page);
            all.extend(page);
            if is_last {
                return Ok(all);
            }
        }
        Err(ReadError::Unreadable)
    }

    /// Waits for the right to send, and begins with what a dead program left. `None` when another
    /// program has been sending all the while.
    fn take_turn(&mut self) -> Result<Option<CourierLock>, CourierError> {
        let lock = match CourierLock::acquire(self.folder, LOCK_PATIENCE) {
            Ok(lock) => lock,
            Err(LockError::Taken) => return Ok(None),
            Err(LockError::Io(error)) => return Err(CourierError::Folder(error)),
        };
        mark_interrupted(self.journal, (self.clock)())?;
        Ok(Some(lock))
    }

    fn unsettled(&self) -> Result<Option<Intention>, JournalError> {
        let open = self.journal.open_intentions()?;
        Ok(open.into_iter().find(|i| i.account == self.account && i.state.blocks_new_starts()))
    }

    /// The highest session number known. Without one the service is asked first; if that can't be
    /// answered the start goes out all the same, unless nothing can get out at all.
    async fn id_bound(
        &mut self,
        token: &Token,
    ) -> Result<Result<Option<u64>, NotSent>, JournalError> {
        if let Some(bound) = self.journal.id_bound()? {
            return Ok(Ok(Some(bound)));
        }
        match self.client.sessions(token, 0).await {
            Ok(sessions) => {
                let highest = sessions.iter().map(|session| session.id).max().unwrap_or(0);
                self.journal.raise_id_bound(highest)?;
                Ok(Ok(Some(highest)))
            }
            Err(ReadError::Unreachable(Fault::Before(why))) => Ok(Err(why)),
            Err(_) => Ok(Ok(None)),
        }
    }

    async fn attempt(
        &mut self,
        id: IntentionId,
        plan: &Plan,
        token: &Token,
        explicit: Option<DateTime<Utc>>,
        clicked_at: DateTime<Utc>,
    ) -> Result<(State, Option<DateTime<Utc>>), JournalError> {
        let told = explicit.map(|moment| told_minute(moment, (self.clock)()));
        let Ok(request) = plan.request(told) else {
            let state = self.journal.append(id, &not_sent(NotSent::NotBuilt), (self.clock)())?;
            return Ok((state, None));
        };
        let exchange = self.client.start(token, &request).await;
        if request.start.is_none() && wants_start_fields(&exchange.outcome) {
            self.journal.remember(START_FIELDS, "mandatory")?;
            self.journal.append(id, &Event::StartFieldsWanted, (self.clock)())?;
            self.journal.append(id, &Event::SendingBegan, (self.clock)())?;
            return Box::pin(self.attempt(id, plan, token, Some(clicked_at), clicked_at)).await;
        }
        let state = self.journal.append(id, &Event::Answered(exchange.outcome), (self.clock)())?;
        if let State::Started(Some(SessionId(number))) = &state {
            self.journal.raise_id_bound(*number)?;
        }
        Ok((state, exchange.server_date))
    }

    /// What the service shows after a start: for the user, and for a number that was not told.
    async fn read_back(
        &mut self,
        id: IntentionId,
        state: State,
        token: &Token,
    ) -> Result<(State, Option<Session>), JournalError> {
        let State::Started(number) = state else { return Ok((state, None)) };
        let Ok(Some(session)) = self.client.active_session(token).await else {
            return Ok((state, None));
        };
        match number {
            Some(SessionId(number)) if number == session.id => Ok((state, Some(session))),
            Some(_) => Ok((state, None)),
            None => {
                let intention = self.journal.get(id)?;
                if intention.id_bound.is_none_or(|bound| session.id <= bound) {
                    return Ok((state, None));
                }
                let event = Event::Identified(SessionId(session.id));
                let state = self.journal.append(id, &event, (self.clock)())?;
                self.journal.raise_id_bound(session.id)?;
                Ok((state, Some(session)))
            }
        }
    }
}

/// Turns what a dead program left as *sending* or *checking* into *unknown*, unless a living one is
/// at it just now.
///
/// # Errors
/// When it can't be recorded.
pub fn recover(
    folder: &Path,
    journal: &mut Journal,
    now: DateTime<Utc>,
) -> Result<(), JournalError> {
    match CourierLock::acquire(folder, Duration::ZERO) {
        Ok(_lock) => mark_interrupted(journal, now),
        Err(_) => Ok(()),
    }
}

/// Only the lock's holder may say so.
fn mark_interrupted(journal: &mut Journal, now: DateTime<Utc>) -> Result<(), JournalError> {
    for intention in journal.open_intentions()? {
        if matches!(intention.state, State::Sending { .. } | State::Checking { .. }) {
            journal.append(intention.id, &Event::FoundInterrupted, now)?;
        }
    }
    Ok(())
}

fn not_sent(why: NotSent) -> Event {
    Event::Answered(Outcome::NotSent(why))
}

/// A 400 about a start field that was left out: this service wants the start told. It recorded
/// nothing, so the same start may go out once more with its moment.
fn wants_start_fields(outcome: &Outcome) -> bool {
    let start = Some(Field::StartDate);
    let time = Some(Field::StartTime);
    matches!(outcome, Outcome::Refused(Refusal { why: Why::BadInput, field, .. })
        if *field == start || *field == time)
}
