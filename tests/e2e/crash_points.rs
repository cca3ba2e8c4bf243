//! Killed at any point: nothing is lost, nothing is doubled, and the next run settles it.
//!
//! The program kills itself at each labelled point (`latchet_core::crash::POINTS`), and is killed at
//! random instants from outside. What follows is done by the same program some minutes later, by a
//! clock that libfaketime moves; the practice server goes by the same clock.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use latchet_practice::Options;
use serde_json::Value;
use tempfile::TempDir;

use crate::practice::Practice;
use crate::program::{Call, Ended};
use crate::raw::Raw;
use crate::world::World;

/// A world in which time can be moved on, with the program in a folder of its own: it finds no
/// resident program there to hand over to, so only the test sees to what is left.
pub(crate) struct Later {
    world: World,
    practice: Practice,
    ahead: Arc<AtomicI64>,
    program: PathBuf,
    faketime: PathBuf,
    _folder: TempDir,
}

impl Later {
    pub(crate) fn new(behaviours: &str) -> Self {
        Self::serving(Options { behaviours: behaviours.parse().unwrap(), ..Options::default() })
    }

    fn serving(options: Options) -> Self {
        let ahead = Arc::new(AtomicI64::new(0));
        let offset = Arc::clone(&ahead);
        let now = move || Utc::now() + TimeDelta::seconds(offset.load(Ordering::SeqCst));
        let practice = Practice::serve_at(options, now);
        let world = World::with_token(practice.url(), practice.token());
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let program = folder.path().join("alone");
        std::fs::hard_link(env!("CARGO_BIN_EXE_latchet"), &program).unwrap();
        for (key, value) in [("grace", "1"), ("tracker-zone", "Europe/Berlin")] {
            world.latchet(&["settings", "set", key, value]).run().expect_status(0);
        }
        Self { world, practice, ahead, program, faketime: faketime(), _folder: folder }
    }

    /// The program, by the moved clock.
    pub(crate) fn latchet(&self, arguments: &[&str]) -> Call {
        self.dress(self.world.latchet_in_shell(ALONE, arguments))
    }

    fn dress(&self, call: Call) -> Call {
        let ahead = self.ahead.load(Ordering::SeqCst);
        call.env("PROGRAM", self.program.to_str().unwrap())
            .env("LD_PRELOAD", self.faketime.to_str().unwrap())
            .env("FAKETIME", &format!("+{ahead}s"))
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn list(&self, what: &[&str]) -> Vec<Value> {
        let listed = self.latchet(&[what, &["--json"]].concat()).run();
        listed.expect_status(0);
        listed.json().as_array().unwrap().clone()
    }

    /// Does what a user would do who comes back, again and again, until nothing is left.
    pub(crate) fn settle(&self) {
        let said = self.settle_for(8);
        let open = self.list(&["pending", "list"]);
        assert!(open.is_empty(), "never settled: {open:?}, {said:#?}");
    }

    /// So many times at most. What the program said each time comes back.
    pub(crate) fn settle_for(&self, rounds: usize) -> Vec<String> {
        let mut said = Vec::new();
        for round in 0..rounds {
            let open = self.list(&["pending", "list"]);
            if open.is_empty() {
                break;
            }
            for start in open {
                let id = start["intention"].as_str().unwrap();
                let asks = start["message"].as_str().unwrap().contains("it might be, or might not");
                if asks && round > 2 {
                    self.settle_by_hand(id);
                    continue;
                }
                let sent = self.latchet(&["pending", "send", id]).run();
                assert!(!sent.err().contains("panicked"), "{}", sent.all());
                said.push(sent.all());
            }
            self.pass(35);
        }
        said
    }

    pub(crate) fn end_all(&self) {
        self.practice.end_all();
    }

    pub(crate) fn behave(&self, behaviours: &str) {
        self.practice.behave(behaviours);
    }

    /// What the killed program has sent lands now; it is the same as if another one had sent it.
    pub(crate) fn lands(&self) {
        let elsewhere = World::headless(self.practice.url());
        let start = ["start", "--yes", "--token-stdin"];
        self.dress(elsewhere.latchet_in_shell(ALONE, &start)).input(self.practice.token()).run();
    }

    /// What the program can't tell the user finds on the website. On this clock a request that a busy
    /// machine has served half a second late comes minutes late, and then looks like another.
    fn settle_by_hand(&self, id: &str) {
        let known: Vec<_> = self
            .list(&["history"])
            .iter()
            .filter_map(|start| start["session_id"].as_u64())
            .collect();
        let found: Vec<_> =
            self.practice.ids().into_iter().filter(|session| !known.contains(session)).collect();
        assert!(found.len() < 2, "one wish became {found:?}");
        let found = found.first().map(ToString::to_string);
        let settle = ["pending", "settle", id];
        let by_hand = match &found {
            Some(session) => [&settle[..], &["--started", session]].concat(),
            None => [&settle[..], &["--not-started"]].concat(),
        };
        self.latchet(&by_hand).run().expect_status(0);
    }

    /// Every start that says it started has a session, and every session a start.
    pub(crate) fn expect_one_for_one(&self, sessions: usize, why: &str) {
        let history = self.list(&["history"]);
        let started = history.iter().filter(|start| start["outcome"] == "started");
        assert_eq!(self.practice.sessions(), sessions, "{why}: {history:?}");
        assert_eq!(started.count(), sessions, "{why}: {history:?}");
    }
}

/// Runs the program from the folder in which it is alone.
const ALONE: &str = r#"shift; exec "$PROGRAM" "$@""#;

/// The library that moves a program's clock.
fn faketime() -> PathBuf {
    let listed = Command::new("dpkg").args(["-L", "libfaketime"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let library = listed.lines().find(|line| line.ends_with("/libfaketime.so.1"));
    library.expect("libfaketime is installed").into()
}

#[track_caller]
pub(crate) fn expect_killed(ended: &Ended, point: &str) {
    assert_eq!(ended.status, None, "{point} was not reached: {}", ended.all());
}

/// What is going on when a point is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
enum While {
    /// A start from the terminal.
    Starting,
    /// A start by one click.
    Clicking,
    /// Sending again what did not arrive.
    Resending,
    /// A start that finds no service.
    Away,
}

/// Every point: what is going on, how the service behaves, and how many sessions come of it.
const CASES: [(&str, While, &str, usize); 18] = [
    ("turn-taken", While::Starting, "", 0),
    ("bound-read", While::Starting, "", 0),
    ("recorded", While::Starting, "", 1),
    ("answered", While::Starting, "", 1),
    ("outcome-recorded", While::Starting, "", 1),
    ("read-back", While::Starting, "", 1),
    ("start-told", While::Starting, "startdate-mandatory", 1),
    ("check-recorded", While::Starting, "close-after-recording:1", 1),
    ("check-read", While::Starting, "close-after-recording:1", 1),
    ("verdict-recorded", While::Starting, "close-after-recording:1", 1),
    ("identified", While::Starting, "empty-body:1", 1),
    ("grace-recorded", While::Clicking, "", 0),
    ("grace-over", While::Clicking, "", 0),
    ("queued", While::Resending, "", 1),
    ("held", While::Resending, "", 1),
    ("delivery-checked", While::Resending, "", 1),
    ("delivery-recorded", While::Resending, "", 1),
    ("deferred", While::Away, "", 1),
];

#[test]
fn a_program_killed_at_any_point_loses_nothing_and_doubles_nothing() {
    for point in latchet_core::crash::POINTS {
        assert!(CASES.iter().any(|(name, ..)| name == point), "{point} has no case");
    }
    // Two at a time: most of it is waiting for programs.
    std::thread::scope(|scope| {
        for half in CASES.chunks(CASES.len() / 2) {
            scope.spawn(|| half.iter().for_each(|case| killed_at(*case)));
        }
    });
}

fn killed_at((point, going_on, behaviours, sessions): (&str, While, &str, usize)) {
    if going_on == While::Away {
        return killed_while_away(point);
    }
    let later = Later::new(behaviours);
    let kill = |arguments: &[&str]| later.latchet(arguments).env("LATCHET_CRASH_AT", point).run();
    match going_on {
        While::Starting => expect_killed(&kill(&["start", "--yes"]), point),
        While::Clicking => expect_killed(&kill(&["start", "--yes", "--notify"]), point),
        While::Resending => {
            let cut = later.latchet(&["start", "--yes"]).env("LATCHET_CRASH_AT", "recorded").run();
            expect_killed(&cut, "recorded");
            let killed = (0..8).map(|_| {
                later.pass(35);
                kill(&["pending", "send", "1"])
            });
            let killed = killed.into_iter().find(|ended| ended.status.is_none());
            assert!(killed.is_some(), "{point} was never reached");
        }
        While::Away => {}
    }
    later.pass(20);
    later.settle();
    later.expect_one_for_one(sessions, point);
    // Whatever happened, the next wish is served.
    later.practice.end_all();
    later.pass(300);
    let next = later.latchet(&["start", "--yes"]).run();
    assert_eq!(next.status, Some(0), "after {point}: {}", next.all());
    later.expect_one_for_one(sessions + 1, point);
}

fn killed_while_away(point: &str) {
    let data = tempfile::tempdir().unwrap();
    let options = Options {
        data: Some(data.path().to_owned()),
        port: Raw::free_port(),
        ..Options::default()
    };
    let mut later = Later::serving(options.clone());
    let token = later.practice.token().to_owned();
    let practice = std::mem::replace(&mut later.practice, Practice::strict());
    practice.shutdown();
    let start = later.latchet(&["start", "--yes"]).env("LATCHET_CRASH_AT", point).run();
    expect_killed(&start, point);
    let ahead = Arc::clone(&later.ahead);
    let now = move || Utc::now() + TimeDelta::seconds(ahead.load(Ordering::SeqCst));
    later.practice = Practice::serve_at(options, now);
    assert_ne!(later.practice.token(), token, "the saved one is still good");
    later.settle();
    later.expect_one_for_one(1, point);
}

/// How the service may take a start.
pub(crate) const BEHAVIOURS: [&str; 7] = [
    "",
    "close-after-recording:1",
    "close-after-reading:1",
    "error-500-after-recording:1",
    "cut-mid-response:1",
    "answer-503:1",
    "empty-body:1",
];

/// Kills starts at random instants, while the service behaves in one way after the other.
fn killed_at_random(seed: u64, runs: u32) {
    // What a whole start takes on this machine: an instant after that would kill none.
    let whole = Later::new("").latchet(&["start", "--yes"]).run();
    whole.expect_status(0);
    let whole = u64::try_from(whole.took.as_millis()).unwrap().max(1);
    let later = Later::new("");
    let mut random = seed;
    let mut next = |below: u64| {
        // SplitMix64.
        random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = random;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % below
    };
    let (mut killed, mut recorded) = (0, 0);
    for run in 0..runs {
        let behaviours = BEHAVIOURS[usize::try_from(next(7)).unwrap()];
        later.practice.behave(behaviours);
        let start = later.latchet(&["start", "--yes"]).spawn();
        std::thread::sleep(Duration::from_millis(next(whole)));
        start.kill_if_running();
        let ended = start.wait();
        killed += u32::from(ended.status.is_none());
        // What it has left on its way lands before another's question is answered: on the clock of
        // this test it would be minutes late otherwise.
        later.latchet(&["status"]).run();
        later.settle();
        later.practice.behave("");
        let history = later.list(&["history"]);
        let told = format!("seed {seed}, run {run}, {behaviours:?}, {}", ended.all());
        let sessions = later.practice.sessions();
        let started = history.iter().filter(|start| start["outcome"] == "started").count();
        assert_eq!(started, sessions, "{told}: {history:?}");
        assert!(sessions <= usize::try_from(run).unwrap() + 1, "{told}");
        // A start that was recorded has become exactly one session.
        assert_eq!(history.len(), sessions, "{told}: {history:?}");
        recorded = history.len();
        later.practice.end_all();
        later.pass(300);
    }
    println!("seed {seed}: {runs} runs, {killed} killed, {recorded} recorded before");
    assert!(killed * 4 > runs, "most were killed in time: {killed} of {runs}");
}

#[test]
fn starts_killed_at_random_lose_nothing_and_double_nothing() {
    std::thread::scope(|scope| {
        for seed in [11, 12, 13] {
            scope.spawn(move || killed_at_random(seed, 20));
        }
    });
}

#[test]
#[ignore = "half an hour: cargo xtask nightly crashes"]
fn nightly_a_thousand_crashes() {
    std::thread::scope(|scope| {
        for seed in 100..104 {
            scope.spawn(move || killed_at_random(seed, 250));
        }
    });
}
