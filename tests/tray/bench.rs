//! The tray beside a blank Tauri program with an icon: `cargo xtask bench`.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::figures::{Samples, figure, ratio};
use crate::idle::{Cost, cost};
use crate::installed::Installed;
use crate::practice::Practice;
use crate::screen::Screen;
use crate::world::World;

const TIMES: usize = 15;
/// Weighed and watched for so long, once it is up for as long.
const WATCHED: Duration = Duration::from_secs(20);
const BLANK: &str = "LATCHET_BLANK";

/// The blank program with its icon, ended with the test.
struct Blank(Child);

impl Blank {
    fn spawn(world: &World, bus: &str, display: &Screen) -> Self {
        let program = PathBuf::from(std::env::var_os(BLANK).expect("LATCHET_BLANK names it"));
        let child = Command::new(program)
            .arg("tray")
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", world.latchet_home())
            .env("XDG_RUNTIME_DIR", world.latchet_home())
            .env("DBUS_SESSION_BUS_ADDRESS", bus)
            .env("DISPLAY", display.name())
            .env("NO_AT_BRIDGE", "1")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Blank {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Processor time of all its threads so far, in milliseconds.
fn processor(pid: u32) -> f64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let nanoseconds: f64 = tasks
        .filter_map(|task| fs::read_to_string(task.ok()?.path().join("schedstat")).ok())
        .filter_map(|line| line.split(' ').next()?.parse::<f64>().ok())
        .sum();
    nanoseconds / 1_000_000.0
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_tray_start() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let bus = world.keyring().address().to_owned();
    let desktop = Desktop::with_panel(&bus);
    let (display, installed) = (Screen::open(), Installed::without_window());
    let mut ours = [Samples::default(), Samples::default()];
    let mut other = [Samples::default(), Samples::default()];
    for number in 0..=TIMES {
        let tray = installed.tray_unsettled(&world);
        let began = Instant::now();
        let tray = tray.run();
        desktop.item();
        let took = (began.elapsed(), processor(tray.running().pid()));
        drop(tray);
        let began = Instant::now();
        let blank = Blank::spawn(&world, &bus, &display);
        desktop.item();
        let other_took = (began.elapsed(), processor(blank.0.id()));
        drop(blank);
        // The first of each fills the system's caches.
        if number > 0 {
            ours[0].add_time(took.0);
            ours[1].add(took.1);
            other[0].add_time(other_took.0);
            other[1].add(other_took.1);
        }
    }
    let name = "a blank Tauri tray";
    ratio("spawn to icon", "ms", &ours[0], (name, &other[0]), 0.1);
    ratio("processor time until then", "ms", &ours[1], (name, &other[1]), 0.1);
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_tray_idle() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let bus = world.keyring().address().to_owned();
    let desktop = Desktop::with_panel(&bus);
    let (display, installed) = (Screen::open(), Installed::without_window());
    let mut costs: [Vec<(Cost, u64)>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        let tray = installed.tray(&world, &["--hidden"]);
        desktop.item();
        costs[0].push(watched(tray.running().pid()));
        drop(tray);
        let blank = Blank::spawn(&world, &bus, &display);
        desktop.item();
        costs[1].push(watched(blank.0.id()));
    }
    let of = |costs: &[(Cost, u64)], what: fn(&(Cost, u64)) -> u64| {
        let mut samples = Samples::default();
        for cost in costs {
            samples.add(f64::from(u32::try_from(what(cost)).unwrap()));
        }
        samples
    };
    let name = "a blank Tauri tray";
    let pss = |(cost, _): &(Cost, u64)| cost.pss_kib;
    figure("the tray, idle: PSS", "KiB", &of(&costs[0], pss), Some(6_144.0));
    ratio("the same", "KiB", &of(&costs[0], pss), (name, &of(&costs[1], pss)), 0.125);
    let dirty = |(cost, _): &(Cost, u64)| cost.private_dirty_kib;
    ratio("private dirty", "KiB", &of(&costs[0], dirty), (name, &of(&costs[1], dirty)), 0.125);
    figure("wake-ups in 20 s", "", &of(&costs[0], |cost| cost.1), Some(0.0));
}

fn watched(pid: u32) -> (Cost, u64) {
    sleep(WATCHED);
    let before = cost(pid);
    sleep(WATCHED);
    let after = cost(pid);
    let woke = after.wake_ups_since(&before);
    (after, woke)
}
