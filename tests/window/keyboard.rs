//! The main journey without a pointer: nothing is out of reach, nothing holds the focus, and where it
//! is can be seen.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::desktop::{Desktop, Theme};
use crate::looks::Look;
use crate::page::Page;
use crate::practice::Practice;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const CONTROL: &str = "\u{e009}";

/// What has the focus: its number among all that is used and seen, and what is wrong with how it is
/// marked.
const STOP: &str = concat!(
    include_str!("colours.js"),
    "
    const used = [...document.querySelectorAll('button, input, select, summary, [tabindex=\"0\"]')]
        .filter((one) => one.offsetParent !== null && !one.disabled);
    const one = document.activeElement;
    const radio = one.type === 'radio';
    const style = getComputedStyle(radio ? one.closest('label') : one);
    const marked = style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2
        && apart(channels(style.outlineColor).rgb, ground(document.body)) >= 3;
    const { top, bottom } = one.getBoundingClientRect();
    // With its ring.
    const seen = top >= 3 && bottom <= innerHeight - 3;
    // Of a group of radio buttons one is stopped at, for all of them.
    const wanted = used.filter((one) => one.type !== 'radio' || one.checked);
    return [wanted.indexOf(one), wanted.length, marked && seen ? '' : one.outerHTML.slice(0, 150)]"
);

impl Page {
    fn strike(&self, keys: &str) {
        self.driver().type_into(":focus", keys);
    }

    /// Goes once round all that can be used in the view.
    #[track_caller]
    fn go_round(&self, view: &str) {
        self.driver().run("document.getElementById('to-start').focus()", &[]);
        let (mut stopped, mut wanted) = (HashSet::new(), 0);
        for _ in 0..200 {
            let stop = self.driver().run(STOP, &[]);
            let Value::Array(stop) = stop else { panic!("{stop}") };
            assert_eq!(stop[2], json!(""), "{view}: it can't be seen that it has the focus");
            wanted = stop[1].as_u64().unwrap();
            if !stopped.insert(stop[0].as_i64().unwrap()) {
                break;
            }
            self.strike(TAB);
        }
        stopped.remove(&-1);
        assert_eq!(
            stopped.len() as u64,
            wanted,
            "{view}: not all is reached, or it doesn't go round"
        );
    }
}

/// With Tab, Enter, Escape and Ctrl alone.
fn journey(theme: Theme) {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url()).without_tray().themed(theme);
    let page = desktop.open();
    page.go_round("first run");
    // Whatever comes before it, the field is reached.
    page.driver().run("document.getElementById('to-start').focus()", &[]);
    for _ in 0..30 {
        if page.focused() == "token-typed" {
            break;
        }
        page.strike(TAB);
    }
    page.strike(practice.token());
    page.strike(ENTER);
    page.await_token("saved");
    page.await_running("idle");
    page.go_round("start");
    page.strike(&format!("{CONTROL}2{CONTROL}"));
    // What it is drawn anew for has come.
    page.await_text("#history-known", "0 sessions");
    page.go_round("history");
    page.strike(&format!("{CONTROL}3{CONTROL}"));
    page.await_text("#settings", "Leave no trace");
    page.go_round("settings");
    page.strike(&format!("{CONTROL}1{CONTROL}"));
    page.driver().run("document.getElementById('locked-by').focus()", &[]);
    page.strike(&format!("anna{ENTER}"));
    page.await_text("#result-status", "has started");
    let window = desktop.shown().unwrap();
    page.driver().close_by(":focus", ESCAPE);
    window.await_gone();
    let ended = desktop.call(&["status", "--json"]).run();
    assert_eq!(ended.expect_status(0).json()["session"]["locked_by"], "anna");
}

#[test]
fn the_whole_journey_needs_no_pointer() {
    journey(Theme::Light);
}

#[test]
fn the_whole_journey_needs_no_pointer_in_the_dark() {
    journey(Theme::Dark);
}

#[test]
fn the_focus_is_seen_in_more_contrast_and_in_forced_colours() {
    for theme in [Theme::Light, Theme::Dark] {
        let practice = Practice::strict();
        let desktop =
            Desktop::with_token(practice.url(), practice.token()).without_tray().themed(theme);
        let page = desktop.open();
        page.await_running("idle");
        // A key before, or a focus that a script sets is not marked.
        page.driver().run("document.getElementById('to-start').focus()", &[]);
        page.strike(TAB);
        for look in [Look::MoreContrast, Look::ForcedColours] {
            page.looking(look, || page.go_round(&format!("{look:?}")));
        }
    }
}
