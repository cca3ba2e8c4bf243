//! `latchet tray`: the resident program. Links neither GTK nor WebKit.
//!
//! Events come from the desktop, from the system and from the work under way; [`model`] says what
//! follows from them, [`menu`] what is shown, and the platform's adapter draws that and nothing
//! more. It all happens because somebody looks or clicks, because something has changed, or because
//! the one instant has come that was waited for. While no session runs and nothing waits there is
//! none, and an idle tray never wakes.

mod attending;
mod event;
mod hidden;
mod icon;
mod menu;
mod model;
mod news;
mod notify;
mod picture;
mod reading;
mod watch;
pub(crate) mod window;
mod worker;

#[cfg_attr(target_os = "linux", path = "linux/mod.rs")]
#[cfg_attr(not(target_os = "linux"), path = "desktop/mod.rs")]
mod platform;

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_core::courier::LOCK_PATIENCE;
use latchet_core::environment::Environment;
use latchet_core::home::create_private_folder;
use latchet_core::log::{self, Entry};
use latchet_core::shortcut::{Deed, Shortcuts};
use latchet_core::texts::Texts;
use latchet_core::wording::Wording;

use self::event::Event;
use self::model::{Effect, Model};
pub(crate) use self::notify::{Showing, announce, offer_undo};

use self::notify::Note;
use self::picture::{Action, Picture, Wish};
use self::watch::Watch;
use self::worker::{Send, Worker};

/// Runs the tray until it is told to end. What keeps it from running comes back in words.
pub(crate) fn run(environment: Environment, texts: Texts, hidden: bool) -> Result<(), String> {
    platform::run(Setting { environment, texts: Arc::new(texts), hidden })
}

/// Sees to what is not settled, without an icon, until nothing is left to do.
pub(crate) fn until_settled(environment: Environment, texts: Texts) -> Result<(), String> {
    attending::until_settled(&Setting { environment, texts: Arc::new(texts), hidden: true })
}

/// Has the tray that runs hide everything at once.
pub(crate) fn hide(environment: &Environment, texts: &Texts) -> Result<(), String> {
    platform::hide(&environment.folder(), texts)
}

/// `latchet open`: opens the window and leaves it to itself. `link`: fills in its form.
pub(crate) fn open(texts: &Texts, link: Option<&str>) -> Result<(), String> {
    window::open(None, link).map(drop).map_err(|error| error.tell(texts))
}

/// A line on stderr. A closed stderr changes nothing about what is done.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// What the tray is started with.
struct Setting {
    environment: Environment,
    texts: Arc<Texts>,
    hidden: bool,
}

impl Setting {
    /// Stands in for the icon where there is none, unless the user did not want to see anything.
    fn open_instead(&self) -> Result<(), String> {
        if self.hidden {
            return Ok(());
        }
        open_window(None).map_err(|error| error.tell(&self.texts))
    }
}

/// Opens the window, and collects it when it has ended, so that it leaves nothing behind.
fn open_window(activation: Option<&str>) -> Result<(), window::NotOpened> {
    let mut child = window::open(activation, None)?;
    // Without the thread the system collects it when the tray ends.
    let _ = thread::Builder::new().name("window".to_owned()).spawn(move || child.wait());
    Ok(())
}

/// Where the settings can have no folder nobody can write them either.
fn watch_settings(watch: Watch, file: &Path) -> Watch {
    match file.parent().map(create_private_folder) {
        Some(Ok(())) => watch.and_settings(file),
        _ => watch,
    }
}

/// What a shortcut's keys do.
fn action(deed: Deed) -> Action {
    match deed {
        Deed::Start => Action::Start(Wish::Default),
        Deed::Open => Action::Open,
        Deed::Hide => Action::Hide,
    }
}

/// What is the same on every platform: the model, and whoever does what it says.
struct Resident {
    model: Model,
    worker: Worker,
    picture: Picture,
    /// `None` where the system gives none: then it is looked when the menu opens.
    watch: Option<Watch>,
}

/// What is left for the platform to do.
#[derive(Default)]
struct Todo {
    /// Draw this, in the place of what is shown.
    draw: Option<Picture>,
    /// Close the window and withdraw what was shown before.
    hide: bool,
    /// Show these.
    notes: Vec<Note>,
    /// Have these keys do something, in the place of those before.
    bind: Option<Shortcuts>,
    /// End.
    exit: bool,
}

impl Resident {
    fn new(setting: &Setting, send: Send) -> Self {
        let worker = Worker::new(setting, Arc::clone(&send));
        let mut model = Model::default();
        // Panels ask once what a click does, when the icon comes.
        model.state.choices = worker::choices(&worker.settings());
        let picture = Picture::of(&model.state, &setting.texts, Utc::now());
        let folder = setting.environment.folder();
        let signs = move |sign| send(Event::Sign(sign));
        let watch = create_private_folder(&folder).and_then(|()| Watch::new(&folder, signs));
        let watch = watch.map(|watch| watch_settings(watch, &worker.settings_file));
        if let Err(error) = &watch {
            say(&setting.texts.say_with("tray-no-watch", &[("reason", error.to_string().into())]));
        }
        Self { model, worker, picture, watch: watch.ok() }
    }

    /// What is shown now.
    fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Does what follows from an event; the platform's share of it comes back.
    fn on(&mut self, event: Event) -> Todo {
        if let Event::Sign(sign) = &event {
            log::note(&Entry::Sign(sign.name()));
        }
        let mut todo = Todo::default();
        let now = Utc::now();
        for effect in self.model.on(event, now) {
            self.perform(effect, now, &mut todo);
        }
        if self.model.state.choices.discreet {
            let notes = std::mem::take(&mut todo.notes).into_iter();
            todo.notes = notes.map(|note| note.discreet(&self.worker.texts)).collect();
        }
        let picture = Picture::of(&self.model.state, &self.worker.texts, now);
        if picture != self.picture {
            self.picture = picture.clone();
            todo.draw = Some(picture);
        }
        todo
    }

    fn perform(&self, effect: Effect, now: DateTime<Utc>, todo: &mut Todo) {
        let texts = &self.worker.texts;
        match effect {
            Effect::Look { service, not_with } => self.worker.look(service, not_with),
            Effect::Start { wish, refused } => self.worker.start(wish, refused),
            Effect::Attend { network } => self.worker.attend(network),
            Effect::Watch { at, network } => {
                if let Some(watch) = &self.watch {
                    watch.network(network);
                    watch.wake_at(at);
                }
            }
            Effect::WatchStore(on) => {
                if let Some(watch) = &self.watch {
                    watch.store(on);
                }
            }
            Effect::Remind(reminder, running, kept) => {
                let zone = self.model.state.choices.zone;
                let told = Wording(texts).reminder(&reminder, &running, zone, now);
                self.worker.remind(&kept, Note::session(told.sentence(), texts));
            }
            Effect::Bind(shortcuts) => todo.bind = Some(shortcuts),
            Effect::Resume(id) => self.worker.resume(id),
            Effect::Cancel(id) => self.worker.cancel(id),
            Effect::Notify(note) => todo.notes.push(note),
            Effect::KeepHost(is_there) => self.worker.keep_host(is_there),
            Effect::StandIn => {
                let note = menu::in_place_of_icon(&self.model.state, texts);
                (self.worker.send)(Event::News(note));
            }
            Effect::NotifyAsking => todo.notes.push(Note::plain(texts.say("vault-asking"))),
            Effect::Open { activation } => {
                if let Err(error) = open_window(activation.as_deref()) {
                    let body = error.tell(texts);
                    say(&body);
                    todo.notes.push(Note::plain(body));
                }
            }
            Effect::Browse => {
                let page = self.worker.account.origin().profile_page();
                if let Err(error) = open::that_detached(page) {
                    say(&texts.say_with("website-failed", &[("reason", error.to_string().into())]));
                }
            }
            Effect::Hide => {
                self.worker.keep_hidden(true);
                todo.hide = true;
            }
            Effect::Show => self.worker.keep_hidden(false),
            Effect::WithdrawDialog => self.worker.account.vault().cancel(),
            Effect::Deadline => self.later(LOCK_PATIENCE, Event::Overdue),
            Effect::Exit => todo.exit = true,
        }
    }

    fn later(&self, wait: Duration, event: Event) {
        let send = Arc::clone(&self.worker.send);
        let spawned = thread::Builder::new().name("deadline".to_owned()).spawn(move || {
            thread::sleep(wait);
            send(event);
        });
        if spawned.is_err() {
            (self.worker.send)(Event::Overdue);
        }
    }
}
