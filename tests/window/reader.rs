//! What a screen reader gets: the page read over the accessibility bus, by nobody else's means.

use std::collections::HashMap;
use std::future::poll_fn;
use std::path::Path;
use std::pin::Pin;
use std::process::{Child, Stdio};
use std::time::Duration;

use tokio::runtime::Runtime;
use zbus::export::futures_core::Stream as _;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue};
use zbus::{Connection, MatchRule, Message, MessageStream, connection};

use crate::desktop::Desktop;
use crate::webdriver::await_some;

const LAUNCHER: &str = "/usr/libexec/at-spi-bus-launcher";
const REGISTRY: &str = "org.a11y.atspi.Registry";
const ROOT: &str = "/org/a11y/atspi/accessible/root";
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const PATIENCE: Duration = Duration::from_secs(30);

/// Something on the bus: whose it is, and where.
type Place = (String, OwnedObjectPath);

/// The kind of a thing, as far as it matters here: those that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Button,
    CheckBox,
    ComboBox,
    Entry,
    Password,
    Radio,
    Other,
}

impl Role {
    /// By its number in `AtspiRole`.
    fn numbered(number: u32) -> Self {
        match number {
            7 => Self::CheckBox,
            11 => Self::ComboBox,
            40 => Self::Password,
            43 | 62 => Self::Button,
            44 => Self::Radio,
            61 | 79 => Self::Entry,
            _ => Self::Other,
        }
    }
}

/// What is said of one thing on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) role: Role,
    pub(crate) name: String,
}

/// A screen reader, with the bus that it brings.
pub(crate) struct Reader {
    launcher: Child,
    runtime: Runtime,
    /// Until the end, when it must go before its runtime.
    heard: Option<(Connection, MessageStream)>,
}

impl Reader {
    /// Begins to read on this desktop: windows that are opened from now on can be heard.
    #[track_caller]
    pub(crate) fn on(desktop: &Desktop) -> Self {
        let launcher = desktop
            .command(Path::new(LAUNCHER))
            .args(["--launch-immediately", "--a11y=1", "--screen-reader=1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("at-spi-bus-launcher (package at-spi2-core)");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connect = |address: &str| {
            runtime.block_on(async { connection::Builder::address(address)?.build().await })
        };
        let session = connect(desktop.keyring().address()).unwrap();
        let address = await_some("accessibility bus", || {
            let asked =
                call(&session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress", &());
            runtime.block_on(asked).ok().and_then(|reply| reply.body().deserialize::<String>().ok())
        });
        let bus = connect(&address).unwrap();
        let events = runtime.block_on(async {
            let registry = (REGISTRY, "/org/a11y/atspi/registry");
            let method = "org.a11y.atspi.Registry.RegisterEvent";
            call(&bus, registry, method, &"object:").await.unwrap();
            let rule = MatchRule::builder()
                .msg_type(zbus::message::Type::Signal)
                .interface("org.a11y.atspi.Event.Object")
                .unwrap()
                .build();
            MessageStream::for_match_rule(rule, &bus, Some(10_000)).await.unwrap()
        });
        Self { launcher, runtime, heard: Some((bus, events)) }
    }

    /// All that is there of the page, in its order, once it is as it should be.
    #[track_caller]
    pub(crate) fn read_until(&self, what: &str, is_there: impl Fn(&[Said]) -> bool) -> Vec<Said> {
        await_some(what, || {
            let (bus, _) = self.heard.as_ref()?;
            let said = self.runtime.block_on(page(bus)).unwrap_or_default();
            is_there(&said).then_some(said)
        })
    }

    /// Waits until these words come up where what changes is to be read aloud: how urgently.
    #[track_caller]
    pub(crate) fn until_told(&mut self, words: &str) -> String {
        let (bus, events) = self.heard.as_mut().expect("it is not at its end");
        let told = self.runtime.block_on(async {
            let until = async {
                loop {
                    let event = poll_fn(|context| Pin::new(&mut *events).poll_next(context)).await;
                    let event = event.expect("the bus is there").unwrap();
                    if let Some(urgency) = told(bus, &event, words).await {
                        return urgency;
                    }
                }
            };
            tokio::time::timeout(PATIENCE, until).await
        });
        told.unwrap_or_else(|_| panic!("nobody was told {words:?}"))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let within = self.runtime.enter();
        drop(self.heard.take());
        drop(within);
        let _ = self.launcher.kill();
        let _ = self.launcher.wait();
    }
}

async fn call<B: serde::Serialize + DynamicType>(
    bus: &Connection,
    (name, path): (&str, &str),
    method: &str,
    body: &B,
) -> zbus::Result<Message> {
    let (interface, method) = method.rsplit_once('.').expect("an interface");
    bus.call_method(Some(name), path, Some(interface), method, body).await
}

/// One by one: of what another process has in the window, only that way is told.
async fn children(bus: &Connection, (name, path): &Place) -> zbus::Result<Vec<Place>> {
    let wanted = &(ACCESSIBLE, "ChildCount");
    let counted = call(bus, (name, path), "org.freedesktop.DBus.Properties.Get", wanted).await?;
    let count: i32 = counted.body().deserialize::<OwnedValue>()?.try_into()?;
    let mut all = Vec::new();
    for index in 0..count {
        let method = "org.a11y.atspi.Accessible.GetChildAtIndex";
        let child = call(bus, (name, path), method, &index).await?;
        all.push(child.body().deserialize::<(Place,)>().map(|(place,)| place)?);
    }
    Ok(all)
}

async fn said(bus: &Connection, (name, path): &Place) -> zbus::Result<Said> {
    let role = call(bus, (name, path), "org.a11y.atspi.Accessible.GetRole", &()).await?;
    let wanted = &(ACCESSIBLE, "Name");
    let named = call(bus, (name, path), "org.freedesktop.DBus.Properties.Get", wanted).await?;
    let named: OwnedValue = named.body().deserialize()?;
    Ok(Said {
        role: Role::numbered(role.body().deserialize()?),
        name: named.try_into().unwrap_or_default(),
    })
}

/// What a thing and all in it say, from the program's root on.
async fn page(bus: &Connection) -> zbus::Result<Vec<Said>> {
    let root = (REGISTRY.to_owned(), OwnedObjectPath::try_from(ROOT)?);
    let mut all = Vec::new();
    for program in children(bus, &root).await? {
        if said(bus, &program).await?.name == "latchet-window" {
            let mut open = vec![program];
            while let Some(place) = open.pop() {
                all.push(said(bus, &place).await?);
                open.extend(children(bus, &place).await?.into_iter().rev());
            }
        }
    }
    Ok(all)
}

/// The text of a thing and of all in it.
async fn words_of(bus: &Connection, place: Place) -> String {
    let (mut open, mut words) = (vec![place], String::new());
    while let Some((name, path)) = open.pop() {
        let method = "org.a11y.atspi.Text.GetText";
        if let Ok(text) = call(bus, (&name, &path), method, &(0_i32, -1_i32)).await {
            words += &text.body().deserialize::<String>().unwrap_or_default();
        }
        open.extend(children(bus, &(name, path)).await.unwrap_or_default());
    }
    words
}

/// How urgently an event says these words, if it does.
async fn told(bus: &Connection, event: &Message, words: &str) -> Option<String> {
    let header = event.header();
    if header.member()?.as_str() != "ChildrenChanged" {
        return None;
    }
    let sender = header.sender()?.to_string();
    let place = (sender, OwnedObjectPath::from(header.path()?.to_owned()));
    let method = "org.a11y.atspi.Accessible.GetAttributes";
    let asked = call(bus, (&place.0, &place.1), method, &()).await.ok()?;
    let attributes: HashMap<String, String> = asked.body().deserialize().ok()?;
    let urgency = attributes.get("container-live").or_else(|| attributes.get("live"))?;
    words_of(bus, place).await.contains(words).then(|| urgency.clone())
}
