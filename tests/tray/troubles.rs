//! What stands in the way has a row, which leads to the window.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn without_a_token_one_can_be_saved_and_then_it_starts() {
    let practice = Practice::strict();
    let mut world = World::with_keyring(practice.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("No token is saved");
    item.until_row("Start now", false);
    let window = installed.window();
    item.choose("Save a token…");
    window.opened();
    world.latchet(&["token", "set"]).input(practice.token()).run().expect_status(0);
    item.opens();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert!(desktop.note().ends_with(" has started."));
}

#[test]
fn without_a_store_it_is_said_and_a_start_sends_nothing() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("There is no credential store");
    item.until_row("See about the credential store…", true);
    item.until_row("Start now", false);
    item.middle_click();
    assert!(desktop.note().starts_with("There is no credential store"));
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_refused_token_is_told_and_never_asked_with_again() {
    let practice = Practice::behaving("answer-401");
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert!(desktop.note().starts_with("The service does not accept the token."));
    item.until_status("The service does not accept the token");
    item.until_row("Start now", false);
    let asked = practice.requests().len();
    item.opens();
    item.middle_click();
    assert!(desktop.note().starts_with("The service does not accept the token."));
    let window = installed.window();
    item.choose("Save another token…");
    window.opened();
    assert_eq!(practice.requests().len(), asked, "nothing is sent with a refused token");
    world.latchet(&["token", "set"]).input(practice.token()).run();
    item.opens();
    item.until_row("Start now", true);
}

#[test]
fn a_token_that_the_service_refuses_to_read_with_is_told_without_a_click() {
    let practice = Practice::behaving("reads-answer-401");
    let mut world = World::with_keyring(practice.url());
    world.latchet(&["token", "set"]).input(practice.token()).run();
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.opens();
    item.until_status("The service does not accept the token");
    let asked = practice.requests().len();
    item.opens();
    item.until_row("Save another token…", true);
    assert_eq!(practice.requests().len(), asked);
}

#[test]
fn a_token_without_write_permission_still_reads() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), &practice.read_only_token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert!(desktop.note().contains("no write permission"));
    item.until_row("The token may not start sessions…", true);
    item.until_row("Start now", false);
    item.opens();
    item.until_status("Nothing runs");
}

#[test]
fn an_older_start_that_is_not_settled_is_named_and_leads_to_the_window() {
    let server = Raw::answering_starts(raw::json(500, "{}"));
    let mut world = World::with_token(&server.url(), TOKEN);
    // The tray of this test is to be the first.
    world.latchet(&["settings", "set", "tray", "off"]).run().expect_status(0);
    let json = world.latchet(&["start", "--yes", "--json"]).run().expect_status(7).json();
    let id = json["intention"].as_str().unwrap().to_owned();
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    let named = format!("Number {id}: It is not known whether the session started…");
    item.until_row(&named, true);
    item.until_row("Start now", false);
    let window = installed.window();
    item.choose(&named);
    window.opened();
    item.middle_click();
    assert!(desktop.note().starts_with("Nothing was sent: an earlier start"));
    assert_eq!(server.starts().len(), 1);
    world.latchet(&["pending", "settle", &id, "--not-started"]).run().expect_status(0);
    item.opens();
    item.until_row("Start now", true);
}

#[test]
fn a_service_that_is_gone_is_told() {
    let server = Raw::unwanted();
    let url = server.url();
    let mut world = World::with_token(&url, TOKEN);
    drop(server);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("The service could not be reached");
    item.choose("Start now");
    let note = desktop.note();
    assert!(note.contains("not sent"), "{note}");
}
