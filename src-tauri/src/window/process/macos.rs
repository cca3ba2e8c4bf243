//! macOS.

/// The system's web view needs nothing.
pub(super) fn prepare_web_view() {}
