//! Presets: the form filled in by one choice, with the keyboard alone as well.

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::page::Page;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// What each card says, and whether it is pressed.
const CARDS: &str =
    "const cards = [...document.querySelectorAll('#preset-cards > button')].map((one) => {
      const more = one.querySelector('small');
      const said = one.firstChild.textContent + (more ? ` (${more.textContent})` : '');
      return [said, one.ariaPressed === 'true'];
    });";

/// With a preset for tonight, which one click starts, and one for long.
fn desktop(server: &Raw) -> Desktop {
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let night = ["preset", "save", "Night", "--ago", "20m", "--until", "07:00", "--public"];
    desktop.call(&night).run().expect_status(0);
    let long = ["preset", "save", "Long", "--for", "3d12h", "--locked-by", "Robin"];
    desktop.call(&long).run().expect_status(0);
    desktop.call(&["preset", "default", "Night"]).run().expect_status(0);
    desktop
}

impl Page {
    /// What the card says that is chosen.
    #[track_caller]
    fn preset(&self) -> String {
        let script = format!("{CARDS} return cards.find(([, pressed]) => pressed)[0]");
        self.driver().run(&script, &[]).as_str().unwrap().to_owned()
    }

    /// What the cards say.
    #[track_caller]
    fn presets(&self) -> Value {
        self.driver().run(&format!("{CARDS} return cards.map(([label]) => label)"), &[])
    }

    #[track_caller]
    fn choose_preset(&self, label: &str) {
        // By its name, whatever is said of it.
        let script = format!(
            "{CARDS} const is = ([said]) => said.split(' (')[0] === arguments[0].split(' (')[0];
             return `#preset-cards > :nth-child(${{cards.findIndex(is) + 1}})`"
        );
        let css = self.driver().run(&script, &[json!(label)]);
        self.click(css.as_str().unwrap());
        self.await_preset(label);
    }

    #[track_caller]
    fn await_preset(&self, label: &str) {
        self.await_true(
            &format!("chosen preset {label:?}"),
            &format!(
                "{CARDS} return cards.find(([, pressed]) => pressed)?.[0] === {}",
                json!(label)
            ),
        );
    }

    /// Kinds and texts of the start and of the end, who holds the key, and who sees it.
    #[track_caller]
    fn filled(&self) -> Value {
        self.driver().run(
            "const said = (name) => {
               const kind = document.querySelector(`[name=${name}]:checked`).value;
               return [kind, document.getElementById(`${name}-${kind}`)?.value ?? ''];
             };
             return [...said('start'), ...said('end'),
               document.getElementById('locked-by').value,
               document.getElementById('public').checked]",
            &[],
        )
    }

    /// Presses a key where the focus is.
    #[track_caller]
    fn press(&self, keys: &str) {
        self.driver().type_into(":focus", keys);
    }
}

#[test]
fn the_one_click_preset_fills_the_form_and_another_one_fills_it_anew() {
    let server = Raw::unwanted();
    let desktop = desktop(&server);
    let page = desktop.open();
    assert_eq!(page.preset(), "Night (one click)");
    assert_eq!(page.presets(), json!(["None", "Night (one click)", "Long"]));
    assert_eq!(page.filled(), json!(["ago", "20m", "until", "07:00", "", true]));
    let sentence = page.await_text("#sentence", "07:00");
    assert!(sentence.contains("public"), "{sentence}");

    page.choose_preset("Long");
    assert_eq!(page.filled(), json!(["now", "", "for", "3d12h", "Robin", false]));
    page.await_text("#sentence", "locked by Robin");
    page.choose_preset("None");
    assert_eq!(page.filled(), json!(["now", "", "open", "", "", false]));
}

#[test]
fn what_is_changed_keeps_the_preset_s_name_and_can_be_chosen_anew() {
    let server = Raw::unwanted();
    let desktop = desktop(&server);
    let page = desktop.open();
    page.choose_preset("Long");
    page.write("#locked-by", "Robin ");
    assert_eq!(page.preset(), "Long", "white space around it is no change");
    page.write("#locked-by", "Anna");
    page.await_preset("Long (changed)");
    // The buttons with lengths change it as well.
    page.write("#locked-by", "Robin");
    page.await_preset("Long");
    page.click("#end-for ~ :last-child");
    page.await_preset("Long (changed)");
    page.choose_preset("Long");
    assert_eq!(page.filled()[3], "3d12h");
    assert_eq!(page.presets(), json!(["None", "Night (one click)", "Long"]));
}

#[test]
fn a_preset_is_saved_chosen_and_removed_by_keyboard_and_brought_back() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = desktop(&server);
    let page = desktop.open();
    page.choose_preset("None");
    page.choose("end", "for");
    page.write("#end-for", "1d");
    page.driver().run("document.querySelector('#preset-cards > :last-child').focus()", &[]);
    page.press(TAB);
    assert_eq!(page.focused(), "preset-edit");
    page.press(ENTER);
    assert_eq!(page.focused(), "preset-name");
    page.press(&format!("A day{ENTER}"));
    page.await_text("#preset-note", "Saved");
    assert_eq!((page.preset().as_str(), page.focused().as_str()), ("A day", "preset-edit"));
    assert_eq!(page.text("#preset-panel"), "", "it is done");

    page.press(ENTER);
    assert_eq!(page.value("#preset-name"), "A day", "it is changed under its name");
    page.press(&format!("{TAB}{TAB}"));
    assert_eq!(page.focused(), "preset-default");
    page.press(ENTER);
    page.await_preset("A day (one click)");
    page.driver().run("document.getElementById('preset-remove').focus()", &[]);
    page.press(ENTER);
    page.await_text("#preset-note", "Removed");
    assert_eq!(page.preset(), "None");
    page.await_true("focus", "return document.activeElement.id === 'preset-undo'");
    page.press(ENTER);
    page.await_preset("A day (one click)");
    let listed = desktop.call(&["preset", "list"]).run();
    assert!(listed.out().contains("A day (one click): Starts now"), "{}", listed.out());
    page.press(ESCAPE);
    assert_eq!(page.text("#preset-panel"), "");
    assert_eq!(server.starts().len(), 0, "Enter in the name starts nothing");
}

#[test]
fn what_can_t_be_saved_is_told_beside_its_field() {
    let server = Raw::unwanted();
    let desktop = desktop(&server);
    let page = desktop.open();
    page.choose_preset("None");
    page.click("#preset-edit");
    page.click("#preset-save");
    page.await_text("#preset-name-note", "name");
    assert_eq!(page.focused(), "preset-name");
    assert_eq!(page.attribute("#preset-name", "aria-invalid").as_deref(), Some("true"));

    page.write("#preset-name", "Long");
    page.click("#preset-save");
    page.await_text("#preset-name-note", "once more");
    page.choose("start", "at");
    page.choose("end", "until");
    page.write("#end-until", "2999-01-31 17:30");
    page.write("#preset-name", "Dated");
    page.click("#preset-save");
    page.await_text("#start-note", "any day");
    page.await_text("#end-note", "any day");
    assert_eq!(page.focused(), "start-at");
    page.choose("start", "now");
    page.write("#end-until", "07:00");
    page.await_true("mended", "return document.getElementById('end-note').textContent === ''");

    page.write("#preset-name", "Long");
    page.click("#preset-save");
    page.await_text("#preset-name-note", "once more");
    page.click("#preset-save");
    page.await_text("#preset-note", "Saved");
    assert_eq!(page.presets(), json!(["None", "Night (one click)", "Long"]));
    page.choose_preset("None");
    page.choose_preset("Long");
    assert_eq!(page.filled()[3], "07:00");
}

#[test]
fn a_one_click_preset_that_is_lost_is_told_and_replaced() {
    let server = Raw::unwanted();
    let desktop = desktop(&server);
    desktop.write_settings(
        "tray = \"off\"\ndefault-preset = \"Gone\"\n[preset.\"Long\"]\nfor = \"8h\"\n",
    );
    let page = desktop.open();
    page.await_text("#preset-note", "one click");
    assert_eq!(page.preset(), "None");
    page.choose_preset("Long");
    page.click("#preset-edit");
    page.click("#preset-default");
    page.await_preset("Long (one click)");
    assert_eq!(page.text("#preset-note"), "");
}

#[test]
fn a_preset_of_another_program_is_there_when_the_window_is_looked_at_again() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = desktop(&server);
    let page = desktop.open();
    desktop.call(&["preset", "remove", "Night"]).run().expect_status(0);
    desktop.call(&["preset", "save", "Day", "--for", "8h"]).run().expect_status(0);
    page.driver().run("window.dispatchEvent(new Event('focus'))", &[]);
    page.await_preset("None");
    assert_eq!(page.presets(), json!(["None", "Long", "Day"]));
    assert_eq!(page.filled()[3], "07:00", "what is filled in stays");
}

#[test]
fn an_end_that_is_another_by_now_is_shown_before_it_is_sent() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = desktop(&server);
    let page = desktop.open();
    page.choose_preset("None");
    page.choose("end", "until");
    page.write("#end-until", "06:59");
    page.await_text("#sentence", "06:59");
    // Another way in which it is another end from one moment to the next.
    desktop.call(&["settings", "set", "tracker-zone", "Asia/Tokyo"]).run().expect_status(0);
    // Without bringing the window to the front, which would tell it anew.
    page.driver().run("document.getElementById('send').click()", &[]);
    page.await_text("#result-alert", "Nothing was sent");
    assert_eq!(server.starts().len(), 0);
    page.await_text("#sentence", "Asia/Tokyo");
    page.send_asked();
    page.await_text("#result-status", "7");
    assert_eq!(server.starts().len(), 1, "it was looked at");
}
