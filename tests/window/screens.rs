//! A picture of each state of the window, light and dark, on which nothing is cut.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::channel;

use serde_json::Value;

use crate::desktop::{Desktop, Theme};
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";

fn folder() -> PathBuf {
    let kept = std::env::var_os("LATCHET_SCREENS").is_some();
    let folder = if kept {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens")
    } else {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens")
    };
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Texts that do not fit or do not stand out, gaps, and controls too small to be hit.
pub(crate) const UNFIT: &str = concat!(include_str!("colours.js"), include_str!("unfit.js"));

pub(crate) struct Album {
    pub(crate) theme: Theme,
}

impl Album {
    #[track_caller]
    pub(crate) fn keep(&self, page: &Page, name: &str) {
        // Whatever moves has come to rest.
        page.await_true(
            "page at rest",
            "return document.getAnimations().every((one) => \
            one.effect.getTiming().iterations === Infinity)",
        );
        let unfit = page.driver().run(UNFIT, &[]);
        assert_eq!(unfit, Value::Array(Vec::new()), "{name}");
        page.expect_accessible(name);
        let file = folder().join(format!("{name}-{}.png", self.theme.name()));
        fs::write(file, page.driver().picture()).unwrap();
        let large = "document.documentElement.style.fontSize = arguments[0]";
        page.driver().run(large, &["200%".into()]);
        let unfit = page.driver().run(UNFIT, &[]);
        page.driver().run(large, &["".into()]);
        assert_eq!(unfit, Value::Array(Vec::new()), "{name} with text of 200 %");
    }
}

impl Album {
    /// As it opens, and as narrow as it gets.
    #[track_caller]
    pub(crate) fn keep_at_both_widths(&self, page: &Page, name: &str) {
        self.keep(page, name);
        resize(page, 320);
        self.keep(page, &format!("{name}-narrow"));
        resize(page, 420);
    }
}

/// Makes the window so wide, and waits until it is.
#[track_caller]
pub(crate) fn resize(page: &Page, width: u32) {
    page.driver().resize(width, 640);
    page.await_true("the width", &format!("return innerWidth === {width}"));
}

#[test]
fn light() {
    all(Theme::Light);
}

#[test]
fn dark() {
    all(Theme::Dark);
}

fn all(theme: Theme) {
    let album = Album { theme };
    practised(&album);
    refused(&album, 401, r#"{"error":"Invalid or missing token"}"#, "token-refused");
    refused(&album, 400, r#"{"error":"scheduledend is malformed"}"#, "field-refused");
    awaited(&album);
    doubtful(&album);
    waiting(&album);
    without_store(&album);
    preset(&album);
    moved(&album);
    doubled(&album);
}

fn practised(album: &Album) {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url()).themed(album.theme);
    // The account's, so that it is asked about on two clocks, and proven by the first session.
    desktop.call(&["settings", "set", "tracker-zone", "Europe/Berlin"]).run().expect_status(0);
    let page = desktop.open();
    let background = page
        .driver()
        .run("return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'", &[]);
    assert_eq!(background, album.theme.name());
    page.await_text("#sentence", "Starts");
    page.await_text("#result-status", "No tray icons");
    album.keep(&page, "no-icons");
    drop(page);
    // That is told once.
    let page = desktop.open();
    page.await_text("#first", "Welcome");
    album.keep(&page, "first-token");
    page.write("#token-typed", practice.token());
    page.click("#token-save");
    page.await_running("idle");
    album.keep(&page, "token-saved");
    page.click("#token-remove");
    album.keep(&page, "token-remove");
    page.click("#asks-no");
    page.click("#token-replace");
    album.keep(&page, "token-replace");
    page.click("#token-replace");
    page.choose("start", "ago");
    page.write("#start-ago", "2x");
    page.choose("end", "until");
    page.await_text("#start-note", "20m");
    album.keep(&page, "problem");
    page.write("#start-ago", "2h");
    page.write("#locked-by", "anna");
    page.await_text("#sentence", "anna");
    album.keep(&page, "filled");
    for (width, name) in [(320, "narrow"), (800, "wide")] {
        resize(&page, width);
        album.keep(&page, name);
    }
    resize(&page, 420);
    page.send();
    page.await_text("#asks", "time zone");
    album.keep_at_both_widths(&page, "asks");
    page.click("#asks-yes");
    page.await_text("#result-status", "has started");
    page.await_running("running");
    album.keep(&page, "started");
    page.send();
    page.await_text("#result-alert", "Another session");
    album.keep(&page, "overlap");
}

fn refused(album: &Album, status: u16, body: &str, name: &str) {
    let server = Raw::answering_starts(raw::json(status, body));
    let desktop = Desktop::with_token(&server.url(), TOKEN).themed(album.theme);
    let page = desktop.open();
    page.await_running("idle");
    page.choose("end", "for");
    page.send_asked();
    page.await_text("#result-alert", "Nothing");
    album.keep(&page, name);
}

fn awaited(album: &Album) {
    let (release, released) = channel::<()>();
    let released = Mutex::new(released);
    let server = Raw::new(move |request, stream| {
        if request.is_start() {
            // It ends when the picture has been taken.
            let _ = released.lock().unwrap().recv();
        }
        let answer = if request.is_start() {
            raw::json(201, r#"{"session_id":7}"#)
        } else {
            raw::json(200, r#"{"ok":true,"data":{"sessions":[]},"meta":{"version":2}}"#)
        };
        drop(stream.write_all(&answer));
    });
    let desktop = Desktop::with_token(&server.url(), TOKEN).themed(album.theme);
    let page = desktop.open();
    page.send();
    page.await_text("#result-status", "Waiting");
    album.keep(&page, "sending");
    drop(release);
    page.await_text("#result-status", "7");
}

fn doubtful(album: &Album) {
    let server = Raw::answering_starts(raw::json(500, r#"{"error":"server error"}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN)
        .without_tray()
        .noting_starts()
        .themed(album.theme);
    let page = desktop.open();
    page.send();
    page.await_text("#result-alert", "not known whether");
    album.keep(&page, "unknown");
    page.send();
    page.await_text("#result-alert", "Nothing was sent");
    album.keep(&page, "blocked");
    drop(page);
    let page = desktop.open();
    album.keep_at_both_widths(&page, "pending");
    page.click("[data-can=settle]");
    page.write("#settle-1", "12x");
    page.click(".settle [type=submit]");
    page.await_text("#settle-1-note", "digits");
    album.keep_at_both_widths(&page, "settle");
}

fn waiting(album: &Album) {
    let nowhere = format!("http://127.0.0.1:{}", Raw::free_port());
    let desktop =
        Desktop::with_token(&nowhere, TOKEN).without_tray().noting_starts().themed(album.theme);
    let page = desktop.open();
    page.await_running("unavailable");
    page.send();
    page.await_text("#result-status", "It waits");
    page.await_text("#pending", "It waits");
    album.keep_at_both_widths(&page, "waiting");
}

fn without_store(album: &Album) {
    let server = Raw::unwanted();
    let desktop = Desktop::without_bus(&server.url()).themed(album.theme);
    let page = desktop.open();
    page.await_token("unavailable");
    page.await_text("#sentence", "Starts");
    album.keep(&page, "no-store");
}

fn preset(album: &Album) {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(album.theme);
    let long = "A name as long as a name of one can be..";
    for (name, options) in [("Night", ["--until", "07:00"]), (long, ["--for", "3d12h"])] {
        let save = [&["preset", "save", name, "--ago", "20m"], &options[..]].concat();
        desktop.call(&save).run().expect_status(0);
    }
    desktop.call(&["preset", "default", "Night"]).run().expect_status(0);
    let page = desktop.open();
    page.await_text("#sentence", "07:00");
    album.keep(&page, "preset");
    page.write("#locked-by", "anna");
    page.await_text("#sentence", "anna");
    page.click("#preset-edit");
    page.write("#preset-name", long);
    page.click("#preset-save");
    page.await_text("#preset-name-note", "once more");
    album.keep_at_both_widths(&page, "preset-edit");
    page.click("#preset-save");
    page.await_text("#preset-note", "Saved");
    album.keep_at_both_widths(&page, "preset-saved");
    page.click("#preset-edit");
    page.click("#preset-remove");
    page.await_text("#preset-note", "Removed");
    album.keep(&page, "preset-removed");
    drop(page);
    desktop.write_settings("tray = \"off\"\ndefault-preset = \"Gone\"\n");
    let page = desktop.open();
    page.await_text("#preset-note", "one click");
    album.keep(&page, "preset-lost");
}

fn moved(album: &Album) {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).themed(album.theme);
    let start = ["start", "--for", "8h", "--locked-by", "anna", "--yes"];
    desktop.call(&start).run().expect_status(0);
    let page = desktop.open();
    page.await_running("running");
    practice.move_end(practice.ids()[0], 2, "DICE");
    page.click("#running-refresh");
    page.await_text("#running-moved", "2h later");
    album.keep_at_both_widths(&page, "end-moved");
}

fn doubled(album: &Album) {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(album.theme);
    desktop.call(&["settings", "set", "tracker-zone", "Europe/Berlin"]).run().expect_status(0);
    let page = desktop.open();
    page.choose("end", "until");
    page.write("#end-until", "2035-10-28 02:30");
    page.await_text("#end-note", "twice");
    album.keep_at_both_widths(&page, "doubled");
}
