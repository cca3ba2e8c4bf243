//! Notifications: how a start ended and what becomes of its end, told by the desktop. They may stand
//! on a screen that others see, so there is nothing in them but that, a session's number and times.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

#[cfg(target_os = "linux")]
pub(super) use self::os::Notifier;
#[cfg(not(target_os = "linux"))]
pub(super) use self::os::show;

use std::time::Duration;

use latchet_core::journal::IntentionId;
use latchet_core::texts::Texts;

use super::picture::Action;

/// Shows one notification, from a program that then ends. Nothing is said where there is nobody to
/// show it: the outcome stands in the journal all the same.
pub(crate) fn announce(title: &str, body: String) {
    let note = Note::plain(body);
    #[cfg(not(target_os = "linux"))]
    let _ = show(title, &note, |_| {});
    #[cfg(target_os = "linux")]
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        runtime.block_on(async {
            if let Ok(bus) = zbus::Connection::session().await {
                let _ = Notifier::new(bus, title.to_owned()).await.show(&note).await;
            }
        });
    }
}

/// Says that a start goes out in so much time, and waits. Was it taken back?
pub(crate) async fn offer_undo(texts: &Texts, id: IntentionId, left: Duration) -> bool {
    let over = tokio::time::sleep(left);
    let mut shower = Shower::new(texts.say("notify-title")).await;
    shower.show(&Note::undo(texts, id, left)).await;
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
}

impl Note {
    /// That a start goes out in so much time, and can be taken back.
    pub(super) fn undo(texts: &Texts, id: IntentionId, left: Duration) -> Self {
        let seconds = left.as_secs_f32().round().to_string();
        Self {
            topic: Topic::Start,
            body: texts.say_with("notify-grace", &[("seconds", seconds.into())]),
            buttons: vec![(Action::Cancel(id), texts.say("notify-cancel"))],
        }
    }

    /// About a start, without buttons.
    pub(super) fn plain(body: String) -> Self {
        Self::start(body, Vec::new())
    }

    /// About a start.
    pub(super) fn start(body: String, buttons: Vec<(Action, String)>) -> Self {
        Self { topic: Topic::Start, body, buttons }
    }

    /// About the session that runs. It is ended on the website.
    pub(super) fn session(body: String, texts: &Texts) -> Self {
        let buttons = vec![(Action::Website, texts.say("notify-website"))];
        Self { topic: Topic::Session, body, buttons }
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
    pub(super) async fn new(title: String) -> Self {
        Self { title }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) async fn show(&mut self, note: &Note) {
        let _ = show(&self.title, note, |_| {});
    }
}
