//! The package for Fedora and openSUSE. What the programs are linked against rpm finds by itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::tree::{FEDORA_ZSH, Tree};
use super::{Release, done, filled};
use crate::{Failure, root, temporary};

/// What stands for licences and documentation there.
const LICENCES: [(&str, &str); 3] = [
    ("LICENSE-MIT", "usr/share/licenses/latchet/LICENSE-MIT"),
    ("LICENSE-APACHE", "usr/share/licenses/latchet/LICENSE-APACHE"),
    ("CHANGELOG.md", "usr/share/doc/latchet/CHANGELOG.md"),
];

/// Makes it.
pub(super) fn make(release: &Release, to: &Path) -> Result<(), Failure> {
    let folder = temporary::Folder::new("latchet-rpm")?;
    let tree = Tree::lay(folder.path().join("tree"), release, FEDORA_ZSH)?;
    for (from, at) in LICENCES {
        tree.write(at, &fs::read(root().join(from))?)?;
    }
    tree.open()?;
    let files: Vec<String> = tree.files()?.iter().map(|name| listed(name)).collect();
    let spec = filled(
        "latchet.spec",
        &[
            ("@VERSION@", &release.version),
            ("@TREE@", &tree.root().display().to_string()),
            ("@FILES@", &files.join("\n")),
        ],
    )?;
    let file = folder.path().join("latchet.spec");
    fs::write(&file, spec)?;
    let mut build = Command::new("rpmbuild");
    build.args(["-bb", "--quiet", "--define"]).arg(format!("_topdir {}", folder.path().display()));
    build.arg("--define").arg(format!("_rpmdir {}", to.display()));
    build.args(["--define", "_build_name_fmt %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm"]);
    done(release.dated(build.arg(file))).map(drop)
}

/// A file as the recipe names it.
fn listed(name: &str) -> String {
    let kind = match name {
        _ if name.starts_with("usr/share/licenses/") => "%license ",
        _ if name.starts_with("usr/share/doc/") || name.starts_with("usr/share/man/") => "%doc ",
        _ => "",
    };
    format!("{kind}/{name}")
}
