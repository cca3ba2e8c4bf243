//! What is filled in: offered where it could be two things, kept when the window closes.

use serde_json::{Value, json};

use super::super::drafts::Drafts;
use super::{Desk, World, draft, now};

#[test]
fn of_a_time_that_comes_twice_both_are_offered_as_they_are_filled_in() {
    let world = World::new();
    let until =
        |text: &str| draft(&json!({ "kind": "now" }), &json!({ "kind": "until", "text": text }));
    let preview = world.ask("preview", until("2035-10-28 02:30")).unwrap();
    let choices = preview["problems"][0]["choices"].as_array().unwrap();
    let [earlier, later] = [0, 1].map(|at| choices[at]["text"].as_str().unwrap());
    assert_eq!([earlier, later], ["2035-10-28 02:30+02:00", "2035-10-28 02:30+01:00"]);
    for (text, end) in [(earlier, "2035-10-28T00:30:00Z"), (later, "2035-10-28T01:30:00Z")] {
        assert_eq!(world.ask("preview", until(text)).unwrap()["end"], end);
    }
}

#[test]
fn a_zone_is_set_and_none_that_there_is_not() {
    let world = World::new();
    assert_eq!(world.ask("set_zone", json!({ "zone": " Asia/Tokyo " })).unwrap(), "Asia/Tokyo");
    assert_eq!(world.ask("opening", json!({})).unwrap()["zone"], "Asia/Tokyo");
    let refused = world.ask("set_zone", json!({ "zone": "Nowhere/Town" })).unwrap_err();
    assert_eq!(refused["field"], "zone", "{refused}");
    assert_eq!(world.ask("opening", json!({})).unwrap()["zone"], "Asia/Tokyo");
}

#[test]
fn what_is_filled_in_is_kept_when_the_window_closes_and_gone_after_its_start() {
    let world = World::with_token();
    let desk = tauri::Manager::state::<std::sync::Arc<Desk>>(&world.app);
    let mut args = now();
    args["draft"]["locked_by"] = json!("anna");
    world.ask("preview", args.clone()).unwrap();
    desk.keep_draft();
    let kept = || world.ask("opening", json!({})).unwrap()["draft"].clone();
    assert_eq!(kept(), args["draft"], "the page may be loaded anew");
    *desk.drafts.lock().unwrap() = Drafts::default();
    assert_eq!(kept(), args["draft"], "as another window finds it");
    world.ask("preview", args.clone()).unwrap();
    world.ask("start", args).unwrap();
    desk.keep_draft();
    assert_eq!(kept(), Value::Null);
    *desk.drafts.lock().unwrap() = Drafts::default();
    assert_eq!(kept(), Value::Null, "it is gone for another window too");
}
