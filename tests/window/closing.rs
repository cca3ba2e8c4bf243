//! Closing the window: nothing is lost, and what is not settled is left to the resident program.

use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn a_window_that_leaves_nothing_behind_starts_nothing_and_is_gone() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().noting_starts();
    let _page = desktop.open();
    desktop.close().await_gone();
    assert_eq!(desktop.noted(), Vec::<String>::new());
}

#[test]
fn a_start_that_waits_is_handed_over_at_once_and_when_the_window_closes() {
    let nowhere = format!("http://127.0.0.1:{}", Raw::free_port());
    let desktop = Desktop::with_token(&nowhere, TOKEN).without_tray().noting_starts();
    let page = desktop.open();
    page.send();
    page.await_text("#result-status", "It waits");
    assert_eq!(desktop.await_noted(1), ["tray --until-settled"], "it goes out by itself");
    desktop.close().await_gone();
    assert_eq!(desktop.await_noted(2), ["tray --until-settled"; 2], "that one may have ended");
}

#[test]
fn where_there_is_a_tray_it_is_the_tray_that_it_is_handed_to() {
    let nowhere = format!("http://127.0.0.1:{}", Raw::free_port());
    let desktop = Desktop::with_token(&nowhere, TOKEN).noting_starts();
    let page = desktop.open();
    assert_eq!(desktop.await_noted(1), ["tray --hidden"], "as the window opens");
    page.send();
    page.await_text("#result-status", "It waits");
    desktop.close().await_gone();
    assert_eq!(desktop.await_noted(3), ["tray --hidden"; 3]);
}

/// Closes the window while its start is unanswered, and lets the answer come then.
fn closed_while_sending(answer: Vec<u8>) -> Desktop {
    let (release, released) = channel::<()>();
    let released = Mutex::new(released);
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            // The test may have failed already.
            let _ = released.lock().unwrap().recv_timeout(Duration::from_secs(12));
        }
        let answer = if request.is_start() { answer.clone() } else { raw::no_sessions() };
        drop(stream.write_all(&answer));
    });
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().noting_starts();
    let page = desktop.open();
    page.send();
    server.await_start();
    let closed = desktop.close();
    page.await_true("window that is hidden", "return document.hidden");
    assert!(!closed.is_gone(), "the answer is awaited");
    assert_eq!(desktop.noted(), Vec::<String>::new(), "nobody else may see to it yet");
    release.send(()).unwrap();
    closed.await_gone();
    assert_eq!(server.starts().len(), 1);
    desktop
}

#[test]
fn a_start_under_way_is_finished_behind_the_closed_window() {
    let desktop = closed_while_sending(raw::json(201, r#"{"session_id":7}"#));
    let history = desktop.call(&["history", "--json"]).run().json();
    assert_eq!((&history[0]["outcome"], &history[0]["session_id"]), (&"started".into(), &7.into()));
    assert_eq!(desktop.noted(), Vec::<String>::new(), "nothing is left to see to");
}

#[test]
fn a_start_that_ends_doubtful_behind_the_closed_window_is_handed_over() {
    let desktop = closed_while_sending(raw::json(500, "{}"));
    assert_eq!(desktop.await_noted(2), ["tray --until-settled"; 2]);
    let list = desktop.call(&["pending", "list", "--json"]).run().json();
    assert_eq!(list[0]["outcome"], "unknown");
}
