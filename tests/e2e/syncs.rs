//! How often a start waits for the disk, and when.

use std::fs;

use crate::practice::Practice;
use crate::world::World;

const UNDER_STRACE: &str = "exec strace --follow-forks --quiet=all --string-limit=32 \
    --trace=fsync,fdatasync,sendto,write,writev --output=$TRACE \"$@\"";

/// Until its first byte is sent: the record of the start and of its attempt, as one commit.
const BEFORE: usize = 1;
/// In all. What became of it is a commit of its own.
const IN_ALL: usize = 2;

#[test]
fn a_start_waits_for_the_disk_once_before_it_is_sent() {
    let practice = Practice::strict();
    let world = World::with_token(practice.url(), practice.token());
    // The first makes the journal, which is on the disk when it is.
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    let trace = world.home().join("trace");
    let start = world.latchet_in_shell(UNDER_STRACE, &["start", "--yes"]);
    start.env("TRACE", trace.to_str().unwrap()).run().expect_status(5);

    let trace = fs::read_to_string(trace).unwrap();
    let syncs = |text: &str| {
        let ended = text.lines().filter(|line| line.ends_with("= 0"));
        ended.filter(|line| line.contains("fsync(") || line.contains("fdatasync")).count()
    };
    let (before, _) = trace.split_once("POST /api/liveinsert").expect("the request is seen");
    assert_eq!((syncs(before), syncs(&trace)), (BEFORE, IN_ALL), "{trace}");
}
