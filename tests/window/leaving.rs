//! The page about this computer and leave no trace, in the settings of the real window.

use std::fs;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::Raw;

const THIRD: &str = "\u{e009}3\u{e009}";
const ENTER: &str = "\u{e007}";

#[track_caller]
fn open_settings(page: &Page) {
    page.driver().type_into("body", THIRD);
    page.await_text("#settings", "Leave no trace");
}

#[test]
fn the_computer_is_looked_at_and_the_report_is_on_the_clipboard() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let page = desktop.open();
    open_settings(&page);
    page.press_on("doctor-look");
    let told = page.await_text("#doctor", "Versions");
    assert!(told.contains("a token is saved"), "{told}");
    assert_eq!(page.focused(), "doctor-look", "where it was");
    page.press_on("doctor-copy");
    page.await_text("#doctor-copied", "Copied");
    // Whoever pastes gets it from the window.
    page.driver().run("document.getElementById('to-start').click()", &[]);
    page.click("#locked-by");
    page.driver().type_into("#locked-by", "\u{e009}v\u{e009}");
    page.await_true("report", "return document.getElementById('locked-by').value.startsWith('ok')");
    let report = page.value("#locked-by");
    assert!(report.contains("versions") && !report.contains(practice.token()), "{report}");
    assert!(!report.contains(&desktop.home().display().to_string()), "{report}");
}

#[test]
fn nothing_is_left_but_what_was_exported() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    desktop.call(&["start", "--yes", "--locked-by", "Kim"]).run().expect_status(0);
    let page = desktop.open();
    open_settings(&page);
    page.press_on("leave-see");
    let told = page.await_text("#leave", "This is removed");
    for thing in ["the token for", "the journal", "settings.toml"] {
        assert!(told.contains(thing), "{thing}: {told}");
    }
    assert_eq!(page.focused(), "leave-keep", "the harmless answer");
    page.driver().type_into(":focus", ENTER);
    page.await_true("as it was", "return !!document.getElementById('leave-see')");
    page.press_on("leave-see");
    page.await_text("#leave", "This is removed");
    page.press_on("leave-export");
    page.await_text("#leave-exported", "latchet-export.json");
    page.press_on("leave-yes");
    let told = page.await_text("#leave", "All of it is gone");
    assert!(!told.contains("left:"), "{told}");
    assert_eq!(page.focused(), "leave-close");
    assert_eq!(page.text("#nav"), "", "nothing else is to be done here");
    // Whatever the page still asks makes nothing anew.
    page.driver().run("window.dispatchEvent(new Event('focus'))", &[]);
    let window = desktop.shown().unwrap();
    // Once the driver has had its answer.
    let close = "setTimeout(() => document.getElementById('leave-close').click(), 500)";
    page.driver().run(close, &[]);
    window.await_gone();
    let [latchet_home, home] = desktop.folders();
    // A driven window is no private one: what its web view keeps may come back as it ends.
    let web_view = latchet_home.join("web-view");
    let ours = fs::read_dir(latchet_home).into_iter().flatten().map(|entry| entry.unwrap().path());
    assert!(ours.eq(web_view.exists().then_some(web_view)), "{:?}", desktop.files());
    // Only to be looked through with the rest.
    let _ = fs::remove_dir_all(latchet_home);
    fs::create_dir(latchet_home).unwrap();
    let export = home.join("latchet-export.json");
    let text = fs::read_to_string(&export).unwrap();
    assert!(text.contains("Kim") && !text.contains(practice.token()), "{text}");
    let mut left = desktop.files();
    left.retain(|path| path.strip_prefix(home).unwrap().to_string_lossy().contains("latchet"));
    assert_eq!(left, [export]);
    desktop.call(&["token", "check"]).run().expect_status(3);
}

#[test]
fn a_start_that_waits_takes_a_second_yes_and_can_be_seen_to_in_the_settings() {
    let nowhere = format!("http://127.0.0.1:{}", Raw::free_port());
    let desktop =
        Desktop::with_token(&nowhere, "a-token-of-this-test").without_tray().noting_starts();
    let page = desktop.open();
    page.send();
    page.await_text("#pending", "It waits");
    open_settings(&page);
    page.press_on("leave-see");
    page.await_text("#leave", "This is removed");
    page.press_on("leave-yes");
    page.await_text("#leave", "not settled");
    assert_eq!(page.focused(), "leave-keep", "the harmless answer, again");
    page.click("#view-settings [data-can=cancel]");
    page.await_text("#view-settings #result-status", "was cancelled");
    page.await_true("settled", "return document.getElementById('pending').hidden");
    page.click("#to-start");
    assert!(page.text("#view-start #result-status").contains("was cancelled"));
}
