//! Linux: the credential store's name on the session bus. At log-in it may come after the tray.

use futures_util::StreamExt as _;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

use super::Sign;

const NAME: &str = "org.freedesktop.secrets";

/// Sends [`Sign::Store`] if the store is there, and whenever it comes. Without a bus there is nothing
/// to hear.
pub(super) async fn listen(send: impl Fn(Sign)) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let daemon = DBusProxy::new(&bus).await?;
    // Listening first: it may come in between.
    let mut owners = daemon.receive_name_owner_changed_with_args(&[(0, NAME)]).await?;
    if daemon.name_has_owner(BusName::try_from(NAME)?).await? {
        send(Sign::Store);
    }
    while let Some(change) = owners.next().await {
        if change.args()?.new_owner().is_some() {
            send(Sign::Store);
        }
    }
    Ok(())
}
