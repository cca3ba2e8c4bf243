//! The token is in the store and on the wire, and nowhere else.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use crate::canary::{CANARY, found};
use crate::practice::Practice;
use crate::program::{Call, Ended};
use crate::raw::{self, Raw};
use crate::world::World;

/// Every log at its loudest.
fn loud(call: Call) -> Call {
    call.env("RUST_LOG", "trace").env("LATCHET_LOG", "trace").env("RUST_BACKTRACE", "full")
}

#[track_caller]
fn expect_unseen(secret: &str, ended: &Ended) {
    for text in [&ended.out, &ended.err] {
        assert_eq!(found(secret, text), None, "{}", ended.all());
    }
}

#[track_caller]
fn expect_on_no_disk(secret: &str, world: &World) {
    for file in world.files() {
        assert_eq!(found(secret, &fs::read(&file).unwrap()), None, "{}", file.display());
    }
}

fn expect_not_in_process(secret: &str, pid: u32) {
    for name in ["cmdline", "environ", "comm"] {
        let text = fs::read(format!("/proc/{pid}/{name}")).unwrap();
        assert!(name == "comm" || text.len() > 20, "/proc/{pid}/{name} was read");
        assert_eq!(found(secret, &text), None, "/proc/{pid}/{name}");
    }
}

#[test]
fn over_the_whole_main_job_the_token_is_seen_nowhere() {
    let practice = Practice::strict();
    let world = World::with_keyring(practice.url());
    let token = practice.token();
    loud(world.latchet(&["token", "set"]).input(token)).run().expect_status(0);
    for (arguments, status) in [
        (&["token", "check"][..], 0),
        (&["start", "--yes", "--json"], 0),
        (&["start", "--yes"], 5),
        (&["start", "--dry-run"], 0),
        (&["status", "--json"], 0),
        (&["history", "--csv"], 0),
        (&["doctor", "--json"], 0),
        (&["doctor"], 0),
        (&["settings", "list"], 0),
        (&["token", "set", "--help"], 0),
        (&["token", "remove"], 0),
        (&["start", "--yes"], 3),
    ] {
        let ended = loud(world.latchet(arguments)).run();
        ended.expect_status(status);
        expect_unseen(token, &ended);
    }
    expect_on_no_disk(token, &world);
}

#[test]
fn a_start_under_way_shows_the_token_to_nobody() {
    let (answer, answered) = channel::<()>();
    let answered = Mutex::new(answered);
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            answered.lock().unwrap().recv().unwrap();
            let _ = stream.write_all(&raw::json(201, r#"{"session_id":7}"#));
        } else {
            let _ = stream.write_all(&raw::no_sessions());
        }
    });
    let world = World::with_token(&server.url(), CANARY);
    let running = loud(world.latchet(&["start", "--yes"])).spawn();
    server.await_start();
    expect_not_in_process(CANARY, running.pid());
    expect_on_no_disk(CANARY, &world);
    answer.send(()).unwrap();
    let ended = running.wait();
    ended.expect_status(0);
    expect_unseen(CANARY, &ended);
    expect_on_no_disk(CANARY, &world);
}

#[test]
fn a_service_that_repeats_the_token_does_not_make_it_seen() {
    for status in [200, 201, 400, 401, 409, 500] {
        let body = format!(r#"{{"error":"Bearer {CANARY} is odd","session_id":7}}"#);
        let server = Raw::answering_all(raw::json(status, &body));
        let world = World::headless(&server.url());
        let call = world.latchet(&["start", "--yes", "--json", "--token-stdin"]).input(CANARY);
        let ended = loud(call).run();
        expect_unseen(CANARY, &ended);
        expect_on_no_disk(CANARY, &world);
    }
}

#[test]
fn a_one_off_token_is_stored_nowhere() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let mut world = World::with_keyring(&server.url());
    let ended = loud(world.latchet(&["start", "--yes", "--token-stdin"]).input(CANARY)).run();
    ended.expect_status(0);
    expect_unseen(CANARY, &ended);
    expect_on_no_disk(CANARY, &world);
    assert_eq!(world.keyring().secrets(), Vec::<Vec<u8>>::new());
    assert_eq!(server.starts()[0].header("authorization"), Some(&*format!("Bearer {CANARY}")));
}

#[test]
fn a_one_off_token_wins_over_the_saved_one_and_leaves_it() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let mut world = World::with_token(&server.url(), "the-saved-token");
    world.latchet(&["start", "--yes", "--token-stdin"]).input(CANARY).run().expect_status(0);
    assert_eq!(server.starts()[0].header("authorization"), Some(&*format!("Bearer {CANARY}")));
    assert_eq!(world.keyring().secrets(), [b"the-saved-token".to_vec()]);
}

/// The other tests prove something only if the search finds what is there.
#[test]
fn the_search_finds_a_token_that_does_lie_about() {
    let server = Raw::unwanted();
    let mut world = World::with_token(&server.url(), CANARY);
    assert_eq!(found(CANARY, &world.keyring().secrets()[0]), Some("raw"));
    fs::write(world.latchet_home().join("planted.log"), format!("token={CANARY}\n")).unwrap();
    let planted = |file: &Path| found(CANARY, &fs::read(file).unwrap()).is_some();
    assert!(world.files().iter().any(|file| planted(file)));

    let printed = world.latchet_in_shell(&format!("echo '{CANARY}' >&2"), &[]).run();
    assert_eq!(found(CANARY, &printed.err), Some("raw"));
    let shown = world.latchet_in_shell("kill -STOP $$", &[CANARY]).env("TOKEN", CANARY).spawn();
    for name in ["cmdline", "environ"] {
        let text = fs::read(format!("/proc/{}/{name}", shown.pid())).unwrap();
        assert_eq!(found(CANARY, &text), Some("raw"));
    }
    shown.signal("KILL");
    shown.wait();
}

#[test]
fn what_is_kept_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let world = World::with_token(&server.url(), CANARY);
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    for file in world.files() {
        // In a folder that nobody else may enter, the files' own mode does not matter.
        let folder = file.parent().unwrap();
        let closed = folder
            .ancestors()
            .take_while(|above| above.starts_with(world.latchet_home()))
            .chain([file.as_path()])
            .any(|path| fs::metadata(path).unwrap().permissions().mode() & 0o7777 & !0o700 == 0);
        assert!(closed || !file.starts_with(world.latchet_home()), "{}", file.display());
    }
}
