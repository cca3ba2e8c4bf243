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
use latchet_core::intention::{Look, Question, State};
use latchet_core::journal::{Intention, IntentionId, Journal, JournalError};
use latchet_core::live::{Running, changes_since, moved};
use latchet_core::reminder::Told as Reminded;
use latchet_core::settings::{Key, Settings};
use latchet_core::status::Status;
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, VaultError};
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, ReadError, Refusal, Token, Why};

use serde::{Deserialize, Serialize};

use super::Setting;
use super::menu::{Can, Choices, Pending, Service, Trouble};
use super::model::{Answer, Attended, Ended, Event, Facts, Looked, Mark};
use super::news::Reminding;
use super::notify::Note;
use super::picture::{Action, LeftClick, Wish};
use super::watch::Sign;

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
        let environment = &setting.environment;
        let account =
            Account::new(environment.folder(), environment.origin.clone(), vault, Utc::now);
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
        let nothing = || Event::Looked(Looked { facts: None, answer: None, moved: None });
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

    /// Takes a start back, if it has not been sent. The journal decides; what comes of it is seen
    /// by [`Event::Sign`], and told where it was too late.
    pub(super) fn cancel(&self, id: IntentionId) {
        self.run(
            || Event::Sign(Sign::Journal),
            move |worker| {
                let cancelled = worker.account.journal().and_then(|mut journal| {
                    journal.append(id, &latchet_core::intention::Event::Cancelled, Utc::now())
                });
                if let Some(waiting) = worker.undo().take() {
                    // Nobody waits any more when it is on its way already.
                    let _ = waiting.send(());
                }
                let Err(error) = cancelled else { return Event::Sign(Sign::Journal) };
                let told = worker.wording().journal(&error);
                super::say(&told.sentence());
                let illegal = matches!(error, JournalError::Illegal(_));
                let what = if illegal { told.what } else { worker.texts.say("notify-unforeseen") };
                Event::Heard(Note::plain(what))
            },
        );
    }

    /// Keeps what the user has been reminded of.
    pub(super) fn remember(&self, told: &Reminded) {
        let told = serde_json::to_string(told).unwrap_or_default();
        self.run(
            || Event::Sign(Sign::Journal),
            move |worker| {
                let kept = worker.account.journal().and_then(|mut j| j.remember(REMINDED, &told));
                if let Err(error) = kept {
                    super::say(&worker.wording().journal(&error).sentence());
                }
                Event::Sign(Sign::Journal)
            },
        );
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
        let journal = self.account.journal();
        let facts = journal.as_ref().ok().and_then(|journal| self.facts(journal).ok());
        let (Ok(mut journal), Some(found)) = (journal, &facts) else {
            return Looked { facts: None, answer: None, moved: None };
        };
        let known = found.token == Some(Trouble::Refused) || not_with.contains(&found.mark);
        if !service || known {
            return Looked { facts, answer: None, moved: None };
        }
        let zone = found.choices.zone;
        let (answer, moved) = match self.ask(&mut journal, found.running.as_ref(), zone) {
            Ok((service, moved)) => (Answer::Service(service), moved),
            Err(answer) => (answer, None),
        };
        Looked { facts, answer: Some(answer), moved }
    }

    /// What the journal and the settings say.
    pub(super) fn facts(&self, journal: &Journal) -> Result<Facts, JournalError> {
        let settings = self.settings();
        let name = self.account.name(journal)?;
        let mark = self.account.token_saved_at(journal)?;
        let ours = |intention: &Intention| owns(journal, &name, intention).unwrap_or(false);
        let open = journal.open_intentions()?.into_iter();
        let pending = open.filter(|i| ours(i) && i.state.blocks_new_starts());
        let pending = pending.map(|i| Pending {
            id: i.id,
            what: self.wording().state(i.id, &i.state).what,
            can: can(&i.state),
            needs_you: needs_you(&i.state),
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
            Some((newest.changed_at, as_planned(Some(id), &newest.plan, newest.created_at)))
        });
        Ok(Facts {
            mark,
            token,
            pending: pending.collect(),
            started,
            running: remembered(journal, RUNNING)?,
            told: remembered(journal, REMINDED)?.unwrap_or_default(),
            choices: choices(&settings),
            reminding: Reminding {
                reminders: settings.reminders(),
                computer: Zone::of_computer().unwrap_or(Zone::UTC),
            },
        })
    }

    /// Asks what runs, private sessions too, and whether its end has moved since `before`.
    fn ask(
        &self,
        journal: &mut Journal,
        before: Option<&Known>,
        zone: Zone,
    ) -> Result<(Service, Option<Note>), Answer> {
        let token = match self.account.token(journal, Patience::Background) {
            Ok((token, _)) => token,
            Err(AccountError::Vault(error)) => return Err(Answer::Vault(error)),
            Err(error) => return Err(failed(self.wording().account(&error), None)),
        };
        let client = self.account.client();
        let client = client.map_err(|error| failed(self.wording().account(&error.into()), None))?;
        let asked = async {
            let status = Status::ask(&client, &token).await?;
            let moved = self.moved(&client, &token, before, &status, zone).await;
            Ok((status, moved))
        };
        let (status, moved) = match block_on(asked) {
            Some(Ok(answered)) => answered,
            Some(Err(ReadError::TokenInvalid { in_service_shape: true })) => {
                return Err(Answer::Refused);
            }
            Some(Err(error)) => {
                let retry_after = match error {
                    ReadError::Status { retry_after_seconds, .. } => retry_after_seconds,
                    _ => None,
                };
                let retry_after = retry_after.and_then(|seconds| u32::try_from(seconds).ok());
                return Err(failed(self.wording().read(&error), retry_after));
            }
            None => return Err(failed(self.wording().busy(), None)),
        };
        let service = match status {
            Status::Sessions(Some(session)) => Service::Running(Running::of(&session, zone)),
            Status::Sessions(None) => Service::Idle,
            Status::PublicOnly(locked) => locked.map_or(Service::Unread, Service::Public),
        };
        let running = if let Service::Running(running) = &service { Some(running) } else { None };
        if running != before.map(|known| &known.running) {
            self.keep_running(journal, running);
        }
        Ok((service, moved))
    }

    /// What is to be told of a scheduled end that has moved. Why it did is told if the service
    /// tells it.
    async fn moved(
        &self,
        client: &Client,
        token: &Token,
        before: Option<&Known>,
        status: &Status,
        zone: Zone,
    ) -> Option<Note> {
        let Status::Sessions(Some(session)) = status else { return None };
        let before = before?;
        let moved = moved(&before.running, &Running::of(session, zone))?;
        let changes = client.end_changes(token, session.id).await.unwrap_or_default();
        let body = self.wording().moved(&moved, &changes_since(&changes, before.read_at), zone);
        Some(Note::session(body, &self.texts))
    }

    /// Keeps what runs for a tray that comes later. It works without, so a failure is told and no
    /// more.
    fn keep_running(&self, journal: &mut Journal, running: Option<&Running>) {
        let known = running.map(|running| Known { running: running.clone(), read_at: Utc::now() });
        let kept = match known.and_then(|known| serde_json::to_string(&known).ok()) {
            Some(known) => journal.remember(RUNNING, &known),
            None => journal.forget(RUNNING),
        };
        if let Err(error) = kept {
            super::say(&self.wording().journal(&error).sentence());
        }
    }

    fn started(&self, wish: &Wish, refused: Option<Mark>) -> Ended {
        self.told(self.try_start(wish, refused))
    }

    fn told(&self, began: Result<Began, AccountError>) -> Ended {
        match began {
            Ok(Began { told, running: Some(running), .. }) => {
                self.ended(Ok(running), told.what.clone(), Note::plain(told.what))
            }
            Ok(Began { told, running: None, state }) => {
                let trouble = match told.code {
                    "no_write_permission" => Some(Trouble::NoWrite),
                    "token_invalid" => Some(Trouble::Refused),
                    _ => None,
                };
                self.not_started(trouble, told.what, state)
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
                self.not_started(trouble, what, None)
            }
        }
    }

    /// What the user wishes, as a plan; what is wrong with it otherwise.
    fn plan(&self, wish: &Wish, now: DateTime<Utc>) -> Result<Plan, Told> {
        let settings = self.settings();
        // What was to be started is not known, and a start can't be taken back.
        if settings.has_lost_default() && !matches!(wish, Wish::Preset(_)) {
            return Err(self.wording().lost_default());
        }
        let draft = match wish {
            Wish::Default => settings.one_click(),
            Wish::Earlier(minutes) => {
                Draft { start: DraftStart::Ago(format!("{minutes}m")), ..settings.one_click() }
            }
            Wish::Preset(name) => {
                let preset = settings.preset(name);
                preset.ok_or_else(|| self.wording().no_such_preset(name, &settings))?.draft
            }
        };
        let zone = settings.tracker_zone();
        Plan::from_draft(&draft, zone, now).map_err(|problems| {
            let told = problems.first().map(|problem| self.wording().problem(*problem, zone, now));
            told.unwrap_or_else(|| self.wording().busy())
        })
    }

    fn try_start(&self, wish: &Wish, refused: Option<Mark>) -> Result<Began, AccountError> {
        let mut journal = self.account.journal()?;
        let facts = self.facts(&journal)?;
        if facts.token == Some(Trouble::Refused) || refused == Some(facts.mark) {
            let refused = ReadError::TokenInvalid { in_service_shape: true };
            return Ok(Began::nothing(self.wording().read(&refused)));
        }
        let now = Utc::now();
        let plan = match self.plan(wish, now) {
            Ok(plan) => plan,
            Err(told) => return Ok(Began::nothing(told)),
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
        self.began(&mut journal, report, &plan, now)
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
            self.began(&mut journal, report, &plan, Utc::now())
        };
        self.told(resumed())
    }

    fn began(
        &self,
        journal: &mut Journal,
        report: Option<Result<Report, CourierError>>,
        plan: &Plan,
        now: DateTime<Utc>,
    ) -> Result<Began, AccountError> {
        let Some(report) = report else { return Ok(Began::nothing(self.wording().busy())) };
        Ok(match report? {
            Report::Attempted(attempted) => {
                let told = self.wording().state(attempted.id, &attempted.state);
                let State::Started(id) = &attempted.state else {
                    let state = Some((attempted.id, attempted.state));
                    return Ok(Began { told, running: None, state });
                };
                let recorded = attempted.recorded.as_ref();
                let running = recorded.map_or_else(
                    || as_planned(id.map(|id| id.0), plan, now),
                    |session| Running::of(session, plan.zone),
                );
                self.keep_running(journal, Some(&running));
                Began { told, running: Some(running), state: None }
            }
            Report::Blocked(earlier) => Began::nothing(self.wording().blocked(earlier.id)),
            Report::Busy => Began::nothing(self.wording().busy()),
            // Only the window can ask.
            Report::Asks(asks) => {
                let asked = self.wording().asks(&asks, plan, now, Zone::of_computer());
                let told = asked.into_iter().next().unwrap_or_else(|| self.wording().busy());
                Began::nothing(told)
            }
        })
    }

    /// What can be done by a notification about a start in this state; the window, at least.
    pub(super) fn buttons(&self, id: IntentionId, state: &State) -> Vec<(Action, String)> {
        let send = (Action::Resume(id), "notify-send");
        let look = (Action::Resume(id), "notify-check");
        let cancel = (Action::Cancel(id), "notify-cancel");
        let open = (Action::Open, "notify-open");
        let buttons = match state {
            State::Held(Question::EndPassed) => vec![cancel],
            State::Waiting(_) | State::Held(_) | State::NotThere => vec![send, cancel],
            State::Unknown(doubt) if needs_you_about(doubt.look.as_ref().map(|l| &l.1)) => {
                vec![open]
            }
            State::Unknown(_) => vec![look, open],
            State::Refused(refusal) if refusal.why == Why::Overlap => {
                vec![(Action::Website, "notify-website"), open]
            }
            state if state.is_settled() && !matches!(state, State::Refused(_)) => Vec::new(),
            _ => vec![open],
        };
        buttons.into_iter().map(|(action, key)| (action, self.texts.say(key))).collect()
    }

    /// How a start ended that started nothing, as far as is known.
    fn not_started(
        &self,
        trouble: Option<Trouble>,
        what: String,
        state: Option<(IntentionId, State)>,
    ) -> Ended {
        let buttons = match state {
            Some((id, state)) => self.buttons(id, &state),
            None => vec![(Action::Open, self.texts.say("notify-open"))],
        };
        let look = self.texts.say("notify-look");
        let opens = buttons.iter().any(|(action, _)| *action == Action::Open);
        let body = if opens { format!("{what} {look}") } else { what.clone() };
        self.ended(Err(trouble), what, Note::start(body, buttons))
    }

    /// The work itself was lost. The journal knows whether something was being sent.
    fn lost(&self) -> Ended {
        self.not_started(None, self.texts.say("notify-unforeseen"), None)
    }

    fn ended(&self, result: Result<Running, Option<Trouble>>, what: String, note: Note) -> Ended {
        let journal = self.account.journal();
        let facts = journal.ok().and_then(|journal| self.facts(&journal).ok());
        Ended { at: Utc::now(), result, what, note, facts }
    }
}

/// What runs, and when a tray read so. It is kept when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) running: Running,
    pub(super) read_at: DateTime<Utc>,
}

/// What the journal remembers of what ran when a tray last asked.
const RUNNING: &str = "running";
/// And of what it has reminded of.
const REMINDED: &str = "reminded";

/// What is remembered under this name; nothing where another version wrote it in another way.
fn remembered<T: serde::de::DeserializeOwned>(
    journal: &Journal,
    name: &str,
) -> Result<Option<T>, JournalError> {
    Ok(journal.memory(name)?.and_then(|kept| serde_json::from_str(&kept).ok()))
}

fn choices(settings: &Settings) -> Choices {
    let presets = settings.presets().into_iter();
    Choices {
        presets: presets.map(|preset| preset.name).collect(),
        default_preset: settings.default_preset().map(|preset| preset.name),
        left_click: match settings.get(Key::LeftClick).as_str() {
            "start" => LeftClick::Start,
            _ => LeftClick::Menu,
        },
        progress: settings.get(Key::IconProgress) == "on",
        zone: settings.tracker_zone(),
    }
}

/// A session as it was wanted, where the service does not tell how it recorded it.
fn as_planned(id: Option<u64>, plan: &Plan, created_at: DateTime<Utc>) -> Running {
    Running {
        id,
        since: Some(plan.start.unwrap_or(created_at)),
        scheduled_end: plan.scheduled_end,
        locked_by: plan.locked_by.as_ref().map(|name| name.as_str().to_owned()),
        public: Some(plan.public),
    }
}

/// Does it go on only when somebody decides?
fn needs_you(state: &State) -> bool {
    match state {
        State::Held(_) | State::NotThere => true,
        State::Unknown(doubt) => needs_you_about(doubt.look.as_ref().map(|look| &look.1)),
        _ => false,
    }
}

fn needs_you_about(look: Option<&Look>) -> bool {
    matches!(look, Some(Look::Doubtful | Look::NotAllowed))
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

/// What became of a wish to start.
struct Began {
    told: Told,
    /// The session, if it stands.
    running: Option<Running>,
    /// The start, if it was recorded and no session is known to stand.
    state: Option<(IntentionId, State)>,
}

impl Began {
    /// Nothing was recorded.
    fn nothing(told: Told) -> Self {
        Self { told, running: None, state: None }
    }
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

fn failed(told: Told, retry_after: Option<u32>) -> Answer {
    Answer::Failed { what: told.what, retry_after }
}

/// Runs something on the network, on this thread. A name look-up that hangs is not waited for.
pub(super) fn block_on<T>(work: impl Future<Output = T>) -> Option<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    Some(done)
}
