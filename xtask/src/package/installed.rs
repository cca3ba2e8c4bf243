//! The package in a clean Debian: installed, used, put over its predecessor while that runs, purged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::done;
use crate::machine::{self, install};
use crate::{Failure, root, target};

/// The release whose users get this one.
const BEFORE: &str = "0.1.0";
/// Its source, and how its package was made: by the Tauri CLI.
const COMMIT: &str = "2dc0915";
const CLI: &str = "@tauri-apps/cli@2.12.5";

/// Tries the package that was made last.
pub(crate) fn test() -> Result<(), Failure> {
    install(&[&machine::DEBOOTSTRAP, &machine::NODE, &machine::WEBKIT, &machine::XDO])?;
    let new = made(&super::folder())?.ok_or("there is no .deb; see cargo xtask package")?;
    let old = before()?;
    let mut script = Command::new(root().join("xtask/scripts/installed.sh"));
    let status = script.arg(target().join("installed/root")).args([old, new]).status()?;
    if status.success() { Ok(()) } else { Err(format!("it failed ({status})").into()) }
}

/// The predecessor's package. Built once, without optimising: what it leaves is the same.
fn before() -> Result<PathBuf, Failure> {
    let kept = target().join("installed").join(BEFORE);
    let bundles = kept.join("target/debug/bundle/deb");
    if let Some(made) = made(&bundles)? {
        return Ok(made);
    }
    println!("building {BEFORE} from {COMMIT}");
    let source = kept.join("source");
    fs::create_dir_all(&source)?;
    let archive = kept.join("source.tar");
    let mut git = Command::new("git");
    git.current_dir(root()).args(["archive", "--output"]).arg(&archive);
    done(git.arg(COMMIT))?;
    done(Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&source))?;
    let mut build = Command::new("npx");
    build.current_dir(&source).env("CARGO_TARGET_DIR", kept.join("target"));
    build.args(["--yes", "--package", CLI, "tauri", "build", "--debug", "--bundles", "deb"]);
    let status = build.status()?;
    match made(&bundles)? {
        Some(made) if status.success() => Ok(made),
        _ => Err(format!("{BEFORE} was not built ({status})").into()),
    }
}

/// The one package in a folder.
fn made(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(None);
    }
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files = entries.iter().map(fs::DirEntry::path);
    Ok(files.find(|path| path.extension().is_some_and(|end| end == "deb")))
}
