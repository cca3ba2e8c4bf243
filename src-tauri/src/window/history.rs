//! What was: this computer's starts beside what the service lists, as a table, drawings and files.
//!
//! The service is read only when the history is looked at, and what it said is forgotten with the
//! window.

mod view;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};
use latchet_core::history::calendar::{End, Span};
use latchet_core::history::export;
use latchet_core::history::{self, Cursor, Listed};
use latchet_core::journal::Journal;
use latchet_core::time::Zone;
use latchet_core::vault::Patience;
use latchet_core::wording::Told;
use serde_json::Value;

use super::answers::Reply;
use super::desk::Desk;
use super::file::write_new;
use super::markup::Markup;
use super::worker::{Lost, block_on};

/// So many are read at a time for a file.
const ROWS_OF_FILE: u32 = 1000;

/// Who opens the history again sooner has the service not read again.
const EVERY: TimeDelta = TimeDelta::seconds(60);

/// What is known of the service's list.
#[derive(Debug, Default)]
pub(super) struct Past {
    listed: Listed,
    /// With which token it was read: when that was saved.
    mark: Option<DateTime<Utc>>,
    /// When it was last tried.
    tried_at: Option<DateTime<Utc>>,
    /// When something was read last.
    read_at: Option<DateTime<Utc>>,
    /// Why no more could be read.
    trouble: Option<Told>,
    /// How many rows are shown: as many are when the view is drawn anew.
    shown: u32,
    /// The folder of the last file that was written.
    written: Option<PathBuf>,
}

impl Past {
    /// Is the service to be read when the history is looked at?
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.tried_at.is_none_or(|tried| now < tried || now - tried >= EVERY)
    }
}

impl Desk {
    /// The entries that begin there. The service is not asked.
    fn history_page(
        &self,
        journal: &Journal,
        zone: Zone,
        from: Cursor,
        size: u32,
    ) -> Reply<history::Page> {
        let account = self.account()?.name(journal).map_err(|error| self.failed(error))?;
        history::page(journal, &self.past().listed, &account, zone, from, size)
            .map_err(|error| self.failed(error))
    }

    /// Reads the service's list: anew, or `further` from where the last reading ended. The view as it
    /// is then comes back.
    pub(crate) fn read_history(&self, further: bool) -> Reply<Markup> {
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
        {
            let mut past = self.past();
            let now = Utc::now();
            let has_read = !listed.sessions.is_empty() || listed.is_complete;
            // What was known stays when nothing new could be had; another token's does not.
            if has_read || past.mark != mark {
                past.read_at = has_read.then_some(now);
                past.listed = listed;
            }
            past.tried_at = Some(now);
            past.mark = mark;
            past.trouble = trouble;
        }
        let shown = self.past().shown;
        self.view(shown)
    }

    /// What lies in a year or near it: as the service lists it, and of what it does not list the start
    /// alone.
    fn spans(&self, journal: &Journal, year: i32, zone: Zone) -> Reply<Vec<Span>> {
        let past = self.past();
        let mut spans: Vec<_> =
            past.listed.sessions.iter().filter_map(|session| Span::of(session, zone)).collect();
        let begins = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let since = begins.and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(2);
        let here = journal.sessions_since(since).map_err(|error| self.failed(error))?;
        let listed: HashSet<_> = spans.iter().map(|span| span.id).collect();
        let alone = here.into_iter().filter(|(id, _)| !listed.contains(id));
        spans.extend(alone.map(|(id, start)| Span { id, start, end: End::Unknown }));
        Ok(spans)
    }

    /// Writes all that is known into a new file of the user's, as `csv` or `json`.
    pub(crate) fn export_history(&self, format: &str) -> Reply<Markup> {
        let journal = self.journal()?;
        let zone = self.settings()?.tracker_zone();
        let (mut items, mut from): (Vec<Value>, _) = (Vec::new(), Some(Cursor::default()));
        while let Some(cursor) = from {
            let page = self.history_page(&journal, zone, cursor, ROWS_OF_FILE)?;
            items.extend(page.entries.iter().map(|one| export::entry(self.wording(), zone, one)));
            from = page.next;
        }
        let (ending, text) = if format == "csv" {
            let columns: Vec<_> = export::START.into_iter().chain(export::LISTED).collect();
            // A spreadsheet knows by the mark that it is UTF-8.
            ("csv", format!("\u{feff}{}", export::csv(&columns, items)))
        } else {
            ("json", format!("{:#}\n", Value::Array(items)))
        };
        let folder = self.outside.documents.as_deref();
        let folder = folder.ok_or_else(|| self.unforeseen(&self.texts.say("export-nowhere")))?;
        let path = write_new(folder, "latchet-history", ending, text.as_bytes())
            .map_err(|error| self.unforeseen(&error.to_string()))?;
        self.past().written = Some(folder.to_owned());
        Ok(self.written(&path))
    }

    /// Shows the folder of the file that was written last.
    pub(crate) fn show_export(&self) -> Reply<Markup> {
        let folder = self.past().written.clone();
        let show = |folder: &Path| (self.outside.show_folder)(folder);
        folder.as_deref().map_or(Ok(()), show).map_err(|reason| self.unforeseen(&reason))?;
        Ok(Markup::quiet(&self.texts.say("export-shown")))
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first day of a month; of this one where there is no such month.
    fn month(year: i32, month: u32, today: NaiveDate) -> NaiveDate {
        let wanted = NaiveDate::from_ymd_opt(year, month, 1);
        let wanted = wanted.filter(|first| (1970..=9999).contains(&first.year()));
        wanted.or_else(|| today.with_day(1)).unwrap_or(today)
    }
}
