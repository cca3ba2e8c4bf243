//! The window beside a blank Tauri one: `cargo xtask bench`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;
use crate::figures::{Samples, ratio};
use crate::practice::Practice;
use crate::processes::tree;

const TIMES: usize = 10;
/// Weighed so long after it is shown.
const SETTLES: Duration = Duration::from_secs(5);

/// Watches a display for windows that are shown.
struct Watcher(RustConnection);

impl Watcher {
    fn on(display: &str) -> Self {
        let (x, screen) = x11rb::connect(Some(display)).unwrap();
        let all = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        let root = x.setup().roots[screen].root;
        x.change_window_attributes(root, &all).unwrap().check().unwrap();
        Self(x)
    }

    /// Waits until one as large as a form is shown.
    fn await_shown(&self) {
        loop {
            let Event::MapNotify(shown) = self.0.wait_for_event().unwrap() else { continue };
            let size = self.0.get_geometry(shown.window).unwrap().reply();
            if size.is_ok_and(|size| size.width >= 300) {
                return;
            }
        }
    }

    /// Forgets what has happened.
    fn forget(&self) {
        while self.0.poll_for_event().unwrap().is_some() {}
    }
}

fn pss_mib(pid: u32) -> f64 {
    let kib = |pid: u32| {
        let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:").map(str::to_owned));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0)
    };
    tree(pid).into_iter().map(kib).sum::<f64>() / 1_024.0
}

fn end(mut child: Child) {
    let all = tree(child.id());
    let _ = child.kill();
    let _ = child.wait();
    for pid in all {
        let _ =
            Command::new("kill").args(["-KILL", &pid.to_string()]).stderr(Stdio::null()).status();
    }
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_window() {
    let named = |name: &str| PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("{name}")));
    let (window, blank) = (named("LATCHET_WINDOW"), named("LATCHET_BLANK"));
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let watcher = Watcher::on(desktop.display());
    let run = |program: &Path, arguments: &[&str]| {
        watcher.forget();
        let mut command = desktop.command(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let child = command.spawn().unwrap();
        watcher.await_shown();
        let took = began.elapsed();
        sleep(SETTLES);
        let weighs = pss_mib(child.id());
        end(child);
        (took, weighs)
    };
    let mut ours = [Samples::default(), Samples::default()];
    let mut other = [Samples::default(), Samples::default()];
    for number in 0..=TIMES {
        let (took, weighs) = run(&window, &[]);
        let (other_took, other_weighs) = run(&blank, &["window"]);
        // The first on a display loads what draws.
        if number > 0 {
            ours[0].add_time(took);
            ours[1].add(weighs);
            other[0].add_time(other_took);
            other[1].add(other_weighs);
        }
    }
    let name = "a blank Tauri window";
    ratio("spawn to a form that can be used", "ms", &ours[0], (name, &other[0]), 1.1);
    ratio("PSS of the window with all its processes", "MiB", &ours[1], (name, &other[1]), 0.8);
}
