//! `org.freedesktop.Notifications` on the connection that is there anyway.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use zbus::Connection;
use zbus::zvariant::Value;

use super::Note;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// How long a desktop may take. One that hangs is left alone: the menu tells the same.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows notifications, one in the place of the other.
#[derive(Debug, Clone)]
pub(in super::super) struct Notifier {
    bus: Connection,
    title: Rc<str>,
    shown: Rc<Cell<u32>>,
}

impl Notifier {
    pub(in super::super) fn new(bus: Connection, title: String) -> Self {
        Self { bus, title: title.into(), shown: Rc::default() }
    }

    /// Shows it. Says in words why it could not.
    pub(in super::super) async fn show(&self, note: &Note) -> Result<(), String> {
        let hints = HashMap::from([("desktop-entry", Value::from("latchet"))]);
        let actions: [&str; 0] = [];
        let arguments = (
            &*self.title,
            self.shown.get(),
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
        self.shown.set(answer.body().deserialize().map_err(|error| error.to_string())?);
        Ok(())
    }
}
