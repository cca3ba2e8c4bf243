//! Whether anything is to show.

use latchet_core::journal::Journal;

/// That the user wants nothing to show, for now.
pub(super) const HIDDEN: &str = "hidden";

/// Does the user want nothing to show, for now?
pub(super) fn is_hidden(journal: &Journal) -> bool {
    journal.memory(HIDDEN).is_ok_and(|hidden| hidden.is_some())
}
