//! A desktop on the test's bus: a panel that comes and goes, and notifications that are recorded.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use latchet_core::window;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, connection, interface};

use crate::item::Item;

/// No answer takes this long.
pub(crate) const READY: Duration = Duration::from_secs(40);

/// The desktop. Its services run on a thread of their own.
pub(crate) struct Desktop {
    address: String,
    handle: Handle,
    bus: Connection,
    notes: Receiver<Note>,
    closed: Receiver<u32>,
    registered: (Sender<String>, Receiver<String>),
    panel: Option<Connection>,
    end: Option<oneshot::Sender<()>>,
}

impl Desktop {
    /// Without a panel yet.
    pub(crate) fn without_panel(address: &str) -> Self {
        let (handles, handle) = channel();
        let (end, ended) = oneshot::channel();
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            handles.send(runtime.handle().clone()).unwrap();
            // Ended or forgotten, it is over.
            let _ = runtime.block_on(ended);
        });
        let handle: Handle = handle.recv().unwrap();
        let (noted, heard) = channel();
        let (withdrawn, closed) = channel();
        let to = address.to_owned();
        let bus = wait(&handle, async move {
            let service = Notifications { noted, withdrawn, shown: 0 };
            connection::Builder::address(to.as_str())
                .unwrap()
                .serve_at("/org/freedesktop/Notifications", service)
                .unwrap()
                .name("org.freedesktop.Notifications")
                .unwrap()
                .build()
                .await
                .unwrap()
        });
        Self {
            address: address.to_owned(),
            handle,
            bus,
            notes: heard,
            closed,
            registered: channel(),
            panel: None,
            end: Some(end),
        }
    }

    /// With a panel.
    pub(crate) fn with_panel(address: &str) -> Self {
        let mut desktop = Self::without_panel(address);
        desktop.panel_comes();
        desktop
    }

    pub(crate) fn panel_comes(&mut self) {
        let watcher = Watcher { registered: self.registered.0.clone(), draws: true };
        let to = self.address.clone();
        self.panel = Some(self.wait(async move {
            connection::Builder::address(to.as_str())
                .unwrap()
                .serve_at("/StatusNotifierWatcher", watcher)
                .unwrap()
                .name("org.kde.StatusNotifierWatcher")
                .unwrap()
                .build()
                .await
                .unwrap()
        }));
    }

    /// What draws the icons goes, and what knows them stays.
    pub(crate) fn panel_empties(&self) {
        let signal = "StatusNotifierHostUnregistered";
        let panel = self.panel.clone().unwrap();
        self.wait(async move {
            let (path, name) = ("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher");
            let watcher = panel.object_server().interface::<_, Watcher>(path).await.unwrap();
            watcher.get_mut().await.draws = false;
            panel.emit_signal(None::<&str>, path, name, signal, &()).await.unwrap();
        });
    }

    pub(crate) fn panel_goes(&mut self) {
        let panel = self.panel.take().unwrap();
        self.wait(async move { panel.close().await.unwrap() });
    }

    /// Waits until an item registers with the panel.
    pub(crate) fn item(&self) -> Item<'_> {
        let name = self.registered.1.recv_timeout(READY).expect("an item registers");
        Item::new(self, name)
    }

    /// No item has registered with the panel, by now.
    pub(crate) fn expect_no_item(&self) {
        assert_eq!(self.registered.1.try_recv().ok(), None, "no icon was wanted");
    }

    /// Waits for the next notification; returns its text.
    pub(crate) fn note(&self) -> String {
        self.whole_note().body
    }

    /// Waits for the next notification.
    pub(crate) fn whole_note(&self) -> Note {
        self.notes.recv_timeout(READY).expect("a notification")
    }

    /// Presses a notification's button by its text.
    pub(crate) fn press(&self, note: &Note, label: &str) {
        let button = note.buttons.iter().find(|(_, text)| text == label);
        let (key, _) = button.unwrap_or_else(|| panic!("no {label} in {note:?}")).clone();
        let (bus, id) = (self.bus.clone(), note.id);
        self.wait(async move {
            let (path, name) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
            bus.emit_signal(None::<&str>, path, name, "ActionInvoked", &(id, key)).await.unwrap();
        });
    }

    /// Waits until this notification is taken back.
    pub(crate) fn expect_withdrawn(&self, note: &Note) {
        let closed = self.closed.recv_timeout(READY).expect("a notification is taken back");
        assert_eq!(closed, note.id);
    }

    /// A window of this name, of which is heard when it is to close.
    pub(crate) fn window(&self, name: String) -> Receiver<()> {
        let (told, closed) = channel();
        let bus = self.bus();
        self.wait(async move {
            bus.object_server().at(window::PATH, Window { told }).await.unwrap();
            bus.request_name(name).await.unwrap();
        });
        closed
    }

    /// There was no notification, by now.
    pub(crate) fn expect_no_note(&self) {
        let noted = self.notes.try_recv().ok();
        assert!(noted.is_none(), "no notification was wanted: {noted:?}");
    }

    pub(crate) fn bus(&self) -> Connection {
        self.bus.clone()
    }

    /// Does something on the desktop's thread.
    pub(crate) fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> T {
        wait(&self.handle, work)
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        drop(self.end.take());
    }
}

fn wait<T: Send + 'static>(handle: &Handle, work: impl Future<Output = T> + Send + 'static) -> T {
    let (done, result) = channel();
    handle.spawn(async move {
        // A test that has given up does not listen.
        let _ = done.send(work.await);
    });
    result.recv_timeout(READY).expect("the desktop answers in time")
}

struct Watcher {
    registered: Sender<String>,
    draws: bool,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let _ = self.registered.send(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.draws
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }
}

struct Window {
    told: Sender<()>,
}

#[interface(name = "org.latchet.Window")]
impl Window {
    fn close(&self) {
        let _ = self.told.send(());
    }
}

/// A notification as it came.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    id: u32,
    pub(crate) hints: HashMap<String, OwnedValue>,
    pub(crate) body: String,
    /// Each with its key and its text.
    pub(crate) buttons: Vec<(String, String)>,
}

struct Notifications {
    noted: Sender<Note>,
    withdrawn: Sender<u32>,
    shown: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "so it is specified")]
    fn notify(
        &mut self,
        application: &str,
        _replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        assert_eq!((application, icon, summary), ("Latchet", "latchet", "Latchet"));
        let buttons = actions.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        self.shown += 1;
        let _ = self.noted.send(Note { id: self.shown, hints, body: body.to_owned(), buttons });
        self.shown
    }

    fn close_notification(&self, id: u32) {
        let _ = self.withdrawn.send(id);
    }
}
