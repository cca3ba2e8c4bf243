//! The command line speaks the user's language to people, and to programs always the same.

use crate::practice::Practice;
use crate::world::World;

const GERMAN: (&str, &str) = ("LANG", "de_DE.UTF-8");

#[test]
fn it_speaks_the_computer_s_language_or_the_one_that_is_set() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    let says = |call: crate::program::Call| call.run().expect_status(0).all();
    let history = || world.latchet(&["history"]);
    assert!(says(history()).contains("No starts yet."));
    assert!(says(history().env(GERMAN.0, GERMAN.1)).contains("Noch keine Starts."));
    let listed = history().env(GERMAN.0, GERMAN.1).env("LANGUAGE", "gsw:nl");
    assert!(says(listed).contains("Nog geen starts."));
    world.latchet(&["settings", "set", "language", "fr"]).run().expect_status(0);
    assert!(says(history().env(GERMAN.0, GERMAN.1)).contains("Pas encore de démarrage."));
    world.latchet(&["settings", "set", "language", "system"]).run().expect_status(0);
    assert!(says(history().env("LC_ALL", "es_ES.UTF-8")).contains("Aún no hay inicios."));
}

#[test]
fn a_start_is_told_in_german_with_german_dates_and_for_programs_as_ever() {
    let practice = Practice::strict();
    let world = World::headless(practice.url());
    let zone = ["settings", "set", "tracker-zone", "Europe/Berlin"];
    world.latchet(&zone).run().expect_status(0);
    let start = ["start", "--at", "2026-03-05 08:30", "--yes", "--token-stdin"];
    let started = world.latchet(&start).env(GERMAN.0, GERMAN.1).input(practice.token()).run();
    assert_eq!(started.expect_status(0).out(), "Sitzung 1 hat begonnen.\n", "{}", started.all());
    started.expect_told(&["Eingetragener Beginn: Do 5. Mär 2026 08:30"]);
    for format in ["--json", "--csv"] {
        let read = || world.latchet(&["history", format]);
        let english = read().run();
        let german = read().env(GERMAN.0, GERMAN.1).run();
        assert_eq!(german.expect_status(0).out(), english.expect_status(0).out(), "{format}");
    }
}

#[test]
fn what_keeps_it_from_reading_the_settings_is_told_in_the_computer_s_language() {
    let world = World::headless("ftp://127.0.0.1");
    let told = world.latchet(&["history"]).env("LATCHET_VAULT", "sock").env(GERMAN.0, GERMAN.1);
    told.env("LATCHET_SERVER", "").run().expect_status(2).expect_told(&["möglich sind os"]);
}
