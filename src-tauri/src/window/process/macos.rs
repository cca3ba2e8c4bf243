//! macOS.

use rustix::process::{Resource, Rlimit, setrlimit};

pub(super) fn forbid_core_dumps() {
    // There is nothing to fall back to, and the system writes none by default.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// The system's web view needs nothing.
pub(super) fn prepare_web_view() {}
