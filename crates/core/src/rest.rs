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

/// Gives back what can be had again: freed memory, and the code and constants of the program and its
/// libraries. Other files are left alone: a thread may take one away in that moment, and put something
/// of its own in its place.
pub fn give_back() {
    system::trim_heap();
    let Ok(maps) = fs::read_to_string("/proc/self/smaps") else { return };
    let unwritten: Vec<_> = unwritten(&maps).collect();
    system::each_segment(|from, to| {
        if unwritten.iter().any(|(begin, length)| *begin <= from && to <= begin + length) {
            system::unmap_pages(from, to - from);
        }
    });
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
    use std::slice;

    pub(super) fn trim_heap() {
        // SAFETY: it may be called at any time, on any thread.
        unsafe { libc::malloc_trim(0) };
    }

    /// Calls `see` with the pages of each segment of the program and its libraries that is not meant to
    /// be written to. None is unloaded meanwhile.
    pub(super) fn each_segment(mut see: impl FnMut(usize, usize)) {
        unsafe extern "C" fn object<F: FnMut(usize, usize)>(
            info: *mut libc::dl_phdr_info,
            _: usize,
            see: *mut libc::c_void,
        ) -> libc::c_int {
            // SAFETY: the loader gives its own description of an object that it holds, and what it was
            // given.
            let (info, see) = unsafe { (&*info, &mut *see.cast::<F>()) };
            // SAFETY: so many there are.
            let all = unsafe { slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum.into()) };
            let page = rustix::param::page_size();
            for one in all {
                let from = usize::try_from(info.dlpi_addr + one.p_vaddr);
                let (Ok(from), Ok(length)) = (from, usize::try_from(one.p_memsz)) else { continue };
                if one.p_type == libc::PT_LOAD && one.p_flags & libc::PF_W == 0 {
                    see(from / page * page, (from + length).next_multiple_of(page));
                }
            }
            0
        }
        fn call_of<F: FnMut(usize, usize)>(_: &F) -> Call {
            object::<F>
        }
        let call = call_of(&see);
        // SAFETY: the call gets what it is made for, which lives on until this returns.
        unsafe { libc::dl_iterate_phdr(Some(call), (&raw mut see).cast()) };
    }

    type Call =
        unsafe extern "C" fn(*mut libc::dl_phdr_info, usize, *mut libc::c_void) -> libc::c_int;

    /// The range is one of pages of a loaded file, mapped privately, that were never written.
    pub(super) fn unmap_pages(from: usize, length: usize) {
        let from = std::ptr::with_exposed_provenance_mut(from);
        // SAFETY: such pages hold the file's own bytes; whoever runs or reads them again gets those.
        let _ = unsafe { rustix::mm::madvise(from, length, rustix::mm::Advice::LinuxDontNeed) };
    }

    #[cfg(test)]
    pub(super) fn map_file(file: &std::fs::File, length: usize) -> usize {
        use rustix::mm::{MapFlags, ProtFlags, mmap};
        let (read, private) = (ProtFlags::READ, MapFlags::PRIVATE);
        // SAFETY: the system chooses where, and it is never unmapped.
        let at = unsafe { mmap(std::ptr::null_mut(), length, read, private, file, 0) };
        at.unwrap().expose_provenance()
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

    /// Of the files whose paths hold this.
    fn mapped_kib(name: &str) -> u64 {
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        let (mut is_it, mut sum) = (false, 0);
        for line in maps.lines() {
            if line.split_once('-').is_some_and(|(from, _)| usize::from_str_radix(from, 16).is_ok())
            {
                is_it = of_a_file(line).is_some() && line.contains(name);
            } else if let Some(rest) = line.strip_prefix("Rss:")
                && is_it
            {
                sum += rest.trim().trim_end_matches(" kB").parse::<u64>().unwrap();
            }
        }
        sum
    }

    #[test]
    fn libraries_are_given_back_and_run_again_and_no_other_file_is() {
        const LENGTH: usize = 40_960;
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), vec![7; LENGTH]).unwrap();
        let other = file.path().to_str().unwrap();
        let mapped = system::map_file(file.as_file(), LENGTH);
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        unwritten(&maps).for_each(|(from, length)| system::map_pages(from, length));
        assert!(
            unwritten(&fs::read_to_string("/proc/self/smaps").unwrap())
                .any(|range| range == (mapped, LENGTH))
        );
        // No other test uses it at the same time.
        let before = mapped_kib("/libm.so");
        give_back();
        let after = mapped_kib("/libm.so");
        assert!(after * 2 < before, "{before} KiB before, {after} after");
        assert_eq!(mapped_kib(other), 40);
        assert_eq!("1970".parse::<u16>().ok().map(|year| year + 1), Some(1971));
    }
}
