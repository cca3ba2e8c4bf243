//! Linux: the session bus. Without one there is nobody to hand over to, and the window just opens.
//!
//! All of it happens on one thread beside the window's: a bus that does not answer must not keep
//! the window from opening.

use std::path::Path;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Duration;

use futures_util::StreamExt as _;
use latchet_core::window::{INTERFACE, PATH, bus_name};
use tauri::{AppHandle, Builder, Context, RunEvent, Theme, Wry};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use zbus::fdo::RequestNameFlags;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, Message, MessageStream, connection, interface};

use super::super::shell;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const COLOR_SCHEME: &str = "color-scheme";

/// How long the bus, or another window, may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// This window's part in the session.
pub(crate) struct Session {
    give_app: oneshot::Sender<AppHandle>,
}

/// What other programs can say to this window.
struct Desk {
    wanted: UnboundedSender<Option<String>>,
    unwanted: UnboundedSender<()>,
}

#[interface(name = "org.latchet.Window")]
impl Desk {
    /// Comes to the front.
    fn raise(&self) {
        // Once the window is closing nobody listens any more.
        let _ = self.wanted.send(None);
    }

    /// Comes to the front, and fills in its form as this link says.
    fn fill(&self, link: String) {
        let _ = self.wanted.send(Some(link));
    }

    /// Closes, as by its own button: a start that is under way is finished first.
    fn close(&self) {
        let _ = self.unwanted.send(());
    }
}

/// Links come by [`join`] alone.
pub(crate) fn opened(_: &RunEvent) -> Option<String> {
    None
}

/// Becomes the session's window for this data folder; `None` when there was one, and it was raised
/// and given the link.
pub(crate) fn join(place: &Path, link: Option<&str>) -> Option<Session> {
    let (name, link) = (bus_name(place), link.map(str::to_owned));
    let (give_app, app) = oneshot::channel();
    let (tell, told) = mpsc::sync_channel(1);
    let spawned = thread::Builder::new().name("session".to_owned()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if let Ok(runtime) = runtime {
            // Without a bus, or with a broken one, the window does without.
            let _ = runtime.block_on(take_part(&name, link, &tell, app));
        }
    });
    let is_second = spawned.is_ok() && told.recv_timeout(PATIENCE).is_ok_and(|first| !first);
    (!is_second).then_some(Session { give_app })
}

impl Session {
    /// The bus has its name.
    #[expect(clippy::unused_self, reason = "elsewhere the program has it")]
    pub(crate) fn name(&self, _: &mut Context<Wry>) {}

    /// Has the window listen to the session.
    pub(crate) fn install(self, builder: Builder<Wry>) -> Builder<Wry> {
        let mut give_app = Some(self.give_app);
        builder.setup(move |app| {
            if let Some(give_app) = give_app.take() {
                // Nobody takes it where there is no bus.
                let _ = give_app.send(app.handle().clone());
            }
            Ok(())
        })
    }
}

async fn take_part(
    name: &str,
    link: Option<String>,
    tell: &SyncSender<bool>,
    app: oneshot::Receiver<AppHandle>,
) -> zbus::Result<()> {
    let (wanted, raised) = unbounded_channel();
    let (unwanted, closed) = unbounded_channel();
    let desk = Desk { wanted, unwanted };
    let bus = connection::Builder::session()?.serve_at(PATH, desk)?.build().await?;
    let is_first = match bus
        .request_name_with_flags(name, RequestNameFlags::DoNotQueue.into())
        .await
    {
        Err(zbus::Error::NameTaken) => {
            // One that does not answer may be stuck; then there are two rather than none.
            !matches!(tokio::time::timeout(PATIENCE / 2, call(&bus, name, link)).await, Ok(Ok(_)))
        }
        _ => true,
    };
    // The window has opened without waiting any longer.
    let _ = tell.send(is_first);
    let Ok(app) = app.await else { return Ok(()) };
    tokio::join!(raise(&app, raised), close(&app, closed), follow_light_and_dark(&bus, &app));
    Ok(())
}

/// Raises the window of this name, and gives it the link.
async fn call(bus: &Connection, name: &str, link: Option<String>) -> zbus::Result<Message> {
    let interface = Some(INTERFACE);
    match link {
        Some(link) => bus.call_method(Some(name), PATH, interface, "Fill", &(link,)).await,
        None => bus.call_method(Some(name), PATH, interface, "Raise", &()).await,
    }
}

async fn raise(app: &AppHandle, mut raised: UnboundedReceiver<Option<String>>) {
    while let Some(link) = raised.recv().await {
        shell::raise(app, link);
    }
}

async fn close(app: &AppHandle, mut closed: UnboundedReceiver<()>) {
    while closed.recv().await.is_some() {
        shell::close(app);
    }
}

/// GTK alone does not know what the desktop prefers.
async fn follow_light_and_dark(bus: &Connection, app: &AppHandle) {
    let Ok(mut changes) = changes(bus).await else { return };
    let arguments = (APPEARANCE, COLOR_SCHEME);
    let asked = bus.call_method(Some(PORTAL), PORTAL_PATH, Some(SETTINGS), "Read", &arguments);
    if let Ok(answer) = asked.await
        && let Ok(preference) = answer.body().deserialize::<OwnedValue>()
    {
        prefer(app, &preference);
    }
    while let Some(change) = changes.next().await {
        let Ok(change) = change else { continue };
        let body = change.body();
        let read = body.deserialize::<(&str, &str, Value<'_>)>();
        if let Ok((APPEARANCE, COLOR_SCHEME, preference)) = read {
            prefer(app, &preference);
        }
    }
}

async fn changes(bus: &Connection) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .sender(PORTAL)?
        .interface(SETTINGS)?
        .member("SettingChanged")?
        .add_arg(APPEARANCE)?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
}

/// A desktop without a preference is left to the user's GTK theme.
fn prefer(app: &AppHandle, preference: &Value<'_>) {
    let mut preference = preference;
    // The portal puts one value into another.
    while let Value::Value(inner) = preference {
        preference = inner;
    }
    match preference {
        Value::U32(1) => app.set_theme(Some(Theme::Dark)),
        Value::U32(2) => app.set_theme(Some(Theme::Light)),
        _ => {}
    }
}
