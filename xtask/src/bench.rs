//! `cargo xtask bench`: figures of a release beside those of what people use otherwise, each with
//! what it is meant to be. All of them together become `docs/benchmarks.md`.

mod blank;
mod page;
mod sizes;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::machine::{self, install};
use crate::{Failure, cargo, target};

use self::page::Figure;

/// A bench: its name on the command line, and what it does.
type Bench = (&'static str, fn() -> Result<Vec<Figure>, Failure>);

const BENCHES: [Bench; 6] = [
    ("sizes", sizes::sizes),
    ("commands", commands),
    ("clicks", clicks),
    ("tray", tray),
    ("window", window),
    ("resident", resident),
];

/// Runs the named bench, or all of them. `None` when there is none of that name.
pub(crate) fn bench(words: &[&str]) -> Option<Result<(), Failure>> {
    match words {
        [] => Some(all()),
        [name] => {
            let (_, bench) = BENCHES.iter().find(|(bench, _)| bench == name)?;
            Some(bench().map(|figures| print!("\n{}", page::table(&figures))))
        }
        _ => None,
    }
}

fn all() -> Result<(), Failure> {
    let mut parts = Vec::new();
    for (name, bench) in BENCHES {
        println!("\n══ {name}");
        parts.push((name, bench()?));
    }
    page::write(&parts)
}

/// What the command line, the journal and the practice server cost.
fn commands() -> Result<Vec<Figure>, Failure> {
    install(&machine::END_TO_END)?;
    install(&[&machine::CURL])?;
    let program = released()?;
    let names = ["bench_commands", "bench_start", "bench_journal", "bench_practice"];
    measured("e2e", &names.map(|name| format!("bench::{name}")), &[("LATCHET_PROGRAM", &program)])
}

/// From a click to the request, and to the outcome; without the disk's share of it, too.
fn clicks() -> Result<Vec<Figure>, Failure> {
    install(&machine::END_TO_END)?;
    install(&[&machine::CURL])?;
    let program = released()?;
    let names = ["bench_click", "bench_click_over_tls", "bench_click_from_afar"];
    let names = names.map(|name| format!("bench_clicks::{name}"));
    let mut figures = measured("tray", &names, &[("LATCHET_PROGRAM", &program)])?;
    let in_memory = [("LATCHET_PROGRAM", program.as_path()), ("TMPDIR", Path::new("/dev/shm"))];
    figures.extend(measured("tray", &names[..1], &in_memory)?);
    Ok(figures)
}

/// The tray beside a blank Tauri one.
fn tray() -> Result<Vec<Figure>, Failure> {
    install(&machine::END_TO_END)?;
    install(&[&machine::DISPLAY])?;
    let (program, blank) = (released()?, blank::build()?);
    let names = ["bench::bench_tray_start", "bench::bench_tray_idle"].map(str::to_owned);
    measured("tray", &names, &[("LATCHET_PROGRAM", &program), ("LATCHET_BLANK", &blank)])
}

/// The window beside a blank Tauri one.
fn window() -> Result<Vec<Figure>, Failure> {
    install(&machine::END_TO_END)?;
    install(&[&machine::DISPLAY, &machine::WEBKIT, &machine::XDO])?;
    let blank = blank::build()?;
    let program = released_window()?;
    let names = ["bench::bench_window".to_owned()];
    measured("window", &names, &[("LATCHET_WINDOW", &program), ("LATCHET_BLANK", &blank)])
}

/// What the resident program weighs after a thousand looks and a hundred starts, and how often it
/// wakes. Takes eight minutes besides the building.
fn resident() -> Result<Vec<Figure>, Failure> {
    install(&machine::END_TO_END)?;
    let program = released()?;
    measured("tray", &["resident::bench_resident".to_owned()], &[("LATCHET_PROGRAM", &program)])
}

/// Builds `latchet` as it is installed.
pub(crate) fn released() -> Result<std::path::PathBuf, Failure> {
    let mut build = cargo();
    build.args(["build", "--release", "--package", "latchet", "--no-default-features"]);
    ended(&mut build)?;
    Ok(target().join("release/latchet"))
}

/// Builds `latchet-window` as it is installed.
pub(crate) fn released_window() -> Result<std::path::PathBuf, Failure> {
    let mut build = cargo();
    ended(build.args(["build", "--release", "--package", "latchet", "--bin", "latchet-window"]))?;
    Ok(target().join("release/latchet-window"))
}

/// Runs benches that are tests, and gathers the figures that they print.
fn measured(
    suite: &str,
    names: &[String],
    variables: &[(&str, &Path)],
) -> Result<Vec<Figure>, Failure> {
    let mut tests = cargo();
    // Optimised: servers and clicks of the tests take part in what is measured.
    tests.args(["test", "--profile", "nightly", "--package", "latchet", "--test", suite]);
    if suite != "window" {
        tests.arg("--no-default-features");
    }
    tests.args(["--", "--ignored", "--exact", "--nocapture", "--test-threads=1"]).args(names);
    for (name, value) in variables {
        tests.env(name, value);
    }
    let mut running = tests.stdout(Stdio::piped()).spawn()?;
    let output = running.stdout.take().ok_or("no output")?;
    let mut figures = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        match line.strip_prefix("FIGURE\t") {
            Some(figure) => figures.push(Figure::parse(figure)?),
            None => println!("{line}"),
        }
    }
    let status = running.wait()?;
    if !status.success() {
        return Err(format!("it failed ({status})").into());
    }
    Ok(figures)
}

pub(crate) fn ended(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("it failed ({status})").into()) }
}
