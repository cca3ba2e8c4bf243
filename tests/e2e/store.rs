//! A credential store that is missing, locked, frozen or new: told as such, in time, and never
//! replaced by a file.

use std::time::Duration;

use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";
/// Three seconds are promised; the rest is the machine's.
const PROMPTLY: Duration = Duration::from_secs(5);

fn service() -> Raw {
    Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#))
}

#[track_caller]
fn expect_no_store(ended: &Ended, words: &[&str]) {
    ended.expect_status(3).expect_told(words);
    assert!(ended.took < PROMPTLY, "{}", ended.all());
}

fn expect_no_file_holds_it(world: &World) {
    for file in world.files() {
        let text = std::fs::read(&file).unwrap();
        assert_eq!(crate::canary::found(TOKEN, &text), None, "{}", file.display());
    }
}

#[test]
fn without_a_session_bus_it_is_said_and_nothing_is_written() {
    let server = service();
    let world = World::headless(&server.url());
    let words = ["credential store", "keyring"];
    expect_no_store(&world.latchet(&["token", "set"]).input(TOKEN).run(), &words);
    expect_no_store(&world.latchet(&["start", "--yes"]).run(), &words);
    expect_no_file_holds_it(&world);
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_bus_without_a_store_is_said_and_a_store_that_comes_later_is_used() {
    let server = service();
    let mut world = World::with_bus(&server.url());
    let words = ["credential store", "keyring"];
    expect_no_store(&world.latchet(&["token", "set"]).input(TOKEN).run(), &words);
    expect_no_file_holds_it(&world);
    world.keyring().unlock();
    world.latchet(&["token", "set"]).input(TOKEN).run().expect_status(0);
    world.latchet(&["start", "--yes"]).run().expect_status(0);
}

#[test]
fn a_store_without_a_token_says_how_to_save_one() {
    let server = service();
    let world = World::with_keyring(&server.url());
    expect_no_store(&world.latchet(&["start", "--yes"]).run(), &["latchet token set"]);
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_frozen_store_is_told_in_time_and_works_again_when_it_thaws() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    world.keyring().freeze();
    let words = ["does not answer", "not responding", "not answer"];
    for arguments in
        [&["start", "--yes"][..], &["token", "check"], &["token", "remove"], &["status"]]
    {
        expect_no_store(&world.latchet(arguments).run(), &words);
    }
    expect_no_store(&world.latchet(&["token", "set"]).input("another-token").run(), &words);
    assert_eq!(server.starts().len(), 0);
    world.keyring().thaw();
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    assert_eq!(server.starts()[0].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
}

#[test]
fn a_restarted_store_is_used_as_before() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    world.keyring().stop();
    expect_no_store(&world.latchet(&["start", "--yes"]).run(), &["credential store", "keyring"]);
    world.keyring().unlock();
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_locked_store_that_nobody_can_unlock_is_told_and_keeps_its_token() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    world.keyring().stop();
    world.keyring().start_locked();
    let words = ["locked", "access", "unlock"];
    for arguments in [&["start", "--yes"][..], &["token", "check"]] {
        expect_no_store(&world.latchet(arguments).run(), &words);
    }
    expect_no_store(&world.latchet(&["token", "set"]).input("another-token").run(), &words);
    assert_eq!(server.starts().len(), 0);
    world.keyring().stop();
    world.keyring().unlock();
    assert_eq!(world.keyring().secrets(), [TOKEN.as_bytes().to_vec()]);
    world.latchet(&["start", "--yes"]).run().expect_status(0);
}

#[test]
fn an_empty_store_that_is_locked_is_not_taken_for_one_without_a_token() {
    let server = service();
    let mut world = World::with_keyring(&server.url());
    world.keyring().stop();
    world.keyring().start_locked();
    let words = ["locked", "access", "unlock"];
    expect_no_store(&world.latchet(&["token", "set"]).input(TOKEN).run(), &words);
    expect_no_file_holds_it(&world);
}

#[test]
fn a_token_belongs_to_the_server_it_was_saved_for() {
    let (one, other) = (service(), service());
    let world = World::with_token(&one.url(), TOKEN);
    let ended = world.latchet(&["start", "--yes"]).env("LATCHET_SERVER", &other.url()).run();
    ended.expect_status(3);
    assert_eq!(other.connections(), 0, "the token was not shown to another server");
}

#[test]
fn a_store_in_memory_is_never_said_to_have_kept_a_token() {
    let server = service();
    let world = World::headless(&server.url());
    let set = world.latchet(&["token", "set"]).env("LATCHET_VAULT", "memory").input(TOKEN).run();
    set.expect_status(3);
    expect_no_file_holds_it(&world);
}

#[test]
fn removing_what_is_not_there_is_no_failure() {
    let server = service();
    let world = World::with_keyring(&server.url());
    world.latchet(&["token", "remove"]).run().expect_status(0);
}
