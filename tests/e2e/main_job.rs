//! The main job: a token in the store, a session on the service.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::world::World;

/// The insert and the three reads. Nothing else is ever requested, `games.php` least of all: it is
/// documented to give a penalty when it is called with a token.
const ALLOWED: [(&str, &str); 4] = [
    ("POST", "/api/liveinsert.php"),
    ("GET", "/api/userstats.php"),
    ("GET", "/api/v2/sessions.php"),
    ("GET", "/api/v2/histories.php"),
];

fn mentions(document: &Value, number: &Value) -> bool {
    match document {
        Value::Array(items) => items.iter().any(|item| mentions(item, number)),
        Value::Object(fields) => fields.values().any(|field| mentions(field, number)),
        other => other == number,
    }
}

#[test]
fn a_saved_token_starts_a_session_and_everything_asked_was_allowed() {
    let practice = Practice::strict();
    let mut world = World::with_keyring(practice.url());
    world
        .latchet(&["token", "set"])
        .input(format!("{}\n", practice.token()))
        .run()
        .expect_status(0);
    world.latchet(&["token", "check"]).run().expect_status(0);

    let started =
        world.latchet(&["start", "--yes", "--json", "--for", "8h", "--locked-by", "Kim & Ö"]).run();
    started.expect_status(0);
    let told = started.json();
    let keys: BTreeSet<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        BTreeSet::from([
            "outcome",
            "session_id",
            "intention",
            "reason",
            "recorded_start",
            "scheduled_end"
        ])
    );
    assert_eq!(told["outcome"], "started");
    assert_eq!(told["reason"], Value::Null);
    assert!(told["session_id"].is_u64(), "{told}");
    assert!(told["intention"].is_string(), "{told}");
    assert!(told["recorded_start"].is_string(), "{told}");
    assert!(told["scheduled_end"].is_string(), "{told}");
    assert_eq!(practice.starts(), 1);

    for arguments in [["status", "--json"], ["history", "--json"]] {
        let answer = world.latchet(&arguments).run();
        answer.expect_status(0);
        assert!(mentions(&answer.json(), &told["session_id"]), "{}", answer.all());
    }
    let csv = world.latchet(&["history", "--csv"]).run();
    csv.expect_status(0);
    let (head, rows) =
        csv.out().split_once('\n').map(|(h, r)| (h.to_owned(), r.to_owned())).unwrap();
    assert!(head.contains(','), "{}", csv.all());
    assert!(rows.contains(&told["session_id"].to_string()), "{}", csv.all());
    for arguments in [&["status"][..], &["status", "--offline"]] {
        let answer = world.latchet(arguments).run();
        answer.expect_status(0);
        assert!(answer.out().contains(&told["session_id"].to_string()), "{}", answer.all());
    }
    world.latchet(&["doctor"]).run().expect_status(0);

    world.latchet(&["token", "remove"]).run().expect_status(0);
    assert_eq!(world.keyring().secrets(), Vec::<Vec<u8>>::new());
    world.latchet(&["start", "--yes"]).run().expect_status(3).expect_told(&["token"]);

    assert_eq!(practice.sessions(), 1);
    for (method, target) in practice.requests() {
        let path = target.split('?').next().unwrap();
        assert!(ALLOWED.contains(&(method.as_str(), path)), "{method} {target} was requested");
    }
}

#[test]
fn a_token_that_was_saved_is_the_token_that_is_sent() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let world = World::with_token(&server.url(), "  pasted-with-spaces \n");
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    let starts = server.starts();
    assert_eq!(starts[0].header("authorization"), Some("Bearer pasted-with-spaces"));
    assert_eq!(starts[0].header("content-type"), Some("application/json"));
    let own = ["accept", "authorization", "content-length", "content-type", "host", "user-agent"];
    let mut sent: Vec<&str> = starts[0].headers.iter().map(|(name, _)| name.as_str()).collect();
    sent.sort_unstable();
    assert_eq!(sent, own, "nothing undocumented goes out");
}

#[test]
fn saving_a_token_again_replaces_it() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let mut world = World::with_token(&server.url(), "the-first-token");
    world.latchet(&["token", "set"]).input("the-second-token").run().expect_status(0);
    assert_eq!(world.keyring().secrets(), [b"the-second-token".to_vec()]);
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    assert_eq!(server.starts()[0].header("authorization"), Some("Bearer the-second-token"));
}

#[test]
fn the_documented_example_goes_out_as_the_documentation_means_it() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let world = World::headless(&server.url());
    // The documentation's own year is over, and an end in the past is refused.
    let arguments = ["start", "--yes", "--token-stdin", "--until", "2099-12-31 17:30+00:00"];
    world.latchet(&["settings", "set", "tracker-zone", "UTC"]).run();
    world.latchet(&arguments).input("a-token").run().expect_status(0);
    let body: Value = serde_json::from_slice(&server.starts()[0].body).unwrap();
    let expected = json!({
        "insertl": 1, "public": 0, "scheduledend": "2099-12-31", "scheduledendtime": "17:30"
    });
    assert_eq!(body, expected);
}

#[test]
fn every_option_reaches_the_wire_and_none_else() {
    for (arguments, expected) in [
        (&[][..], json!({"insertl": 1, "public": 0})),
        (&["--public"], json!({"insertl": 1, "public": 1})),
        (&["--locked-by", " Kim "], json!({"insertl": 1, "public": 0, "lockedby": "Kim"})),
        (&["--locked-by", ""], json!({"insertl": 1, "public": 0})),
        (
            &["--at", "2026-01-02 03:04+00:00"],
            json!({"insertl": 1, "public": 0, "startdate": "2026-01-02", "starttime": "03:04"}),
        ),
    ] {
        let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
        let world = World::headless(&server.url());
        let whole = [&["start", "--yes", "--token-stdin"], arguments].concat();
        world.latchet(&whole).input("a-token").run().expect_status(0);
        let body: Value = serde_json::from_slice(&server.starts()[0].body).unwrap();
        assert_eq!(body, expected);
    }
}

#[test]
fn a_dry_run_shows_all_and_needs_nothing() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let ended = world.latchet(&["start", "--dry-run", "--for", "8h", "--public"]).run();
    ended.expect_status(0);
    let out = ended.out();
    for part in [
        "POST",
        &format!("{}/api/liveinsert.php", server.url()),
        "Bearer <redacted>",
        "application/json",
        r#""insertl":1"#,
        r#""public":1"#,
        r#""scheduledend":""#,
        r#""scheduledendtime":""#,
    ] {
        let spaceless = out.replace(": ", ":");
        assert!(out.contains(part) || spaceless.contains(part), "{part}\n{}", ended.all());
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn forty_starts_at_once_make_one_session() {
    let practice = Practice::strict();
    let world = World::with_token(practice.url(), practice.token());
    let running: Vec<_> = (0..40).map(|_| world.latchet(&["start", "--yes"]).spawn()).collect();
    let ended: Vec<_> = running.into_iter().map(crate::program::Running::wait).collect();
    let count = |status| ended.iter().filter(|one| one.status == Some(status)).count();
    let others: Vec<String> = ended
        .iter()
        .filter(|one| !matches!(one.status, Some(0 | 5)))
        .map(crate::program::Ended::all)
        .collect();
    assert_eq!((count(0), count(5)), (1, 39), "{}", others.join("\n\n"));
    assert_eq!(practice.sessions(), 1);
    assert!(practice.starts() <= 40, "{} starts were sent", practice.starts());
}

#[test]
fn an_end_that_moves_on_the_service_is_told_as_it_is() {
    let practice = Practice::strict();
    let world = World::with_token(practice.url(), practice.token());
    let started = world.latchet(&["start", "--yes", "--json", "--for", "8h"]).run();
    let session = started.expect_status(0).json()["session_id"].as_u64().unwrap();
    let asked = practice.requests().len();
    let told = |why: &str| {
        let status = world.latchet(&["status", "--json"]).run();
        status.expect_status(0);
        let end = practice.server().sessions()[0].scheduled_end;
        let told = status.json()["session"]["scheduled_end"].clone();
        let told = told.as_str().map(|at| at.parse::<DateTime<Utc>>().unwrap());
        assert_eq!(told, end, "{why}\n{}", status.all());
        told
    };
    let first = told("as it was started").unwrap();
    practice.move_end(session, 1, "DICE");
    assert_eq!(told("an hour later"), Some(first + TimeDelta::hours(1)));
    practice.set_end_in(session, 2, "DOM");
    assert!(told("soon").unwrap() < first);
    practice.take_end_away(session, "LINK");
    assert_eq!(told("open"), None);
    let reads = practice.requests();
    assert!(reads[asked..].iter().all(|(method, path)| method == "GET" && path.contains("/api/")));
    assert_eq!(practice.starts(), 1, "what the test did on the page is no start");
}

#[test]
fn a_reader_that_has_left_changes_nothing_about_what_was_done() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    let start = ["start", "--yes", "--token-stdin", "--json"];
    let others =
        [&["history", "--csv"][..], &["settings", "list"], &["completions", "bash"], &["man"]];
    for arguments in [&start[..]].into_iter().chain(others) {
        world.latchet(arguments).input(practice.token()).unread().run().expect_status(0);
    }
    assert_eq!(practice.starts(), 1);
}
