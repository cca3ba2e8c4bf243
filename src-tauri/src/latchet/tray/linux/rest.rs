//! Resting: what a program at rest holds of the machine's memory without needing it.
//!
//! Two things stay behind after work. What was freed is kept by the allocator for the next time.
//! And the pages of the program's code that were used once stay mapped, most of them with 15
//! neighbours that were not: five megabytes of a program that then waits in a loop of a few. They
//! are given back, so that what is held at rest is what resting needs. The code stays in the
//! system's cache as long as that has room; the next click maps again what it runs.

use std::fs;
use std::time::Duration;

use tokio::time::Instant;

/// So long after the last event it is at rest: what follows from a click comes quicker.
const QUIET: Duration = Duration::from_secs(2);

/// When to give back.
#[derive(Debug, Default)]
pub(super) struct Rest {
    at: Option<Instant>,
}

impl Rest {
    /// Something happens.
    pub(super) fn disturb(&mut self) {
        self.at = Some(Instant::now() + QUIET);
    }

    /// Waits until nothing has happened for a while, and gives back, once: a program at rest stays
    /// asleep.
    pub(super) async fn settle(&mut self) {
        match self.at {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
        self.at = None;
        give_back();
    }
}

/// Has all threads take their memory from one place, before there are any. The work of each look
/// has a thread of its own, and what many places have free adds up.
pub(super) fn share_memory() {
    system::use_one_arena();
}

/// Gives back what can be had again: freed memory, and mapped code.
fn give_back() {
    system::trim_heap();
    let Ok(maps) = fs::read_to_string("/proc/self/maps") else { return };
    maps.lines().filter_map(code).for_each(|(from, length)| system::unmap_pages(from, length));
}

/// Where code of a file is mapped, and its length. Nothing ever writes there, so what is given back
/// is read again from the file as it was.
fn code(line: &str) -> Option<(usize, usize)> {
    let mut fields = line.split_ascii_whitespace();
    let (from, to) = fields.next()?.split_once('-')?;
    let (from, to) = (usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?);
    let is_code = fields.next()? == "r-xp";
    let is_of_a_file = fields.nth(2)? != "0";
    (is_code && is_of_a_file).then(|| (from, to - from))
}

#[expect(unsafe_code, reason = "calls of the system that have no safe form")]
mod system {
    pub(super) fn use_one_arena() {
        // SAFETY: it sets a number of the allocator's. It can't fail in a way that matters.
        unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
    }

    pub(super) fn trim_heap() {
        // SAFETY: it may be called at any time, on any thread.
        unsafe { libc::malloc_trim(0) };
    }

    /// The range is one of executable pages of a file, mapped privately and never written.
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
    fn only_code_of_files_is_found() {
        let maps = "\
555000-556000 r--p 00000000 08:01 42 /usr/bin/latchet
556000-55a000 r-xp 00001000 08:01 42 /usr/bin/latchet
55a000-55b000 rw-p 00005000 08:01 42 /usr/bin/latchet
560000-561000 rw-p 00000000 00:00 0 [heap]
7ff000-7ff800 r-xp 00000000 00:00 0 [vdso]";
        let found: Vec<_> = maps.lines().filter_map(code).collect();
        assert_eq!(found, [(0x0055_6000, 0x4000)]);
    }

    /// Of a library that no other test runs at the same time.
    fn mapped_code_kib() -> u64 {
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        let (mut is_code, mut sum) = (false, 0);
        for line in maps.lines() {
            if line.split_once('-').is_some_and(|(from, _)| usize::from_str_radix(from, 16).is_ok())
            {
                is_code = code(line).is_some() && line.contains("/libm.so");
            } else if let Some(rest) = line.strip_prefix("Rss:")
                && is_code
            {
                sum += rest.trim().trim_end_matches(" kB").parse::<u64>().unwrap();
            }
        }
        sum
    }

    #[test]
    fn code_is_given_back_and_runs_again() {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        maps.lines().filter_map(code).for_each(|(from, length)| system::map_pages(from, length));
        let before = mapped_code_kib();
        give_back();
        let after = mapped_code_kib();
        assert!(after * 2 < before, "{before} KiB before, {after} after");
        assert_eq!("1970".parse::<u16>().ok().map(|year| year + 1), Some(1971));
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_given_back_once_after_a_while_without_events() {
        let mut rest = Rest::default();
        let long = Duration::from_hours(1);
        assert!(tokio::time::timeout(long, rest.settle()).await.is_err(), "nothing was disturbed");
        rest.disturb();
        assert!(tokio::time::timeout(QUIET / 2, rest.settle()).await.is_err(), "not at once");
        assert!(tokio::time::timeout(QUIET, rest.settle()).await.is_ok());
        assert!(tokio::time::timeout(long, rest.settle()).await.is_err(), "and once");
    }
}
