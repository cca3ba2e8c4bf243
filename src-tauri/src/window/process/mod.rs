//! The process: what is done before anything else, so that nothing of its memory lands in a file, and
//! what it gives back when it is at rest.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::io::{self, Write as _};
use std::panic;

/// The first line of `main`.
pub(crate) fn harden() {
    latchet_core::dumps::forbid();
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        // The message may hold what the program was working on.
        let _ = writeln!(io::stderr(), "latchet-window: a defect at {place}");
    }));
    os::prepare_web_view();
}

/// The window has been shown, or another one is in front of it: soon it needs little of what that
/// took.
pub(crate) fn rest_soon() {
    os::rest_soon();
}
