//! Keys got from the desktop, by `org.freedesktop.portal.GlobalShortcuts`. The user may choose other
//! keys in its dialog than those in the settings.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use latchet_core::shortcut::{Deed, Shortcuts};
use latchet_core::texts::Texts;
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use zbus::names::MemberName;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Message, Proxy};

use super::held::Held;
use super::{Hands, Kept};

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SHORTCUTS: &str = "org.freedesktop.portal.GlobalShortcuts";
const REQUEST: &str = "org.freedesktop.portal.Request";
const SESSION: &str = "org.freedesktop.portal.Session";
const REGISTRY: &str = "org.freedesktop.host.portal.Registry";
/// The name of the desktop entry, by which the portal knows a program outside of a sandbox.
const DESKTOP_ENTRY: &str = "latchet";
/// How long the portal may take to come up and to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Until others are wanted, or the desktop ends it.
pub(super) async fn hold(
    shortcuts: Shortcuts,
    wanted: &mut watch::Receiver<Shortcuts>,
    hands: &mut Hands,
) -> Kept {
    let Ok(portal) = Portal::new(hands.bus.clone()).await else {
        hands.tell_all(&shortcuts, "shortcut-impossible");
        return Kept::NotPossible;
    };
    let mut session = None;
    let lost = tokio::select! {
        lost = portal.serve(&shortcuts, &mut session, hands) => lost,
        changed = wanted.changed() => {
            if let Some(session) = session {
                portal.close(&session).await;
            }
            // Otherwise the tray is ending.
            return if changed.is_ok() { Kept::UntilOthersWereWanted } else { Kept::NotPossible };
        }
    };
    let why = match lost {
        Lost::NotThere => "shortcut-impossible",
        Lost::NotGiven => "shortcut-not-given",
        Lost::Ended => "shortcut-ended",
    };
    hands.tell_all(&shortcuts, why);
    Kept::NotPossible
}

/// Why no keys do anything.
enum Lost {
    /// There is no such portal.
    NotThere,
    /// The desktop, or the user in its dialog, has said no.
    NotGiven,
    /// The desktop has ended it.
    Ended,
}

struct Portal {
    bus: Connection,
    shortcuts: Proxy<'static>,
}

impl Portal {
    async fn new(bus: Connection) -> zbus::Result<Self> {
        let shortcuts = Proxy::new(&bus, NAME, PATH, SHORTCUTS).await?;
        Ok(Self { bus, shortcuts })
    }

    /// Gets the keys, and does what they are for until they are lost.
    async fn serve(
        &self,
        shortcuts: &Shortcuts,
        session: &mut Option<OwnedObjectPath>,
        hands: &mut Hands,
    ) -> Lost {
        // Portals that don't know it tell programs apart without it.
        let nothing: HashMap<&str, Value<'_>> = HashMap::new();
        let _ = self.call(REGISTRY, "Register", &(DESKTOP_ENTRY, nothing)).await;
        let Ok(opened) = self.open().await else { return Lost::NotThere };
        let session = &*session.insert(opened);
        let listening = async {
            // Before there are keys, so that no press is missed.
            let signals = self.shortcuts.receive_all_signals().await?;
            let closing = Proxy::new(&self.bus, NAME, session.clone(), SESSION).await?;
            let closed = closing.receive_signal("Closed").await?;
            let owners = self.shortcuts.receive_owner_changed().await?;
            zbus::Result::Ok((signals, closed, owners))
        };
        let Ok((mut signals, mut closed, owners)) = listening.await else { return Lost::NotThere };
        let mut gone = owners.filter(|owner| std::future::ready(owner.is_none()));
        let texts = Arc::clone(&hands.texts);
        let bound = tokio::select! {
            bound = self.bind(session, shortcuts, &texts) => bound,
            _ = closed.next() => return Lost::Ended,
            _ = gone.next() => return Lost::Ended,
        };
        if bound.is_err() {
            return Lost::NotGiven;
        }
        for shortcut in shortcuts {
            hands.works(shortcut);
        }
        let clock = Instant::now();
        let mut held: HashMap<String, Held> = HashMap::new();
        loop {
            let signal = tokio::select! {
                signal = signals.next() => signal,
                _ = closed.next() => return Lost::Ended,
                _ = gone.next() => return Lost::Ended,
            };
            let Some(signal) = signal else { return Lost::Ended };
            let Some((told, deed, activation)) = read(&signal, session, shortcuts) else {
                continue;
            };
            let at = u64::try_from(clock.elapsed().as_millis()).unwrap_or(u64::MAX);
            let keys = held.entry(deed.id().to_owned()).or_default();
            match told {
                Told::Activated if keys.press(at) => hands.press(deed, activation),
                Told::Activated => {}
                Told::Deactivated => keys.release(at),
            }
        }
    }

    async fn open(&self) -> zbus::Result<OwnedObjectPath> {
        let options = HashMap::from([("session_handle_token", Value::from("latchet"))]);
        let results = self.ask("CreateSession", "open", |token| {
            let mut options = options.clone();
            options.insert("handle_token", token.into());
            (options,)
        });
        let results = timeout(PATIENCE, results).await.map_err(|_| zbus::Error::InvalidReply)??;
        let handle = results.get("session_handle").ok_or(zbus::Error::InvalidReply)?;
        // Specified as a text, and given as a path by some.
        let handle = match &**handle {
            Value::ObjectPath(path) => path.as_str(),
            Value::Str(text) => text.as_str(),
            _ => return Err(zbus::Error::InvalidReply),
        };
        Ok(OwnedObjectPath::try_from(handle)?)
    }

    /// Waits for the user, if the desktop asks one.
    async fn bind(
        &self,
        session: &OwnedObjectPath,
        shortcuts: &Shortcuts,
        texts: &Texts,
    ) -> zbus::Result<()> {
        let described = shortcuts.iter().map(|(deed, chord)| {
            let options = HashMap::from([
                ("description", Value::from(texts.say(&format!("shortcut-{}", deed.id())))),
                ("preferred_trigger", Value::from(chord.trigger())),
            ]);
            (deed.id(), options)
        });
        let described: Vec<_> = described.collect();
        let asked = self.ask("BindShortcuts", "bind", |token| {
            (session, described.clone(), "", HashMap::from([("handle_token", Value::from(token))]))
        });
        asked.await.map(drop)
    }

    async fn close(&self, session: &OwnedObjectPath) {
        let call = self.bus.call_method(Some(NAME), session, Some(SESSION), "Close", &());
        let _ = timeout(PATIENCE, call).await;
    }

    /// Calls a method whose results come later, by a signal of the request.
    async fn ask<B: Serialize + DynamicType>(
        &self,
        method: &str,
        token: &'static str,
        arguments: impl FnOnce(&'static str) -> B,
    ) -> zbus::Result<HashMap<String, OwnedValue>> {
        let name = self.bus.unique_name().map(|name| name.trim_start_matches(':'));
        let sender = name.unwrap_or_default().replace('.', "_");
        let path = format!("{PATH}/request/{sender}/{token}");
        // Before it is asked, so that no answer is missed.
        let request = Proxy::new(&self.bus, NAME, path, REQUEST).await?;
        let mut answers = request.receive_signal("Response").await?;
        self.call(SHORTCUTS, method, &arguments(token)).await?;
        let answer = answers.next().await.ok_or(zbus::Error::InvalidReply)?;
        let (refused, results): (u32, HashMap<String, OwnedValue>) = answer.body().deserialize()?;
        if refused == 0 { Ok(results) } else { Err(zbus::Error::InvalidReply) }
    }

    async fn call<B>(&self, interface: &str, method: &str, arguments: &B) -> zbus::Result<Message>
    where
        B: Serialize + DynamicType,
    {
        let call = self.bus.call_method(Some(NAME), PATH, Some(interface), method, arguments);
        timeout(PATIENCE, call).await.map_err(|_| zbus::Error::InvalidReply)?
    }
}

/// The session, the shortcut, a time, and what else is told.
type Activation = (OwnedObjectPath, String, u64, HashMap<String, OwnedValue>);

/// What happened to keys.
enum Told {
    Activated,
    Deactivated,
}

/// What a signal says, if it is about ours. The desktop's permission for a window to come to the
/// front may be with it.
fn read(
    signal: &Message,
    session: &OwnedObjectPath,
    shortcuts: &Shortcuts,
) -> Option<(Told, Deed, Option<String>)> {
    let told = match signal.header().member().map(MemberName::as_str) {
        Some("Activated") => Told::Activated,
        Some("Deactivated") => Told::Deactivated,
        _ => return None,
    };
    let (of, id, _, mut options): Activation = signal.body().deserialize().ok()?;
    let (deed, _) = shortcuts.iter().find(|(deed, _)| of == *session && deed.id() == id)?;
    let activation = options.remove("activation_token");
    Some((told, *deed, activation.and_then(|token| String::try_from(token).ok())))
}
