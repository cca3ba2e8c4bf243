//! What the resident program weighs after a long life: `cargo xtask bench resident`.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::idle::{Cost, RELEASE_KIB, cost};
use crate::installed::Installed;
use crate::mappings::shares;
use crate::practice::Practice;
use crate::world::World;

const STARTS: u64 = 100;
const OPENINGS: u32 = 1_000;

/// A click sooner after a start counts as the second half of a double click.
const BETWEEN: Duration = Duration::from_millis(1_600);
/// It is at rest by then.
const RESTS: Duration = Duration::from_secs(4);
/// The first start is after a rest, and then each of so many.
const RESTED: u64 = 5;
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

fn median(mut times: Vec<Duration>) -> u128 {
    times.sort_unstable();
    times[times.len() / 2].as_millis()
}

/// How often it wakes in a minute.
fn wakes(pid: u32) -> u64 {
    let before = cost(pid);
    sleep(WATCHED);
    cost(pid).wake_ups_since(&before)
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
    let (mut rested, mut awake) = (Vec::new(), Vec::new());
    for number in 1..=STARTS {
        let click = Instant::now();
        item.choose("Start now");
        assert_eq!(desktop.note(), format!("Session {number} has started."));
        let took = click.elapsed();
        let times = if number % RESTED == 1 { &mut rested } else { &mut awake };
        times.push(took);
        practice.end_all();
        sleep(if number % RESTED == 0 { RESTS } else { BETWEEN });
    }
    sleep(BETWEEN_READS);
    item.opens();
    item.until_status("Nothing runs");
    for _ in 0..OPENINGS {
        item.opens();
        assert_eq!(item.rows()[0].label, "Nothing runs");
    }
    tell(&format!("after {STARTS} starts and {OPENINGS} openings, still awake"), &cost(pid));
    let worked = shares(pid);
    sleep(SETTLES);
    let used = cost(pid);
    tell("the same, at rest", &used);
    println!("\nKiB awake: {worked}\nKiB at rest: {}", shares(pid));
    let (rested, awake) = (median(rested), median(awake));
    println!("A click is told as done after {rested} ms at rest, after {awake} ms awake (median).");
    let idle = wakes(pid);
    item.choose("Start now");
    desktop.note();
    item.until_status("Session ");
    sleep(SETTLES);
    let running = wakes(pid);
    println!("\nWake-ups in a minute: {idle} while nothing runs, {running} while a session does.");
    assert!(used.pss_kib < RELEASE_KIB, "PSS {} KiB", used.pss_kib);
    assert_eq!((idle, used.children.len()), (0, 0));
    assert!(running <= 1, "{running} wake-ups in a minute");
}
