//! An idle tray costs nothing: no child, no thread too many, no wake-up.

use std::collections::BTreeMap;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::installed::{Installed, OTHER_PROGRAM};
use crate::mappings::heaps_of_threads;
use crate::practice::Practice;
use crate::world::World;

/// How long it must not wake.
const WATCHED: Duration = Duration::from_secs(10);
/// How many times it may be found awake before that.
const WINDOWS: usize = 4;
/// What a release may weigh.
pub(crate) const RELEASE_KIB: u64 = 6 * 1024;

/// What a program costs.
pub(crate) struct Cost {
    pub(crate) pss_kib: u64,
    pub(crate) private_dirty_kib: u64,
    pub(crate) threads: usize,
    /// Of each thread since it began, by its number.
    wake_ups: BTreeMap<String, u64>,
    pub(crate) children: Vec<String>,
}

impl Cost {
    /// How often it has woken since then. Threads that have begun count, and those that ended take
    /// nothing away.
    pub(crate) fn wake_ups_since(&self, before: &Self) -> u64 {
        let had = |thread| before.wake_ups.get(thread).copied().unwrap_or_default();
        self.wake_ups.iter().map(|(thread, count)| count.saturating_sub(had(thread))).sum()
    }
}

fn field(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse().unwrap()
}

/// What this program costs now.
pub(crate) fn cost(pid: u32) -> Cost {
    let process = format!("/proc/{pid}");
    let (mut wake_ups, mut children) = (BTreeMap::new(), Vec::new());
    for task in fs::read_dir(format!("{process}/task")).unwrap() {
        let task = task.unwrap().path();
        // A thread may end between being listed and being read.
        let read = |name| fs::read_to_string(task.join(name));
        let (Ok(status), Ok(born)) = (read("status"), read("children")) else { continue };
        let thread = task.file_name().unwrap().to_str().unwrap().to_owned();
        wake_ups.insert(thread, field(&status, "voluntary_ctxt_switches:"));
        children.extend(born.split_whitespace().map(str::to_owned));
    }
    let memory = fs::read_to_string(format!("{process}/smaps_rollup")).unwrap();
    Cost {
        pss_kib: field(&memory, "Pss:"),
        private_dirty_kib: field(&memory, "Private_Dirty:"),
        threads: wake_ups.len(),
        wake_ups,
        children,
    }
}

/// Watches it until it has slept through; an end of settling is not promised, only that there is one.
pub(crate) fn expect_idle(pid: u32, when: &str, threads: usize) {
    let mut before = cost(pid);
    let slept = (0..WINDOWS).any(|_| {
        sleep(WATCHED);
        let now = cost(pid);
        let woke = now.wake_ups_since(&before);
        before = now;
        woke == 0
    });
    assert!(slept, "{when}: it keeps waking");
    let after = before;
    println!("{when}: PSS {} KiB, {} threads", after.pss_kib, after.threads);
    assert!(after.threads <= threads, "{when}: {} threads", after.threads);
    assert_eq!(after.children, Vec::<String>::new(), "{when}");
    // A debug build carries its own size. The strict limit is for a release:
    // LATCHET_PROGRAM=$PWD/target/release/latchet cargo test --test tray idle -- --nocapture
    let strict = std::env::var_os(OTHER_PROGRAM).is_some() || !cfg!(debug_assertions);
    let limit = if strict { RELEASE_KIB } else { 40 * 1024 };
    assert!(after.pss_kib < limit, "{when}: PSS {} KiB", after.pss_kib);
}

#[test]
fn an_idle_tray_does_not_wake_whatever_it_did_before() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window();
    let window = installed.window();
    let tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    let pid = tray.running().pid();
    item.until_row("Start now", true);
    expect_idle(pid, "fresh", 1);
    item.opens();
    item.until_status("Nothing runs");
    item.choose("Start now");
    item.until_status("Session ");
    item.choose("Open…");
    window.opened();
    expect_idle(pid, "after a look, a start and a window", 6);
    assert_eq!(heaps_of_threads(pid), 0, "what a thread frees lies where it can be given back");
}
