//! The history, in the window.

use std::fs;

use latchet_core::intention::{ByHand, Event};
use latchet_core::settings::{Key, Settings};
use serde_json::{Value, json};

use super::pending::unknown;
use super::{World, now};

impl World {
    fn drawn(&self, command: &str, args: Value) -> String {
        self.ask(command, args).unwrap().as_str().unwrap().to_owned()
    }

    fn history(&self) -> String {
        self.drawn("history_view", json!({}))
    }

    fn read(&self) -> String {
        self.drawn("read_history", json!({ "further": false }))
    }
}

#[test]
fn a_start_stands_here_and_on_the_service_once_that_is_read() {
    let world = World::with_token();
    assert_eq!(world.ask("start", now()).unwrap()["outcome"], "started");
    let asked = world.server.requests().len();
    let first = world.history();
    assert!(first.contains(r#"data-place="here""#) && first.contains(r#"class="due""#), "{first}");
    assert!(first.contains("One start of this computer"), "{first}");
    assert_eq!(world.server.requests().len(), asked, "the service is not asked");
    let read = world.read();
    assert!(read.contains("One session on the service"), "{read}");
    assert_eq!(read.matches("data-place=").count(), 1, "{read}");
    assert!(read.contains(r#"data-place="both""#) && read.contains("runs, for"), "{read}");
    assert!(!read.contains(r#"class="differs""#) && !read.contains(r#"class="due""#), "{read}");
    assert_eq!(world.server.requests().len(), asked + 1, "one page is enough");
    assert!(!world.history().contains(r#"class="due""#), "not again in the same minute");
}

#[test]
fn rows_that_are_shown_stay_when_the_view_is_drawn_anew() {
    let world = World::with_token();
    let rows = |drawn: &str| drawn.matches("data-place=").count();
    let settled = [unknown(), vec![Event::SettledByHand(ByHand::NotStarted)]].concat();
    for _ in 0..101 {
        world.left(&settled);
    }
    let first = world.history();
    assert_eq!(rows(&first), 100);
    let (_, from) = first.split_once("history_rows\" data-args=\"").unwrap();
    let args = from.split_once('"').unwrap().0.replace("&quot;", "\"");
    let more = world.drawn("history_rows", serde_json::from_str(&args).unwrap());
    assert_eq!(rows(&more), 1);
    assert_eq!(rows(&world.read()), 101, "those that came later too");
    assert_eq!(rows(&world.history()), 100, "opened anew it begins at the top");
}

#[test]
fn what_was_not_read_is_said() {
    let told = World::new().read();
    assert!(told.contains("could not be read"), "no token: {told}");
    let world = World::with_token();
    world.server.revoke(world.server.first_token());
    let told = world.read();
    assert!(told.contains("could not be read"), "{told}");
}

#[test]
fn a_month_is_drawn_with_its_year() {
    let world = World::with_token();
    world.ask("start", now()).unwrap();
    let draw = |year: i32, month: u32| {
        world.drawn("draw_history", json!({ "year": year, "month": month }))
    };
    let drawn = draw(0, 0);
    assert!(drawn.contains(r#"class="mark""#), "its end is not known: {drawn}");
    world.read();
    let drawn = draw(0, 0);
    assert!(!drawn.contains(r#"class="mark""#) && drawn.contains("in runs"), "{drawn}");
    let other = draw(2024, 2);
    assert!(other.contains("<h2>Feb 2024</h2>") && other.contains("<h2>2024</h2>"), "{other}");
    assert!(
        other.contains("&quot;month&quot;:1") && other.contains("&quot;month&quot;:3"),
        "{other}"
    );
    assert!(
        other.contains("&quot;year&quot;:2023") && other.contains("&quot;year&quot;:2025"),
        "{other}"
    );
    assert!(other.contains("No time in a session"), "{other}");
    for (year, month) in [(2024, 13), (-5, 1), (2_000_000, 1)] {
        assert_eq!(draw(year, month).matches("<h2>").count(), 2, "{year} {month}");
    }
}

#[test]
fn an_export_is_a_new_file_of_the_user_s() {
    let world = World::with_token();
    let file = world.home.path().join("settings.toml");
    Settings::set(&file, Key::LockedBy, "=1+1").unwrap();
    let mut start = now();
    start["draft"]["locked_by"] = json!("=1+1");
    assert_eq!(world.ask("start", start).unwrap()["outcome"], "started");
    world.read();
    world.ask("show_export", json!({})).unwrap();
    for (format, name) in [("csv", "latchet-history.csv"), ("json", "latchet-history.json")] {
        let written = world.drawn("export_history", json!({ "format": format }));
        assert!(written.contains(name), "{written}");
    }
    world.ask("show_export", json!({})).unwrap();
    let file = |name: &str| fs::read_to_string(world.home.path().join("documents").join(name));
    let csv = file("latchet-history.csv").unwrap();
    assert!(csv.starts_with('\u{feff}'), "spreadsheets know by it that it is UTF-8");
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert!(lines[0].ends_with("listed_locked_by,listed_public"), "{csv}");
    assert!(lines[1].contains(",both,") && lines[1].contains("\"'=1+1\""), "{csv}");
    let items: Value = serde_json::from_str(&file("latchet-history.json").unwrap()).unwrap();
    assert_eq!((&items[0]["outcome"], &items[0]["place"]), (&json!("started"), &json!("both")));
    assert!(!csv.contains(world.server.first_token()));
    world.drawn("export_history", json!({ "format": "csv" }));
    assert!(file("latchet-history-2.csv").is_ok(), "none is written over");
}
