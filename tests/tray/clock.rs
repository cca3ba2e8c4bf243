//! The clock of a tray, moved by libfaketime as it is when a computer sleeps.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::installed::{Installed, Tray};
use crate::world::World;

/// Ahead of the machine's by a length that can be changed while the tray runs.
pub(crate) struct Clock {
    file: PathBuf,
    library: String,
    _folder: tempfile::TempDir,
}

impl Clock {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock =
            Self { file: folder.path().join("ahead"), library: faketime(), _folder: folder };
        clock.is_ahead("0");
        clock
    }

    pub(crate) fn is_ahead(&self, by: &str) {
        fs::write(&self.file, format!("+{by}\n")).unwrap();
    }

    pub(crate) fn tray(&self, installed: &Installed, world: &World) -> Tray {
        self.tray_with(installed, world, &[])
    }

    /// With more in its environment.
    pub(crate) fn tray_with(
        &self,
        installed: &Installed,
        world: &World,
        variables: &[(&str, &str)],
    ) -> Tray {
        let clock = [
            ("LD_PRELOAD", &*self.library),
            ("FAKETIME_TIMESTAMP_FILE", self.file.to_str().unwrap()),
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ];
        installed.tray_with(world, &["--hidden"], &[&clock, variables].concat())
    }
}

/// Of the package libfaketime.
fn faketime() -> String {
    let listed = Command::new("dpkg").args(["-L", "libfaketime"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let library = listed.lines().find(|line| line.ends_with("/libfaketime.so.1"));
    library.expect("libfaketime is installed").to_owned()
}
