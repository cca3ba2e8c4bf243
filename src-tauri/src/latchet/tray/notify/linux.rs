//! `org.freedesktop.Notifications` on the connection that is there anyway.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use zbus::names::MemberName;
use zbus::proxy::SignalStream;
use zbus::zvariant::Value;
use zbus::{Connection, Message};

use super::super::picture::Action;
use super::{Note, Pressed, Topic};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// A click on the notification itself.
const ITSELF: &str = "default";
/// How long a desktop may take. One that hangs is left alone: the menu tells the same.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows notifications: of each topic the newest, in the place of the one before.
#[derive(Debug)]
pub(in super::super) struct Notifier {
    bus: Connection,
    title: String,
    shown: Vec<Shown>,
    signals: Option<SignalStream<'static>>,
    /// Does this desktop read the text as markup? Asked when something is shown for the first time.
    reads_markup: Option<bool>,
    /// The permission to come to the front that came with the last press, and for which.
    activation: Option<(u32, String)>,
}

#[derive(Debug)]
struct Shown {
    topic: Topic,
    id: u32,
    /// What each button does; its name on the bus is its place.
    buttons: Vec<Action>,
}

impl Notifier {
    pub(in super::super) async fn new(bus: Connection, title: String) -> Self {
        // Listening before anything is shown, so that no press is missed.
        let signals = tokio::time::timeout(PATIENCE, signals(&bus)).await.ok().and_then(Result::ok);
        let shown = Vec::new();
        Self { bus, title, shown, signals, reads_markup: None, activation: None }
    }

    /// Shows it. Says in words why it could not.
    pub(in super::super) async fn show(&mut self, note: &Note) -> Result<(), String> {
        let mut hints = HashMap::from([("desktop-entry", Value::from("latchet"))]);
        if note.silent {
            hints.insert("suppress-sound", Value::from(true));
        }
        let before = self.shown.iter().find(|shown| shown.topic == note.topic);
        let replaced = before.map_or(0, |shown| shown.id);
        let names: Vec<String> = (0..note.buttons.len()).map(|place| place.to_string()).collect();
        let labels = note.buttons.iter().map(|(_, label)| label.as_str());
        let buttons = names.iter().zip(labels).flat_map(|(name, label)| [name, label]);
        let markup = self.reads_markup().await;
        let actions: Vec<&str> = [ITSELF, &*self.title].into_iter().chain(buttons).collect();
        let body = if markup { escaped(&note.body) } else { note.body.clone() };
        let arguments =
            (&*self.title, replaced, "latchet", &*self.title, &*body, &*actions, hints, -1_i32);
        let id: u32 = self
            .call("Notify", &arguments)
            .await?
            .body()
            .deserialize()
            .map_err(|error| words(&error))?;
        self.shown.retain(|shown| shown.topic != note.topic);
        let buttons = note.buttons.iter().map(|(action, _)| action.clone()).collect();
        self.shown.push(Shown { topic: note.topic, id, buttons });
        Ok(())
    }

    /// Takes back whatever is shown. One that is gone already is no failure.
    pub(in super::super) async fn withdraw(&mut self) {
        for shown in std::mem::take(&mut self.shown) {
            let _ = self.call("CloseNotification", &(shown.id,)).await;
        }
    }

    /// The next button that is pressed on what is shown. Never, where nothing can be pressed.
    pub(in super::super) async fn pressed(&mut self) -> Pressed {
        while let Some(signals) = &mut self.signals {
            let Some(signal) = signals.next().await else { break };
            let Ok((id, text)) = signal.body().deserialize::<(u32, String)>() else { continue };
            match signal.header().member().map(MemberName::as_str) {
                Some("ActivationToken") => self.activation = Some((id, text)),
                Some("ActionInvoked") => {
                    let Some(action) = self.action(id, &text) else { continue };
                    let activation = self.activation.take().filter(|(of, _)| *of == id);
                    return Pressed { action, activation: activation.map(|(_, token)| token) };
                }
                _ => {}
            }
        }
        std::future::pending().await
    }

    fn action(&self, id: u32, name: &str) -> Option<Action> {
        let shown = self.shown.iter().find(|shown| shown.id == id)?;
        if name == ITSELF {
            return Some(Action::Open);
        }
        shown.buttons.get(name.parse::<usize>().ok()?).cloned()
    }

    async fn reads_markup(&mut self) -> bool {
        if self.reads_markup.is_none() {
            let answer = self.call("GetCapabilities", &()).await;
            let able = answer.map(|answer| answer.body().deserialize::<Vec<String>>());
            self.reads_markup =
                able.ok().and_then(Result::ok).map(|able| able.iter().any(|a| a == "body-markup"));
        }
        self.reads_markup.unwrap_or(false)
    }

    async fn call<B>(&self, method: &str, arguments: &B) -> Result<Message, String>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let call = self.bus.call_method(Some(NAME), PATH, Some(NAME), method, arguments);
        tokio::time::timeout(PATIENCE, call)
            .await
            .map_err(|late| words(&late))?
            .map_err(|error| words(&error))
    }
}

async fn signals(bus: &Connection) -> zbus::Result<SignalStream<'static>> {
    zbus::Proxy::new(bus, NAME, PATH, NAME).await?.receive_all_signals().await
}

fn words(error: &dyn std::fmt::Display) -> String {
    error.to_string()
}

/// The service's words are text, never markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
