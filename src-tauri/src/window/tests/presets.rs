//! Presets, in the window.

use std::fs;

use serde_json::{Value, json};

use super::World;

/// Tonight, from 20 minutes ago until seven.
fn night() -> Value {
    json!({
        "start": { "kind": "ago", "text": "20m" }, "end": { "kind": "until", "text": "07:00" },
        "locked_by": "Robin", "public": true
    })
}

impl World {
    fn presets(&self) -> Value {
        self.ask("opening", json!({})).unwrap()["presets"].clone()
    }

    fn save(&self, name: &str, draft: &Value, replace: bool) -> Value {
        let args = json!({ "name": name, "draft": draft, "replace": replace });
        self.ask("save_preset", args).unwrap()
    }

    fn write_settings(&self, text: &str) {
        fs::write(self.home.path().join("settings.toml"), text).unwrap();
    }
}

/// Code and field of each problem.
fn problems(saved: &Value) -> Vec<(&str, &str)> {
    let problems = saved["problems"].as_array().unwrap().iter();
    problems.map(|one| (one["code"].as_str().unwrap(), one["field"].as_str().unwrap())).collect()
}

#[test]
fn a_preset_comes_back_as_the_form_said_it() {
    let world = World::new();
    let none = json!({ "all": [], "one_click": null, "is_lost": false, "notes": [] });
    assert_eq!(world.presets(), none);
    let saved = world.save(" Night ", &night(), false);
    assert_eq!(problems(&saved), [], "{saved}");
    assert_eq!(saved["presets"]["all"], json!([{ "name": "Night", "draft": night() }]));
    assert_eq!(world.presets(), saved["presets"], "another window sees the same");
    assert_eq!(world.server.requests().len(), 0, "it is nothing of the service's");
}

#[test]
fn what_can_t_be_a_preset_is_told_beside_its_field_and_not_saved() {
    let world = World::new();
    let dated = json!({
        "start": { "kind": "at", "text": "2026-01-31 17:30" },
        "end": { "kind": "until", "text": "2026-02-01 07:00" },
        "locked_by": "", "public": false
    });
    let saved = world.save("Dated", &dated, false);
    assert_eq!(problems(&saved), [("not_relative", "start"), ("not_relative", "end")]);
    for name in ["", "  ", "a\nb", &"x".repeat(41)] {
        assert_eq!(problems(&world.save(name, &night(), false)), [("preset_name", "preset")]);
    }
    assert_eq!(world.presets()["all"], json!([]));
}

#[test]
fn a_preset_is_replaced_only_where_that_is_wanted() {
    let world = World::new();
    world.write_settings("[preset.\"Odd\"]\nago = 7\n");
    world.save("Night", &night(), false);
    let mut other = night();
    other["public"] = json!(false);
    for name in ["Night", "Odd"] {
        let refused = world.save(name, &other, false);
        assert_eq!(problems(&refused), [("preset_exists", "preset")], "{name}");
    }
    assert_eq!(world.presets()["all"][0]["draft"], night(), "it stays as it was");
    let saved = world.save("Night", &other, true);
    assert_eq!(saved["presets"]["all"], json!([{ "name": "Night", "draft": other }]));
}

#[test]
fn one_click_starts_what_was_chosen_until_that_is_removed() {
    let world = World::new();
    world.save("Night", &night(), false);
    let chosen = world.ask("default_preset", json!({ "name": "Night" })).unwrap();
    assert_eq!(chosen["one_click"], "Night");
    let none = world.ask("default_preset", json!({ "name": null })).unwrap();
    assert_eq!((&none["one_click"], &none["is_lost"]), (&Value::Null, &json!(false)));
    let unknown = world.ask("default_preset", json!({ "name": "Day" })).unwrap_err();
    let told = unknown["message"].as_str().unwrap();
    assert!(told.contains("Day") && told.contains("Night"), "what there is instead: {unknown}");

    world.ask("default_preset", json!({ "name": "Night" })).unwrap();
    let removed = world.ask("remove_preset", json!({ "name": "Night" })).unwrap();
    assert_eq!(removed, json!({ "all": [], "one_click": null, "is_lost": false, "notes": [] }));
    let again = world.ask("remove_preset", json!({ "name": "Night" })).unwrap();
    assert_eq!(again, removed, "another program may have been faster");
}

#[test]
fn a_lost_one_click_preset_and_one_that_can_t_be_read_are_told() {
    let world = World::new();
    world.write_settings("default-preset = \"Night\"\n[preset.\"Odd\"]\nago = 7\n");
    let presets = world.presets();
    assert_eq!((&presets["one_click"], &presets["is_lost"]), (&Value::Null, &json!(true)));
    let notes = presets["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "{presets}");
    assert!(notes[0].as_str().unwrap().contains("one click"), "{presets}");
    assert!(!notes[0].as_str().unwrap().contains("latchet"), "no terminal is spoken of: {presets}");
    assert!(notes[1].as_str().unwrap().contains("Odd"), "{presets}");
    let none = world.ask("default_preset", json!({ "name": null })).unwrap();
    assert_eq!(none["is_lost"], false, "none is a choice, too");
}
