//! `cargo xtask cross`: what a Linux machine can say of the Windows and macOS builds.

use std::process::Command;

use crate::machine::{self, install};
use crate::steps::Steps;
use crate::{Failure, root, target};

/// Each in need of those before it, but for the last, which needs the first two.
const STEPS: [&str; 6] = ["setup", "std", "win", "wine", "wtest", "mac"];

/// Runs the named steps, or all of them. `None` when there is none of that name.
pub(crate) fn cross(words: &[&str]) -> Option<Result<(), Failure>> {
    let known = |word: &&str| STEPS.contains(word) || *word == "clean";
    if !words.iter().all(known) {
        return None;
    }
    Some(run(if words.is_empty() { &STEPS } else { words }))
}

fn run(wanted: &[&str]) -> Result<(), Failure> {
    install(&[&machine::DEBOOTSTRAP, &machine::PYTHON_PIP])?;
    let mut steps = Steps::new();
    for step in wanted {
        let mut script = Command::new(root().join("xtask/scripts/cross.sh"));
        steps.shown(step, script.arg(step).env("WORK", target().join("cross")))?;
    }
    steps.finish();
    Ok(())
}
