//! Whose start it is: another account's token neither checks nor sends it.

use latchet_core::courier::{CourierError, Report};
use latchet_core::intention::{Delay, Event, Look, State, Waiting};

use crate::world::{CLICK, CLICK_TOLD, World, attempted, open_end, started, utc};

#[tokio::test]
async fn another_account_s_token_neither_checks_nor_sends() {
    let mut world = World::new("").await;
    let plan = world.eight_hours();
    let id =
        world.journal.record(&plan, "robin", Some(0), &Event::SendingBegan, utc(CLICK)).unwrap();
    assert!(matches!(world.send(id).await, Err(CourierError::OtherAccount(_))));
    assert!(matches!(world.check(id).await, Err(CourierError::OtherAccount(_))));
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_lost_start_blocks_the_account_but_no_other() {
    let mut world = World::new("close-after-reading:1").await;
    let end = attempted(world.start().await);
    assert!(matches!(end.state, State::Unknown(_)), "{:?}", end.state);
    let again = world.start().await;
    assert!(matches!(&again, Report::Blocked(earlier) if earlier.id == end.id), "{again:?}");
    assert_eq!(world.posts(), 1, "nothing is repeated blindly");
    world.account = "robin";
    assert!(matches!(world.start().await, Report::Attempted(_)));
    assert_eq!(world.sessions().len(), 1);
}

#[tokio::test]
async fn a_start_that_waits_is_sent_by_nobody_but_its_owner() {
    let mut world = World::with_a_past("").await;
    world.unplug();
    let id = world.start_open().await.id;
    world.plug();
    world.server.set_nick("robin").unwrap();
    for _ in 0..2 {
        world.clock.pass(90);
        let token = world.token.expose().to_owned();
        world.save_token(&token);
        let state = world.advance(id).await;
        let others = Some(Delay::OtherAccount);
        assert!(
            matches!(&state, Some(State::Waiting(Waiting { why, .. })) if *why == others),
            "the service says whose token it is: {state:?}"
        );
        let before = world.requests();
        world.clock.pass(3600);
        assert_eq!(world.advance(id).await, None, "until another token is saved nothing is due");
        assert_eq!(world.requests(), before);
    }
    world.server.set_nick("practice").unwrap();
    world.clock.pass(1);
    let token = world.token.expose().to_owned();
    world.save_token(&token);
    assert_eq!(world.advance(id).await, Some(started(2)));
    assert_eq!((world.posts(), world.sessions()[1].start), (1, utc(CLICK_TOLD)));
}

#[tokio::test]
async fn a_doubtful_start_is_not_looked_up_with_another_account_s_token() {
    let mut world = World::with_a_past("close-after-recording:1,reads-answer-500:1").await;
    let id = world.start_open().await.id;
    world.server.set_nick("robin").unwrap();
    // The other account has no such session: taken for an answer, that would be an absence.
    world.clock.pass(3600);
    let state = world.advance(id).await.unwrap();
    assert!(
        matches!(&state, State::Unknown(doubt) if doubt.first_absent.is_none()
            && matches!(doubt.look, Some((_, Look::NotAllowed)))),
        "{state:?}"
    );
    let before = world.requests();
    world.attend().await;
    assert_eq!(world.requests(), before, "that token is not asked with again");
    world.server.set_nick("practice").unwrap();
    world.clock.pass(1);
    let token = world.token.expose().to_owned();
    world.save_token(&token);
    world.attend().await;
    assert_eq!((world.state(id), world.posts()), (started(2), 1));
}

#[tokio::test]
async fn what_was_wanted_before_the_nick_was_known_is_the_saved_token_s_and_no_later_one_s() {
    let mut world = World::with_a_past("").await;
    world.account = "default";
    world.journal.remember("token_saved_at", &utc(CLICK).to_rfc3339()).unwrap();
    world.unplug();
    let id = world.start_open().await.id;
    world.plug();
    world.account = "practice";
    world.clock.pass(90);
    let later = world.clock.now().to_rfc3339();
    world.journal.remember("token_saved_at", &later).unwrap();
    assert!(matches!(world.send(id).await, Err(CourierError::OtherAccount(_))), "another token");
    world.journal.remember("token_saved_at", &utc(CLICK).to_rfc3339()).unwrap();
    assert_eq!(world.sent(id).await, started(2), "the same token, whose nick is known by now");
}

#[tokio::test]
async fn the_time_to_undo_ends_without_a_start_when_the_account_has_changed() {
    let mut world = World::with_a_past("").await;
    let id = world.begin_grace(&open_end()).await;
    world.clock.pass(5);
    world.account = "robin";
    let sent = world.after_grace(id).await;
    assert!(matches!(sent, Err(CourierError::OtherAccount(_))), "{sent:?}");
    assert_eq!(world.requests(), 0);
}
