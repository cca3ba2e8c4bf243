//! Each behaviour does what its line says.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use latchet_practice::{Behaviours, Permission};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::harness::{
    HISTORIES, INSERT, NOW, SESSIONS, Server, USER_STATS, plain_start, spawn, spawn_behaving, utc,
};

/// What a client gets to see of one request.
#[derive(Debug, PartialEq, Eq)]
enum Got {
    /// No status line came.
    Nothing,
    /// A status, and the body as far as it came.
    Status(u16, Body),
}

#[derive(Debug, PartialEq, Eq)]
enum Body {
    Json,
    Text,
    Empty,
    /// The connection ended before the body did, or nothing more came in time.
    Cut,
}

use Body::{Cut, Empty, Json, Text};
use Got::{Nothing, Status};

/// Those that end only when the client's patience does.
const HANGING: [&str; 3] = ["slow-drip", "no-answer", "reads-no-answer"];

fn patience(name: &str) -> Duration {
    if HANGING.contains(&name) { Duration::from_millis(500) } else { Duration::from_secs(8) }
}

async fn got(request: reqwest::RequestBuilder, patience: Duration) -> Got {
    let Ok(Ok(response)) = timeout(patience, request.send()).await else { return Nothing };
    let status = response.status().as_u16();
    let body = match timeout(patience, response.bytes()).await {
        Ok(Ok(body)) if body.is_empty() => Empty,
        Ok(Ok(body)) if serde_json::from_slice::<Value>(&body).is_ok() => Json,
        Ok(Ok(_)) => Text,
        _ => Cut,
    };
    Status(status, body)
}

fn read(server: &Server) -> reqwest::RequestBuilder {
    server.request(Method::GET, SESSIONS).bearer_auth(server.practice.first_token())
}

#[tokio::test]
async fn each_fault_of_an_insert_shows_and_records_as_its_line_says() {
    let rows = [
        ("answer-400", Status(400, Json), 0),
        ("answer-401", Status(401, Json), 0),
        ("answer-403", Status(403, Json), 0),
        ("answer-404", Status(404, Json), 0),
        ("answer-409", Status(409, Json), 0),
        ("answer-429", Status(429, Json), 0),
        ("answer-500", Status(500, Json), 0),
        ("answer-503", Status(503, Json), 0),
        ("redirect", Status(301, Empty), 0),
        ("redirect-307", Status(307, Empty), 0),
        ("close-before-reading", Nothing, 0),
        ("close-after-reading", Nothing, 0),
        ("close-after-recording", Nothing, 1),
        ("cut-mid-response", Status(201, Cut), 1),
        ("slow-drip", Status(201, Cut), 1),
        ("wrong-length", Status(201, Text), 1),
        ("html", Status(200, Text), 0),
        ("garbage", Status(201, Text), 1),
        ("huge-body", Status(201, Json), 1),
        ("deep-json", Status(201, Text), 1),
        ("empty-body", Status(201, Empty), 1),
        ("error-500-after-recording", Status(500, Json), 1),
        ("late-landing", Nothing, 0),
        ("no-answer", Nothing, 0),
    ];
    for (name, line) in Behaviours::ALL {
        let of_an_insert = line.contains("recorded") || line.contains("insert is");
        let has_a_row = rows.iter().any(|(row, ..)| row == name);
        assert!(has_a_row || !of_an_insert, "{name} has no row");
    }
    for (name, expected, recorded) in rows {
        let server = spawn_behaving(name).await;
        let read = got(read(&server), patience(name)).await;
        assert_eq!(read, Status(200, Json), "{name} lets reads alone");
        assert_eq!(got(server.start(&plain_start()), patience(name)).await, expected, "{name}");
        assert_eq!(server.practice.sessions().len(), recorded, "{name}");
    }
}

#[tokio::test]
async fn each_fault_of_a_read_shows_as_its_line_says() {
    let rows = [
        ("reads-answer-401", Status(401, Json)),
        ("reads-answer-403", Status(403, Json)),
        ("reads-answer-404", Status(404, Json)),
        ("reads-answer-429", Status(429, Json)),
        ("reads-answer-500", Status(500, Json)),
        ("reads-redirect", Status(301, Empty)),
        ("reads-cut", Status(200, Cut)),
        ("reads-garbage", Status(200, Text)),
        ("reads-html", Status(200, Text)),
        ("reads-huge-body", Status(200, Json)),
        ("reads-no-answer", Nothing),
    ];
    let listed = Behaviours::ALL.iter().filter(|(name, _)| name.starts_with("reads-")).count();
    assert_eq!(listed, rows.len());
    for (name, expected) in rows {
        let server = spawn_behaving(&format!("{name}:1")).await;
        assert_eq!(
            got(server.start(&plain_start()), patience(name)).await,
            Status(201, Json),
            "{name}"
        );
        assert_eq!(got(read(&server), patience(name)).await, expected, "{name}");
        assert_eq!(
            got(read(&server), patience(name)).await,
            Status(200, Json),
            "{name} was for one read"
        );
    }
}

#[tokio::test]
async fn counts_run_out_and_a_new_set_counts_anew() {
    let server = spawn_behaving("answer-500:1,answer-429:2").await;
    let status = async || server.post(&plain_start()).await.status.as_u16();
    assert_eq!([status().await, status().await, status().await], [500, 429, 201]);
    server.practice.set_behaviours("answer-503:1".parse().unwrap());
    assert_eq!([status().await, status().await], [503, 409]);
    server.practice.set_behaviours(Behaviours::default());
    assert_eq!(status().await, 409);
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_back() {
    let server = spawn_behaving("answer-429").await;
    assert_eq!(server.post(&plain_start()).await.header("retry-after"), "30");
}

#[tokio::test]
async fn a_redirect_leads_elsewhere_and_elsewhere_is_remembered() {
    for name in ["redirect", "redirect-307"] {
        let server = spawn_behaving(name).await;
        assert_eq!(server.post(&plain_start()).await.header("location"), "/elsewhere", "{name}");
        server.request(Method::GET, "/elsewhere").send().await.unwrap();
        assert_eq!(server.practice.requests()[1].path_and_query, "/elsewhere");
    }
}

#[tokio::test]
async fn a_cut_answer_ends_in_its_middle_and_a_wrong_length_ten_bytes_short() {
    let whole = spawn().await.post(&plain_start()).await.text;
    let server = spawn_behaving("cut-mid-response").await;
    let mut response = server.start(&plain_start()).send().await.unwrap();
    assert_eq!(response.content_length(), Some(whole.len() as u64));
    let first = response.chunk().await.unwrap().unwrap();
    assert_eq!(first, whole[..whole.len() / 2], "the half arrives");
    assert!(response.chunk().await.is_err(), "and then the connection breaks");

    let server = spawn_behaving("wrong-length").await;
    assert_eq!(server.post(&plain_start()).await.text, whole[..whole.len() - 10]);
}

#[tokio::test]
async fn a_huge_body_has_50_megabytes_and_a_deep_one_10_000_levels() {
    let server = spawn_behaving("huge-body:1,deep-json").await;
    assert!(server.post(&plain_start()).await.text.len() > 50_000_000);
    let deep = server.post(&plain_start()).await;
    assert_eq!(deep.status, 409, "the status is the true one");
    assert_eq!(deep.text, format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
}

#[tokio::test]
async fn a_late_landing_is_recorded_two_seconds_after_the_cut() {
    let server = spawn_behaving("late-landing:1").await;
    let cut = Instant::now();
    assert_eq!(got(server.start(&plain_start()), patience("")).await, Nothing);
    assert!(server.practice.sessions().is_empty());
    let landed = server.practice.until(|practice| practice.sessions().len() == 1);
    timeout(Duration::from_secs(6), landed).await.unwrap();
    assert!(cut.elapsed() >= Duration::from_secs(2));
    assert_eq!(server.post(&plain_start()).await.status, 409);
}

#[tokio::test]
async fn ids_may_be_strings() {
    let server = spawn_behaving("ids-as-strings").await;
    assert_eq!(server.post(&plain_start()).await.json()["session_id"], json!("1"));
    let item = &server.get(SESSIONS).await.json()["data"][0];
    assert_eq!(
        (&item["id"], &item["active"], &item["public"]),
        (&json!("1"), &json!("1"), &json!("0"))
    );
}

#[tokio::test]
async fn a_start_date_may_be_mandatory() {
    let server = spawn_behaving("startdate-mandatory").await;
    let refused = server.post(&plain_start()).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()),
        (400, json!({"error": "startdate is mandatory"}))
    );
    let explicit = json!({"insertl": 1, "startdate": "2025-06-06", "starttime": "12:00"});
    assert_eq!(server.post(&explicit).await.status, 201);
}

#[tokio::test]
async fn reading_may_be_refused_to_a_token_that_writes() {
    let server = spawn_behaving("read-refused-to-write-token").await;
    assert_eq!(server.post(&plain_start()).await.status, 201);
    let reading = server.practice.token(Permission::Read).unwrap();
    for path in [USER_STATS, SESSIONS, &format!("{HISTORIES}?session=1")] {
        assert_eq!(server.get(path).await.status, 403, "{path}");
        let read = server.request(Method::GET, path).bearer_auth(&reading).send().await.unwrap();
        assert_eq!(read.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn fields_may_be_trimmed() {
    let server = spawn_behaving("trim-fields").await;
    let body = json!({"insertl": 1, "lockedby": "  abcdefghij abcdefghij "});
    assert_eq!(server.post(&body).await.status, 201);
    assert_eq!(server.practice.sessions()[0].locked_by, "abcdefghij abcdefghi");
}

#[tokio::test]
async fn times_may_be_read_as_utc_while_sessions_are_shown_in_the_accounts_zone() {
    let server = spawn_behaving("utc-times").await;
    let body = json!({
        "insertl": 1, "startdate": "2025-06-06", "starttime": "08:00", "scheduledend": "2025-06-08",
    });
    assert_eq!(server.post(&body).await.status, 201);
    assert_eq!(server.practice.sessions()[0].start, utc("2025-06-06 08:00:00"));
    let item = &server.get(SESSIONS).await.json()["data"][0];
    assert_eq!(item["start"], "2025-06-06 10:00:00");
    assert_eq!(item["scheduledend"], "2025-06-08 02:00:00");
}

#[tokio::test]
async fn the_clock_may_be_two_hours_off() {
    for (name, hours, date) in [
        ("clock-ahead-2h", 2, "Fri, 06 Jun 2025 12:00:00 GMT"),
        ("clock-behind-2h", -2, "Fri, 06 Jun 2025 08:00:00 GMT"),
    ] {
        let server = spawn_behaving(name).await;
        assert_eq!(server.post(&plain_start()).await.header("date"), date, "{name}");
        let start = server.practice.sessions()[0].start;
        assert_eq!(start, utc(NOW) + TimeDelta::hours(hours), "{name}");
    }
}

#[tokio::test]
async fn errors_may_have_any_shape() {
    let words = "insertl is mandatory";
    for (name, kind, body) in [
        (
            "error-object",
            "application/json",
            json!({"error": {"code": "bad_request", "message": words}}).to_string(),
        ),
        ("error-plain-text", "text/plain; charset=utf-8", words.to_owned()),
        ("error-html", "text/html; charset=utf-8", "<p>insertl is mandatory</p>".to_owned()),
        (
            "error-v2",
            "application/json",
            json!({
                "ok": false, "error": {"code": "bad_request", "message": words},
                "meta": {"version": 2},
            })
            .to_string(),
        ),
    ] {
        let server = spawn_behaving(name).await;
        let answer = server.post(&json!({})).await;
        assert_eq!(answer.status, 400, "{name}");
        assert_eq!(answer.header("content-type"), kind, "{name}");
        assert!(answer.text.contains(&body), "{name}: {}", answer.text);
        let page = server.request(Method::GET, SESSIONS).send().await.unwrap();
        assert_eq!(page.headers()["content-type"], kind, "{name} holds for reads too");
        assert_eq!(server.post(&plain_start()).await.status, 201, "{name} is about errors only");
    }
}

#[tokio::test]
async fn a_list_may_lie_in_an_object() {
    let server = spawn_behaving("list-in-object").await;
    server.post(&plain_start()).await;
    let sessions = server.get(SESSIONS).await.json();
    assert_eq!(sessions["data"]["sessions"][0]["id"], 1);
    let histories = server.get(&format!("{HISTORIES}?session=1")).await.json();
    assert_eq!(histories["data"]["histories"][0]["action"], "START");
}

#[tokio::test]
async fn the_oldest_session_may_be_listed_first() {
    for (name, order) in [("", [2, 1]), ("oldest-first", [1, 2])] {
        let server = spawn_behaving(name).await;
        server.post(&plain_start()).await;
        server.practice.end_session(1);
        server.post(&plain_start()).await;
        let sessions = server.get(SESSIONS).await.json();
        let ids = [0, 1].map(|at| sessions["data"][at]["id"].as_u64());
        assert_eq!(ids, order.map(Some), "{name:?}");
    }
}

#[tokio::test]
async fn behaviours_combine() {
    let server =
        spawn_behaving("close-after-recording:1,ids-as-strings,error-v2,clock-ahead-2h").await;
    assert_eq!(got(server.start(&plain_start()), patience("")).await, Nothing);
    let again = server.post(&plain_start()).await;
    assert_eq!((again.status, &again.json()["ok"]), (StatusCode::CONFLICT, &json!(false)));
    assert_eq!(again.header("date"), "Fri, 06 Jun 2025 12:00:00 GMT");
    assert_eq!(server.get(SESSIONS).await.json()["data"][0]["id"], json!("1"));
}

#[tokio::test]
async fn a_start_that_is_never_answered_can_be_awaited_by_the_test() {
    let server = spawn_behaving("no-answer").await;
    let sent = tokio::spawn(server.start(&plain_start()).send());
    let arrived = server
        .practice
        .until(|practice| practice.requests().iter().any(|seen| seen.path_and_query == INSERT));
    timeout(Duration::from_secs(5), arrived).await.unwrap();
    assert!(!sent.is_finished());
    server.practice.shutdown().await;
    assert!(sent.await.unwrap().is_err(), "a shutdown closes what hangs");
}
