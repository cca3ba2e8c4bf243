//! Notifications: how a start ended and what becomes of its end, told by the desktop. They may stand
//! on a screen that others see, so there is nothing in them but that, a session's number and times;
//! and in discreet mode not even that.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

#[cfg(target_os = "linux")]
pub(super) use self::os::Notifier;
#[cfg(not(target_os = "linux"))]
pub(super) use self::os::{show, withdraw};

use std::time::Duration;

use latchet_core::account::Account;
use latchet_core::intention::IntentionId;
use latchet_core::settings::{Key, Settings};
use latchet_core::texts::Texts;

use super::hidden::is_hidden;
use super::picture::Action;

/// How much of what there is to tell may stand on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Showing {
    /// All of it.
    Plain,
    /// That there is something.
    Discreet,
    /// Nothing: the user has hidden everything.
    Hidden,
}

impl Showing {
    /// As the user wants it now.
    pub(crate) fn now(account: &Account, settings: &Settings) -> Self {
        if account.journal().is_ok_and(|journal| is_hidden(&journal)) {
            Self::Hidden
        } else if settings.get(Key::Discreet) == "on" {
            Self::Discreet
        } else {
            Self::Plain
        }
    }

    /// What is shown in the place of this.
    pub(super) fn of(self, note: Note, texts: &Texts) -> Option<Note> {
        match self {
            Self::Plain => Some(note),
            Self::Discreet => Some(note.discreet(texts)),
            Self::Hidden => None,
        }
    }
}

/// Shows one notification, from a program that then ends. Nothing is said where there is nobody to
/// show it: the outcome stands in the journal all the same.
pub(crate) fn announce(texts: &Texts, showing: Showing, body: String) {
    let Some(note) = showing.of(Note::plain(body), texts) else { return };
    let title = texts.say("notify-title");
    #[cfg(not(target_os = "linux"))]
    let _ = show(&title, &note, |_| {});
    #[cfg(target_os = "linux")]
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        runtime.block_on(async {
            if let Ok(bus) = zbus::Connection::session().await {
                let _ = Notifier::new(bus, title).await.show(&note).await;
            }
        });
    }
}

/// Says that a start goes out in so much time, and waits. Was it taken back?
pub(crate) async fn offer_undo(
    texts: &Texts,
    showing: Showing,
    id: IntentionId,
    left: Duration,
) -> bool {
    let over = tokio::time::sleep(left);
    let mut shower = Shower::new(texts.say("notify-title")).await;
    if let Some(note) = showing.of(Note::undo(texts, id, left), texts) {
        shower.show(&note).await;
    }
    tokio::select! {
        () = over => false,
        pressed = shower.pressed() => pressed.action == Action::Cancel(id),
    }
}

/// What a notification is about. The newest of a topic takes the place of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// A start.
    Start,
    /// The session that runs, and its end.
    Session,
}

/// A button that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pressed {
    /// What it does.
    pub(super) action: Action,
    /// The desktop's permission for a window to come to the front.
    pub(super) activation: Option<String>,
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// What it is about.
    pub(super) topic: Topic,
    /// What it says below the program's name.
    pub(super) body: String,
    /// Its buttons, where the desktop has some: what each does, and its text.
    pub(super) buttons: Vec<(Action, String)>,
    /// Does it come without a sound?
    pub(super) silent: bool,
}

impl Note {
    /// That a start goes out in so much time, and can be taken back.
    pub(super) fn undo(texts: &Texts, id: IntentionId, left: Duration) -> Self {
        let seconds = left.as_secs_f32().round().to_string();
        Self {
            topic: Topic::Start,
            body: texts.say_with("notify-grace", &[("seconds", seconds.into())]),
            buttons: vec![(Action::Cancel(id), texts.say("notify-cancel"))],
            silent: false,
        }
    }

    /// About a start, without buttons.
    pub(super) fn plain(body: String) -> Self {
        Self::start(body, Vec::new())
    }

    /// About a start.
    pub(super) fn start(body: String, buttons: Vec<(Action, String)>) -> Self {
        Self { topic: Topic::Start, body, buttons, silent: false }
    }

    /// About the session that runs. It is ended on the website.
    pub(super) fn session(body: String, texts: &Texts) -> Self {
        let buttons = vec![(Action::Website, texts.say("notify-website"))];
        Self { topic: Topic::Session, body, buttons, silent: false }
    }

    /// That there is something, and no more. What can be taken back can still be.
    pub(super) fn discreet(mut self, texts: &Texts) -> Self {
        self.buttons.retain(|(action, _)| matches!(action, Action::Cancel(_)));
        self.buttons.push((Action::Open, texts.say("notify-open")));
        Self { body: texts.say("notify-discreet"), silent: true, ..self }
    }
}

/// Shows notifications wherever there is somebody to show them, and says nothing where there isn't.
pub(super) struct Shower {
    #[cfg(target_os = "linux")]
    notifier: Option<Notifier>,
    #[cfg(not(target_os = "linux"))]
    title: String,
}

impl Shower {
    #[cfg(target_os = "linux")]
    pub(super) async fn new(title: String) -> Self {
        let notifier = match zbus::Connection::session().await {
            Ok(bus) => Some(Notifier::new(bus, title).await),
            Err(_) => None,
        };
        Self { notifier }
    }

    #[cfg(target_os = "linux")]
    pub(super) async fn show(&mut self, note: &Note) {
        if let Some(notifier) = &mut self.notifier {
            let _ = notifier.show(note).await;
        }
    }

    /// The next button that is pressed on what is shown. Never, where nothing can be pressed.
    #[cfg(target_os = "linux")]
    pub(super) async fn pressed(&mut self) -> Pressed {
        match &mut self.notifier {
            Some(notifier) => notifier.pressed().await,
            None => std::future::pending().await,
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) async fn pressed(&mut self) -> Pressed {
        std::future::pending().await
    }

    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_async, reason = "elsewhere the bus is waited for")]
    pub(super) async fn new(title: String) -> Self {
        Self { title }
    }

    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_async, reason = "elsewhere the bus is waited for")]
    pub(super) async fn show(&mut self, note: &Note) {
        let _ = show(&self.title, note, |_| {});
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discreetly_it_is_told_that_there_is_something_and_no_more() {
        let texts = Texts::english();
        let id = IntentionId(3);
        let buttons = vec![
            (Action::Resume(id), "Send it now".to_owned()),
            (Action::Cancel(id), "Take it back".to_owned()),
        ];
        let start = Note::start("Session 12 has started.".to_owned(), buttons);
        let end = Note::session("It ends at 07:00.".to_owned(), &texts);
        let open = (Action::Open, "Open".to_owned());
        let back = (Action::Cancel(id), "Take it back".to_owned());
        for (note, topic, buttons) in [
            (start.clone(), Topic::Start, vec![back, open.clone()]),
            (end, Topic::Session, vec![open]),
        ] {
            let body = "Something is to be looked at.".to_owned();
            let told = Showing::Discreet.of(note, &texts);
            assert_eq!(told, Some(Note { topic, body, buttons, silent: true }));
        }
        assert_eq!(Showing::Plain.of(start.clone(), &texts), Some(start.clone()));
        assert_eq!(Showing::Hidden.of(start, &texts), None);
    }
}
