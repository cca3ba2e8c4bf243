//! Latecomers, and the 409 that may be our own.

use latchet_core::courier::Report;
use latchet_core::intention::State;
use latchet_practice::Practice;
use latchet_tracker::Why;

use crate::doubt::asks;
use crate::world::{CLICK, UNANSWERED, World, attempted, open_end, started, utc};

fn two_stand(server: &Practice) -> bool {
    server.sessions().len() == 2
}

#[tokio::test]
async fn a_late_one_is_found_by_the_reads_that_would_prove_it_absent() {
    let mut world = World::with_a_past("late-landing:1").await;
    let id = world.start_open().await.id;
    world.server.until(two_stand).await;
    world.attend().await;
    assert_eq!((world.state(id), world.posts()), (started(2), 1));
}

#[tokio::test]
async fn a_late_one_that_was_proven_absent_is_found_before_it_is_sent_again() {
    let mut world = World::with_a_past("late-landing:1").await;
    let id = world.proven_absent(&open_end()).await;
    world.server.until(two_stand).await;
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!((world.posts(), world.sessions().len()), (1, 2));
}

#[tokio::test]
async fn a_late_one_that_lands_while_it_is_sent_again_is_the_409_s_own() {
    let mut world = World::with_a_past("late-landing:1").await;
    let id = world.proven_absent(&open_end()).await;
    let door = world.door().await;
    let server = world.server.clone();
    door.hold_for(async move { server.until(two_stand).await });
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!((world.posts(), world.sessions().len()), (2, 2), "the second met a 409");
}

#[tokio::test]
async fn a_409_of_a_session_that_ran_before_is_a_refusal_also_after_doubt() {
    let mut world = World::new("close-after-reading:1").await;
    world.server.start_on_the_web().unwrap();
    let id = world.proven_absent(&open_end()).await;
    let end = world.advance(id).await.unwrap();
    assert!(matches!(&end, State::Refused(no) if no.why == Why::Overlap), "{end:?}");
    assert_eq!((world.posts(), world.sessions().len()), (2, 1));
}

#[tokio::test]
async fn a_409_of_a_session_that_may_be_ours_or_not_is_for_the_user_to_tell() {
    let mut world = World::with_a_past("close-after-reading:1").await;
    let plan = world.eight_hours();
    let id = world.proven_absent(&plan).await;
    let door = world.door().await;
    let server = world.server.clone();
    door.hold_for(async move { assert!(server.start_on_the_web().is_ok()) });
    let state = world.advance(id).await.unwrap();
    assert!(asks(&state), "it has no end, which proves nothing: {state:?}");
    world.attend().await;
    assert_eq!((world.posts(), world.sessions().len()), (2, 2));
}

#[tokio::test]
async fn a_409_after_doubt_that_can_t_be_looked_up_stays_unknown() {
    let mut world = World::with_a_past("close-after-reading:1").await;
    let id = world.proven_absent(&open_end()).await;
    let door = world.door().await;
    let server = world.server.clone();
    door.hold_for(async move {
        server.start_on_the_web().unwrap();
        server.set_behaviours("reads-answer-500".parse().unwrap());
    });
    let state = world.advance(id).await.unwrap();
    assert!(matches!(state, State::Unknown(_)), "refused or started, nobody knows: {state:?}");
    world.behave("");
    world.attend().await;
    // It began on the web, and nothing tells it from ours: one wish, one session.
    assert_eq!((world.state(id), world.posts()), (started(2), 2));
}

#[tokio::test]
async fn a_409_without_doubt_is_a_refusal_though_the_session_looks_alike() {
    let mut world = World::with_a_past("").await;
    let twin = world.server.start_on_the_web().unwrap();
    let report = world.wish(&open_end(), UNANSWERED).await;
    assert!(matches!(&report, Report::Attempted(_)));
    let end = attempted(report).state;
    assert!(matches!(&end, State::Refused(no) if no.why == Why::Overlap), "{end:?}");
    assert_eq!((twin, world.sessions()[1].start), (2, utc(CLICK)));
}
