//! The work that takes time: journal, credential store, service.
//!
//! Each piece has a thread of its own that is gone when the piece is done, with a runtime of its
//! own: the store must not be called on a runtime's thread, the courier's lock blocks, and a tray
//! that nobody looks at should hold no thread and wake for nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::account::{Account, AccountError};
use latchet_core::courier::{Begun, CourierError, Report, Terms, owns};
use latchet_core::draft::{Draft, DraftStart, Plan};
use latchet_core::intention::{Question, State};
use latchet_core::journal::{Intention, IntentionId, Journal, JournalError};
use latchet_core::settings::{Key, Settings};
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, VaultError};
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, ReadError, Refusal, Session, Token, Why};

use super::Setting;
use super::menu::{Can, Older, Service, Trouble};
use super::model::{Answer, Attended, Ended, Event, Facts, Looked, Mark};
use super::notify::Note;
use super::picture::{Action, Wish};

/// Where events go; may be called on any thread.
pub(super) type Send = Arc<dyn Fn(Event) + std::marker::Send + Sync>;

/// Does the work, away from the tray's own thread.
#[derive(Clone)]
pub(super) struct Worker {
    pub(super) account: Account,
    pub(super) settings_file: PathBuf,
    pub(super) texts: Arc<Texts>,
    pub(super) send: Send,
    /// Wakes a start that waits for the end of its time to undo.
    pub(super) undo: Arc<Mutex<Option<mpsc::Sender<()>>>>,
}

impl Worker {
    pub(super) fn new(setting: &Setting, send: Send) -> Self {
        let asking = Arc::clone(&send);
        let vault = setting.environment.vault.clone();
        let vault = vault.when_asking(move || asking(Event::StoreAsks));
        let account =
            Account::new(setting.environment.folder(), setting.environment.origin.clone(), vault);
        Self {
            account,
            settings_file: setting.environment.home.settings_file(),
            texts: Arc::clone(&setting.texts),
            send,
            undo: Arc::default(),
        }
    }

    /// Looks, and sends [`Event::Looked`].
    pub(super) fn look(&self, service: bool, not_with: Vec<Mark>) {
        let nothing = || Event::Looked(Looked { facts: None, answer: None });
        self.run(nothing, move |worker| Event::Looked(worker.looked(service, &not_with)));
    }

    /// Starts a session, and sends [`Event::Ended`].
    pub(super) fn start(&self, wish: Wish, refused: Option<Mark>) {
        let worker = self.clone();
        let lost = move || Event::Ended(worker.lost());
        self.run(lost, move |worker| Event::Ended(worker.started(&wish, refused)));
    }

    /// Does what is due about starts that are not settled, and sends [`Event::Attended`].
    pub(super) fn attend(&self, network: bool) {
        let nothing = || {
            let notes = Vec::new();
            let later = Some(Utc::now() + TimeDelta::minutes(5));
            Event::Attended(Attended { notes, next: later, waits_for_network: true, facts: None })
        };
        self.run(nothing, move |worker| Event::Attended(worker.attended(network)));
    }

    /// Sends a start that is not settled, or asks the service about it, and sends [`Event::Ended`].
    pub(super) fn resume(&self, id: IntentionId) {
        let worker = self.clone();
        let lost = move || Event::Ended(worker.lost());
        self.run(lost, move |worker| Event::Ended(worker.resumed(id)));
    }

    /// Takes a start back, if it has not been sent. The journal decides, and [`Event::Sign`] makes
    /// that seen.
    pub(super) fn cancel(&self, id: IntentionId) {
        let sign = || Event::Sign { network: false };
        self.run(sign, move |worker| {
            let cancelled = worker.account.journal().and_then(|mut journal| {
                journal.append(id, &latchet_core::intention::Event::Cancelled, Utc::now())
            });
            if let Err(error) = cancelled {
                super::say(&worker.wording().journal(&error).sentence());
            }
            if let Some(waiting) = worker.undo().take() {
                // Nobody waits any more when it is on its way already.
                let _ = waiting.send(());
            }
            sign()
        });
    }

    fn undo(&self) -> MutexGuard<'_, Option<mpsc::Sender<()>>> {
        self.undo.lock().unwrap_or_else(PoisonError::into_inner)
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

    pub(super) fn wording(&self) -> Wording<'_> {
        Wording(&self.texts)
    }

    /// The settings as they are now. Ones that can't be read are as good as none.
    pub(super) fn settings(&self) -> Settings {
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

    pub(super) fn facts(&self, journal: &Journal, zone: Zone) -> Result<Facts, JournalError> {
        let name = self.account.name(journal)?;
        let mark = self.account.token_saved_at(journal)?;
        let ours = |intention: &Intention| owns(journal, &name, intention).unwrap_or(false);
        let open = journal.open_intentions()?;
        let older = open.into_iter().find(|i| ours(i) && i.state.blocks_new_starts());
        let older = older.map(|older| Older {
            id: older.id,
            what: self.wording().state(older.id, &older.state).what,
            can: can(&older.state),
        });
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
        Ok(Facts { mark, token, older, started })
    }

    fn ask(&self, journal: &Journal, zone: Zone) -> Answer {
        let token = match self.account.token(journal, Patience::Background) {
            Ok((token, _)) => token,
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

    fn started(&self, wish: &Wish, refused: Option<Mark>) -> Ended {
        let zone = self.settings().tracker_zone();
        self.told(self.try_start(wish, refused, zone))
    }

    fn told(&self, began: Result<Began, AccountError>) -> Ended {
        match began {
            Ok(Began { told, session: Some(session) }) => {
                self.ended(Ok(session), told.what.clone(), Note::plain(told.what))
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
                    AccountError::Courier(CourierError::Unrecorded { .. }) => {
                        super::say(&told.sentence());
                        (None, told.what)
                    }
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

    fn try_start(
        &self,
        wish: &Wish,
        refused: Option<Mark>,
        zone: Zone,
    ) -> Result<Began, AccountError> {
        let mut journal = self.account.journal()?;
        let facts = self.facts(&journal, zone)?;
        if facts.token == Some(Trouble::Refused) || refused == Some(facts.mark) {
            let refused = ReadError::TokenInvalid { in_service_shape: true };
            return Ok(Began { told: self.wording().read(&refused), session: None });
        }
        let locked_by = self.settings().get(Key::LockedBy);
        let start = match wish {
            Wish::Default | Wish::Preset(_) => DraftStart::Now,
            Wish::Earlier(minutes) => DraftStart::Ago(format!("{minutes}m")),
        };
        let draft = Draft { locked_by, start, ..Draft::default() };
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
        let (token, name) = self.account.token(&journal, Patience::UserPresent)?;
        let client = self.account.client()?;
        let mut courier = self.account.courier(&mut journal, &client, &name);
        let grace = self.settings().grace();
        let report = if grace.is_zero() {
            let terms = Terms { may_wait: true, answered: &[] };
            block_on(courier.start(&plan, &token, terms))
        } else {
            match block_on(courier.begin_grace(&plan, &token, grace, &[])) {
                Some(Ok(Begun::Grace(id, until))) => {
                    self.wait_for_undo(id, until);
                    block_on(courier.after_grace(id, &token))
                }
                Some(Ok(Begun::Instead(report))) => Some(Ok(report)),
                Some(Err(error)) => Some(Err(error)),
                None => None,
            }
        };
        self.began(report, &plan, now)
    }

    /// Offers the user to take it back, until then.
    fn wait_for_undo(&self, id: IntentionId, until: DateTime<Utc>) {
        let (sender, taken_back) = mpsc::channel();
        *self.undo() = Some(sender);
        let left = (until - Utc::now()).to_std().unwrap_or(Duration::ZERO);
        (self.send)(Event::Grace { id, note: Note::undo(&self.texts, id, left) });
        // Taken back or over: the journal knows.
        let _ = taken_back.recv_timeout(left);
        self.undo().take();
    }

    fn resumed(&self, id: IntentionId) -> Ended {
        let resumed = || -> Result<Began, AccountError> {
            let mut journal = self.account.journal()?;
            let (token, name) = self.account.token(&journal, Patience::UserPresent)?;
            let client = self.account.client()?;
            let plan = journal.get(id)?.plan;
            let report =
                block_on(self.account.courier(&mut journal, &client, &name).send(id, &token));
            self.began(report, &plan, Utc::now())
        };
        self.told(resumed())
    }

    fn began(
        &self,
        report: Option<Result<Report, CourierError>>,
        plan: &Plan,
        now: DateTime<Utc>,
    ) -> Result<Began, AccountError> {
        let Some(report) = report else {
            return Ok(Began { told: self.wording().busy(), session: None });
        };
        Ok(match report? {
            Report::Attempted(attempted) => {
                let told = self.wording().state(attempted.id, &attempted.state);
                let session = if let State::Started(id) = &attempted.state {
                    let shown =
                        attempted.recorded.as_ref().map(|session| running(session, plan.zone));
                    Some(shown.unwrap_or(Service::Running {
                        id: id.map(|id| id.0),
                        since: Some(plan.zone.local(plan.start.unwrap_or(now))),
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
            // Only the window can ask.
            Report::Asks(asks) => {
                let asked = self.wording().asks(&asks, plan, now, Zone::of_computer());
                let told = asked.into_iter().next().unwrap_or_else(|| self.wording().busy());
                Began { told, session: None }
            }
        })
    }

    /// How a start ended that started nothing, as far as is known.
    fn not_started(&self, trouble: Option<Trouble>, what: String) -> Ended {
        let body = format!("{what} {}", self.texts.say("notify-look"));
        let buttons = vec![(Action::Open, self.texts.say("notify-open"))];
        self.ended(Err(trouble), what, Note { body, buttons })
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

/// What can be done about a start that is not settled.
fn can(state: &State) -> Can {
    match state {
        State::Held(Question::EndPassed) => Can::Cancel,
        State::Waiting(_) | State::Held(_) | State::NotThere => Can::SendOrCancel,
        State::Unknown(_) => Can::Check,
        _ => Can::Wait,
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
pub(super) fn block_on<T>(work: impl Future<Output = T>) -> Option<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    Some(done)
}
