//! T: clocks and zones.

use chrono::{TimeDelta, Utc};

use super::kinds::{UNKNOWN, is_back, lost, waits};
use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;

const HOUR: i64 = 3_600;
const SKEW: &str = "This computer's clock differs from the server's by";
const MIGHT_BE: &str = "The service shows a session that it might be, or might not.";

/// This computer's clock is wrong by so many seconds, the service's is right.
fn with_a_clock(stage: &Stage, names: &str, ahead: i64) -> Scene {
    let mut scene = Scene::behaving(stage, names);
    scene.set_clock(ahead);
    scene
}

fn in_berlin(stage: &Stage) -> Scene {
    let mut scene = Scene::strict(stage);
    scene.practice.server().set_zone("Europe/Berlin").unwrap();
    scene.run(&["settings", "set", "tracker-zone", "Europe/Berlin"]).expect_status(0);
    scene
}

fn started_so_long_ago(length: TimeDelta) -> impl Fn(&Scene, &crate::program::Ended) {
    move |scene, ended| {
        let session = scene.practice.server().sessions().pop().unwrap();
        let apart = (Utc::now() - length - session.start).abs();
        assert!(apart < TimeDelta::minutes(3), "{session:?}\n{}", ended.all());
    }
}

pub(super) fn rows() -> Vec<Row> {
    vec![
        lost(
            "T1",
            "the clock is put back an hour after a start of which nobody knows",
            |stage| Scene::behaving(stage, "answer-500:1").with_a_past(1),
            "server_error",
        )
        .then("looked up with the clock an hour back", |scene| {
            scene.set_clock(-HOUR);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then("looked up two minutes later: by that clock nothing is proven", |scene| {
            scene.later(120);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then("the clock is right again", |scene| {
            scene.set_clock(HOUR);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then("looked up a minute after that", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(0)
        .leaves(2, 1, "started"),
        waits("T1b", "the clock is put back an hour while a start waits", Scene::closed)
            .then("with the service back, sent", |scene| {
                scene.set_clock(-HOUR);
                is_back(scene)
            })
            .exits(0)
            .leaves(1, 1, "started")
            .also(started_so_long_ago(TimeDelta::zero())),
        row("T1c", "the clock is two hours fast", |stage| with_a_clock(stage, "", 2 * HOUR))
            .starts()
            .sees(&[SKEW])
            .leaves(1, 1, "started")
            .also(started_so_long_ago(TimeDelta::zero())),
        row("T1d", "the clock is two hours fast", |stage| with_a_clock(stage, "", 2 * HOUR))
            .by("started 30 minutes ago, by that clock", |scene| {
                scene.start_call(&["--ago", "30m"]).run()
            })
            .ends(6, "refused", "refused_input")
            .sees(&["The service says: “startdate lies in the future”", SKEW])
            .leaves(1, 0, "refused"),
        row("T1e", "the clock is two hours slow", |stage| with_a_clock(stage, "", -2 * HOUR))
            .by("started 30 minutes ago, by that clock", |scene| {
                scene.start_call(&["--ago", "30m"]).run()
            })
            .starts()
            .sees(&[SKEW])
            .leaves(1, 1, "started"),
        row("T2", "the time of the start was twice on that day: summer time ended", in_berlin)
            .by("started at 02:30", |scene| scene.start_call(&["--at", "2025-10-26 02:30"]).run())
            .exits(2)
            .sees(&["the clocks in Europe/Berlin show this time twice"])
            .sees(&["write 2025-10-26 02:30+02:00 or 2025-10-26 02:30+01:00"])
            .leaves(0, 0, "nothing")
            .then("told which", |scene| scene.start_call(&["--at", "2025-10-26 02:30+02:00"]).run())
            .starts()
            .leaves(1, 1, "started"),
        row("T2b", "the time of the start never was: summer time began", in_berlin)
            .by("started at 02:30", |scene| scene.start_call(&["--at", "2025-03-30 02:30"]).run())
            .exits(2)
            .sees(&["were put forward over this time, so it never was"])
            .leaves(0, 0, "nothing"),
        row("T3", "the computer goes to another zone while a start waits", Scene::closed)
            .by("started 3 hours ago", |scene| scene.start_call(&["--ago", "3h"]).run())
            .ends(8, "waiting", "waiting")
            .leaves(0, 0, "waiting")
            .then("in Tokyo, with the service back, sent", |scene| {
                scene.set_environment("TZ", "Asia/Tokyo");
                is_back(scene)
            })
            .exits(0)
            .leaves(1, 1, "started")
            .also(started_so_long_ago(TimeDelta::hours(3))),
        row("T4", "the server's clock is two hours ahead", |stage| {
            Scene::behaving(stage, "clock-ahead-2h")
        })
        .starts()
        .sees(&[SKEW])
        .leaves(1, 1, "started"),
        row("T4b", "the server's clock is two hours behind", |stage| {
            Scene::behaving(stage, "clock-behind-2h")
        })
        .starts()
        .sees(&[SKEW])
        .leaves(1, 1, "started"),
        row(
            "T4c",
            "the server's clock is two hours ahead, and it answers 500; the start was recorded",
            |stage| Scene::behaving(stage, "clock-ahead-2h,error-500-after-recording"),
        )
        .ends(7, "unknown", "doubtful")
        .sees(&[UNKNOWN, MIGHT_BE])
        .leaves(1, 1, "unknown")
        .then("found on the website", |scene| {
            scene.run(&["pending", "settle", "1", "--started", "1"])
        })
        .exits(0)
        .leaves(1, 1, "started"),
        waits("T5", "a start waits for more than half a day", Scene::closed)
            .then("looked at 13 hours later", |scene| {
                scene.later(13 * HOUR);
                scene.run(&["pending", "list"])
            })
            .exits(0)
            .sees(&["The start was not sent. It waits for your answer."])
            .leaves(0, 0, "held")
            .then("with the service back, to be sent all the same", is_back)
            .exits(8)
            .sees(&["it is not proven that the tracker's zone is your account's."])
            .leaves(0, 0, "held")
            .then("sent all the same", Scene::send)
            .exits(0)
            .leaves(1, 1, "started"),
    ]
}
