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
