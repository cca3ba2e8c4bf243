//! Pictures of the history and of the settings, as [`super::screens`] takes them.

use std::io::Write as _;

use chrono::{DateTime, TimeDelta, Utc};

use crate::desktop::{Desktop, Theme};
use crate::page::Page;
use crate::raw::{self, Raw};
use crate::screens::{Album, resize};

const TOKEN: &str = "a-token-of-this-test";

impl Album {
    #[track_caller]
    fn keep_at_all_widths(&self, page: &Page, name: &str) {
        resize(page, 800);
        self.keep(page, &format!("{name}-wide"));
        resize(page, 420);
        self.keep_at_both_widths(page, name);
    }

    /// Of one card, wherever it stands.
    #[track_caller]
    fn keep_card(&self, page: &Page, id: &str) {
        for (width, suffix) in [(800, "-wide"), (320, "-narrow"), (420, "")] {
            resize(page, width);
            let script = "document.getElementById(arguments[0]).scrollIntoView()";
            page.driver().run(script, &[id.into()]);
            self.keep(page, &format!("{id}{suffix}"));
        }
    }
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
    history(&album);
    settings(&album);
    german(&album);
}

/// A list of sessions as the service gives it, of the last weeks.
fn sessions() -> String {
    let now = Utc::now();
    let items: Vec<_> = (0..40_i64)
        .map(|number| {
            let start = now - TimeDelta::hours(7 + 53 * number + number % 5);
            let end = start + TimeDelta::hours(6 + 17 * (number % 3));
            let wall = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M:%S").to_string();
            serde_json::json!({
                "id": 900 - number, "start": wall(start), "lockedby": "anna", "public": 0,
                "end": (number > 0).then(|| wall(end)), "active": number == 0,
                "scheduledend": wall(start + TimeDelta::hours(9)), "timezonestart": "+00:00",
            })
        })
        .collect();
    serde_json::json!({ "ok": true, "data": items, "meta": { "version": 2 } }).to_string()
}

fn history(album: &Album) {
    let (started, list) = (raw::json(201, r#"{"session_id":900}"#), raw::json(200, &sessions()));
    let server = Raw::new(move |request, stream| {
        drop(stream.write_all(if request.is_start() { &started } else { &list }));
    });
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(album.theme);
    desktop.call(&["start", "--for", "8h", "--yes"]).run();
    let page = desktop.open();
    page.click("#to-history");
    page.await_text("#history-known", "40 sessions");
    page.await_text("#history", "both");
    album.keep_at_all_widths(&page, "history");
    page.driver().run("document.getElementById('history-table').scrollIntoView()", &[]);
    album.keep_at_all_widths(&page, "history-table");
    page.click("#history-csv");
    page.await_text("#history-written", "latchet-history");
    page.driver().run("document.getElementById('history-files').scrollIntoView()", &[]);
    album.keep_at_both_widths(&page, "history-file");
}

fn settings(album: &Album) {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(album.theme);
    let page = desktop.open();
    page.click("#to-settings");
    page.await_text("#settings", "Reminders");
    album.keep_at_all_widths(&page, "settings");
    page.write("#set-grace", "9\u{e007}");
    page.await_text("#set-grace-row", "Saved");
    page.write("#set-remind", "soon\u{e007}");
    page.await_text("#set-remind-problem", "2h");
    album.keep_at_both_widths(&page, "settings-changed");
    page.driver().run("document.getElementById('settings-network').scrollIntoView()", &[]);
    album.keep_at_both_widths(&page, "settings-network");
    page.press_on("doctor-look");
    page.await_text("#doctor", "Versions");
    album.keep_card(&page, "doctor");
    page.press_on("leave-see");
    page.await_text("#leave", "This is removed");
    album.keep_card(&page, "leave");
    page.press_on("leave-yes");
    page.await_text("#leave", "All of it is gone");
    album.keep_at_both_widths(&page, "left");
}

/// In German, on a shared screen.
fn german(album: &Album) {
    let server = Raw::new(|_, stream| drop(stream.write_all(&raw::json(200, &sessions()))));
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(album.theme);
    for (key, value) in [("language", "de"), ("discreet", "on")] {
        desktop.call(&["settings", "set", key, value]).run().expect_status(0);
    }
    let page = desktop.open();
    page.write("#locked-by", "anna");
    page.choose("end", "until");
    page.await_text("#sentence", "anna");
    album.keep_at_all_widths(&page, "german");
    page.click("#to-history");
    page.await_text("#history-known", "40");
    album.keep_at_all_widths(&page, "german-history");
    page.click("#to-settings");
    page.await_text("#settings", "Sprache");
    album.keep_at_all_widths(&page, "german-settings");
}
