//! The main journeys touch what `docs/privacy.md` lists, and leave the token nowhere.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::canary::found;
use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::program::{Call, Ended};
use crate::touched::{CALLS, Places, Touched, said};
use crate::world::World;

const UNDER_STRACE: &str = "exec strace --follow-forks --quiet=all --strings-in-hex=all \
    --no-abbrev --string-limit=65536 --trace=$CALLS --output=$TRACE \"$@\"";

/// A home as every user has one, a trace of each call, and all that was said to whoever called.
struct Watched {
    folder: TempDir,
    calls: Vec<PathBuf>,
    told: Vec<u8>,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, calls: Vec::new(), told: Vec::new() }
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A call of the program, watched.
    fn latchet(&mut self, world: &World, arguments: &[&str]) -> Call {
        let trace = self.folder.path().join(format!("{}.trace", self.calls.len()));
        let call = world
            .latchet_in_shell(UNDER_STRACE, arguments)
            .env("HOME", self.home().to_str().unwrap())
            .env("LATCHET_HOME", "")
            .env("RUST_LOG", "trace")
            .env("CALLS", CALLS)
            .env("TRACE", trace.to_str().unwrap());
        self.calls.push(trace);
        call
    }

    fn ended(&mut self, ended: &Ended) {
        ended.expect_status(0);
        self.told.extend([&ended.out[..], &ended.err].concat());
    }
}

/// The journeys, and what was touched in them.
fn journeys(practice: &Practice) -> (Watched, World, Touched) {
    let mut world = World::with_keyring(practice.url());
    let mut watched = Watched::new();
    let token = format!("{}\n", practice.token());
    let set = watched.latchet(&world, &["token", "set"]).input(token).run();
    watched.ended(&set);
    for arguments in [
        &["token", "check"][..],
        &["settings", "set", "grace", "0"],
        &["settings", "set", "log", "detailed"],
        &["settings", "list"],
        &["preset", "save", "night", "--for", "8h"],
        &["start", "--yes", "--for", "8h", "--locked-by", "Kim"],
        &["status", "--json"],
        &["history", "--csv"],
        &["pending", "list"],
        &["doctor"],
        &["doctor", "--json"],
    ] {
        let ended = watched.latchet(&world, arguments).run();
        watched.ended(&ended);
    }
    practice.end_all();
    let bus = world.keyring().address().to_owned();
    let desktop = Desktop::with_panel(&bus);
    let tray = watched.latchet(&world, &["tray", "--hidden"]).spawn();
    let item = desktop.item();
    item.until_row("Start now", true);
    item.opens();
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 2 has started.");
    item.until_row("Quit", true);
    item.choose("Quit");
    watched.ended(&tray.wait());

    let path = bus.strip_prefix("unix:path=").unwrap().split(',').next().unwrap();
    let runtime = PathBuf::from(path).parent().unwrap().to_owned();
    let (home, port) = (watched.home(), practice.address().port());
    let places = Places { home: &home, runtime: &runtime, bus: path, port };
    let mut touched = Touched::default();
    for trace in &watched.calls {
        touched.read(trace, &places);
    }
    (watched, world, touched)
}

#[test]
fn what_the_main_journeys_touch_is_what_the_privacy_page_lists() {
    journeys(&Practice::strict()).2.expect_listed("always");
}

/// Every program's arguments and variables, what each said on the bus and to whoever called it, and
/// every file but for the credential store's.
#[test]
fn the_main_journeys_leave_the_token_nowhere() {
    let practice = Practice::strict();
    let (mut watched, world, _) = journeys(&practice);
    let home = watched.home();
    let export = home.join("kept.json");
    let leaves = ["leave-no-trace", "--yes", "--export", export.to_str().unwrap()];
    let before = files(&home);
    let left = watched.latchet(&world, &leaves).run();
    watched.ended(&left);
    let said: Vec<u8> = watched.calls.iter().flat_map(|trace| said(trace)).collect();
    let mut texts = vec![("said".to_owned(), said), ("told".to_owned(), watched.told)];
    texts.extend(before);
    texts.extend(files(&home));
    texts.extend(files(world.home()));
    for (name, text) in &texts {
        assert_eq!(found(practice.token(), text), None, "{name}");
    }
    // It was looked for where something is.
    let holds = |name: &str, what: &str| {
        texts.iter().any(|(one, text)| one.ends_with(name) && found(what, text).is_some())
    };
    for (name, what) in [
        ("said", "Session 2 has started."),
        ("said", "RUST_LOG=trace"),
        ("said", "--locked-by"),
        ("told", "Kim"),
        ("journal.sqlite-wal", "Kim"),
        ("latchet.log", "start 1: started"),
        ("kept.json", "night"),
    ] {
        assert!(holds(name, what), "{what} is in {name}");
    }
}

/// Every file in a folder, with its name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.is_file() {
            files.push((path.display().to_string(), fs::read(path).unwrap()));
        }
    }
    files
}
