//! What the window can do, without the window: each command's work, done on a thread that may wait.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::account::{Account, AccountError};
use latchet_core::draft::{Draft, Plan, Problem};
use latchet_core::environment::Environment;
use latchet_core::intention::{IntentionId, State};
use latchet_core::journal::Journal;
use latchet_core::language::Language;
use latchet_core::log;
use latchet_core::resident::{Mode, NO_ICON, UNTOLD};
use latchet_core::settings::{Key, SetError, Settings};
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::wording::{Told, Wording};

use super::answers::{Choice, Field, IpcError, Moments, Opening, Preview, Reply, Told as Shown};
use super::clipboard::Clipboard;
use super::drafts::Drafts;
use super::gate::Gate;
use super::history::Past;
use super::sending::AskedAbout;
use super::sight::Sight;

/// What is asked of the desktop.
pub(crate) struct Outside {
    pub(crate) clipboard: Box<dyn Clipboard>,
    /// Opens an address in the browser.
    pub(crate) browse: fn(&str) -> Result<(), String>,
    /// Shows a folder in the desktop's file manager.
    pub(crate) show_folder: fn(&Path) -> Result<(), String>,
    /// Where the user keeps documents.
    pub(crate) documents: Option<PathBuf>,
    /// Starts the program beside this one.
    pub(crate) hand_over: fn(Mode) -> io::Result<()>,
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
    pub(super) past: Mutex<Past>,
    /// Was a start sent since the service was asked what runs?
    pub(super) has_sent: AtomicBool,
    /// A link that the page has not asked for yet.
    pub(super) link: Mutex<Option<String>>,
    pub(super) drafts: Mutex<Drafts>,
    /// What was last seen of this computer, for others to read.
    pub(super) examined: Mutex<Option<String>>,
    /// Everything is removed, or being so: nothing is opened again, that would leave it anew.
    pub(super) has_left: AtomicBool,
}

/// The account, and where the user's choices are.
struct Place {
    environment: Environment,
    account: Account,
    settings_file: PathBuf,
}

impl Desk {
    /// `environment` as it was read, or why it could not be.
    pub(crate) fn new(environment: Result<Environment, Told>, outside: Outside) -> Self {
        let language = environment.as_ref().map(|read| read.settings.language());
        let language = language.unwrap_or_else(|_| Language::of_computer());
        let place = environment.map_err(IpcError::from).map(|environment| Place {
            account: environment.account(),
            settings_file: environment.home.settings_file(),
            environment,
        });
        Self {
            texts: Texts::of(language).in_window(),
            place,
            outside,
            gate: Arc::default(),
            has_looked: AtomicBool::new(false),
            asked: Mutex::default(),
            sight: Mutex::default(),
            past: Mutex::default(),
            has_sent: AtomicBool::new(false),
            link: Mutex::default(),
            drafts: Mutex::default(),
            examined: Mutex::default(),
            has_left: AtomicBool::new(false),
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
        let now = Utc::now();
        let moment = |at| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
        let no_icon = self.no_icon(&mut journal)?;
        Ok(Opening {
            zone: zone.to_string(),
            moments: Moments { start: moment(now), end: moment(now + TimeDelta::days(1)) },
            host: account.origin().host().to_owned(),
            practice: !account.origin().is_service(),
            locked_by: settings.get(Key::LockedBy),
            draft: self.kept_draft(&settings, &journal),
            presets: self.presets(&settings),
            pending: self.pending(&journal)?,
            news: rescued
                .into_iter()
                .chain(no_icon)
                .chain(settled.map(|(id, state)| self.told(*id, state)))
                .collect(),
            texts: self.texts.beginning_with("form-"),
            language: self.texts.language().tag(),
        })
    }

    pub(crate) fn preview(&self, draft: &Draft) -> Reply<Preview> {
        let zone = self.settings()?.tracker_zone();
        let now = Utc::now();
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner).seen(draft);
        Ok(match Plan::from_draft(draft, zone, now) {
            Ok(plan) => {
                let said = |key, at: Option<DateTime<Utc>>| {
                    at.map_or_else(String::new, |at| {
                        let length = self.wording().length((at - now).abs());
                        let at = self.wording().dated_time(at, zone, now);
                        self.texts.say_with(key, &[("at", at.into()), ("length", length.into())])
                    })
                };
                Preview {
                    sentence: Some(self.wording().plan(&plan, now, Zone::of_computer())),
                    start_said: said("window-start-said", plan.start),
                    end_said: said("window-end-said", plan.scheduled_end),
                    end: plan.scheduled_end,
                    problems: Vec::new(),
                }
            }
            Err(problems) => Preview {
                sentence: None,
                start_said: String::new(),
                end_said: String::new(),
                end: None,
                problems: problems.into_iter().map(|one| self.problem(one, zone, now)).collect(),
            },
        })
    }

    /// What is wrong with a draft; where a time comes twice, with both that it could be.
    pub(super) fn problem(&self, problem: Problem, zone: Zone, now: DateTime<Utc>) -> IpcError {
        let told = IpcError::from(self.wording().problem(problem, zone, now));
        let Problem::DoubledHour(_, earlier, later) = problem else { return told };
        let choice = |key, at| {
            let (local, offset) = (zone.local(at), zone.offset(at).to_string());
            let values =
                [("at", local.format("%H:%M").to_string().into()), ("offset", offset.into())];
            let label = self.texts.say_with(key, &values);
            Choice { label, text: local.format("%Y-%m-%d %H:%M%:z").to_string() }
        };
        let choices =
            vec![choice("window-doubled-earlier", earlier), choice("window-doubled-later", later)];
        IpcError { message: self.texts.say("window-doubled"), choices, ..told }
    }

    /// Says in which zone the account's times are. It comes back as it is kept.
    pub(crate) fn set_zone(&self, zone: &str) -> Reply<String> {
        match Settings::set(self.settings_file()?, Key::TrackerZone, zone.trim()) {
            Ok(settings) => Ok(settings.tracker_zone().to_string()),
            Err(SetError::BadValue(bad)) => {
                Err(IpcError::new("bad_value", self.wording().wanted(&bad)).at(Field::Zone))
            }
            Err(error) => Err(self.unforeseen(&error.to_string())),
        }
    }

    /// Has a window opened on a practice server, in place of this one.
    pub(crate) fn practise(&self) -> Reply<()> {
        self.account()?;
        (self.outside.hand_over)(Mode::Practice)
            .map_err(|error| self.unforeseen(&error.to_string()))
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

    fn place(&self) -> Reply<&Place> {
        if self.has_left.load(Ordering::SeqCst) {
            return Err(IpcError::new("left", self.texts.say("window-left")));
        }
        self.place.as_ref().map_err(IpcError::clone)
    }

    pub(super) fn account(&self) -> Reply<&Account> {
        self.place().map(|place| &place.account)
    }

    /// As it is now; also of what is removed.
    pub(super) fn environment(&self) -> Reply<Environment> {
        let mut environment = self.place.as_ref().map_err(IpcError::clone)?.environment.clone();
        let settings = Settings::load(&environment.home.settings_file());
        environment.settings =
            settings.map_err(|error| self.wording().environment(&error.into()))?;
        Ok(environment)
    }

    pub(super) fn journal(&self) -> Reply<Journal> {
        self.account()?.journal().map_err(|error| self.failed(error))
    }

    /// As they are now, and from now on in their language: the command line may have changed them.
    pub(super) fn settings(&self) -> Reply<Settings> {
        let settings = Settings::load(self.settings_file()?);
        let settings = settings.map_err(|error| self.wording().environment(&error.into()))?;
        self.texts.speak(settings.language());
        log::follow(settings.log_level());
        Ok(settings)
    }

    pub(super) fn settings_file(&self) -> Reply<&Path> {
        self.place().map(|place| place.settings_file.as_path())
    }

    pub(super) fn failed(&self, error: impl Into<AccountError>) -> IpcError {
        let error = error.into();
        let told = IpcError::from(self.wording().account(&error));
        match error {
            AccountError::Vault(_) | AccountError::TokenRefused => told.at(Field::Token),
            AccountError::Journal(_)
            | AccountError::Route(_)
            | AccountError::Client(_)
            | AccountError::Courier(_) => told,
        }
    }

    pub(super) fn unforeseen(&self, reason: &str) -> IpcError {
        let message = self.texts.say_with("cli-unforeseen", &[("reason", reason.into())]);
        IpcError::new("unforeseen", message)
    }

    /// The work was lost on the way. The journal knows whether something was being sent.
    pub(crate) fn lost(&self) -> IpcError {
        let message = self.texts.say("notify-unforeseen");
        IpcError::new("unforeseen", message)
    }
}
