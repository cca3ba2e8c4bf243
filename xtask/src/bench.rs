//! `cargo xtask bench`: figures of a release, each with the limit that it must keep.

use crate::machine::{self, install};
use crate::{Failure, cargo, target};

/// A bench: its name on the command line, and what it does.
type Bench = (&'static str, fn() -> Result<(), Failure>);

const BENCHES: [Bench; 1] = [("resident", resident)];

/// Runs the named bench, or all of them. `None` when there is none of that name.
pub(crate) fn bench(words: &[&str]) -> Option<Result<(), Failure>> {
    let wanted: Vec<Bench> = match words {
        [] => BENCHES.into(),
        [name] => vec![*BENCHES.iter().find(|(bench, _)| bench == name)?],
        _ => return None,
    };
    Some(wanted.into_iter().try_for_each(|(name, bench)| {
        println!("\n══ {name}");
        bench()
    }))
}

/// What the resident program weighs after a thousand looks and a hundred starts, and how often it
/// wakes. Takes eight minutes besides the building.
fn resident() -> Result<(), Failure> {
    install(&machine::END_TO_END)?;
    let mut build = cargo();
    build.args(["build", "--release", "--package", "latchet", "--no-default-features"]);
    ended(&mut build)?;
    let mut tests = cargo();
    tests.args(["test", "--package", "latchet", "--no-default-features", "--test", "tray", "--"]);
    tests.args(["--ignored", "--exact", "resident::bench_resident", "--nocapture"]);
    ended(tests.env("LATCHET_PROGRAM", target().join("release/latchet")))
}

fn ended(command: &mut std::process::Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("it failed ({status})").into()) }
}
