//! A desktop whose panel comes late, goes and returns, or never comes.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::raw::Raw;
use crate::world::World;

#[test]
fn without_a_panel_the_window_opens_and_the_icon_appears_when_one_comes() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let mut desktop = Desktop::without_panel(world.keyring().address());
    let installed = Installed::with_window();
    let window = installed.window();
    let tray = installed.tray(&world, &[]);
    assert_eq!(window.opened(), "token= renderer=1\n");
    desktop.panel_comes();
    let item = desktop.item();
    item.choose("Quit");
    let ended = tray.into_running().wait();
    ended.expect_status(0).expect_told(&["Nothing here shows tray icons"]);
}

#[test]
fn hidden_it_only_waits_for_a_panel_and_stays_when_that_goes_and_returns() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let mut desktop = Desktop::without_panel(world.keyring().address());
    let installed = Installed::with_window();
    let window = installed.window();
    let tray = installed.tray(&world, &["--hidden"]);
    desktop.panel_comes();
    let first = desktop.item().name().to_owned();
    for _ in 0..3 {
        desktop.panel_goes();
        desktop.panel_comes();
        assert_eq!(desktop.item().name(), first, "the same item comes back");
    }
    window.expect_none();
    tray.running().signal("TERM");
    tray.into_running().wait().expect_status(0);
}

#[test]
fn without_a_session_bus_the_window_opens_or_it_fails() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::with_window();
    let window = installed.window();
    let shown = installed.latchet(&world, &["tray"]).run();
    shown.expect_status(0).expect_told(&["no session bus"]);
    window.opened();
    let hidden = installed.latchet(&world, &["tray", "--hidden"]).run();
    hidden.expect_status(1).expect_told(&["no session bus"]);
    let alone = Installed::without_window().latchet(&world, &["tray"]).run();
    alone.expect_status(1).expect_told(&["not installed"]);
}

#[test]
fn doctor_says_whether_something_shows_icons() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let told = |world: &World| {
        let json = world.latchet(&["doctor", "--json"]).run().json();
        let checks = json["checks"].as_array().unwrap().clone();
        let tray = checks.into_iter().find(|check| check["name"] == "tray").unwrap();
        (tray["state"].as_str().unwrap().to_owned(), tray["message"].as_str().unwrap().to_owned())
    };
    assert!(told(&world).1.contains("nothing here shows tray icons"));
    let _desktop = Desktop::with_panel(world.keyring().address());
    assert_eq!(told(&world).0, "ok");
}

#[test]
fn while_nothing_shows_the_icon_notifications_say_what_it_would() {
    let server = Raw::unwanted();
    let mut world = World::with_keyring(&server.url());
    let mut desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    desktop.item().until_begins("Save a token");
    desktop.expect_no_note();
    desktop.panel_goes();
    let note = desktop.whole_note();
    assert_eq!(note.body, "No token is saved.");
    let labels: Vec<_> = note.buttons.iter().map(|(_, label)| &**label).collect();
    assert_eq!(labels, ["Latchet", "Open"]);
    desktop.panel_comes();
    desktop.item().until_begins("Save a token");
    desktop.expect_no_note();
}

#[test]
fn what_draws_the_icons_may_go_alone() {
    let server = Raw::unwanted();
    let mut world = World::with_keyring(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    desktop.item().until_begins("Save a token");
    desktop.panel_empties();
    assert_eq!(desktop.note(), "No token is saved.");
}

#[test]
fn in_a_sandbox_where_it_may_own_no_name_there_is_one_tray_all_the_same() {
    let server = Raw::unwanted();
    let mut world = World::without_name("org.latchet.Tray", &server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    assert!(item.name().starts_with(':'), "{}", item.name());
    item.until_begins("Save a token");
    let second = installed.latchet(&world, &["tray", "--hidden"]).run();
    second.expect_status(0).expect_told(&["running already"]);
}
