//! `org.freedesktop.Notifications` on the connection that is there anyway.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use zbus::Connection;
use zbus::proxy::SignalStream;
use zbus::zvariant::Value;

use super::super::picture::Action;
use super::Note;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// How long a desktop may take. One that hangs is left alone: the menu tells the same.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows notifications, one in the place of the other.
#[derive(Debug)]
pub(in super::super) struct Notifier {
    bus: Connection,
    title: String,
    shown: u32,
    /// What each button of it does; its name on the bus is its place.
    buttons: Vec<Action>,
    presses: Option<SignalStream<'static>>,
}

impl Notifier {
    pub(in super::super) async fn new(bus: Connection, title: String) -> Self {
        // Listening before anything is shown, so that no press is missed.
        let presses = tokio::time::timeout(PATIENCE, presses(&bus)).await.ok().and_then(Result::ok);
        Self { bus, title, shown: 0, buttons: Vec::new(), presses }
    }

    /// Shows it. Says in words why it could not.
    pub(in super::super) async fn show(&mut self, note: &Note) -> Result<(), String> {
        let hints = HashMap::from([("desktop-entry", Value::from("latchet"))]);
        let names: Vec<String> = (0..note.buttons.len()).map(|place| place.to_string()).collect();
        let labels = note.buttons.iter().map(|(_, label)| label.as_str());
        let actions: Vec<&str> =
            names.iter().zip(labels).flat_map(|(name, label)| [name, label]).collect();
        let arguments = (
            &*self.title,
            self.shown,
            "latchet",
            &*self.title,
            &*note.body,
            &actions[..],
            hints,
            -1_i32,
        );
        let call = self.bus.call_method(Some(NAME), PATH, Some(NAME), "Notify", &arguments);
        let answer = tokio::time::timeout(PATIENCE, call).await;
        let answer = answer.map_err(|late| late.to_string())?.map_err(|error| error.to_string())?;
        self.shown = answer.body().deserialize().map_err(|error| error.to_string())?;
        self.buttons = note.buttons.iter().map(|(action, _)| action.clone()).collect();
        Ok(())
    }

    /// The next button that is pressed on what is shown. Never, where nothing can be pressed.
    pub(in super::super) async fn pressed(&mut self) -> Action {
        while let Some(presses) = &mut self.presses {
            let Some(signal) = presses.next().await else { break };
            let Ok((id, name)) = signal.body().deserialize::<(u32, String)>() else { continue };
            let action = name.parse().ok().and_then(|place: usize| self.buttons.get(place));
            if let Some(action) = action.filter(|_| id == self.shown) {
                return action.clone();
            }
        }
        std::future::pending().await
    }
}

async fn presses(bus: &Connection) -> zbus::Result<SignalStream<'static>> {
    let proxy = zbus::Proxy::new(bus, NAME, PATH, NAME).await?;
    proxy.receive_signal("ActionInvoked").await
}
