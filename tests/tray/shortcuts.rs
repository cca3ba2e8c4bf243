//! Keys from anywhere: on a real X server, and by a portal.

use std::thread::sleep;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::idle::expect_idle;
use crate::installed::{Installed, Tray, Window};
use crate::keyboard::{ALT, CAPS_LOCK, CTRL, Keyboard, NUM_LOCK};
use crate::portal::{Asked, Portal};
use crate::practice::Practice;
use crate::world::World;

/// Longer than a start takes and than a second click counts as the same.
const HELD: Duration = Duration::from_secs(4);

const F8: u32 = 0xffc5;
const F9: u32 = 0xffc6;
const F24: u32 = 0xffd5;

fn key(character: char) -> u32 {
    character.into()
}

fn set(world: &World, settings: &[(&str, &str)]) {
    for (name, value) in settings {
        world.latchet(&["settings", "set", name, value]).run().expect_status(0);
    }
}

fn tray_on(keyboard: &Keyboard, installed: &Installed, world: &World) -> Tray {
    installed.tray_with(world, &["--hidden"], &[("DISPLAY", keyboard.display())])
}

/// Presses keys until they open the window: that they are grabbed is seen by nothing else. What was
/// to be grabbed before them is grabbed then.
#[track_caller]
fn press_until_opened(keyboard: &Keyboard, syms: &[u32], window: &Window) {
    let opened = (0..100).any(|_| {
        keyboard.press(syms);
        window.opens_soon()
    });
    assert!(opened, "these keys do nothing");
}

#[test]
fn keys_that_are_held_start_one_session_whatever_locks_are_on() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let (keyboard, installed) = (Keyboard::open(), Installed::with_window());
    let window = installed.window();
    set(&world, &[("shortcut-start", "ctrl+alt+l"), ("shortcut-open", "F9")]);
    let _tray = tray_on(&keyboard, &installed, &world);
    press_until_opened(&keyboard, &[F9], &window);
    keyboard.press(&[CAPS_LOCK]);
    keyboard.press(&[NUM_LOCK]);
    let chord = [CTRL, ALT, key('l')];
    keyboard.hold(&chord);
    assert_eq!(desktop.note(), "Session 1 has started.");
    sleep(HELD);
    desktop.expect_no_note();
    assert_eq!(practice.starts(), 1);
    keyboard.release(&chord);
    // In the same millisecond it would be the keyboard's own repeating.
    sleep(Duration::from_millis(50));
    keyboard.press(&chord);
    assert!(desktop.note().starts_with("Another session already stands"), "pressed again");
}

#[test]
fn another_choice_of_keys_counts_at_once_and_without_any_the_display_is_left_alone() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let (keyboard, installed) = (Keyboard::open(), Installed::with_window());
    let window = installed.window();
    let _tray = tray_on(&keyboard, &installed, &world);
    let item = desktop.item();
    item.until_row("Start now", true);
    assert_eq!(keyboard.used_by(), 0);
    set(&world, &[("shortcut-start", "Ctrl+Alt+L"), ("shortcut-open", "F9")]);
    press_until_opened(&keyboard, &[F9], &window);
    assert_eq!(keyboard.used_by(), 1);
    set(&world, &[("shortcut-start", "Ctrl+Alt+K"), ("shortcut-open", "F8")]);
    press_until_opened(&keyboard, &[F8], &window);
    keyboard.press(&[CTRL, ALT, key('l')]);
    keyboard.press(&[F9]);
    keyboard.press(&[CTRL, ALT, key('k')]);
    assert_eq!(desktop.note(), "Session 1 has started.");
    assert_eq!(practice.starts(), 1);
    window.expect_none();
    set(&world, &[("shortcut-start", "off"), ("shortcut-open", "off")]);
    keyboard.until_used_by(0);
    set(&world, &[("shortcut-open", "F9")]);
    press_until_opened(&keyboard, &[F9], &window);
}

#[test]
fn keys_that_another_program_has_or_the_keyboard_has_not_are_told_once_and_tried_again() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let (keyboard, installed) = (Keyboard::open(), Installed::with_window());
    let window = installed.window();
    keyboard.take(key('l'));
    set(&world, &[("shortcut-start", "Ctrl+Alt+L"), ("shortcut-open", "F24")]);
    let _tray = tray_on(&keyboard, &installed, &world);
    let taken = "Ctrl+Alt+L does nothing here: another program has these keys.";
    assert_eq!(desktop.note(), taken);
    assert_eq!(desktop.note(), "F24 does nothing here: the keyboard has no such key.");
    keyboard.add_key(F24);
    press_until_opened(&keyboard, &[F24], &window);
    keyboard.press(&[CTRL, ALT, key('l')]);
    keyboard.give_back();
    set(&world, &[("shortcut-open", "F9")]);
    press_until_opened(&keyboard, &[F9], &window);
    desktop.expect_no_note();
    keyboard.press(&[CTRL, ALT, key('l')]);
    assert_eq!(desktop.note(), "Session 1 has started.");
}

#[test]
fn an_idle_tray_with_keys_does_not_wake() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let (keyboard, installed) = (Keyboard::open(), Installed::with_window());
    let window = installed.window();
    let all = [("shortcut-start", "Ctrl+Alt+L"), ("shortcut-open", "F9"), ("shortcut-hide", "F8")];
    set(&world, &all);
    let tray = tray_on(&keyboard, &installed, &world);
    desktop.item().until_row("Start now", true);
    keyboard.until_used_by(1);
    expect_idle(tray.running().pid(), "with keys", 1);
    press_until_opened(&keyboard, &[F9], &window);
    expect_idle(tray.running().pid(), "after they were used", 6);
}

const WAYLAND: [(&str, &str); 2] =
    [("XDG_SESSION_TYPE", "wayland"), ("WAYLAND_DISPLAY", "wayland-0")];

#[test]
fn on_wayland_the_portal_gives_the_keys_and_tells_of_them() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let address = world.keyring().address().to_owned();
    let desktop = Desktop::with_panel(&address);
    let portal = Portal::new(&desktop, &address, true);
    let installed = Installed::with_window();
    let window = installed.window();
    set(&world, &[("shortcut-start", "Ctrl+Alt+L"), ("shortcut-open", "Super+PageUp")]);
    let tray = installed.tray_with(&world, &["--hidden"], &WAYLAND);
    assert_eq!(portal.asked(), Asked::Register("latchet".to_owned()));
    let session = portal.session();
    let start = ["start", "Start now", "CTRL+ALT+l"].map(str::to_owned);
    let open = ["open", "Open the window", "LOGO+Page_Up"].map(str::to_owned);
    assert_eq!(portal.asked(), Asked::Bind(vec![start, open.clone()]));
    expect_idle(tray.running().pid(), "with keys of the portal", 1);
    portal.activate(&session, "open", Some("from-the-desktop"));
    assert_eq!(window.opened(), "token=from-the-desktop renderer=1\n");
    portal.activate(&session, "start", None);
    portal.activate(&session, "start", None);
    assert_eq!(desktop.note(), "Session 1 has started.");
    portal.deactivate(&session, "start");
    set(&world, &[("shortcut-start", "off")]);
    assert_eq!(portal.asked(), Asked::Close);
    assert_eq!(portal.asked(), Asked::Register("latchet".to_owned()));
    let session = portal.session();
    assert_eq!(portal.asked(), Asked::Bind(vec![open]));
    portal.activate(&session, "start", None);
    portal.activate(&session, "open", None);
    window.opened();
    assert_eq!(practice.starts(), 1);
    desktop.expect_no_note();
    portal.end(&session);
    let ended = desktop.note();
    assert!(ended.starts_with("The desktop has ended the shortcuts."), "{ended}");
    assert!(ended.ends_with("Super+PageUp: latchet open"), "{ended}");
}

#[test]
fn where_no_keys_can_be_had_the_commands_to_bind_are_told() {
    let practice = Practice::strict();
    let refused = "The desktop has not given the shortcuts.";
    let impossible = "The desktop gives no shortcuts to programs.";
    for (portal, display, beginning) in
        [(true, "", refused), (false, "", impossible), (true, "/nowhere:0", impossible)]
    {
        let mut world = World::with_token(practice.url(), practice.token());
        let address = world.keyring().address().to_owned();
        let desktop = Desktop::with_panel(&address);
        let _portal = portal.then(|| Portal::new(&desktop, &address, false));
        set(&world, &[("shortcut-start", "Ctrl+Alt+L"), ("shortcut-hide", "F8")]);
        let installed = Installed::without_window();
        let _tray = installed.tray_with(&world, &["--hidden"], &[("DISPLAY", display)]);
        let told = desktop.note();
        assert!(told.starts_with(beginning), "{told}");
        let commands = "Ctrl+Alt+L: latchet start --yes --notify; F8: latchet tray --hide";
        assert!(told.ends_with(commands), "{told}");
    }
}

#[test]
fn a_command_has_the_tray_hide_and_says_when_there_is_none() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    world.latchet(&["tray", "--hide"]).run().expect_status(1).expect_told(&["no tray runs"]);
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    desktop.item().until_row("Start now", true);
    world.latchet(&["tray", "--hide"]).run().expect_status(0);
}
