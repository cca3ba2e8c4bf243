//! Keys that do something from anywhere: grabbed from the X server, or got from the desktop's portal
//! where the session is a Wayland one. Without any there is neither a connection nor a session.

mod held;
mod portal;
mod x11;

use std::sync::Arc;

use latchet_core::chord::Chord;
use latchet_core::shortcut::{Deed, Means, Shortcuts, to_bind};
use latchet_core::texts::Texts;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;
use zbus::Connection;

use super::super::event::Event;
use super::super::notify::Note;
use super::super::{action, say};

/// Which keys are wanted, and who sees to them.
pub(super) struct Keys {
    wanted: watch::Sender<Shortcuts>,
    /// Until there are some for the first time.
    hands: Option<Hands>,
}

impl Keys {
    pub(super) fn new(bus: Connection, texts: Arc<Texts>, events: UnboundedSender<Event>) -> Self {
        let hands = Hands { bus, texts, events, told: Vec::new() };
        Self { wanted: watch::Sender::default(), hands: Some(hands) }
    }

    /// Has these keys do something, and no others.
    pub(super) fn bind(&mut self, shortcuts: Shortcuts) {
        let some = !shortcuts.is_empty();
        self.wanted.send_replace(shortcuts);
        if let Some(hands) = self.hands.take_if(|_| some) {
            tokio::spawn(see_to(self.wanted.subscribe(), hands));
        }
    }
}

/// Until the tray ends.
async fn see_to(mut wanted: watch::Receiver<Shortcuts>, mut hands: Hands) {
    loop {
        let shortcuts = wanted.borrow_and_update().clone();
        if !shortcuts.is_empty() {
            let kept = match Means::here() {
                Means::Grab => x11::hold(&mut wanted, &mut hands).await,
                Means::Portal => portal::hold(shortcuts, &mut wanted, &mut hands).await,
            };
            if let Kept::UntilOthersWereWanted = kept {
                continue;
            }
        }
        if wanted.changed().await.is_err() {
            return;
        }
    }
}

/// How it ended that keys did something.
enum Kept {
    /// Others are wanted, or none, and those from before do nothing any more.
    UntilOthersWereWanted,
    /// It can't be, or no longer; the user was told.
    NotPossible,
}

/// What is done about keys that are pressed, and about those that can't be had.
struct Hands {
    bus: Connection,
    texts: Arc<Texts>,
    events: UnboundedSender<Event>,
    /// Of these the user knows that they do nothing.
    told: Shortcuts,
}

impl Hands {
    fn press(&self, deed: Deed, activation: Option<String>) {
        self.send(Event::Chosen { action: action(deed), activation });
    }

    /// Says once that these keys do nothing.
    fn tell(&mut self, deed: Deed, chord: Chord, why: &str) {
        if self.told.contains(&(deed, chord)) {
            return;
        }
        self.told.push((deed, chord));
        self.heard(self.texts.say_with(why, &[("keys", chord.to_string().into())]));
    }

    /// Says that the desktop gives none, and what else can be done.
    fn tell_all(&mut self, shortcuts: &Shortcuts, why: &str) {
        if self.told == *shortcuts {
            return;
        }
        self.told.clone_from(shortcuts);
        let commands = to_bind(shortcuts).join("; ");
        self.heard(self.texts.say_with(why, &[("commands", commands.into())]));
    }

    /// These keys do something, so that another end of it is news again.
    fn works(&mut self, shortcut: &(Deed, Chord)) {
        self.told.retain(|told| told != shortcut);
    }

    fn heard(&self, what: String) {
        say(&what);
        self.send(Event::Heard(Note::plain(what)));
    }

    fn send(&self, event: Event) {
        // Once the tray is ending nobody listens any more.
        let _ = self.events.send(event);
    }
}
