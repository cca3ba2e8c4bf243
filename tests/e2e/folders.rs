//! A practice journal never mixes with the real one.

use crate::practice::Practice;
use crate::world::World;

#[test]
fn one_service_s_starts_are_not_seen_under_another() {
    let (one, other) = (Practice::strict(), Practice::strict());
    let world = World::headless(one.url());
    let started =
        world.latchet(&["start", "--yes", "--json", "--token-stdin"]).input(one.token()).run();
    started.expect_status(0);
    let intention = started.json()["intention"].as_str().unwrap().to_owned();

    let own = world.latchet(&["history", "--json"]).run();
    assert!(own.expect_status(0).out().contains(&intention), "{}", own.all());
    for server in [other.url(), "https://www.chastitytracker.org"] {
        let foreign = world.latchet(&["history", "--json"]).env("LATCHET_SERVER", server).run();
        assert!(!foreign.out().contains(&intention), "{}", foreign.all());
    }
    assert_eq!(other.requests().len(), 0);
}

#[test]
fn a_doubtful_start_in_practice_holds_back_no_other_service() {
    let broken = Practice::behaving("close-after-reading");
    let sound = Practice::strict();
    let world = World::headless(broken.url());
    let start = ["start", "--yes", "--token-stdin"];
    world.latchet(&start).input(broken.token()).run().expect_status(7);
    world
        .latchet(&start)
        .env("LATCHET_SERVER", sound.url())
        .input(sound.token())
        .run()
        .expect_status(0);
    assert_eq!((broken.starts(), sound.starts()), (1, 1));
}

#[test]
fn two_data_folders_know_nothing_of_each_other() {
    let practice = Practice::strict();
    let (one, other) = (World::headless(practice.url()), World::headless(practice.url()));
    let started =
        one.latchet(&["start", "--yes", "--json", "--token-stdin"]).input(practice.token()).run();
    started.expect_status(0);
    let intention = started.json()["intention"].as_str().unwrap().to_owned();
    let history = other.latchet(&["history", "--json"]).run();
    assert!(!history.expect_status(0).out().contains(&intention), "{}", history.all());
}
