//! Drawings of the history, as SVG. Pure.
//!
//! Nothing in them is more than a shape with a class: colours are the page's, and what a shape stands
//! for is its title. Lengths are in the drawing's own units; the page scales it to its width.

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::calendar::{Day, End, Span, bounds, days};
use crate::time::Zone;
use crate::wording::Wording;

/// The sessions, and when and how they are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// In any order.
    pub spans: &'a [Span],
    /// The tracker's.
    pub zone: Zone,
    /// The drawing ends here.
    pub now: DateTime<Utc>,
    /// In which words shapes are told.
    pub wording: Wording<'a>,
}

/// Left of the cells, for the names of months or the first days of weeks.
const MARGIN: i32 = 30;
/// Above the cells.
const HEAD: i32 = 12;

/// A year: a row for each month, a cell for each day, filled from below as far as the day was in a
/// session. A dot marks a start whose end is not known.
pub fn year(scene: Scene<'_>, year: i32) -> String {
    const WIDE: i32 = 9;
    const HIGH: i32 = 13;
    let Scene { spans, zone, now, wording } = scene;
    let mut svg = begin(MARGIN + 31 * WIDE, HEAD + 12 * HIGH);
    for day in [1, 10, 20, 30] {
        text(&mut svg, MARGIN + (day - 1) * WIDE + WIDE / 2, HEAD - 3, "middle", &day.to_string());
    }
    let today = zone.wall_clock(now).date();
    let open = spans.iter().filter(|span| span.end == End::Unknown);
    let marks: HashSet<_> = open.map(|span| zone.wall_clock(span.start).date()).collect();
    for day in days(spans, year, zone, now) {
        let (row, column) = (number(day.date.month0()), number(day.date.day0()));
        let (x, y) = (MARGIN + column * WIDE, HEAD + row * HIGH);
        if column == 0 {
            text(&mut svg, MARGIN - 4, y + HIGH - 4, "end", wording.month(day.date));
        }
        let class = if day.date == today { "day today" } else { "day" };
        let cell = format!(r#"<rect class="{class}" x="{x}" y="{y}" width="8" height="12"/>"#);
        let marked = marks.contains(&day.date);
        if day.covered.is_zero() && !marked {
            svg += &cell;
            continue;
        }
        let _ = write!(svg, "<g><title>{}</title>{cell}", escaped(&wording.day(&day)));
        let full = filled(&day);
        if full > 0 {
            let top = f64::from(y) + 12.0 - f64::from(full) / 10.0;
            let height = f64::from(full) / 10.0;
            let _ = write!(
                svg,
                r#"<rect class="in" x="{x}" y="{top:.1}" width="8" height="{height:.1}"/>"#
            );
        }
        if marked {
            let _ = write!(svg, r#"<circle class="mark" cx="{}" cy="{}" r="2"/>"#, x + 4, y + 6);
        }
        svg += "</g>";
    }
    svg + "</svg>"
}

/// How far the cell of a day is filled, in tenths of a unit, of 120. Little is not nothing.
fn filled(day: &Day) -> i32 {
    let length = day.length.num_seconds().max(1);
    let share = 120 * day.covered.num_seconds() / length;
    let least = if day.covered.is_zero() { 0 } else { 10 };
    i32::try_from(share.clamp(least, 120)).unwrap_or(120)
}

/// A month: a row for each week, and in it each session from its start to its end.
pub fn month(scene: Scene<'_>, year: i32, month: u32) -> String {
    const WIDE: i32 = 39;
    const HIGH: i32 = 18;
    let Scene { spans, zone, now, wording } = scene;
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return String::new() };
    let dates: Vec<_> = first.iter_days().take_while(|date| date.month() == month).collect();
    let row = |date: NaiveDate| number((date.day0() + first.weekday().num_days_from_monday()) / 7);
    let column = |date: NaiveDate| number(date.weekday().num_days_from_monday());
    let rows = dates.last().map_or(0, |date| row(*date)) + 1;
    let mut svg = begin(MARGIN + 7 * WIDE, HEAD + rows * HIGH);
    let today = zone.wall_clock(now).date();
    for date in &dates {
        let (x, y) = (MARGIN + column(*date) * WIDE, HEAD + row(*date) * HIGH);
        let class = if *date == today { "day today" } else { "day" };
        let _ = write!(
            svg,
            r#"<rect class="{class}" x="{x}" y="{y}" width="{}" height="{}"/>"#,
            WIDE - 1,
            HIGH - 2
        );
        if date.day() <= 7 {
            text(&mut svg, x + WIDE / 2, HEAD - 3, "middle", wording.weekday(*date));
        }
        if date.day() == 1 || column(*date) == 0 {
            text(&mut svg, MARGIN - 4, y + HIGH - 5, "end", &format!("{}.", date.day()));
        }
    }
    let weeks: Vec<_> = dates
        .chunk_by(|one, other| row(*one) == row(*other))
        .filter_map(|week| {
            let (first, last) = (*week.first()?, *week.last()?);
            Some((bounds(first, zone).0, bounds(last, zone).1, first, last))
        })
        .collect();
    let place = |date: NaiveDate, at: DateTime<Utc>| {
        let (begins, ends) = bounds(date, zone);
        let length = (ends - begins).num_seconds().max(1);
        let share = (at - begins).num_seconds().clamp(0, length);
        let left = MARGIN + column(date) * WIDE;
        f64::from(left) + f64::from(WIDE) * float(share) / float(length)
    };
    for span in spans {
        let title = || escaped(&wording.span(span, zone, now));
        let Some((start, end)) = span.known(now) else {
            let date = zone.wall_clock(span.start).date();
            if dates.contains(&date) {
                let (x, y) = (place(date, span.start), HEAD + row(date) * HIGH + HIGH / 2 - 1);
                let _ = write!(
                    svg,
                    r#"<circle class="mark" cx="{x:.1}" cy="{y}" r="3"><title>{}</title></circle>"#,
                    title()
                );
            }
            continue;
        };
        let class = if span.end == End::Running { "in runs" } else { "in" };
        // A bar in each week that it touches.
        for (from, to, monday, sunday) in &weeks {
            if start >= *to || end <= *from {
                continue;
            }
            let (start, end) = (start.max(*from), end.min(*to));
            let day_of = |at: DateTime<Utc>| zone.wall_clock(at).date().clamp(*monday, *sunday);
            let x = place(day_of(start), start);
            let width = (place(day_of(end), end) - x).max(1.0);
            let (y, height) = (HEAD + row(*monday) * HIGH + 3, HIGH - 8);
            let _ = write!(
                svg,
                r#"<rect class="{class}" x="{x:.1}" y="{y}" width="{width:.1}" height="{height}"><title>{}</title></rect>"#,
                title()
            );
        }
    }
    svg + "</svg>"
}

fn begin(width: i32, height: i32) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">"#)
}

fn text(svg: &mut String, x: i32, y: i32, anchor: &str, said: &str) {
    let said = escaped(said);
    let _ = write!(svg, r#"<text x="{x}" y="{y}" text-anchor="{anchor}">{said}</text>"#);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A number of a calendar: small.
fn number(part: u32) -> i32 {
    i32::try_from(part).unwrap_or_default()
}

/// Seconds of a day: small.
fn float(seconds: i64) -> f64 {
    f64::from(i32::try_from(seconds).unwrap_or(i32::MAX))
}
