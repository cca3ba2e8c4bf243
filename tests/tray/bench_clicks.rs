//! A click, from the panel to the service, beside `curl`: `cargo xtask bench clicks`.
//!
//! A tray that has just come up is looked at. The read for its menu opens the connection, and the
//! click, made once the menu tells what was read, sends its start on it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::figures::{Samples, figure, ratio};
use crate::installed::Installed;
use crate::path::{self, Arrival};
use crate::tls::Authority;
use crate::world::World;

const TIMES: usize = 25;
const TOKEN: &str = "a-token-of-a-bench";

/// A service at a distance, and who starts there.
struct Scene {
    world: World,
    arrivals: Receiver<Arrival>,
    half: Duration,
    curl: Vec<String>,
}

/// From the click on.
struct Click {
    request: Duration,
    answer: Duration,
    told: Duration,
}

impl Scene {
    fn at(folder: &Path, round_trip: Duration) -> Self {
        let authority = Authority::new(folder);
        let (mut server, arrivals) = path::keeping(authority.valid());
        if !round_trip.is_zero() {
            server = path::far(server, round_trip);
        }
        let server = format!("https://localhost:{}", server.port());
        let world = World::with_keyring(&server);
        world.latchet(&["settings", "set", "ca-file", authority.file()]).run().expect_status(0);
        world.latchet(&["token", "set"]).input(TOKEN).run().expect_status(0);
        let authorization = format!("Authorization: Bearer {TOKEN}");
        let insert = format!("{server}/api/liveinsert.php");
        let curl = ["--silent", "--fail", "--cacert", authority.file(), "-H", &authorization, "-H"];
        let body = r#"{"insertl":1,"public":0}"#;
        let curl = [&curl[..], &["Content-Type: application/json", "-d", body, &insert]].concat();
        let curl = curl.into_iter().map(str::to_owned).collect();
        Self { world, arrivals, half: round_trip / 2, curl }
    }

    fn click(&mut self) -> Click {
        let desktop = Desktop::with_panel(self.world.keyring().address());
        let tray = Installed::without_window().tray(&self.world, &["--hidden"]);
        let item = desktop.item();
        item.until_row("Start now", true);
        item.opens();
        let rows = item.until_status("Nothing runs");
        let start = rows.iter().find(|row| row.label == "Start now").unwrap().id;
        let click = item.clicked_at(start);
        assert!(desktop.note().ends_with("has started."));
        let told = click.elapsed();
        let arrival = self.arrivals.recv().unwrap();
        assert_ne!(arrival.before, 0, "the look has opened the connection");
        drop(tray);
        Click { request: arrival.came - click, answer: arrival.answered + self.half - click, told }
    }

    /// The same start by a program that does nothing else, from its beginning to its end.
    fn curl(&self) -> Duration {
        let began = Instant::now();
        let done = Command::new("curl").args(&self.curl).stdout(Stdio::null()).status();
        let took = began.elapsed();
        assert!(done.unwrap().success());
        self.arrivals.recv().unwrap();
        took
    }
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_click() {
    let folder = tempfile::tempdir().unwrap();
    let mut scene = Scene::at(folder.path(), Duration::ZERO);
    let mut samples = Samples::default();
    for _ in 0..TIMES {
        samples.add_time(scene.click().request);
    }
    let in_memory = std::env::temp_dir().starts_with("/dev/shm");
    let on = if in_memory { "without its fsync" } else { "with one fsync" };
    let goal = in_memory.then_some(0.5);
    figure(&format!("click to request at the server, {on}"), "ms", &samples, goal);
}

/// The least part of `curl`'s time that a click takes, at this distance.
fn bench_beside_curl(round_trip: Duration, place: &str, goal: f64) {
    let folder = tempfile::tempdir().unwrap();
    let mut scene = Scene::at(folder.path(), round_trip);
    let [mut answered, mut told, mut other] = [(); 3].map(|()| Samples::default());
    for _ in 0..TIMES {
        let click = scene.click();
        answered.add_time(click.answer);
        told.add_time(click.told);
        other.add_time(scene.curl());
    }
    let curl = ("`curl`, the same POST", &other);
    ratio(&format!("click to 201 over TLS, {place}"), "ms", &answered, curl, goal);
    figure("the same, until the desktop is told", "ms", &told, None);
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_click_over_tls() {
    bench_beside_curl(Duration::ZERO, "on loopback", 0.2);
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_click_from_afar() {
    bench_beside_curl(Duration::from_millis(50), "at 50 ms round trip", 0.4);
}
