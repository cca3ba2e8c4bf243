//! Leaving no trace: programs that run, a real credential store, a whole home.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::program::Call;
use crate::world::World;

/// Where nobody is.
const NOWHERE: &str = "http://127.0.0.1:1";
const OTHER_TOKEN: &str = "canary-token-4711";

/// With the folders that its user has.
fn at_home(call: Call) -> Call {
    call.without("LATCHET_HOME")
}

/// Every file and folder, but for what the credential store keeps of its own.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("keyrings") {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        }
        found.push(path);
    }
}

#[test]
fn nothing_is_left_of_programs_entries_and_files() {
    let practice = Practice::strict();
    let mut world = World::with_keyring(practice.url());
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let run = |server: &str, arguments: &[&str], input: &str| {
        let call = at_home(installed.latchet(&world, arguments));
        call.env("LATCHET_SERVER", server).input(input).run()
    };
    let plain = |arguments: &[&str]| {
        at_home(installed.latchet(&world, arguments)).without("LATCHET_SERVER").run()
    };
    run(practice.url(), &["token", "set"], practice.token()).expect_status(0);
    run(practice.url(), &["start", "--yes", "--locked-by", "Kim"], "").expect_status(0);
    run(NOWHERE, &["token", "set"], OTHER_TOKEN).expect_status(0);
    plain(&["preset", "save", "night"]).expect_status(0);
    for (key, value) in [("log", "detailed"), ("tray", "off"), ("autostart", "on")] {
        plain(&["settings", "set", key, value]).expect_status(0);
    }
    // It waits, and a program without an icon sees to it.
    run(NOWHERE, &["start", "--yes"], "").expect_status(8);
    let tray = at_home(installed.latchet(&world, &["tray", "--hidden"])).spawn();
    desktop.item().until_status("Session ");
    for file in [
        ".config/latchet/settings.toml.damaged",
        ".local/share/latchet/services/old_service/journal.sqlite.damaged",
        ".local/share/latchet/web-view/storage/1",
        ".cache/latchet-window/2",
    ] {
        let file = world.home().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "something").unwrap();
    }
    let before = {
        let mut before = Vec::new();
        walk(world.home(), &mut before);
        before
    };
    assert!(before.iter().any(|path| path.ends_with("autostart/org.latchet.Latchet.desktop")));
    assert!(before.iter().any(|path| path.ends_with("logs/latchet.log")));

    let unasked = plain(&["leave-no-trace"]);
    unasked.expect_status(2).expect_told(&["nothing was removed"]);
    unasked.expect_told(&["one start is not settled"]);
    let export = world.latchet_home().join("export.json");
    let arguments = ["leave-no-trace", "--yes", "--json", "--export", export.to_str().unwrap()];
    let ended = plain(&arguments);
    let told = ended.expect_status(0).json();
    let items = told["items"].as_array().unwrap();
    let names: Vec<_> = items
        .iter()
        .map(|item| (item["name"].as_str().unwrap(), item["what"].as_str().unwrap()))
        .collect();
    for expected in [
        ("program", "tray"),
        ("program", "until-settled"),
        ("token", practice.url()),
        ("token", NOWHERE),
        ("autostart", ""),
    ] {
        assert!(names.contains(&expected), "{expected:?}: {names:?}");
    }
    assert_eq!(told["unsettled"], 1);
    tray.wait().expect_status(0);

    let mut left = Vec::new();
    walk(world.home(), &mut left);
    left.retain(|path| {
        path.to_string_lossy()
            .trim_start_matches(world.home().to_str().unwrap())
            .contains("latchet")
    });
    assert_eq!(left, Vec::<PathBuf>::new(), "{}", ended.all());
    let again = plain(&["leave-no-trace"]);
    assert!(again.expect_status(0).out().contains("Nothing of this program"), "{}", again.all());
    let mut after = Vec::new();
    walk(world.home(), &mut after);
    assert!(after.iter().all(|path| !path.ends_with("latchet")), "looking makes nothing");

    let text = fs::read_to_string(&export).unwrap();
    assert!(text.contains("\"locked_by\": \"Kim\"") && text.contains("night"), "{text}");
    for token in [OTHER_TOKEN, practice.token()] {
        assert!(!text.contains(token), "{text}");
    }
    assert_eq!(fs::metadata(&export).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(world.keyring().secrets(), Vec::<Vec<u8>>::new());
}
