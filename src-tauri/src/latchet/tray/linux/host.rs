//! What shows icons: the item registers with it, and again whenever another takes its place.

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::select;
pub(super) use latchet_core::doctor::desktop::has_tray_host as is_there;
use zbus::fdo::DBusProxy;
use zbus::{Connection, MatchRule, MessageStream};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A panel that starts anew, or with the desktop, is there again by then.
const SETTLES: Duration = Duration::from_secs(1);

/// Shows the item of this connection wherever icons are shown, from now on. Calls `told` whenever that
/// changes, with whether something shows it now; how it is at first is not told.
pub(super) async fn follow(
    bus: &Connection,
    told: impl Fn(bool) + Send + 'static,
) -> zbus::Result<()> {
    // Listening first, so that none comes unnoticed in between.
    let daemon = DBusProxy::new(bus).await?;
    let mut owners = daemon.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    let come = signals(bus, "StatusNotifierHostRegistered").await?;
    let gone = signals(bus, "StatusNotifierHostUnregistered").await?;
    let mut is_taken = register(bus).await;
    let bus = bus.clone();
    tokio::spawn(async move {
        let mut hosts = select(come, gone);
        loop {
            tokio::select! {
                change = owners.next() => {
                    let Some(change) = change else { return };
                    let Ok(change) = change.args() else { continue };
                    is_taken = change.new_owner().is_some() && register(&bus).await;
                }
                // A watcher may be there before anything that draws, and outlive it.
                signal = hosts.next() => {
                    if signal.is_none() {
                        return;
                    }
                }
            }
            let mut shows = is_taken && is_there(&bus).await;
            if !shows {
                tokio::time::sleep(SETTLES).await;
                // What happened meanwhile is still to be heard of.
                shows = is_taken && is_there(&bus).await;
            }
            told(shows);
        }
    });
    Ok(())
}

async fn signals(bus: &Connection, member: &'static str) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface(WATCHER)?
        .member(member)?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
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
