//! Notifications: how a start ended, told by the desktop. They may stand on a screen that others
//! see, so there is nothing in them but that, and at most a session's number.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

#[cfg(target_os = "linux")]
pub(super) use self::os::Notifier;
#[cfg(not(target_os = "linux"))]
pub(super) use self::os::show;

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// What it says below the program's name.
    pub(super) body: String,
}
