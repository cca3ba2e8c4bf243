//! Starting at log-in: what is registered starts the tray, and a tray that comes before the rest of
//! the desktop finds it when it comes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::program::Call;
use crate::raw::Raw;
use crate::world::World;

/// The program as its user has it: with nothing set that an entry could not carry.
fn plain(installed: &Installed, world: &World, arguments: &[&str]) -> Call {
    let call = installed.latchet(world, arguments);
    ["LATCHET_HOME", "LATCHET_SERVER"].into_iter().fold(call, Call::without)
}

fn entry(world: &World) -> PathBuf {
    world.home().join(".config/autostart/org.latchet.Latchet.desktop")
}

/// As a desktop does it at log-in.
fn log_in(world: &World, entry: &Path) {
    let line = r#"shift; exec gio launch "$@""#;
    let launched = world.latchet_in_shell(line, &[entry.to_str().unwrap()]);
    launched.without("LATCHET_HOME").without("LATCHET_SERVER").run().expect_status(0);
}

#[test]
fn what_is_registered_starts_the_tray_hidden_also_from_a_strange_folder() {
    let mut world = World::with_bus("http://127.0.0.1:1");
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window_in(r#"half "of" $HOME `a` b\c"#);
    let window = installed.window();
    let set = |to: &str| plain(&installed, &world, &["settings", "set", "autostart", to]).run();
    set("on").expect_status(0);
    log_in(&world, &entry(&world));
    let item = desktop.item();
    item.until_row("Quit", true);
    window.expect_none();
    set("off").expect_status(0);
    assert!(!entry(&world).exists());
    item.choose("Quit");
}

#[test]
fn an_entry_that_was_switched_off_is_mended_by_setting_it_on_again() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::without_window();
    let set = |to: &str| plain(&installed, &world, &["settings", "set", "autostart", to]).run();
    set("on").expect_status(0);
    let whole = fs::read_to_string(entry(&world)).unwrap();
    assert!(whole.contains("Exec=") && whole.contains(" tray --hidden\n"), "{whole}");
    fs::write(entry(&world), whole.replace("Hidden=false", "Hidden=true")).unwrap();
    set("on").expect_status(0);
    assert_eq!(fs::read_to_string(entry(&world)).unwrap(), whole);
    let shown = plain(&installed, &world, &["settings", "get", "autostart"]).run();
    assert_eq!(shown.out(), "on\n");
}

#[test]
fn what_could_not_be_registered_is_not_stored() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::without_window();
    let set = ["settings", "set", "autostart", "on"];
    installed.latchet(&world, &set).run().expect_status(2).expect_told(&["LATCHET_HOME is set"]);
    assert!(!entry(&world).exists());
    // There is nothing to take away.
    installed.latchet(&world, &["settings", "set", "autostart", "off"]).run().expect_status(0);
    fs::create_dir_all(world.home().join(".config")).unwrap();
    fs::write(world.home().join(".config/autostart"), "in the way").unwrap();
    plain(&installed, &world, &set).run().expect_status(2).expect_told(&["was not changed"]);
    let shown = plain(&installed, &world, &["settings", "get", "autostart"]).run();
    assert_eq!(shown.out(), "off\n");
}

#[test]
fn a_store_that_comes_after_the_tray_is_noticed_without_anybody_looking() {
    let server = Raw::new(|_, stream| {
        use std::io::Write as _;
        let _ = stream.write_all(&crate::raw::no_sessions());
    });
    let mut world = World::with_token(&server.url(), "a-token-of-this-test");
    world.keyring().stop();
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("There is no credential store");
    world.keyring().unlock();
    item.until_status("Nothing runs");
    assert!(server.connections() > 0);
}
