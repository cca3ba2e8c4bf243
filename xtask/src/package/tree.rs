//! The files of a package, laid out as they will be.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Release, done, licences};
use crate::{Failure, root};

/// Where a distribution looks for completions of zsh.
pub(super) const DEBIAN_ZSH: &str = "usr/share/zsh/vendor-completions";
pub(super) const FEDORA_ZSH: &str = "usr/share/zsh/site-functions";

/// What is copied as it is, and where to.
const COPIED: [(&str, &str); 6] = [
    ("packaging/latchet.desktop", "usr/share/applications/latchet.desktop"),
    (
        "packaging/org.latchet.Latchet.metainfo.xml",
        "usr/share/metainfo/org.latchet.Latchet.metainfo.xml",
    ),
    ("icons/latchet.svg", "usr/share/icons/hicolor/scalable/apps/latchet.svg"),
    ("icons/32x32.png", "usr/share/icons/hicolor/32x32/apps/latchet.png"),
    ("icons/128x128.png", "usr/share/icons/hicolor/128x128/apps/latchet.png"),
    ("icons/128x128@2x.png", "usr/share/icons/hicolor/256x256/apps/latchet.png"),
];

pub(super) struct Tree(PathBuf);

impl Tree {
    /// Everything but what one kind of package alone wants.
    pub(super) fn lay(at: PathBuf, release: &Release, zsh: &str) -> Result<Self, Failure> {
        let tree = Self(at);
        for name in ["latchet", "latchet-window"] {
            let program = tree.place(&format!("usr/bin/{name}"))?;
            fs::copy(release.programs.join(name), &program)?;
            let notes = ["--strip-all", "--remove-section=.comment", "--remove-section=.note"];
            done(Command::new("strip").args(notes).arg(&program))?;
        }
        for (from, to) in COPIED {
            tree.write(to, &fs::read(root().join(from))?)?;
        }
        let asked = |words: &[&str]| done(Command::new(tree.path("usr/bin/latchet")).args(words));
        for (shell, to) in [
            ("bash", "usr/share/bash-completion/completions/latchet".to_owned()),
            ("fish", "usr/share/fish/vendor_completions.d/latchet.fish".to_owned()),
            ("zsh", format!("{zsh}/_latchet")),
        ] {
            tree.write(&to, asked(&["completions", shell])?.as_bytes())?;
        }
        tree.packed("usr/share/man/man1/latchet.1", asked(&["man"])?.as_bytes())?;
        let page = fs::read(root().join("packaging/latchet-window.1"))?;
        tree.packed("usr/share/man/man1/latchet-window.1", &page)?;
        let others = licences::third_party()?;
        tree.packed("usr/share/doc/latchet/third-party", others.as_bytes())?;
        Ok(tree)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn root(&self) -> &Path {
        &self.0
    }

    /// Writes a file.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.place(name)?;
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// As [`Self::write`], with gzip, and without the time at which that was done.
    pub(super) fn packed(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.write(name, bytes)?;
        done(Command::new("gzip").args(["--best", "--no-name"]).arg(path)).map(drop)
    }

    /// Every file, by its name in the package, in the order of their names.
    pub(super) fn files(&self) -> Result<Vec<String>, Failure> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else {
                    files.push(entry.path().strip_prefix(&self.0)?.display().to_string());
                }
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// What it takes on a disk, in KiB, as Debian reckons it: each file rounded up, and one for each
    /// folder.
    pub(super) fn size(&self) -> Result<u64, Failure> {
        let mut size = 0;
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            size += 1;
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else {
                    size += entry.metadata()?.len().div_ceil(1024);
                }
            }
        }
        Ok(size)
    }

    /// Its owner may write all of it, everybody may read it, whatever the rights were here.
    pub(super) fn open(&self) -> Result<(), Failure> {
        let rights = ["--recursive", "u=rwX,go=rX"];
        done(Command::new("chmod").args(rights).arg(&self.0)).map(drop)
    }

    fn place(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
        Ok(path)
    }
}
