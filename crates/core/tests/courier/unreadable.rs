//! When the service can't be read: it stays unknown, survives a restart, and is settled in the end
//! by a read or by hand.

use std::time::Duration;

use latchet_core::courier::Report;
use latchet_core::intention::{ByHand, Look, State};
use latchet_core::schedule::Given;
use latchet_practice::Permission;
use latchet_tracker::{Client, Limits, Route, SessionId};

use crate::world::{UNANSWERED, World, open_end, started};

fn failures(state: &State) -> u32 {
    match state {
        State::Unknown(doubt) => doubt.failures,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn reads_that_fail_are_repeated_less_and_less_often_and_prove_nothing() {
    for reads in [
        "reads-answer-500",
        "reads-answer-404",
        "reads-answer-429",
        "reads-garbage",
        "reads-html",
        "reads-cut",
        "reads-redirect",
        "reads-huge-body",
    ] {
        let mut world = World::with_a_past(&format!("close-after-recording:1,{reads}")).await;
        let id = world.start_open().await.id;
        for failed in 1..4 {
            world.reopen();
            assert_eq!(failures(&world.state(id)), failed, "{reads}: it survives a restart");
            let before = world.requests();
            world.clock.pass(29);
            assert_eq!(world.advance(id).await, None, "{reads}: reads come a minute apart");
            assert_eq!(world.requests(), before, "{reads}");
            world.clock.pass(3600);
            assert!(world.advance(id).await.is_some(), "{reads}");
        }
        world.clock.pass(30 * 86_400);
        assert!(world.advance(id).await.is_some(), "{reads}: it is never given up");
        world.behave("");
        world.attend().await;
        assert_eq!((world.state(id), world.posts()), (started(2), 1), "{reads}");
    }
}

#[tokio::test]
async fn a_read_that_is_never_answered_proves_nothing() {
    let mut world = World::with_a_past("close-after-recording:1,reads-no-answer:1").await;
    let patience = Duration::from_secs(2);
    let limits = Limits { read: patience, total: patience, ..Limits::default() };
    world.client = Client::new(world.origin.clone(), limits, Route::default()).unwrap();
    let id = world.start_open().await.id;
    assert_eq!(failures(&world.state(id)), 1);
    world.attend().await;
    assert_eq!((world.state(id), world.posts()), (started(2), 1));
}

#[tokio::test]
async fn a_network_that_changed_is_reason_to_look_at_once() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let id = world.start_open().await.id;
    assert_eq!(world.advance(id).await, None);
    let changed = Given { network_changed: true, ..world.given() };
    assert_eq!(world.advance_given(id, changed).await, Some(started(2)));
}

#[tokio::test]
async fn a_read_that_was_put_off_is_not_repeated_sooner_by_anyone() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-429:1").await;
    let id = world.start_open().await.id;
    let before = world.requests();
    world.clock.pass(29);
    let changed = Given { network_changed: true, ..world.given() };
    assert_eq!(world.advance_given(id, changed).await, None);
    assert!(matches!(world.wish(&open_end(), UNANSWERED).await, Report::Blocked(_)));
    assert_eq!(world.requests(), before, "the service asked for 30 s");
    world.clock.pass(1);
    assert_eq!(world.check(id).await.unwrap(), started(2));
}

#[tokio::test]
async fn a_token_that_is_refused_by_a_read_is_asked_with_no_more() {
    for reads in ["reads-answer-401", "reads-answer-403", "read-refused-to-write-token"] {
        let mut world = World::with_a_past(&format!("close-after-recording:1,{reads}")).await;
        let id = world.start_open().await.id;
        let state = world.state(id);
        assert!(
            matches!(&state, State::Unknown(doubt)
                if matches!(doubt.look, Some((_, Look::NotAllowed)))),
            "{reads}: {state:?}"
        );
        let before = world.requests();
        world.clock.pass(86_400);
        world.attend().await;
        assert_eq!(world.requests(), before, "{reads}");
        world.behave("");
        let token = world.server.token(Permission::Write).unwrap();
        world.save_token(&token);
        world.attend().await;
        assert_eq!((world.state(id), world.posts()), (started(2), 1), "{reads}");
    }
}

#[tokio::test]
async fn a_token_that_was_revoked_while_it_was_sent_is_asked_with_no_more() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let id = world.start_open().await.id;
    world.server.revoke(world.token.expose());
    world.clock.pass(3600);
    world.attend().await;
    let before = world.requests();
    world.clock.pass(86_400);
    world.attend().await;
    assert_eq!(world.requests(), before);
    assert!(matches!(world.state(id), State::Unknown(_)), "a 401 says nothing of the session");
    // Regenerated on the profile page.
    let token = world.server.token(Permission::Write).unwrap();
    world.save_token(&token);
    world.attend().await;
    assert_eq!((world.state(id), world.posts()), (started(2), 1));
}

#[tokio::test]
async fn what_nobody_can_read_the_user_settles_by_hand() {
    let fault = "close-after-recording:1,read-refused-to-write-token";
    for found in [ByHand::Started(SessionId(2)), ByHand::NotStarted] {
        let mut world = World::with_a_past(fault).await;
        let id = world.start_open().await.id;
        let again = world.wish(&open_end(), UNANSWERED).await;
        assert!(matches!(again, Report::Blocked(_)), "until then it is in the way: {again:?}");
        world.settle_by_hand(id, found);
        world.reopen();
        assert_eq!(world.state(id), State::SettledByHand(found));
        let before = world.requests();
        world.attend().await;
        assert_eq!(world.requests(), before, "nothing more is done for it");
        let claimed = found == ByHand::Started(SessionId(2));
        assert_eq!(world.journal.claims(2).unwrap(), claimed);
        let next = world.start_open().await.state;
        assert!(matches!(next, State::Refused(_)), "a next one may be sent: {next:?}");
        assert_eq!(world.sessions().len(), 2);
    }
}
