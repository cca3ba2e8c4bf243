//! One tray for each session; it ends when told to, and not in the middle of a start.

use crate::desktop::Desktop;
use crate::held;
use crate::installed::Installed;
use crate::keyring::Keyring;
use crate::raw::Raw;
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

/// Ends the session bus; the world has another from then on.
fn end_bus(world: &mut World) {
    let (home, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    *world.keyring() = Keyring::bus_only(home.path(), run.path());
}

#[test]
fn a_second_tray_hands_over_and_ends() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let window = installed.window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    let hidden = installed.latchet(&world, &["tray", "--hidden"]).run();
    hidden.expect_status(0).expect_told(&["running already"]);
    window.expect_none();
    item.until_status("There is no credential store");
    installed.latchet(&world, &["tray"]).run().expect_status(0);
    window.opened();
    item.until_row("Quit", true);
}

#[test]
fn a_tray_for_another_service_does_not_hand_over_to_this_one() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let _tray = installed.tray(&world, &["--hidden"]);
    desktop.item();
    let other = installed.latchet(&world, &["tray"]).env("LATCHET_SERVER", "http://127.0.0.1:1");
    other.run().expect_status(1).expect_told(&["another service"]);
}

#[test]
fn a_tray_that_was_killed_leaves_nothing_in_the_way_of_the_next() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let killed = installed.tray(&world, &["--hidden"]);
    desktop.item();
    drop(killed);
    let _tray = installed.tray(&world, &["--hidden"]);
    desktop.item().until_row("Quit", true);
}

#[test]
fn it_ends_with_the_session_bus() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let tray = {
        let desktop = Desktop::with_panel(world.keyring().address());
        let tray = Installed::without_window().tray(&world, &["--hidden"]);
        desktop.item().until_row("Quit", true);
        tray
    };
    end_bus(&mut world);
    tray.into_running().wait().expect_status(0);
}

#[test]
fn told_to_end_while_sending_it_finishes_that_start_first() {
    for end in ["Quit", "TERM", "INT"] {
        let (server, held) = held::service();
        let mut world = World::with_token(&server.url(), TOKEN);
        let desktop = Desktop::with_panel(world.keyring().address());
        let tray = Installed::without_window().tray(&world, &["--hidden"]);
        let item = desktop.item();
        item.until_row("Start now", true);
        item.middle_click();
        server.await_start();
        if end == "Quit" {
            item.choose("Quit");
        } else {
            tray.running().signal(end);
        }
        held.answer();
        tray.into_running().wait().expect_status(0);
        assert_eq!(desktop.note(), "Session 12 has started.", "{end}");
        let json = world.latchet(&["status", "--offline", "--json"]).run().json();
        assert_eq!(json["pending"], 0, "{end}");
    }
}

#[test]
fn a_session_that_ends_while_a_start_is_under_way_cuts_nothing_off() {
    let (server, held) = held::service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let tray = {
        let desktop = Desktop::with_panel(world.keyring().address());
        let tray = Installed::without_window().tray(&world, &["--hidden"]);
        let item = desktop.item();
        item.until_row("Start now", true);
        item.middle_click();
        server.await_start();
        tray
    };
    // The bus goes, and the desktop ends what is left of its programs.
    end_bus(&mut world);
    tray.running().signal("HUP");
    held.answer();
    tray.into_running().wait().expect_status(0);
    let json = world.latchet(&["status", "--offline", "--json"]).run().json();
    assert_eq!((&json["pending"], &json["session"]["id"]), (&0.into(), &12.into()));
}

#[test]
fn the_window_is_opened_with_the_desktops_permission() {
    let server = Raw::unwanted();
    let mut world = World::with_bus(&server.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let window = installed.window();
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.provide_activation("from-the-desktop");
    item.choose("Open…");
    assert_eq!(window.opened(), "token=from-the-desktop renderer=1\n");
}

#[test]
fn open_opens_the_window_or_says_that_there_is_none() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::with_window();
    let window = installed.window();
    let open = installed.latchet(&world, &["open"]);
    open.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0").run().expect_status(0);
    assert_eq!(window.opened(), "token= renderer=0\n", "what the user has set stays");
    let alone = Installed::without_window().latchet(&world, &["open"]).run();
    alone.expect_status(1).expect_told(&["not installed"]);
}
