//! The profile page, as a browser uses it.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use crate::harness::{Answer, HISTORIES, SESSIONS, Server, spawn, utc};

async fn page(server: &Server) -> Answer {
    Answer::of(server.request(Method::GET, "/").send().await.unwrap()).await
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

async fn submit(server: &Server, action: &str, fields: &[(&str, &str)]) -> Answer {
    let page = page(server).await;
    let secret = between(&page.text, r#"name="secret" value=""#, "\"");
    let mut fields = fields.to_vec();
    fields.push(("secret", secret));
    let request = server.request(Method::POST, action).form(&fields);
    Answer::of(request.send().await.unwrap()).await
}

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
async fn a_session_is_started_moved_and_ended_on_the_page() {
    let server = spawn().await;
    let fields = [("hours", "8"), ("locked_by", "<b>Kim</b>"), ("public", "1")];
    assert_eq!(submit(&server, "/sessions/start", &fields).await.status, 303);
    assert!(page(&server).await.text.contains("&lt;b&gt;Kim&lt;/b&gt;"), "text stays text");
    assert_eq!(submit(&server, "/sessions/start", &fields).await.status, 409);

    for (hours, end) in [("1", "2025-06-06 19:00:00"), ("-1", "2025-06-06 18:00:00")] {
        let answer = submit(&server, "/sessions/move", &[("id", "1"), ("hours", hours)]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(server.practice.sessions()[0].scheduled_end, Some(utc(end)));
    }
    let history = server.get(&format!("{HISTORIES}?session=1")).await.json();
    let actions: Vec<_> =
        history["data"].as_array().unwrap().iter().map(|row| row["action"].as_str()).collect();
    assert_eq!(actions, [Some("START"), Some("ADD"), Some("SUB")]);
    assert_eq!(server.get(SESSIONS).await.json()["data"][0]["has_history"], true);

    server.pass(TimeDelta::minutes(5));
    assert_eq!(submit(&server, "/sessions/end", &[("id", "1")]).await.status, 303);
    assert_eq!(server.practice.sessions()[0].end, Some(utc("2025-06-06 10:05:00")));
    for action in ["/sessions/end", "/sessions/move"] {
        let answer = submit(&server, action, &[("id", "1"), ("hours", "1")]).await;
        assert_eq!(answer.status, 400, "{action}");
    }
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
