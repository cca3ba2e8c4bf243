//! A request that lands minutes after its program was killed, at each step of finding out about it,
//! and whatever befalls the one that is sent in its place.

use crate::crash_points::{BEHAVIOURS, Later, expect_killed};

/// By the last of them a start whose second attempt ends in doubt too is settled.
const ROUNDS: usize = 8;

#[test]
fn a_request_that_lands_late_becomes_the_one_session_whenever_it_does() {
    // Two at a time: most of it is waiting for programs. Each behaviour meets every other round.
    std::thread::scope(|scope| {
        for first in [0, 1] {
            scope.spawn(move || {
                for behaviours in BEHAVIOURS.into_iter().skip(first).step_by(2) {
                    (first..ROUNDS).step_by(2).for_each(|round| lands_in(round, behaviours));
                }
            });
        }
    });
}

fn lands_in(round: usize, behaviours: &str) {
    let later = Later::new("");
    let start = later.latchet(&["start", "--yes"]).env("LATCHET_CRASH_AT", "recorded").run();
    expect_killed(&start, "recorded");
    later.behave(behaviours);
    later.settle_for(round);
    later.lands();
    later.settle();
    later.expect_one_for_one(1, &format!("{behaviours:?}, landed in round {round}"));
}

/// In so many rounds one that has never landed is proven not to be there, and sent again.
const PROOF: usize = 4;

/// A session that was there before a start was wanted does not overtake it, even where the program
/// that found it has told nobody else.
#[test]
fn what_was_found_late_or_by_a_program_that_died_overtakes_no_later_start() {
    for found in ["queued", "outcome-recorded", "verdict-recorded"] {
        let later = Later::new("");
        let killed_at = |arguments: &[&str], point: &str| {
            later.latchet(arguments).env("LATCHET_CRASH_AT", point).run()
        };
        match found {
            "outcome-recorded" => expect_killed(&killed_at(&["start", "--yes"], found), found),
            "verdict-recorded" => {
                later.behave("close-after-recording:1");
                expect_killed(&killed_at(&["start", "--yes"], found), found);
            }
            _ => {
                expect_killed(&killed_at(&["start", "--yes"], "recorded"), "recorded");
                let killed = (0..=PROOF).map(|_| {
                    later.pass(35);
                    killed_at(&["pending", "send", "1"], found)
                });
                let killed = killed.into_iter().find(|ended| ended.status.is_none());
                assert!(killed.is_some(), "{found} was never reached");
                later.lands();
            }
        }
        later.settle();
        later.expect_one_for_one(1, found);
        later.end_all();
        later.pass(300);
        expect_killed(&killed_at(&["start", "--yes"], "recorded"), "recorded");
        later.settle_for(PROOF);
        let open = later.list(&["pending", "list"]);
        assert!(open.is_empty(), "{found}: {open:?}");
        later.expect_one_for_one(2, found);
    }
}
