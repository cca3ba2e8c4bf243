//! What the desktop offers: a place for icons, notifications, portals.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "native.rs")]
mod os;

#[cfg(target_os = "linux")]
pub use os::has_tray_host;
pub(super) use os::look;

/// What was found of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Every desktop of this system has it.
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "it differs there"))]
    Native,
    /// It is there; its name and version, where it tells them.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "it is native there"))]
    There(String),
    /// Nothing here is that.
    Missing,
    /// There is no session bus to ask on.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "it is native there"))]
    NoBus,
    /// It is there and does not answer.
    Mute,
}

/// What a desktop offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Desktop {
    /// Something that shows tray icons.
    pub(super) tray: Found,
    /// Something that shows notifications.
    pub(super) notifications: Found,
    /// The portals that this program can make use of, each with its version.
    pub(super) portal: Found,
}
