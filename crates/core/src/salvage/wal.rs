//! The frames of a write-ahead log, and which of them count.
//!
//! Each frame's checksum goes on from the one before it. `SQLite` stops at the first that is wrong
//! and forgets the rest; here a later frame counts all the same when it goes on from what the frame
//! before it *says*, so that one broken frame does not take the commits behind it along.

use std::collections::HashMap;

use super::cell::number;

/// Before the first frame, in bytes.
const FILE_HEADER: usize = 32;

/// Before a frame's page, in bytes.
pub(super) const FRAME_HEADER: usize = 24;

/// A page as it was written at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// Where its page begins in the log.
    pub page: usize,
    /// The page's number in the database.
    pub number: u32,
    /// Its checksum holds, and so does that of a later commit.
    pub is_current: bool,
}

/// The page size that the log's header names.
pub(super) fn page_size(wal: &[u8]) -> Option<usize> {
    usize::try_from(number(wal.get(8..)?)?).ok()
}

/// All whole frames in the order in which they lie there. They are looked for at their places, and
/// by the log's salts anywhere, in case something was put in or cut out.
pub(super) fn frames(wal: &[u8], page_size: usize) -> Vec<Frame> {
    let stride = FRAME_HEADER + page_size;
    let Some(salts) = salts(wal, stride) else { return Vec::new() };
    let begins: Vec<usize> = (0..wal.len())
        .filter(|begin| {
            is_at(wal, *begin, salts)
                || (*begin >= FILE_HEADER && (*begin - FILE_HEADER).is_multiple_of(stride))
        })
        .filter(|begin| wal.len() - begin >= stride)
        .collect();
    let holds: Vec<bool> = begins
        .iter()
        .map(|begin| is_at(wal, *begin, salts) && goes_on(wal, *begin, stride) == Some(true))
        .collect();
    let is_commit = |begin: usize| wal.get(begin + 4..).and_then(number).is_some_and(|n| n != 0);
    let last_commit =
        begins.iter().zip(&holds).rposition(|(begin, holds)| *holds && is_commit(*begin));
    begins
        .iter()
        .zip(&holds)
        .enumerate()
        .filter_map(|(index, (begin, holds))| {
            Some(Frame {
                page: begin + FRAME_HEADER,
                number: number(wal.get(*begin..)?)?,
                is_current: *holds && last_commit.is_some_and(|last| index <= last),
            })
        })
        .collect()
}

/// Are there commits behind a broken place, where `SQLite` will not look for them? It would forget
/// them when it opens this log. `false` for one that an interrupted program left half written.
pub(crate) fn holds_cut_off_commits(wal: &[u8]) -> bool {
    let Some(size) = page_size(wal).filter(|size| super::is_page_size(*size)) else {
        return super::SIZES.iter().any(|size| frames(wal, *size).iter().any(|f| f.is_current));
    };
    let stride = FRAME_HEADER + size;
    let is_seen = |begin: &usize| {
        wal.get(begin + 8..begin + 16) == wal.get(16..24)
            && goes_on(wal, *begin, stride) == Some(true)
    };
    let mut begins = (FILE_HEADER..wal.len()).step_by(stride);
    let broken = if header_holds(wal) { begins.find(|b| !is_seen(b)) } else { Some(0) };
    let Some(broken) = broken else { return false };
    frames(wal, size).iter().any(|frame| frame.is_current && frame.page > broken)
}

/// Those of the header when its checksum holds, else those that most frames have.
fn salts(wal: &[u8], stride: usize) -> Option<[u8; 8]> {
    if header_holds(wal) {
        return wal.get(16..)?.first_chunk().copied();
    }
    let mut counts: HashMap<[u8; 8], usize> = HashMap::new();
    for begin in (FILE_HEADER..wal.len()).step_by(stride) {
        if let Some(salts) = wal.get(begin + 8..).and_then(<[u8]>::first_chunk) {
            *counts.entry(*salts).or_default() += 1;
        }
    }
    counts.into_iter().max().map(|(salts, _)| salts)
}

fn is_at(wal: &[u8], begin: usize, salts: [u8; 8]) -> bool {
    begin >= FILE_HEADER && wal.get(begin + 8..begin + 16) == Some(&salts)
}

fn header_holds(wal: &[u8]) -> bool {
    let sums = wal.get(..24).map(|header| checksum(wal, (0, 0), header));
    sums.is_some() && sums == stored(wal, 24)
}

/// Does a frame's checksum go on from the one before it?
fn goes_on(wal: &[u8], begin: usize, stride: usize) -> Option<bool> {
    let before = if begin == FILE_HEADER {
        stored(wal, 24)?
    } else {
        stored(wal, begin.checked_sub(stride)? + 16)?
    };
    let sums = checksum(wal, before, wal.get(begin..begin + 8)?);
    let sums = checksum(wal, sums, wal.get(begin + FRAME_HEADER..begin + stride)?);
    Some(stored(wal, begin + 16)? == sums)
}

fn stored(wal: &[u8], at: usize) -> Option<(u32, u32)> {
    Some((number(wal.get(at..)?)?, number(wal.get(at + 4..)?)?))
}

/// As the file format has it; the log's first number says in which order the bytes are taken.
fn checksum(wal: &[u8], seed: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let high_first = wal.get(3) == Some(&0x83);
    let word = |bytes: [u8; 4]| {
        if high_first { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    };
    bytes.as_chunks::<4>().0.as_chunks::<2>().0.iter().fold(seed, |(first, second), [a, b]| {
        let first = first.wrapping_add(word(*a)).wrapping_add(second);
        (first, second.wrapping_add(word(*b)).wrapping_add(first))
    })
}
