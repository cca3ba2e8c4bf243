//! Damage for tests: reproducible by its seed, and it knows which bytes it left alone.

use std::ops::Range;

/// A small generator of numbers (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % (end.max(1) as u64)).unwrap()
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.roll().to_le_bytes()[0]).collect()
    }
}

/// Bytes after one mishap.
#[derive(Debug)]
pub(crate) struct Damaged {
    pub bytes: Vec<u8>,
    /// What was done.
    pub how: String,
    /// Where bytes of the whole file were lost or changed.
    pub touched: Vec<Range<usize>>,
}

impl Damaged {
    pub(crate) fn none(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), how: "nothing".to_owned(), touched: Vec::new() }
    }

    /// Were all these bytes left as they were, side by side?
    pub(crate) fn is_untouched(&self, range: &Range<usize>) -> bool {
        self.touched.iter().all(|touched| touched.end <= range.start || range.end <= touched.start)
    }
}

/// One mishap in a file whose pages begin after `header` bytes and lie `stride` bytes apart.
pub(crate) fn damage(dice: &mut Dice, whole: &[u8], header: usize, stride: usize) -> Damaged {
    let mut bytes = whole.to_vec();
    let count = (whole.len().saturating_sub(header) / stride).max(1);
    let page = |index: usize| {
        let begin = (header + index * stride).min(whole.len());
        begin..(begin + stride).min(whole.len())
    };
    let (one, other) = (page(dice.below(count)), page(dice.below(count)));
    let (how, touched) = match dice.below(10) {
        0 => {
            let places: Vec<_> = (0..=dice.below(40)).map(|_| dice.below(whole.len())).collect();
            for place in &places {
                if let Some(byte) = bytes.get_mut(*place) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            (format!("bits flipped at {places:?}"), places.iter().map(|at| *at..at + 1).collect())
        }
        1 => {
            bytes[one.clone()].fill(0);
            (format!("page {one:?} zeroed"), vec![one])
        }
        2 => {
            let garbage = dice.bytes(one.len());
            bytes[one.clone()].copy_from_slice(&garbage);
            (format!("page {one:?} overwritten"), vec![one])
        }
        3 if one.len() == other.len() => {
            bytes.copy_within(one.clone(), other.start);
            (format!("page {one:?} copied over {other:?}"), vec![other])
        }
        4 if one.len() == other.len() => {
            bytes[one.clone()].copy_from_slice(&whole[other.clone()]);
            bytes[other.clone()].copy_from_slice(&whole[one.clone()]);
            (format!("pages {one:?} and {other:?} swapped"), vec![one, other])
        }
        5 => {
            let end = dice.below(whole.len());
            bytes.truncate(end);
            (format!("cut at {end}"), std::iter::once(end..whole.len()).collect())
        }
        6 => {
            let at = dice.below(whole.len());
            let length = 1 + dice.below(3 * stride);
            bytes.splice(at..at, dice.bytes(length));
            let torn = at.saturating_sub(1)..(at + 1).min(whole.len());
            (format!("{length} bytes put in at {at}"), vec![torn])
        }
        7 => {
            let end = (1 + dice.below(header.max(100))).min(whole.len());
            let garbage = dice.bytes(end);
            bytes[..end].copy_from_slice(&garbage);
            let first = 0..end;
            (format!("{first:?} overwritten"), vec![first])
        }
        8 => {
            let first = page(0);
            let first = 0..first.end;
            bytes[first.clone()].fill(0);
            (format!("{first:?} zeroed"), vec![first])
        }
        _ => {
            let at = dice.below(whole.len());
            let end = (at + 1 + dice.below(2 * stride)).min(whole.len());
            bytes[at..end].fill(0xff);
            (format!("{:?} overwritten with ones", at..end), std::iter::once(at..end).collect())
        }
    };
    Damaged { bytes, how, touched }
}
