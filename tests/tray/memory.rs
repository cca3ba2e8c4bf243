//! A tray at rest holds no token.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::in_memory::places_in_memory;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::world::World;

/// How long after its work it may hold one still.
const SETTLES: Duration = Duration::from_secs(20);

#[test]
fn a_tray_that_has_sent_a_start_keeps_no_token_in_memory() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 1 has started.");
    tray.running().expect_undumped();
    let pid = tray.running().pid();
    let address = practice.url().trim_start_matches("http://");
    assert!(!places_in_memory(pid, address).is_empty(), "the search finds what is there");
    let since = Instant::now();
    loop {
        let places = places_in_memory(pid, practice.token());
        println!("{places:?} after {:?}", since.elapsed());
        if places.is_empty() {
            return;
        }
        assert!(since.elapsed() < SETTLES, "the token is in memory: {places:#?}");
        sleep(Duration::from_millis(500));
    }
}
