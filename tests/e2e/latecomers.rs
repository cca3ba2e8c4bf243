//! A request that lands minutes after its program was killed, at each step of finding out about it.

use crate::crash_points::{Later, expect_killed};

#[test]
fn a_request_that_lands_late_becomes_the_one_session_whenever_it_does() {
    std::thread::scope(|scope| {
        for from in [0, 1] {
            scope.spawn(move || (from..6).step_by(2).for_each(lands_in_round));
        }
    });
}

fn lands_in_round(round: usize) {
    let later = Later::new("");
    let start = later.latchet(&["start", "--yes"]).env("LATCHET_CRASH_AT", "recorded").run();
    expect_killed(&start, "recorded");
    later.settle_for(round);
    later.lands();
    later.settle();
    later.expect_one_for_one(1, &format!("landed in round {round}"));
}
