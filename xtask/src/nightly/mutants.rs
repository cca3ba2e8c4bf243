//! Mutation testing of what decides: does a test go red when the code is broken?

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{record, targets};
use crate::machine::{self, install};
use crate::{Failure, built, root, target};

/// Of the mutants that compile, at least this share must be noticed, in percent.
const WANTED_PERCENT: usize = 90;

/// A test that runs longer with a mutant, in seconds, has noticed it.
const TEST_SECONDS: &str = "120";

struct Subject {
    name: &'static str,
    package: &'static str,
    folder: &'static str,
    files: &'static [&'static str],
    /// Tests that say nothing of these files, or would take too long for each mutant.
    without: &'static [&'static str],
}

const SUBJECTS: [Subject; 2] = [
    Subject {
        name: "classifier",
        package: "latchet-tracker",
        folder: "crates/tracker",
        files: &["src/outcome.rs", "src/message.rs"],
        without: &[],
    },
    Subject {
        name: "machine",
        package: "latchet-core",
        folder: "crates/core",
        files: &["src/intention.rs", "src/schedule.rs", "src/settling.rs"],
        without: &["vault", "model"],
    },
];

impl Subject {
    /// Its files, from the root.
    fn paths(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|file| format!("{}/{file}", self.folder))
    }
}

pub(super) fn mutants(keep: bool) -> Result<(), Failure> {
    // cargo-mutants says nothing of a file that it doesn't find.
    if let Some(file) = SUBJECTS.iter().flat_map(Subject::paths).find(|f| !root().join(f).is_file())
    {
        return Err(format!("{file} is not there").into());
    }
    install(&[&machine::COMPILER, &machine::C_LIBRARY])?;
    let cargo_mutants = built::CARGO_MUTANTS.path()?;
    // Both share what they are built on; what is left of another run is of no use to this one.
    let build = target().join("mutants/build");
    if build.exists() {
        fs::remove_dir_all(&build)?;
    }
    let mut scores = Vec::new();
    for subject in &SUBJECTS {
        println!("\n── {}: {}", subject.name, subject.files.join(", "));
        scores.push((subject, run(&cargo_mutants, subject, &build)?));
    }
    fs::remove_dir_all(&build)?;
    record::table("mutants", &table(&scores), keep)?;
    for line in scores.iter().flat_map(|(_, score)| &score.missed) {
        println!("missed: {line}");
    }
    let poor: Vec<_> =
        scores.iter().filter(|(_, score)| !score.is_enough()).map(|(of, _)| of.name).collect();
    if poor.is_empty() {
        Ok(())
    } else {
        Err(format!("under {WANTED_PERCENT} % are caught: {}", poor.join(", ")).into())
    }
}

fn run(cargo_mutants: &Path, subject: &Subject, build: &Path) -> Result<Score, Failure> {
    let output = target().join("mutants").join(subject.name);
    fs::create_dir_all(&output)?;
    let mut command = Command::new(cargo_mutants);
    command.current_dir(root()).env("CARGO_TARGET_DIR", build);
    command.args(["mutants", "--package", subject.package, "--minimum-test-timeout", TEST_SECONDS]);
    for file in subject.paths() {
        command.args(["--file", &file]);
    }
    command.arg("--output").arg(&output).arg("--");
    command.args(targets(subject.folder, subject.without)?);
    let ended = command.status()?;
    // All caught; some missed; some timed out. Anything else means that they were not all tried.
    if !matches!(ended.code(), Some(0 | 2 | 3)) {
        return Err(format!("cargo-mutants: failed ({ended})").into());
    }
    Score::read(&output.join("mutants.out"))
}

/// What became of the mutants that compiled.
struct Score {
    caught: Vec<String>,
    timed_out: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let lines = |name: &str| -> std::io::Result<Vec<String>> {
            let text = fs::read_to_string(folder.join(name))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        Ok(Self {
            caught: lines("caught.txt")?,
            timed_out: lines("timeout.txt")?,
            missed: lines("missed.txt")?,
        })
    }

    /// Noticed and all.
    fn counts(&self, file: &str) -> (usize, usize) {
        let of = |lines: &[String]| lines.iter().filter(|line| line.contains(file)).count();
        let noticed = of(&self.caught) + of(&self.timed_out);
        (noticed, noticed + of(&self.missed))
    }

    /// None at all would prove nothing.
    fn is_enough(&self) -> bool {
        let (noticed, all) = self.counts("");
        all > 0 && noticed * 100 >= all * WANTED_PERCENT
    }
}

fn table(scores: &[(&Subject, Score)]) -> String {
    let mut table = "| file | mutants | caught | missed | |\n|---|--:|--:|--:|--:|\n".to_owned();
    let mut row = |name: &str, (noticed, all): (usize, usize)| {
        let percent = (noticed * 100).checked_div(all).unwrap_or(0);
        let missed = all - noticed;
        let _ = writeln!(table, "| {name} | {all} | {noticed} | {missed} | {percent} % |");
    };
    for (subject, score) in scores {
        for file in subject.paths() {
            row(&format!("`{file}`"), score.counts(&file));
        }
        row(&format!("**the {}**", subject.name), score.counts(""));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(caught: usize, timed_out: usize, missed: usize) -> Score {
        let lines = |count| vec!["crates/tracker/src/outcome.rs:1:2: replace".to_owned(); count];
        Score { caught: lines(caught), timed_out: lines(timed_out), missed: lines(missed) }
    }

    #[test]
    fn ninety_of_a_hundred_are_enough_and_none_are_not() {
        for (caught, timed_out, missed, enough) in
            [(90, 0, 10, true), (80, 10, 10, true), (89, 0, 11, false), (0, 0, 0, false)]
        {
            let score = score(caught, timed_out, missed);
            assert_eq!(score.is_enough(), enough, "{caught} {timed_out} {missed}");
        }
    }

    #[test]
    fn each_file_has_its_row_and_each_subject_its_sum() {
        let table = table(&[(&SUBJECTS[0], score(7, 1, 2))]);
        assert!(table.contains("| `crates/tracker/src/outcome.rs` | 10 | 8 | 2 | 80 % |\n"));
        assert!(table.contains("| `crates/tracker/src/message.rs` | 0 | 0 | 0 | 0 % |\n"));
        assert!(table.ends_with("| **the classifier** | 10 | 8 | 2 | 80 % |\n"), "{table}");
    }
}
