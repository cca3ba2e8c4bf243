//! Menu and notifications in another language as soon as it is set, by whichever program.

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::world::World;

#[test]
fn another_language_shows_without_a_restart() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    world.latchet(&["settings", "set", "language", "de"]).run().expect_status(0);
    item.until_row("Jetzt starten", true);
    let labels = item.labels();
    for label in ["Jetzt starten", "Öffnen…", "Beenden"] {
        assert!(labels.iter().any(|shown| shown == label), "no {label}: {labels:?}");
    }
    item.choose("Jetzt starten");
    assert_eq!(desktop.note(), "Sitzung 1 hat begonnen.");
    world.latchet(&["settings", "set", "language", "system"]).run().expect_status(0);
    item.until_row("Open the website", true);
}
