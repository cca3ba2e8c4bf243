//! A start whose outcome is not known: found by reading, or proven absent and sent once more.

use std::time::Duration;

use chrono::TimeDelta;
use latchet_core::courier::Report;
use latchet_core::draft::{DraftEnd, DraftStart, Plan};
use latchet_core::intention::{Doubt, Event, IntentionId, Look, Question, State};
use latchet_tracker::{Client, Limits, LockedBy, Route, Unknown};

use crate::world::{
    ANSWERED, CLICK, CLICK_TOLD, NICK, UNANSWERED, World, attempted, open_end, started, utc,
};

pub(crate) fn asks(state: &State) -> bool {
    matches!(state, State::Unknown(doubt) if doubt.is_for_the_user())
}

impl World {
    /// A plan with every field that can be compared.
    fn full(&self) -> Plan {
        let locked_by = Some(LockedBy::parse("Kim").unwrap());
        Plan { locked_by, ..self.eight_hours() }
    }

    /// A start that did not arrive, and has been proven not to have.
    pub(crate) async fn proven_absent(&mut self, plan: &Plan) -> IntentionId {
        let id = attempted(self.wish(plan, UNANSWERED).await).id;
        self.clock.pass(31);
        assert!(matches!(self.advance(id).await, Some(State::Unknown(_))), "one proves nothing");
        self.clock.pass(61);
        assert_eq!(self.advance(id).await, Some(State::NotThere));
        id
    }
}

#[tokio::test]
async fn every_broken_answer_ends_in_one_session() {
    let at_once = utc(CLICK);
    let once_more = utc(CLICK_TOLD);
    for (fault, posts, start) in [
        // Recorded: found, or told by its status alone.
        ("close-after-recording:1", 1, at_once),
        ("cut-mid-response:1", 1, at_once),
        ("wrong-length:1", 1, at_once),
        ("garbage:1", 1, at_once),
        ("huge-body:1", 1, at_once),
        ("deep-json:1", 1, at_once),
        ("empty-body:1", 1, at_once),
        ("error-500-after-recording:1", 1, at_once),
        // Not recorded: sent once more when that is proven.
        ("close-before-reading:1", 2, once_more),
        ("close-after-reading:1", 2, once_more),
        ("html:1", 2, once_more),
        ("redirect:1", 2, once_more),
        ("redirect-307:1", 2, once_more),
        ("answer-429:1", 2, once_more),
        ("answer-500:1", 2, once_more),
        ("answer-503:1", 2, once_more),
        // Again and again.
        ("answer-500:1,close-after-reading:2", 3, once_more),
        ("close-after-reading:1,close-after-recording:2", 2, once_more),
    ] {
        let mut world = World::with_a_past(fault).await;
        let plan = world.full();
        let end = attempted(world.wish(&plan, UNANSWERED).await);
        // Whoever comes next knows no less.
        world.reopen();
        assert_eq!(world.state(end.id), end.state, "{fault}");
        world.attend().await;
        assert_eq!(world.state(end.id), started(2), "{fault}");
        assert_eq!((world.posts(), world.sessions().len()), (posts, 2), "{fault}");
        let session = &world.sessions()[1];
        assert_eq!((session.start, session.scheduled_end), (start, plan.scheduled_end), "{fault}");
        assert_eq!(world.journal.id_bound().unwrap(), Some(2), "{fault}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_looked_up() {
    let patience = Duration::from_secs(2);
    let limits = Limits { read: patience, total: patience, ..Limits::default() };
    let one = async |fault: &str, posts| {
        let mut world = World::with_a_past(fault).await;
        world.client = Client::new(world.origin.clone(), limits, Route::default()).unwrap();
        let id = world.start_open().await.id;
        world.attend().await;
        assert_eq!((world.state(id), world.posts()), (started(2), posts), "{fault}");
        assert_eq!(world.sessions().len(), 2, "{fault}");
    };
    // A waiting one does not keep the others from theirs.
    tokio::join!(one("no-answer:1", 2), one("slow-drip:1", 1));
}

#[tokio::test]
async fn absence_is_proven_twice_and_then_it_goes_out_with_its_minute() {
    let mut world = World::new("close-after-reading:1").await;
    let end = attempted(world.wish(&open_end(), UNANSWERED).await);
    let lost = Some(Unknown::ConnectionLost);
    assert!(matches!(&end.state, State::Unknown(Doubt { why, .. }) if *why == lost));
    let id = end.id;
    // What it sees before a late request would have landed proves nothing.
    for (seconds, proven) in [(29, false), (30, false), (89, false), (90, true)] {
        world.clock.set(utc(CLICK) + TimeDelta::seconds(seconds));
        let state = world.check(id).await.unwrap();
        assert_eq!(state == State::NotThere, proven, "after {seconds} s: {state:?}");
        assert_eq!(world.posts(), 1);
    }
    assert_eq!(world.sent(id).await, State::Held(Question::Zone), "its minute is told");
    assert_eq!(world.posts(), 1);
    let door = world.door().await;
    assert_eq!(world.sent(id).await, started(1));
    let told = serde_json::json!({
        "insertl": 1, "public": 0, "startdate": "2026-01-15", "starttime": "11:01"
    });
    assert_eq!(door.bodies(), [told], "so that a latecomer meets a 409");
    assert_eq!((world.posts(), world.sessions().len()), (2, 1));
}

#[tokio::test]
async fn a_read_soon_after_the_attempt_does_not_count_as_the_first_of_two() {
    let mut world = World::with_a_past("close-after-reading:1").await;
    let id = world.start_open().await.id;
    world.clock.pass(29);
    world.check(id).await.unwrap();
    world.clock.pass(120);
    assert!(matches!(world.check(id).await.unwrap(), State::Unknown(_)), "this is the first");
    world.clock.pass(60);
    assert_eq!(world.check(id).await.unwrap(), State::NotThere);
}

#[tokio::test]
async fn a_failed_read_is_no_absence() {
    let mut world = World::with_a_past("close-after-reading:1").await;
    let id = world.start_open().await.id;
    world.clock.pass(31);
    world.check(id).await.unwrap();
    for _ in 0..3 {
        world.behave("reads-answer-500");
        world.clock.pass(3600);
        assert!(matches!(world.check(id).await.unwrap(), State::Unknown(_)));
    }
    world.behave("");
    assert_eq!(world.check(id).await.unwrap(), State::NotThere);
}

#[tokio::test]
async fn the_next_click_looks_the_lost_one_up_and_is_refused_until_it_is_clear() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let lost = world.start_open().await.id;
    assert!(matches!(world.state(lost), State::Unknown(_)));
    let next = attempted(world.wish(&open_end(), UNANSWERED).await);
    assert_eq!(world.state(lost), started(2), "the person is here, so it was looked up");
    assert!(matches!(next.state, State::Refused(_)), "and the service has one already");
    assert_eq!(world.sessions().len(), 2);
}

#[tokio::test]
async fn the_answer_to_a_start_before_is_found_when_the_next_one_is_wanted() {
    let mut world = World::new("close-after-recording,read-refused-to-write-token").await;
    let end = attempted(world.start().await);
    assert!(matches!(end.state, State::Unknown(_)), "a token that may not read can't tell");
    world.behave("");
    // Sent without a bound, since the first read was refused: a session is never taken for it.
    assert!(matches!(world.start().await, Report::Blocked(_)));
    assert!(asks(&world.state(end.id)), "{:?}", world.state(end.id));
}

#[tokio::test]
async fn one_that_was_ended_elsewhere_meanwhile_is_found() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let id = world.start_open().await.id;
    world.clock.pass(120);
    assert!(world.server.end_session(2));
    world.attend().await;
    assert_eq!((world.state(id), world.posts()), (started(2), 1));
}

#[tokio::test]
async fn it_is_found_on_whatever_page_it_stands() {
    let (newest, oldest) = ("close-after-recording:1", "close-after-recording:1,oldest-first");
    for (order, before) in [(newest, 120), (oldest, 60), (oldest, 120)] {
        let mut world = World::new("").await;
        world.clock.pass(-86_400);
        for _ in 0..before {
            world.one_on_the_web(60);
        }
        world.clock.set(utc(CLICK));
        world.journal.raise_id_bound(before).unwrap();
        world.behave(order);
        let end = world.start_open().await;
        assert_eq!(end.state, started(before + 1), "{order}, after {before}");
        for offset in (0..=before).step_by(50) {
            let page = format!("offset={offset}");
            let asked = |seen: &latchet_practice::Seen| seen.path_and_query.contains(&page);
            assert!(world.server.requests().iter().any(asked), "{order}, after {before}: {page}");
        }
    }
}

#[tokio::test]
async fn what_another_intention_claimed_is_not_taken_for_it() {
    let mut world = World::new("close-after-recording:2").await;
    let first = world.start_open().await;
    assert_eq!(first.state, started(1));
    world.clock.pass(60);
    world.server.end_session(1);
    // Lost by a program that knew no newer bound than the first.
    let now = world.clock.now();
    let id = world.journal.record(&open_end(), NICK, Some(0), &Event::SendingBegan, now).unwrap();
    let state = world.check(id).await.unwrap();
    assert!(
        matches!(&state, State::Unknown(doubt) if matches!(doubt.look, Some((_, Look::Absent)))),
        "{state:?}"
    );
}

#[tokio::test]
async fn a_session_whose_number_was_never_told_is_not_taken_for_the_next_start() {
    let faults = "empty-body:1,close-after-reading:2,reads-answer-500:1";
    let mut world = World::with_a_past(faults).await;
    let first = world.start_open().await;
    assert_eq!(first.state, State::Started(None), "its number could not be looked up");
    world.clock.pass(60);
    world.server.end_session(2);
    let second = world.start_open().await.id;
    world.attend().await;
    assert_eq!(world.state(second), started(3), "2 is the first one's");
    assert_eq!((world.posts(), world.sessions().len()), (3, 3));
}

#[tokio::test]
async fn a_session_from_the_web_at_the_same_moment_is_for_the_user_to_tell() {
    // Lost and not recorded, while a session without an end began on the web.
    let mut world = World::with_a_past("close-after-reading:1,reads-answer-500:1").await;
    let plan = world.full();
    let id = attempted(world.wish(&plan, ANSWERED).await).id;
    world.server.start_on_the_web().unwrap();
    world.attend().await;
    assert!(asks(&world.state(id)), "what differs proves nothing: {:?}", world.state(id));
    // Recorded and ended at once, and one more from the web: two that it might be.
    let mut both = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let second = both.start_open().await.id;
    both.clock.pass(5);
    both.server.end_session(2);
    both.server.start_on_the_web().unwrap();
    both.attend().await;
    assert!(asks(&both.state(second)), "{:?}", both.state(second));
    for (world, sessions) in [(&world, 2), (&both, 3)] {
        assert_eq!((world.posts(), world.sessions().len()), (1, sessions), "nothing is sent again");
    }
}

#[tokio::test]
async fn it_is_recognised_in_every_form_that_a_service_may_give_it() {
    for service in [
        "trim-fields",
        "ids-as-strings",
        "list-in-object",
        "trim-fields,ids-as-strings,list-in-object",
    ] {
        let mut world = World::with_a_past(&format!("close-after-recording:1,{service}")).await;
        let locked_by = Some(LockedBy::parse("Kim and Robin and a third one").unwrap());
        let plan = Plan { locked_by, ..world.eight_hours() };
        let end = attempted(world.wish(&plan, UNANSWERED).await);
        assert_eq!(end.state, started(2), "{service}");
        assert_eq!((world.posts(), world.sessions().len()), (1, 2), "{service}");
    }
}

#[tokio::test]
async fn a_session_that_tells_other_times_is_asked_about_and_never_sent_again() {
    for service in ["utc-times", "clock-ahead-2h", "clock-behind-2h"] {
        let mut world = World::with_a_past(&format!("close-after-recording:1,{service}")).await;
        let plan = world.full();
        let id = attempted(world.wish(&plan, UNANSWERED).await).id;
        world.attend().await;
        assert!(asks(&world.state(id)), "{service}: {:?}", world.state(id));
        world.clock.pass(86_400);
        assert_eq!(world.advance(id).await, None, "{service}");
        assert!(asks(&attempted(world.send(id).await.unwrap()).state), "{service}");
        assert_eq!((world.posts(), world.sessions().len()), (1, 2), "{service}");
    }
}

#[tokio::test]
async fn a_lost_start_is_never_doubled_by_a_clock_that_is_hours_off() {
    for (service, settled) in [("clock-ahead-2h", "started"), ("clock-behind-2h", "refused")] {
        let mut world = World::with_a_past(&format!("close-after-reading:1,{service}")).await;
        let end = attempted(world.wish(&open_end(), ANSWERED).await);
        assert!(matches!(end.state, State::Unknown(_)));
        world.attend().await;
        // A server that is behind says that the minute of the click lies in the future.
        assert_eq!(world.state(end.id).name(), settled, "{service}");
        assert_eq!(world.posts(), 2, "{service}");
        assert_eq!(world.sessions().len(), if settled == "started" { 2 } else { 1 }, "{service}");
    }
}

#[tokio::test]
async fn a_start_in_the_past_is_found_by_the_minute_that_it_told() {
    for (fault, posts) in [("close-after-recording:1", 1), ("close-after-reading:1", 2)] {
        let mut world = World::with_a_past(fault).await;
        let plan = world.plan(DraftStart::Ago("20m".to_owned()), DraftEnd::Open);
        let id = attempted(world.wish(&plan, UNANSWERED).await).id;
        world.attend().await;
        assert_eq!((world.state(id), world.posts()), (started(2), posts), "{fault}");
        assert_eq!(Some(world.sessions()[1].start), plan.start, "{fault}");
    }
}
