//! macOS.

/// The system's web view needs nothing.
pub(super) fn prepare_web_view() {}

/// The system sees to it.
pub(super) fn rest_soon() {}
