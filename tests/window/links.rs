//! Links fill in the form; a person starts.

use std::fs;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::Raw;

const TOKEN: &str = "a-token-of-this-test";
/// What only the link says.
const CANARY: &str = "somebody-of-the-link";

fn link(query: &str) -> String {
    format!("latchet://start?locked-by={CANARY}&public=1&{query}")
}

/// As a browser does it.
fn click(desktop: &Desktop, link: &str) {
    desktop.call(&["open", link]).run().expect_status(0);
}

fn is_public(page: &Page) -> bool {
    page.driver().run("return document.getElementById('public').checked", &[]) == true
}

fn expect_kept_nowhere(desktop: &Desktop) {
    for file in desktop.files() {
        let bytes = fs::read(&file).unwrap();
        let found = bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes());
        assert!(!found, "{}", file.display());
    }
    for process in fs::read_dir("/proc").unwrap() {
        let arguments = fs::read(process.unwrap().path().join("cmdline")).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&arguments);
        assert!(!arguments.contains(CANARY) || arguments.contains("open\0"), "{arguments}");
    }
}

#[test]
fn a_link_fills_in_the_form_of_an_open_window_and_nothing_is_sent_before_a_person_starts() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let page = desktop.open();
    click(&desktop, &link("for=11h&ago=25m"));
    page.await_text("#link-said", "A link filled in this form");
    assert_eq!((page.value("#end-for"), page.value("#start-ago")), ("11h".into(), "25m".into()));
    assert_eq!(page.value("#locked-by"), CANARY);
    let chosen = "return [...document.querySelectorAll('[type=radio]:checked')].map((one) => one.value).join()";
    assert_eq!(page.driver().run(chosen, &[]), "ago,for");
    assert!(!is_public(&page), "that is nobody's choice but the reader's");
    assert_eq!(practice.starts(), 0);
    expect_kept_nowhere(&desktop);
    page.send_asked();
    page.await_text("#result-status", "has started");
    assert_eq!(page.text("#link-said"), "");
    assert_eq!(practice.starts(), 1);
}

#[test]
fn a_link_opens_a_window_that_is_filled_in() {
    let server = Raw::answering_starts(Vec::new());
    let desktop =
        Desktop::with_token(&server.url(), TOKEN).without_tray().given(&link("until=07:00"));
    let page = desktop.open();
    page.await_text("#link-said", "A link filled in this form");
    assert_eq!((page.value("#end-until"), is_public(&page)), ("07:00".into(), false));
    expect_kept_nowhere(&desktop);
    assert_eq!(server.starts().len(), 0);
    desktop.close().await_gone();
    expect_kept_nowhere(&desktop);
}

#[test]
fn what_a_person_has_begun_is_not_written_over_without_asking() {
    let server = Raw::answering_starts(Vec::new());
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    page.write("#locked-by", "Kim");
    click(&desktop, &link("for=8h"));
    page.await_text("#link-said", "A link wants to fill in this form");
    assert_eq!(page.value("#locked-by"), "Kim");
    page.click("#link-ignore");
    page.await_true("end of the question", "return !document.getElementById('link-use')");
    assert_eq!((page.value("#locked-by"), page.text("#link-said")), ("Kim".into(), String::new()));
    click(&desktop, &link("for=9h"));
    page.await_text("#link-said", "A link wants to fill in this form");
    page.click("#link-use");
    page.await_text("#link-said", "A link filled in this form");
    assert_eq!((page.value("#locked-by"), page.value("#end-for")), (CANARY.into(), "9h".into()));
    // What a link filled in, another may.
    click(&desktop, &link("for=10h"));
    page.await_true("the next link", "return document.getElementById('end-for').value === '10h'");
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_link_that_can_not_be_read_fills_in_nothing_and_is_told() {
    let server = Raw::answering_starts(Vec::new());
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    let unreadable = desktop.call(&["open", "latchet://start?for=8h&for=9h"]).run();
    unreadable.expect_status(2).expect_told(&["contradicts itself"]);
    page.await_text("#link-said", "contradicts itself");
    assert_eq!(page.value("#end-for"), "8h", "the form's own");
}
