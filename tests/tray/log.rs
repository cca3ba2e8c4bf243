//! The tray's log begins when the user wants it to.

use std::fs;

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::world::World;

#[test]
fn a_log_that_is_switched_on_is_written_without_a_restart() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let logs = world.latchet_home().join("logs");
    assert!(!logs.exists(), "off means no file");
    world.latchet(&["settings", "set", "log", "detailed"]).run().expect_status(0);
    item.choose("Start now");
    desktop.note();
    let pid = tray.running().pid().to_string();
    let text = fs::read_to_string(logs.join("latchet.log")).unwrap();
    let told = |what: &str| text.lines().any(|line| line.contains(&pid) && line.contains(what));
    assert!(told("service insert: 201") && told("start 1: started"), "{text}");
    tray.running().signal("TERM");
    tray.into_running().wait().expect_status(0);
}
