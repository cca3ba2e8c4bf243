//! What panels are told over D-Bus: what a click does, the menu and its numbers, what is read out.

use std::fs;

use zbus::zvariant::Structure;

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::item::Row;
use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

fn find<'r>(rows: &'r [Row], label: &str) -> &'r Row {
    rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("no {label} in {rows:#?}"))
}

#[test]
fn the_item_is_neutral_and_carries_its_icon() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let text = |property| String::try_from(item.property(property)).unwrap();
    assert_eq!(text("Title"), "Latchet");
    assert_eq!(text("Id"), "latchet");
    assert_eq!(text("Category"), "ApplicationStatus");
    assert_eq!(text("Status"), "Active");
    let icons: Vec<(i32, i32, Vec<u8>)> = item.property("IconPixmap").try_into().unwrap();
    let sizes: Vec<i32> = icons.iter().map(|icon| icon.0).collect();
    assert_eq!(sizes, [16, 22, 24, 32, 48, 64]);
    for (width, height, data) in icons {
        assert_eq!((width, data.len()), (height, usize::try_from(width * height * 4).unwrap()));
    }
}

#[test]
fn a_click_shows_the_menu_at_once_unless_it_is_set_to_start() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    // Some panels wait for a second click where this is listed.
    assert!(!item.introspection().contains(r#""Activate""#));
    assert!(bool::try_from(item.property("ItemIsMenu")).unwrap());
    assert!(!item.left_click());
    drop(tray);
    world.latchet(&["settings", "set", "left-click", "start"]).run().expect_status(0);
    let _tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    assert!(item.introspection().contains(r#""Activate""#));
    assert!(!bool::try_from(item.property("ItemIsMenu")).unwrap());
    assert!(item.left_click());
    assert!(desktop.note().ends_with(" has started."));
    assert_eq!(practice.sessions(), 1);
}

#[test]
fn a_row_of_a_submenu_is_chosen_by_its_number() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#));
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    let rows = item.until_row("Start now", true);
    let earlier = &find(&rows, "Start earlier").rows;
    let labels: Vec<_> = earlier.iter().map(|row| &*row.label).collect();
    assert_eq!(labels, ["5 minutes ago", "15 minutes ago", "30 minutes ago", "60 minutes ago"]);
    assert!(item.click(earlier[2].id));
    // Only a start in the past tells a time in the account's zone, which nothing proves here.
    let note = desktop.note();
    assert!(note.starts_with("It is not proven yet"), "{note}");
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn rows_have_a_key_each_and_are_read_out_without_its_mark() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let rows = desktop.item().until_row("Start now", true);
    for (label, marked) in [
        ("Start now", "_Start now"),
        ("Start earlier", "Start _earlier"),
        ("Open…", "_Open…"),
        ("Quit", "_Quit"),
    ] {
        let row = find(&rows, label);
        assert_eq!((&*row.marked, &*row.spoken), (marked, label));
    }
}

#[test]
fn the_icon_and_its_tooltip_say_what_runs() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    let spoken = String::try_from(item.property("IconAccessibleDesc")).unwrap();
    assert_eq!(spoken, "Latchet, Nothing runs");
    let tooltip = Structure::try_from(item.property("ToolTip")).unwrap();
    let words = tooltip.fields()[2..].iter().map(|field| field.downcast_ref::<&str>().unwrap());
    assert_eq!(words.collect::<Vec<_>>(), ["Latchet", "Nothing runs"]);
}

#[test]
fn a_panel_is_told_to_read_again_only_when_there_is_something_new() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    // The clock may pass a minute in between, and the menu says when it was read.
    let settled = || (0..5).any(|_| !item.rows().is_empty() && !item.opens());
    assert!(settled(), "nothing is new");
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    item.until_status("Session ");
    assert!(settled(), "it has been read since");
    item.middle_click();
    desktop.note();
    assert!(item.opens(), "how that ended is new");
    assert!(item.opens(), "and it is still to be read");
    assert!(settled(), "it has been read since");
}

#[test]
fn a_number_of_an_older_menu_does_nothing() {
    let server = Raw::answering_starts(raw::json(500, "{}"));
    let mut world = World::with_token(&server.url(), TOKEN);
    // The tray of this test is to be the first.
    world.latchet(&["settings", "set", "tray", "off"]).run().expect_status(0);
    let json = world.latchet(&["start", "--yes", "--json"]).run().expect_status(7).json();
    let id = json["intention"].as_str().unwrap().to_owned();
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    let rows = item.until_row("Look for it now", true);
    let look = find(&rows, "Look for it now").id;
    let quit = find(&rows, "Quit").id;
    world.latchet(&["pending", "settle", &id, "--not-started"]).run().expect_status(0);
    let rows = item.until_row("Start now", true);
    assert!(!item.click(look), "{rows:#?}");
    assert_eq!(find(&rows, "Quit").id, quit, "what does the same keeps its number");
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn opening_the_menu_thousands_of_times_takes_no_memory_and_one_read() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let asked = practice.requests().len();
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    let taken = || {
        let memory = format!("/proc/{}/smaps_rollup", tray.running().pid());
        let memory = fs::read_to_string(memory).unwrap();
        let line = memory.lines().find_map(|line| line.strip_prefix("Private_Dirty:"));
        line.unwrap().trim().trim_end_matches(" kB").parse::<u64>().unwrap()
    };
    let open = |times| {
        for _ in 0..times {
            if item.opens() {
                item.rows();
            }
        }
    };
    // Threads that look at the journal bring pools of memory, which are kept. It ends with that.
    let mut before = taken();
    let grew = |_| {
        open(1_000);
        let after = taken();
        println!("{before} KiB, and after 1,000 openings {after} KiB");
        let more = after.saturating_sub(before);
        before = after;
        more
    };
    let mut rounds = (0..5).map(grew);
    assert!(rounds.any(|more| more < 256), "each opening takes a quarter of a KiB and more");
    let reads = practice.requests().len() - asked;
    assert!(reads <= 2, "once a minute at most, not {reads} times");
}
