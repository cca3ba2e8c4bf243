//! On the kernel's own objects. That a sign does *not* come is seen by the next one, of another
//! kind, coming first.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use chrono::TimeDelta;
use latchet_core::settings::{Key, Settings};
use rustix::time::timerfd_gettime;
use tempfile::TempDir;
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::*;
use crate::tray::watch::Watch;

/// Only a failure takes this long.
const PATIENCE: Duration = Duration::from_secs(30);

struct Watched {
    folder: TempDir,
    watch: Watch,
    signs: UnboundedReceiver<Sign>,
}

impl Watched {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let (sender, signs) = unbounded_channel();
        let watch =
            Watch::new(folder.path(), move |sign| sender.send(sign).unwrap_or_default()).unwrap();
        Self { folder, watch, signs }
    }

    fn touch(&self) {
        fs::write(Journal::changed_file(self.folder.path()), b"").unwrap();
    }

    async fn next(&mut self) -> Sign {
        let sign = timeout(PATIENCE, self.signs.recv()).await;
        sign.expect("no sign came").expect("nobody watches any more")
    }

    /// What has come by the time that a touch of the file is told.
    async fn until_touched(&mut self) -> Vec<Sign> {
        self.touch();
        let mut signs = Vec::new();
        loop {
            match self.next().await {
                Sign::Journal => return signs,
                sign => signs.push(sign),
            }
        }
    }
}

/// Is one thing told of two changes, of which the second comes while the first one settles? A
/// machine that stands still for that long may keep them apart, so there is more than one attempt.
async fn told_together(
    watched: &mut Watched,
    (sign, settles): (Sign, Duration),
    changes: [impl Fn(&Watched); 2],
) -> bool {
    for _ in 0..4 {
        changes[0](watched);
        // The watch has its turn, and reads it.
        tokio::time::sleep(Duration::from_millis(1)).await;
        changes[1](watched);
        assert_eq!(watched.next().await, sign);
        watched.watch.wake_at(Some(Utc::now() + 2 * settles));
        match watched.next().await {
            Sign::Due => return true,
            again => assert_eq!(again, sign),
        }
        assert_eq!(watched.next().await, Sign::Due);
    }
    false
}

fn soon(milliseconds: i64) -> DateTime<Utc> {
    Utc::now() + TimeDelta::milliseconds(milliseconds)
}

#[tokio::test]
async fn a_commit_of_another_program_is_told() {
    let mut watched = Watched::new();
    let file = Journal::changed_file(watched.folder.path());
    for times in 1..=2 {
        let written = Command::new("sh").arg("-c").arg(": > \"$0\"").arg(&file).status().unwrap();
        assert!(written.success());
        assert_eq!(watched.next().await, Sign::Journal, "write {times}");
    }
}

#[tokio::test]
async fn a_file_that_is_moved_into_place_is_told() {
    let mut watched = Watched::new();
    let elsewhere = watched.folder.path().join("restored");
    fs::write(&elsewhere, b"").unwrap();
    fs::rename(&elsewhere, Journal::changed_file(watched.folder.path())).unwrap();
    assert_eq!(watched.next().await, Sign::Journal);
}

#[tokio::test]
async fn a_burst_of_commits_is_told_once() {
    let mut watched = Watched::new();
    thread::scope(|scope| {
        // The runtime stands still meanwhile.
        for _ in 0..4 {
            scope.spawn(|| (0..50).for_each(|_| watched.touch()));
        }
    });
    assert_eq!(watched.next().await, Sign::Journal);
    watched.watch.wake_at(Some(Utc::now() + 2 * FILE_SETTLES));
    assert_eq!(watched.next().await, Sign::Due, "the burst must not be told again");
}

#[tokio::test]
async fn commits_one_after_the_other_are_told_together() {
    let mut watched = Watched::new();
    let settling = (Sign::Journal, FILE_SETTLES);
    assert!(told_together(&mut watched, settling, [Watched::touch; 2]).await);
}

#[tokio::test]
async fn other_files_of_the_folder_are_not_told() {
    let mut watched = Watched::new();
    for name in ["journal.sqlite-wal", "tray.lock", "journal.changed.old", "journal"] {
        fs::write(watched.folder.path().join(name), b"x").unwrap();
    }
    watched.watch.wake_at(Some(Utc::now() + 2 * FILE_SETTLES));
    assert_eq!(watched.next().await, Sign::Due);
}

#[tokio::test]
async fn other_settings_are_told_and_what_else_lies_beside_them_is_not() {
    let mut watched = Watched::new();
    let settings = TempDir::new().unwrap();
    let file = settings.path().join("settings.toml");
    watched.watch = watched.watch.and_settings(&file);
    fs::write(settings.path().join("settings.lock"), b"").unwrap();
    watched.watch.wake_at(Some(Utc::now() + 2 * FILE_SETTLES));
    assert_eq!(watched.next().await, Sign::Due);
    for value in ["on", "off"] {
        Settings::set(&file, Key::Tray, value).unwrap();
        assert_eq!(watched.next().await, Sign::Settings, "{value}");
    }
}

#[tokio::test]
async fn an_instant_is_told_when_it_has_come_and_only_once() {
    let mut watched = Watched::new();
    let at = soon(50);
    watched.watch.wake_at(Some(at));
    assert_eq!(watched.next().await, Sign::Due);
    assert!(Utc::now() >= at, "not before its time");
    assert_eq!(watched.until_touched().await, []);
}

#[tokio::test]
async fn an_instant_that_has_passed_is_told_at_once() {
    let long_ago = [soon(-1), DateTime::UNIX_EPOCH, DateTime::<Utc>::MIN_UTC];
    let mut watched = Watched::new();
    for at in long_ago {
        watched.watch.wake_at(Some(at));
        assert_eq!(watched.next().await, Sign::Due, "{at}");
    }
}

#[tokio::test]
async fn an_instant_that_was_replaced_or_taken_back_is_not_told() {
    let mut watched = Watched::new();
    for then in [None, Some(soon(3_600_000)), Some(DateTime::<Utc>::MAX_UTC)] {
        watched.watch.wake_at(Some(soon(-1)));
        // It has come, and the runtime had no turn yet to tell it.
        watched.watch.wake_at(then);
        assert_eq!(watched.until_touched().await, [], "{then:?}");
    }
}

#[tokio::test]
async fn an_instant_that_was_taken_back_is_not_kept_by_the_system_either() {
    let watched = Watched::new();
    for (at, kept) in [(Some(soon(3_600_000)), true), (None, false)] {
        watched.watch.wake_at(at);
        let left = timerfd_gettime(watched.watch.timer.ticks.get_ref()).unwrap().it_value;
        assert_eq!(left != ZERO, kept, "{left:?}");
    }
}

/// Nobody may set the clock of a machine for a test, so the one thing that is made up is what the
/// reading of the timer says.
#[tokio::test]
async fn an_instant_that_passes_while_the_clock_is_set_is_told_all_the_same() {
    let mut watched = Watched::new();
    let timer = Arc::clone(&watched.watch.timer);
    watched.watch.wake_at(Some(soon(-1)));
    let swallowed = rustix::io::read(timer.ticks.get_ref(), &mut [0; 8]);
    assert_eq!(swallowed, Ok(8), "the instant has come");
    assert_eq!(watched.until_touched().await, [], "nothing is left to tell");
    assert_eq!(timer.told(Err(Errno::CANCELED)), Some(Sign::Clock));
    assert_eq!(watched.next().await, Sign::Due);
    assert_eq!(timer.told(Err(Errno::CANCELED)), None, "nothing is waited for any more");
}

#[tokio::test]
async fn nothing_is_told_after_the_end() {
    let mut watched = Watched::new();
    watched.watch.network(true);
    watched.touch();
    watched.watch.wake_at(Some(soon(-1)));
    drop(watched.watch);
    let sign = timeout(PATIENCE, watched.signs.recv()).await;
    assert_eq!(sign, Ok(None), "everything that could tell is gone");
}

#[test]
fn a_watch_with_nothing_to_tell_wakes_for_nothing() {
    let (begun, tid) = mpsc::channel();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let idle = thread::spawn(move || {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let watched = Watched::new();
            watched.watch.network(true);
            watched.watch.wake_at(Some(soon(3_600_000)));
            begun.send(fs::read_link("/proc/thread-self").unwrap()).unwrap();
            let _ = ended.await;
        });
    });
    let task = Path::new("/proc").join(tid.recv().unwrap());
    let wakeups = || {
        let status = fs::read_to_string(task.join("status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse::<u64>().unwrap()
    };
    let mut seen = Vec::new();
    // More than once, since the network of the machine may change just then.
    let slept = (0..4).any(|_| {
        let before = wakeups();
        thread::sleep(Duration::from_secs(2));
        seen.push(wakeups() - before);
        seen.ends_with(&[0])
    });
    end.send(()).unwrap();
    idle.join().unwrap();
    println!("wake-ups in 2 s each: {seen:?}");
    assert!(slept, "it keeps waking; in 2 s each: {seen:?}");
}

/// Set where a test runs in a network of its own.
const OWN_NETWORK: &str = "LATCHET_TEST_OWN_NETWORK";

/// Runs a test again in a network of its own, where links can be brought up and down.
fn in_a_network_of_its_own(test: &str, body: impl AsyncFnOnce()) {
    if std::env::var_os(OWN_NETWORK).is_some() {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(body());
        return;
    }
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--net"]);
        command
    };
    let probe = unshare().args(["ip", "link", "set", "lo", "up"]).output();
    let probe = probe.expect("unshare is installed, of util-linux");
    let why = String::from_utf8_lossy(&probe.stderr);
    assert_ne!(probe.status.code(), Some(127), "ip is installed, of iproute2: {why}");
    if !probe.status.success() {
        println!("skipped: no network of one's own may be had here: {}", why.trim());
        return;
    }
    let (_, path) = module_path!().split_once("::").unwrap();
    let again = unshare()
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{path}::{test}"), "--nocapture"])
        .env(OWN_NETWORK, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&again.stdout);
    let why = String::from_utf8_lossy(&again.stderr);
    assert!(again.status.success() && told.contains("1 passed"), "{told}{why}");
}

/// The commands of a batch of `ip`.
fn ip(batch: &str) {
    let mut ip = Command::new("ip").args(["-batch", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    ip.stdin.take().unwrap().write_all(batch.as_bytes()).unwrap();
    assert!(ip.wait().unwrap().success());
}

#[test]
fn a_link_that_comes_up_is_told_and_only_while_listened_for() {
    let test = "a_link_that_comes_up_is_told_and_only_while_listened_for";
    in_a_network_of_its_own(test, async || {
        let mut watched = Watched::new();
        ip("link set lo up\nlink set lo down\n");
        assert_eq!(watched.until_touched().await, [], "nobody listens yet");

        watched.watch.network(true);
        watched.watch.network(true);
        ip("link set lo up\n");
        assert_eq!(watched.next().await, Sign::Network);

        ip("link set lo down\n");
        watched.watch.network(false);
        watched.watch.wake_at(Some(Utc::now() + 2 * NETWORK_SETTLES));
        assert_eq!(watched.next().await, Sign::Due, "nobody listens any more");
    });
}

#[test]
fn addresses_that_come_and_go_one_after_the_other_are_told_together() {
    let test = "addresses_that_come_and_go_one_after_the_other_are_told_together";
    in_a_network_of_its_own(test, async || {
        let mut watched = Watched::new();
        watched.watch.network(true);
        let settling = (Sign::Network, NETWORK_SETTLES);
        let changes = [
            |_: &Watched| ip("address add 192.0.2.1/32 dev lo\n"),
            |_: &Watched| ip("address delete 192.0.2.1/32 dev lo\n"),
        ];
        assert!(told_together(&mut watched, settling, changes).await);
    });
}

#[test]
fn more_changes_than_the_system_can_tell_are_a_change_and_not_the_end() {
    let test = "more_changes_than_the_system_can_tell_are_a_change_and_not_the_end";
    in_a_network_of_its_own(test, async || {
        let mut watched = Watched::new();
        watched.watch.network(true);
        // The runtime stands still meanwhile.
        ip(&"link set lo up\nlink set lo down\n".repeat(500));
        assert_eq!(watched.next().await, Sign::Network);
        ip("link set lo up\n");
        assert_eq!(watched.next().await, Sign::Network, "it must go on listening");
    });
}
