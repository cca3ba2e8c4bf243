//! The profile page, as a browser uses it.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use crate::forms::{between, page, press, submit};
use crate::harness::{Answer, HISTORIES, SESSIONS, spawn, utc};

#[tokio::test]
async fn a_new_token_is_shown_once_and_works() {
    let server = spawn().await;
    let answer = submit(&server, "/tokens/make", &[("permission", "write")]).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"));
    assert_eq!(answer.text, "");

    let shown = page(&server).await;
    let token = between(&shown.text, "<code>", "</code>").to_owned();
    assert!(!page(&server).await.text.contains(&token), "once");
    let start = server.request(Method::POST, "/api/liveinsert.php").bearer_auth(&token);
    let start = start.json(&json!({"insertl": 1})).send().await.unwrap();
    assert_eq!(start.status(), 201);
}

#[tokio::test]
async fn a_regenerated_token_replaces_the_old_one_and_a_revoked_one_is_gone() {
    let server = spawn().await;
    assert_eq!(server.get(SESSIONS).await.status, 200);
    assert_eq!(submit(&server, "/tokens/regenerate", &[("id", "1")]).await.status, 303);
    let token = between(&page(&server).await.text, "<code>", "</code>").to_owned();
    assert_eq!(server.get(SESSIONS).await.status, 401, "the old one is no longer valid");
    let with_new = async || {
        server.request(Method::GET, SESSIONS).bearer_auth(&token).send().await.unwrap().status()
    };
    assert_eq!(with_new().await, 200);
    assert_eq!(submit(&server, "/tokens/revoke", &[("id", "1")]).await.status, 303);
    assert_eq!(with_new().await, 401);
    assert_eq!(submit(&server, "/tokens/regenerate", &[("id", "1")]).await.status, 400);
}

#[tokio::test]
async fn a_session_is_started_and_ended_on_the_page() {
    let server = spawn().await;
    let fields = [("hours", "8"), ("locked_by", "<b>Kim</b>"), ("public", "1")];
    assert_eq!(submit(&server, "/sessions/start", &fields).await.status, 303);
    assert!(page(&server).await.text.contains("&lt;b&gt;Kim&lt;/b&gt;"), "text stays text");
    assert_eq!(submit(&server, "/sessions/start", &fields).await.status, 409);

    server.pass(TimeDelta::minutes(5));
    assert_eq!(press(&server, "End now", &[]).await.status, 303);
    assert_eq!(server.practice.sessions()[0].end, Some(utc("2025-06-06 10:05:00")));
    assert_eq!(submit(&server, "/sessions/end", &[("id", "1")]).await.status, 400);
}

#[tokio::test]
async fn the_buttons_beside_a_running_session_move_its_end() {
    let server = spawn().await;
    assert_eq!(press(&server, "Start on the web", &[]).await.status, 303);
    for (words, typed, end, why) in [
        ("1 h later", &[][..], Some("2025-06-06 19:00:00"), "8 hours, and one"),
        ("1 h earlier", &[], Some("2025-06-06 18:00:00"), "as it was"),
        ("1 h later", &[("minutes", "")], Some("2025-06-06 19:00:00"), "of no use to this button"),
        ("1 h earlier", &[("minutes", "1.5")], Some("2025-06-06 18:00:00"), "nor to this one"),
        ("Set", &[], Some("2025-06-06 10:02:00"), "soon, as the page suggests"),
        ("Set", &[("minutes", "90")], Some("2025-06-06 11:30:00"), "from now, not from the end"),
        ("Take away", &[], None, "there is none any more"),
        ("Set", &[("minutes", "525600")], Some("2026-06-06 10:00:00"), "out of nothing"),
    ] {
        let answer = press(&server, words, typed).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"), "{words}");
        assert_eq!(server.practice.sessions()[0].scheduled_end, end.map(utc), "{words}: {why}");
    }
}

#[tokio::test]
async fn only_what_can_be_done_with_an_end_has_a_button() {
    let server = spawn().await;
    let buttons = async || {
        let page = page(&server).await;
        let words = ["Set", "1 h earlier", "1 h later", "Take away", "End now"];
        words.map(|words| page.text.contains(&format!(">{words}</button>")))
    };
    assert_eq!(buttons().await, [false; 5], "nothing runs");
    // A field for hours that was cleared is an end that is not wanted.
    assert_eq!(press(&server, "Start on the web", &[("hours", "")]).await.status, 303);
    assert_eq!(server.practice.sessions()[0].scheduled_end, None);
    assert_eq!(buttons().await, [true, false, false, false, true], "there is no end to move");
    assert_eq!(press(&server, "Set", &[]).await.status, 303);
    assert_eq!(buttons().await, [true; 5]);
    let page = page(&server).await;
    let form = between(&page.text, "<fieldset>", "</fieldset>");
    assert!(
        form.contains("<option selected>MANUAL</option>"),
        "what a person does by hand: {form}"
    );
    let first = between(form, "<button", "</button>");
    assert!(first.ends_with(">Set"), "Enter in a field presses the first button: {first}");
    assert_eq!(press(&server, "End now", &[]).await.status, 303);
    assert_eq!(buttons().await, [false; 5], "what is over stays as it was");
}

#[tokio::test]
async fn a_move_that_makes_no_sense_is_refused_in_words_and_leaves_no_trace() {
    const BY: &str = "/sessions/scheduled-end/move";
    const TO: &str = "/sessions/scheduled-end/set";
    const AWAY: &str = "/sessions/scheduled-end/remove";
    let server = spawn().await;
    server.practice.start_on_the_web().unwrap();
    server.pass(TimeDelta::minutes(5));
    assert!(server.practice.end_session(1));
    server.practice.start_on_the_web().unwrap();
    let refused = async |action, fields: &[(&str, &str)], words: &str| {
        let answer = submit(&server, action, fields).await;
        assert_eq!(answer.status, 400, "{action} {fields:?}");
        assert!(answer.text.contains(words), "{action} {fields:?}: {}", answer.text);
    };
    let running = [("id", "2"), ("source", "DOM")];
    let with = |name, value| [running[0], running[1], (name, value)];
    refused(BY, &with("hours", "1"), "has no scheduled end").await;
    refused(AWAY, &running, "has no scheduled end").await;
    assert_eq!(submit(&server, TO, &with("minutes", "60")).await.status, 303);

    for (id, source) in [("1", "DOM"), ("9", "DOM")] {
        let fields = [("id", id), ("source", source), ("hours", "1"), ("minutes", "2")];
        for action in [BY, TO, AWAY] {
            refused(action, &fields, "does not run").await;
        }
    }
    for fields in [
        &[("source", "DOM"), ("hours", "1"), ("minutes", "2")][..],
        &[("id", "2"), ("hours", "1"), ("minutes", "2")],
        &[("id", "2"), ("source", "dom"), ("hours", "1"), ("minutes", "2")],
        &[("id", "2"), ("source", "START"), ("hours", "1"), ("minutes", "2")],
    ] {
        for action in [BY, TO, AWAY] {
            refused(action, fields, "incomplete").await;
        }
    }
    for hours in ["", "0", "x", "8761", "-8761", "-9223372036854775808"] {
        refused(BY, &with("hours", hours), "incomplete").await;
    }
    for minutes in ["", "0", "-1", "1.5", "525601"] {
        refused(TO, &with("minutes", minutes), "incomplete").await;
    }
    refused(BY, &with("hours", "-1"), "not lie after the start").await;

    assert_eq!(server.practice.sessions()[1].scheduled_end, Some(utc("2025-06-06 11:05:00")));
    let history = server.get(&format!("{HISTORIES}?session=2")).await.json();
    assert_eq!(history["data"].as_array().unwrap().len(), 2, "the start and the one that moved it");
}

#[tokio::test]
async fn nick_and_zone_can_be_changed() {
    let server = spawn().await;
    let answer = submit(&server, "/account", &[("nick", "Kim"), ("zone", "Asia/Tokyo")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(server.get("/api/userstats.php").await.json()["nick"], "Kim");
    server.practice.start_on_the_web().unwrap();
    let item = &server.get(SESSIONS).await.json()["data"][0];
    assert_eq!(
        (&item["start"], &item["timezonestart"]),
        (&json!("2025-06-06 19:00:00"), &json!("+09:00"))
    );
    for fields in [[("nick", ""), ("zone", "UTC")], [("nick", "Kim"), ("zone", "Nowhere")]] {
        assert_eq!(submit(&server, "/account", &fields).await.status, 400);
    }
}

#[tokio::test]
async fn a_form_without_the_secret_changes_nothing() {
    let server = spawn().await;
    for (action, fields) in [
        ("/tokens/make", [("permission", "write"), ("secret", "")]),
        ("/tokens/revoke", [("id", "1"), ("secret", "guessed")]),
        ("/sessions/start", [("hours", "8"), ("other", "")]),
        ("/sessions/scheduled-end/move", [("id", "1"), ("hours", "1")]),
        ("/sessions/scheduled-end/set", [("minutes", "2"), ("secret", "guessed")]),
        ("/sessions/scheduled-end/remove", [("source", "DOM"), ("secret", "")]),
        ("/account", [("nick", "Mallory"), ("zone", "UTC")]),
    ] {
        let request = server.request(Method::POST, action).form(&fields);
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(answer.status, 403, "{action}");
    }
    assert!(server.practice.sessions().is_empty());
    let page = page(&server).await;
    assert!(page.text.contains("value=\"practice\""), "the nick is as it was");
    assert_eq!(page.text.matches("/tokens/revoke").count(), 1, "and so are the tokens");
}

#[tokio::test]
async fn the_page_loads_nothing_but_its_own_style() {
    let server = spawn().await;
    let page = page(&server).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store", "it may show a token");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"));
    assert!(policy.contains("frame-ancestors 'none'"));
    for inline in ["<script", "style=", "onclick", "<style"] {
        assert!(!page.text.contains(inline), "{inline}");
    }
    let style = server.request(Method::GET, "/style.css").send().await.unwrap();
    assert_eq!(style.status(), 200);
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}
