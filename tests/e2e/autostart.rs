//! Starting at log-in, as the setting has it. That the entry works: `tests/tray/login.rs`.

use std::fs;
use std::path::PathBuf;

use crate::program::Ended;
use crate::world::World;

const SET_ON: [&str; 4] = ["settings", "set", "autostart", "on"];

/// With nothing set that an entry could not carry.
fn run(world: &World, arguments: &[&str]) -> Ended {
    world.latchet(arguments).without("LATCHET_HOME").without("LATCHET_SERVER").run()
}

fn setting(world: &World) -> String {
    run(world, &["settings", "get", "autostart"]).out()
}

fn entry(world: &World) -> PathBuf {
    world.home().join(".config/autostart/org.latchet.Latchet.desktop")
}

#[test]
fn an_entry_that_was_switched_off_is_mended_by_setting_it_on_again() {
    let world = World::headless("http://127.0.0.1:1");
    run(&world, &SET_ON).expect_status(0);
    let whole = fs::read_to_string(entry(&world)).unwrap();
    assert!(whole.contains("Exec=") && whole.contains(" tray --hidden\n"), "{whole}");
    fs::write(entry(&world), whole.replace("Hidden=false", "Hidden=true")).unwrap();
    run(&world, &SET_ON).expect_status(0);
    assert_eq!(fs::read_to_string(entry(&world)).unwrap(), whole);
    assert_eq!(setting(&world), "on\n");
    run(&world, &["settings", "set", "autostart", "off"]).expect_status(0);
    assert!(!entry(&world).exists());
    assert_eq!(setting(&world), "off\n");
}

#[test]
fn what_could_not_be_registered_is_not_stored() {
    let world = World::headless("http://127.0.0.1:1");
    world.latchet(&SET_ON).run().expect_status(2).expect_told(&["LATCHET_HOME is set"]);
    let practising = world.latchet(&SET_ON).without("LATCHET_HOME").run();
    practising.expect_status(2).expect_told(&["LATCHET_SERVER is set"]);
    assert!(!entry(&world).exists());
    // There is nothing to take away.
    world.latchet(&["settings", "set", "autostart", "off"]).run().expect_status(0);
    fs::create_dir_all(world.home().join(".config")).unwrap();
    fs::write(world.home().join(".config/autostart"), "in the way").unwrap();
    run(&world, &SET_ON).expect_status(2).expect_told(&["was not changed"]);
    assert_eq!(setting(&world), "off\n");
}
