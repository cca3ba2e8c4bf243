//! A start that is cut off in the middle: the journal knows of it, and it is never repeated blindly.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use crate::raw::{self, Raw, Request};
use crate::shim::{Disk, Fault, Kind, Shim};
use crate::world::World;

/// Takes starts and never answers them.
fn silent_on_starts(request: &Request, stream: &mut TcpStream) {
    if request.is_start() {
        // Open until the client has gone.
        let _ = stream.read(&mut [0]);
    } else {
        let _ = stream.write_all(&raw::no_sessions());
    }
}

fn expect_the_next_is_held_back(world: &World, server: &Raw) {
    let next = world.latchet(&["start", "--yes"]).run();
    next.expect_status(7);
    assert_eq!(server.starts().len(), 1, "nothing more was sent\n{}", next.all());
    let pending = world.latchet(&["pending", "list", "--json"]).run();
    pending.expect_status(0);
    assert!(pending.out().contains("unknown"), "{}", pending.all());
}

#[test]
fn a_start_killed_while_it_sends_holds_the_next_one_back() {
    let server = Raw::new(silent_on_starts);
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    let running = world.latchet(&["start", "--yes"]).spawn();
    server.await_start();
    running.signal("KILL");
    assert_eq!(running.wait().status, None);
    expect_the_next_is_held_back(&world, &server);
}

#[test]
fn an_interrupted_start_says_so_and_holds_the_next_one_back() {
    let server = Raw::new(silent_on_starts);
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    let running = world.latchet(&["start", "--yes"]).spawn();
    server.await_start();
    running.signal("INT");
    running.wait().expect_status(130);
    expect_the_next_is_held_back(&world, &server);
}

#[test]
fn a_start_that_was_cut_off_can_be_settled_by_hand_at_once() {
    let server = Raw::new(silent_on_starts);
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    let running = world.latchet(&["start", "--yes"]).spawn();
    server.await_start();
    running.signal("KILL");
    running.wait();
    // The person has looked on the website.
    let pending = world.latchet(&["pending", "list", "--json"]).run();
    let document = pending.json();
    let id = find_id(&document).unwrap_or_else(|| panic!("{}", pending.all()));
    world.latchet(&["pending", "settle", &id, "--not-started"]).run().expect_status(0);
    let next = world.latchet(&["start", "--yes"]).spawn();
    server.await_start();
    next.signal("KILL");
    next.wait();
    assert_eq!(server.starts().len(), 2, "after it was settled a start goes out again");
}

/// The first `intention` or `id` in a document.
fn find_id(document: &Value) -> Option<String> {
    match document {
        Value::Array(items) => items.iter().find_map(find_id),
        Value::Object(fields) => ["intention", "id"]
            .iter()
            .find_map(|name| fields.get(*name)?.as_str().map(str::to_owned))
            .or_else(|| fields.values().find_map(find_id)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Between a click and the wire the disk is waited for once: the intention and the beginning of its
/// attempt are one commit.
#[test]
fn one_sync_of_the_journal_lies_before_the_first_byte() {
    let server = Raw::new(silent_on_starts);
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    // The highest session number is known.
    let first = world.latchet(&["start", "--yes"]).spawn();
    server.await_start();
    first.signal("KILL");
    first.wait();
    world.latchet(&["pending", "settle", "1", "--not-started"]).run().expect_status(0);
    let shim = Shim::build();
    let disk = Disk::new(&shim);
    let start = disk.under(world.latchet(&["start", "--yes"]), &world, &Fault::none()).spawn();
    server.await_start();
    let before = disk.operations();
    start.signal("KILL");
    start.wait();
    let syncs: Vec<_> = before.iter().filter(|one| one.kind == Kind::Sync).collect();
    assert_eq!(syncs.len(), 1, "{before:#?}");
}
