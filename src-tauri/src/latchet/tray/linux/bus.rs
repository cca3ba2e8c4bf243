//! The session bus: one tray for each session.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use zbus::fdo::RequestNameFlags;
use zbus::{Connection, connection, interface};

use super::super::model::Event;
use super::super::picture::Action;

const NAME: &str = "org.latchet.Tray";
const PATH: &str = "/org/latchet/Tray";
/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection, and what became of the wish to be the session's tray.
pub(super) struct Claimed {
    pub(super) bus: Connection,
    pub(super) claim: Claim,
}

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

/// Asks for the name that the session's tray has; if it is taken, hands over to its owner.
pub(super) async fn claim(folder: &str, sender: UnboundedSender<Event>) -> zbus::Result<Claimed> {
    let desk = Desk { folder: folder.to_owned(), sender };
    let bus = connection::Builder::session()?.serve_at(PATH, desk)?.build().await?;
    // The other may end between the two questions.
    for _ in 0..3 {
        match bus.request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into()).await {
            Ok(_) => return Ok(Claimed { bus, claim: Claim::First }),
            Err(zbus::Error::NameTaken) => {}
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
        return Ok(Claimed { bus, claim });
    }
    Ok(Claimed { bus, claim: Claim::Mute })
}
