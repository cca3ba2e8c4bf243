//! A start that can't be sent: it waits where somebody can see to it, and does not where nobody can.

use std::time::Duration;

use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

/// A service that nobody runs.
fn nowhere() -> String {
    format!("http://127.0.0.1:{}", Raw::free_port())
}

#[test]
fn a_start_that_finds_no_service_waits_and_can_be_taken_back() {
    let world = World::with_token(&nowhere(), TOKEN);
    let start = world.latchet(&["start", "--yes", "--json"]).run();
    start.expect_status(8);
    let json = start.json();
    assert_eq!((&json["outcome"], &json["reason"]["code"]), (&"waiting".into(), &"waiting".into()));
    let again = world.latchet(&["start", "--yes"]).run();
    again.expect_status(7).expect_told(&["an earlier start"]);
    let pending = world.latchet(&["pending", "list"]).run();
    assert!(pending.out().contains("It waits"), "{}", pending.all());
    world.latchet(&["pending", "cancel", "1"]).run().expect_status(0);
    let gone = world.latchet(&["pending", "list", "--json"]).run().json();
    assert_eq!(gone.as_array().map(Vec::len), Some(0));
}

#[test]
fn a_start_that_waits_is_sent_with_its_own_time_by_pending_send() {
    let port = Raw::free_port();
    let world = World::with_token(&format!("http://127.0.0.1:{port}"), TOKEN);
    let two_hours_ago = ["start", "--yes", "--ago", "2h"];
    world.latchet(&two_hours_ago).run().expect_status(8);
    let server = Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":12}"#));
    // The resident program may be quicker: then there is nothing left to send.
    let sent = world.latchet(&["pending", "send", "1"]).run();
    assert!(matches!(sent.status, Some(0 | 2)), "{}", sent.all());
    let start = server.await_start();
    let body = String::from_utf8(start.body).unwrap();
    assert!(body.contains("startdate") && body.contains("starttime"), "{body}");
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_start_whose_token_is_gone_with_it_is_tried_for_half_a_minute_and_then_given_up() {
    let world = World::headless(&nowhere());
    let start = world.latchet(&["start", "--yes", "--token-stdin", "--json"]).input(TOKEN).run();
    start.expect_status(8);
    assert_eq!(start.json()["outcome"], "not_sent");
    let tried = start.took;
    assert!(tried > Duration::from_secs(10) && tried < Duration::from_secs(35), "{tried:?}");
    let pending = world.latchet(&["pending", "list", "--json"]).run().json();
    assert_eq!(pending.as_array().map(Vec::len), Some(0), "it never queues");
}

#[test]
fn a_start_whose_token_is_gone_with_it_goes_out_when_the_service_comes_in_time() {
    let port = Raw::free_port();
    let world = World::headless(&format!("http://127.0.0.1:{port}"));
    let start = world.latchet(&["start", "--yes", "--token-stdin"]).input(TOKEN).spawn();
    let server = Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":12}"#));
    server.await_start();
    start.wait().expect_status(0);
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_time_in_a_zone_that_is_not_proven_is_told_only_when_the_user_says_so() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#));
    let world = World::with_token(&server.url(), TOKEN);
    // On a terminal it asks twice: whether to start, and whether the zone is right.
    let terminal = r#"printf 'y\nn\n' | script -qec "$1 start --for 8h" /dev/null"#;
    let asked = world.latchet_in_shell(terminal, &[]).run();
    let proven = "It is not proven yet that your account's time zone is Etc/UTC";
    assert!(asked.out().contains(proven), "{}", asked.all());
    assert!(asked.out().contains("Nothing was sent."), "{}", asked.all());
    assert_eq!(server.starts().len(), 0);
    let terminal = r#"printf 'y\ny\n' | script -qec "$1 start --for 8h" /dev/null"#;
    let asked = world.latchet_in_shell(terminal, &[]).run();
    assert!(asked.out().contains("Session 12 has started."), "{}", asked.all());
    assert_eq!(server.starts().len(), 1);
}
