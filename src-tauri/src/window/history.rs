//! What was: this computer's starts beside what the service lists, as pages, drawings and files.
//!
//! The service is read only when the history is looked at, and what it said is forgotten with the
//! window.

use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use latchet_core::history::calendar::{Day, End, Span, days};
use latchet_core::history::export;
use latchet_core::history::picture::{self, Scene};
use latchet_core::history::{self, Cursor, Line, Listed};
use latchet_core::journal::Journal;
use latchet_core::time::{Zone, print_length};
use latchet_core::vault::Patience;
use latchet_core::wording::Told;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answers::Reply;
use super::desk::Desk;
use super::file;
use super::worker::{Lost, block_on};

/// So many rows come at a time.
const ROWS: u32 = 100;

/// So many are read at a time for a file.
const ROWS_OF_FILE: u32 = 1000;

/// What is known of the service's list.
#[derive(Debug, Default)]
pub(super) struct Past {
    listed: Listed,
    /// With which token it was read: when that was saved.
    mark: Option<DateTime<Utc>>,
    /// When something was read last.
    read_at: Option<DateTime<Utc>>,
    /// Why no more could be read.
    trouble: Option<Told>,
    /// The folder of the last file that was written.
    written: Option<PathBuf>,
}

/// Some rows of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Rows {
    pub(crate) lines: Vec<Line>,
    /// Where the next ones begin, if there are any.
    pub(crate) next: Option<Cursor>,
}

/// What has been read of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Read {
    /// How many are known here and there, and what was not read.
    pub(crate) lines: Vec<String>,
    /// Is there more to be read?
    pub(crate) is_more: bool,
}

/// A drawing with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Drawing {
    /// Its heading.
    pub(crate) title: String,
    /// What it shows, in a sentence.
    pub(crate) told: String,
    /// SVG.
    pub(crate) svg: String,
}

/// The drawings of a month and its year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Drawings {
    pub(crate) year: i32,
    /// From 1.
    pub(crate) month: u32,
    pub(crate) of_year: Drawing,
    pub(crate) of_month: Drawing,
}

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    Csv,
    Json,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Written {
    pub(crate) message: String,
}

impl Desk {
    /// The rows that begin there. The service is not asked.
    pub(crate) fn history(&self, from: Cursor) -> Reply<Rows> {
        let journal = self.journal()?;
        let zone = self.settings()?.tracker_zone();
        let page = self.history_page(&journal, zone, from, ROWS)?;
        let now = Utc::now();
        let told = |entry| self.wording().entry(entry, zone, now);
        Ok(Rows { lines: page.entries.iter().map(told).collect(), next: page.next })
    }

    fn history_page(
        &self,
        journal: &Journal,
        zone: Zone,
        from: Cursor,
        size: u32,
    ) -> Reply<history::Page> {
        let account = self.account()?.name(journal).map_err(|error| self.failed(error))?;
        let listed = self.past().listed.clone();
        history::page(journal, &listed, &account, zone, from, size)
            .map_err(|error| self.failed(error))
    }

    /// Reads the service's list: anew, or `further` from where the last reading ended.
    pub(crate) fn read_history(&self, further: bool) -> Reply<Read> {
        let account = self.account()?;
        let journal = self.journal()?;
        let mark = account.token_saved_at(&journal).map_err(|error| self.failed(error))?;
        let mut listed = {
            let past = self.past();
            let goes_on = further && past.mark == mark;
            if goes_on { past.listed.clone() } else { Listed::default() }
        };
        let ready = account
            .token(&journal, Patience::Background)
            .and_then(|(token, _)| Ok((account.client()?, token)));
        let trouble = match ready {
            Ok((client, token)) => {
                let read = block_on(listed.read_on(&client, &token)).map_err(|Lost| self.lost())?;
                read.err().map(|error| self.wording().read(&error))
            }
            Err(error) => Some(self.wording().account(&error)),
        };
        let told = {
            let mut past = self.past();
            // What was known stays when nothing new could be had; another token's does not.
            if trouble.is_none() || !listed.sessions.is_empty() || past.mark != mark {
                past.read_at = (!listed.sessions.is_empty() || listed.is_complete).then(Utc::now);
                past.listed = listed;
            }
            past.mark = mark;
            past.trouble = trouble;
            self.read_told(&past)?
        };
        let starts = journal.settled_count().map_err(|error| self.failed(error))?;
        let here = self.counted("history-count-here", starts);
        Ok(Read { lines: std::iter::once(here).chain(told.lines).collect(), ..told })
    }

    /// What is known of the service's list, and what is not.
    fn read_told(&self, past: &Past) -> Reply<Read> {
        let zone = self.settings()?.tracker_zone();
        let mut lines = Vec::new();
        if let Some(at) = past.read_at {
            let count = u64::try_from(past.listed.sessions.len()).unwrap_or(u64::MAX);
            let known = self.wording().known(at, zone, Utc::now());
            lines.push(format!("{} ({known})", self.counted("history-count-there", count)));
        }
        let is_more = !past.listed.is_complete && past.trouble.is_none();
        if is_more {
            lines.push(self.texts.say("history-unread"));
        }
        if let Some(trouble) = &past.trouble {
            lines.push(self.texts.say("history-not-read"));
            lines.push(trouble.what.clone());
            lines.extend(trouble.next.clone());
        }
        Ok(Read { lines, is_more })
    }

    fn counted(&self, key: &str, count: u64) -> String {
        self.texts.say_with(key, &[("count", count.to_string().into())])
    }

    /// The drawings of a month and its year; those of this month without one.
    pub(crate) fn draw_history(&self, wanted: Option<(i32, u32)>) -> Reply<Drawings> {
        let now = Utc::now();
        let zone = self.settings()?.tracker_zone();
        let today = zone.wall_clock(now).date();
        // Whatever the page asks for is a month that can be.
        let month_of = |(year, month)| NaiveDate::from_ymd_opt(year, month, 1);
        let first = wanted.and_then(month_of).filter(|first| (1970..=9999).contains(&first.year()));
        let first = first.unwrap_or(today);
        let (year, month) = (first.year(), first.month());
        let spans = self.spans(&self.journal()?, year, zone)?;
        let scene = Scene { spans: &spans, zone, now, wording: self.wording() };
        let (of_year, of_month): (Vec<Day>, Vec<Day>) = {
            let days = days(&spans, year, zone, now);
            let inside = days.iter().filter(|day| day.date.month() == month).copied().collect();
            (days, inside)
        };
        Ok(Drawings {
            year,
            month,
            of_year: Drawing {
                title: year.to_string(),
                told: self.days_told(&of_year),
                svg: picture::year(scene, year),
            },
            of_month: Drawing {
                title: first.format("%B %Y").to_string(),
                told: self.days_told(&of_month),
                svg: picture::month(scene, year, month),
            },
        })
    }

    /// In how much of these days a session ran.
    fn days_told(&self, days: &[Day]) -> String {
        let covered: TimeDelta = days.iter().map(|day| day.covered).sum();
        let count = days.iter().filter(|day| !day.covered.is_zero()).count();
        let values =
            [("count", count.to_string().into()), ("length", print_length(covered).into())];
        self.texts.say_with("history-days", &values)
    }

    /// What lies in a year or near it: as the service lists it, and of what it does not list the start
    /// alone.
    fn spans(&self, journal: &Journal, year: i32, zone: Zone) -> Reply<Vec<Span>> {
        let past = self.past();
        let mut spans: Vec<_> =
            past.listed.sessions.iter().filter_map(|session| Span::of(session, zone)).collect();
        let begins = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let since = begins.and_time(chrono::NaiveTime::MIN).and_utc() - TimeDelta::days(2);
        let here = journal.sessions_since(since).map_err(|error| self.failed(error))?;
        let listed: std::collections::HashSet<_> = spans.iter().map(|span| span.id).collect();
        let alone = here.into_iter().filter(|(id, _)| !listed.contains(id));
        spans.extend(alone.map(|(id, start)| Span { id, start, end: End::Unknown }));
        Ok(spans)
    }

    /// Writes all that is known into a new file of the user's.
    pub(crate) fn export_history(&self, format: Format) -> Reply<Written> {
        let journal = self.journal()?;
        let zone = self.settings()?.tracker_zone();
        let (mut items, mut from): (Vec<Value>, _) = (Vec::new(), Some(Cursor::default()));
        while let Some(cursor) = from {
            let page = self.history_page(&journal, zone, cursor, ROWS_OF_FILE)?;
            items.extend(page.entries.iter().map(|one| export::entry(self.wording(), zone, one)));
            from = page.next;
        }
        let text = match format {
            // A spreadsheet knows by the mark that it is UTF-8.
            Format::Csv => {
                let columns: Vec<_> = export::START.into_iter().chain(export::LISTED).collect();
                format!("\u{feff}{}", export::csv(&columns, items))
            }
            Format::Json => format!("{:#}\n", Value::Array(items)),
        };
        let ending = match format {
            Format::Csv => "csv",
            Format::Json => "json",
        };
        let folder = self.outside.documents.as_deref();
        let folder = folder.ok_or_else(|| self.unforeseen(&self.texts.say("export-nowhere")))?;
        let path = file::write_new(folder, "latchet-history", ending, text.as_bytes())
            .map_err(|error| self.unforeseen(&error.to_string()))?;
        let values = [("path", path.display().to_string().into())];
        let message = self.texts.say_with("export-written", &values);
        self.past().written = Some(folder.to_owned());
        Ok(Written { message })
    }

    /// Shows the folder of the file that was written last.
    pub(crate) fn show_export(&self) -> Reply<()> {
        let folder = self.past().written.clone();
        let show = |folder: &Path| (self.outside.show_folder)(folder);
        folder.as_deref().map_or(Ok(()), show).map_err(|reason| self.unforeseen(&reason))
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
