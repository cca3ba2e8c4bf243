//! Each refusal in plain words where it belongs, and nothing typed is lost.

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

fn fill(page: &Page) {
    page.choose("end", "for");
    page.write("#end-for", "3h");
    page.write("#locked-by", "anna");
}

#[track_caller]
fn expect_filled(page: &Page) {
    assert_eq!(page.value("#end-for"), "3h");
    assert_eq!(page.value("#locked-by"), "anna");
    assert_eq!(page.attribute("#send", "aria-disabled").as_deref(), Some("false"));
}

#[track_caller]
fn expect_refused(status: u16, body: &str, place: &str, words: &[&str]) {
    let server = Raw::answering_starts(raw::json(status, body));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    fill(&page);
    page.send_asked();
    let told = page.await_text(place, words[0]);
    for word in words {
        assert!(told.contains(word), "{word:?} is in {told:?}");
    }
    assert_ne!(page.text("#result-alert"), "", "something is said near the button too");
    expect_filled(&page);
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_refused_token_is_told_beside_the_token() {
    let body = r#"{"error":"Invalid or missing token"}"#;
    expect_refused(401, body, "#token-typed-note", &["does not accept the token", "missing token"]);
}

#[test]
fn a_missing_write_permission_is_told_beside_the_token() {
    let body = r#"{"error":"No write permission"}"#;
    expect_refused(403, body, "#token-typed-note", &["write permission"]);
}

#[test]
fn an_overlap_is_told() {
    let body = r#"{"error":"overlapping session exists"}"#;
    expect_refused(409, body, "#result-alert", &["Another session", "overlapping session exists"]);
}

#[test]
fn a_field_that_the_service_refuses_is_told_beside_it() {
    let body = r#"{"error":"scheduledend is malformed"}"#;
    expect_refused(400, body, "#end-note", &["scheduledend is malformed"]);
}

#[test]
fn a_refusal_beside_a_field_stands_until_the_field_is_changed() {
    let body = r#"{"error":"scheduledend is malformed"}"#;
    let server = Raw::answering_starts(raw::json(400, body));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    fill(&page);
    page.send_asked();
    page.await_text("#end-note", "malformed");
    page.write("#locked-by", "berta");
    page.await_text("#sentence", "berta");
    assert_ne!(page.text("#end-note"), "", "another field was changed");
    page.write("#end-for", "4h");
    page.await_true(
        "field that nothing is wrong with",
        "return document.getElementById('end-note').textContent === ''",
    );
}

#[test]
fn words_of_the_service_are_shown_as_text_and_do_nothing() {
    let body = r#"{"error":"<img src=x onerror=alert(1)><b>bold</b>"}"#;
    let server = Raw::answering_starts(raw::json(409, body));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.send();
    page.await_text("#result-alert", "<b>bold</b>");
    let made = page.driver().run("return document.querySelectorAll('b, img').length", &[]);
    assert_eq!(made, 0);
}

#[test]
fn a_second_session_is_refused_while_one_runs() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.send();
    page.await_text("#result-status", "has started");
    page.send();
    page.await_text("#result-alert", "Another session");
    assert_eq!(practice.sessions(), 1);
}
