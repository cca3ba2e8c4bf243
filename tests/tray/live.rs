//! What runs, known without anybody asking for it: since when, until when, and that the end comes
//! or has moved.

use crate::clock::Clock;
use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::item::{Item, Row};
use crate::practice::Practice;
use crate::world::World;

/// A world with the account's zone, which the practice server's account has from the start.
fn world(practice: &Practice) -> World {
    let world = World::with_token(practice.url(), practice.token());
    let zone = ["settings", "set", "tracker-zone", "Europe/Berlin"];
    world.latchet(&zone).run().expect_status(0);
    world
}

/// Opens the menu at another time, and waits until the service has answered.
fn looks(clock: &Clock, ahead: &str, item: &Item<'_>) {
    let as_of = |rows: &[Row]| rows.iter().find(|row| row.label.starts_with("as of ")).cloned();
    let before = as_of(&item.rows());
    clock.is_ahead(ahead);
    item.opens();
    item.until("the service has answered".to_owned(), move |rows| as_of(rows) != before);
}

#[test]
fn a_start_from_the_terminal_shows_without_anybody_looking() {
    let practice = Practice::strict();
    let mut world = world(&practice);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let start = ["start", "--ago", "30m", "--for", "8h", "--locked-by", "Kim", "--yes"];
    world.latchet(&start).run().expect_status(0);
    let rows = item.until_row("locked by Kim", false);
    let lines: Vec<&str> = rows.iter().map(|row| &*row.label).take(6).collect();
    assert_eq!(lines[0], "Session 1");
    assert!(lines[1].starts_with("since ") && lines[1].contains(", for "), "{lines:?}");
    assert!(lines[2].starts_with("ends ") && lines[2].contains(", in 7h "), "{lines:?}");
    assert_eq!(lines[4], "private");
    item.until_status("Session 1");
    desktop.expect_no_note();
}

#[test]
fn a_scheduled_end_is_reminded_of_once_each_however_the_clock_jumps() {
    let practice = Practice::strict();
    let mut world = world(&practice);
    world.latchet(&["start", "--for", "2h", "--yes"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let (clock, installed) = (Clock::new(), Installed::without_window());
    let tray = clock.tray(&installed, &world);
    let item = desktop.item();
    item.until_status("Session 1");
    item.opens();
    desktop.expect_no_note();
    for (ahead, words) in [("95m", ", in 2"), ("122m", " is reached: "), ("200m", ", 1h ")] {
        clock.is_ahead(ahead);
        item.opens();
        let note = desktop.whole_note();
        assert!(note.body.starts_with("The scheduled end of session 1 "), "{note:?}");
        assert!(note.body.contains(words), "{note:?}");
        assert!(note.body.ends_with("Ending happens on the website."), "{note:?}");
        assert!(note.buttons.iter().any(|(_, text)| text == "Open the website"), "{note:?}");
        item.opens();
        item.until_status("Session 1");
        desktop.expect_no_note();
    }
    drop(tray);
    let _tray = clock.tray(&installed, &world);
    let item = desktop.item();
    item.until_status("Session 1");
    item.opens();
    item.until_row("Start now", true);
    desktop.expect_no_note();
}

#[test]
fn an_end_that_moves_on_the_server_is_told_with_its_reason_and_reminded_of_anew() {
    let practice = Practice::strict();
    let mut world = world(&practice);
    world.latchet(&["start", "--for", "2h", "--yes"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let (clock, installed) = (Clock::new(), Installed::without_window());
    let _tray = clock.tray(&installed, &world);
    let item = desktop.item();
    item.until_begins("as of ");
    practice.move_end(1, 3, "DICE");
    clock.is_ahead("2m");
    item.opens();
    let note = desktop.note();
    assert!(note.starts_with("The scheduled end moved from "), "{note}");
    assert!(note.ends_with(", 3h later (dice)."), "{note}");
    assert!(practice.requests().iter().any(|(_, path)| path.contains("histories.php?session=1")));
    looks(&clock, "125m", &item);
    desktop.expect_no_note();
    looks(&clock, "280m", &item);
    let note = desktop.note();
    assert!(note.contains(", in 2"), "{note}");
    practice.take_end_away(1, "DOM");
    clock.is_ahead("285m");
    item.opens();
    let note = desktop.note();
    assert!(note.contains("no scheduled end any more"), "{note}");
    item.until_row("no scheduled end", false);
}

#[test]
fn the_website_is_opened_from_a_notification() {
    let practice = Practice::strict();
    let mut world = world(&practice);
    world.latchet(&["start", "--ago", "2h", "--for", "3h", "--yes"]).run().expect_status(0);
    practice.move_end(1, -2, "LUCK");
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let browser = installed.browser();
    let _tray = installed.tray_with(&world, &["--hidden"], &[("PATH", &browser.path())]);
    let note = desktop.whole_note();
    assert!(note.body.contains(" was "), "{note:?}");
    desktop.press(&note, "Open the website");
    assert_eq!(browser.opened().trim(), format!("{}/", practice.url()));
}

#[test]
fn one_click_starts_the_default_preset_and_names_it() {
    let practice = Practice::strict();
    let mut world = world(&practice);
    // The zone is proven by a session that has been.
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    practice.end_all();
    world.latchet(&["preset", "save", "Night", "--for", "8h"]).run().expect_status(0);
    world.latchet(&["preset", "default", "Night"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now: Night", true);
    item.choose("Start now: Night");
    assert_eq!(desktop.note(), "Session 2 has started.");
    let rows = item.until_status("Session 2");
    assert!(rows[2].label.starts_with("ends ") && rows[2].label.contains(", in "), "{rows:?}");
}
