//! What can't be sent now waits, and is sent once when it can.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

/// A service that is not there yet.
fn nobody() -> (u16, String) {
    let port = Raw::free_port();
    (port, format!("http://127.0.0.1:{port}"))
}

fn service_at(port: u16) -> Raw {
    Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":12}"#))
}

#[test]
fn a_click_without_a_network_waits_and_goes_out_by_itself() {
    let (port, url) = nobody();
    let mut world = World::with_token(&url, TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert!(desktop.note().starts_with("The start was not sent yet."));
    let rows = item.until_row("Send it now", true);
    let labels: Vec<_> = rows.iter().map(|row| row.label.as_str()).collect();
    assert!(labels.contains(&"Take it back"), "{labels:?}");
    assert!(rows.iter().any(|row| row.label == "Start now" && !row.enabled), "{rows:?}");
    let server = service_at(port);
    server.await_start();
    assert_eq!(desktop.note(), "Session 12 has started.");
    item.until_row("Start now", true);
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_click_that_waits_can_be_taken_back_from_the_menu() {
    let (port, url) = nobody();
    let mut world = World::with_token(&url, TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    item.until_row("Take it back", true);
    item.choose("Take it back");
    item.until_row("Start now", true);
    let server = service_at(port);
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    assert_eq!(server.starts().len(), 1, "the new one alone");
}

#[test]
fn a_start_in_the_terminal_that_waits_is_handed_over_to_the_tray() {
    let (port, url) = nobody();
    let mut world = World::with_token(&url, TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let start = Installed::without_window().latchet(&world, &["start", "--yes", "--json"]).run();
    start.expect_status(8);
    assert_eq!(start.json()["outcome"], "waiting");
    let item = desktop.item();
    item.until_row("Take it back", true);
    let server = service_at(port);
    server.await_start();
    assert_eq!(desktop.note(), "Session 12 has started.");
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn where_no_tray_is_wanted_a_program_without_an_icon_sees_to_it_and_ends() {
    let (port, url) = nobody();
    let mut world = World::with_token(&url, TOKEN);
    world.latchet(&["settings", "set", "tray", "off"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    installed.latchet(&world, &["start", "--yes"]).run().expect_status(8);
    let server = service_at(port);
    server.await_start();
    assert_eq!(desktop.note(), "Session 12 has started.");
    // One that is started now finds nothing to do, as soon as the first has ended.
    installed.latchet(&world, &["tray", "--until-settled"]).run().expect_status(0);
    let pending = world.latchet(&["pending", "list", "--json"]).run();
    assert_eq!(pending.json().as_array().map(Vec::len), Some(0), "{}", pending.all());
    assert_eq!(server.starts().len(), 1);
    desktop.expect_no_item();
}

#[test]
fn a_start_that_the_terminal_takes_back_leaves_the_menu_at_once() {
    let (_, url) = nobody();
    let mut world = World::with_token(&url, TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    item.until_row("Take it back", true);
    world.latchet(&["pending", "cancel", "1"]).run().expect_status(0);
    item.until_row("Start now", true);
}
