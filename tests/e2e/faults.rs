//! The fault matrix: what a user sees of each thing that can go wrong, and that one start becomes
//! exactly one session all the same.
//!
//! Every row is played on the real program, over real sockets, with a real credential store. The
//! whole is printed as `docs/faults.md`, which therefore can't go stale.
//!
//! `LATCHET_FAULTS=N1,D` plays only the rows whose numbers begin so. `LATCHET_DOCS=1` writes the page.

mod answers;
mod disk;
mod exchange;
mod kinds;
mod network;
mod page;
mod process;
mod row;
mod scene;
mod stage;
mod store;
mod time;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use self::page::GROUPS;
use self::row::Row;
use self::stage::Stage;

/// Most rows wait rather than compute.
const AT_ONCE: usize = 6;

#[test]
fn every_fault_ends_as_the_matrix_says() {
    let groups = GROUPS.map(|group| (group, (group.rows)()));
    let only = std::env::var("LATCHET_FAULTS").unwrap_or_default();
    let wanted = |row: &&Row| only.is_empty() || only.split(',').any(|id| row.id.starts_with(id));
    let mut rows: Vec<&Row> = groups.iter().flat_map(|(_, rows)| rows).filter(wanted).collect();
    rows.sort_by_key(|row| !row.is_slow);
    let stage = Stage::new();
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut played = play(row, &stage);
                    if is_the_stores_doing(row, &played) {
                        eprintln!("once more, since the store failed: {}", row.id);
                        played = play(row, &stage);
                    }
                    if let Err(told) = played {
                        failed.lock().unwrap().push(told);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    if failed.is_empty() || std::env::var_os("LATCHET_DOCS").is_some() {
        page::expect_current(&groups);
    }
    assert!(
        failed.is_empty(),
        "{} of {} rows:\n\n{}",
        failed.len(),
        rows.len(),
        failed.join("\n\n")
    );
}

/// What is told of a row that failed names it.
fn play(row: &Row, stage: &Stage) -> Result<(), String> {
    let played = catch_unwind(AssertUnwindSafe(|| row.play(stage)));
    played.map_err(|cause| format!("{}: {}\n{}", row.id, row.fault, words(&*cause)))
}

/// The one store that all rows share is asked by six programs at once, and once in some thousand
/// times it fails. That proves nothing about a row that is not about the store. Any other failure
/// counts at once: one session too many in a thousand is one too many.
fn is_the_stores_doing(row: &Row, played: &Result<(), String>) -> bool {
    let told = played.as_ref().err();
    !row.id.starts_with('S') && told.is_some_and(|told| told.contains("The credential store "))
}

fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("it panicked")
}
