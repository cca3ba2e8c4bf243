//! What panels are shown now, and what they do with it: shared by the item and its menu.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use super::super::event::Event;
use super::super::picture::{Action, Picture};
use super::layout::{Change, Layout};
use super::pixmap::{Pixmap, pixmaps};
use super::readers::Readers;

/// A menu is about to be shown; told when the picture is of this moment.
pub(super) type Opens = oneshot::Sender<()>;

/// What is shown.
#[derive(Clone)]
pub(super) struct Shown {
    now: Arc<Mutex<Now>>,
    events: UnboundedSender<Event>,
    opens: UnboundedSender<Opens>,
    patience: Duration,
}

/// What is shown now.
pub(super) struct Now {
    pub(super) title: String,
    pub(super) picture: Picture,
    pub(super) pixmaps: Vec<Pixmap>,
    pub(super) layout: Layout,
    pub(super) readers: Readers,
    /// The desktop's permission for a window to come to the front, for the next click.
    pub(super) activation: Option<String>,
}

impl Shown {
    /// A panel waits for the texts of a moment with this patience; then it is shown what is known.
    pub(super) fn new(
        title: String,
        picture: Picture,
        events: UnboundedSender<Event>,
        opens: UnboundedSender<Opens>,
        patience: Duration,
    ) -> Self {
        let pixmaps = pixmaps(picture.icon);
        let (layout, readers) = (Layout::new(&picture.menu), Readers::default());
        let now = Now { title, picture, pixmaps, layout, readers, activation: None };
        Self { now: Arc::new(Mutex::new(now)), events, opens, patience }
    }

    /// What is shown now; not to be held for long.
    pub(super) fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes another picture. Returns the one before, and what is other in the menu.
    pub(super) fn replace(&self, picture: Picture) -> (Picture, Change) {
        let mut now = self.now();
        if picture.icon != now.picture.icon {
            now.pixmaps = pixmaps(picture.icon);
        }
        let change = now.layout.update(&picture.menu);
        (std::mem::replace(&mut now.picture, picture), change)
    }

    /// Something was clicked.
    pub(super) fn choose(&self, action: Action) {
        let activation = self.now().activation.take();
        self.send(Event::Chosen { action, activation });
    }

    /// The menu is open; nobody waits for other texts.
    pub(super) fn is_open(&self) {
        self.send(Event::MenuOpens);
    }

    /// The menu is about to be shown: waits until the picture is of this moment.
    pub(super) async fn about_to_open(&self) {
        let (told, drawn) = oneshot::channel();
        // Once the tray is ending nobody answers any more.
        if self.opens.send(told).is_ok() {
            let _ = tokio::time::timeout(self.patience, drawn).await;
        }
    }

    fn send(&self, event: Event) {
        // Once the tray is ending nobody listens any more.
        let _ = self.events.send(event);
    }
}
