//! What is in the memory of another process.

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;

/// How often this text is in the memory of a process.
pub(crate) fn times_in_memory(pid: u32, text: &str) -> usize {
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut times = 0;
    for map in maps.lines() {
        let (range, rest) = map.split_once(' ').unwrap();
        // What is not written is the program itself; the kernel's own pages can't be read.
        if !rest.starts_with("rw")
            || rest.ends_with(']') && !rest.contains("[heap]") && !rest.contains("[stack]")
        {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (number(from), number(to));
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            times += bytes.windows(text.len()).filter(|window| *window == text.as_bytes()).count();
        }
    }
    times
}

fn number(hex: &str) -> u64 {
    u64::from_str_radix(hex, 16).unwrap()
}
