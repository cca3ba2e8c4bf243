//! The time to undo: what is taken back in it, what is sent at its end, and what is too late.

use chrono::TimeDelta;
use latchet_core::attending;
use latchet_core::courier::{Begun, CourierError, Report};
use latchet_core::draft::Plan;
use latchet_core::intention::{Cancelled, IntentionId, Question, State};

use crate::world::{CLICK, CLICK_TOLD, PATIENCE, World, attempted, open_end, started, utc};

const GRACE: TimeDelta = TimeDelta::seconds(5);

impl World {
    async fn begin(&mut self, plan: &Plan) -> Begun {
        let token = self.token.clone();
        self.courier().begin_grace(plan, &token, GRACE, &[]).await.unwrap()
    }

    pub(crate) async fn begin_grace(&mut self, plan: &Plan) -> IntentionId {
        let due = self.clock.now() + GRACE;
        match self.begin(plan).await {
            Begun::Grace(id, until) if until == due => id,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn after_grace(&mut self, id: IntentionId) -> Result<Report, CourierError> {
        let token = self.token.clone();
        self.courier().after_grace(id, &token).await
    }
}

#[tokio::test]
async fn a_start_that_is_taken_back_in_time_is_never_sent() {
    let mut world = World::with_a_past("").await;
    let id = world.begin_grace(&open_end()).await;
    world.clock.pass(4);
    world.cancel(id);
    world.clock.pass(1);
    let end = attempted(world.after_grace(id).await.unwrap());
    assert_eq!(end.state, State::Cancelled(Cancelled::ByUser));
    world.attend().await;
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn at_its_end_it_goes_out_once_as_a_start_now() {
    for late in [0, 10] {
        let mut world = World::with_a_past("").await;
        let id = world.begin_grace(&open_end()).await;
        world.clock.pass(5 + late);
        let now = world.clock.now();
        let end = attempted(world.after_grace(id).await.unwrap());
        assert_eq!((end.state, world.sessions()[1].start), (started(2), now), "{late} s late");
        let again = attempted(world.after_grace(id).await.unwrap());
        assert_eq!((again.state, world.posts()), (started(2), 1), "it was sent already");
    }
}

#[tokio::test]
async fn at_its_end_the_bound_is_read_if_there_is_none() {
    let mut world = World::new("").await;
    world.one_on_the_web(0);
    let id = world.begin_grace(&open_end()).await;
    assert_eq!(world.requests(), 0, "nothing is asked while it can be taken back");
    world.clock.pass(5);
    world.after_grace(id).await.unwrap();
    assert_eq!((world.state(id), world.intention(id).id_bound), (started(2), Some(1)));
}

#[tokio::test]
async fn an_end_that_was_slept_through_takes_it_back() {
    let mut world = World::with_a_past("").await;
    let id = world.begin_grace(&open_end()).await;
    world.clock.pass(5 + 11);
    let end = attempted(world.after_grace(id).await.unwrap());
    assert_eq!(end.state, State::Cancelled(Cancelled::Lapsed));
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn the_start_of_a_program_that_died_is_taken_back_by_the_next() {
    let mut world = World::with_a_past("").await;
    let id = world.begin_grace(&open_end()).await;
    world.reopen();
    world.clock.pass(5 + 11);
    let now = world.clock.now();
    let tidied = attending::tidy(world.folder.path(), &mut world.journal, PATIENCE, now).unwrap();
    assert_eq!(tidied, [(id, State::Cancelled(Cancelled::Lapsed))]);
    assert_eq!(world.requests(), 0);
    assert_eq!(world.start_open().await.state, started(2), "and blocks nothing any more");
}

#[tokio::test]
async fn a_second_start_is_refused_while_the_first_can_be_taken_back() {
    let mut world = World::with_a_past("").await;
    let id = world.begin_grace(&open_end()).await;
    let second = world.start().await;
    assert!(matches!(&second, Report::Blocked(earlier) if earlier.id == id), "{second:?}");
    let third = world.begin(&open_end()).await;
    assert!(matches!(third, Begun::Instead(Report::Blocked(earlier)) if earlier.id == id));
    assert_eq!(world.posts(), 0);
}

#[tokio::test]
async fn without_a_server_at_its_end_it_waits_with_the_moment_of_the_click() {
    for bound_is_known in [true, false] {
        let mut world = World::with_a_past("").await;
        if !bound_is_known {
            world.journal.forget_id_bound().unwrap();
        }
        let id = world.begin_grace(&open_end()).await;
        world.unplug();
        world.clock.pass(5);
        let end = attempted(world.after_grace(id).await.unwrap());
        assert!(matches!(end.state, State::Waiting(_)), "{:?}", end.state);
        world.plug();
        world.clock.pass(90);
        assert_eq!(world.advance(id).await, Some(started(2)));
        assert_eq!(world.intention(id).created_at, utc(CLICK));
        assert_eq!((world.posts(), world.sessions()[1].start), (1, utc(CLICK_TOLD)));
    }
}

#[tokio::test]
async fn what_is_to_be_asked_is_asked_before_the_time_to_undo_begins() {
    let mut world = World::new("").await;
    let plan = world.eight_hours();
    let begun = world.begin(&plan).await;
    assert!(
        matches!(&begun, Begun::Instead(Report::Asks(asks)) if asks.questions == [Question::Zone]),
        "{begun:?}"
    );
    assert_eq!(world.journal.open_intentions().unwrap(), []);
}
