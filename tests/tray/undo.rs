//! A start by one click can be taken back for some seconds, and then it can't.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

fn service() -> Raw {
    Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#))
}

#[test]
fn a_click_is_taken_back_by_its_notification() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray_with_grace(&world, "30", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    let note = desktop.whole_note();
    assert_eq!(note.body, "Starts in 30 seconds.");
    desktop.press(&note, "Take it back");
    assert!(desktop.note().starts_with("The start was cancelled. Nothing was sent."));
    item.until_row("Start now", true);
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_click_is_taken_back_by_the_menu() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray_with_grace(&world, "30", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.middle_click();
    let rows = item.until_status("Starts in a moment");
    assert!(rows.iter().any(|row| row.label == "Start now" && !row.enabled), "{rows:?}");
    item.choose("Take it back");
    item.until_row("Start now", true);
    let pending = world.latchet(&["pending", "list", "--json"]).run();
    assert_eq!(pending.json().as_array().map(Vec::len), Some(0), "{}", pending.all());
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_click_that_is_not_taken_back_is_sent_once() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray_with_grace(&world, "1", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Starts in one second.");
    assert_eq!(desktop.note(), "Session 12 has started.");
    item.until_status("Session 12");
    let starts = server.starts();
    assert_eq!(starts.len(), 1);
    let body = String::from_utf8(starts[0].body.clone()).unwrap();
    assert!(!body.contains("startdate"), "it is a start now: {body}");
}

#[test]
fn a_click_whose_program_died_before_it_was_sent_is_cancelled_and_told() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let tray = installed.tray_with_grace(&world, "1", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Starts in one second.");
    drop(tray);
    let _next = installed.tray_with_grace(&world, "1", &["--hidden"]);
    let told = desktop.note();
    assert!(told.starts_with("The start was cancelled: nobody was there"), "{told}");
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn quitting_takes_back_what_was_not_sent_yet() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray_with_grace(&world, "30", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    desktop.note();
    item.choose("Quit");
    tray.into_running().wait().expect_status(0);
    assert!(desktop.note().starts_with("The start was cancelled."));
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_start_from_the_desktops_menu_is_taken_back_by_its_notification() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    world.latchet(&["settings", "set", "grace", "30"]).run().expect_status(0);
    let desktop = Desktop::without_panel(world.keyring().address());
    let starting = world.latchet(&["start", "--yes", "--notify"]).spawn();
    let note = desktop.whole_note();
    desktop.press(&note, "Take it back");
    starting.wait().expect_status(8);
    assert_eq!(server.starts().len(), 0);
}
