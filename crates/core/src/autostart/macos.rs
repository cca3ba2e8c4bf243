//! macOS: an agent of the user's, which `launchd` reads at log-in.

use directories::BaseDirs;

pub(super) use super::file::Place;
use super::launch_agent::{LABEL, from_text, to_text};

impl Place {
    /// The user's own agent.
    pub(super) fn find() -> Option<Self> {
        let folder = BaseDirs::new()?.home_dir().join("Library/LaunchAgents");
        Some(Self { file: folder.join(format!("{LABEL}.plist")), to_text, from_text })
    }
}
