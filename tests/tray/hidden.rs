//! Hiding everything at once, and showing it again.

use std::time::Duration;

use latchet_core::home::Home;
use latchet_core::window::bus_name;
use latchet_tracker::Origin;
use zbus::zvariant::OwnedValue;

use crate::desktop::Desktop;
use crate::held;
use crate::installed::Installed;
use crate::item::Item;
use crate::practice::Practice;
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";
const READY: Duration = Duration::from_secs(40);

/// The bus name of the window for this world's data folder.
fn window_of(world: &World, server: &str) -> String {
    let origin = Origin::parse(server).unwrap();
    bus_name(&Home::under(world.latchet_home()).service_folder(&origin))
}

fn looks(item: &Item<'_>) -> [OwnedValue; 3] {
    ["IconPixmap", "ToolTip", "Status"].map(|property| item.property(property))
}

#[test]
fn hiding_closes_the_window_withdraws_what_was_told_and_leaves_a_plain_icon() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let window = desktop.window(window_of(&world, practice.url()));
    let installed = Installed::without_window();
    let tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    let note = desktop.whole_note();
    item.until_status("Session ");
    let shown = looks(&item);
    item.choose("Hide now");
    item.until_row("Show again", true);
    assert_eq!(item.labels(), ["Show again", "Quit"]);
    desktop.expect_withdrawn(&note);
    window.recv_timeout(READY).expect("the window is closed");
    assert_ne!(looks(&item), shown);
    let sessions = practice.sessions();
    item.middle_click();
    item.opens();
    assert_eq!(item.labels(), ["Show again", "Quit"], "whatever happens");
    world.latchet(&["start", "--yes", "--notify"]).run().expect_status(5);
    drop(tray);
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Show again", true);
    desktop.expect_no_note();
    assert_eq!(practice.sessions(), sessions, "no session began or ended");
    item.choose("Show again");
    item.until_status("Session ");
    assert_eq!(looks(&item)[2], shown[2]);
}

#[test]
fn a_start_that_is_on_its_way_is_finished_and_told_when_it_may_show() {
    let (server, held) = held::service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    server.await_start();
    item.choose("Hide now");
    item.until_row("Show again", true);
    held.answer();
    while !world.latchet(&["pending", "list"]).run().expect_status(0).out().is_empty() {}
    desktop.expect_no_note();
    item.choose("Show again");
    assert_eq!(desktop.note(), "Session 12 has started.");
    assert_eq!(server.starts().len(), 1);
}
