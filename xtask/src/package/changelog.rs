//! Debian's changelog, from the project's own.

use std::process::Command;

use super::{Release, done};
use crate::Failure;

const BY: &str = "The Latchet developers <noreply@latchet.invalid>";

/// Each released version of a changelog like `CHANGELOG.md`, newest first. A version that has no
/// entry there yet is told by one line, at the release's own moment.
pub(super) fn debian(text: &str, release: &Release) -> Result<String, Failure> {
    let mut told = String::new();
    let entries = entries(text);
    if !entries.iter().any(|entry| entry.version == release.version) {
        let lines = ["See CHANGELOG.md in the source.".to_owned()];
        told += &entry(&release.version, &lines, &format!("@{}", release.moment))?;
    }
    for Entry { version, date, lines } in &entries {
        told += &entry(version, lines, date)?;
    }
    Ok(told)
}

struct Entry {
    version: String,
    date: String,
    lines: Vec<String>,
}

fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut released = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let head = title.split_once(" - ");
            released = head.is_some();
            entries.extend(head.map(|(version, date)| Entry {
                version: version.to_owned(),
                date: date.to_owned(),
                lines: Vec::new(),
            }));
        } else if let (true, Some(entry)) = (released, entries.last_mut()) {
            if let Some(item) = line.strip_prefix("- ") {
                entry.lines.push(item.to_owned());
            } else if let (Some(more), Some(item)) =
                (line.strip_prefix("  "), entry.lines.last_mut())
            {
                *item += " ";
                *item += more;
            }
        }
    }
    entries
}

/// One version as Debian writes it. The date is anything that `date` reads.
fn entry(version: &str, lines: &[String], date: &str) -> Result<String, Failure> {
    let date = done(Command::new("date").args(["--utc", "--rfc-email", "--date", date]))?;
    let lines: String = lines.iter().map(|line| wrapped(line)).collect();
    let head = format!("latchet ({version}) unstable; urgency=medium");
    Ok(format!("{head}\n\n{lines}\n -- {BY}  {date}\n"))
}

/// A bullet of lines that fit a terminal.
fn wrapped(text: &str) -> String {
    let (mut told, mut length) = (String::from("  *"), 3);
    for word in text.split_whitespace() {
        let more = 1 + word.chars().count();
        if length + more > 78 {
            told += "\n   ";
            length = 3;
        }
        told += " ";
        told += word;
        length += more;
    }
    told + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Changelog

## Unreleased
- Not yet.

## 0.2.0 - 2026-12-01

### Added
- One thing that is told on
  two lines.
- Another.

## 0.1.0 - 2026-11-24
- The first.
";

    fn told(version: &str) -> String {
        let release = Release { version: version.to_owned(), moment: 0, programs: "".into() };
        debian(TEXT, &release).unwrap_or_else(|failure| failure.to_string())
    }

    #[test]
    fn a_released_version_is_told_with_its_lines_and_its_day() {
        let newest = "\
latchet (0.2.0) unstable; urgency=medium

  * One thing that is told on two lines.
  * Another.

 -- The Latchet developers <noreply@latchet.invalid>  Tue, 01 Dec 2026 00:00:00 +0000

latchet (0.1.0)";
        assert!(told("0.2.0").starts_with(newest), "{}", told("0.2.0"));
    }

    #[test]
    fn a_version_that_is_not_released_yet_is_told_before_the_others() {
        let told = told("0.3.0");
        assert!(told.starts_with("latchet (0.3.0)") && told.contains("01 Jan 1970"), "{told}");
        assert!(!told.contains("Not yet"), "{told}");
    }
}
