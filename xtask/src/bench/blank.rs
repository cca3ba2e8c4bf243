//! The Tauri program that does nothing, built as Latchet is.

use std::path::PathBuf;

use crate::machine::{self, install};
use crate::{Failure, cargo, root, target};

/// Builds it, once: it changes only with its own files.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    install(&[&machine::WEBKIT, &machine::INDICATOR])?;
    let folder = target().join("bench-blank");
    let mut build = cargo();
    build.current_dir(root().join("bench/blank"));
    build.args(["build", "--release", "--locked", "--target-dir"]).arg(&folder);
    super::ended(&mut build)?;
    Ok(folder.join("release/blank"))
}
