//! What the window can do, without the window: each command's work, done on a thread that may wait.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::Utc;
use latchet_core::account::{Account, AccountError};
use latchet_core::courier::{Attempted, CourierError, Report};
use latchet_core::draft::{Draft, Plan, Problem};
use latchet_core::environment::Environment;
use latchet_core::intention::State;
use latchet_core::journal::{IntentionId, Journal};
use latchet_core::settings::{Key, Settings};
use latchet_core::status::Status;
use latchet_core::texts::Texts;
use latchet_core::time::{Zone, print_length};
use latchet_core::vault::Patience;
use latchet_core::wording::{Told, Wording};

use super::answers::{
    Ended, Field, IpcError, Opening, Preview, Reply, Running, RunningState, Told as Shown,
};
use super::clipboard::Clipboard;
use super::gate::Gate;
use super::worker::{Lost, block_on};

/// What is asked of the desktop.
pub(crate) struct Outside {
    pub(crate) clipboard: Box<dyn Clipboard>,
    /// Opens an address in the browser.
    pub(crate) browse: fn(&str) -> Result<(), String>,
}

/// The window's state and work.
pub(crate) struct Desk {
    pub(super) texts: Texts,
    /// Why the program can't begin is told in the window: it has no terminal to tell it on.
    place: Result<Place, IpcError>,
    pub(super) outside: Outside,
    pub(crate) gate: Arc<Gate>,
    pub(super) has_looked: AtomicBool,
}

/// The account, and where the user's choices are.
struct Place {
    account: Account,
    settings_file: PathBuf,
}

impl Desk {
    /// `environment` as it was read, or why it could not be.
    pub(crate) fn new(environment: Result<Environment, Told>, outside: Outside) -> Self {
        let place = environment.map_err(IpcError::from).map(|environment| Place {
            account: environment.account(),
            settings_file: environment.home.settings_file(),
        });
        let (gate, has_looked) = (Arc::default(), AtomicBool::new(false));
        Self { texts: Texts::english().in_window(), place, outside, gate, has_looked }
    }

    /// Ends a wait for the credential store's dialog: the window closes.
    pub(crate) fn withdraw_dialog(&self) {
        if let Ok(place) = &self.place {
            place.account.vault().cancel();
        }
    }

    pub(crate) fn opening(&self) -> Reply<Opening> {
        let account = self.account()?;
        let settings = self.settings()?;
        let zone = settings.tracker_zone();
        let journal = self.journal()?;
        let open = journal.open_intentions().map_err(|error| self.failed(error))?;
        let wording = self.wording();
        Ok(Opening {
            zone: zone.to_string(),
            now: zone.local(Utc::now()).format("%Y-%m-%d %H:%M").to_string(),
            host: account.origin().host().to_owned(),
            practice: !account.origin().is_service(),
            locked_by: settings.get(Key::LockedBy),
            pending: open.iter().map(|open| wording.state(open.id, &open.state).into()).collect(),
            texts: self.texts.beginning_with("form-"),
        })
    }

    pub(crate) fn preview(&self, draft: &Draft) -> Reply<Preview> {
        let zone = self.settings()?.tracker_zone();
        let now = Utc::now();
        Ok(match Plan::from_draft(draft, zone, now) {
            Ok(plan) => {
                Preview { sentence: Some(self.wording().plan(&plan, now)), problems: Vec::new() }
            }
            Err(problems) => {
                let told = |problem: Problem| self.wording().problem(problem, zone, now).into();
                Preview { sentence: None, problems: problems.into_iter().map(told).collect() }
            }
        })
    }

    pub(crate) fn start(&self, draft: &Draft) -> Reply<Ended> {
        let Some(_sending) = self.gate.send() else {
            return Ok(nothing_sent(self.wording().busy()));
        };
        let account = self.account()?;
        let (zone, now) = (self.settings()?.tracker_zone(), Utc::now());
        let plan = Plan::from_draft(draft, zone, now).map_err(|problems| {
            let first = problems.first().map(|first| self.wording().problem(*first, zone, now));
            first.map_or_else(|| self.lost(), IpcError::from)
        })?;
        let mut journal = self.journal()?;
        let token = account.token(&journal, Patience::UserPresent);
        let token = token.map_err(|error| self.failed(error))?;
        let name = account.name(&journal).map_err(|error| self.failed(error))?;
        let client = account.client().map_err(|error| self.failed(error))?;
        let sending = account.start(&mut journal, &client, &name, &token, &plan);
        let report = block_on(sending).map_err(|Lost| self.lost())?;
        match report.map_err(|error: CourierError| self.failed(error))? {
            Report::Attempted(attempted) => Ok(self.ended(&attempted, zone)),
            Report::Blocked(earlier) => {
                let mut told = self.wording().blocked(earlier.id);
                told.meaning.push(self.wording().state(earlier.id, &earlier.state).sentence());
                Ok(nothing_sent(told))
            }
            Report::Busy => Ok(nothing_sent(self.wording().busy())),
        }
    }

    pub(crate) fn running(&self) -> Reply<Running> {
        let account = self.account()?;
        let zone = self.settings()?.tracker_zone();
        let journal = self.journal()?;
        let seen = account.token(&journal, Patience::Background).and_then(|token| {
            let client = account.client()?;
            Ok(block_on(Status::ask(&client, &token)))
        });
        let now = Utc::now();
        let (state, lines) = match seen {
            Ok(Ok(Ok(status))) => (state_of(&status), self.wording().status(&status, zone, now)),
            Ok(Ok(Err(error))) => {
                let told = self.wording().read(&error);
                let lines = std::iter::once(told.what).chain(told.next).collect();
                (RunningState::Unavailable, lines)
            }
            Ok(Err(Lost)) => return Err(self.lost()),
            Err(error) => (RunningState::Unavailable, vec![self.wording().account(&error).what]),
        };
        Ok(Running { state, lines, as_of: self.wording().as_of(zone, now) })
    }

    pub(crate) fn open_profile_page(&self) -> Reply<()> {
        let page = self.account()?.origin().profile_page();
        (self.outside.browse)(&page).map_err(|reason| self.unforeseen(&reason))
    }

    fn ended(&self, attempted: &Attempted, zone: Zone) -> Ended {
        let Attempted { id, state, recorded, clock_skew } = attempted;
        let wording = self.wording();
        let recorded = recorded.as_ref().map(|session| wording.recorded(session, zone));
        let skew = clock_skew.map(|skew| {
            let values = [("length", print_length(skew.abs()).into())];
            self.texts.say_with("cli-clock-skew", &values)
        });
        Ended {
            outcome: outcome(state),
            told: self.told(*id, state),
            session_id: state.session_id().map(|id| id.0),
            recorded: recorded.into_iter().flatten().chain(skew).collect(),
        }
    }

    fn told(&self, id: IntentionId, state: &State) -> Shown {
        self.wording().state(id, state).into()
    }

    pub(super) fn wording(&self) -> Wording<'_> {
        Wording(&self.texts)
    }

    pub(super) fn account(&self) -> Reply<&Account> {
        self.place.as_ref().map(|place| &place.account).map_err(IpcError::clone)
    }

    pub(super) fn journal(&self) -> Reply<Journal> {
        self.account()?.journal().map_err(|error| self.failed(error))
    }

    /// As they are now: the command line may have changed them.
    fn settings(&self) -> Reply<Settings> {
        let file = self.place.as_ref().map(|place| &place.settings_file);
        let settings = Settings::load(file.map_err(IpcError::clone)?);
        settings.map_err(|error| self.wording().environment(&error.into()).into())
    }

    pub(super) fn failed(&self, error: impl Into<AccountError>) -> IpcError {
        let error = error.into();
        let told = IpcError::from(self.wording().account(&error));
        if matches!(error, AccountError::Vault(_)) { told.at(Field::Token) } else { told }
    }

    pub(super) fn unforeseen(&self, reason: &str) -> IpcError {
        let message = self.texts.say_with("cli-unforeseen", &[("reason", reason.into())]);
        IpcError { code: "unforeseen", message, field: None }
    }

    /// The work was lost on the way. The journal knows whether something was being sent.
    pub(crate) fn lost(&self) -> IpcError {
        let message = self.texts.say("notify-unforeseen");
        IpcError { code: "unforeseen", message, field: None }
    }
}

/// As in `latchet start --json`.
fn outcome(state: &State) -> &'static str {
    match state.name() {
        name @ ("started" | "refused" | "waiting" | "not_sent") => name,
        _ => "unknown",
    }
}

fn nothing_sent(told: Told) -> Ended {
    Ended { outcome: "not_sent", told: told.into(), session_id: None, recorded: Vec::new() }
}

fn state_of(status: &Status) -> RunningState {
    match status {
        Status::Sessions(Some(_)) => RunningState::Running,
        Status::Sessions(None) => RunningState::Idle,
        Status::PublicOnly(_) => RunningState::PublicOnly,
    }
}
