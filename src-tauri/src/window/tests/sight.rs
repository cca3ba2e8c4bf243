//! What runs now is read when somebody looks, and no more often than the service may be asked.

use serde_json::{Value, json};

use super::{World, now};

impl World {
    pub(super) fn running(&self, anew: bool) -> Value {
        self.ask("running", json!({ "anew": anew })).unwrap()
    }

    fn reads(&self) -> usize {
        self.server.requests().iter().filter(|seen| seen.method == "GET").count()
    }
}

#[test]
fn looking_asks_once_a_minute_and_anew_when_that_is_wanted() {
    let world = World::with_token();
    let before = world.reads();
    let idle = world.running(false);
    assert_eq!((&idle["state"], &idle["runs"]), (&json!("idle"), &json!(false)), "{idle}");
    assert_eq!(world.reads(), before + 1);
    assert_eq!(world.running(false), idle);
    assert_eq!(world.reads(), before + 1, "that is less than a minute old");
    world.running(true);
    assert_eq!(world.reads(), before + 2);
}

#[test]
fn a_start_is_seen_at_the_next_look_however_soon() {
    let world = World::with_token();
    assert_eq!(world.running(false)["state"], "idle");
    world.ask("start", now()).unwrap();
    assert_eq!(world.running(false)["state"], "running");
}

#[test]
fn what_runs_is_told_in_short_lines_that_grow_old() {
    let world = World::with_token();
    world.ask("start", now()).unwrap();
    let running = world.running(true);
    assert_eq!((&running["state"], &running["runs"]), (&json!("running"), &json!(true)));
    let lines: Vec<_> = running["lines"].as_array().unwrap().iter().collect();
    assert!(lines[0].as_str().unwrap().starts_with("Session "), "{running}");
    assert!(lines[1].as_str().unwrap().starts_with("since "), "{running}");
    assert_eq!(lines[2..], ["no scheduled end", "private"], "{running}");
    assert!(running["as_of"].as_str().unwrap().starts_with("as of "), "{running}");
    assert_eq!(running["moved"], Value::Null);
}

#[test]
fn a_refused_token_asks_once_and_another_one_asks_again() {
    let world = World::with_token();
    world.server.revoke(world.server.first_token());
    let refused = world.running(false);
    assert_eq!(refused["state"], "unavailable", "{refused}");
    assert!(refused["lines"][0].as_str().unwrap().contains("does not accept"), "{refused}");
    let before = world.reads();
    for anew in [false, true] {
        assert_eq!(world.running(anew), refused, "it is told all the same");
    }
    assert_eq!(world.reads(), before, "a refused token is not used again");

    let another = world.server.token(latchet_practice::Permission::Write).unwrap();
    world.ask("save_token", json!({ "token": another })).unwrap();
    assert_eq!(world.running(false)["state"], "idle");
}

#[test]
fn many_who_look_at_once_ask_once() {
    let world = World::with_token();
    let before = world.reads();
    let desk = tauri::Manager::state::<std::sync::Arc<super::Desk>>(&world.app);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| desk.running(false).unwrap());
        }
    });
    assert_eq!(world.reads(), before + 1);
}
