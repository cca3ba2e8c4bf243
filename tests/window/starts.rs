//! A start that arrives: now, earlier, with an end.

use serde_json::Value;

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn a_start_now_is_told_recorded_once_and_then_seen_to_run() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    assert_ne!(page.text("#practice"), "", "practice is marked as such");
    page.await_running("idle");
    page.await_text("#sentence", "Starts now");
    page.send();
    page.await_text("#result-status", "has started");
    page.await_running("running");
    assert_eq!(practice.sessions(), 1);
}

#[test]
fn a_double_click_sends_once() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.driver().run("for (let n = 0; n < 3; n++) document.getElementById('send').click()", &[]);
    page.await_text("#result-status", "has started");
    page.await_running("running");
    assert_eq!(practice.starts(), 1);
}

#[test]
fn enter_in_a_field_starts() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.write("#locked-by", "anna\u{e007}");
    page.await_text("#result-status", "has started");
    assert_eq!(practice.starts(), 1);
}

#[test]
fn a_start_of_earlier_with_an_end_is_sent_as_the_sentence_says() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.choose("start", "ago");
    page.write("#start-ago", "2h");
    page.choose("end", "for");
    page.click("#end-for ~ :last-child");
    page.write("#locked-by", "anna");
    page.click("#public");
    let sentence = page.await_text("#sentence", "public");
    for words in ["ago", "scheduled end", "anna", "UTC"] {
        assert!(sentence.contains(words), "{words:?} is in {sentence:?}");
    }
    page.send_asked();
    page.await_text("#result-status", "7");
    let starts = server.starts();
    assert_eq!(starts.len(), 1);
    let sent: Value = serde_json::from_slice(&starts[0].body).unwrap();
    assert!(sent["startdate"].is_string() && sent["scheduledend"].is_string(), "{sent}");
    assert_eq!((&sent["public"], &sent["lockedby"]), (&1.into(), &"anna".into()), "{sent}");
}

#[test]
fn exact_moments_are_prefilled_with_what_can_be_sent() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.choose("start", "at");
    page.choose("end", "until");
    page.await_text("#sentence", "scheduled end");
    page.send_asked();
    page.await_text("#result-status", "7");
    let sent: Value = serde_json::from_slice(&server.starts()[0].body).unwrap();
    let [start, end] = ["start", "end"].map(|name| {
        let moment = if name == "start" { "#start-at" } else { "#end-until" };
        page.value(moment)
    });
    let joined = |date: &str, time: &str| {
        format!("{} {}", sent[date].as_str().unwrap(), sent[time].as_str().unwrap())
    };
    assert_eq!(joined("startdate", "starttime"), start);
    assert_eq!(joined("scheduledend", "scheduledendtime"), end);
}
