//! A program that dies while it holds the token leaves no image of its memory.

use std::fs;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use crate::canary::{CANARY, found};
use crate::raw::{self, Raw};
use crate::world::World;

/// As on a machine where every program that dies leaves a dump beside it.
const DUMPED: &str = r#"ulimit -c unlimited; cd "$DUMPS"; exec "$@""#;

/// The system writes dumps where a program stood, and does not hand them to another program.
fn dumps_are_files() -> bool {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap();
    !pattern.starts_with(['|', '/'])
}

#[test]
fn a_start_that_is_aborted_leaves_no_memory_behind() {
    let (end, ended) = channel::<()>();
    let ended = Mutex::new(ended);
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            // Never answered: the token is in use until the end.
            let _ = ended.lock().unwrap().recv();
        } else {
            let _ = stream.write_all(&raw::no_sessions());
        }
    });
    let world = World::with_token(&server.url(), CANARY);
    let dumps = tempfile::tempdir().unwrap();
    let running = world
        .latchet_in_shell(DUMPED, &["start", "--yes"])
        .env("DUMPS", dumps.path().to_str().unwrap())
        .spawn();
    server.await_start();
    running.expect_undumped();
    running.signal("ABRT");
    let ended = running.wait();
    assert_eq!(ended.status, None, "{}", ended.all());
    assert_eq!(fs::read_dir(dumps.path()).unwrap().count(), 0, "no dump lies there");
    drop(end);
}

/// The other test proves something only where a dump would have been found.
#[test]
fn a_dump_that_is_left_holds_what_was_in_memory() {
    if !dumps_are_files() {
        return;
    }
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let dumps = tempfile::tempdir().unwrap();
    let dying = r#"ulimit -c unlimited; cd "$DUMPS"; kill -ABRT $$"#;
    let ended = world
        .latchet_in_shell(dying, &[])
        .env("DUMPS", dumps.path().to_str().unwrap())
        .env("TOKEN", CANARY)
        .run();
    assert_eq!(ended.status, None, "{}", ended.all());
    let dump = fs::read_dir(dumps.path()).unwrap().next().expect("a dump").unwrap().path();
    assert_eq!(found(CANARY, &fs::read(dump).unwrap()), Some("raw"));
}
