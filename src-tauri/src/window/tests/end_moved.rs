//! What is sent ends when the page said that it would.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::time::Zone;
use serde_json::{Value, json};

use super::{World, draft};

/// Now, until the time of day that it is in three hours.
fn until() -> Value {
    let zone: Zone = "Europe/Berlin".parse().unwrap();
    let time = zone.local(Utc::now() + TimeDelta::hours(3)).format("%H:%M").to_string();
    draft(&json!({ "kind": "now" }), &json!({ "kind": "until", "text": time }))
}

impl World {
    /// Starts it, with an end that was shown so much earlier than it is.
    fn start_shown(&self, draft: &Value, earlier: TimeDelta) -> Result<Value, Value> {
        let preview = self.ask("preview", draft.clone()).unwrap();
        let end: DateTime<Utc> = preview["end"].as_str().unwrap().parse().unwrap();
        let mut args = draft.clone();
        args["shown"] = json!((end - earlier).to_rfc3339());
        self.ask("start", args)
    }
}

#[test]
fn an_end_that_is_another_day_s_by_now_is_told_and_nothing_is_sent() {
    let world = World::with_token();
    let length = draft(&json!({ "kind": "now" }), &json!({ "kind": "for", "text": "8h" }));
    for (draft, earlier, why) in [
        (until(), TimeDelta::days(1), "it was today's a moment ago"),
        (until(), TimeDelta::days(-1), "a clock that was put back"),
        (length, TimeDelta::minutes(3), "the sentence has stood there for long"),
    ] {
        let error = world.start_shown(&draft, earlier).unwrap_err();
        assert_eq!((&error["code"], error.get("field")), (&json!("end_moved"), None), "{why}");
        let told = error["message"].as_str().unwrap();
        let ends = told.strip_prefix("Nothing was sent: the scheduled end was ").unwrap();
        let (shown, end) = ends.split_once(" a moment ago, and by now it is ").unwrap();
        assert_ne!(shown, end.split_once('.').unwrap().0, "{why}: both ends are told: {told}");
    }
    assert_eq!(world.posts(), 0);
    assert_eq!(world.ask("opening", json!({})).unwrap()["pending"], json!([]), "nor recorded");
}

#[test]
fn an_end_as_it_was_shown_is_sent() {
    let world = World::with_token();
    for earlier in [TimeDelta::zero(), TimeDelta::minutes(1)] {
        let asked = world.start_shown(&until(), earlier).unwrap();
        assert_eq!(asked["outcome"], "asks", "only about the zone: {asked}");
    }
    let mut answer = until();
    answer["answered"] = json!(["zone"]);
    let ended = world.start_shown(&answer, TimeDelta::days(1)).unwrap();
    assert_eq!(ended["outcome"], "started", "what was asked about stands as it was: {ended}");
}
