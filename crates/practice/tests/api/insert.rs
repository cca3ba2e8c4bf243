//! The insert: every documented status, and the strict reading of the body.

use chrono::TimeDelta;
use latchet_practice::Permission;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::harness::{Answer, INSERT, NOW, plain_start, spawn, utc};

#[tokio::test]
async fn a_start_is_recorded_and_answered_with_its_number() {
    let server = spawn().await;
    let answer = server
        .post(&json!({
            "insertl": 1, "startdate": "2025-06-06", "starttime": "11:30", "public": 1,
            "lockedby": "Kim", "scheduledend": "2025-06-07", "scheduledendtime": "09:15",
        }))
        .await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(
        answer.json(),
        json!({"message": "Session started succesfully", "session_id": 1}),
        "misspelt as documented"
    );
    let session = &server.practice.sessions()[0];
    assert_eq!(session.id, 1);
    assert_eq!(session.start, utc("2025-06-06 09:30:00"), "read in the account's zone");
    assert_eq!(session.scheduled_end, Some(utc("2025-06-07 07:15:00")));
    assert_eq!((session.end, session.public), (None, true));
    assert_eq!(session.locked_by, "Kim");
    assert_eq!(session.inserted, utc(NOW));
}

#[tokio::test]
async fn without_a_start_date_it_is_now_and_private() {
    let server = spawn().await;
    assert_eq!(server.post(&plain_start()).await.status, 201);
    let session = &server.practice.sessions()[0];
    assert_eq!(session.start, utc(NOW));
    assert_eq!((session.scheduled_end, session.public), (None, false));
    assert_eq!(session.locked_by, "");
}

#[tokio::test]
async fn a_date_without_a_time_is_midnight() {
    let server = spawn().await;
    let body = json!({"insertl": 1, "startdate": "2025-06-06", "scheduledend": "2025-06-09"});
    assert_eq!(server.post(&body).await.status, 201);
    let session = &server.practice.sessions()[0];
    assert_eq!(session.start, utc("2025-06-05 22:00:00"));
    assert_eq!(session.scheduled_end, Some(utc("2025-06-08 22:00:00")));
}

#[tokio::test]
async fn the_documented_example_is_refused_with_its_trailing_comma_and_taken_without() {
    let example = r#"{
  "insertl":1,
  "scheduledend":"2025-12-31",
  "scheduledendtime":"17:30",
}"#;
    let server = spawn().await;
    let answer = server.post_text(example).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json(), json!({"error": "The body is not valid JSON"}));
    assert!(server.practice.sessions().is_empty());

    assert_eq!(server.post_text(&example.replace("\"17:30\",", "\"17:30\"")).await.status, 201);
    assert_eq!(server.practice.sessions()[0].scheduled_end, Some(utc("2025-12-31 16:30:00")));
}

#[tokio::test]
async fn a_token_that_is_missing_wrong_revoked_or_read_only_starts_nothing() {
    let server = spawn().await;
    let revoked = server.practice.token(Permission::Write).unwrap();
    server.practice.revoke(&revoked);
    let reading = server.practice.token(Permission::Read).unwrap();
    let first = server.practice.first_token();
    for (header, status, why) in [
        (None, 401, "no header"),
        (Some("Bearer".to_owned()), 401, "no token"),
        (Some("Bearer ".to_owned()), 401, "an empty token"),
        (Some("Bearer nonsense".to_owned()), 401, "an unknown token"),
        (Some(format!("Bearer {revoked}")), 401, "a revoked token"),
        (Some(format!("Basic {first}")), 401, "another scheme"),
        (Some(first.to_owned()), 401, "no scheme"),
        (Some(format!("Bearer {reading}")), 403, "no write permission"),
        (Some(format!("bearer {first}")), 201, "a scheme's case does not matter"),
    ] {
        let mut request = server.request(Method::POST, INSERT).json(&plain_start());
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{why}");
        assert_eq!(answer.json()["error"].is_string(), status != 201, "{why}: {}", answer.text);
    }
    assert_eq!(server.practice.sessions().len(), 1);
}

#[tokio::test]
async fn a_malformed_body_is_refused_and_its_field_named() {
    let long = "x".repeat(51);
    let server = spawn().await;
    for (body, named) in [
        (json!({}), "insertl"),
        (json!({"insertl": 0}), "insertl"),
        (json!({"insertl": 2}), "insertl"),
        (json!({"insertl": "1"}), "insertl"),
        (json!({"insertl": true}), "insertl"),
        (json!({"insertl": 1.5}), "insertl"),
        (json!({"insertl": null}), "insertl"),
        (json!({"insertl": 1, "public": 2}), "public"),
        (json!({"insertl": 1, "public": true}), "public"),
        (json!({"insertl": 1, "public": "1"}), "public"),
        (json!({"insertl": 1, "lockedby": 7}), "lockedby"),
        (json!({"insertl": 1, "lockedby": null}), "lockedby"),
        (json!({"insertl": 1, "lockedby": long}), "lockedby"),
        (json!({"insertl": 1, "locked_by": "Kim"}), "locked_by"),
        (json!({"insertl": 1, "startdate": ""}), "startdate"),
        (json!({"insertl": 1, "startdate": 20_250_606}), "startdate"),
        (json!({"insertl": 1, "startdate": "06.06.2025"}), "startdate"),
        (json!({"insertl": 1, "startdate": "2025-6-6"}), "startdate"),
        (json!({"insertl": 1, "startdate": "02025-06-06"}), "startdate"),
        (json!({"insertl": 1, "startdate": "2025-02-29"}), "startdate"),
        (json!({"insertl": 1, "startdate": "2025-06-05 10:00"}), "startdate"),
        (json!({"insertl": 1, "starttime": "10:00"}), "startdate"),
        (json!({"insertl": 1, "startdate": "2025-06-05", "starttime": "24:00"}), "starttime"),
        (json!({"insertl": 1, "startdate": "2025-06-05", "starttime": "9:00"}), "starttime"),
        (json!({"insertl": 1, "startdate": "2025-06-05", "starttime": "09:00:00"}), "starttime"),
        (json!({"insertl": 1, "startdate": "2025-03-30", "starttime": "02:30"}), "starttime"),
        (json!({"insertl": 1, "startdate": "2025-06-06", "starttime": "12:01"}), "startdate"),
        (json!({"insertl": 1, "startdate": "2025-06-07"}), "startdate"),
        (json!({"insertl": 1, "scheduledend": "2025-13-01"}), "scheduledend"),
        (json!({"insertl": 1, "scheduledend": "2025-06-06"}), "scheduledend"),
        (
            json!({"insertl": 1, "scheduledend": "2025-06-06", "scheduledendtime": "12:00"}),
            "scheduledend",
        ),
        (json!({"insertl": 1, "scheduledendtime": "17:30"}), "scheduledend"),
        (
            json!({"insertl": 1, "scheduledend": "2025-12-31", "scheduledendtime": "17.30"}),
            "scheduledendtime",
        ),
    ] {
        let answer = server.post(&body).await;
        assert_eq!(answer.status, 400, "{body}");
        let error = answer.json()["error"].as_str().unwrap().to_owned();
        assert_eq!(error.split(' ').next(), Some(named), "{body}: {error}");
    }
    assert!(server.practice.sessions().is_empty());
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused() {
    let deep = "[".repeat(10_000);
    let long = format!("{{\"insertl\":1,\"lockedby\":\"{}\"}}", "x".repeat(70_000));
    let server = spawn().await;
    for body in
        ["", " ", "insertl=1", "[]", "1", "null", "{\"insertl\":1}}", "{'insertl':1}", &deep, &long]
    {
        let answer = server.post_text(body).await;
        assert_eq!(answer.status, 400, "{}", &body[..body.len().min(40)]);
        assert!(answer.json()["error"].is_string());
    }
    let form = server
        .request(Method::POST, INSERT)
        .bearer_auth(server.practice.first_token())
        .form(&[("insertl", "1")]);
    assert_eq!(form.send().await.unwrap().status(), 400);
    assert!(server.practice.sessions().is_empty());
}

#[tokio::test]
async fn fifty_characters_are_counted_not_bytes() {
    let server = spawn().await;
    let name = "ü".repeat(50);
    assert_eq!(server.post(&json!({"insertl": 1, "lockedby": name})).await.status, 201);
    assert_eq!(server.practice.sessions()[0].locked_by, name);
}

#[tokio::test]
async fn an_overlap_is_refused() {
    let server = spawn().await;
    let start = |time: &str| json!({"insertl": 1, "startdate": "2025-06-06", "starttime": time});
    assert_eq!(server.post(&start("11:00")).await.status, 201);
    let answer = server.post(&plain_start()).await;
    assert_eq!(answer.status, 409, "one runs");
    assert_eq!(answer.json(), json!({"error": "Overlapping session exists"}));
    assert_eq!(server.post(&start("10:00")).await.status, 409, "one runs, though it began later");

    assert!(server.practice.end_session(1));
    assert!(!server.practice.end_session(1), "it has ended");
    server.pass(TimeDelta::hours(1));
    assert_eq!(server.post(&start("11:59")).await.status, 409, "before the end of the last one");
    assert_eq!(server.post(&start("12:00")).await.status, 201, "where the last one ended");
    assert!(server.practice.start_on_the_web().is_err(), "the web overlaps as well");
}

#[tokio::test]
async fn forty_starts_at_once_make_one_session() {
    let server = spawn().await;
    let mut sent = JoinSet::new();
    for _ in 0..40 {
        let request = server.start(&plain_start());
        sent.spawn(async { request.send().await.unwrap().status().as_u16() });
    }
    let mut answers = sent.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers[0], 201);
    assert!(answers[1..].iter().all(|status| *status == 409), "{answers:?}");
    assert_eq!(server.practice.sessions().len(), 1);
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let server = spawn().await;
    for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let request = server.request(method.clone(), INSERT).json(&plain_start());
        let answer =
            Answer::of(request.bearer_auth(server.practice.first_token()).send().await.unwrap())
                .await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), "POST", "{method}");
        assert_eq!(answer.json()["error"], Value::from("Method not allowed"));
    }
    assert!(server.practice.sessions().is_empty());
}

#[tokio::test]
async fn times_are_read_in_the_accounts_zone() {
    for (zone, start) in [
        ("Europe/Berlin", "2025-06-06 06:00:00"),
        ("UTC", "2025-06-06 08:00:00"),
        ("Asia/Kolkata", "2025-06-06 02:30:00"),
    ] {
        let server = spawn().await;
        server.practice.set_zone(zone).unwrap();
        let body = json!({"insertl": 1, "startdate": "2025-06-06", "starttime": "08:00"});
        assert_eq!(server.post(&body).await.status, 201);
        assert_eq!(server.practice.sessions()[0].start, utc(start), "{zone}");
    }
    assert!(spawn().await.practice.set_zone("Nowhere/Else").is_err());
}
