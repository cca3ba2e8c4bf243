//! The fuzz targets, for a time each, on one core each, two at a time.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::record;
use crate::machine::{self, install};
use crate::{Failure, built, root, target};

const TARGETS: [&str; 5] = ["answer", "settings", "journal_rows", "lengths", "dates"];

/// As many as run at once.
const AT_ONCE: usize = 2;

/// An input that takes longer, in seconds, is a finding.
const SLOW_SECONDS: u64 = 10;

/// The longest input, in bytes.
const LONGEST: u64 = 4096;

pub(super) fn fuzz(minutes: u64, keep: bool) -> Result<(), Failure> {
    install(&[&machine::COMPILER, &machine::C_LIBRARY, &machine::CXX_COMPILER])?;
    let cargo_fuzz = built::CARGO_FUZZ.path()?;
    println!("Building the fuzz targets …");
    if !asked(&cargo_fuzz, "build").status()?.success() {
        return Err("the fuzz targets could not be built".into());
    }
    let waiting = Mutex::new(VecDeque::from(TARGETS));
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let reports = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(name) = next() {
                    let report = run(&cargo_fuzz, name, minutes);
                    println!("{name}: {}", report.as_ref().map_or("failed", Report::word));
                    reports.lock().unwrap_or_else(PoisonError::into_inner).push((name, report));
                }
            });
        }
    });
    let mut done = Vec::new();
    let reports = reports.into_inner().unwrap_or_else(PoisonError::into_inner);
    for name in TARGETS {
        let (_, report) =
            reports.iter().find(|(of, _)| *of == name).ok_or("a target is missing")?;
        done.push((name, report.as_ref().map_err(|error| format!("{name}: {error}"))?));
    }
    record::table("fuzz", &table(minutes, &done), keep)?;
    let found: Vec<_> = done.iter().filter(|(_, report)| report.failed).collect();
    for (name, report) in &found {
        println!("\n{name}: see {}", log(name).display());
        for input in &report.findings {
            println!("  RUSTC_BOOTSTRAP=1 cargo fuzz run --target-dir target/fuzz {name} {input}");
        }
    }
    if found.is_empty() { Ok(()) } else { Err(format!("{} targets failed", found.len()).into()) }
}

/// cargo-fuzz, which wants flags that a stable compiler accepts only when it is told to.
fn asked(cargo_fuzz: &Path, what: &str) -> Command {
    let mut command = Command::new(cargo_fuzz);
    command.current_dir(root()).env("RUSTC_BOOTSTRAP", "1").args(["fuzz", what, "--target-dir"]);
    command.arg(target().join("fuzz"));
    command
}

fn log(name: &str) -> PathBuf {
    target().join("fuzz").join(format!("{name}.log"))
}

/// New inputs go under the target folder; the committed ones are only read.
fn run(cargo_fuzz: &Path, name: &str, minutes: u64) -> Result<Report, String> {
    let run = || -> std::io::Result<Report> {
        let found = target().join("fuzz/corpus").join(name);
        fs::create_dir_all(&found)?;
        let output = File::create(log(name))?;
        let mut command = asked(cargo_fuzz, "run");
        command.arg(name).arg(&found).arg(root().join("fuzz/corpus").join(name)).arg("--");
        command.args([
            format!("-max_total_time={}", minutes * 60),
            format!("-timeout={SLOW_SECONDS}"),
            format!("-max_len={LONGEST}"),
            format!("-dict=fuzz/dictionaries/{name}.dict"),
            "-print_final_stats=1".to_owned(),
        ]);
        let ended =
            command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).status()?;
        let told = fs::read(log(name))?;
        Ok(Report::read(&String::from_utf8_lossy(&told), !ended.success()))
    };
    run().map_err(|error| error.to_string())
}

/// What libFuzzer said of one target.
#[derive(Debug, PartialEq, Eq)]
struct Report {
    executions: Option<u64>,
    edges: Option<u64>,
    inputs: Option<u64>,
    findings: Vec<String>,
    failed: bool,
}

impl Report {
    fn read(log: &str, failed: bool) -> Self {
        let after = |mark: &str| {
            let (_, rest) = log.rsplit_once(mark)?;
            let rest = rest.trim_start();
            rest[..rest.find(|c: char| !c.is_ascii_digit())?].parse().ok()
        };
        let findings = log.split("Test unit written to ").skip(1);
        Self {
            executions: after("stat::number_of_executed_units:"),
            edges: after(" cov: "),
            inputs: after(" corp: "),
            findings: findings.filter_map(|rest| rest.lines().next().map(str::to_owned)).collect(),
            failed,
        }
    }

    fn word(&self) -> &'static str {
        if self.failed { "FAILED" } else { "ok" }
    }
}

fn table(minutes: u64, done: &[(&str, &Report)]) -> String {
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let mut table = format!(
        "{minutes} {unit} for each target, on one core, {AT_ONCE} at a time:\n\n\
         | target | executions | edges covered | inputs kept | crashes |\n|---|--:|--:|--:|--:|\n"
    );
    for (name, report) in done {
        let [executions, edges, inputs] = [report.executions, report.edges, report.inputs]
            .map(|number| number.map_or_else(|| "?".to_owned(), |number| number.to_string()));
        // One that failed without an input of its own has failed all the same.
        let crashes = report.findings.len().max(usize::from(report.failed));
        let _ = writeln!(table, "| {name} | {executions} | {edges} | {inputs} | {crashes} |");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libfuzzer_s_last_words_count() {
        let log = "#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                   #9\tNEW    cov: 120 ft: 300 corp: 12/34b lim: 4 exec/s: 0 rss: 30Mb L: 1/2 MS: 1\n\
                   ==1== ERROR: libFuzzer: deadly signal\n\
                   artifact_prefix='a/'; Test unit written to a/crash-01\nBase64: AA==\n\
                   stat::number_of_executed_units: 4567\nstat::peak_rss_mb: 40\n";
        let report = Report::read(log, true);
        assert_eq!(
            report,
            Report {
                executions: Some(4567),
                edges: Some(120),
                inputs: Some(12),
                findings: vec!["a/crash-01".to_owned()],
                failed: true,
            }
        );
        assert!(table(1, &[("answer", &report)]).ends_with("| answer | 4567 | 120 | 12 | 1 |\n"));
    }

    #[test]
    fn a_target_that_fails_without_a_word_counts_as_a_crash() {
        let report = Report::read("", true);
        assert!(table(10, &[("dates", &report)]).ends_with("| dates | ? | ? | ? | 1 |\n"));
    }
}
