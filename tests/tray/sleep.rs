//! A computer that sleeps, as far as a test can have it: the clock has gone on when it wakes.

use std::io::ErrorKind;
use std::os::unix::net::UnixListener;

use crate::clock::Clock;
use crate::desktop::Desktop;
use crate::held;
use crate::installed::Installed;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

fn service() -> Raw {
    Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#))
}

#[test]
fn a_click_whose_time_to_undo_ends_in_the_computers_sleep_is_not_sent_and_that_is_told() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let (clock, installed) = (Clock::new(), Installed::without_window());
    let _tray = clock.tray(&installed, &world);
    world.latchet(&["settings", "set", "grace", "2"]).run().expect_status(0);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Starts in 2 seconds.");
    clock.is_ahead("1h");
    let told = desktop.note();
    assert!(told.starts_with("The start was cancelled: nobody was there"), "{told}");
    item.until_row("Start now", true);
    assert_eq!(server.starts().len(), 0);
    let history = world.latchet(&["history", "--json"]).run().json();
    assert_eq!(history[0]["outcome"], "cancelled", "{history}");
}

/// It is the kernel's timer that tells of a sleep, so nothing is asked of whoever manages it.
#[test]
fn nothing_is_asked_of_the_system_bus_nor_keeps_the_computer_awake() {
    let server = service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("system-bus");
    let bus = UnixListener::bind(&socket).unwrap();
    bus.set_nonblocking(true).unwrap();
    let address = format!("unix:path={}", socket.display());
    let variables = [("DBUS_SYSTEM_BUS_ADDRESS", &*address)];
    let tray = Installed::without_window().tray_with(&world, &["--hidden"], &variables);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 12 has started.");
    item.until_status("Session 12");
    tray.running().signal("TERM");
    tray.into_running().wait().expect_status(0);
    let asked = bus.accept().map(drop).map_err(|error| error.kind());
    assert_eq!(asked, Err(ErrorKind::WouldBlock), "nobody connects to it");
}

#[test]
fn a_start_that_is_answered_while_everything_stands_still_is_known_afterwards() {
    let (server, held) = held::service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let (clock, installed) = (Clock::new(), Installed::without_window());
    let tray = clock.tray(&installed, &world);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    server.await_start();
    tray.running().signal("STOP");
    held.answer();
    clock.is_ahead("8h");
    tray.running().signal("CONT");
    assert_eq!(desktop.note(), "Session 12 has started.");
    assert_eq!(server.starts().len(), 1);
}
