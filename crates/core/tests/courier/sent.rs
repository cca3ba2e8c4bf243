//! Sent and answered: what is recorded before the first byte, and what each answer settles.

use chrono::TimeDelta;
use latchet_core::courier::Report;
use latchet_core::draft::Plan;
use latchet_core::intention::{Doubt, Event, State};
use latchet_core::journal::Journal;
use latchet_core::time::Zone;
use latchet_tracker::Why;

use crate::world::{CLICK, NICK, World, attempted, started, utc};

#[tokio::test]
async fn one_wish_becomes_one_session_and_is_read_back() {
    let mut world = World::new("").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, started(1));
    let recorded = end.recorded.unwrap();
    assert_eq!((recorded.id, recorded.public), (1, Some(false)));
    assert_eq!(recorded.started_at(), Some(utc(CLICK)), "now is the server's now, to the second");
    assert_eq!(world.sessions().len(), 1);
    assert_eq!(world.journal.id_bound().unwrap(), Some(1));
}

#[tokio::test]
async fn the_intention_is_in_the_journal_before_its_request_is_on_the_wire() {
    let mut world = World::with_a_past("no-answer").await;
    let server = world.server.clone();
    let wish = world.start();
    let on_the_wire = server.until(|server| server.requests().iter().any(|r| r.method == "POST"));
    tokio::select! {
        _ = wish => panic!("it is never answered"),
        () = on_the_wire => {}
    }
    // What another program sees if this one dies now.
    let journal = Journal::open(world.folder.path(), &world.origin).unwrap();
    let [intention] = &journal.open_intentions().unwrap()[..] else { panic!() };
    assert!(matches!(intention.state, State::Sending { attempt: 1, .. }), "{intention:?}");
    assert_eq!((intention.created_at, intention.account.as_str()), (utc(CLICK), NICK));
    assert_eq!(intention.plan, world.eight_hours());
    assert_eq!(intention.id_bound, Some(1));
}

#[tokio::test]
async fn without_a_bound_the_sessions_are_read_first_and_with_one_nothing_is() {
    let mut world = World::new("").await;
    world.one_on_the_web(0);
    let id = world.start_open().await.id;
    let first: Vec<_> = world.server.requests().iter().take(2).map(|r| r.method.clone()).collect();
    assert_eq!(first, ["GET", "POST"]);
    assert_eq!(world.intention(id).id_bound, Some(1), "the session before is not this one");
    world.server.end_session(2);
    let before = world.requests();
    world.start_open().await;
    assert_eq!(
        world.server.requests()[before].method,
        "POST",
        "nothing lies between the click and it"
    );
}

#[tokio::test]
async fn a_bound_that_can_t_be_read_keeps_no_start_back() {
    let mut world = World::new("reads-answer-500").await;
    let end = world.start_open().await;
    assert_eq!(end.state, started(1));
    assert_eq!(world.intention(end.id).id_bound, None);
}

#[tokio::test]
async fn a_second_wish_is_refused_by_the_service_and_recorded_as_that() {
    let mut world = World::new("").await;
    world.start().await;
    let State::Refused(refusal) = attempted(world.start().await).state else { panic!() };
    assert_eq!(refusal.why, Why::Overlap);
    assert_eq!((world.posts(), world.sessions().len()), (2, 1));
}

#[tokio::test]
async fn a_final_no_settles_it_and_is_not_looked_up() {
    for (behaviour, why) in [
        ("answer-400", Why::BadInput),
        ("answer-401", Why::TokenInvalid),
        ("answer-403", Why::NoWritePermission),
        ("answer-404", Why::Status(404)),
        ("answer-409", Why::Overlap),
    ] {
        let mut world = World::with_a_past(behaviour).await;
        let end = world.start_open().await;
        assert!(matches!(&end.state, State::Refused(no) if no.why == why), "{:?}", end.state);
        world.attend().await;
        assert_eq!((world.posts(), world.requests()), (1, 1), "{behaviour}: it was clear at once");
        world.behave("");
        assert_eq!(world.start_open().await.state, started(2), "{behaviour}: it blocks nothing");
    }
}

#[tokio::test]
async fn a_201_without_a_body_is_a_start_whose_number_is_looked_up() {
    let mut world = World::new("empty-body:1").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, started(1));
    assert_eq!(world.state(end.id), end.state);
}

#[tokio::test]
async fn a_service_that_wants_the_start_told_is_told_it_and_that_is_remembered() {
    let mut world = World::new("startdate-mandatory").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, started(1));
    assert_eq!((world.posts(), world.sessions().len()), (2, 1));
    assert_eq!(
        end.recorded.unwrap().started_at(),
        Some(utc("2026-01-15T10:00:00Z")),
        "rounded up it would lie in the future"
    );
    world.server.end_session(1);
    world.clock.pass(60);
    world.start().await;
    assert_eq!(world.posts(), 3, "the second start tells it at once");
}

#[tokio::test]
async fn what_a_dead_program_was_sending_is_unknown_to_the_next() {
    let mut world = World::new("").await;
    let long_ago = world.clock.now() - TimeDelta::hours(1);
    let plan = world.eight_hours();
    let id = world.journal.record(&plan, NICK, None, &Event::SendingBegan, long_ago).unwrap();
    let report = world.start().await;
    assert!(matches!(&report, Report::Blocked(earlier) if earlier.id == id), "{report:?}");
    let state = world.state(id);
    assert!(
        matches!(state, State::Unknown(Doubt { why: None, attempted_at, .. })
            if attempted_at > long_ago),
        "it may have sent until it was found: {state:?}"
    );
    assert_eq!(world.posts(), 0);
}

#[tokio::test]
async fn the_zone_of_the_plan_is_the_one_that_is_told() {
    let plan = Plan { zone: Zone::UTC, ..World::new("").await.eight_hours() };
    let told = plan.request(None).unwrap().scheduled_end.unwrap().naive().and_utc();
    assert_eq!(told, plan.scheduled_end.unwrap());
}

#[tokio::test]
async fn nothing_but_the_insert_and_two_of_the_reads_is_ever_asked_for() {
    let mut world = World::with_a_past("close-after-reading:1").await;
    world.start().await;
    world.attend().await;
    for seen in world.server.requests() {
        let path = seen.path_and_query.split('?').next().unwrap();
        let documented = match seen.method.as_str() {
            "POST" => path == "/api/liveinsert.php",
            _ => ["/api/userstats.php", "/api/v2/sessions.php"].contains(&path),
        };
        assert!(documented && seen.had_authorization, "{seen:?}");
    }
    assert_eq!(world.server.penalties(), 0);
}
