//! The first screen: what this is, the token, the zone, and practice in its place.

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::raw::Raw;
use crate::webdriver::await_some;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn without_a_token_it_is_said_what_this_is_and_the_zone_is_set_there() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    page.await_text("#first", "Welcome");
    page.choose("start", "at");
    page.write("#zone-name", "Europe/Berlin");
    page.click("#zone button");
    page.await_text(".zone", "Europe/Berlin");
    let set = desktop.call(&["settings", "get", "tracker-zone"]).run();
    assert_eq!(set.out().trim(), "Europe/Berlin");
    page.write("#token-typed", practice.token());
    page.click("#token-save");
    page.await_token("saved");
    page.await_text("#token-note", "Whether it may start sessions shows at the first start");
    assert_eq!(page.text("#first"), "", "it is done");
}

#[test]
fn the_introduction_can_be_skipped_and_does_not_come_to_who_has_a_token() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_keyring(&server.url());
    let page = desktop.open();
    page.click("#first-skip");
    assert_eq!((page.text("#first").as_str(), page.focused().as_str()), ("", "token-paste"));
    drop(page);
    desktop.call(&["token", "set"]).input(TOKEN).run().expect_status(0);
    assert_eq!(desktop.open().text("#first"), "");
}

#[test]
fn practice_takes_the_place_of_the_window() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_keyring(&server.url()).without_tray().noting_starts();
    let page = desktop.open();
    let window = desktop.shown().expect("a window");
    // The window goes with the click, so nobody waits for its end there.
    page.driver()
        .run("setTimeout(() => document.getElementById('first-practise').click(), 100)", &[]);
    window.await_gone();
    assert_eq!(desktop.await_noted(1), ["practice --window"]);
}

#[test]
fn a_practice_window_has_a_token_and_ends_its_server_when_it_is_closed() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_keyring(&server.url());
    let practice = desktop.call(&["practice", "--window"]).spawn();
    let window = await_some("window", || desktop.shown());
    assert!(!window.is_gone());
    desktop.close().await_gone();
    practice.wait().expect_status(0);
    assert!(desktop.keyring().secrets().is_empty(), "it has a store of its own");
}
