//! What is in the memory of another process.

use std::fs::{self, File};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use crate::canary::found;

const PAGE: u64 = 4_096;
/// So many entries of the table of pages are read at once.
const ENTRIES: u64 = 65_536;

/// Where in the memory of a process a text is, in whatever form.
pub(crate) fn places_in_memory(pid: u32, text: &str) -> Vec<String> {
    let mut places = Vec::new();
    each_run(pid, |map, bytes| {
        places.extend(found(text, bytes).map(|form| format!("{form} in {map}")));
    });
    places
}

/// Shows what is in memory and can have been written, each run of pages with the system's line on it.
fn each_run(pid: u32, mut see: impl FnMut(&str, &[u8])) {
    let open = |name: &str| File::open(format!("/proc/{pid}/{name}")).unwrap();
    let (memory, pages) = (open("mem"), open("pagemap"));
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    for map in maps.lines().filter(|map| is_writable_by_some(map)) {
        for run in runs(&pages, range(map)) {
            let mut bytes = vec![0; usize::try_from(run.end - run.start).unwrap()];
            // It may have gone meanwhile.
            if memory.read_exact_at(&mut bytes, run.start).is_ok() {
                see(map, &bytes);
            }
        }
    }
}

/// What is readable, but for the program's own files, which nobody writes, and the kernel's pages.
fn is_writable_by_some(map: &str) -> bool {
    let mut words = map.split_whitespace().skip(1);
    let (may, inode) = (words.next().unwrap(), words.nth(2).unwrap());
    let is_own_file = may.starts_with("r-") && may.ends_with('p') && inode != "0";
    may.starts_with('r') && !is_own_file && !map.contains("[vvar") && !map.contains("[vsyscall")
}

/// The pages that are in memory or swapped out. What is only reserved, as a web view does by the
/// gigabyte, holds nothing.
fn runs(pages: &File, range: Range<u64>) -> Vec<Range<u64>> {
    let mut runs: Vec<Range<u64>> = Vec::new();
    let mut from = range.start;
    while from < range.end {
        let count = ENTRIES.min((range.end - from) / PAGE);
        let mut entries = vec![0; usize::try_from(count * 8).unwrap()];
        pages.read_exact_at(&mut entries, from / PAGE * 8).unwrap();
        let until = from + count * PAGE;
        if entries == vec![0; entries.len()] {
            from = until;
        }
        for (page, entry) in (from..until).step_by(4_096).zip(entries.chunks(8)) {
            // The two highest bits: in memory, swapped out.
            if entry[7] >> 6 == 0 {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == page => run.end += PAGE,
                _ => runs.push(page..page + PAGE),
            }
        }
        from = until;
    }
    runs
}

fn range(map: &str) -> Range<u64> {
    let number = |hex| u64::from_str_radix(hex, 16).unwrap();
    let (from, to) = map.split_once(' ').unwrap().0.split_once('-').unwrap();
    number(from)..number(to)
}
