//! The settings: changed by keyboard, saved at once, undone, and nothing typed lost.

use crate::desktop::Desktop;
use crate::page::Page;
use crate::raw::Raw;

const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const ESCAPE: &str = "\u{e00c}";
const SPACE: &str = " ";
const THIRD: &str = "\u{e009}3\u{e009}";

fn desktop() -> (Raw, Desktop) {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), "a-token-of-this-test").without_tray();
    (server, desktop)
}

impl Page {
    #[track_caller]
    pub(crate) fn open_settings(&self) {
        self.driver().type_into("body", THIRD);
        self.await_true("settings", "return !!document.getElementById('settings')");
    }

    #[track_caller]
    pub(crate) fn type_at(&self, id: &str, keys: &str) {
        self.driver().run(&format!("document.getElementById('{id}').focus()"), &[]);
        self.driver().type_into(":focus", keys);
    }
}

#[track_caller]
fn setting(desktop: &Desktop, name: &str) -> String {
    let run = desktop.call(&["settings", "get", name]).run();
    run.expect_status(0).out().trim().to_owned()
}

#[test]
fn a_setting_is_saved_at_once_and_undone_by_keyboard() {
    let (_server, desktop) = desktop();
    let page = desktop.open();
    page.open_settings();
    let grace = "document.getElementById('set-grace')";
    page.driver().run(&format!("{grace}.focus(); {grace}.select()"), &[]);
    page.driver().type_into(":focus", &format!("9{ENTER}"));
    page.await_text("#set-grace-row", "Saved");
    assert_eq!(setting(&desktop, "grace"), "9");
    assert_eq!(page.focused(), "set-grace", "the focus stays");
    page.driver().type_into(":focus", TAB);
    assert_eq!(page.focused(), "set-grace-undo");
    page.driver().type_into(":focus", ENTER);
    page.await_true("undone", &format!("return {grace}.value === '5'"));
    assert_eq!(setting(&desktop, "grace"), "5");

    page.type_at("set-icon-progress", SPACE);
    page.await_text("#set-icon-progress-row", "Saved");
    assert_eq!(setting(&desktop, "icon-progress"), "off");
    page.press_on("set-icon-progress-reset");
    page.await_true("on", "return document.getElementById('set-icon-progress').checked");
    assert_eq!(setting(&desktop, "icon-progress"), "on");
}

#[test]
fn what_can_not_be_is_told_beside_its_field_and_stays_until_it_is_changed() {
    let (_server, desktop) = desktop();
    let page = desktop.open();
    page.open_settings();
    page.write("#set-remind", &format!("soon{ENTER}"));
    page.await_text("#set-remind-problem", "2h");
    assert_eq!(page.value("#set-remind"), "soon", "what was typed stays");
    assert_eq!(page.attribute("#set-remind", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(setting(&desktop, "remind"), "30m");
    page.type_at("set-grace", TAB);
    assert_eq!(page.value("#set-remind"), "soon");
    page.type_at("set-remind", ESCAPE);
    assert_eq!(page.value("#set-remind"), "30m", "Escape takes back what was typed");
    assert_eq!(page.text("#set-remind-problem"), "");
    page.write("#set-remind", &format!("2h{ENTER}"));
    page.await_text("#set-remind-row", "Saved");
    assert_eq!(setting(&desktop, "remind"), "2h");
}

#[test]
fn a_change_from_elsewhere_is_seen_when_the_view_is_opened() {
    let (_server, desktop) = desktop();
    let page = desktop.open();
    desktop.call(&["settings", "set", "locked-by", "anna"]).run().expect_status(0);
    page.open_settings();
    assert_eq!(page.value("#set-locked-by"), "anna");
}

#[test]
fn what_the_system_does_not_do_is_told_beside_the_setting() {
    let (_server, desktop) = desktop();
    let page = desktop.open();
    page.open_settings();
    page.type_at("set-autostart", SPACE);
    // An entry for log-in could not say which folder this is about.
    page.await_text("#set-autostart-problem", "LATCHET_HOME");
    assert_eq!(setting(&desktop, "autostart"), "off");
}

#[test]
fn another_language_is_spoken_at_once_and_the_place_is_kept() {
    let (_server, desktop) = desktop();
    let page = desktop.open();
    page.open_settings();
    let choose = "const field = document.getElementById('set-language');
        field.value = arguments[0]; field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.driver().run(choose, &["de".into()]);
    page.await_text("#settings", "Sprache");
    page.await_true("German page", "return document.documentElement.lang === 'de'");
    page.await_text("#to-settings", "Einstellungen");
    page.await_text("#settings", "Sprache");
    assert_eq!(setting(&desktop, "language"), "de");
}
