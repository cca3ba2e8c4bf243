//! A disk that can't be written to: then nothing is sent, for nothing could be remembered.

use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::world::World;

const START: [&str; 3] = ["start", "--yes", "--token-stdin"];

const NOTHING_SENT: [&str; 3] = ["nothing is sent", "nothing was sent", "not sent"];

fn service() -> Raw {
    Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#))
}

#[track_caller]
fn expect_nothing_sent(ended: &Ended, server: &Raw) {
    ended.expect_status(1).expect_told(&NOTHING_SENT);
    assert_eq!(server.starts().len(), 0, "{}", ended.all());
}

#[test]
fn a_data_folder_that_cannot_be_made_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    // Not even root can make a folder there.
    let ended = world.latchet(&START).env("LATCHET_HOME", "/proc/latchet").input("a-token").run();
    expect_nothing_sent(&ended, &server);
}

#[test]
fn a_data_folder_that_is_a_file_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    let file = world.latchet_home().join("file");
    std::fs::write(&file, "").unwrap();
    let ended =
        world.latchet(&START).env("LATCHET_HOME", file.to_str().unwrap()).input("a-token").run();
    ended.expect_status(1).expect_told(&["settings", "folder"]);
    assert_eq!(server.connections(), 0, "{}", ended.all());
}

#[test]
fn a_read_only_data_folder_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    // What a first start made is there, and can no longer be changed.
    world.latchet(&START).input("a-token").run().expect_status(0);
    assert_eq!(server.starts().len(), 1);
    let mount = r#"mount --bind "$LATCHET_HOME" "$LATCHET_HOME" &&
        mount -o remount,bind,ro "$LATCHET_HOME" || exit 99; exec "$@""#;
    let call = world.latchet_in_shell(
        &format!(r#"exec unshare --map-root-user --mount sh -c '{mount}' sh "$@""#),
        &START,
    );
    let ended = call.input("a-token").run();
    if ended.err().contains("unshare") || ended.status == Some(99) {
        eprintln!("this machine lets nobody mount: {}", ended.err());
        return;
    }
    ended.expect_status(1).expect_told(&NOTHING_SENT);
    assert_eq!(server.starts().len(), 1, "{}", ended.all());
}

/// Every write to a file fails as on a full disk, from the first byte on.
#[test]
fn a_full_disk_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    let full = r#"trap "" XFSZ; ulimit -f 0; exec "$@""#;
    let ended = world.latchet_in_shell(full, &START).input("a-token").run();
    expect_nothing_sent(&ended, &server);
}

#[test]
fn a_disk_that_fills_up_later_stops_the_next_start() {
    let server = service();
    let world = World::headless(&server.url());
    world.latchet(&START).input("a-token").run().expect_status(0);
    let full = r#"trap "" XFSZ; ulimit -f 0; exec "$@""#;
    let ended = world.latchet_in_shell(full, &START).input("a-token").run();
    ended.expect_status(1).expect_told(&NOTHING_SENT);
    assert_eq!(server.starts().len(), 1, "{}", ended.all());
}

/// The journal and its log.
fn journal_files(world: &World) -> Vec<std::path::PathBuf> {
    let is_journal = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy();
        name == "journal.sqlite" || name == "journal.sqlite-wal"
    };
    world.files().into_iter().filter(is_journal).collect()
}

#[test]
fn a_journal_of_which_nothing_is_left_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    world.latchet(&START).input("a-token").run().expect_status(0);
    let files = journal_files(&world);
    assert_eq!(files.len(), 2, "{files:?}");
    let damage = [b"SQLite format 3\0".as_slice(), &[0xa5; 4_000]].concat();
    for file in &files {
        std::fs::write(file, &damage).unwrap();
    }
    let ended = world.latchet(&START).input("a-token").run();
    ended.expect_status(1).expect_told(&NOTHING_SENT);
    assert_eq!(server.starts().len(), 1, "{}", ended.all());
}

#[test]
fn a_damaged_journal_goes_on_with_all_that_can_be_read_and_the_damaged_file_is_kept() {
    let server = service();
    let world = World::headless(&server.url());
    for _ in 0..3 {
        world.latchet(&START).input("a-token").run().expect_status(0);
    }
    for file in journal_files(&world) {
        let mut bytes = std::fs::read(&file).unwrap();
        let is_log = file.to_string_lossy().ends_with("-wal");
        // The head of the database, and so early a flaw in the log that SQLite reads none of it.
        let range = if is_log { 4_056..4_057 } else { 0..bytes.len().min(4_096) };
        bytes[range].iter_mut().for_each(|byte| *byte = !*byte);
        std::fs::write(&file, bytes).unwrap();
    }
    let history = world.latchet(&["history", "--json"]).run();
    history.expect_status(0).expect_told(&["the journal was damaged"]);
    assert_eq!(history.json().as_array().map(Vec::len), Some(3), "{}", history.all());
    let kept = world.files().into_iter().filter(|file| file.to_string_lossy().contains(".damaged"));
    assert_eq!(kept.count(), 2, "the database and its log");
    let again = world.latchet(&["history", "--json"]).run();
    assert!(again.err().is_empty(), "told once: {}", again.all());
}
