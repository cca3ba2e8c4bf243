//! Starts that wait: the moment of the click is kept, and they are sent only while nothing has
//! changed since.

use chrono::TimeDelta;
use latchet_core::courier::Report;
use latchet_core::draft::{DraftEnd, DraftStart};
use latchet_core::intention::{Cancelled, Delay, Event, IntentionId, Question, State, Waiting};
use latchet_core::journal::JournalError;
use latchet_core::schedule::Given;
use latchet_practice::{Options, Permission};
use latchet_tracker::{Origin, Token, Why};

use crate::world::{
    ANSWERED, CLICK, CLICK_TOLD, PATIENCE, UNANSWERED, World, attempted, client, open, open_end,
    started, utc,
};

/// A start that found no server; now it is there again, and 90 s have passed.
async fn waited(behaviours: &str) -> (World, IntentionId) {
    let mut world = World::with_a_past(behaviours).await;
    world.unplug();
    let id = world.start_open().await.id;
    world.plug();
    world.clock.pass(90);
    (world, id)
}

fn why(state: &State) -> Option<Delay> {
    match state {
        State::Waiting(Waiting { why, .. }) => *why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_failed_before_the_first_byte_waits_with_the_moment_of_the_click() {
    for bound_is_known in [true, false] {
        let mut world = World::with_a_past("").await;
        let nobody = Origin::parse("http://127.0.0.1:1").unwrap();
        let no_tls = Origin::parse(&world.origin.to_string().replace("http:", "https:")).unwrap();
        for origin in [nobody, no_tls] {
            if !bound_is_known {
                world.journal.forget_id_bound().unwrap();
            }
            world.client = client(&origin);
            let end = world.start_open().await;
            let why = why(&end.state);
            assert!(matches!(why, Some(Delay::NotSent(_))), "{origin}: {why:?}");
            assert_eq!(world.intention(end.id).created_at, utc(CLICK));
            assert!(!world.intention(end.id).was_doubtful, "{origin}: nothing was sent");
            let second = world.start().await;
            assert!(matches!(&second, Report::Blocked(earlier) if earlier.id == end.id));
            world.cancel(end.id);
        }
    }
}

#[tokio::test]
async fn when_the_server_is_back_it_is_told_the_minute_of_the_click() {
    let data = tempfile::tempdir().unwrap();
    let mut world = World::new("").await;
    let place = |port| Options { data: Some(data.path().to_owned()), port, ..Options::default() };
    world.clock.pass(-86_400);
    let server = open(place(0), &world.clock).await;
    let past = server.start_on_the_web().unwrap();
    server.end_session(past);
    world.clock.set(utc(CLICK));
    let origin = Origin::parse(&server.url()).unwrap();
    let port = server.url().rsplit(':').next().unwrap().parse().unwrap();
    (world.client, world.token) = (client(&origin), Token::parse(server.first_token()).unwrap());
    world.journal.raise_id_bound(past).unwrap();
    server.shutdown().await;

    let id = world.start_open().await.id;
    world.clock.pass(600);
    assert!(matches!(world.advance(id).await, Some(State::Waiting(_))), "it is not back yet");
    let server = open(place(port), &world.clock).await;
    world.clock.pass(600);
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!(server.sessions()[1].start, utc(CLICK_TOLD), "rounded up: 10:00 may overlap");
}

#[tokio::test]
async fn the_minute_is_told_on_the_tracker_s_clock() {
    let (mut world, id) = waited("").await;
    let door = world.door().await;
    world.advance(id).await;
    let told = serde_json::json!({
        "insertl": 1, "public": 0, "startdate": "2026-01-15", "starttime": "11:01"
    });
    assert_eq!(door.bodies(), [told]);
}

#[tokio::test]
async fn within_the_same_minute_it_is_still_a_start_now() {
    let mut world = World::with_a_past("").await;
    world.unplug();
    let id = world.start_open().await.id;
    world.clock.pass(30);
    let door = world.door().await;
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!(door.bodies(), [serde_json::json!({ "insertl": 1, "public": 0 })]);
    assert_eq!(world.sessions()[1].start, utc("2026-01-15T10:00:50Z"));
}

#[tokio::test]
async fn it_is_not_tried_before_it_is_due_unless_the_network_changed() {
    let mut world = World::with_a_past("").await;
    world.unplug();
    let id = world.start_open().await.id;
    for _ in 0..8 {
        world.clock.pass(1200);
        assert!(matches!(world.advance(id).await, Some(State::Waiting(_))));
    }
    world.plug();
    world.clock.pass(60);
    assert_eq!(world.advance(id).await, None, "after nine tries it rests for minutes");
    assert_eq!(world.requests(), 0);
    let changed = Given { network_changed: true, ..world.given() };
    assert_eq!(world.advance_given(id, changed).await, Some(started(2)));
}

#[tokio::test]
async fn a_session_that_began_since_is_asked_about_wherever_it_came_from() {
    for bound_is_known in [true, false] {
        for it_still_runs in [true, false] {
            let mut world = World::with_a_past("").await;
            if !bound_is_known {
                world.journal.forget_id_bound().unwrap();
            }
            world.unplug();
            let id = world.start_open().await.id;
            world.plug();
            world.clock.pass(10);
            if it_still_runs {
                world.server.start_on_the_web().unwrap();
            } else {
                world.one_on_the_web(20);
            }
            world.clock.pass(90);
            let case = format!("bound known: {bound_is_known}, it runs: {it_still_runs}");
            let asks = State::Held(Question::Overtaken);
            assert_eq!(world.advance(id).await, Some(asks), "{case}");
            world.attend().await;
            assert_eq!(world.posts(), 0, "{case}");
            let end = world.sent(id).await;
            if it_still_runs {
                assert!(matches!(&end, State::Refused(no) if no.why == Why::Overlap), "{end:?}");
            } else {
                assert_eq!(end, started(3), "{case}: the user said so");
                assert_eq!(world.sessions()[2].start, utc(CLICK_TOLD));
            }
        }
    }
}

#[tokio::test]
async fn a_session_that_was_there_at_the_click_is_not_asked_about() {
    let mut world = World::with_a_past("").await;
    world.journal.forget_id_bound().unwrap();
    world.unplug();
    let id = world.start_open().await.id;
    world.plug();
    world.clock.pass(90);
    assert_eq!(
        world.advance(id).await,
        Some(started(2)),
        "yesterday's is not one that began since"
    );
}

#[tokio::test]
async fn a_token_that_may_not_read_can_t_tell_so_the_user_is_asked() {
    let (mut world, id) = waited("read-refused-to-write-token").await;
    assert_eq!(world.advance(id).await, Some(State::Held(Question::CannotTell)));
    assert_eq!(world.posts(), 0);
    assert_eq!(world.sent(id).await, State::Held(Question::Zone), "no read has proven the zone");
    assert_eq!(world.posts(), 0);
    assert_eq!(world.sent(id).await, started(2));
    assert_eq!((world.posts(), world.sessions()[1].start), (1, utc(CLICK_TOLD)));
}

#[tokio::test]
async fn after_its_time_it_asks_instead_of_being_sent() {
    let (mut world, id) = waited("").await;
    world.clock.set(utc(CLICK) + PATIENCE);
    assert_eq!(world.advance(id).await, Some(State::Held(Question::TooLong)));
    world.attend().await;
    assert_eq!(world.requests(), 0, "nothing is asked of the service for that");
    assert_eq!(world.sent(id).await, started(2), "the user said so");
    assert_eq!(world.sessions()[1].start, utc(CLICK_TOLD));
}

#[tokio::test]
async fn a_start_whose_end_has_passed_meanwhile_can_t_be_sent_any_more() {
    let mut world = World::with_a_past("").await;
    world.unplug();
    let plan = world.plan(DraftStart::Now, DraftEnd::For("10m".to_owned()));
    let id = attempted(world.wish(&plan, ANSWERED).await).id;
    world.plug();
    world.clock.set(plan.scheduled_end.unwrap());
    let asks = State::Held(Question::EndPassed);
    assert_eq!(world.advance(id).await, Some(asks.clone()));
    assert_eq!(world.sent(id).await, asks, "not even if the user says so");
    assert_eq!(world.posts(), 0);
    world.cancel(id);
    assert_eq!(world.start_open().await.state, started(2));
}

#[tokio::test]
async fn a_busy_service_gets_the_time_that_it_asks_for_and_then_the_start() {
    for (behaviour, asked_for) in [("answer-429:1", 30), ("answer-503:1", 0)] {
        let mut world = World::with_a_past(behaviour).await;
        let end = world.start_open().await;
        assert!(matches!(end.state, State::Unknown(_)), "it proves nothing: {:?}", end.state);
        if asked_for > 0 {
            assert_eq!(world.requests(), 1, "{behaviour}: it asked to be left alone");
            world.clock.pass(asked_for - 1);
            assert_eq!(world.advance(end.id).await, None);
            // The user clicks again, and again.
            assert!(matches!(world.start().await, Report::Blocked(_)));
            assert_eq!(world.sent(end.id).await.name(), "unknown");
            assert_eq!(world.requests(), 1, "{behaviour}: however often the user asks");
        }
        world.attend().await;
        assert_eq!(world.state(end.id), started(2), "{behaviour}");
        assert_eq!((world.posts(), world.sessions()[1].start), (2, utc(CLICK_TOLD)));
        let proven = world.clock.now() - utc(CLICK);
        assert!(proven >= TimeDelta::seconds(90), "{behaviour}: absent twice, after {proven}");
    }
}

#[tokio::test]
async fn a_read_that_is_put_off_puts_the_start_off() {
    let (mut world, id) = waited("reads-answer-429:1").await;
    let asked_for = Some(Delay::NoAnswer { retry_after_seconds: Some(30) });
    assert_eq!(why(&world.advance(id).await.unwrap()), asked_for);
    assert_eq!(world.posts(), 0, "what is not known keeps it back");
    let before = world.requests();
    world.clock.pass(29);
    assert_eq!(world.advance(id).await, None);
    assert_eq!(world.requests(), before);
    world.clock.pass(1);
    assert_eq!(world.advance(id).await, Some(started(2)));
}

#[tokio::test]
async fn a_read_that_fails_keeps_the_start_back() {
    for behaviour in [
        "reads-answer-500",
        "reads-answer-404",
        "reads-garbage",
        "reads-html",
        "reads-cut",
        "reads-redirect",
    ] {
        let (mut world, id) = waited(behaviour).await;
        let delay = Some(Delay::NoAnswer { retry_after_seconds: None });
        assert_eq!(why(&world.advance(id).await.unwrap()), delay, "{behaviour}");
        assert_eq!(world.posts(), 0, "{behaviour}");
        world.behave("");
        world.attend().await;
        assert_eq!((world.state(id), world.posts()), (started(2), 1), "{behaviour}");
    }
}

#[tokio::test]
async fn a_revoked_token_is_not_used_again_and_another_one_sends_it() {
    let (mut world, id) = waited("").await;
    world.server.revoke(world.token.expose());
    assert_eq!(why(&world.advance(id).await.unwrap()), Some(Delay::TokenRefused));
    let before = world.requests();
    world.clock.pass(7200);
    assert_eq!(world.advance(id).await, None, "it would be refused again");
    assert_eq!(world.requests(), before);
    let fresh = world.server.token(Permission::Write).unwrap();
    world.save_token(&fresh);
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!((world.posts(), world.sessions()[1].start), (1, utc(CLICK_TOLD)));
}

#[tokio::test]
async fn what_is_taken_back_while_it_waits_is_never_sent() {
    let (mut world, id) = waited("").await;
    world.cancel(id);
    assert_eq!(world.advance(id).await, None);
    let sent = world.send(id).await;
    assert!(
        matches!(sent, Err(latchet_core::courier::CourierError::Journal(JournalError::Illegal(_)))),
        "{sent:?}"
    );
    world.attend().await;
    assert_eq!(world.state(id), State::Cancelled(Cancelled::ByUser));
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_wish_that_its_program_never_came_to_send_is_sent_by_the_next() {
    let mut world = World::with_a_past("").await;
    let id = world
        .journal
        .record(&open_end(), world.account, Some(1), &Event::Queued, utc(CLICK))
        .unwrap();
    assert!(matches!(world.wish(&open_end(), UNANSWERED).await, Report::Blocked(_)));
    world.clock.pass(90);
    assert_eq!(world.advance(id).await, Some(started(2)));
}
