//! Windows.

/// The system writes a full dump only for programs that its registry names.
pub(super) fn forbid_core_dumps() {}

/// The system's web view needs nothing.
pub(super) fn prepare_web_view() {}
