//! Linux: the XDG autostart folder, which every desktop reads at log-in.

use directories::BaseDirs;

use super::desktop_entry::{from_text, to_text};
pub(super) use super::file::Place;

impl Place {
    /// The user's own entry.
    pub(super) fn find() -> Option<Self> {
        let folder = BaseDirs::new()?.config_dir().join("autostart");
        Some(Self { file: folder.join("org.latchet.Latchet.desktop"), to_text, from_text })
    }
}
