//! What is wrong with what was filled in is told beside its field, and nothing is sent.

use crate::desktop::Desktop;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn each_problem_stands_beside_its_field_and_nothing_is_sent() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    let long = "x".repeat(60);
    page.choose("start", "ago");
    page.write("#start-ago", "2x");
    page.choose("end", "until");
    page.write("#end-until", "tomorrow");
    page.write("#locked-by", &long);
    page.send();
    page.await_text("#result-alert", "Nothing was started");
    for (note, field, words) in [
        ("#start-note", "#start-ago", "20m"),
        ("#end-note", "#end-until", "2026-01-31 17:30"),
        ("#locked-by-note", "#locked-by", "50 characters"),
    ] {
        page.await_text(note, words);
        assert_eq!(page.attribute(field, "aria-invalid").as_deref(), Some("true"), "{field}");
        let described = page.attribute(field, "aria-describedby");
        assert_eq!(described.as_deref(), note.strip_prefix('#'), "{field}");
    }
    assert_eq!(page.focused(), "start-ago", "the first field with a problem");
    let kept = ["#start-ago", "#end-until", "#locked-by"].map(|field| page.value(field));
    assert_eq!(kept, ["2x", "tomorrow", &long]);
    assert_eq!(server.starts().len(), 0);

    page.write("#start-ago", "20m");
    page.choose("end", "open");
    page.write("#locked-by", "anna");
    page.await_text("#sentence", "locked by anna");
    for note in ["#start-note", "#end-note", "#locked-by-note"] {
        assert_eq!(page.text(note), "", "a problem that is mended is not told any more");
    }
    page.send_asked();
    page.await_text("#result-status", "7");
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn what_is_half_typed_is_not_called_wrong_at_once_but_after_a_while() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.choose("end", "for");
    page.write("#end-for", "3");
    page.await_text("#sentence", "not complete");
    page.await_text("#end-note", "length");
}
