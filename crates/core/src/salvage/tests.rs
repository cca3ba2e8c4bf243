//! Bytes made to break a reader, and versions of a row made to mislead it. What a real journal's
//! damage leaves is looked for in the tests of [`crate::rescue`].

use std::time::{Duration, Instant};

use super::*;
use crate::damage::Dice;

/// A leaf page of 4096 bytes with these records as its cells, the numbers rising from `first`.
fn leaf_page(first: u8, records: &[Vec<u8>]) -> Vec<u8> {
    let mut page = vec![0; 4096];
    let mut content = page.len();
    page[0] = 0x0d;
    page[4] = u8::try_from(records.len()).unwrap();
    for (index, record) in records.iter().enumerate() {
        let number = first + u8::try_from(index).unwrap();
        let cell = [&[u8::try_from(record.len()).unwrap(), number], &record[..]].concat();
        content -= cell.len();
        page[content..content + cell.len()].copy_from_slice(&cell);
        page[8 + 2 * index..10 + 2 * index]
            .copy_from_slice(&u16::try_from(content).unwrap().to_be_bytes());
    }
    page[5..7].copy_from_slice(&u16::try_from(content).unwrap().to_be_bytes());
    page
}

/// An event of this intention, with columns of a later layout behind it.
fn event(intention: u8, at_ms: u16, later_columns: u8) -> Vec<u8> {
    let text = b"\"queued\"";
    let mut record = vec![5 + later_columns, 0, 1, 2, 13 + 2 * u8::try_from(text.len()).unwrap()];
    record.extend(vec![9; usize::from(later_columns)]);
    record.push(intention);
    record.extend(at_ms.to_be_bytes());
    record.extend(text);
    record
}

fn found(database: &[u8]) -> Vec<(i64, i64, i64)> {
    let events = salvage(database, &[]).events;
    events.iter().map(|event| (event.number, event.intention, event.at_ms)).collect()
}

#[test]
fn rows_of_a_later_layout_are_rows() {
    let page = leaf_page(1, &[event(7, 100, 0), event(8, 200, 2)]);
    assert_eq!(found(&page), [(1, 7, 100), (2, 8, 200)]);
}

#[test]
fn a_page_is_found_wherever_it_lies() {
    let page = leaf_page(1, &[event(7, 100, 0), event(8, 200, 0)]);
    for before in [0, 1, 511, 5000] {
        let file = [vec![0xaa; before], page.clone()].concat();
        assert_eq!(found(&file), [(1, 7, 100), (2, 8, 200)], "{before} bytes before it");
    }
}

#[test]
fn a_broken_page_header_loses_no_row() {
    let mut page = leaf_page(1, &[event(7, 100, 0), event(8, 200, 0)]);
    page[..12].fill(0xff);
    assert_eq!(found(&page), [(1, 7, 100), (2, 8, 200)]);
}

#[test]
fn two_rows_of_one_number_are_both_kept() {
    let pages =
        [leaf_page(1, &[event(7, 100, 0), event(7, 200, 0)]), leaf_page(2, &[event(9, 300, 0)])];
    assert_eq!(found(&pages.concat()), [(1, 7, 100), (2, 7, 200), (2, 9, 300)]);
}

#[test]
fn a_row_in_a_page_s_list_comes_before_one_that_is_not() {
    let mut page = leaf_page(1, &[event(7, 100, 0), event(7, 200, 0)]);
    let stray =
        [&[u8::try_from(event(7, 999, 0).len()).unwrap(), 2], &event(7, 999, 0)[..]].concat();
    page[100..100 + stray.len()].copy_from_slice(&stray);
    assert_eq!(found(&page), [(1, 7, 100), (2, 7, 200), (2, 7, 999)]);
}

#[test]
fn what_was_forgotten_is_not_remembered_again() {
    let memory = [&[3, 13 + 8, 13 + 6][..], b"nickkim"].concat();
    let mut page = leaf_page(1, &[event(7, 100, 0)]);
    page[100..100 + memory.len() + 2]
        .copy_from_slice(&[&[u8::try_from(memory.len()).unwrap(), 1], &memory[..]].concat());
    assert_eq!(salvage(&page, &[]).memory, [], "a cell outside of a whole page's list");
    let page = leaf_page(1, &[memory]);
    assert_eq!(salvage(&page, &[]).memory, [("nick".to_owned(), "kim".to_owned())]);
}

/// For what would take hours, on any machine; the figure is the next test's.
#[test]
fn no_bytes_are_read_for_ever() {
    let begin = leaf_page(1, &[event(7, 100, 0)]);
    let mut dice = Dice(1);
    let noise: Vec<u8> = (0..200_000).map(|_| dice.roll().to_le_bytes()[0]).collect();
    // Long rows that all go on in each other's pages.
    let text = 200_000_u32 * 2 + 13;
    let seven = |n: u32, shift: u32| u8::try_from(n >> shift & 0x7f).unwrap();
    let varint = |n: u32| [0x80 | seven(n, 14), 0x80 | seven(n, 7), seven(n, 0)];
    let record = [&[7, 0, 1, 1][..], &varint(text), &[1, 1]].concat();
    let cell = [&varint(200_000 + 9)[..], &[1], &record].concat();
    let mut loops: Vec<u8> = cell.iter().copied().cycle().take(200_000).collect();
    for page in (0..loops.len()).step_by(4096) {
        let end = (page + 4).min(loops.len());
        loops[page..end].copy_from_slice(&[0, 0, 0, 2][..end - page]);
    }
    for (bytes, what) in [
        (noise, "noise"),
        (vec![0; 200_000], "zeros"),
        (vec![0x0d; 200_000], "page types"),
        (vec![0xff; 200_000], "ones"),
        (begin.repeat(50), "the same page again"),
        (loops, "loops"),
    ] {
        let clock = Instant::now();
        salvage(&bytes, &bytes);
        assert!(clock.elapsed() < Duration::from_mins(1), "{what}: {:?}", clock.elapsed());
    }
}

/// `cargo test --release -p latchet-core --lib ten_megabytes -- --ignored --nocapture`
#[test]
#[ignore = "a figure, for an optimised build on an idle machine"]
fn ten_megabytes_are_read_within_a_second() {
    let records: Vec<_> = (0..100).map(|intention| event(intention, 100, 0)).collect();
    let pages = leaf_page(1, &records).repeat(10 * 256);
    let mut dice = Dice(2);
    let noise: Vec<u8> = (0..pages.len()).map(|_| dice.roll().to_le_bytes()[0]).collect();
    for (bytes, what) in [(pages, "pages"), (noise, "noise")] {
        let clock = Instant::now();
        salvage(&bytes, &[]);
        let took = clock.elapsed();
        eprintln!("10 MiB of {what}: {took:?}");
        assert!(took < Duration::from_secs(1), "{what}");
    }
}
