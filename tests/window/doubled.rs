//! A time that comes twice, and an account's zone that is another: both are mended where they show.

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::raw::Raw;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn of_a_time_that_comes_twice_one_is_chosen_by_a_button() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    desktop.call(&["settings", "set", "tracker-zone", "Europe/Berlin"]).run().expect_status(0);
    let page = desktop.open();
    page.choose("end", "until");
    // The last Sunday of an October that is to come.
    page.write("#end-until", "2035-10-28 02:30");
    page.await_text("#end-note", "twice");
    for (at, chosen) in [(1, "2035-10-28 02:30+02:00"), (2, "2035-10-28 02:30+01:00")] {
        page.write("#end-until", "2035-10-28 02:30");
        page.await_text("#end-note", "twice");
        page.click(&format!("#end-note button:nth-of-type({at})"));
        assert_eq!(page.value("#end-until"), chosen);
        page.await_text("#end-said", "28 Oct 2035 02:30");
        assert_eq!(page.text("#end-note"), "");
    }
}

#[test]
fn the_question_about_the_zone_is_answered_by_setting_another_where_it_is_asked() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.choose("start", "ago");
    page.write("#start-ago", "3h");
    page.send();
    page.await_text("#asks", "time zone");
    page.write("#zone-name", "Nowhere/Town");
    page.click("#zone button");
    page.await_text("#zone-name-note", "zone");
    assert_eq!(page.attribute("#zone-name", "aria-invalid").as_deref(), Some("true"));
    page.write("#zone-name", "Atlantic/Azores");
    page.click("#zone button");
    page.await_text("#asks", "Atlantic/Azores");
    let set = desktop.call(&["settings", "get", "tracker-zone"]).run();
    assert_eq!(set.out().trim(), "Atlantic/Azores");
    page.await_text("#sentence", "Atlantic/Azores");
    assert_eq!(practice.starts(), 0, "it is asked anew, since its times are others");
    page.click("#asks-yes");
    page.await_text("#result-status", "has started");
    assert_eq!(practice.starts(), 1);
}
