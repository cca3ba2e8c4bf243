//! What the desktop's session has to do with the window: there is one for each data folder, which
//! a second one raises instead of opening, and gives the link that it was started for; and it is
//! light or dark as the desktop is.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;
#[cfg(windows)]
mod pipe;
#[cfg(not(target_os = "linux"))]
mod plugin;
#[cfg(any(target_os = "macos", all(unix, test)))]
mod socket;

pub(crate) use self::os::{join, opened};
