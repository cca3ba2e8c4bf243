//! The settings, in the window.

use latchet_core::settings::{Key, Settings};
use serde_json::{Value, json};

use super::World;

impl World {
    fn change(&self, name: &str, value: Option<&str>) -> Result<String, Value> {
        let changed = self.ask("change_setting", json!({ "name": name, "value": value }));
        changed.map(|row| row.as_str().unwrap().to_owned())
    }

    fn settings(&self) -> String {
        self.ask("settings_view", json!({})).unwrap().as_str().unwrap().to_owned()
    }

    fn saved(&self) -> Settings {
        Settings::load(&self.home.path().join("settings.toml")).unwrap()
    }
}

#[test]
fn every_setting_is_told_with_what_it_does_and_can_be() {
    let world = World::new();
    let all = world.settings();
    for key in Key::ALL {
        let field = format!(r#" id="set-{0}" name="{0}""#, key.name());
        assert_eq!(all.matches(&field).count(), 1, "{field}");
        let sentence = format!(r#"<p id="set-{}-what" class="quiet">"#, key.name());
        assert_eq!(all.matches(&sentence).count(), 1, "{sentence}");
    }
    assert!(all.contains(r#"<option value="America/New_York">"#));
    assert!(all.contains(r#"value="Europe/Berlin" list="zones""#));
    assert!(all.contains("Back to: computer"), "it was chosen");
    assert!(!all.contains("label-") && !all.contains(">setting"), "a text is missing");
}

#[test]
fn a_change_reaches_the_file_and_can_be_undone_and_taken_out() {
    let world = World::new();
    let row = world.change("grace", Some(" 9 ")).unwrap();
    assert!(row.contains(r#"value="9""#) && row.contains("Saved."), "{row}");
    assert_eq!(world.saved().get(Key::Grace), "9");
    let undo = r"{&quot;name&quot;:&quot;grace&quot;,&quot;value&quot;:null}";
    assert_eq!(row.matches(undo).count(), 2, "to undo and to reset are the same here: {row}");
    let row = world.change("grace", None).unwrap();
    assert!(row.contains(r#"value="5""#) && !row.contains("Back to"), "{row}");
    assert!(row.contains(r"&quot;value&quot;:&quot;9&quot;"), "{row}");
    assert!(!world.saved().is_chosen(Key::Grace));
    let row = world.change("grace", Some("5")).unwrap();
    assert!(!row.contains("Saved."), "it is what it was: {row}");
}

#[test]
fn a_value_that_can_not_be_is_refused_and_changes_nothing() {
    let world = World::new();
    for (name, bad) in
        [("grace", "31"), ("tracker-zone", "Mars/Base"), ("remind", "soon"), ("tray", "maybe")]
    {
        let before = world.settings();
        let refused = world.change(name, Some(bad)).unwrap_err();
        assert_eq!(refused["code"], "bad_value", "{refused}");
        let message = refused["message"].as_str().unwrap();
        assert!(message.contains(' ') && !message.starts_with(name), "{message}");
        assert_eq!(world.settings(), before);
    }
    assert_eq!(world.change("no-such", Some("1")).unwrap_err()["code"], "unforeseen");
}

#[test]
fn another_language_is_spoken_at_once_and_has_the_page_drawn_anew() {
    let world = World::new();
    let row = world.change("language", Some("de")).unwrap();
    assert!(row.contains("setting anew"), "{row}");
    assert!(row.contains("Sprache") && world.settings().contains("Sprache"), "{row}");
    assert!(!world.change("grace", Some("9")).unwrap().contains("anew"));
}

#[test]
fn what_was_written_becomes_no_markup() {
    let world = World::new();
    let row = world.change("locked-by", Some("\"><img src=x>'&")).unwrap();
    assert!(row.contains(r#"value="&quot;&gt;&lt;img src=x&gt;&#39;&amp;""#), "{row}");
    assert!(!row.contains("<img") && !world.settings().contains("<img"));
}

#[test]
fn a_proxy_s_password_goes_in_and_never_out() {
    let world = World::new();
    let refused =
        world.change("proxy", Some("http://kim:secret-word@proxy.test:8080")).unwrap_err();
    assert_eq!(refused["code"], "bad_value", "{refused}");
    assert!(!refused.to_string().contains("secret-word"), "{refused}");
    let row = world.change("proxy", Some("http://kim@proxy.test:8080")).unwrap();
    assert!(row.contains(r#"name="proxy-password" type="password""#), "{row}");
    assert!(row.contains("Password of kim"), "{row}");
    let kept = world.change("proxy-password", Some("secret-word")).unwrap();
    assert!(kept.contains("Saved.") && !kept.contains("secret-word"), "{kept}");
    assert!(!world.settings().contains("secret-word"));
    let file = std::fs::read_to_string(world.home.path().join("settings.toml")).unwrap();
    assert!(file.contains("kim@proxy.test") && !file.contains("secret-word"), "{file}");
    assert_eq!(world.change("proxy-password", Some("")).unwrap_err()["code"], "bad_value");
    let row = world.change("proxy", None).unwrap();
    assert!(!row.contains("proxy-password"), "{row}");
}
