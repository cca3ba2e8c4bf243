//! What runs now, while somebody looks at the window: read from the service when it comes to sight
//! and at most once a minute, and told in words that are true now.

use std::sync::PoisonError;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::account::AccountError;
use latchet_core::journal::Journal;
use latchet_core::live::{self, LastRead, changes_since, moved};
use latchet_core::status::Status;
use latchet_core::time::Zone;
use latchet_core::vault::Patience;
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, EndChange, ReadError, Token};

use super::answers::{Reply, Running, RunningState};
use super::desk::Desk;
use super::worker::{Lost, block_on};

/// Looking asks the service no more often than this.
const EVERY: TimeDelta = TimeDelta::seconds(60);

/// When a token was saved: another one means another answer.
type Mark = Option<DateTime<Utc>>;

/// What was seen of the service, and when.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// The last attempt, and with which token it was made.
    last: Option<(LastRead, Mark)>,
    /// The last answer. It stays while the service can't be asked.
    seen: Option<(Status, DateTime<Utc>)>,
    /// The end of the session that runs is another than it was.
    moved: Option<String>,
    /// Why the service could not be asked.
    trouble: Option<Told>,
}

impl Desk {
    /// What runs. `anew`: the user asked, or has just changed it.
    pub(crate) fn running(&self, anew: bool) -> Reply<Running> {
        let zone = self.settings()?.tracker_zone();
        let journal = self.journal()?;
        let mark = self.account()?.token_saved_at(&journal).map_err(|error| self.failed(error))?;
        // Who comes meanwhile waits, and then need not ask.
        let mut sight = self.sight.lock().unwrap_or_else(PoisonError::into_inner);
        sight.forget_others(mark);
        if sight.is_due(anew, Utc::now()) {
            match self.read(&journal, &sight, zone)? {
                Ok((read, changes)) => {
                    sight.after(read, &changes, mark, zone, Utc::now(), self.wording());
                }
                Err(error) => sight.trouble = Some(self.wording().account(&error)),
            }
        }
        Ok(sight.told(self.wording(), zone, Utc::now()))
    }

    /// Asks what runs and, where its end has moved, through what.
    fn read(&self, journal: &Journal, sight: &Sight, zone: Zone) -> Reply<Result<Read, AccountError>> {
        let account = self.account()?;
        let ready = account
            .token(journal, Patience::Background)
            .and_then(|(token, _)| Ok((account.client()?, token)));
        Ok(match ready {
            Ok((client, token)) => {
                Ok(block_on(sight.ask(&client, &token, zone)).map_err(|Lost| self.lost())?)
            }
            Err(error) => Err(error),
        })
    }
}

/// An answer, and why an end that has moved did.
type Read = (Result<Status, ReadError>, Vec<EndChange>);

impl Sight {
    /// What was seen with another token says nothing.
    fn forget_others(&mut self, mark: Mark) {
        if self.last.is_some_and(|(_, used)| used != mark) {
            *self = Self::default();
        }
    }

    /// Is the service to be asked? Never again with a token that it refused.
    fn is_due(&self, anew: bool, now: DateTime<Utc>) -> bool {
        let Some((last, _)) = self.last else { return true };
        // A clock that was put back makes no knowledge fresh.
        let is_old = now < last.at || now - last.at >= EVERY.max(last.retry_after);
        !last.refused && (anew || is_old)
    }

    async fn ask(&self, client: &Client, token: &Token, zone: Zone) -> Read {
        let status = Status::ask(client, token).await;
        let changes = match (&self.seen, &status) {
            (Some((before, read_at)), Ok(after)) if end_moved(before, after, zone).is_some() => {
                let id = running(after, zone).and_then(|running| running.id).unwrap_or_default();
                let changes = client.end_changes(token, id).await.unwrap_or_default();
                changes_since(&changes, *read_at)
            }
            _ => Vec::new(),
        };
        (status, changes)
    }

    /// It was asked.
    fn after(
        &mut self,
        read: Result<Status, ReadError>,
        changes: &[EndChange],
        mark: Mark,
        zone: Zone,
        now: DateTime<Utc>,
        wording: Wording<'_>,
    ) {
        let last = LastRead::after(self.last.map(|(last, _)| last), &read, now);
        self.last = Some((last, mark));
        match read {
            Ok(status) => {
                let before = self.seen.as_ref().map(|(before, _)| before);
                let moved = before.and_then(|before| end_moved(before, &status, zone));
                let id = |status| running(status, zone).map(|running| running.id);
                if let Some(moved) = moved {
                    self.moved = Some(wording.moved(&moved, changes, zone));
                } else if before.and_then(id) != id(&status) {
                    self.moved = None;
                }
                self.seen = Some((status, now));
                self.trouble = None;
            }
            Err(error) => {
                self.trouble = Some(wording.read(&error));
                if last.refused {
                    (self.seen, self.moved) = (None, None);
                }
            }
        }
    }

    /// In words, as they are true now.
    fn told(&self, wording: Wording<'_>, zone: Zone, now: DateTime<Utc>) -> Running {
        let trouble = self.trouble.as_ref();
        let at = self.last.map_or(now, |(last, _)| last.at);
        let runs = self.seen.as_ref().is_some_and(|(status, _)| status.running() == Some(true));
        let shown = |state, lines, at| Running {
            state,
            runs,
            lines,
            moved: self.moved.clone(),
            as_of: wording.known(at, zone, now),
        };
        match (&self.seen, trouble) {
            (Some((status, read_at)), trouble) if runs || trouble.is_none() => {
                let lines = match running(status, zone) {
                    Some(running) => wording.live(&running, None, zone, now),
                    None => wording.status(status, zone, now),
                };
                let why = trouble.map(|trouble| trouble.what.clone());
                shown(state_of(status), lines.into_iter().chain(why).collect(), *read_at)
            }
            (_, trouble) => {
                let lines = trouble.map(|trouble| {
                    std::iter::once(trouble.what.clone()).chain(trouble.next.clone()).collect()
                });
                shown(RunningState::Unavailable, lines.unwrap_or_default(), at)
            }
        }
    }
}

/// The session that runs, where the token may read it.
fn running(status: &Status, zone: Zone) -> Option<live::Running> {
    match status {
        Status::Sessions(Some(session)) => Some(live::Running::of(session, zone)),
        Status::Sessions(None) | Status::PublicOnly(_) => None,
    }
}

fn end_moved(before: &Status, after: &Status, zone: Zone) -> Option<live::Moved> {
    moved(&running(before, zone)?, &running(after, zone)?)
}

fn state_of(status: &Status) -> RunningState {
    match status {
        Status::Sessions(Some(_)) => RunningState::Running,
        Status::Sessions(None) => RunningState::Idle,
        Status::PublicOnly(_) => RunningState::PublicOnly,
    }
}
