//! What a script sees of each answer that a service can give, and what is never sent twice.

use std::io::Write as _;
use std::net::{Shutdown, TcpListener};
use std::time::Duration;

use serde_json::Value;

use crate::practice::Practice;
use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

/// A start with a token that is stored nowhere.
fn start(world: &World) -> Ended {
    world.latchet(&["start", "--yes", "--json", "--token-stdin"]).input(TOKEN).run()
}

#[track_caller]
fn expect_outcome(ended: &Ended, status: i32, outcome: &str) {
    ended.expect_status(status);
    assert_eq!(ended.json()["outcome"], outcome, "{}", ended.all());
}

#[test]
fn every_answer_has_its_exit_status() {
    let php = "<br />\n<b>Fatal error</b>: Uncaught Error in <b>/srv/insert.php</b>";
    for (answer, status, outcome) in [
        (
            raw::json(201, r#"{"message":"Session started succesfully","session_id":1234}"#),
            0,
            "started",
        ),
        (raw::json(201, r#"{"session_id":"1234"}"#), 0, "started"),
        (raw::json(400, r#"{"error":"scheduledend is malformed"}"#), 6, "refused"),
        (raw::html(400, php), 6, "refused"),
        (raw::json(401, r#"{"error":"invalid token"}"#), 4, "refused"),
        (raw::json(403, r#"{"ok":false,"error":{"code":"x","message":"no"}}"#), 4, "refused"),
        (raw::html(403, "<html><h1>Forbidden</h1></html>"), 4, "refused"),
        (raw::json(404, r#"{"error":"not found"}"#), 6, "refused"),
        (raw::json(409, r#"{"error":"overlapping session exists"}"#), 5, "refused"),
        (raw::answer(422, "", b""), 6, "refused"),
        (raw::json(200, r#"{"message":"ok"}"#), 7, "unknown"),
        (raw::html(200, "<html><form>Log in</form></html>"), 7, "unknown"),
        (raw::answer(200, "", b""), 7, "unknown"),
        (raw::answer(408, "", b""), 7, "unknown"),
        (raw::answer(429, "Retry-After: 1\r\n", b""), 7, "unknown"),
        (raw::json(500, r#"{"error":"server error"}"#), 7, "unknown"),
        (raw::html(502, "<html>Bad Gateway</html>"), 7, "unknown"),
        (raw::answer(503, "Retry-After: 1000000000\r\n", b""), 7, "unknown"),
    ] {
        let server = Raw::answering_starts(answer);
        let world = World::headless(&server.url());
        let ended = start(&world);
        expect_outcome(&ended, status, outcome);
        assert_eq!(server.starts().len(), 1, "one attempt\n{}", ended.all());
    }
}

#[test]
fn a_refusal_repeats_the_service_s_words_beside_the_field() {
    let server = Raw::answering_starts(raw::json(400, r#"{"error":"scheduledend is malformed"}"#));
    let ended = start(&World::headless(&server.url()));
    let reason = &ended.json()["reason"];
    assert!(reason["message"].as_str().unwrap().contains("scheduledend is malformed"), "{reason}");
    assert!(reason["field"].is_string(), "{reason}");
    assert!(reason["code"].is_string(), "{reason}");
}

#[test]
fn a_token_without_write_permission_is_said_to_lack_it() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    let ended =
        world.latchet(&["start", "--yes", "--token-stdin"]).input(practice.read_only_token()).run();
    ended.expect_status(4).expect_told(&["write"]);
    assert_eq!(practice.sessions(), 0);
}

#[test]
fn an_unknown_token_is_refused_and_said_to_be_the_token_s_fault() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    start(&world).expect_status(4).expect_told(&["token"]);
}

#[test]
fn a_second_session_is_refused_as_overlapping() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    for (status, outcome) in [(0, "started"), (5, "refused")] {
        let ended = world
            .latchet(&["start", "--yes", "--json", "--token-stdin"])
            .input(practice.token())
            .run();
        expect_outcome(&ended, status, outcome);
    }
    assert_eq!(practice.sessions(), 1);
}

#[test]
fn text_from_a_server_is_cut_and_never_breaks_the_program() {
    let deep = "[".repeat(10_000);
    let nested = format!(r#"{{"error":{}"#, r#"{"a":"#.repeat(10_000));
    let controls = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{202e}gnp\r\nsecond line";
    for body in ["", "{", "null", "NaN", "\u{feff}{}", &deep, &nested, controls] {
        for status in [200, 201, 400, 500] {
            let server = Raw::answering_all(raw::json(status, body));
            let ended = start(&World::headless(&server.url()));
            let expected = match status {
                201 => 0,
                400 => 6,
                _ => 7,
            };
            ended.expect_status(expected);
            assert!(ended.err.len() < 4_000, "a short message\n{}", ended.all());
            let seen = [ended.out(), ended.err()].concat();
            assert!(
                !seen.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "no control character of the server's reaches a terminal\n{}",
                ended.all()
            );
        }
    }
}

#[test]
fn fifty_megabytes_are_neither_read_nor_kept() {
    let server = Raw::new(|_, stream| {
        let head =
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 52428800\r\n\r\n";
        let _ = stream.write_all(head.as_bytes());
        let piece = vec![b'x'; 64 * 1024];
        for _ in 0..800 {
            // The client has closed by now: it reads 64 KiB.
            if stream.write_all(&piece).is_err() {
                return;
            }
        }
    });
    let world = World::headless(&server.url());
    let ended = start(&world);
    ended.expect_status(6);
    assert!(ended.out.len() + ended.err.len() < 8_000, "{} bytes", ended.out.len());
    for file in world.files() {
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(size < 1_000_000, "{} has {size} bytes", file.display());
    }
}

#[test]
fn broken_answers_leave_the_outcome_unknown() {
    let broken: [&[u8]; 4] = [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Len",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
        b"",
    ];
    for bytes in broken {
        let server = Raw::answering_starts(bytes.to_vec());
        let ended = start(&World::headless(&server.url()));
        expect_outcome(&ended, 7, "unknown");
        assert_eq!(server.starts().len(), 1, "never repeated blindly\n{}", ended.all());
    }
}

#[test]
fn while_one_start_is_unknown_the_next_is_refused_at_home() {
    let practice = Practice::behaving("close-after-reading");
    let world = World::with_token(practice.url(), practice.token());
    let first = world.latchet(&["start", "--yes", "--json"]).run();
    expect_outcome(&first, 7, "unknown");
    assert_eq!(practice.starts(), 1);

    let second = world.latchet(&["start", "--yes", "--json"]).run();
    second.expect_status(7);
    assert_eq!(practice.starts(), 1, "nothing more was sent\n{}", second.all());
    let pending = world.latchet(&["pending", "list", "--json"]).run();
    pending.expect_status(0);
    let first_id = first.json()["intention"].clone();
    assert!(first_id.is_string(), "{first_id}");
    assert!(pending.out().contains(first_id.as_str().unwrap()), "{}", pending.all());
}

#[test]
fn a_server_that_never_answers_is_given_up_in_time() {
    let server = Raw::new(|request, stream| {
        if request.is_start() {
            // Open until the client has closed.
            let _ = std::io::Read::read(stream, &mut [0]);
        } else {
            let _ = stream.write_all(&raw::no_sessions());
        }
    });
    let ended = start(&World::headless(&server.url()));
    expect_outcome(&ended, 7, "unknown");
    assert!(ended.took < Duration::from_secs(30), "{}", ended.all());
}

#[test]
fn without_a_server_nothing_is_sent_and_that_is_said() {
    // A port on which nobody listens.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let world = World::with_token(&format!("http://{gone}"), TOKEN);
    let ended = world.latchet(&["start", "--yes", "--json"]).run();
    ended.expect_status(8);
    let outcome = ended.json()["outcome"].clone();
    assert!(outcome == "not_sent" || outcome == "waiting", "{}", ended.all());
    assert_eq!(ended.json()["session_id"], Value::Null);
    assert!(ended.took < Duration::from_secs(45), "{}", ended.all());
}

#[test]
fn a_one_off_token_never_waits_longer_than_half_a_minute() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ended = start(&World::headless(&format!("http://{gone}")));
    expect_outcome(&ended, 8, "not_sent");
    assert!(ended.took < Duration::from_secs(35), "{}", ended.all());
}

#[test]
fn a_redirect_is_never_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Raw::unwanted();
        let to = format!("Location: {}/api/liveinsert.php\r\n", elsewhere.url());
        for server in [
            Raw::answering_starts(raw::answer(status, &to, b"")),
            Raw::answering_all(raw::answer(status, &to, b"")),
        ] {
            let ended = start(&World::headless(&server.url()));
            expect_outcome(&ended, 7, "unknown");
            assert_eq!(server.starts().len(), 1, "{}", ended.all());
        }
        assert_eq!(elsewhere.connections(), 0, "{status} was followed");
    }
}

#[test]
fn a_connection_cut_before_any_answer_is_not_repeated() {
    let server = Raw::new(|request, stream| {
        if request.is_start() {
            stream.shutdown(Shutdown::Both).unwrap();
        } else {
            let _ = stream.write_all(&raw::no_sessions());
        }
    });
    let ended = start(&World::headless(&server.url()));
    expect_outcome(&ended, 7, "unknown");
    assert_eq!(server.starts().len(), 1, "{}", ended.all());
}
