//! A start whose token is gone with the program: it never waits, and is tried for half a minute.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::courier::{Courier, Terms};
use latchet_core::intention::State;
use latchet_core::journal::Journal;
use latchet_practice::Options;
use latchet_tracker::{NotSent, Origin, Token};

use crate::world::{CLICK, World, attempted, client, go_by, now, open, open_end, started, utc};

const ONE_OFF: Terms<'static> = Terms { may_wait: false, answered: &[] };

#[tokio::test]
async fn it_is_tried_again_until_the_server_is_there() {
    let data = tempfile::tempdir().unwrap();
    let mut world = World::new("").await;
    let place = |port| Options { data: Some(data.path().to_owned()), port, ..Options::default() };
    let server = open(place(0), &world.clock).await;
    let origin = Origin::parse(&server.url()).unwrap();
    let port = server.url().rsplit(':').next().unwrap().parse().unwrap();
    world.token = Token::parse(server.first_token()).unwrap();
    server.shutdown().await;
    world.client = client(&origin);

    let watching = Journal::open(world.folder.path(), &world.origin).unwrap();
    let clock = world.clock.clone();
    let comes_back = async move {
        // Not sent, once: only then is the server there.
        while watching.settled(1).unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        open(place(port), &clock).await
    };
    let plan = open_end();
    let (report, server) = tokio::join!(world.wish(&plan, ONE_OFF), comes_back);
    let end = attempted(report);
    assert_eq!(end.state, started(1));
    assert_eq!(server.sessions().len(), 1);
    assert_eq!(world.intention(end.id).attempts, 2);
}

#[tokio::test]
async fn after_half_a_minute_it_was_not_sent_and_never_will_be() {
    /// Every look at the clock takes some seconds.
    fn hurrying() -> DateTime<Utc> {
        crate::world::CLOCK.with_borrow(|clock| clock.pass(4));
        now()
    }
    let mut world = World::with_a_past("").await;
    world.unplug();
    go_by(&world.clock);
    let token = world.token.clone();
    let mut courier = Courier { clock: hurrying, ..world.courier() };
    let end = attempted(courier.start(&open_end(), &token, ONE_OFF).await.unwrap());
    assert_eq!(end.state, State::NotSent(NotSent::NoConnection));
    let tries = world.intention(end.id).attempts;
    assert!(tries > 1, "it was tried again: {tries}");
    let last = world.intention(end.id).changed_at - utc(CLICK);
    assert!(last <= TimeDelta::seconds(30 + 4), "{last}");
    world.plug();
    world.clock.pass(60);
    world.attend().await;
    assert_eq!(world.requests(), 0, "it does not wait");
    assert_eq!(world.start_open().await.state, started(2), "and blocks nothing");
}
