//! Where a program's memory lies: its proportional share of each kind of mapping.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// A line of the kinds and their shares, the largest first.
pub(crate) fn shares(pid: u32) -> String {
    let maps = fs::read_to_string(format!("/proc/{pid}/smaps")).unwrap();
    let mut shares: Vec<_> = by_kind(&maps).into_iter().collect();
    shares.sort_by_key(|(_, kib)| std::cmp::Reverse(*kib));
    shares.into_iter().fold(String::new(), |mut line, (kind, kib)| {
        let between = if line.is_empty() { "" } else { ", " };
        let _ = write!(line, "{between}{kind} {kib}");
        line
    })
}

/// How many heaps there are besides the first. For each, addresses are reserved that may not be used
/// yet: far more than the guard of a stack.
pub(crate) fn heaps_of_threads(pid: u32) -> usize {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    maps.lines().filter(|line| is_reserve(line)).count()
}

fn is_reserve(head: &str) -> bool {
    const LARGE: u64 = 16 << 20;
    let mut fields = head.split_whitespace();
    let (from, to) = fields.next().unwrap().split_once('-').unwrap();
    let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
    fields.next() == Some("---p") && to - from > LARGE
}

fn by_kind(maps: &str) -> BTreeMap<&'static str, u64> {
    let mut shares = BTreeMap::new();
    let mut current = "";
    for line in maps.lines() {
        if let Some(share) = line.strip_prefix("Pss:") {
            let kib: u64 = share.trim().trim_end_matches(" kB").parse().unwrap();
            *shares.entry(current).or_default() += kib;
        } else if !line.split(' ').next().unwrap().ends_with(':') {
            current = kind(line);
        }
    }
    shares
}

/// By the head of a mapping: `55d0-55d8 r-xp 0000 fd:00 42 /path`.
fn kind(head: &str) -> &'static str {
    let fields: Vec<_> = head.split_whitespace().collect();
    let (rights, name) = (fields[1], fields.get(5).copied().unwrap_or_default());
    match name {
        "[heap]" => "heap",
        "" => "anonymous",
        "[stack]" => "stack",
        name if name.starts_with('[') => "kernel",
        name if name.contains("/lib") && name.contains(".so") => "libraries",
        _ if rights.contains('x') => "code",
        _ if rights.contains('w') => "data",
        _ => "constants",
    }
}

#[test]
fn each_mapping_counts_for_its_kind() {
    let maps = "\
55d0-55d8 r-xp 00001000 fd:00 42                         /usr/bin/latchet
Pss:                 400 kB
Pss_Dirty:             8 kB
VmFlags: rd ex mr
55d8-55d9 r--p 00009000 fd:00 42                         /usr/bin/latchet
Pss:                  30 kB
5600-5610 rw-p 00000000 00:00 0                          [heap]
Pss:                 500 kB
7f00-7f10 r-xp 00000000 fd:00 43                         /usr/lib/x86_64-linux-gnu/libc.so.6
Pss:                  20 kB
7f20-7f30 rw-p 00000000 00:00 0
Pss:                  12 kB
7f30-7f40 rw-p 00000000 00:00 0
Pss:                  10 kB";
    let shares = by_kind(maps);
    let expected =
        [("anonymous", 22), ("code", 400), ("constants", 30), ("heap", 500), ("libraries", 20)];
    assert_eq!(shares, BTreeMap::from(expected));
}

#[test]
fn a_heap_of_a_thread_is_told_from_a_stack() {
    for (line, expected) in [
        ("7fa92802d000-7fa92c000000 ---p 00000000 00:00 0", true),
        ("7fa92c000000-7fa92c021000 rw-p 00000000 00:00 0", false),
        ("7fa9345ff000-7fa934600000 ---p 00000000 00:00 0", false),
    ] {
        assert_eq!(is_reserve(line), expected, "{line}");
    }
}
