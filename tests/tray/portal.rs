//! The desktop's portal for shortcuts, as a stand-in that records what it is asked.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use zbus::message::Header;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, ObjectServer, connection, interface};

use crate::desktop::{Desktop, READY};

const PATH: &str = "/org/freedesktop/portal/desktop";
const SHORTCUTS: &str = "org.freedesktop.portal.GlobalShortcuts";
const SESSION: &str = "org.freedesktop.portal.Session";

/// What it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To know the program by this name.
    Register(String),
    /// For these: name, description and keys of each.
    Bind(Vec<[String; 3]>),
    /// To end the session.
    Close,
}

/// The portal, until it goes.
pub(crate) struct Portal<'a> {
    desktop: &'a Desktop,
    bus: Connection,
    asked: Receiver<Asked>,
    sessions: Receiver<OwnedObjectPath>,
}

impl<'a> Portal<'a> {
    /// Whose user agrees, or doesn't.
    pub(crate) fn new(desktop: &'a Desktop, address: &str, agrees: bool) -> Self {
        let ((told, asked), (opened, sessions)) = (channel(), channel());
        let shortcuts = Shortcuts { told: told.clone(), opened, agrees };
        let address = address.to_owned();
        let bus = desktop.wait(async move {
            connection::Builder::address(address.as_str())
                .unwrap()
                .serve_at(PATH, shortcuts)
                .unwrap()
                .serve_at(PATH, Registry { told })
                .unwrap()
                .name("org.freedesktop.portal.Desktop")
                .unwrap()
                .build()
                .await
                .unwrap()
        });
        Self { desktop, bus, asked, sessions }
    }

    /// Waits for the next that it is asked.
    pub(crate) fn asked(&self) -> Asked {
        self.asked.recv_timeout(READY).expect("the portal is asked")
    }

    /// Waits for the next session that is opened.
    pub(crate) fn session(&self) -> OwnedObjectPath {
        self.sessions.recv_timeout(READY).expect("a session is opened")
    }

    /// The keys of a shortcut are pressed, or told to be by a repeating keyboard.
    pub(crate) fn activate(&self, session: &OwnedObjectPath, id: &str, token: Option<&str>) {
        let options = token.map(|token| ("activation_token", Value::from(token.to_owned())));
        self.tell("Activated", session, id, options.into_iter().collect());
    }

    pub(crate) fn deactivate(&self, session: &OwnedObjectPath, id: &str) {
        self.tell("Deactivated", session, id, HashMap::new());
    }

    fn tell(
        &self,
        signal: &'static str,
        session: &OwnedObjectPath,
        id: &str,
        options: HashMap<&'static str, Value<'static>>,
    ) {
        let (bus, body) = (self.bus.clone(), (session.clone(), id.to_owned(), 0_u64, options));
        self.desktop.wait(async move {
            bus.emit_signal(None::<&str>, PATH, SHORTCUTS, signal, &body).await.unwrap();
        });
    }

    /// The desktop ends the session.
    pub(crate) fn end(&self, session: &OwnedObjectPath) {
        let (bus, session) = (self.bus.clone(), session.clone());
        self.desktop.wait(async move {
            let nothing = HashMap::<&str, Value<'_>>::new();
            bus.emit_signal(None::<&str>, session, SESSION, "Closed", &nothing).await.unwrap();
        });
    }
}

type Options = HashMap<String, OwnedValue>;

fn text(options: &Options, name: &str) -> String {
    String::try_from(options[name].clone()).unwrap()
}

struct Shortcuts {
    told: Sender<Asked>,
    opened: Sender<OwnedObjectPath>,
    agrees: bool,
}

/// Where things of this program have their place.
fn path(kind: &str, header: &Header<'_>, token: &str) -> OwnedObjectPath {
    let sender = header.sender().unwrap().trim_start_matches(':').replace('.', "_");
    OwnedObjectPath::try_from(format!("{PATH}/{kind}/{sender}/{token}")).unwrap()
}

async fn answer(
    bus: &Connection,
    header: &Header<'_>,
    options: &Options,
    answer: (u32, HashMap<&str, Value<'_>>),
) -> OwnedObjectPath {
    let request = path("request", header, &text(options, "handle_token"));
    let interface = "org.freedesktop.portal.Request";
    let to = header.sender().cloned();
    bus.emit_signal(to, &request, interface, "Response", &answer).await.unwrap();
    request
}

#[interface(name = "org.freedesktop.portal.GlobalShortcuts")]
impl Shortcuts {
    async fn create_session(
        &self,
        options: Options,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
        #[zbus(object_server)] server: &ObjectServer,
    ) -> OwnedObjectPath {
        let session = path("session", &header, &text(&options, "session_handle_token"));
        // The one before may have been closed.
        let _ = server.remove::<Session, _>(&session).await;
        server.at(&session, Session { told: self.told.clone() }).await.unwrap();
        let _ = self.opened.send(session.clone());
        let results = HashMap::from([("session_handle", Value::from(session.as_str()))]);
        answer(bus, &header, &options, (0, results)).await
    }

    async fn bind_shortcuts(
        &self,
        _session: ObjectPath<'_>,
        shortcuts: Vec<(String, Options)>,
        _parent_window: String,
        options: Options,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let described = shortcuts.into_iter().map(|(id, about)| {
            [id, text(&about, "description"), text(&about, "preferred_trigger")]
        });
        let _ = self.told.send(Asked::Bind(described.collect()));
        answer(bus, &header, &options, (u32::from(!self.agrees), HashMap::new())).await
    }
}

struct Session {
    told: Sender<Asked>,
}

#[interface(name = "org.freedesktop.portal.Session")]
impl Session {
    fn close(&self) {
        let _ = self.told.send(Asked::Close);
    }
}

struct Registry {
    told: Sender<Asked>,
}

#[interface(name = "org.freedesktop.host.portal.Registry")]
impl Registry {
    fn register(&self, app_id: String, _options: Options) {
        let _ = self.told.send(Asked::Register(app_id));
    }
}
