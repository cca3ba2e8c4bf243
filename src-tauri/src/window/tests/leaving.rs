//! Leave no trace, in the window, as far as nothing is removed: that is shown by the real program,
//! which has a home of its own.

use std::fs;

use latchet_core::intention::Event;
use serde_json::{Value, json};

use super::pending::waiting;
use super::{World, now};

impl World {
    fn leave(&self, yes: u8) -> String {
        self.ask("leave", json!({ "yes": yes })).unwrap().as_str().unwrap().to_owned()
    }

    fn opens(&self) -> bool {
        self.ask("opening", json!({})).is_ok()
    }
}

#[test]
fn what_would_be_removed_is_told_and_stays() {
    let world = World::with_token();
    assert!(world.opens());
    let told = world.leave(0);
    let (settings, journal) = (world.home.path().join("settings.toml"), "the journal ");
    assert!(told.contains(&settings.display().to_string()) && told.contains(journal), "{told}");
    assert!(told.contains("&quot;yes&quot;:1") && settings.exists() && world.opens());
    let keep = told.find("leave-keep").unwrap();
    assert!(keep < told.find("leave-yes").unwrap(), "the harmless answer is first: {told}");
    let kept = world.ask("keep_all", json!({})).unwrap();
    assert!(kept.as_str().unwrap().contains("&quot;yes&quot;:0"), "{kept}");
}

#[test]
fn a_start_that_is_not_settled_takes_a_second_yes() {
    let world = World::with_token();
    let events: Vec<Event> = waiting();
    world.left(&events);
    let told = world.leave(1);
    assert!(told.contains("not settled") && told.contains("&quot;yes&quot;:2"), "{told}");
    assert!(world.opens() && world.home.path().join("settings.toml").exists());
}

#[test]
fn an_export_comes_first_and_holds_no_token() {
    let world = World::with_token();
    assert_eq!(world.ask("start", now()).unwrap()["outcome"], "started");
    for name in ["latchet-export.json", "latchet-export-2.json"] {
        let told = world.ask("export_all", json!({})).unwrap();
        assert!(told.as_str().unwrap().contains(name), "{told}");
        let text = fs::read_to_string(world.home.path().join("documents").join(name)).unwrap();
        let all: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(all["services"][0]["starts"][0]["outcome"], "started", "{text}");
        assert!(!text.contains(world.server.first_token()));
    }
}
