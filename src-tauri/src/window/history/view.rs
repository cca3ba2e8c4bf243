//! The history as the page shows it.

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use latchet_core::history::calendar::{Day, days};
use latchet_core::history::picture::{self, Scene};
use latchet_core::history::{Cursor, Line, Place};
use serde_json::json;
use std::path::Path;

use super::super::answers::Reply;
use super::super::desk::Desk;
use super::super::markup::{Ask, Markup};

/// So many rows come at a time.
const ROWS: u32 = 100;

/// The view, in whose place it is put when it is drawn anew.
const VIEW: &str = "history";
const DRAWINGS: &str = "history-drawings";
const WRITTEN: &str = "history-written";

impl Desk {
    /// All of it, from its newest rows on. The service is not asked; the page does so next, where what
    /// it said is old.
    pub(crate) fn history_view(&self) -> Reply<Markup> {
        self.view(ROWS)
    }

    /// With so many rows, or a few more.
    pub(super) fn view(&self, rows: u32) -> Reply<Markup> {
        let parts = [
            self.known()?,
            self.draw_history(0, 0)?,
            Markup::card("history-table", [self.rows("", rows.max(ROWS))?]),
            self.files(),
        ];
        Ok(Markup::element("div", &[("id", VIEW)], parts))
    }

    /// How many are known, and what is not.
    fn known(&self) -> Reply<Markup> {
        let zone = self.settings()?.tracker_zone();
        let now = Utc::now();
        let here = self.journal()?.settled_count().map_err(|error| self.failed(error))?;
        let past = self.past();
        let mut lines = vec![self.counted("history-count-here", here)];
        if let Some(at) = past.read_at {
            let count = u64::try_from(past.listed.sessions.len()).unwrap_or(u64::MAX);
            let known = self.wording().known(at, zone, now);
            lines.push(format!("{} ({known}).", self.counted("history-count-there", count)));
        }
        let is_due = past.is_due(now);
        if is_due {
            lines.push(self.texts.say("history-reading"));
        }
        let is_more = past.read_at.is_some() && !past.listed.is_complete;
        if is_more {
            lines.push(self.texts.say("history-unread"));
        }
        if let Some(trouble) = past.trouble.as_ref().filter(|_| !is_due) {
            lines.push(self.texts.say("history-not-read"));
            lines.push(trouble.what.clone());
            lines.extend(trouble.next.clone());
        }
        let lines: Vec<_> = lines.iter().map(|line| Markup::quiet(line)).collect();
        let status = Markup::element("div", &[("role", "status")], lines);
        let reading = |id, further| Ask {
            id,
            look: "",
            name: None,
            command: "read_history",
            args: json!({ "further": further }),
            into: VIEW,
        };
        let again = Markup::asking(&reading("history-read", false), &self.say("history-again"));
        let further = is_more.then(|| {
            Markup::asking(&reading("history-further", true), &self.say("history-further"))
        });
        let buttons = Markup::buttons(std::iter::once(again).chain(further));
        let class = if is_due { "due" } else { "" };
        let first = Markup::element("div", &[("class", class)], [status, buttons]);
        Ok(Markup::card("history-known", [first]))
    }

    /// The rows that begin there, and a button for those that follow.
    pub(crate) fn history_rows(&self, from: &str) -> Reply<Markup> {
        self.rows(from, ROWS)
    }

    fn rows(&self, from: &str, size: u32) -> Reply<Markup> {
        let journal = self.journal()?;
        let zone = self.settings()?.tracker_zone();
        let cursor: Cursor = serde_json::from_str(from).unwrap_or_default();
        let page = self.history_page(&journal, zone, cursor, size)?;
        let is_first = cursor == Cursor::default();
        {
            let mut past = self.past();
            let before = if is_first { 0 } else { past.shown };
            past.shown = before + u32::try_from(page.entries.len()).unwrap_or(u32::MAX - before);
        }
        if page.entries.is_empty() {
            return Ok(Markup::quiet(&self.say("history-none")));
        }
        let now = Utc::now();
        let rows = page.entries.iter().map(|entry| row(&self.wording().entry(entry, zone, now)));
        // Seen once, and read with each table.
        let unseen = if is_first { "" } else { "unseen" };
        let head = ["history-when", "history-what", "history-where"].map(|key| {
            let scope = [("scope", "col")];
            Markup::said("th", &scope, &self.say(key))
        });
        let head = Markup::element("tr", &[], head);
        let table = Markup::element(
            "table",
            &[],
            [
                Markup::said("caption", &[("class", "unseen")], &self.say("history-rows")),
                Markup::element("thead", &[("class", unseen)], [head]),
                Markup::element("tbody", &[], rows),
            ],
        );
        let table = Markup::element("div", &[("class", "rows")], [table]);
        let more = page.next.map(|next| {
            let ask = Ask {
                id: "history-more",
                look: "",
                name: None,
                command: "history_rows",
                args: json!({ "from": json!(next).to_string() }),
                into: "history-more",
            };
            Markup::asking(&ask, &self.say("history-more"))
        });
        Ok(std::iter::once(table).chain(more).collect())
    }

    /// A month and its year; this month where there is no such one.
    pub(crate) fn draw_history(&self, year: i32, month: u32) -> Reply<Markup> {
        let now = Utc::now();
        let zone = self.settings()?.tracker_zone();
        let today = zone.wall_clock(now).date();
        let first = Self::month(year, month, today);
        let (year, month) = (first.year(), first.month());
        let spans = self.spans(&self.journal()?, year, zone)?;
        let scene = Scene { spans: &spans, zone, now, wording: self.wording() };
        let of_year = days(&spans, year, zone, now);
        let of_month: Vec<_> =
            of_year.iter().filter(|day| day.date.month() == month).copied().collect();
        let month_named = format!("{} {year}", self.wording().month(first));
        Ok(Markup::card(
            DRAWINGS,
            [
                self.turning(&month_named, first, 1),
                self.drawing(&of_month, picture::month(scene, year, month)),
                self.turning(&year.to_string(), first, 12),
                self.drawing(&of_year, picture::year(scene, year)),
            ],
        ))
    }

    /// A heading between the buttons for what lies before and after it, by so many months.
    fn turning(&self, heading: &str, first: NaiveDate, by: u32) -> Markup {
        let button = |name: &str, sign: &str, to: Option<NaiveDate>| {
            let to = to.unwrap_or(first);
            let ask = Ask {
                id: &format!("history-{name}-{by}"),
                look: "icon",
                name: Some(&self.say(&format!("history-{name}-{by}"))),
                command: "draw_history",
                args: json!({ "year": to.year(), "month": to.month() }),
                into: DRAWINGS,
            };
            Markup::asking(&ask, sign)
        };
        let before = first.checked_sub_months(Months::new(by));
        let after = first.checked_add_months(Months::new(by));
        Markup::element(
            "div",
            &[("class", "turn")],
            [
                button("before", "‹", before),
                Markup::said("h2", &[], heading),
                button("after", "›", after),
            ],
        )
    }

    fn drawing(&self, days: &[Day], svg: String) -> Markup {
        let covered: TimeDelta = days.iter().map(|day| day.covered).sum();
        let count = days.iter().filter(|day| !day.covered.is_zero()).count();
        let values = [
            ("count", count.to_string().into()),
            ("length", self.wording().length(covered).into()),
        ];
        let told = self.texts.say_with("history-days", &values);
        let drawn = [Markup::drawing(svg)];
        let image = [("class", "drawing"), ("role", "img"), ("aria-label", told.as_str())];
        [Markup::element("div", &image, drawn), Markup::quiet(&told)].into_iter().collect()
    }

    /// What can be taken away.
    fn files(&self) -> Markup {
        let file = |id, format: &str| {
            let ask = Ask {
                id,
                look: "",
                name: None,
                command: "export_history",
                args: json!({ "format": format }),
                into: WRITTEN,
            };
            Markup::asking(&ask, &self.say(id))
        };
        let buttons = Markup::buttons([file("history-csv", "csv"), file("history-json", "json")]);
        let written = Markup::element("div", &[("id", WRITTEN)], []);
        Markup::card(
            "history-files",
            [Markup::quiet(&self.say("history-export")), buttons, written],
        )
    }

    /// Where the file is.
    pub(super) fn written(&self, path: &Path) -> Markup {
        let values = [("path", path.display().to_string().into())];
        let told = self.texts.say_with("export-written", &values);
        let ask = Ask {
            id: "history-show",
            look: "link",
            name: None,
            command: "show_export",
            args: json!({}),
            into: "history-show",
        };
        let shown = Markup::asking(&ask, &self.say("export-show"));
        let inside = [Markup::quiet(&told), shown];
        Markup::element("div", &[("id", WRITTEN), ("role", "status")], inside)
    }

    fn counted(&self, key: &str, count: u64) -> String {
        self.texts.say_with(key, &[("count", count.to_string().into())])
    }

    fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }
}

fn row(line: &Line) -> Markup {
    let mut what = vec![Markup::text(&line.what)];
    if !line.until.is_empty() {
        what.push(Markup::quiet(&line.until));
    }
    what.extend(line.notes.iter().map(|note| Markup::said("p", &[("class", "differs")], note)));
    let place = match line.place {
        Place::Here => "here",
        Place::Service => "service",
        Place::Both => "both",
    };
    Markup::element(
        "tr",
        &[("data-place", place)],
        [
            Markup::said("td", &[], &line.when),
            Markup::element("td", &[], what),
            Markup::said("td", &[], &line.place_told),
        ],
    )
}
