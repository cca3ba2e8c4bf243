//! What shows icons: the item registers with it, and again whenever another takes its place.

use std::time::Duration;

use futures_util::StreamExt as _;
pub(super) use latchet_core::doctor::desktop::has_tray_host as is_there;
use zbus::Connection;
use zbus::fdo::DBusProxy;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows the item of this connection wherever icons are shown, from now on. Calls `none` when nothing
/// shows it any more; that nothing does yet is not told.
pub(super) async fn follow(bus: &Connection, none: impl Fn() + Send + 'static) -> zbus::Result<()> {
    // Listening first, so that none comes unnoticed in between.
    let daemon = DBusProxy::new(bus).await?;
    let mut owners = daemon.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    register(bus).await;
    let bus = bus.clone();
    tokio::spawn(async move {
        while let Some(change) = owners.next().await {
            let Ok(change) = change.args() else { continue };
            if change.new_owner().is_none() || !register(&bus).await {
                none();
            }
        }
    });
    Ok(())
}

/// Whether it took the item. One that fails may be followed by one that doesn't.
async fn register(bus: &Connection) -> bool {
    // Not a name of its own: a sandbox lets nobody own one.
    let Some(name) = bus.unique_name() else { return false };
    let item = (name.as_str(),);
    let call = bus.call_method(
        Some(WATCHER),
        WATCHER_PATH,
        Some(WATCHER),
        "RegisterStatusNotifierItem",
        &item,
    );
    matches!(tokio::time::timeout(PATIENCE, call).await, Ok(Ok(_)))
}
