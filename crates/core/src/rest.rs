//! What a program at rest holds of the machine's memory without needing it, on Linux.
//!
//! Two things stay behind after work. What was freed is kept by the allocator for the next time.
//! And the pages of code and constants that were used once stay mapped, most of them with 15 neighbours
//! that were not: five megabytes of a tray that then waits in a loop of a few, and forty of a window
//! with its libraries. They are given back, so that what is held at rest is what resting needs. The
//! system keeps them in its cache as long as that has room; what is used next is mapped again.

use std::fs;
use std::time::Duration;

/// So long after the last event a program is at rest: what follows from a click comes quicker.
pub const QUIET: Duration = Duration::from_secs(2);

/// Gives back what can be had again: freed memory, and mapped code and constants.
pub fn give_back() {
    system::trim_heap();
    let Ok(maps) = fs::read_to_string("/proc/self/smaps") else { return };
    unwritten(&maps).for_each(|(from, length)| system::unmap_pages(from, length));
}

/// Where files are mapped that can't be written to, and their lengths, by the words of
/// `/proc/self/smaps`; but for those that somebody has written to all the same, as the linker does before,
/// and some drivers do in their own code. What is given back is read again from the file as it was.
fn unwritten(maps: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut range = None;
    maps.lines().filter_map(move |line| {
        if let Some(written) = line.strip_prefix("Anonymous:") {
            return range.take().filter(|_| written.trim() == "0 kB");
        }
        if line.split(' ').next().is_some_and(|first| first.contains('-')) {
            range = of_a_file(line);
        }
        None
    })
}

fn of_a_file(line: &str) -> Option<(usize, usize)> {
    let mut fields = line.split_ascii_whitespace();
    let (from, to) = fields.next()?.split_once('-')?;
    let (from, to) = (usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?);
    let is_read_alone = matches!(fields.next()?, "r-xp" | "r--p");
    let is_of_a_file = fields.nth(2)? != "0";
    (is_read_alone && is_of_a_file).then(|| (from, to - from))
}

#[expect(unsafe_code, reason = "calls of the system that have no safe form")]
mod system {
    pub(super) fn trim_heap() {
        // SAFETY: it may be called at any time, on any thread.
        unsafe { libc::malloc_trim(0) };
    }

    /// The range is one of pages of a file, mapped privately, that were never written.
    pub(super) fn unmap_pages(from: usize, length: usize) {
        let from = std::ptr::with_exposed_provenance_mut(from);
        // SAFETY: such pages hold the file's own bytes; whoever runs or reads them again gets those.
        // It fails where the mapping has gone meanwhile, and that changes nothing.
        let _ = unsafe { rustix::mm::madvise(from, length, rustix::mm::Advice::LinuxDontNeed) };
    }

    #[cfg(test)]
    pub(super) fn map_pages(from: usize, length: usize) {
        let from = std::ptr::with_exposed_provenance_mut(from);
        // SAFETY: it reads, and such pages may be read.
        unsafe { rustix::mm::madvise(from, length, rustix::mm::Advice::LinuxPopulateRead) }
            .unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_has_written_is_found() {
        let maps = "\
555000-556000 r--p 00000000 08:01 42                /usr/bin/latchet
Rss:                   4 kB
Anonymous:             0 kB
556000-55a000 r-xp 00001000 08:01 42                /usr/bin/latchet
Rss:                  16 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
55a000-55b000 r--p 00005000 08:01 42                /usr/bin/latchet
Anonymous:             4 kB
55b000-55c000 rw-p 00006000 08:01 42                /usr/bin/latchet
Anonymous:             0 kB
560000-561000 rw-p 00000000 00:00 0                 [heap]
Anonymous:             4 kB
7f0000-7f1000 r-xp 00000000 08:01 43                /usr/lib/a-driver's-library.so
Anonymous:             4 kB
7f2000-7f3000 r--s 00000000 08:01 44                /dev/shm/shared
Anonymous:             0 kB
7ff000-7ff800 r-xp 00000000 00:00 0                 [vdso]
Anonymous:             0 kB";
        let found: Vec<_> = unwritten(maps).collect();
        assert_eq!(found, [(0x0055_5000, 0x1000), (0x0055_6000, 0x4000)]);
    }

    /// Of a library that no other test uses at the same time.
    fn mapped_kib() -> u64 {
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        let (mut is_it, mut sum) = (false, 0);
        for line in maps.lines() {
            if line.split_once('-').is_some_and(|(from, _)| usize::from_str_radix(from, 16).is_ok())
            {
                is_it = of_a_file(line).is_some() && line.contains("/libm.so");
            } else if let Some(rest) = line.strip_prefix("Rss:")
                && is_it
            {
                sum += rest.trim().trim_end_matches(" kB").parse::<u64>().unwrap();
            }
        }
        sum
    }

    #[test]
    fn what_is_given_back_is_there_when_it_is_used_again() {
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        unwritten(&maps).for_each(|(from, length)| system::map_pages(from, length));
        let before = mapped_kib();
        give_back();
        let after = mapped_kib();
        assert!(after * 2 < before, "{before} KiB before, {after} after");
        assert_eq!("1970".parse::<u16>().ok().map(|year| year + 1), Some(1971));
    }
}
