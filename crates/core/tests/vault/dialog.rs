//! A Secret Service that is locked and opens dialogs as told: the part that a real daemon can't
//! be made to play without a display.
#![expect(
    clippy::used_underscore_binding,
    clippy::unused_async,
    reason = "zbus' macro uses what a method of the interface leaves unused, and wants it async"
)]

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, Value};

const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const DIALOG: &str = "/org/freedesktop/secrets/prompt/p1";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// The dialog is dismissed after a while.
    Dismisses,
    /// The dialog is answered after a while, and the store is open.
    Unlocks,
    /// The dialog stays open.
    Waits,
    /// With its dialog open the service stops answering.
    Freezes,
    /// With its dialog open the service leaves the bus.
    Vanishes,
}

#[derive(Default)]
struct Counts {
    unlocked: AtomicBool,
    opened: AtomicUsize,
    withdrawn: AtomicUsize,
}

fn path(text: &'static str) -> OwnedObjectPath {
    OwnedObjectPath::try_from(text).unwrap()
}

struct Service;

#[zbus::interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    #[expect(clippy::unused_self, reason = "the interface's shape")]
    fn search_items(
        &self,
        _attributes: HashMap<String, String>,
    ) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        (Vec::new(), Vec::new())
    }

    #[expect(clippy::unused_self, reason = "the interface's shape")]
    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(COLLECTION)
    }

    #[expect(clippy::unused_self, reason = "the interface's shape")]
    fn unlock(&self, _objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        (Vec::new(), path(DIALOG))
    }
}

struct Collection(Arc<Counts>);

#[zbus::interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    #[zbus(property)]
    fn locked(&self) -> bool {
        !self.0.unlocked.load(Ordering::SeqCst)
    }
}

struct Prompt {
    behaviour: Behaviour,
    counts: Arc<Counts>,
    stop: Sender<()>,
}

#[zbus::interface(name = "org.freedesktop.Secret.Prompt")]
impl Prompt {
    async fn prompt(
        &self,
        _window: &str,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        self.counts.opened.fetch_add(1, Ordering::SeqCst);
        match self.behaviour {
            Behaviour::Dismisses | Behaviour::Unlocks => {
                let emitter = emitter.to_owned();
                let dismissed = self.behaviour == Behaviour::Dismisses;
                let counts = Arc::clone(&self.counts);
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    counts.unlocked.store(!dismissed, Ordering::SeqCst);
                    Self::completed(&emitter, dismissed, Value::from("")).await.unwrap();
                });
            }
            Behaviour::Waits => {}
            Behaviour::Freezes | Behaviour::Vanishes => self.stop.send(()).unwrap(),
        }
        Ok(())
    }

    fn dismiss(&self) {
        self.counts.withdrawn.fetch_add(1, Ordering::SeqCst);
    }

    #[zbus(signal)]
    async fn completed(
        emitter: &SignalEmitter<'_>,
        dismissed: bool,
        result: Value<'_>,
    ) -> zbus::Result<()>;
}

/// The service, running until dropped.
pub(crate) struct Dialogs {
    counts: Arc<Counts>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Dialogs {
    pub(crate) fn start(behaviour: Behaviour) -> Self {
        let counts = Arc::new(Counts::default());
        let (end, ended) = channel();
        let (ready, is_ready) = channel();
        let (stop, stopped) = channel();
        let shown = Arc::clone(&counts);
        let thread = thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let bus = runtime.block_on(async {
                zbus::connection::Builder::session()
                    .unwrap()
                    .serve_at("/org/freedesktop/secrets", Service)
                    .unwrap()
                    .serve_at(COLLECTION, Collection(Arc::clone(&shown)))
                    .unwrap()
                    .serve_at(DIALOG, Prompt { behaviour, counts: shown, stop })
                    .unwrap()
                    .name("org.freedesktop.secrets")
                    .unwrap()
                    .build()
                    .await
                    .unwrap()
            });
            ready.send(()).unwrap();
            while ended.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                if stopped.try_recv().is_ok() {
                    // The call that opened the dialog is still to be answered.
                    runtime
                        .block_on(async { tokio::time::sleep(Duration::from_millis(100)).await });
                    if behaviour == Behaviour::Vanishes {
                        break;
                    }
                    // Frozen: on the bus, and running nothing.
                    let _ = ended.recv();
                    break;
                }
                runtime.block_on(async { tokio::time::sleep(Duration::from_millis(20)).await });
            }
            runtime.block_on(async { bus.close().await.unwrap() });
        });
        is_ready.recv().unwrap();
        Self { counts, end: Some(end), thread: Some(thread) }
    }

    pub(crate) fn opened(&self) -> usize {
        self.counts.opened.load(Ordering::SeqCst)
    }

    pub(crate) fn withdrawn(&self) -> usize {
        self.counts.withdrawn.load(Ordering::SeqCst)
    }
}

impl Drop for Dialogs {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
