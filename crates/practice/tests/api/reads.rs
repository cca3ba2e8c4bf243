//! The three reads, in the documented shapes.

use chrono::TimeDelta;
use latchet_practice::Permission;
use reqwest::Method;
use serde_json::{Value, json};

use crate::forms::press;
use crate::harness::{
    Answer, HISTORIES, NOW, SESSIONS, Server, USER_STATS, plain_start, spawn, utc,
};

fn ids(answer: &Answer) -> Vec<u64> {
    let json = answer.json();
    json["data"].as_array().unwrap().iter().map(|item| item["id"].as_u64().unwrap()).collect()
}

/// One ended and one running session a day apart, the second one public.
async fn two_sessions(server: &Server) {
    assert_eq!(server.post(&plain_start()).await.status, 201);
    server.pass(TimeDelta::hours(2));
    assert!(server.practice.end_session(1));
    server.pass(TimeDelta::hours(22));
    let body = json!({
        "insertl": 1, "public": 1, "lockedby": "Kim",
        "scheduledend": "2025-06-08", "scheduledendtime": "20:00",
    });
    assert_eq!(server.post(&body).await.status, 201);
    server.pass(TimeDelta::seconds(3));
}

#[tokio::test]
async fn sessions_are_listed_newest_first_in_the_documented_shape() {
    let server = spawn().await;
    let empty = server.get(SESSIONS).await.json();
    assert_eq!(empty, json!({"ok": true, "data": [], "meta": {"version": 2}}));
    two_sessions(&server).await;
    assert_eq!(
        server.get(SESSIONS).await.json()["data"],
        json!([
            {
                "id": 2, "start": "2025-06-07 12:00:00", "end": null,
                "scheduledend": "2025-06-08 20:00:00", "active": true, "lockedby": "Kim",
                "notes": "", "public": 1, "timezonestart": "+02:00", "timezoneend": null,
                "inserted": "2025-06-07 12:00:00", "has_history": false, "has_games_changes": false,
            },
            {
                "id": 1, "start": "2025-06-06 12:00:00", "end": "2025-06-06 14:00:00",
                "scheduledend": null, "active": false, "lockedby": "", "notes": "", "public": 0,
                "timezonestart": "+02:00", "timezoneend": "+02:00",
                "inserted": "2025-06-06 12:00:00", "has_history": false, "has_games_changes": false,
            },
        ])
    );
}

#[tokio::test]
async fn sessions_can_be_filtered_and_paged() {
    let server = spawn().await;
    two_sessions(&server).await;
    for (query, expected) in [
        ("", &[2, 1][..]),
        ("?active=1", &[2]),
        ("?active=0", &[1]),
        ("?public=1", &[2]),
        ("?public=0", &[1]),
        ("?id=1", &[1]),
        ("?id=3", &[]),
        ("?from=2025-06-07", &[2]),
        ("?to=2025-06-06", &[1]),
        ("?from=2025-06-06&to=2025-06-07", &[2, 1]),
        ("?from=2025-06-08", &[]),
        ("?limit=50&offset=1", &[1]),
        ("?limit=200&offset=2", &[]),
    ] {
        let answer = server.get(&format!("{SESSIONS}{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        assert_eq!(ids(&answer), expected, "{query}");
    }
}

#[tokio::test]
async fn a_page_holds_as_many_as_was_asked_for() {
    let server = spawn().await;
    for id in 1..=60 {
        assert_eq!(server.practice.start_on_the_web().unwrap(), id);
        server.pass(TimeDelta::minutes(1));
        assert!(server.practice.end_session(id));
    }
    assert_eq!(ids(&server.get(SESSIONS).await).len(), 50, "by default");
    let second = server.get(&format!("{SESSIONS}?offset=50")).await;
    assert_eq!(ids(&second), (1..=10).rev().collect::<Vec<_>>());
    assert_eq!(ids(&server.get(&format!("{SESSIONS}?limit=60")).await).len(), 60);
}

#[tokio::test]
async fn a_parameter_that_makes_no_sense_is_refused_by_name() {
    let server = spawn().await;
    for (path, query, named) in [
        (SESSIONS, "active=yes", "active"),
        (SESSIONS, "public=2", "public"),
        (SESSIONS, "limit=49", "limit"),
        (SESSIONS, "limit=201", "limit"),
        (SESSIONS, "offset=-1", "offset"),
        (SESSIONS, "id=x", "id"),
        (SESSIONS, "id=", "id"),
        (SESSIONS, "from=2025-02-30", "from"),
        (SESSIONS, "to=today", "to"),
        (SESSIONS, "sort=up", "sort"),
        (HISTORIES, "", "session"),
        (HISTORIES, "session=x", "session"),
        (HISTORIES, "session=1&limit=50", "limit"),
    ] {
        let answer = server.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        let json = answer.json();
        assert_eq!(json["ok"], Value::from(false));
        assert_eq!(json["error"]["code"], Value::from("bad_request"));
        let message = json["error"]["message"].as_str().unwrap();
        assert_eq!(message.split(' ').next(), Some(named), "{query}: {message}");
        assert_eq!(json["meta"], json!({"version": 2}));
    }
}

#[tokio::test]
async fn the_statistics_tell_public_sessions_only() {
    let server = spawn().await;
    server.post(&plain_start()).await;
    let private = server.get(USER_STATS).await.json();
    assert_eq!(private["locked"], Value::from(false), "the running session is private");
    assert_eq!(private["current_lock_start"], Value::Null);
    assert!(server.practice.end_session(1));

    server.pass(TimeDelta::hours(2));
    let body = json!({"insertl": 1, "public": 1, "scheduledend": "2025-06-08"});
    assert_eq!(server.post(&body).await.status, 201);
    server.pass(TimeDelta::hours(30 * 24 + 18 * 24 + 10));
    let url = server.practice.url();
    assert_eq!(
        server.get(USER_STATS).await.json(),
        json!({
            "nick": "practice", "profile_url": format!("{url}/"), "locked": true,
            "current_lock_start": "2025-06-06 12:00:00 UTC",
            "scheduled_end": "2025-06-07 22:00:00 UTC",
            "current_lock_time": "1 months 18 days 10 hours",
            "total_locked_since": "1 months 18 days 10 hours",
            "since_date": "2025-06-06 12:00:00 UTC",
            "link_game": format!("{url}/game/practice"),
            "last_full": null, "last_ruined": null, "last_ted": null, "last_milking": null,
        })
    );
}

#[tokio::test]
async fn a_history_begins_with_the_start() {
    let server = spawn().await;
    two_sessions(&server).await;
    let answer = server.get(&format!("{HISTORIES}?session=2")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({
            "ok": true,
            "data": [{
                "action": "START", "source": "MANUAL", "date": "2025-06-07 10:00:00",
                "scheduledend": "2025-06-08 18:00:00",
            }],
            "meta": {"version": 2},
        }),
        "in UTC"
    );
    let unknown = server.get(&format!("{HISTORIES}?session=9")).await;
    assert_eq!((unknown.status.as_u16(), unknown.json()["ok"].as_bool()), (404, Some(false)));
}

#[tokio::test]
async fn a_history_goes_on_with_each_move_of_the_end_and_the_list_follows() {
    let server = spawn().await;
    let body = json!({"insertl": 1, "scheduledend": "2025-06-06", "scheduledendtime": "20:00"});
    assert_eq!(server.post(&body).await.status, 201);
    for (words, minutes, source, action, end, on_the_wall, why) in [
        ("1 h later", "2", "DICE", "ADD", "2025-06-06 19:00:00", "2025-06-06 21:00:00", "later"),
        (
            "1 h earlier",
            "2",
            "LINK",
            "SUB",
            "2025-06-06 18:00:00",
            "2025-06-06 20:00:00",
            "earlier",
        ),
        ("Set", "2", "LUCK", "SUB", "2025-06-06 10:05:00", "2025-06-06 12:05:00", "sooner"),
        ("Set", "2", "MANUAL", "ADD", "2025-06-06 10:06:00", "2025-06-06 12:06:00", "a bit later"),
        ("Take away", "2", "PENALTY", "ADD", "", "", "an open session lasts longest"),
        (
            "Set",
            "60",
            "DOM",
            "SUB",
            "2025-06-06 11:06:00",
            "2025-06-06 13:06:00",
            "so any end is earlier",
        ),
    ] {
        server.pass(TimeDelta::minutes(1));
        let typed = [("minutes", minutes), ("source", source)];
        assert_eq!(press(&server, words, &typed).await.status, 303, "{words}");
        // Pressed twice in a second, the same moment is meant: it has not moved.
        if words == "Set" {
            assert_eq!(press(&server, words, &typed).await.status, 303, "{words}");
        }
        let known = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        let history = server.get(&format!("{HISTORIES}?session=1")).await.json();
        let rows = history["data"].as_array().unwrap();
        let at = utc(NOW) + TimeDelta::minutes(i64::try_from(rows.len()).unwrap() - 1);
        assert_eq!(
            *rows.last().unwrap(),
            json!({
                "action": action, "source": source, "scheduledend": known(end),
                "date": at.format("%Y-%m-%d %H:%M:%S").to_string(),
            }),
            "{words}: {why}"
        );
        let item = &server.get(SESSIONS).await.json()["data"][0];
        assert_eq!(item["scheduledend"], known(on_the_wall), "{words}");
        assert_eq!(item["has_history"], Value::from(true));
    }
    let history = server.get(&format!("{HISTORIES}?session=1")).await.json();
    assert_eq!(history["data"].as_array().unwrap().len(), 7, "the start and six moves");
}

#[tokio::test]
async fn a_read_needs_a_token_and_any_permission_will_do() {
    let server = spawn().await;
    let reading = server.practice.token(Permission::Read).unwrap();
    server.post(&plain_start()).await;
    for path in [USER_STATS, SESSIONS, "/api/v2/histories.php?session=1"] {
        let without = server.request(Method::GET, path).send().await.unwrap();
        assert_eq!(without.status(), 401, "{path}");
        let wrong = server.request(Method::GET, path).bearer_auth("wrong").send().await.unwrap();
        let wrong = Answer::of(wrong).await.json();
        let words = if path == USER_STATS { &wrong["error"] } else { &wrong["error"]["message"] };
        assert_eq!(words, "Invalid token", "{path}");
        let reading = server.request(Method::GET, path).bearer_auth(&reading).send().await.unwrap();
        assert_eq!(reading.status(), 200, "{path}");
        let writing = server.get(path).await;
        assert_eq!(writing.status, 200, "{path}");
        let posted = server.request(Method::POST, path).send().await.unwrap();
        assert_eq!(posted.status(), 405, "{path}");
    }
}

#[tokio::test]
async fn the_offset_is_the_one_at_the_start() {
    let server = spawn().await;
    let body = json!({"insertl": 1, "startdate": "2025-01-15", "starttime": "10:00"});
    assert_eq!(server.post(&body).await.status, 201);
    assert!(server.practice.end_session(1));
    let item = &server.get(SESSIONS).await.json()["data"][0];
    assert_eq!(item["start"], "2025-01-15 10:00:00");
    assert_eq!(
        (&item["timezonestart"], &item["timezoneend"]),
        (&json!("+01:00"), &json!("+02:00"))
    );
}
