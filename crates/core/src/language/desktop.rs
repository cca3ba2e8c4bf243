//! What the user has chosen in the system's settings. A terminal's `LANG` says nothing there.

/// The locales that the user would like to read, the best first.
pub(super) fn wanted() -> Vec<String> {
    sys_locale::get_locales().collect()
}
