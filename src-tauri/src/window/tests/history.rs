//! The history, in the window.

use std::fs;

use serde_json::{Value, json};

use super::{World, now};

impl World {
    fn rows(&self) -> Vec<Value> {
        let rows = self.ask("history", json!({ "from": null })).unwrap();
        assert_eq!(rows["next"], Value::Null);
        rows["lines"].as_array().unwrap().clone()
    }

    fn read(&self) -> Value {
        self.ask("read_history", json!({ "further": false })).unwrap()
    }

    /// The lines of what was read, in one.
    fn told(&self) -> String {
        let read = self.read();
        let lines = read["lines"].as_array().unwrap().iter();
        lines.map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn a_start_stands_here_and_on_the_service_once_that_is_read() {
    let world = World::with_token();
    assert_eq!(world.ask("start", now()).unwrap()["outcome"], "started");
    let asked = world.server.requests().len();
    assert_eq!(world.rows()[0]["place"], "here");
    assert_eq!(world.server.requests().len(), asked, "the service is not asked for the table");
    let told = world.told();
    assert!(told.contains("One start of this computer") && told.contains("One session"), "{told}");
    let rows = world.rows();
    assert_eq!((rows.len(), &rows[0]["place"], &rows[0]["notes"]), (1, &json!("both"), &json!([])));
    assert!(rows[0]["until"].as_str().unwrap().starts_with("runs"), "{}", rows[0]);
    assert!(world.server.requests().len() <= asked + 1, "one page is enough");
}

#[test]
fn what_was_not_read_is_said() {
    let world = World::new();
    let told = world.told();
    assert!(told.contains("could not be read"), "no token: {told}");
    let world = World::with_token();
    world.server.revoke(world.server.first_token());
    let told = world.told();
    assert!(told.contains("could not be read"), "{told}");
}

#[test]
fn a_month_is_drawn_with_its_year() {
    let world = World::with_token();
    world.ask("start", now()).unwrap();
    let marked = |drawn: &Value| drawn["of_month"]["svg"].as_str().unwrap().contains("\"mark\"");
    let drawn = world.ask("draw_history", json!({ "month": null })).unwrap();
    assert!(marked(&drawn), "its end is not known: {drawn}");
    world.read();
    let drawn = world.ask("draw_history", json!({ "month": null })).unwrap();
    assert!(!marked(&drawn) && drawn["of_month"]["svg"].as_str().unwrap().contains("runs"));
    let other = world.ask("draw_history", json!({ "month": [2024, 2] })).unwrap();
    assert_eq!((&other["year"], &other["month"]), (&json!(2024), &json!(2)));
    assert_eq!(other["of_month"]["title"], "February 2024");
    for wild in [json!([2024, 13]), json!([-5, 1]), json!([2_000_000, 1])] {
        let drawn_anyhow = world.ask("draw_history", json!({ "month": wild })).unwrap();
        assert_eq!(drawn_anyhow["year"], drawn["year"], "{wild}");
    }
}

#[test]
fn an_export_is_a_new_file_of_the_user_s() {
    let world = World::with_token();
    world.ask("start", now()).unwrap();
    world.read();
    world.ask("show_export", json!({})).unwrap();
    for (format, name) in [("csv", "latchet-history.csv"), ("json", "latchet-history.json")] {
        let written = world.ask("export_history", json!({ "format": format })).unwrap();
        assert!(written["message"].as_str().unwrap().contains(name), "{written}");
    }
    world.ask("show_export", json!({})).unwrap();
    let file = |name: &str| fs::read_to_string(world.home.path().join("documents").join(name));
    let csv = file("latchet-history.csv").unwrap();
    assert!(csv.starts_with('\u{feff}'), "spreadsheets know by it that it is UTF-8");
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert!(lines[0].ends_with("listed_locked_by,listed_public"), "{csv}");
    assert!(lines[1].contains(",both,"), "{csv}");
    let items: Value = serde_json::from_str(&file("latchet-history.json").unwrap()).unwrap();
    assert_eq!((&items[0]["outcome"], &items[0]["place"]), (&json!("started"), &json!("both")));
    assert!(!csv.contains(world.server.first_token()));
    world.ask("export_history", json!({ "format": "csv" })).unwrap();
    assert!(file("latchet-history-2.csv").is_ok(), "none is written over");
}
