//! The work that takes time: journal, credential store, service.
//!
//! Each piece has a thread of its own that is gone when the piece is done, with a runtime of its
//! own: the store must not be called on a runtime's thread, the courier's lock blocks, and a tray
//! that nobody looks at should hold no thread and wake for nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use latchet_core::account::{Account, AccountError};
use latchet_core::courier::Report;
use latchet_core::draft::{Draft, Plan};
use latchet_core::intention::State;
use latchet_core::journal::{Intention, Journal, JournalError};
use latchet_core::settings::{Key, Settings};
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, VaultError};
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, ReadError, Refusal, Session, Token, Why};

use super::menu::{Service, Trouble};
use super::model::{Answer, Ended, Event, Facts, Looked, Mark};
use super::notify::Note;

/// Where events go; may be called on any thread.
pub(super) type Send = Arc<dyn Fn(Event) + std::marker::Send + Sync>;

/// Does the work, away from the tray's own thread.
#[derive(Clone)]
pub(super) struct Worker {
    pub(super) account: Account,
    pub(super) settings_file: PathBuf,
    pub(super) texts: Arc<Texts>,
    pub(super) send: Send,
}

impl Worker {
    /// Looks, and sends [`Event::Looked`].
    pub(super) fn look(&self, service: bool, not_with: Vec<Mark>) {
        let nothing = || Event::Looked(Looked { facts: None, answer: None });
        self.run(nothing, move |worker| Event::Looked(worker.looked(service, &not_with)));
    }

    /// Starts a session, and sends [`Event::Ended`].
    pub(super) fn start(&self, refused: Option<Mark>) {
        let worker = self.clone();
        let lost = move || Event::Ended(worker.lost());
        self.run(lost, move |worker| Event::Ended(worker.started(refused)));
    }

    /// Whatever becomes of the work, an event is sent: the menu would say "sending" for ever.
    fn run(
        &self,
        lost: impl Fn() -> Event + std::marker::Send + Sync + 'static,
        work: impl FnOnce(&Self) -> Event + std::marker::Send + 'static,
    ) {
        let worker = self.clone();
        let lost = Arc::new(lost);
        let instead = Arc::clone(&lost);
        let spawned = thread::Builder::new().name("work".to_owned()).spawn(move || {
            let event = catch_unwind(AssertUnwindSafe(|| work(&worker)));
            (worker.send)(event.unwrap_or_else(|_| lost()));
        });
        if spawned.is_err() {
            (self.send)(instead());
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording(&self.texts)
    }

    /// The settings as they are now. Ones that can't be read are as good as none.
    fn settings(&self) -> Settings {
        Settings::load(&self.settings_file).unwrap_or_default()
    }

    fn looked(&self, service: bool, not_with: &[Mark]) -> Looked {
        let zone = self.settings().tracker_zone();
        let journal = self.account.journal();
        let facts = journal.as_ref().ok().and_then(|journal| self.facts(journal, zone).ok());
        let (Ok(journal), Some(found)) = (journal, &facts) else {
            return Looked { facts: None, answer: None };
        };
        let known = found.token == Some(Trouble::Refused) || not_with.contains(&found.mark);
        let answer = (service && !known).then(|| self.ask(&journal, zone));
        Looked { facts, answer }
    }

    fn facts(&self, journal: &Journal, zone: Zone) -> Result<Facts, JournalError> {
        let name = self.account.name(journal)?;
        let mark = self.account.token_saved_at(journal)?;
        let ours = |intention: &Intention| intention.account == name;
        let open = journal.open_intentions()?;
        let older = open.into_iter().find(|i| ours(i) && i.state.blocks_new_starts());
        let newest = journal.settled(RECENT)?.into_iter().find(ours);
        let token = newest.as_ref().and_then(|newest| match &newest.state {
            State::Refused(refusal) if mark.is_none_or(|saved| saved < newest.changed_at) => {
                trouble(refusal)
            }
            _ => None,
        });
        let started = newest.and_then(|newest| {
            let (State::Started(_) | State::SettledByHand(_)) = newest.state else { return None };
            let id = newest.state.session_id()?.0;
            let since = zone.local(newest.plan.start.unwrap_or(newest.created_at));
            let session = Service::Running { id: Some(id), since: Some(since) };
            Some((newest.changed_at, session))
        });
        Ok(Facts { mark, token, older: older.map(|older| older.id), started })
    }

    fn ask(&self, journal: &Journal, zone: Zone) -> Answer {
        let token = match self.account.token(journal, Patience::Background) {
            Ok(token) => token,
            Err(AccountError::Vault(error)) => return Answer::Vault(error),
            Err(error) => return failed(&self.wording().account(&error)),
        };
        let client = match self.account.client() {
            Ok(client) => client,
            Err(error) => return failed(&self.wording().account(&error.into())),
        };
        match block_on(read(&client, &token, zone)) {
            Some(Ok(service)) => Answer::Service(service),
            Some(Err(ReadError::TokenInvalid { in_service_shape: true })) => Answer::Refused,
            Some(Err(error)) => failed(&self.wording().read(&error)),
            None => Answer::Service(Service::Unread),
        }
    }

    fn started(&self, refused: Option<Mark>) -> Ended {
        let zone = self.settings().tracker_zone();
        match self.try_start(refused, zone) {
            Ok(Began { told, session: Some(session) }) => {
                self.ended(Ok(session), told.what.clone(), Note { body: told.what })
            }
            Ok(Began { told, session: None }) => {
                let trouble = (told.code == "no_write_permission").then_some(Trouble::NoWrite);
                let trouble =
                    if told.code == "token_invalid" { Some(Trouble::Refused) } else { trouble };
                self.not_started(trouble, told.what)
            }
            Err(error) => {
                let told = self.wording().account(&error);
                let (trouble, what) = match error {
                    AccountError::Vault(VaultError::Missing) => (Some(Trouble::NoToken), told.what),
                    AccountError::Vault(error) => (Some(Trouble::Store(error)), told.what),
                    // These words name folders, so they are for a terminal alone.
                    _ => {
                        super::say(&told.sentence());
                        (None, self.texts.say("notify-nothing-started"))
                    }
                };
                self.not_started(trouble, what)
            }
        }
    }

    fn try_start(&self, refused: Option<Mark>, zone: Zone) -> Result<Began, AccountError> {
        let mut journal = self.account.journal()?;
        let facts = self.facts(&journal, zone)?;
        if facts.token == Some(Trouble::Refused) || refused == Some(facts.mark) {
            let refused = ReadError::TokenInvalid { in_service_shape: true };
            return Ok(Began { told: self.wording().read(&refused), session: None });
        }
        let locked_by = self.settings().get(Key::LockedBy);
        let draft = Draft { locked_by, ..Draft::default() };
        let now = Utc::now();
        let plan = match Plan::from_draft(&draft, zone, now) {
            Ok(plan) => plan,
            Err(problems) => {
                let told =
                    problems.first().map(|problem| self.wording().problem(*problem, zone, now));
                return Ok(Began {
                    told: told.unwrap_or_else(|| self.wording().busy()),
                    session: None,
                });
            }
        };
        let token = self.account.token(&journal, Patience::UserPresent)?;
        let name = self.account.name(&journal)?;
        let client = self.account.client()?;
        let sending = self.account.start(&mut journal, &client, &name, &token, &plan);
        let Some(report) = block_on(sending) else {
            return Ok(Began { told: self.wording().busy(), session: None });
        };
        Ok(match report? {
            Report::Attempted(attempted) => {
                let told = self.wording().state(attempted.id, &attempted.state);
                let session = if let State::Started(id) = &attempted.state {
                    let shown = attempted.recorded.as_ref().map(|session| running(session, zone));
                    Some(shown.unwrap_or(Service::Running {
                        id: id.map(|id| id.0),
                        since: Some(zone.local(now)),
                    }))
                } else {
                    None
                };
                Began { told, session }
            }
            Report::Blocked(earlier) => {
                Began { told: self.wording().blocked(earlier.id), session: None }
            }
            Report::Busy => Began { told: self.wording().busy(), session: None },
        })
    }

    /// How a start ended that started nothing, as far as is known.
    fn not_started(&self, trouble: Option<Trouble>, what: String) -> Ended {
        let body = format!("{what} {}", self.texts.say("notify-look"));
        self.ended(Err(trouble), what, Note { body })
    }

    /// The work itself was lost. The journal knows whether something was being sent.
    fn lost(&self) -> Ended {
        self.not_started(None, self.texts.say("notify-unforeseen"))
    }

    fn ended(&self, result: Result<Service, Option<Trouble>>, what: String, note: Note) -> Ended {
        let zone = self.settings().tracker_zone();
        let journal = self.account.journal();
        let facts = journal.ok().and_then(|journal| self.facts(&journal, zone).ok());
        Ended { at: zone.local(Utc::now()), result, what, note, facts }
    }
}

/// How many settled starts are looked through for the newest of this account.
const RECENT: u32 = 20;

/// What became of a start that could be tried.
struct Began {
    told: Told,
    /// The session, if it stands.
    session: Option<Service>,
}

/// What a refusal says about the token.
fn trouble(refusal: &Refusal) -> Option<Trouble> {
    match refusal.why {
        _ if !refusal.in_service_shape => None,
        Why::TokenInvalid => Some(Trouble::Refused),
        Why::NoWritePermission => Some(Trouble::NoWrite),
        Why::BadInput | Why::Overlap | Why::Status(_) => None,
    }
}

fn failed(told: &Told) -> Answer {
    Answer::Service(Service::Failed(told.what.clone()))
}

/// What runs, private sessions too; only the public answer where the token may not read.
async fn read(client: &Client, token: &Token, zone: Zone) -> Result<Service, ReadError> {
    match client.active_session(token).await {
        Ok(Some(session)) => Ok(running(&session, zone)),
        Ok(None) => Ok(Service::Idle),
        Err(ReadError::NotAllowed) => {
            let stats = client.user_stats(token).await?;
            Ok(stats.locked.map_or(Service::Unread, Service::Public))
        }
        Err(error) => Err(error),
    }
}

fn running(session: &Session, zone: Zone) -> Service {
    let since: Option<DateTime<Utc>> = session.started_at().or_else(|| zone.instant(session.start));
    Service::Running { id: Some(session.id), since: since.map(|since| zone.local(since)) }
}

/// Runs something on the network, on this thread. A name look-up that hangs is not waited for.
fn block_on<T>(work: impl Future<Output = T>) -> Option<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    Some(done)
}
