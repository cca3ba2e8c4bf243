//! Tools that cargo builds from their published source, pinned, each in a folder of its own under
//! the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::steps::quietly;
use crate::{Failure, cargo, target};

/// A subcommand of cargo, named like its package without the `cargo-`.
pub(crate) struct Tool {
    subcommand: &'static str,
    version: &'static str,
}

/// Builds and runs the fuzz targets.
pub(crate) const CARGO_FUZZ: Tool = Tool { subcommand: "fuzz", version: "0.13.2" };

/// Breaks the code in small ways, one at a time, and sees whether a test goes red.
pub(crate) const CARGO_MUTANTS: Tool = Tool { subcommand: "mutants", version: "27.1.0" };

/// Lists what a program is made of, for others' tools.
pub(crate) const CARGO_CYCLONEDX: Tool = Tool { subcommand: "cyclonedx", version: "0.5.9" };

impl Tool {
    /// The program, built if it isn't there in this version.
    pub(crate) fn path(&self) -> Result<PathBuf, Failure> {
        let name = format!("cargo-{}", self.subcommand);
        let folder = target().join("tools").join(format!("{name}-{}", self.version));
        let program = folder.join("bin").join(&name);
        if !self.answers(&program) {
            let package = format!("{name}@{}", self.version);
            let mut install = cargo();
            install.args(["install", "--quiet", "--locked", "--force", "--root"]).arg(&folder);
            quietly(&format!("cargo install {package}"), install.arg(&package))?;
        }
        if self.answers(&program) {
            Ok(program)
        } else {
            Err(format!("{} does not start", program.display()).into())
        }
    }

    /// It is called as cargo would call it.
    fn answers(&self, program: &Path) -> bool {
        let version = Command::new(program).args([self.subcommand, "--version"]).output();
        version.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains(self.version))
    }
}
