use std::collections::BTreeSet;
use std::env;
use std::process::Command;
use std::time::Duration;

use latchet_tracker::{Fault, NotSent, Refusal, SessionId, Why};

use super::*;

const LINES: usize = 10_000;

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_768_478_400, 0).unwrap()
}

fn heard(answer: Result<u16, Fault>) -> Entry<'static> {
    Entry::Heard(Heard { endpoint: "insert", answer, took: Duration::from_millis(12) })
}

#[test]
fn each_level_holds_what_is_below_it_and_off_opens_no_file() {
    let refused = State::Refused(Refusal {
        why: Why::Overlap,
        field: None,
        message: Some("canary-4711".to_owned()),
        in_service_shape: true,
    });
    let started = State::Started(Some(SessionId(7)));
    let entries = [
        (Entry::Began("tray"), false, concat!("tray ", env!("CARGO_PKG_VERSION"), " began")),
        (heard(Ok(201)), false, "service insert: 201 after 12 ms"),
        (heard(Ok(409)), true, "service insert: 409 after 12 ms"),
        (heard(Err(Fault::TimedOut)), true, "service insert: TimedOut after 12 ms"),
        (
            heard(Err(Fault::Before(NotSent::NotTrusted))),
            true,
            "service insert: Before(NotTrusted) after 12 ms",
        ),
        (Entry::Moved(IntentionId(3), &started), false, "start 3: started 7"),
        (Entry::Moved(IntentionId(3), &refused), true, "start 3: refused Overlap"),
        (Entry::Store("store-locked"), true, "credential store: store-locked"),
        (Entry::Journal("busy"), true, "journal: busy"),
        (Entry::Ended(0), false, "ended with 0"),
        (Entry::Ended(1), true, "ended with 1"),
        (Entry::Sign("network"), false, "sign: network"),
        (Entry::Defect("a.rs", 5), true, "defect at a.rs:5"),
    ];
    for level in Level::ALL {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("logs/latchet.log");
        let log = Log::new(file.clone(), level);
        for (entry, _, _) in &entries {
            log.note(entry, noon());
        }
        let expected: Vec<_> = entries
            .iter()
            .filter(|(_, is_error, _)| match level {
                Level::Off => false,
                Level::Errors => *is_error,
                Level::Detailed => true,
            })
            .map(|(_, _, line)| format!("2026-01-15T12:00:00.000Z {} {line}", process::id()))
            .collect();
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(written.lines().collect::<Vec<_>>(), expected, "{level:?}");
        assert_eq!(file.parent().unwrap().exists(), level != Level::Off);
    }
}

/// Run by the next one, in a process of its own.
#[test]
#[ignore = "a part of another test"]
fn writes_many_lines() {
    let log = Log::new(env::var_os("LOG_OF_THE_TEST").unwrap().into(), Level::Detailed);
    for number in 0..LINES {
        let line = number.try_into().unwrap();
        log.note(&Entry::Defect("some/file/of/the/test/in/which/nothing/is.rs", line), noon());
    }
}

#[test]
fn two_programs_writing_at_once_leave_whole_lines_and_keep_to_the_cap() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("latchet.log");
    let writes = || {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "log::tests::writes_many_lines", "--ignored"])
            .env("LOG_OF_THE_TEST", &file)
            .stdout(process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut programs = [writes(), writes()];
    for program in &mut programs {
        assert!(program.wait().unwrap().success());
    }
    let mut seen = BTreeSet::new();
    for file in [older(&file), file.clone()] {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.len() as u64 <= CAP, "{}: {}", file.display(), text.len());
        assert!(text.ends_with('\n'));
        for line in text.lines() {
            let words: Vec<_> = line.split(' ').collect();
            let [at, program, "defect", "at", place] = words[..] else { panic!("{line}") };
            let (file, number) = place.split_once(':').unwrap();
            assert_eq!((at, &file[file.len() - 5..]), ("2026-01-15T12:00:00.000Z", "is.rs"));
            seen.insert((program.to_owned(), number.to_owned()));
        }
    }
    assert_eq!(seen.len(), 2 * LINES, "no line is lost, and none is cut");
}

#[test]
fn only_the_newest_two_files_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("latchet.log");
    for _ in 0..3 {
        fs::write(&file, vec![b'x'; usize::try_from(CAP).unwrap()]).unwrap();
        Log::new(file.clone(), Level::Errors).note(&Entry::Ended(1), noon());
    }
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["latchet.lock", "latchet.log", "latchet.older.log"]);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 1);
}
