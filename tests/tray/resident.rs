//! What the resident program weighs after a long life: `cargo xtask bench resident`.

use std::thread::sleep;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::idle::{Cost, cost};
use crate::installed::Installed;
use crate::practice::Practice;
use crate::world::World;

const STARTS: u64 = 100;
const OPENINGS: u32 = 1_000;
const LIMIT_KIB: u64 = 6 * 1024;

/// A click sooner after a start counts as the second half of a double click.
const BETWEEN: Duration = Duration::from_millis(1_600);
/// Looking asks the service no more often.
const BETWEEN_READS: Duration = Duration::from_secs(61);
/// How long it is watched.
const WATCHED: Duration = Duration::from_mins(1);
/// How long it may take until nothing of the work is left.
const SETTLES: Duration = Duration::from_secs(20);

fn tell(when: &str, cost: &Cost) {
    println!(
        "| {when} | {} | {} | {} | {} |",
        cost.pss_kib,
        cost.private_dirty_kib,
        cost.threads,
        cost.children.len()
    );
}

/// How often it wakes in a minute. A thread that ends takes its count with it.
fn wakes(pid: u32) -> u64 {
    let before = cost(pid).wake_ups;
    sleep(WATCHED);
    cost(pid).wake_ups.saturating_sub(before)
}

#[test]
#[ignore = "for cargo xtask bench resident, on a release"]
fn bench_resident() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    let pid = tray.running().pid();
    item.until_row("Start now", true);
    sleep(SETTLES);
    println!("| | PSS KiB | private dirty KiB | threads | children |\n|---|--:|--:|--:|--:|");
    tell("fresh", &cost(pid));
    for number in 1..=STARTS {
        item.choose("Start now");
        assert_eq!(desktop.note(), format!("Session {number} has started."));
        practice.end_all();
        sleep(BETWEEN);
    }
    sleep(BETWEEN_READS);
    item.opens();
    item.until_status("Nothing runs");
    for _ in 0..OPENINGS {
        item.opens();
        assert_eq!(item.rows()[0].label, "Nothing runs");
    }
    sleep(SETTLES);
    let used = cost(pid);
    tell(&format!("after {STARTS} starts and {OPENINGS} openings"), &used);
    let idle = wakes(pid);
    item.choose("Start now");
    desktop.note();
    item.until_status("Session ");
    sleep(SETTLES);
    let running = wakes(pid);
    println!("\nWake-ups in a minute: {idle} while nothing runs, {running} while a session does.");
    assert!(used.pss_kib < LIMIT_KIB, "PSS {} KiB", used.pss_kib);
    assert_eq!((idle, used.children.len()), (0, 0));
    assert!(running <= 1, "{running} wake-ups in a minute");
}
