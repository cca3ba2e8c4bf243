//! The end of the session, however the desktop brings it about: a start that has not gone out yet
//! never does, and the journal knows.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::keyring::Keyring;
use crate::raw::{self, Raw};
use crate::world::World;

#[test]
fn a_click_that_could_still_be_taken_back_is_at_log_out() {
    for end in ["TERM", "HUP", "the bus goes", "the bus goes, and HUP"] {
        let server = Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#));
        let mut world = World::with_token(&server.url(), "a-token-of-this-test");
        let tray = {
            let desktop = Desktop::with_panel(world.keyring().address());
            let tray = Installed::without_window().tray_with_grace(&world, "30", &["--hidden"]);
            let item = desktop.item();
            item.until_row("Start now", true);
            item.choose("Start now");
            assert_eq!(desktop.note(), "Starts in 30 seconds.", "{end}");
            tray
        };
        let (home, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        if end.starts_with("the bus goes") {
            *world.keyring() = Keyring::bus_only(home.path(), run.path());
        }
        if let Some(signal) = ["TERM", "HUP"].into_iter().find(|signal| end.ends_with(signal)) {
            // The other end may have been enough.
            tray.running().signal_if_running(signal);
        }
        tray.into_running().wait().expect_status(0);
        assert_eq!(server.starts().len(), 0, "{end}");
        let history = world.latchet(&["history", "--json"]).run().json();
        assert_eq!(history[0]["outcome"], "cancelled", "{end}: {history}");
        let json = world.latchet(&["status", "--offline", "--json"]).run().json();
        assert_eq!(json["pending"], 0, "{end}");
    }
}

#[test]
fn a_start_that_waits_at_log_out_is_kept_and_goes_out_once_after_the_next_log_in() {
    let port = Raw::free_port();
    let mut world = World::with_token(&format!("http://127.0.0.1:{port}"), "a-token-of-this-test");
    let desktop = Desktop::with_panel(world.keyring().address());
    let installed = Installed::without_window();
    let tray = installed.tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert!(desktop.note().starts_with("The start was not sent yet."));
    tray.running().signal("TERM");
    tray.into_running().wait().expect_status(0);
    let server = Raw::answering_starts_at(port, raw::json(201, r#"{"session_id":12}"#));
    let _tray = installed.tray(&world, &["--hidden"]);
    server.await_start();
    assert_eq!(desktop.note(), "Session 12 has started.");
    assert_eq!(server.starts().len(), 1);
}
