//! Links, in the window.

use std::sync::Arc;

use serde_json::{Value, json};
use tauri::Manager as _;

use super::{Desk, World};

impl World {
    fn give(&self, link: &str) {
        self.app.state::<Arc<Desk>>().put_link(link.to_owned());
    }

    fn filled(&self) -> Value {
        self.ask("take_link", json!({})).unwrap()
    }
}

#[test]
fn a_link_is_taken_once_and_is_private_whatever_its_preset_says() {
    let world = World::new();
    assert_eq!(world.filled(), Value::Null);
    let preset = json!({
        "start": { "kind": "now" }, "end": { "kind": "until", "text": "07:00" },
        "locked_by": "Robin", "public": true
    });
    world
        .ask("save_preset", json!({ "name": "night", "draft": preset, "replace": false }))
        .unwrap();
    world.give("latchet://start?for=8h");
    world.give("latchet://start?preset=night&ago=20m&public=1");
    let filled = world.filled();
    assert_eq!(
        filled["draft"],
        json!({
            "start": { "kind": "ago", "text": "20m" }, "end": { "kind": "until", "text": "07:00" },
            "locked_by": "Robin", "public": false
        })
    );
    for text in ["message", "asks", "fill_in", "ignore"] {
        let said = filled[text].as_str().unwrap();
        assert!(!said.is_empty() && !said.starts_with("link-"), "{said}");
    }
    assert_eq!(world.filled(), Value::Null);
    assert_eq!(world.server.requests().len(), 0, "nothing was sent");
}

#[test]
fn a_link_that_fills_in_nothing_says_why() {
    let world = World::new();
    world.give("latchet://start?preset=night");
    let filled = world.filled();
    assert_eq!(filled["draft"], Value::Null);
    assert!(filled["message"].as_str().unwrap().contains("a preset that you do not have"));
}
