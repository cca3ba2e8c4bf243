//! Reads what is still there out of a damaged journal.
//!
//! `SQLite` gives up a whole file for one broken page. But the journal's rows can be known by
//! themselves: a cell says how long it is, its columns have the types of the journal's tables, and
//! the text in it reads as a plan or as an event. So no page above the leaves is needed, no header
//! and no schema: leaf pages are looked for at every place of both files, and cells between them.
//!
//! A row can lie in several versions. Its newest committed page tells; rows that no such page has
//! are taken from wherever they lie, since rows of a journal are never deleted.

use std::collections::BTreeMap;

use chrono::DateTime;

use crate::draft::Plan;
use crate::intention::Event;

mod cell;
mod pages;
#[cfg(test)]
mod tests;
mod wal;

use cell::{Cell, Table, Value, values};
use pages::{Pages, leaf, leaf_candidates};
pub(crate) use wal::holds_cut_off_commits;

/// What was read out of a damaged journal: rows as they lie in the files, unjudged, by their
/// numbers. A number occurs twice when the damage gave two rows the same; the likelier comes first.
#[derive(Debug, Default)]
pub(crate) struct Salvaged {
    pub intentions: Vec<IntentionRow>,
    pub events: Vec<EventRow>,
    /// Names and values; each name once.
    pub memory: Vec<(String, String)>,
}

/// A row of `intention`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IntentionRow {
    pub id: i64,
    pub created_ms: i64,
    pub account: String,
    /// A [`Plan`] in JSON.
    pub plan: String,
    pub id_bound: Option<i64>,
    pub settled: bool,
    pub session_id: Option<i64>,
}

/// A row of `event`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventRow {
    pub number: i64,
    pub intention: i64,
    pub at_ms: i64,
    /// An [`Event`] in JSON.
    pub event: String,
}

/// The sizes that pages can have, the usual one first.
const SIZES: [usize; 8] = [4096, 512, 1024, 2048, 8192, 16_384, 32_768, 65_536];

/// Reads every row that is still whole. `database` is the journal's file, `wal` the log beside it,
/// which may be empty. Any bytes may come.
pub(crate) fn salvage(database: &[u8], wal: &[u8]) -> Salvaged {
    let files = [database, wal];
    let leaves = files.map(leaf_candidates);
    let size = page_size(files, &leaves);
    let leaves: Vec<Vec<(usize, Vec<_>)>> = files
        .iter()
        .zip(&leaves)
        .map(|(file, begins)| {
            begins.iter().filter_map(|begin| Some((*begin, leaf(file, *begin, size)?))).collect()
        })
        .collect();
    let in_database = leaves.first().into_iter().flatten().map(|(begin, _)| *begin);
    let pages = Pages::new(database, wal, size, in_database);
    let mut found = Found::default();
    for ((file, leaves), is_wal) in files.iter().zip(&leaves).zip([false, true]) {
        let mut covered = Vec::new();
        for (begin, cells) in leaves {
            let (rank, frame) = if is_wal {
                rank_in_wal(&pages, *begin)
            } else {
                (Rank::of_database(pages.is_replaced(*begin)), None)
            };
            for listed in cells {
                let rank = Rank { is_in_order: listed.is_in_order, ..rank };
                if found.take(&pages, &listed.cell, frame, rank) {
                    covered.push(listed.begin..listed.begin + listed.cell.length);
                }
            }
        }
        found.carve(&pages, file, covered, leaves.iter().map(|(begin, _)| *begin..*begin + size));
    }
    found.into_salvaged()
}

/// Do the files show that a journal of ours was created in them, even if no row is left?
pub(crate) fn shows_our_schema(database: &[u8], wal: &[u8]) -> bool {
    const TABLES: [&[u8]; 3] =
        [b"CREATE TABLE intention (", b"CREATE TABLE event (", b"CREATE TABLE memory ("];
    [database, wal].iter().any(|file| {
        // The first byte decides nearly always.
        let begins = file.iter().enumerate().filter(|(_, byte)| **byte == b'C');
        begins
            .map(|(at, _)| file.get(at..).unwrap_or_default())
            .any(|rest| TABLES.iter().any(|table| rest.starts_with(table)))
    })
}

fn is_page_size(size: usize) -> bool {
    SIZES.contains(&size)
}

/// The size for which most leaf pages are filled up to their ends, as they are from the first row
/// on; else what the headers say.
fn page_size(files: [&[u8]; 2], leaves: &[Vec<usize>; 2]) -> usize {
    let [database, wal] = files;
    let named = match database.get(16..18) {
        Some([0, 1]) => Some(65_536),
        Some([high, low]) => Some(usize::from(u16::from_be_bytes([*high, *low]))),
        _ => None,
    };
    let named = named.into_iter().chain(wal::page_size(wal)).filter(|size| is_page_size(*size));
    let filled = |size: usize| {
        let is_filled = |file: &[u8], begin: usize| {
            leaf(file, begin, size).is_some_and(|cells| {
                cells.iter().any(|listed| listed.begin + listed.cell.length == begin + size)
            })
        };
        let leaves = files.iter().zip(leaves);
        leaves.map(|(file, at)| at.iter().filter(|at| is_filled(file, **at)).count()).sum::<usize>()
    };
    let candidates: Vec<usize> = named.chain(SIZES).collect();
    // Of equal ones the last is taken, so the likeliest comes last.
    candidates.iter().rev().copied().max_by_key(|size| filled(*size)).unwrap_or(4096)
}

/// Which of two versions of a row is taken: the greater one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    origin: Origin,
    is_in_order: bool,
    /// Which frame of the log.
    frame: usize,
}

/// Where a version of a row lies, the least trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// In no page's list: a row that was moved, or whose page is broken.
    Stray,
    /// In a page that was replaced, or in a frame of the log that proves nothing.
    Replaced,
    /// In the database.
    Database,
    /// In the newest committed frame of its page.
    Wal,
}

impl Rank {
    const STRAY: Self = Self { origin: Origin::Stray, is_in_order: false, frame: 0 };

    fn of_database(is_replaced: bool) -> Self {
        let origin = if is_replaced { Origin::Replaced } else { Origin::Database };
        Self { origin, ..Self::STRAY }
    }
}

fn rank_in_wal(pages: &Pages<'_>, begin: usize) -> (Rank, Option<usize>) {
    let replaced = Rank { origin: Origin::Replaced, ..Rank::STRAY };
    let Ok(index) = pages.frames.binary_search_by_key(&begin, |frame| frame.page) else {
        return (replaced, None);
    };
    let newest = pages.frames.get(index).and_then(|frame| pages.newest(frame.number));
    let origin = if newest == Some(index) { Origin::Wal } else { Origin::Replaced };
    (Rank { origin, frame: index, ..replaced }, Some(index))
}

/// Every version of every row.
#[derive(Debug, Default)]
struct Found {
    intentions: BTreeMap<i64, Versions<IntentionRow>>,
    events: BTreeMap<i64, Versions<EventRow>>,
    memory: BTreeMap<String, Versions<(i64, String)>>,
}

/// One row of any table.
enum Row {
    Intention(IntentionRow),
    Event(EventRow),
    Memory(String, (i64, String)),
}

impl Found {
    /// Notes the row in a cell. `false`: there is none in it.
    fn take(
        &mut self,
        pages: &Pages<'_>,
        cell: &Cell<'_>,
        frame: Option<usize>,
        rank: Rank,
    ) -> bool {
        let row = pages.whole(cell, frame, |record| row(cell.table, cell.rowid, record));
        match row {
            Some(Row::Intention(row)) => add(&mut self.intentions, row.id, rank, row),
            Some(Row::Event(row)) => add(&mut self.events, row.number, rank, row),
            Some(Row::Memory(name, row)) => add(&mut self.memory, name, rank, row),
            None => return false,
        }
        true
    }

    /// Looks for cells outside those that are known. What was remembered can be forgotten, so that
    /// counts only outside of whole pages.
    fn carve(
        &mut self,
        pages: &Pages<'_>,
        file: &[u8],
        mut covered: Vec<std::ops::Range<usize>>,
        mut whole_pages: impl Iterator<Item = std::ops::Range<usize>>,
    ) {
        covered.sort_unstable_by_key(|range| range.start);
        let mut covered = covered.into_iter().peekable();
        let mut page = whole_pages.next();
        let mut at = 0;
        while at < file.len() {
            while covered.next_if(|range| range.end <= at).is_some() {}
            if let Some(range) = covered.next_if(|range| range.start <= at) {
                at = range.end.max(at + 1);
                continue;
            }
            while page.as_ref().is_some_and(|page| page.end <= at) {
                page = whole_pages.next();
            }
            let in_page = page.as_ref().is_some_and(|page| page.contains(&at));
            let cell = file.get(at..).and_then(|rest| Cell::read(rest, pages.size()));
            let cell = cell.filter(|cell| !(in_page && cell.table == Table::Memory));
            let is_row = cell.is_some_and(|cell| self.take(pages, &cell, None, Rank::STRAY));
            at += cell.filter(|_| is_row).map_or(1, |cell| cell.length);
        }
    }

    fn into_salvaged(self) -> Salvaged {
        let memory = self.memory.into_iter().filter_map(|(name, versions)| {
            let (_, (_, value)) =
                versions.into_iter().max_by_key(|(rank, (rowid, _))| (*rank, *rowid))?;
            Some((name, value))
        });
        Salvaged {
            intentions: self.intentions.into_values().flat_map(distinct).collect(),
            events: self.events.into_values().flat_map(distinct).collect(),
            memory: memory.collect(),
        }
    }
}

type Versions<R> = Vec<(Rank, R)>;

fn add<K: Ord, R: PartialEq>(rows: &mut BTreeMap<K, Versions<R>>, key: K, rank: Rank, row: R) {
    let versions = rows.entry(key).or_default();
    match versions.iter_mut().find(|(_, known)| *known == row) {
        Some((known, _)) => *known = rank.max(*known),
        None => versions.push((rank, row)),
    }
}

/// What tells a version of a row from another row that damage gave the same number.
trait Versioned {
    /// Is it no older or newer version of the other?
    fn is_another_than(&self, other: &Self) -> bool;
    /// Of two versions that nothing else tells apart, the later one is likely the greater.
    fn progress(&self) -> (bool, Option<i64>);
}

impl Versioned for IntentionRow {
    fn is_another_than(&self, other: &Self) -> bool {
        self.created_ms != other.created_ms
    }

    fn progress(&self) -> (bool, Option<i64>) {
        (self.settled, self.session_id)
    }
}

impl Versioned for EventRow {
    /// Events have no versions.
    fn is_another_than(&self, other: &Self) -> bool {
        self != other
    }

    fn progress(&self) -> (bool, Option<i64>) {
        (false, None)
    }
}

impl Rank {
    /// A checksum that holds, or numbers that go on beside it, leave no doubt about the number.
    fn is_proven(self) -> bool {
        self.origin == Origin::Wal || self.origin == Origin::Database && self.is_in_order
    }
}

/// The newest version, and other rows that may have had its number.
fn distinct<R: Versioned>(mut versions: Versions<R>) -> Vec<R> {
    versions.sort_by_key(|(rank, row)| std::cmp::Reverse((*rank, row.progress())));
    let is_proven = versions.first().is_some_and(|(rank, _)| rank.is_proven());
    let mut rows: Vec<R> = Vec::new();
    for (rank, row) in versions {
        let is_possible = !is_proven || rank.is_proven();
        if rows.is_empty() || is_possible && rows.iter().all(|known| row.is_another_than(known)) {
            rows.push(row);
        }
    }
    rows
}

/// A whole record as a row of its table, if it is one.
fn row(table: Table, rowid: i64, record: &[u8]) -> Option<Row> {
    let is_time = |ms: i64| DateTime::from_timestamp_millis(ms).is_some();
    let integer = |value: Option<&Value<'_>>| match value {
        None | Some(Value::Null) => Some(None),
        Some(Value::Integer(number)) => Some(Some(*number)),
        Some(_) => None,
    };
    let values = values(record)?;
    match (table, &values[..]) {
        (
            Table::Event,
            [_, Value::Integer(intention), Value::Integer(at_ms), Value::Text(event), ..],
        ) => {
            let is_event = *intention > 0 && is_time(*at_ms) && reads_as::<Event>(event);
            is_event.then(|| {
                Row::Event(EventRow {
                    number: rowid,
                    intention: *intention,
                    at_ms: *at_ms,
                    event: (*event).to_owned(),
                })
            })
        }
        (
            Table::Intention,
            [
                _,
                Value::Integer(created_ms),
                Value::Text(account),
                Value::Text(plan),
                bound,
                Value::Integer(settled @ (0 | 1)),
                more @ ..,
            ],
        ) => {
            let (id_bound, session_id) = (integer(Some(bound))?, integer(more.first())?);
            (is_time(*created_ms) && reads_as::<Plan>(plan)).then(|| {
                Row::Intention(IntentionRow {
                    id: rowid,
                    created_ms: *created_ms,
                    account: (*account).to_owned(),
                    plan: (*plan).to_owned(),
                    id_bound,
                    settled: *settled == 1,
                    session_id,
                })
            })
        }
        (Table::Memory, [Value::Text(name), Value::Text(value), ..]) => is_remembered(name)
            .then(|| Row::Memory((*name).to_owned(), (rowid, (*value).to_owned()))),
        _ => None,
    }
}

fn reads_as<T: serde::de::DeserializeOwned>(json: &str) -> bool {
    json.starts_with(['{', '"']) && serde_json::from_str::<T>(json).is_ok()
}

/// Names in `memory` are words of the program. Those of the schema's rows look alike.
fn is_remembered(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=64).contains(&name.len())
        && name.bytes().all(is_word)
        && !matches!(name, "table" | "index" | "view" | "trigger")
}
