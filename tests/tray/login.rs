//! Starting at log-in: what is registered starts the tray, and a tray that comes before the rest of
//! the desktop finds it when it comes.

use std::path::Path;

use zbus::fdo::DBusProxy;

use crate::desktop::Desktop;
use crate::idle::expect_idle;
use crate::installed::Installed;
use crate::keyboard::Keyboard;
use crate::program::Call;
use crate::raw::Raw;
use crate::world::World;

/// The program as its user has it: with nothing set that an entry could not carry.
fn plain(call: Call) -> Call {
    ["LATCHET_HOME", "LATCHET_SERVER"].into_iter().fold(call, Call::without)
}

/// As a desktop does it at log-in.
fn log_in(world: &World, entry: &Path, display: &str) {
    let line = r#"shift; exec gio launch "$@" > /dev/null 2>&1"#;
    let launch = world.latchet_in_shell(line, &[entry.to_str().unwrap()]).env("DISPLAY", display);
    plain(launch).run().expect_status(0);
}

#[test]
fn what_is_registered_starts_the_tray_hidden_also_from_a_strange_folder() {
    let mut world = World::with_bus("http://127.0.0.1:1");
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::with_window_in(r#"half "of" $HOME `a` b\c"#);
    let window = installed.window();
    let set = |to: &str| installed.latchet(&world, &["settings", "set", "autostart", to]);
    let entry = world.home().join(".config/autostart/org.latchet.Latchet.desktop");
    plain(set("on")).run().expect_status(0);
    log_in(&world, &entry, "");
    let item = desktop.item();
    item.until_row("Quit", true);
    window.expect_none();
    plain(set("off")).run().expect_status(0);
    assert!(!entry.exists());
    item.choose("Quit");
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
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("There is no credential store");
    expect_idle(tray.running().pid(), "while the store is missed", 6);
    world.keyring().unlock();
    item.until_status("Nothing runs");
    assert!(server.connections() > 0);
}

#[test]
fn started_at_log_in_with_a_shortcut_on_it_does_not_wake() {
    let mut world = World::with_bus("http://127.0.0.1:1");
    let desktop = Desktop::with_panel(world.keyring().address());
    let (keyboard, installed) = (Keyboard::open(), Installed::without_window());
    for (name, value) in [("autostart", "on"), ("shortcut-hide", "F8")] {
        let set = installed.latchet(&world, &["settings", "set", name, value]);
        plain(set).run().expect_status(0);
    }
    let entry = world.home().join(".config/autostart/org.latchet.Latchet.desktop");
    log_in(&world, &entry, keyboard.display());
    let item = desktop.item();
    keyboard.until_used_by(1);
    let (bus, name) = (desktop.bus(), item.name().to_owned());
    let pid = desktop.wait(async move {
        let daemon = DBusProxy::new(&bus).await.unwrap();
        daemon.get_connection_unix_process_id(name.try_into().unwrap()).await.unwrap()
    });
    expect_idle(pid, "at log-in, with keys", 6);
    item.choose("Quit");
}
