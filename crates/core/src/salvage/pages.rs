//! Leaf pages wherever they lie, and the pages in which their long rows go on.

use std::cell::Cell as Counter;
use std::collections::BTreeMap;

use super::cell::{Cell, number};
use super::wal::{Frame, frames};

/// The first byte of a leaf page of a table.
const TABLE_LEAF: u8 = 0x0d;

/// A cell that its page's own list names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed<'a> {
    pub begin: usize,
    pub cell: Cell<'a>,
    /// Its rowid goes with those beside it: it rises, and one of them is the next number.
    pub is_in_order: bool,
}

/// Reads the leaf page that begins at a place, if one does: most of what it lists are rows of ours.
pub(super) fn leaf(bytes: &[u8], begin: usize, size: usize) -> Option<Vec<Listed<'_>>> {
    let page = bytes.get(begin..)?;
    let page = page.get(..size).unwrap_or(page);
    let list = list(page, size)?;
    let cells: Vec<_> = list
        .as_chunks::<2>()
        .0
        .iter()
        .filter_map(|place| {
            let place = usize::from(u16::from_be_bytes(*place));
            Some((begin + place, Cell::read(page.get(place..)?, size)?))
        })
        .collect();
    if cells.len() * 4 < list.len() {
        return None;
    }
    let rowid_at = |index: Option<usize>| Some(cells.get(index?)?.1.rowid);
    let is_in_order = |index: usize, rowid: i64| {
        let (before, after) = (rowid_at(index.checked_sub(1)), rowid_at(index.checked_add(1)));
        let rises =
            before.is_none_or(|before| before < rowid) && after.is_none_or(|after| rowid < after);
        rises && (before == Some(rowid - 1) || after == Some(rowid + 1))
    };
    let listed = cells.iter().enumerate().map(|(index, (begin, cell))| Listed {
        begin: *begin,
        cell: *cell,
        is_in_order: is_in_order(index, cell.rowid),
    });
    Some(listed.collect())
}

/// Where a leaf page lists its cells: two bytes each.
fn list(page: &[u8], size: usize) -> Option<&[u8]> {
    let [kind, free_high, free_low, count_high, count_low, content_high, content_low, fragments] =
        *page.first_chunk()?;
    let of = |high, low| usize::from(u16::from_be_bytes([high, low]));
    let free = of(free_high, free_low);
    let count = of(count_high, count_low);
    let content = match of(content_high, content_low) {
        0 => 65_536,
        content => content,
    };
    let end = 8 + 2 * count;
    let is_leaf = kind == TABLE_LEAF
        && count > 0
        && fragments <= 60
        && (end..=size).contains(&content)
        && (free == 0 || (content..size).contains(&free));
    page.get(8..end).filter(|_| is_leaf)
}

/// Every place where a leaf page may begin, for any page size.
pub(super) fn leaf_candidates(bytes: &[u8]) -> Vec<usize> {
    let may_begin = |begin: &usize| bytes.get(*begin..).is_some_and(|b| list(b, 65_536).is_some());
    let kinds = bytes.iter().enumerate().filter(|(_, kind)| **kind == TABLE_LEAF);
    kinds.map(|(begin, _)| begin).filter(may_begin).collect()
}

/// Both files, as pages by their numbers.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    size: usize,
    database: &'a [u8],
    wal: &'a [u8],
    pub frames: Vec<Frame>,
    by_number: BTreeMap<u32, Vec<usize>>,
    /// By how much pages may lie beside their places.
    shifts: Vec<isize>,
    /// How many bytes may still be followed into overflow pages: a file made to be slow is not read
    /// for ever.
    budget: Counter<usize>,
}

/// How many pages a shifted page may lie beside its place.
const FAR: isize = 8;

/// More tries than this for one row are given up.
const TRIES: usize = 512;

impl<'a> Pages<'a> {
    pub(super) fn new(
        database: &'a [u8],
        wal: &'a [u8],
        size: usize,
        leaves: impl Iterator<Item = usize>,
    ) -> Self {
        let frames = frames(wal, size);
        let mut by_number: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, frame) in frames.iter().enumerate() {
            by_number.entry(frame.number).or_default().push(index);
        }
        let budget = Counter::new((database.len() + wal.len()).saturating_mul(32));
        let shifts = shifts(database, size, leaves);
        Self { size, database, wal, frames, by_number, shifts, budget }
    }

    /// The size of a page, in bytes.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Has a commit in the log replaced the page of the database at this place?
    pub(super) fn is_replaced(&self, begin: usize) -> bool {
        let number = u32::try_from(begin / self.size + 1).unwrap_or(0);
        begin.is_multiple_of(self.size) && self.newest(number).is_some()
    }

    /// The newest committed frame of a page.
    pub(super) fn newest(&self, number: u32) -> Option<usize> {
        let frames = self.by_number.get(&number)?;
        frames.iter().rev().copied().find(|i| self.frames.get(*i).is_some_and(|f| f.is_current))
    }

    /// Puts a row together from its page and those in which it goes on. Where several versions of a
    /// page lie in the files, the ones that are `accepted` together are taken.
    pub(super) fn whole<T>(
        &self,
        cell: &Cell<'_>,
        frame: Option<usize>,
        accepted: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<T> {
        let Some(first) = cell.overflow else { return accepted(cell.local) };
        let mut tries = TRIES + 8 * (cell.payload / self.size);
        let mut record = cell.local.to_vec();
        let mut path = vec![(record.len(), self.versions(first, frame).into_iter())];
        while let Some((length, versions)) = path.last_mut() {
            record.truncate(*length);
            let Some(page) = versions.next() else {
                path.pop();
                continue;
            };
            let take = (cell.payload - record.len()).min(self.size - 4);
            tries = tries.checked_sub(1)?;
            self.budget.set(self.budget.get().checked_sub(take)?);
            let Some((next, more)) = number(page).zip(page.get(4..4 + take)) else { continue };
            record.extend_from_slice(more);
            let is_whole = record.len() == cell.payload;
            match (is_whole, next) {
                (true, 0) => {
                    if let Some(row) = accepted(&record) {
                        return Some(row);
                    }
                }
                (false, 2..) => {
                    path.push((record.len(), self.versions(next, frame).into_iter()));
                }
                (true | false, _) => {}
            }
        }
        None
    }

    /// All that may be the page of this number, the likeliest first: as it was when the frame was
    /// written, then as it is, then as it lies anywhere.
    fn versions(&self, page: u32, frame: Option<usize>) -> Vec<&'a [u8]> {
        let frames = self.by_number.get(&page).map(Vec::as_slice).unwrap_or_default();
        let then = frame.and_then(|frame| frames.iter().rev().copied().find(|i| *i <= frame));
        let in_wal = then.into_iter().chain(self.newest(page)).chain(frames.iter().rev().copied());
        let in_wal = in_wal.filter_map(|index| self.wal.get(self.frames.get(index)?.page..));
        let place = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
        let place = place.and_then(|before| before.checked_mul(self.size));
        let places = std::iter::once(0).chain(self.shifts.iter().copied());
        let places = places.filter_map(|shift| place?.checked_add_signed(shift));
        let in_database = places.filter_map(|place| self.database.get(place..));
        let mut versions: Vec<&[u8]> = Vec::new();
        for version in in_wal.chain(in_database) {
            let version = version.get(..self.size).unwrap_or(version);
            if !version.is_empty() && !versions.iter().any(|known| std::ptr::eq(*known, version)) {
                versions.push(version);
            }
        }
        versions
    }
}

/// By how much pages may have moved when something was put into the file or cut out: what the
/// header's count of pages says, and where leaf pages lie that are not at their places.
fn shifts(database: &[u8], size: usize, leaves: impl Iterator<Item = usize>) -> Vec<isize> {
    let signed = |length: usize| isize::try_from(length).unwrap_or(0);
    let counted = database.get(28..).and_then(number).and_then(|pages| {
        usize::try_from(pages)
            .ok()?
            .checked_mul(size)
            .map(|pages| signed(database.len()) - signed(pages))
    });
    let mut rests: Vec<usize> = leaves.map(|begin| begin % size).collect();
    rests.sort_unstable();
    rests.dedup();
    rests.truncate(4);
    let beside = rests
        .iter()
        .flat_map(|rest| (-FAR..=FAR).map(move |pages| signed(*rest) + pages * signed(size)));
    let mut shifts: Vec<isize> = counted.into_iter().chain(beside).collect();
    shifts.retain(|shift| *shift != 0);
    // The nearest first; the header's own count before all.
    if let Some(rest) = shifts.get_mut(usize::from(counted.is_some_and(|shift| shift != 0))..) {
        rest.sort_by_key(|shift| shift.unsigned_abs());
    }
    shifts
}
