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

#[test]
fn a_damaged_journal_stops_the_start() {
    let server = service();
    let world = World::headless(&server.url());
    world.latchet(&START).input("a-token").run().expect_status(0);
    let mut damaged = 0;
    for file in world.files() {
        let bytes = std::fs::read(&file).unwrap();
        if bytes.starts_with(b"SQLite format 3") {
            std::fs::write(&file, [b"SQLite format 3\0".as_slice(), &[0xa5; 4_000]].concat())
                .unwrap();
            damaged += 1;
        }
    }
    assert_eq!(damaged, 1, "there is one journal");
    let ended = world.latchet(&START).input("a-token").run();
    ended.expect_status(1).expect_told(&NOTHING_SENT);
    assert_eq!(server.starts().len(), 1, "{}", ended.all());
}
