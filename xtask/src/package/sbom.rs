//! What the programs are made of, as `CycloneDX`: for tools that look for known faults.

use std::fs;

use crate::{Failure, built, cargo, root};

/// `target/packages/latchet.cdx.json`, of the package with both programs.
pub(crate) fn sbom() -> Result<(), Failure> {
    let tool = built::CARGO_CYCLONEDX.path()?;
    let folder = tool.parent().ok_or("a tool without a folder")?;
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths = [folder.to_owned()].into_iter().chain(std::env::split_paths(&paths));
    let mut list = cargo();
    list.env("PATH", std::env::join_paths(paths)?);
    // Not what only builds or tests it. The name says where it is put: beside each manifest.
    list.args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--no-build-deps"]);
    list.args(["--override-filename", "latchet.cdx"]);
    let status = list.status()?;
    if !status.success() {
        return Err(format!("cargo cyclonedx failed ({status})").into());
    }
    let made = super::folder();
    fs::create_dir_all(&made)?;
    fs::copy(root().join("latchet.cdx.json"), made.join("latchet.cdx.json"))?;
    for folder in fs::read_dir(root().join("crates"))?.flatten().map(|entry| entry.path()) {
        remove(&folder.join("latchet.cdx.json"))?;
    }
    remove(&root().join("xtask/latchet.cdx.json"))?;
    remove(&root().join("latchet.cdx.json"))?;
    println!("{}", made.join("latchet.cdx.json").display());
    Ok(())
}

fn remove(path: &std::path::Path) -> std::io::Result<()> {
    if path.exists() { fs::remove_file(path) } else { Ok(()) }
}
