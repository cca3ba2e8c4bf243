//! The tray beside a blank Tauri program with an icon: `cargo xtask bench`.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::behind::Behind;
use crate::desktop::Desktop;
use crate::figures::{Samples, figure, ratio};
use crate::idle::{Cost, cost};
use crate::installed::Installed;
use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::screen::Screen;
use crate::tls::{self, Authority};
use crate::world::World;

const TIMES: usize = 15;
/// Weighed and watched for so long, once it is up for as long.
const WATCHED: Duration = Duration::from_secs(20);
/// A click sooner after a start counts as the second half of a double click.
const BETWEEN: Duration = Duration::from_millis(1_600);
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

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_click() {
    let (arrived, arrivals) = channel();
    let arrived = Mutex::new(arrived);
    let number = Arc::new(Mutex::new(0_u32));
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            arrived.lock().unwrap().send(Instant::now()).unwrap();
            let mut number = number.lock().unwrap();
            *number += 1;
            let _ = stream.write_all(&raw::json(201, &format!(r#"{{"session_id":{number}}}"#)));
        } else {
            let _ = stream.write_all(&raw::no_sessions());
        }
    });
    let mut world = World::with_token(&server.url(), "a-token-of-a-bench");
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let mut samples = Samples::default();
    for _ in 0..TIMES {
        item.opens();
        let row = item.rows().into_iter().find(|row| row.label == "Start now").unwrap();
        sleep(BETWEEN);
        let click = Instant::now();
        assert!(item.click(row.id));
        samples.add_time(arrivals.recv().unwrap() - click);
        desktop.note();
    }
    drop(tray);
    let on = if std::env::temp_dir().starts_with("/dev/shm") {
        "without its fsync"
    } else {
        "with one fsync"
    };
    let goal = std::env::temp_dir().starts_with("/dev/shm").then_some(0.5);
    figure(&format!("click to request at the server, {on}"), "ms", &samples, goal);
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_click_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, authority) = (Practice::strict(), Authority::new(folder.path()));
    let behind = Behind::at(practice.address());
    let server = tls::serve(authority.valid(), move |request| behind.forward(request));
    let server = format!("https://localhost:{}", server.port());
    let mut world = World::with_keyring(&server);
    world.latchet(&["settings", "set", "ca-file", authority.file()]).run().expect_status(0);
    world.latchet(&["token", "set"]).input(practice.token()).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let authorization = format!("Authorization: Bearer {}", practice.token());
    let insert = format!("{server}/api/liveinsert.php");
    let (mut ours, mut other) = (Samples::default(), Samples::default());
    for _ in 0..TIMES {
        practice.end_all();
        sleep(BETWEEN);
        item.opens();
        let row =
            item.until_row("Start now", true).into_iter().find(|row| row.label == "Start now");
        let row = row.unwrap();
        let click = Instant::now();
        assert!(item.click(row.id));
        assert!(desktop.note().ends_with("has started."));
        ours.add_time(click.elapsed());
        practice.end_all();
        let began = Instant::now();
        let done = Command::new("curl")
            .args(["--silent", "--fail", "--cacert", authority.file(), "-H", &authorization])
            .args(["-H", "Content-Type: application/json", "-d", r#"{"insertl":1,"public":0}"#])
            .arg(&insert)
            .stdout(Stdio::null())
            .status();
        other.add_time(began.elapsed());
        assert!(done.unwrap().success());
    }
    drop(tray);
    ratio("click to told as done, over TLS", "ms", &ours, ("`curl`, the same POST", &other), 0.2);
}
