//! Linux: each thing is asked for on the session bus.

use std::time::Duration;

use tokio::time::timeout;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::{Connection, Proxy};

use super::{Desktop, Found};

/// How long another program may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
/// The portals that this program can make use of.
const PORTALS: [&str; 3] = ["Settings", "GlobalShortcuts", "Background"];

/// Looks at all of it at the same time.
pub(in crate::doctor) async fn look() -> Desktop {
    let Ok(Ok(bus)) = timeout(PATIENCE, Connection::session()).await else {
        let none = || Found::NoBus;
        return Desktop { tray: none(), notifications: none(), portal: none() };
    };
    let tray = async {
        if has_tray_host(&bus).await { Found::There(String::new()) } else { Found::Missing }
    };
    let (tray, notifications, portal) =
        tokio::join!(tray, asked(notifications(&bus)), asked(portals(&bus)));
    Desktop { tray, notifications, portal }
}

/// Does anything show tray icons now?
pub async fn has_tray_host(bus: &Connection) -> bool {
    let asked = async {
        let name = BusName::try_from(WATCHER)?;
        if !DBusProxy::new(bus).await?.name_has_owner(name).await? {
            return Ok(false);
        }
        let watcher = Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
        watcher.get_property("IsStatusNotifierHostRegistered").await
    };
    matches!(timeout(PATIENCE, asked).await, Ok(zbus::Result::Ok(true)))
}

async fn asked(answer: impl Future<Output = zbus::Result<String>>) -> Found {
    match timeout(PATIENCE, answer).await {
        Ok(Ok(told)) => Found::There(told),
        Ok(Err(_)) => Found::Missing,
        Err(_) => Found::Mute,
    }
}

async fn notifications(bus: &Connection) -> zbus::Result<String> {
    let (path, call) = ("/org/freedesktop/Notifications", "GetServerInformation");
    let answer = bus.call_method(Some(NOTIFICATIONS), path, Some(NOTIFICATIONS), call, &()).await?;
    let (name, _vendor, version, _specification): (String, String, String, String) =
        answer.body().deserialize()?;
    Ok(plain(&format!("{name} {version}")))
}

async fn portals(bus: &Connection) -> zbus::Result<String> {
    let mut there = Vec::new();
    for portal in PORTALS {
        match version(bus, portal).await {
            Ok(version) => there.push(format!("{portal} {version}")),
            // The portals are there, and this is none of them.
            Err(zbus::Error::MethodError(name, ..))
                if !name.ends_with("ServiceUnknown") && !name.contains(".Spawn.") => {}
            Err(error) => return Err(error),
        }
    }
    Ok(there.join(", "))
}

async fn version(bus: &Connection, portal: &str) -> zbus::Result<u32> {
    let of = (format!("org.freedesktop.portal.{portal}"), "version");
    let path = "/org/freedesktop/portal/desktop";
    let properties = "org.freedesktop.DBus.Properties";
    let answer = bus.call_method(Some(PORTAL), path, Some(properties), "Get", &of).await?;
    let body = answer.body();
    let value: zbus::zvariant::Value<'_> = body.deserialize()?;
    Ok(u32::try_from(&value)?)
}

/// What another program says of itself, as part of a line of ours.
fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(60).collect()
}
