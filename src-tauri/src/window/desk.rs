//! What the window can do, without the window: each command's work, done on a thread that may wait.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use chrono::Utc;
use latchet_core::account::{Account, AccountError};
use latchet_core::draft::{Draft, Plan, Problem};
use latchet_core::environment::Environment;
use latchet_core::intention::State;
use latchet_core::journal::{IntentionId, Journal};
use latchet_core::resident::{Mode, NO_ICON, UNTOLD};
use latchet_core::settings::{Key, Settings};
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::wording::{Told, Wording};

use super::answers::{Field, IpcError, Opening, Preview, Reply, Told as Shown};
use super::clipboard::Clipboard;
use super::gate::Gate;
use super::sending::AskedAbout;
use super::sight::Sight;

/// What is asked of the desktop.
pub(crate) struct Outside {
    pub(crate) clipboard: Box<dyn Clipboard>,
    /// Opens an address in the browser.
    pub(crate) browse: fn(&str) -> Result<(), String>,
    /// Starts the program that sees to what is not settled.
    pub(crate) hand_over: fn(Mode),
}

/// The window's state and work.
pub(crate) struct Desk {
    pub(super) texts: Texts,
    /// Why the program can't begin is told in the window: it has no terminal to tell it on.
    place: Result<Place, IpcError>,
    pub(super) outside: Outside,
    pub(crate) gate: Arc<Gate>,
    pub(super) has_looked: AtomicBool,
    /// The start that the user was asked about last.
    pub(super) asked: Mutex<Option<AskedAbout>>,
    pub(super) sight: Mutex<Sight>,
    /// Was a start sent since the service was asked what runs?
    pub(super) has_sent: AtomicBool,
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
        Self {
            texts: Texts::english().in_window(),
            place,
            outside,
            gate: Arc::default(),
            has_looked: AtomicBool::new(false),
            asked: Mutex::default(),
            sight: Mutex::default(),
            has_sent: AtomicBool::new(false),
        }
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
        let mut journal = self.journal()?;
        let changed = self.tidied(&mut journal)?;
        let settled = changed.iter().filter(|(_, state)| state.is_settled());
        let kept = account.take_rescued(&mut journal).map_err(|error| self.failed(error))?;
        let rescued = kept.map(|path| self.rescued(path));
        let no_icon = self.no_icon(&mut journal)?;
        Ok(Opening {
            zone: zone.to_string(),
            now: zone.local(Utc::now()).format("%Y-%m-%d %H:%M").to_string(),
            host: account.origin().host().to_owned(),
            practice: !account.origin().is_service(),
            locked_by: settings.get(Key::LockedBy),
            presets: self.presets(&settings),
            pending: self.pending(&journal)?,
            news: rescued
                .into_iter()
                .chain(no_icon)
                .chain(settled.map(|(id, state)| self.told(*id, state)))
                .collect(),
            texts: self.texts.beginning_with("form-"),
        })
    }

    pub(crate) fn preview(&self, draft: &Draft) -> Reply<Preview> {
        let zone = self.settings()?.tracker_zone();
        let now = Utc::now();
        Ok(match Plan::from_draft(draft, zone, now) {
            Ok(plan) => {
                let sentence = self.wording().plan(&plan, now, Zone::of_computer());
                Preview { sentence: Some(sentence), end: plan.scheduled_end, problems: Vec::new() }
            }
            Err(problems) => {
                let told = |problem: Problem| self.wording().problem(problem, zone, now).into();
                let problems = problems.into_iter().map(told).collect();
                Preview { sentence: None, end: None, problems }
            }
        })
    }

    pub(crate) fn open_profile_page(&self) -> Reply<()> {
        let page = self.account()?.origin().profile_page();
        (self.outside.browse)(&page).map_err(|reason| self.unforeseen(&reason))
    }

    /// That nothing shows the tray's icon, and what would: once.
    fn no_icon(&self, journal: &mut Journal) -> Reply<Option<Shown>> {
        let found = journal.memory(NO_ICON).map_err(|error| self.failed(error))?;
        if found.as_deref() != Some(UNTOLD) {
            return Ok(None);
        }
        journal.remember(NO_ICON, "told").map_err(|error| self.failed(error))?;
        Ok(Some(Shown {
            code: "no_icon",
            what: self.texts.say("window-no-icon"),
            meaning: Vec::new(),
            next: Some(self.texts.say("window-no-icon-next")),
            field: None,
        }))
    }

    fn rescued(&self, path: String) -> Shown {
        let what = self.texts.say_with("journal-rescued", &[("path", path.into())]);
        Shown { code: "journal_rescued", what, meaning: Vec::new(), next: None, field: None }
    }

    pub(super) fn told(&self, id: IntentionId, state: &State) -> Shown {
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
    pub(super) fn settings(&self) -> Reply<Settings> {
        let settings = Settings::load(self.settings_file()?);
        settings.map_err(|error| self.wording().environment(&error.into()).into())
    }

    pub(super) fn settings_file(&self) -> Reply<&Path> {
        let file = self.place.as_ref().map(|place| place.settings_file.as_path());
        file.map_err(IpcError::clone)
    }

    pub(super) fn failed(&self, error: impl Into<AccountError>) -> IpcError {
        let error = error.into();
        let told = IpcError::from(self.wording().account(&error));
        match error {
            AccountError::Vault(_) | AccountError::TokenRefused => told.at(Field::Token),
            AccountError::Journal(_) | AccountError::Client(_) | AccountError::Courier(_) => told,
        }
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
