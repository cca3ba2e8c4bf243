//! Reading the service: what became of a doubtful start, and what has to be known before one is
//! sent.

use latchet_tracker::{Client, Fault, NotSent, ReadError, Session, SessionId, Token};

use super::{Courier, CourierError, CourierLock};
use crate::crash;
use crate::intention::{Event, IntentionId, Question, State};
use crate::journal::{Intention, JournalError};
use crate::owner;
use crate::schedule;
use crate::settling::{Verdict, Wanted, judge};
use crate::time::Zone;
use crate::zone_proof::{self, Standing};

/// More pages than anyone's list of sessions has; a server that never ends is not read for ever.
const MAX_PAGES: u32 = 400;

/// A complete list, or why there is none.
pub(super) enum Known {
    /// Every session of the account, ended ones too.
    Sessions(Vec<Session>),
    /// The read failed.
    Failed(ReadError),
    /// The token is another account's, and tells nothing.
    OthersToken,
}

impl Courier<'_> {
    pub(super) async fn check_holding(
        &mut self,
        _lock: &CourierLock,
        id: IntentionId,
        token: &Token,
    ) -> Result<State, CourierError> {
        let intention = self.own(id)?;
        let State::Unknown(doubt) = &intention.state else { return Ok(intention.state) };
        if schedule::is_left_alone(doubt, (self.clock)()) {
            // Not even for a user who is waiting.
            return Ok(intention.state);
        }
        self.journal.append(id, &Event::CheckBegan, (self.clock)())?;
        crash::point("check-recorded");
        let known = self.all_of_owner(&intention, token).await?;
        crash::point("check-read");
        let event = match known {
            Known::OthersToken => Event::CheckNotAllowed,
            Known::Failed(error) => failed(&error),
            Known::Sessions(sessions) => match self.verdict(&intention, &sessions)? {
                Verdict::Found(session) => Event::Found(session),
                Verdict::Absent => Event::NotFound,
                Verdict::Doubtful(_) => Event::Doubtful,
            },
        };
        let state = self.journal.append(id, &event, (self.clock)())?;
        crash::point("verdict-recorded");
        Ok(state)
    }

    /// What a complete list says about an intention that was attempted.
    pub(super) fn verdict(
        &self,
        intention: &Intention,
        sessions: &[Session],
    ) -> Result<Verdict, JournalError> {
        let mut claimed = Vec::new();
        for session in sessions {
            if self.journal.claims(session.id)? {
                claimed.push(session.id);
            }
        }
        let attempted_at = match &intention.state {
            State::Unknown(doubt) | State::Checking { doubt, .. } => doubt.attempted_at,
            State::Sending { since, .. } => *since,
            _ => intention.changed_at,
        };
        let wanted = Wanted {
            plan: &intention.plan,
            id_bound: intention.id_bound,
            created_at: intention.created_at,
            attempted_at,
        };
        Ok(judge(wanted, sessions, |id| claimed.contains(&id)))
    }

    /// Every session of the intention's owner: a token that turns out to be another account's tells
    /// nothing.
    pub(super) async fn all_of_owner(
        &mut self,
        intention: &Intention,
        token: &Token,
    ) -> Result<Known, JournalError> {
        match self.client.user_stats(token).await {
            Ok(stats) => {
                let known = ![owner::DEFAULT, owner::ONE_OFF].contains(&&*intention.account);
                if let Some(nick) = stats.nick
                    && known
                    && nick != intention.account
                {
                    return Ok(Known::OthersToken);
                }
            }
            // A token may be allowed to see sessions and not this; the next read tells.
            Err(ReadError::NotAllowed | ReadError::Unreadable) => {}
            Err(error) => return Ok(Known::Failed(error)),
        }
        let sessions = match self.all_sessions(token).await {
            Ok(sessions) => sessions,
            Err(error) => return Ok(Known::Failed(error)),
        };
        let zone = intention.plan.zone;
        zone_proof::learn(self.journal, self.account, zone, &sessions, (self.clock)())?;
        Ok(Known::Sessions(sessions))
    }

    /// Every session, page after page.
    async fn all_sessions(&self, token: &Token) -> Result<Vec<Session>, ReadError> {
        let mut all: Vec<Session> = Vec::new();
        for _ in 0..MAX_PAGES {
            let offset = u32::try_from(all.len()).map_err(|_| ReadError::Unreadable)?;
            let page = self.client.sessions(token, offset).await?;
            let is_last = Client::is_last_page(&page);
            let brings_nothing = page.iter().all(|one| all.iter().any(|known| known.id == one.id));
            if !is_last && brings_nothing {
                // It does not turn the page: nobody knows what is on the others.
                return Err(ReadError::Unreadable);
            }
            all.extend(page);
            if is_last {
                return Ok(all);
            }
        }
        Err(ReadError::Unreadable)
    }

    /// How the tracker's zone stands for this account. Asks the service when nothing is known.
    pub(super) async fn standing(
        &mut self,
        zone: Zone,
        token: &Token,
        answered: &[Question],
    ) -> Result<Standing, CourierError> {
        if zone_proof::is_remembered(self.journal, self.account, zone)? {
            return Ok(Standing::Proven);
        }
        if answered.contains(&Question::Zone) {
            zone_proof::remember(self.journal, self.account, zone)?;
            return Ok(Standing::Proven);
        }
        let Ok(sessions) = self.client.sessions(token, 0).await else { return Ok(Standing::Open) };
        if let Some(highest) = sessions.iter().map(|session| session.id).max() {
            self.raise_id_bound(highest);
        }
        Ok(zone_proof::learn(self.journal, self.account, zone, &sessions, (self.clock)())?)
    }

    /// The highest session number known. Without one the service is asked first; if that can't be
    /// answered the start goes out all the same, unless nothing can get out at all.
    pub(super) async fn id_bound(
        &mut self,
        token: &Token,
    ) -> Result<Result<Option<u64>, NotSent>, JournalError> {
        if let Some(bound) = self.journal.id_bound()? {
            return Ok(Ok(Some(bound)));
        }
        match self.client.sessions(token, 0).await {
            Ok(sessions) => {
                let highest = sessions.iter().map(|session| session.id).max().unwrap_or(0);
                self.raise_id_bound(highest);
                Ok(Ok(Some(highest)))
            }
            Err(ReadError::Unreachable(Fault::Before(why))) => Ok(Err(why)),
            Err(_) => Ok(Ok(None)),
        }
    }

    /// What the service shows after a start: for the user, and for a number that was not told.
    pub(super) async fn read_back(
        &mut self,
        id: IntentionId,
        state: State,
        token: &Token,
    ) -> Result<(State, Option<Session>), JournalError> {
        let State::Started(number) = state else { return Ok((state, None)) };
        crash::point("read-back");
        let Ok(Some(session)) = self.client.active_session(token).await else {
            return Ok((state, None));
        };
        let intention = self.journal.get(id)?;
        let is_it = match number {
            Some(SessionId(number)) => number == session.id,
            // Guessed only where nothing else could be meant: every session is looked at.
            None => match self.all_sessions(token).await {
                Ok(all) => self.verdict(&intention, &all)? == Verdict::Found(SessionId(session.id)),
                Err(_) => false,
            },
        };
        if !is_it {
            return Ok((state, None));
        }
        let (zone, now) = (intention.plan.zone, (self.clock)());
        zone_proof::learn(self.journal, self.account, zone, std::slice::from_ref(&session), now)?;
        if number.is_some() {
            return Ok((state, Some(session)));
        }
        let state = self.journal.append(id, &Event::Identified(SessionId(session.id)), now)?;
        crash::point("identified");
        Ok((state, Some(session)))
    }
}

/// What a failed read means for the start that it was about.
fn failed(error: &ReadError) -> Event {
    match error {
        ReadError::TokenInvalid { in_service_shape: true } | ReadError::NotAllowed => {
            Event::CheckNotAllowed
        }
        ReadError::Status { retry_after_seconds: Some(seconds), .. } => {
            Event::CheckPutOff { retry_after_seconds: *seconds }
        }
        ReadError::TokenInvalid { in_service_shape: false }
        | ReadError::Unreachable(_)
        | ReadError::Status { retry_after_seconds: None, .. }
        | ReadError::Unreadable => Event::CheckFailed,
    }
}
