//! What comes from npm, pinned, under the target folder. Nothing of it ships.

use std::fs;
use std::process::Command;

use crate::steps::quietly;
use crate::{Failure, target};

/// Judges the page's accessibility, injected into the real web view by the window's tests.
const AXE: &str = "axe-core@4.14.1";

/// Has `axe-core` where the window's tests look for it.
pub(crate) fn axe() -> Result<(), Failure> {
    let folder = target().join("tools/axe-core");
    let noted = folder.join("fetched");
    if fs::read_to_string(&noted).is_ok_and(|fetched| fetched == AXE) {
        return Ok(());
    }
    let mut install = Command::new("npm");
    install.args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.arg("--prefix").arg(&folder).arg(AXE);
    quietly(&format!("npm install {AXE}"), &mut install)?;
    Ok(fs::write(noted, AXE)?)
}
