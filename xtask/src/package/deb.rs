//! The package for Debian and what stems from it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tree::{DEBIAN_ZSH, Tree};
use super::{Release, changelog, done, filled};
use crate::{Failure, root, temporary};

/// What reads packed relocations (see `build.rs`), of which `dpkg-shlibdeps` knows nothing.
const RELOCATIONS: &str = "libc6 (>= 2.36)";

/// Makes it, and has lintian judge it.
pub(super) fn make(release: &Release, to: &Path) -> Result<(), Failure> {
    let made = file(release, to)?;
    // What it says is right but for what `packaging/debian/overrides` says and why.
    let judge = ["--fail-on", "error,warning,info", "--display-info", "--tag-display-limit", "0"];
    done(Command::new("lintian").args(judge).arg("--allow-root").arg(&made)).map(drop)
}

/// The package's file.
pub(super) fn file(release: &Release, to: &Path) -> Result<PathBuf, Failure> {
    let folder = temporary::Folder::new("latchet-deb")?;
    let tree = Tree::lay(folder.path().join("tree"), release, DEBIAN_ZSH)?;
    let packaging = |name: &str| fs::read(root().join("packaging/debian").join(name));
    let doc = "usr/share/doc/latchet";
    tree.write(&format!("{doc}/copyright"), &packaging("copyright")?)?;
    let changes = changelog::debian(&fs::read_to_string(root().join("CHANGELOG.md"))?, release)?;
    tree.packed(&format!("{doc}/changelog"), changes.as_bytes())?;
    tree.write("usr/share/lintian/overrides/latchet", &packaging("overrides")?)?;

    let architecture = done(Command::new("dpkg").arg("--print-architecture"))?;
    let control = filled(
        "debian/control",
        &[
            ("@VERSION@", &release.version),
            ("@ARCHITECTURE@", architecture.trim()),
            ("@SIZE@", &tree.size()?.to_string()),
            ("@DEPENDS@", &linked(&tree, folder.path())?),
        ],
    )?;
    let files = tree.files()?;
    let sums = done(Command::new("md5sum").current_dir(tree.root()).args(&files))?;
    tree.write("DEBIAN/control", control.as_bytes())?;
    tree.write("DEBIAN/md5sums", sums.as_bytes())?;
    tree.open()?;

    let name = format!("latchet_{}_{}.deb", release.version, architecture.trim());
    let made = to.join(name);
    let mut build = Command::new("dpkg-deb");
    build.args(["--root-owner-group", "--build", "-Znone"]).arg(tree.root()).arg(&made);
    done(release.dated(&mut build))?;
    squeeze(&made, architecture.trim(), folder.path())?;
    Ok(made)
}

/// Compresses its members with what xz knows of a processor's jumps, which dpkg reads and can't be asked
/// to write: a fifteenth less.
fn squeeze(made: &Path, architecture: &str, folder: &Path) -> Result<(), Failure> {
    let archive = |operation: &str| {
        let mut ar = Command::new("ar");
        ar.current_dir(folder).arg(operation).arg(made);
        ar
    };
    done(&mut archive("x"))?;
    let mut xz = Command::new("xz");
    // One thread, so that the same source gives the same package.
    xz.current_dir(folder).arg("--threads=1");
    if architecture == "amd64" {
        xz.arg("--x86");
    }
    done(xz.args(["--lzma2=preset=9", "control.tar", "data.tar"]))?;
    fs::remove_file(made)?;
    done(archive("qcD").args(["debian-binary", "control.tar.xz", "data.tar.xz"])).map(drop)
}

/// The packages that hold what the programs are linked against, in the versions that they need.
fn linked(tree: &Tree, folder: &Path) -> Result<String, Failure> {
    // It wants to stand in a source package.
    fs::create_dir(folder.join("debian"))?;
    fs::write(
        folder.join("debian/control"),
        "Source: latchet\n\nPackage: latchet\nArchitecture: any\n",
    )?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.current_dir(folder).args(["-O", "--warnings=0"]);
    let said = done(ask.args([tree.path("usr/bin/latchet"), tree.path("usr/bin/latchet-window")]))?;
    let depends = said.trim().strip_prefix("shlibs:Depends=").ok_or("no libraries are linked")?;
    Ok(format!("{RELOCATIONS}, {depends}"))
}
