//! `latchet leave-no-trace` where not all can be removed. That all is, with programs that run:
//! `tests/tray/traces.rs`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::practice::Practice;
use crate::schemas::Documentation;
use crate::world::World;

/// Runs the program bound by the modes of files, whoever runs the test.
const BOUND: &str = r#"
if [ "$(id -u)" = 0 ]; then exec setpriv --bounding-set=-all --inh-caps=-all -- "$@"; fi
exec "$@""#;

#[test]
fn what_can_not_be_removed_is_listed_with_the_reason() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    world.latchet(&["settings", "set", "log", "errors"]).run().expect_status(0);
    let services = world.latchet_home().join("services");
    let folder = fs::read_dir(&services).unwrap().next().unwrap().unwrap().path();
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    let documentation = Documentation::read();
    let run = || world.latchet_in_shell(BOUND, &["leave-no-trace", "--yes", "--json"]).run();

    mode(0o500);
    let ended = run();
    mode(0o700);
    documentation.expect_valid("leave-no-trace", ended.expect_status(1));
    let told = ended.json();
    let items = told["items"].as_array().unwrap();
    let item = |name: &str| items.iter().find(|item| item["name"] == name).unwrap().clone();
    assert_eq!(told["gone"], false);
    assert_eq!(item("journal")["gone"], false, "{told:#}");
    assert!(item("journal")["reason"].as_str().unwrap().contains("ermission"), "{told:#}");
    assert_eq!((&item("token")["gone"], &item("settings")["gone"]), (&true.into(), &true.into()));
    assert!(folder.join("journal.sqlite").exists());
    assert!(!world.latchet_home().join("settings.toml").exists());

    let ended = run();
    documentation.expect_valid("leave-no-trace", ended.expect_status(0));
    assert!(!world.latchet_home().exists());
    documentation.expect_valid("leave-no-trace", run().expect_status(0));
    assert_eq!(world.keyring().secrets(), Vec::<Vec<u8>>::new());
}

#[test]
fn an_export_that_would_go_too_or_can_not_be_written_removes_nothing() {
    let practice = Practice::strict();
    let world = World::with_token(practice.url(), practice.token());
    let inside = world.latchet_home().join("export.json");
    let run = |file: &str| world.latchet(&["leave-no-trace", "--yes", "--export", file]).run();
    run(inside.to_str().unwrap()).expect_status(2).expect_told(&["name a file elsewhere"]);
    run("/no/such/folder/export.json").expect_status(1).expect_told(&["nothing was exported"]);
    world.latchet(&["token", "check"]).run().expect_status(0);
}
