//! The work that takes time: journal, credential store, service.
//!
//! Each piece has a thread of its own that is gone when the piece is done, with a runtime of its
//! own: the store must not be called on a runtime's thread, the courier's lock blocks, and a tray
//! that nobody looks at should hold no thread and wake for nothing.

mod line;
mod looking;
mod starting;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use chrono::{TimeDelta, Utc};
use latchet_core::account::Account;
use latchet_core::intention::IntentionId;
use latchet_core::journal::{Journal, JournalError};
use latchet_core::log;
use latchet_core::reminder::Told as Reminded;
use latchet_core::resident::{NO_ICON, UNTOLD};
use latchet_core::settings::Settings;
use latchet_core::texts::Texts;
use latchet_core::wording::Wording;

use self::line::Kept;
use self::looking::REMINDED;
pub(super) use self::looking::{choices, needs_you_about};
use super::Setting;
use super::event::{Attended, Event, Looked, Mark};
use super::hidden::HIDDEN;
use super::notify::Note;
use super::picture::Wish;
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
    /// What the last look asked the service with.
    kept: Arc<Kept>,
}

impl Worker {
    pub(super) fn new(setting: &Setting, send: Send) -> Self {
        let asking = Arc::clone(&send);
        let vault = setting.environment.vault.clone();
        let vault = vault.when_asking(move || asking(Event::StoreAsks));
        let environment = &setting.environment;
        let account =
            Account::new(environment.folder(), environment.origin.clone(), vault, Utc::now)
                .by_settings(environment.home.settings_file());
        Self {
            account,
            settings_file: setting.environment.home.settings_file(),
            texts: Arc::clone(&setting.texts),
            send,
            undo: Arc::default(),
            kept: Arc::default(),
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

    /// Keeps what the user will have been reminded of, and then sends the reminder as
    /// [`Event::Heard`]: one that could not be kept would come again from the next tray.
    pub(super) fn remind(&self, reminded: &Reminded, note: Note) {
        let reminded = serde_json::to_string(reminded).unwrap_or_default();
        let instead = note.clone();
        self.run(
            move || Event::Heard(instead.clone()),
            move |worker| {
                let kept = worker.account.journal();
                let kept = kept.and_then(|mut journal| journal.remember(REMINDED, &reminded));
                if let Err(error) = kept {
                    super::say(&worker.wording().journal(&error).sentence());
                }
                Event::Heard(note)
            },
        );
    }

    /// Keeps whether nothing is to show, for a tray that comes later and for other programs.
    pub(super) fn keep_hidden(&self, hidden: bool) {
        self.keep(
            move |journal| {
                if hidden { journal.remember(HIDDEN, "") } else { journal.forget(HIDDEN) }
            },
        );
    }

    /// Keeps whether something shows the icon, for the window: it tells it once that nothing does.
    pub(super) fn keep_host(&self, is_there: bool) {
        self.keep(move |journal| match (is_there, journal.memory(NO_ICON)?) {
            (true, Some(_)) => journal.forget(NO_ICON),
            (false, None) => journal.remember(NO_ICON, UNTOLD),
            _ => Ok(()),
        });
    }

    /// Keeps something that the tray works without.
    fn keep(
        &self,
        keep: impl FnOnce(&mut Journal) -> Result<(), JournalError> + std::marker::Send + 'static,
    ) {
        self.run(
            || Event::Sign(Sign::Journal),
            move |worker| {
                if let Err(error) =
                    worker.account.journal().and_then(|mut journal| keep(&mut journal))
                {
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
            worker.kept.let_go();
        });
        if spawned.is_err() {
            (self.send)(instead());
        }
    }

    pub(super) fn wording(&self) -> Wording<'_> {
        Wording(&self.texts)
    }

    /// The settings as they are now, and from now on in their language. Ones that can't be read are
    /// as good as none.
    pub(super) fn settings(&self) -> Settings {
        let settings = Settings::load(&self.settings_file).unwrap_or_default();
        self.texts.speak(settings.language());
        log::follow(settings.log_level());
        settings
    }
}
