//! Presets: saved once, started by name or by one click.

use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::world::World;

/// Where no service is needed.
fn world() -> World {
    let world = World::headless("http://127.0.0.1:1");
    world.latchet(&["settings", "set", "tracker-zone", "UTC"]).run().expect_status(0);
    world
}

fn save(world: &World, arguments: &[&str]) {
    world.latchet(&[&["preset", "save"], arguments].concat()).run().expect_status(0);
}

/// So many hours from now, or before it.
fn in_hours(hours: i64) -> DateTime<Utc> {
    Utc::now() + TimeDelta::hours(hours)
}

/// The time of day of then.
fn time_of_day(hours: i64) -> String {
    in_hours(hours).format("%H:%M").to_string()
}

/// What a start with these options would send.
#[track_caller]
fn body(world: &World, options: &[&str]) -> Value {
    let ended = world.latchet(&[&["start", "--dry-run", "--json"], options].concat()).run();
    ended.expect_status(0);
    ended.json()["body"].clone()
}

fn settings(world: &World) -> String {
    fs::read_to_string(world.latchet_home().join("settings.toml")).unwrap()
}

#[test]
fn a_preset_is_started_by_its_name_and_options_beside_it_win() {
    let world = world();
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let time = time_of_day(12);
    save(&world, &["night", "--ago", "20m", "--until", &time, "--locked-by", "Kim", "--public"]);
    let whole = body(&world, &["--preset", "night"]);
    assert_eq!(
        (&whole["public"], &whole["lockedby"], &whole["scheduledendtime"]),
        (&json!(1), &json!("Kim"), &json!(time)),
        "{whole}"
    );
    assert!(whole["startdate"].is_string() && whole["starttime"].is_string(), "{whole}");

    let with = |options: &[&str]| body(&world, &[&["--preset", "night"], options].concat());
    assert_eq!(with(&["--locked-by", "Robin"])["lockedby"], "Robin");
    assert_eq!(with(&["--locked-by", ""])["lockedby"], Value::Null);
    assert_eq!(with(&["--until", "2099-01-02 03:04"])["scheduledend"], "2099-01-02");
    assert_eq!(with(&["--at", "2001-01-02 03:04", "--for", "36500d"])["startdate"], "2001-01-02");
    assert_eq!(with(&["--private"])["public"], 0);

    let started = world
        .latchet(&["start", "--yes", "--token-stdin", "--preset", "night", "--private"])
        .env("LATCHET_SERVER", &server.url())
        .input("a-token")
        .run();
    started.expect_status(0);
    let sent: Value = serde_json::from_slice(&server.starts()[0].body).unwrap();
    assert_eq!((&sent["lockedby"], &sent["public"]), (&json!("Kim"), &json!(0)), "{sent}");
}

#[test]
fn a_preset_without_a_holder_takes_the_one_that_is_set() {
    let world = world();
    save(&world, &["night", "--for", "8h"]);
    assert_eq!(body(&world, &["--preset", "night"])["lockedby"], Value::Null);
    world.latchet(&["settings", "set", "locked-by", "Kim"]).run().expect_status(0);
    assert_eq!(body(&world, &["--preset", "night"])["lockedby"], "Kim");
}

#[test]
fn one_click_starts_the_default_preset_and_the_terminal_does_not() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    for (key, value) in [("tracker-zone", "UTC"), ("grace", "0"), ("locked-by", "Kim")] {
        world.latchet(&["settings", "set", key, value]).run().expect_status(0);
    }
    save(&world, &["open", "--locked-by", "Robin", "--public"]);
    let plain = json!({"insertl": 1, "public": 0, "lockedby": "Kim"});
    assert_eq!(body(&world, &["--notify"]), plain, "none is the default yet");

    world.latchet(&["preset", "default", "open"]).run().expect_status(0);
    assert_eq!(body(&world, &[]), plain, "a start in the terminal says what it says");
    let preset = json!({"insertl": 1, "public": 1, "lockedby": "Robin"});
    assert_eq!(body(&world, &["--notify"]), preset);
    world.latchet(&["start", "--yes", "--notify"]).run().expect_status(0);
    let sent: Value = serde_json::from_slice(&server.starts()[0].body).unwrap();
    assert_eq!(sent, preset);

    world.latchet(&["preset", "default", "--none"]).run().expect_status(0);
    assert_eq!(body(&world, &["--notify"]), plain);
}

#[test]
fn one_click_starts_nothing_when_its_preset_can_not_be_read() {
    let server = Raw::unwanted();
    let world = World::with_token(&server.url(), "a-token-of-this-test");
    let before = server.connections();
    let file = world.latchet_home().join("settings.toml");
    fs::write(&file, "default-preset = \"night\"\n[preset.night]\nfor = \"long\"\n").unwrap();
    let clicked = world.latchet(&["start", "--yes", "--notify"]).run();
    clicked.expect_status(2).expect_told(&["preset default"]);
    assert_eq!(server.connections(), before);
}

#[test]
fn an_unknown_preset_is_refused_with_those_that_there_are() {
    let world = world();
    let calls = [&["start", "--yes", "--preset", "nihgt"][..], &["preset", "remove", "nihgt"]];
    for arguments in calls {
        let ended = world.latchet(arguments).run();
        ended.expect_status(2).expect_told(&["nihgt"]).expect_told(&["preset save"]);
    }
    save(&world, &["night", "--for", "8h"]);
    save(&world, &["two days", "--for", "2d"]);
    let before = settings(&world);
    for arguments in [&calls[..], &[&["preset", "default", "nihgt"]]].concat() {
        let ended = world.latchet(arguments).run();
        ended.expect_status(2).expect_told(&["nihgt"]).expect_told(&["night, two days"]);
    }
    let told = world.latchet(&["start", "--yes", "--json", "--preset", "nihgt"]).run();
    assert_eq!(told.expect_status(2).json()["reason"]["code"], "no_such_preset");
    assert_eq!(settings(&world), before);
}

#[test]
fn a_preset_that_could_start_nothing_is_refused_by_its_fields() {
    let world = world();
    let before = settings(&world);
    let long = "x".repeat(41);
    for (arguments, names) in [
        (&["bad", "--at", "2026-01-02 03:04"][..], &["--at"][..]),
        (&["bad", "--until", "2099-01-02 03:04"], &["--until"]),
        (&["bad", "--until", "25:00"], &["--until"]),
        (&["bad", "--ago", "0m", "--for", "soon"], &["--ago"]),
        (&["bad", "--locked-by", "two\nlines"], &["--locked-by"]),
        (&[&long], &["name"]),
        (&["two\nlines"], &["name"]),
        (&[" "], &["name"]),
        (&[], &["NAME"]),
        (&["bad", "--yes"], &["--yes"]),
    ] {
        let ended = world.latchet(&[&["preset", "save"], arguments].concat()).run();
        ended.expect_status(2).expect_told(names);
    }
    world.latchet(&["preset", "default"]).run().expect_status(2);
    world.latchet(&["preset", "default", "night", "--none"]).run().expect_status(2);
    assert_eq!(settings(&world), before);
}

#[test]
fn the_list_says_what_each_means_and_which_one_click_starts() {
    let world = world();
    let list = |world: &World| -> Ended {
        let ended = world.latchet(&["preset", "list"]).run();
        ended.expect_status(0);
        ended
    };
    list(&world).expect_told(&["preset save"]);
    save(&world, &["night", "--ago", "20m", "--until", "07:00"]);
    save(&world, &["7", "--for", "2d", "--locked-by", "Kim"]);
    world.latchet(&["preset", "default", "7"]).run().expect_status(0);
    assert_eq!(
        list(&world).out(),
        "night: Starts 20m ago, scheduled end at the next 07:00, private.\n\
         7 (one click): Starts now, scheduled end 2d after the start, locked by Kim, private.\n"
    );

    save(&world, &["night", "--for", "8h"]);
    world.latchet(&["preset", "remove", "7"]).run().expect_status(0);
    let file = world.latchet_home().join("settings.toml");
    let damaged = settings(&world) + "\n[preset.\"odd\\u0007\"]\n";
    fs::write(&file, &damaged).unwrap();
    let ended = list(&world);
    assert_eq!(ended.out(), "night: Starts now, scheduled end 8h after the start, private.\n");
    ended.expect_told(&[r"odd\u{7}"]);
    assert_eq!(settings(&world), damaged, "looking changes nothing");
}

#[test]
fn a_time_of_day_alone_is_the_next_after_the_start() {
    let world = world();
    let end = |options: &[&str]| {
        let body = body(&world, options);
        format!("{} {}", body["scheduledend"], body["scheduledendtime"]).replace('"', "")
    };
    let then = in_hours(12);
    let (told, time) = (then.format("%Y-%m-%d %H:%M"), then.format("%H:%M").to_string());
    assert_eq!(end(&["--until", &time]), told.to_string());
    assert_eq!(end(&["--until", &time, "--ago", "3h"]), told.to_string());
    let over = world.latchet(&["start", "--yes", "--until", &time_of_day(-2), "--ago", "3h"]).run();
    over.expect_status(2).expect_told(&["past"]);
    let refused = world.latchet(&["start", "--yes", "--until", "7 o'clock"]).run();
    refused.expect_status(2).expect_told(&["07:00"]);
}
