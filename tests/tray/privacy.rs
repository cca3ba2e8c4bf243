//! The main journeys touch what `docs/privacy.md` lists, and nothing else.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::program::Call;
use crate::touched::{CALLS, Places, Table, Touched};
use crate::world::World;

const UNDER_STRACE: &str = "exec strace --follow-forks --quiet=all --strings-in-hex=all \
    --string-limit=65536 --trace=$CALLS --output=$TRACE \"$@\"";

/// A home as every user has one, and a trace of each call.
struct Watched {
    folder: TempDir,
    calls: Vec<PathBuf>,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, calls: Vec::new() }
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
            .env("CALLS", CALLS)
            .env("TRACE", trace.to_str().unwrap());
        self.calls.push(trace);
        call
    }
}

#[test]
fn what_the_main_journeys_touch_is_what_the_privacy_page_lists() {
    let practice = Practice::strict();
    let mut world = World::with_keyring(practice.url());
    let mut watched = Watched::new();
    watched
        .latchet(&world, &["token", "set"])
        .input(format!("{}\n", practice.token()))
        .run()
        .expect_status(0);
    for arguments in [
        &["settings", "set", "grace", "0"][..],
        &["start", "--yes", "--for", "8h", "--locked-by", "Kim"],
        &["status"],
        &["history", "--csv"],
        &["pending", "list"],
        &["doctor"],
    ] {
        watched.latchet(&world, arguments).run().expect_status(0);
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
    tray.wait().expect_status(0);

    let path = bus.strip_prefix("unix:path=").unwrap().split(',').next().unwrap();
    let runtime = PathBuf::from(path).parent().unwrap().to_owned();
    let home = watched.home();
    let port = practice.address().port();
    let places = Places { home: &home, runtime: &runtime, bus: path, port };
    let mut touched = Touched::default();
    for trace in &watched.calls {
        touched.read(trace, &places);
    }
    let tables = [
        ("Hosts", &touched.hosts),
        ("Local sockets", &touched.sockets),
        ("Names on the session bus", &touched.names),
        ("Files", &touched.files),
    ];
    let (mut unlisted, mut unseen) = (Vec::new(), Vec::new());
    for (heading, touched) in tables {
        let table = Table::read(heading);
        unlisted.extend(table.unlisted(touched));
        unseen.extend(table.unseen(touched).into_iter().map(str::to_owned));
    }
    assert!(unlisted.is_empty(), "docs/privacy.md does not list {unlisted:#?}");
    assert!(unseen.is_empty(), "docs/privacy.md lists what was not touched: {unseen:#?}");
}
