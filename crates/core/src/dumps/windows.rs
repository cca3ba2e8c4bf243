//! Windows.

/// The system writes a full dump only for programs that its registry names.
pub(super) fn forbid() {}
