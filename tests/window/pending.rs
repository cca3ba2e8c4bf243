//! A start that is not settled is seen to in the window.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::desktop::Desktop;
use crate::page::Page;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

/// A start that waits, since nobody listens on this port.
fn waiting(port: u16) -> (Desktop, Page) {
    let url = format!("http://127.0.0.1:{port}");
    let desktop = Desktop::with_token(&url, TOKEN).without_tray().noting_starts();
    let page = desktop.open();
    page.write("#locked-by", "anna");
    page.send();
    page.await_text("#result-status", "It waits");
    page.await_text("#pending", "It waits");
    (desktop, page)
}

/// A start of which it is not known whether it stands.
fn unknown(server: &Raw) -> (Desktop, Page) {
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().noting_starts();
    let page = desktop.open();
    page.send();
    page.await_text("#result-alert", "not known whether");
    page.await_text("#pending", "not known whether");
    (desktop, page)
}

#[track_caller]
fn await_settled(page: &Page) {
    page.await_true("settled start", "return document.getElementById('pending').hidden");
}

#[test]
fn a_start_that_waits_is_no_error_and_is_sent_when_it_can_be() {
    let port = Raw::free_port();
    let (_desktop, page) = waiting(port);
    assert_eq!(page.text("#result-alert"), "", "it is told calmly");
    assert_eq!(page.value("#locked-by"), "anna");
    let server = Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":7}"#));
    page.click("[data-can=send]");
    page.await_text("#result-status", "Session 7 has started");
    await_settled(&page);
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn a_start_that_waits_is_taken_back() {
    let port = Raw::free_port();
    let (_desktop, page) = waiting(port);
    page.click("[data-can=cancel]");
    page.await_text("#result-status", "was cancelled");
    await_settled(&page);
    let server = Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":7}"#));
    page.send();
    page.await_text("#result-status", "Session 7 has started");
    assert_eq!(server.starts().len(), 1, "the one that was taken back is not sent");
}

#[test]
fn what_another_program_settles_is_seen_when_the_window_is_looked_at_again() {
    let (desktop, page) = waiting(Raw::free_port());
    desktop.call(&["pending", "cancel", "1"]).run().expect_status(0);
    assert_ne!(page.text("#pending"), "", "nothing is looked for by the clock");
    page.driver().run("window.dispatchEvent(new Event('focus'))", &[]);
    await_settled(&page);
}

#[test]
fn a_start_that_is_not_known_is_looked_for_until_it_is_found() {
    let shown = Arc::new(AtomicBool::new(false));
    let server = {
        let shown = Arc::clone(&shown);
        Raw::new(move |request, stream| {
            let answer = if request.is_start() {
                raw::json(500, r#"{"error":"server error"}"#)
            } else if shown.load(Ordering::Acquire) {
                raw::json(200, &one_session())
            } else {
                raw::no_sessions()
            };
            drop(stream.write_all(&answer));
        })
    };
    let (_desktop, page) = unknown(&server);
    page.click("[data-can=look]");
    page.await_text("#result-alert", "does not show it yet");
    shown.store(true, Ordering::Release);
    // What runs is told above it meanwhile, and moves it away.
    page.await_running("idle");
    page.click("#running-refresh");
    page.await_running("running");
    page.click("[data-can=look]");
    page.await_text("#result-status", "Session 7 has started");
    await_settled(&page);
    assert_eq!(server.starts().len(), 1, "it is looked for, not repeated");
}

/// Begun now.
fn one_session() -> String {
    let now = chrono::Utc::now().format("%Y-%m-%d %H:%M:%S");
    format!(
        r#"{{"ok":true,"data":{{"sessions":[{{"id":7,"start":"{now}","end":null,"scheduledend":null,
        "active":true,"lockedby":"","public":0,"timezonestart":"+00:00"}}]}},"meta":{{"version":2}}}}"#
    )
}

#[test]
fn a_number_that_is_none_is_told_beside_its_field_and_a_right_one_settles() {
    let server = Raw::answering_starts(raw::json(500, r#"{"error":"server error"}"#));
    let (desktop, page) = unknown(&server);
    page.click("[data-can=settle]");
    assert_eq!(page.focused(), "settle-1");
    for (written, words) in
        [("", "digits"), ("12x", "digits"), ("-3", "digits"), ("0", "no session")]
    {
        page.write("#settle-1", written);
        page.click(".settle [type=submit]");
        page.await_text("#settle-1-note", words);
        assert_eq!(page.attribute("#settle-1", "aria-invalid").as_deref(), Some("true"));
        assert_eq!((page.focused(), page.value("#settle-1")), ("settle-1".into(), written.into()));
    }
    let list = desktop.call(&["pending", "list", "--json"]).run().json();
    assert_eq!(list[0]["outcome"], "unknown", "nothing is settled yet");
    page.driver().run("window.dispatchEvent(new Event('focus'))", &[]);
    page.write("#settle-1", "1234");
    page.click(".settle [type=submit]");
    page.await_text("#result-status", "session 1234");
    await_settled(&page);
    let history = desktop.call(&["history", "--json"]).run().json();
    assert_eq!(history[0]["session_id"], 1234);
}

#[test]
fn a_start_that_is_not_on_the_website_frees_the_way_for_the_next() {
    let server = Raw::answering_starts(raw::json(500, r#"{"error":"server error"}"#));
    let (desktop, page) = unknown(&server);
    page.click("[data-can=settle]");
    page.driver().type_into("#settle-1", "\u{e00c}");
    assert_eq!(page.text(".settle"), "", "closed again");
    page.click("[data-can=settle]");
    page.click(".settle .none");
    page.await_text("#result-status", "did not start");
    await_settled(&page);
    let list = desktop.call(&["pending", "list", "--json"]).run().json();
    assert_eq!(list, serde_json::json!([]));
    page.send();
    page.await_text("#result-alert", "not known whether");
    assert_eq!(server.starts().len(), 2);
}
