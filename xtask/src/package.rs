//! `cargo xtask package`: the programs and what belongs to them, as .deb and .rpm.
//!
//! Not by the Tauri CLI: its packages lack what the programs are linked against, the licences, the man pages and the
//! completions, and lintian finds a dozen faults in them. Windows and macOS have theirs from it.

mod changelog;
mod deb;
mod installed;
mod licences;
mod rpm;
mod sbom;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::machine::{self, install};
use crate::steps::Steps;
use crate::{Failure, cargo, root, target};

/// What goes into every package.
struct Release {
    version: String,
    /// When it was made, in seconds since 1970: that of the last commit, so that the same source
    /// gives the same package.
    moment: u64,
    /// The folder that holds both programs.
    programs: PathBuf,
}

/// Builds the programs and packs them. With `--programs FOLDER` those of that folder are packed;
/// with `--test` the .deb that was made last is tried, with `--sbom` what the programs are made of is
/// listed. `None` when the words make no sense.
pub(crate) fn package(words: &[&str]) -> Option<Result<(), Failure>> {
    match words {
        [] => Some(build().and_then(|()| pack(&target().join("release")))),
        ["--programs", folder] => Some(pack(Path::new(folder))),
        ["--test"] => Some(installed::test()),
        ["--sbom"] => Some(sbom::sbom()),
        _ => None,
    }
}

fn build() -> Result<(), Failure> {
    install(&[&machine::COMPILER, &machine::C_LIBRARY, &machine::WEBKIT, &machine::XDO])?;
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--package", "latchet"]);
    done(&mut build).map(drop)
}

/// Packs the programs of this folder into [`folder`].
pub(crate) fn pack(programs: &Path) -> Result<(), Failure> {
    install(&machine::PACKAGES.iter().collect::<Vec<_>>())?;
    let release = Release::read(programs)?;
    let made = folder();
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    fs::create_dir_all(&made)?;
    let mut steps = Steps::new();
    steps.timed("what the desktop reads", || {
        let entry = root().join("packaging/latchet.desktop");
        done(Command::new("desktop-file-validate").arg(entry))?;
        let described = root().join("packaging/org.latchet.Latchet.metainfo.xml");
        let validate = ["validate", "--no-net", "--explain"];
        done(Command::new("appstreamcli").args(validate).arg(described)).map(drop)
    })?;
    steps.timed("the .deb", || deb::make(&release, &made))?;
    steps.timed("the .rpm", || rpm::make(&release, &made))?;
    steps.timed("their checksums", || checksums(&made))?;
    steps.finish();
    println!("\n{}", made.display());
    Ok(())
}

impl Release {
    fn read(programs: &Path) -> Result<Self, Failure> {
        let said = done(Command::new(programs.join("latchet")).arg("--version"))?;
        let version = said.trim().strip_prefix("latchet ").ok_or("a program without a version")?;
        let log = ["log", "-1", "--format=%ct"];
        let moment = done(Command::new("git").current_dir(root()).args(log))?.trim().parse()?;
        Ok(Self { version: version.to_owned(), moment, programs: programs.to_owned() })
    }

    /// Sets when everything was made.
    fn dated<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("SOURCE_DATE_EPOCH", self.moment.to_string())
    }
}

/// Where the packages are made.
pub(crate) fn folder() -> PathBuf {
    target().join("packages")
}

/// A template with its words filled in.
fn filled(name: &str, words: &[(&str, &str)]) -> Result<String, Failure> {
    let template = fs::read_to_string(root().join("packaging").join(name))?;
    Ok(words.iter().fold(template, |text, (word, value)| text.replace(word, value)))
}

/// `SHA256SUMS`, as `sha256sum --check` reads it.
fn checksums(folder: &Path) -> Result<(), Failure> {
    let mut names: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    names.sort();
    let sums = done(Command::new("sha256sum").current_dir(folder).args(&names))?;
    fs::write(folder.join("SHA256SUMS"), sums).map_err(Into::into)
}

/// What a command says, once it has succeeded.
fn done(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(said)
    } else {
        Err(format!("{said}{}: failed ({})", command.get_program().display(), output.status).into())
    }
}
