//! `cargo xtask guard`: what a release must not become unnoticed. Sizes against those that were kept
//! last; what the idle tray weighs, its threads and wake-ups, by its tests. No times: a busy machine
//! would fail them. Linkage and syncs of the disk are the gate's, they are the same in any build.

use std::fs;

use crate::machine::{self, install};
use crate::{Failure, bench, cargo};

/// The programs as they were kept last, in bytes. What is smaller is written down here, and what is
/// to be larger too.
const KEPT: [(&str, u64); 2] = [("latchet", 8_603_520), ("latchet-window", 10_531_320)];

/// A tenth more is too much.
const fn most(kept: u64) -> u64 {
    kept + kept / 10
}

/// Builds a release and holds it against all that is kept.
pub(crate) fn guard() -> Result<(), Failure> {
    install(&machine::END_TO_END)?;
    install(&[&machine::WEBKIT, &machine::XDO])?;
    let programs = [bench::released()?, bench::released_window()?];
    let mut too_large = Vec::new();
    for ((name, kept), program) in KEPT.into_iter().zip(&programs) {
        let bytes = fs::metadata(program)?.len();
        println!("{name}: {bytes} bytes, {kept} kept");
        if bytes > most(kept) {
            too_large.push(name);
        }
    }
    if !too_large.is_empty() {
        return Err(format!("a tenth larger than kept: {}", too_large.join(", ")).into());
    }
    let mut idle = cargo();
    idle.args(["test", "--package", "latchet", "--no-default-features", "--test", "tray"]);
    idle.args(["--", "idle::", "--nocapture"]);
    bench::ended(idle.env("LATCHET_PROGRAM", &programs[0]))
}
