//! The session bus: one tray for each session.

use std::path::Path;
use std::time::Duration;

use latchet_core::window;
use tokio::sync::mpsc::UnboundedSender;
use zbus::fdo::RequestNameFlags;
use zbus::message::Flags;
use zbus::{Connection, Message, connection, fdo, interface};

use super::super::event::Event;
use super::super::picture::Action;
use latchet_core::claim;

const NAME: &str = "org.latchet.Tray";
const PATH: &str = "/org/latchet/Tray";
/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of the wish to be the session's tray.
pub(super) enum Claim {
    /// There is no other.
    First,
    /// There is one, and it was told.
    HandedOver,
    /// There is one, for another service or data folder.
    Other,
    /// There is one, and it does not answer.
    Mute,
}

/// What a second tray can say to the first.
struct Desk {
    folder: String,
    sender: UnboundedSender<Event>,
}

#[interface(name = "org.latchet.Tray")]
impl Desk {
    /// Looks again, if it is the tray of this data folder; returns whether it is.
    fn show(&self, folder: &str) -> bool {
        if folder != self.folder {
            return false;
        }
        // Once the tray is ending nobody listens any more.
        let _ = self.sender.send(Event::CalledAgain);
        true
    }

    /// Hides everything, if it is the tray of this data folder; returns whether it is.
    fn hide(&self, folder: &str) -> bool {
        if folder != self.folder {
            return false;
        }
        let _ = self.sender.send(Event::Chosen { action: Action::Hide, activation: None });
        true
    }
}

/// Has the session's tray hide everything. Is there one, of this data folder?
pub(super) async fn hide(folder: &str) -> bool {
    let asked = async {
        let bus = Connection::session().await?;
        let answer = bus.call_method(Some(NAME), PATH, Some(NAME), "Hide", &(folder,)).await?;
        answer.body().deserialize()
    };
    matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(zbus::Result::Ok(true)))
}

/// Has the window of this data folder close, if one is open. It is not waited for.
pub(super) fn close_window(bus: &Connection, folder: &Path) {
    let (bus, name) = (bus.clone(), window::bus_name(folder));
    tokio::spawn(async move {
        let closed = async {
            let call = Message::method_call(window::PATH, "Close")?
                .destination(name)?
                .interface(window::INTERFACE)?
                // None is opened for this.
                .with_flags(Flags::NoAutoStart)?
                .with_flags(Flags::NoReplyExpected)?;
            bus.send(&call.build(&())?).await
        };
        // Without a bus the session is over, and the window with it.
        let _: zbus::Result<()> = closed.await;
    });
}

/// Asks for the name that the session's tray has; if it is taken, hands over to its owner.
pub(super) async fn claim(
    folder: &Path,
    sender: UnboundedSender<Event>,
) -> zbus::Result<(Connection, Claim)> {
    let path = folder;
    let folder = &*folder.display().to_string();
    let desk = Desk { folder: folder.to_owned(), sender };
    let bus = connection::Builder::session()?.serve_at(PATH, desk)?.build().await?;
    // The other may end between the two questions.
    for _ in 0..3 {
        match bus.request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into()).await {
            Ok(_) => return Ok((bus, Claim::First)),
            Err(zbus::Error::NameTaken) => {}
            Err(error) if is_denied(&error) => {
                let is_first = claim::claim(path, claim::TRAY).map_err(zbus::Error::from)?;
                let claim = if is_first { Claim::First } else { Claim::HandedOver };
                return Ok((bus, claim));
            }
            Err(error) => return Err(error),
        }
        let arguments = (folder,);
        let call = bus.call_method(Some(NAME), PATH, Some(NAME), "Show", &arguments);
        let claim = match tokio::time::timeout(PATIENCE, call).await {
            Ok(Ok(answer)) if answer.body().deserialize().unwrap_or(false) => Claim::HandedOver,
            Ok(Ok(_)) => Claim::Other,
            Ok(Err(_)) => continue,
            Err(_) => Claim::Mute,
        };
        return Ok((bus, claim));
    }
    Ok((bus, Claim::Mute))
}

/// May nobody own the name here? A sandbox lets a program own only what begins with its own.
fn is_denied(error: &zbus::Error) -> bool {
    match error {
        zbus::Error::FDO(error) => matches!(**error, fdo::Error::AccessDenied(_)),
        zbus::Error::MethodError(name, ..) => name.ends_with(".AccessDenied"),
        _ => false,
    }
}
