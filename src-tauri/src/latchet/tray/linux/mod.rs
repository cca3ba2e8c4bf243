//! Linux: a status notifier item over D-Bus, on one thread with one runtime.

mod bus;
#[expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "it is written out as it is specified"
)]
mod dbusmenu;
mod host;
#[expect(clippy::used_underscore_binding, reason = "it is written out as it is specified")]
mod item;
mod keys;
mod layout;
mod pixmap;
mod readers;
mod rest;
mod shown;
mod tray;

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use latchet_core::claim::{self, TRAY};
use latchet_core::texts::Texts;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use zbus::{Connection, MessageStream};

use self::bus::Claim;
use self::keys::Keys;
use self::rest::Rest;
use self::shown::{Opens, Shown};
use self::tray::Tray;
use super::event::Event;
use super::notify::{Notifier, Pressed};
use super::watch::Sign;
use super::{Resident, Setting, Todo, say};

/// How long a menu waits at most for the texts of the moment in which it opens.
const UP_TO_DATE_WITHIN: Duration = Duration::from_millis(20);

/// Has the tray that runs hide everything at once.
pub(super) fn hide(folder: &Path, texts: &Texts) -> Result<(), String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let hidden = runtime.block_on(bus::hide(&folder.display().to_string()));
    if hidden { Ok(()) } else { Err(texts.say("tray-none-to-hide")) }
}

/// Runs until it is told to end.
pub(super) fn run(setting: Setting) -> Result<(), String> {
    rest::share_memory();
    let runtime = Builder::new_current_thread()
        .enable_all()
        // Threads that only helped to connect are soon gone.
        .thread_keep_alive(Duration::from_millis(100))
        .build();
    let runtime = runtime.map_err(|error| failed(&setting, &error))?;
    let ended = runtime.block_on(live(Rc::new(setting)));
    runtime.shutdown_background();
    ended
}

fn failed(setting: &Setting, error: &impl ToString) -> String {
    setting.texts.say_with("tray-failed", &[("reason", error.to_string().into())])
}

async fn live(setting: Rc<Setting>) -> Result<(), String> {
    let (sender, mut events) = unbounded_channel();
    let folder = setting.environment.folder();
    let (bus, claim) = match bus::claim(&folder, sender.clone()).await {
        Ok(claimed) => claimed,
        Err(error) => return without_bus(&setting, &error),
    };
    match claim {
        Claim::First => {}
        Claim::HandedOver => {
            say(&setting.texts.say("tray-handed-over"));
            if let Err(why) = setting.open_instead() {
                say(&why);
            }
            return Ok(());
        }
        Claim::Other => return Err(setting.texts.say("tray-other")),
        Claim::Mute => return Err(setting.texts.say("tray-mute")),
    }
    // Says which program it is. The right itself goes with the name on the bus, where one can be had.
    let _ = claim::claim(&folder, TRAY);
    let send = {
        let sender = sender.clone();
        // Once the tray is ending nobody listens any more.
        Arc::new(move |event| drop(sender.send(event)))
    };
    let mut resident = Resident::new(&setting, send);
    let title = setting.texts.say("tray-title");
    let (opens, mut opening) = unbounded_channel();
    let (picture, events_to) = (resident.picture().clone(), sender.clone());
    let shown = Shown::new(title.clone(), picture, events_to, opens, UP_TO_DATE_WITHIN);
    let no_host = setting.texts.say("tray-no-host");
    let told = {
        let (no_host, sender) = (no_host.clone(), sender.clone());
        move |is_there: bool| {
            if !is_there {
                say(&no_host);
            }
            // Once the tray is ending nobody listens any more.
            let _ = sender.send(Event::Host(is_there));
        }
    };
    let served = async {
        let tray = Tray::serve(bus.clone(), shown).await?;
        host::follow(&bus, told).await?;
        Ok(tray)
    };
    let tray = match served.await {
        Ok(tray) => tray,
        // The session ended just now, as it may a moment later.
        Err(zbus::Error::InputOutput(_)) => return Ok(()),
        Err(error) => return Err(failed(&setting, &error)),
    };
    quit_on_signals(&sender).map_err(|error| failed(&setting, &error))?;
    quit_without(bus.clone(), sender.clone());
    let mut keys = Keys::new(bus.clone(), Arc::clone(&setting.texts), sender.clone());
    let mut notifier = Notifier::new(bus.clone(), title).await;
    if !host::is_there(&bus).await {
        say(&no_host);
        let _ = sender.send(Event::Host(false));
        if let Err(why) = setting.open_instead() {
            say(&why);
        }
    }
    let mut rest = Rest::default();
    let mut todo = resident.on(Event::Began);
    // What earlier programs have left is seen to at once.
    let _ = sender.send(Event::Sign(Sign::Journal));
    let mut looked: Option<Opens> = None;
    loop {
        if let Some(picture) = todo.draw {
            // Without a bus nobody sees it, and the session is over.
            let _ = tray.show(picture).await;
        }
        if let Some(looked) = looked.take() {
            // A panel may have waited long enough.
            let _ = looked.send(());
        }
        if let Some(shortcuts) = todo.bind {
            keys.bind(shortcuts);
        }
        if todo.hide {
            bus::close_window(&bus, &folder);
            notifier.withdraw().await;
        }
        for note in todo.notes {
            // Waited for: the last one is to be seen before the program ends.
            if let Err(why) = notifier.show(&note).await {
                say(&format!("{} ({why})", note.body));
            }
        }
        if todo.exit {
            break;
        }
        let event = tokio::select! {
            event = events.recv() => event,
            Pressed { action, activation } = notifier.pressed() => {
                Some(Event::Chosen { action, activation })
            }
            Some(opens) = opening.recv() => {
                looked = Some(opens);
                Some(Event::MenuOpens)
            }
            () = rest.settle() => {
                todo = Todo::default();
                continue;
            }
        };
        let Some(event) = event else { break };
        rest.disturb();
        todo = resident.on(event);
    }
    Ok(())
}

fn without_bus(setting: &Setting, error: &zbus::Error) -> Result<(), String> {
    let told = setting.texts.say_with("tray-no-bus", &[("reason", error.to_string().into())]);
    if setting.hidden {
        return Err(told);
    }
    say(&told);
    setting.open_instead()
}

fn quit_on_signals(sender: &UnboundedSender<Event>) -> std::io::Result<()> {
    for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
        let mut signals = signal(kind)?;
        let sender = sender.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                // Failing means that it is ending anyway.
                let _ = sender.send(Event::Quit);
            }
        });
    }
    Ok(())
}

/// When the session bus goes the session is over.
fn quit_without(bus: Connection, sender: UnboundedSender<Event>) {
    tokio::spawn(async move {
        let mut messages = MessageStream::from(bus);
        while let Some(Ok(_)) = messages.next().await {}
        let _ = sender.send(Event::Quit);
    });
}
