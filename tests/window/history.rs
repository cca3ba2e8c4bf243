//! The history: read as a table and turned by keyboard, and long ones.

use std::time::Instant;

use chrono::{TimeDelta, Utc};
use latchet_core::draft::Plan;
use latchet_core::intention::Event;
use latchet_core::time::Zone;
use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::Raw;

const ENTER: &str = "\u{e007}";
const SECOND: &str = "\u{e009}2\u{e009}";

impl Page {
    /// By its number, as the keyboard opens it.
    #[track_caller]
    fn open_history(&self) {
        self.driver().type_into("body", SECOND);
        self.await_true("history", "return !!document.getElementById('history')");
    }

    /// Presses Enter on what has the focus.
    #[track_caller]
    pub(crate) fn press_on(&self, id: &str) {
        self.driver().run(&format!("document.getElementById('{id}').focus()"), &[]);
        self.driver().type_into(":focus", ENTER);
    }
}

#[test]
fn the_history_is_a_table_beside_what_the_service_lists() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    desktop.call(&["start", "--locked-by", "anna", "--yes"]).run().expect_status(0);
    practice.end_all();
    let page = desktop.open();
    page.open_history();
    page.await_text("#history-known", "One session on the service");
    let table = "const rows = [...document.querySelectorAll('#history table tr')];
        return rows.map((row) => [...row.cells].map((cell) => `${cell.tagName} ${cell.scope ?? ''} ${cell.textContent}`))";
    let rows = page.driver().run(table, &[]);
    assert_eq!(rows[0], json!(["TH col When", "TH col What", "TH col Where"]));
    let first = rows[1].to_string();
    for words in ["Session", "has started", "ended", "both"] {
        assert!(first.contains(words), "{words} in {first}");
    }
    assert_eq!(rows.as_array().unwrap().len(), 2, "{rows}");
    let named = page.attribute("#history-drawings .drawing", "aria-label").unwrap();
    assert_eq!(page.attribute("#history-drawings .drawing", "role").as_deref(), Some("img"));
    assert!(named.contains("session"), "what is drawn is said too: {named}");
}

#[test]
fn months_and_years_are_turned_by_keyboard_and_the_focus_stays() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.open_history();
    page.await_text("#history-known", "0 sessions on the service");
    let headings = |page: &Page| page.text("#history-drawings").replace('›', "‹");
    let year = headings(&page);
    page.press_on("history-before-12");
    page.await_true("another year", "return document.activeElement.id === 'history-before-12'");
    page.await_true(
        "year before",
        "return [...document.querySelectorAll('#history h2')].at(-1).textContent == new Date().getFullYear() - 1",
    );
    assert_ne!(headings(&page), year);
    page.press_on("history-after-1");
    page.await_true("focus", "return document.activeElement.id === 'history-after-1'");
}

#[test]
fn a_file_is_written_where_documents_are_and_told() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    desktop.call(&["start", "--yes"]).run().expect_status(0);
    let page = desktop.open();
    page.open_history();
    page.await_text("#history-known", "One session");
    page.press_on("history-csv");
    let told = page.await_text("#history-written", "latchet-history.csv");
    assert!(told.contains(&desktop.home().display().to_string()), "{told}");
    let text = std::fs::read_to_string(desktop.home().join("latchet-history.csv")).unwrap();
    assert!(text.contains(",started,") && text.contains(",both,"), "{text}");
}

/// So many starts that were taken back, a minute apart.
fn fill(desktop: &Desktop, count: i64) {
    desktop.call(&["history"]).run().expect_status(0);
    let mut db = rusqlite::Connection::open(desktop.journal()).unwrap();
    let plan =
        Plan { start: None, scheduled_end: None, locked_by: None, public: false, zone: Zone::UTC };
    let plan = serde_json::to_string(&plan).unwrap();
    let events = [Event::Queued, Event::Cancelled].map(|one| serde_json::to_string(&one).unwrap());
    let all = db.transaction().unwrap();
    for number in 0..count {
        let at = (Utc::now() - TimeDelta::minutes(count - number)).timestamp_millis();
        let start = "INSERT INTO intention (created_ms, account, plan, settled) VALUES (?1, 'default', ?2, 1)";
        all.prepare_cached(start).unwrap().execute((at, &plan)).unwrap();
        let id = all.last_insert_rowid();
        for event in &events {
            let happened = "INSERT INTO event (intention, at_ms, event) VALUES (?1, ?2, ?3)";
            all.prepare_cached(happened).unwrap().execute((id, at, event)).unwrap();
        }
    }
    all.commit().unwrap();
}

#[test]
fn ten_thousand_rows_come_page_by_page_and_none_is_lost() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), "a-token-of-this-test").without_tray();
    fill(&desktop, 10_000);
    let page = desktop.open();
    let began = Instant::now();
    page.open_history();
    println!("first rows after {} ms, by the driver's clock", began.elapsed().as_millis());
    page.await_text("#history-known", "10000 starts");
    // The view is drawn anew when the service has been asked.
    page.await_text("#history-known", "could not be read");
    // Each click, and two frames, so that what came is drawn too; some at a time, for the driver waits
    // no longer than half a minute.
    let some = "const done = arguments[0], took = [];
        const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
        const rows = () => document.querySelectorAll('#history tbody tr').length;
        (async () => {
          for (let more; took.length < 10 && (more = document.getElementById('history-more')); ) {
            const before = rows(), began = performance.now();
            more.scrollIntoView();
            more.click();
            while (rows() === before) await new Promise((next) => setTimeout(next));
            const came = performance.now();
            await frame();
            took.push({ came: came - began, drawn: performance.now() - came });
          }
          done(took);
        })();";
    let mut took = Vec::new();
    loop {
        let more = page.driver().run_async(some);
        let more = more.as_array().unwrap().clone();
        if more.is_empty() {
            break;
        }
        took.extend(more);
    }
    for part in ["came", "drawn"] {
        let mut times: Vec<_> = took.iter().map(|one| one[part].as_f64().unwrap()).collect();
        times.sort_by(f64::total_cmp);
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
        println!(
            "{} pages of 100 rows: {part} after {median:.0} ms, at worst {worst:.0}",
            times.len()
        );
    }
    let all = "const done = arguments[0];
        const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
        (async () => {
          const began = performance.now();
          for (let at = 0; at < 20; at += 1) {
            document.getElementById('view-history').scrollTop = at * 20000;
            await frame();
          }
          const scroll = (performance.now() - began) / 20;
          const when = [...document.querySelectorAll('#history tbody tr')].map((row) => row.cells[0].textContent);
          done({ rows: when.length, first: when[0], last: when.at(-1), apart: new Set(when).size, scroll });
        })();";
    let seen = page.driver().run_async(all);
    println!("a jump of 20,000 px in them, and two frames: {} ms", seen["scroll"]);
    assert_eq!((&seen["rows"], &seen["apart"]), (&json!(10_000), &json!(10_000)), "a minute apart");
    assert!(seen["first"] != Value::Null && seen["first"] != seen["last"]);
}
