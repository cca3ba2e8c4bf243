//! Starts that are not settled, in the window.

use chrono::{TimeDelta, Utc};
use latchet_core::draft::Plan;
use latchet_core::intention::{Delay, Event, IntentionId, Question};
use latchet_core::journal::Journal;
use latchet_core::owner::DEFAULT;
use latchet_core::time::Zone;
use latchet_tracker::{NotSent, Origin, Outcome, Unknown};
use serde_json::{Value, json};

use super::{World, now};

impl World {
    fn journal(&self) -> Journal {
        let origin = Origin::parse(&self.server.url()).unwrap();
        let home = latchet_core::home::Home::under(self.home.path());
        Journal::open(&home.service_folder(&origin), &origin).unwrap()
    }

    /// A start of this account to which this has happened, an hour ago.
    pub(super) fn left(&self, events: &[Event]) -> i64 {
        let nick = self.journal().memory("nick").unwrap();
        self.left_by(&nick.unwrap_or_else(|| DEFAULT.to_owned()), events)
    }

    fn left_by(&self, account: &str, events: &[Event]) -> i64 {
        let plan = Plan {
            start: None,
            scheduled_end: None,
            locked_by: None,
            public: false,
            zone: Zone::UTC,
        };
        let at = Utc::now() - TimeDelta::hours(1);
        let (first, later) = events.split_first().unwrap();
        let mut journal = self.journal();
        let id = journal.record(&plan, account, Some(0), first, at).unwrap();
        for event in later {
            journal.append(id, event, at).unwrap();
        }
        id.0
    }

    /// One of some states.
    pub(super) fn left_at(&self, number: usize) -> i64 {
        match number {
            0 => self.left(&waiting()),
            1 => self.left(&held(Question::Overtaken)),
            2 => self.left(&held(Question::EndPassed)),
            3 => self.left(&unknown()),
            _ => self.left(&grace()),
        }
    }

    fn pending(&self) -> Vec<Value> {
        let opening = self.ask("opening", json!({})).unwrap();
        opening["pending"].as_array().unwrap().clone()
    }

    fn state(&self, id: i64) -> String {
        self.journal().get(IntentionId(id)).unwrap().state.name().to_owned()
    }
}

pub(super) fn waiting() -> Vec<Event> {
    vec![Event::SendingBegan, Event::Deferred(Delay::NotSent(NotSent::NoConnection))]
}

fn held(question: Question) -> Vec<Event> {
    [waiting(), vec![Event::Held(question)]].concat()
}

pub(super) fn unknown() -> Vec<Event> {
    vec![Event::SendingBegan, Event::Answered(Outcome::Unknown(Unknown::TimedOut))]
}

fn grace() -> Vec<Event> {
    vec![Event::GraceBegan { until: Utc::now() + TimeDelta::seconds(30) }]
}

#[test]
fn each_start_that_is_not_settled_tells_what_can_be_done_about_it() {
    for (events, code, can) in [
        (waiting(), "waiting", json!(["send", "cancel"])),
        (held(Question::Overtaken), "held", json!(["send", "cancel"])),
        (held(Question::EndPassed), "held", json!(["cancel"])),
        (grace(), "grace", json!(["cancel"])),
        (unknown(), "timed_out", json!(["look", "settle"])),
    ] {
        let world = World::with_token();
        let id = world.left(&events);
        let pending = world.pending();
        assert_eq!(pending.len(), 1, "{code}");
        assert_eq!((&pending[0]["id"], &pending[0]["can"]), (&json!(id), &can), "{code}");
        assert_eq!(pending[0]["told"]["code"], code);
        let said = pending[0]["told"].to_string();
        assert!(!said.contains("latchet "), "it is done here, not in a terminal: {said}");
    }
}

#[test]
fn what_a_dead_program_left_is_seen_to_when_the_window_opens() {
    let world = World::with_token();
    let sending = world.left(&[Event::SendingBegan]);
    assert_eq!(world.pending()[0]["told"]["code"], "interrupted");
    assert_eq!(world.state(sending), "unknown");

    let world = World::with_token();
    let over = Utc::now() - TimeDelta::minutes(1);
    let lapsed = world.left(&[Event::GraceBegan { until: over }]);
    let opening = world.ask("opening", json!({})).unwrap();
    assert_eq!(opening["news"][0]["code"], "lapsed", "it is said once: {opening}");
    assert_eq!((opening["pending"].clone(), world.state(lapsed)), (json!([]), "cancelled".into()));
    assert_eq!(world.ask("opening", json!({})).unwrap()["news"], json!([]));
}

#[test]
fn that_nothing_shows_the_trays_icon_is_told_once_with_what_would() {
    let world = World::new();
    world.journal().remember("no-icon", "untold").unwrap();
    let opening = world.ask("opening", json!({})).unwrap();
    assert_eq!(opening["news"][0]["code"], "no_icon", "{opening}");
    let next = opening["news"][0]["next"].as_str().unwrap();
    assert!(next.contains("AppIndicator"), "{next}");
    assert_eq!(world.ask("opening", json!({})).unwrap()["news"], json!([]));
}

#[test]
fn a_journal_that_had_to_be_rescued_is_told_once() {
    let world = World::with_token();
    world.journal().remember("rescued", "/kept/here").unwrap();
    let opening = world.ask("opening", json!({})).unwrap();
    assert_eq!(opening["news"][0]["code"], "journal_rescued", "{opening}");
    let what = opening["news"][0]["what"].as_str().unwrap();
    assert!(what.contains("/kept/here") && !what.contains("latchet pending"), "{what}");
    assert_eq!(world.ask("opening", json!({})).unwrap()["news"], json!([]));
}

#[test]
fn a_start_that_waits_is_sent_on_request() {
    let world = World::with_token();
    let id = world.left(&waiting());
    let args = json!({ "id": id });
    let ended = world.ask("send_pending", args.clone()).unwrap();
    // Its hour-old moment has to be told now, in a zone that nothing proves.
    assert_eq!((&ended["outcome"], &ended["told"]["code"]), (&json!("waiting"), &json!("held")));
    assert_eq!(world.posts(), 0);
    let ended = world.ask("send_pending", args).unwrap();
    assert_eq!(ended["outcome"], "started", "sending it again answers it: {ended}");
    assert_eq!((world.posts(), world.pending()), (1, Vec::new()));
}

#[test]
fn a_start_that_is_not_known_is_looked_for_and_not_repeated() {
    let world = World::with_token();
    let id = world.left(&unknown());
    let ended = world.ask("send_pending", json!({ "id": id })).unwrap();
    assert_eq!(ended["outcome"], "unknown", "one empty read proves nothing: {ended}");
    assert!(ended["told"]["meaning"].to_string().contains("does not show it yet"), "{ended}");
    assert_eq!(world.posts(), 0);
    world.server.revoke(world.server.first_token());
    let ended = world.ask("send_pending", json!({ "id": id })).unwrap();
    assert!(ended["told"]["meaning"].to_string().contains("may not read"), "{ended}");
}

#[test]
fn a_start_is_taken_back_unless_it_may_stand() {
    for events in [waiting(), held(Question::EndPassed), grace()] {
        let world = World::with_token();
        let id = world.left(&events);
        let ended = world.ask("cancel_pending", json!({ "id": id })).unwrap();
        assert_eq!(
            (&ended["outcome"], &ended["told"]["code"]),
            (&json!("not_sent"), &json!("cancelled")),
            "{events:?}"
        );
        assert_eq!((world.state(id), world.posts()), ("cancelled".to_owned(), 0));
    }
    let world = World::with_token();
    let id = world.left(&unknown());
    let error = world.ask("cancel_pending", json!({ "id": id })).unwrap_err();
    assert_eq!(error["code"], "journal", "{error}");
    assert_eq!(world.state(id), "unknown");
}

#[test]
fn what_was_found_on_the_website_settles_a_start() {
    for (found, code, outcome, session) in [
        (json!({ "started": 7 }), "started", "started", json!(7)),
        (json!("not_started"), "not_started", "not_sent", Value::Null),
    ] {
        let world = World::with_token();
        let id = world.left(&unknown());
        let ended = world.ask("settle_pending", json!({ "id": id, "found": found })).unwrap();
        assert_eq!((&ended["told"]["code"], &ended["outcome"]), (&json!(code), &json!(outcome)));
        assert_eq!((&ended["session_id"], world.pending()), (&session, Vec::new()));
        assert_eq!(world.ask("start", now()).unwrap()["outcome"], "started", "the way is free");
    }
}

#[test]
fn a_number_that_can_not_be_is_told_beside_its_field_and_settles_nothing() {
    let world = World::with_token();
    let other = world.left(&unknown());
    let settled = json!({ "id": other, "found": { "started": 7 } });
    world.ask("settle_pending", settled).unwrap();
    let id = world.left(&unknown());
    for (number, code) in
        [(0, "no_session_number"), (u64::MAX, "no_session_number"), (7, "session_taken")]
    {
        let args = json!({ "id": id, "found": { "started": number } });
        let error = world.ask("settle_pending", args).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &json!("session")),
            "{number}"
        );
    }
    // What is no number at all must never pass for "it does not stand".
    for found in [json!(null), json!({ "started": null }), json!({ "started": "x" }), json!("")] {
        let error = world.ask("settle_pending", json!({ "id": id, "found": found })).unwrap_err();
        assert!(error.is_string(), "{found}: {error}");
    }
    assert!(world.ask("settle_pending", json!({ "id": id })).is_err(), "nothing was found");
    assert_eq!(world.state(id), "unknown");
}

#[test]
fn a_number_that_is_no_start_s_is_told() {
    let world = World::with_token();
    for command in ["send_pending", "cancel_pending", "settle_pending"] {
        let args = json!({ "id": 99, "found": "not_started" });
        let error = world.ask(command, args).unwrap_err();
        assert_eq!(error["code"], "journal", "{command}: {error}");
        assert!(error["message"].as_str().unwrap().contains("99"), "{command}: {error}");
    }
}

#[test]
fn another_account_s_start_can_only_be_taken_back_or_settled_here() {
    let world = World::with_token();
    let waiting = world.left_by("robin", &waiting());
    world.left_by("robin", &unknown());
    let pending = world.pending();
    assert_eq!(pending[0]["can"], json!(["cancel"]), "{pending:?}");
    assert_eq!(pending[1]["can"], json!(["settle"]), "{pending:?}");
    assert!(pending[0]["told"]["meaning"].to_string().contains("robin"), "{pending:?}");
    let error = world.ask("send_pending", json!({ "id": waiting })).unwrap_err();
    assert_eq!(error["code"], "other_account", "{error}");
    assert_eq!(world.posts(), 0);
}

#[test]
fn what_only_this_window_s_token_could_send_is_left_to_nobody() {
    use tauri::Manager as _;
    let world = World::with_token();
    world.left(&waiting());
    // It would panic if anything were: a memory vault ends with its window.
    world.app.state::<std::sync::Arc<super::Desk>>().hand_over();
}
