//! The settings, in the window.

use latchet_core::settings::{Key, Settings};
use serde_json::{Value, json};

use super::World;

impl World {
    fn change(&self, name: &str, value: Option<&str>) -> Result<Value, Value> {
        self.ask("change_setting", json!({ "name": name, "value": value }))
    }
}

fn setting(groups: &Value, name: &str) -> Value {
    let groups = groups.as_array().unwrap().iter();
    let mut all = groups.flat_map(|group| group["settings"].as_array().unwrap());
    all.find(|setting| setting["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

#[test]
fn every_setting_is_told_with_what_it_does_and_can_be() {
    let world = World::new();
    let all = world.ask("settings", json!({})).unwrap();
    for key in Key::ALL {
        let one = setting(&all, key.name());
        for words in ["label", "sentence", "default"] {
            let said = one[words].as_str().unwrap();
            assert!(!said.is_empty() && !said.contains(key.name()) || said == "tray", "{one}");
        }
    }
    let zone = setting(&all, "tracker-zone");
    assert_eq!((&zone["value"], &zone["is_changed"]), (&json!("Europe/Berlin"), &json!(true)));
    let zones = zone["options"].as_array().unwrap();
    assert!(zones.iter().any(|zone| zone["value"] == "America/New_York"));
    let click = setting(&all, "left-click");
    assert_eq!((&click["kind"], &click["default"]), (&json!("choice"), &json!("opens the menu")));
}

#[test]
fn a_change_reaches_the_file_and_a_reset_takes_it_out() {
    let world = World::new();
    let file = world.home.path().join("settings.toml");
    let changed = setting(&world.change("grace", Some(" 9 ")).unwrap(), "grace");
    assert_eq!((&changed["value"], &changed["is_changed"]), (&json!("9"), &json!(true)));
    assert_eq!(Settings::load(&file).unwrap().get(Key::Grace), "9");
    let reset = setting(&world.change("grace", None).unwrap(), "grace");
    assert_eq!((&reset["value"], &reset["is_changed"]), (&json!("5"), &json!(false)));
    assert!(!Settings::load(&file).unwrap().is_chosen(Key::Grace));
}

#[test]
fn a_value_that_can_not_be_is_refused_and_changes_nothing() {
    let world = World::new();
    for (name, bad) in
        [("grace", "31"), ("tracker-zone", "Mars/Base"), ("remind", "soon"), ("tray", "maybe")]
    {
        let before = world.ask("settings", json!({})).unwrap();
        let refused = world.change(name, Some(bad)).unwrap_err();
        assert_eq!(refused["code"], "bad_value", "{refused}");
        let message = refused["message"].as_str().unwrap();
        assert!(message.contains(' ') && !message.starts_with(name), "{message}");
        assert_eq!(world.ask("settings", json!({})).unwrap(), before);
    }
    assert_eq!(world.change("no-such", Some("1")).unwrap_err()["code"], "unforeseen");
}
