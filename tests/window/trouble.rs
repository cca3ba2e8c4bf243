//! No store, no server, an answer that comes late, and one that never says what became of it.

use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn without_a_credential_store_it_is_said_and_nothing_is_sent() {
    let server = Raw::unwanted();
    let desktop = Desktop::without_bus(&server.url());
    let page = desktop.open();
    page.await_token("unavailable");
    page.await_text("#token-note", "Start one");
    page.await_text("#token-state", "credential store");
    page.write("#locked-by", "anna");
    page.send();
    page.await_true(
        "word on what became of it",
        "return document.getElementById('result-alert').textContent !== ''",
    );
    assert!(page.all().contains("credential store"), "{}", page.all());
    assert_eq!(page.value("#locked-by"), "anna");
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn a_server_that_is_gone_is_told_and_the_start_can_be_repeated() {
    let practice = Practice::strict();
    let url = practice.url().to_owned();
    let desktop = Desktop::with_token(&url, practice.token());
    drop(practice);
    let page = desktop.open();
    page.await_running("unavailable");
    page.write("#locked-by", "anna");
    page.send();
    page.await_true(
        "word on what became of it",
        "return /sent/.test(document.querySelector('footer').textContent)",
    );
    assert_eq!(page.value("#locked-by"), "anna");
    assert_eq!(page.attribute("#send", "aria-disabled").as_deref(), Some("false"));
}

#[test]
fn after_an_unknown_outcome_the_next_start_is_refused_at_home() {
    let server = Raw::answering_starts(raw::json(500, r#"{"error":"server error"}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.write("#locked-by", "anna");
    page.send();
    page.await_text("#result-alert", "not known whether");
    page.await_text("#pending", "");
    page.send();
    page.await_text("#result-alert", "Nothing was sent");
    assert_eq!(page.value("#locked-by"), "anna");
    assert_eq!(server.starts().len(), 1);
    drop(page);
    let again = desktop.open();
    assert_ne!(again.text("#pending"), "", "it is told at the next opening too");
}

#[test]
fn while_an_answer_is_awaited_the_button_says_so_and_after_a_second_the_page() {
    let (release, released) = channel::<()>();
    let released = Mutex::new(released);
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            // The test may have failed already.
            let _ = released.lock().unwrap().recv_timeout(Duration::from_secs(20));
        }
        let body = if request.is_start() { r#"{"session_id":7}"# } else { "{}" };
        drop(std::io::Write::write_all(stream, &raw::json(201, body)));
    });
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.send();
    page.await_text("#send", "Sending");
    assert_eq!(page.attribute("#send", "aria-disabled").as_deref(), Some("true"));
    page.await_text("#result-status", "Waiting");
    page.send();
    release.send(()).unwrap();
    page.await_text("#result-status", "7");
    assert_eq!(page.attribute("#send", "aria-disabled").as_deref(), Some("false"));
    assert_eq!(server.starts().len(), 1);
}
