//! One cell of a table's leaf page: is it a row of ours?
//!
//! A cell says how long it is twice, once for the whole and once column by column. Together with
//! the columns' types that is enough to know a row of the journal anywhere in a file.

/// Columns that a row of ours can have, with room for those of later layouts.
const MAX_COLUMNS: usize = 32;

/// Longer rows than this are none of ours, in bytes.
const MAX_PAYLOAD: usize = 16 * 1024 * 1024;

/// A higher number than any journal will reach, with room to go on.
const MAX_ROWID: i64 = 1 << 53;

/// The table that a row's columns belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Intention,
    Event,
    Memory,
}

/// A cell whose columns are those of a row of ours. Its texts have not been looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub rowid: i64,
    pub table: Table,
    /// What lies in the page itself.
    pub local: &'a [u8],
    /// The length of the record, in bytes.
    pub payload: usize,
    /// The page where it goes on.
    pub overflow: Option<u32>,
    /// The length of the cell in the page, in bytes.
    pub length: usize,
}

impl<'a> Cell<'a> {
    /// Reads the cell at the beginning of `bytes`, which end where its page does.
    pub(super) fn read(bytes: &'a [u8], page_size: usize) -> Option<Self> {
        let (payload, after_payload) = varint(bytes)?;
        let payload = usize::try_from(payload).ok().filter(|length| *length <= MAX_PAYLOAD)?;
        let (rowid, after_rowid) = varint(bytes.get(after_payload..)?)?;
        let rowid = rowid.cast_signed();
        if !(1..=MAX_ROWID).contains(&rowid) {
            return None;
        }
        let begin = after_payload + after_rowid;
        let in_page = local_length(payload, page_size);
        let local = bytes.get(begin..begin + in_page)?;
        let columns = Columns::read(local)?;
        if columns.end()? != payload {
            return None;
        }
        let table = columns.table()?;
        let (overflow, length) = if in_page == payload {
            (None, begin + in_page)
        } else {
            (Some(number(bytes.get(begin + in_page..)?)?), begin + in_page + 4)
        };
        Some(Self { rowid, table, local, payload, overflow, length })
    }
}

/// How much of a record lies in its leaf page; the rest is in overflow pages.
fn local_length(payload: usize, page_size: usize) -> usize {
    let most = page_size - 35;
    if payload <= most {
        return payload;
    }
    let least = (page_size - 12) * 32 / 255 - 23;
    let wanted = least + (payload - least) % (page_size - 4);
    if wanted <= most { wanted } else { least }
}

/// The types of a record's columns, and where its first value begins.
#[derive(Debug)]
struct Columns {
    types: [u64; MAX_COLUMNS],
    count: usize,
    begin: usize,
}

impl Columns {
    fn read(record: &[u8]) -> Option<Self> {
        let (begin, mut at) = varint(record)?;
        let begin = usize::try_from(begin).ok()?;
        let header = record.get(..begin)?;
        let mut columns = Self { types: [0; MAX_COLUMNS], count: 0, begin };
        while at < begin {
            let (kind, length) = varint(header.get(at..)?)?;
            *columns.types.get_mut(columns.count)? = kind;
            columns.count += 1;
            at += length;
        }
        Some(columns)
    }

    fn types(&self) -> &[u64] {
        self.types.get(..self.count).unwrap_or_default()
    }

    /// The length of the whole record.
    fn end(&self) -> Option<usize> {
        self.types().iter().try_fold(self.begin, |end, kind| end.checked_add(width(*kind)?))
    }

    /// Columns of later layouts may follow those that are known.
    fn table(&self) -> Option<Table> {
        let is_bound = |kind: &u64| *kind == 0 || is_integer(*kind);
        match self.types() {
            [0, intention, at, event, ..]
                if is_integer(*intention) && is_integer(*at) && is_text(*event) =>
            {
                Some(Table::Event)
            }
            [0, created, account, plan, bound, settled, more @ ..]
                if is_integer(*created)
                    && is_text(*account)
                    && is_text(*plan)
                    && is_bound(bound)
                    && is_integer(*settled)
                    && more.first().is_none_or(is_bound) =>
            {
                Some(Table::Intention)
            }
            [name, value, ..] if is_text(*name) && is_text(*value) => Some(Table::Memory),
            _ => None,
        }
    }
}

/// A value of a record, as far as rows of ours have such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Other,
}

/// The values of a whole record; `None` when a text in it is none.
pub(super) fn values(record: &[u8]) -> Option<Vec<Value<'_>>> {
    let columns = Columns::read(record)?;
    let mut at = columns.begin;
    let mut values = Vec::with_capacity(columns.count);
    for kind in columns.types() {
        let end = at.checked_add(width(*kind)?)?;
        let bytes = record.get(at..end)?;
        at = end;
        values.push(match kind {
            0 => Value::Null,
            1..=6 => Value::Integer(integer(bytes)),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            kind if is_text(*kind) => Value::Text(std::str::from_utf8(bytes).ok()?),
            _ => Value::Other,
        });
    }
    Some(values)
}

fn is_integer(kind: u64) -> bool {
    matches!(kind, 1..=6 | 8 | 9)
}

fn is_text(kind: u64) -> bool {
    kind >= 13 && kind % 2 == 1
}

/// The bytes that a value of this type takes.
fn width(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |value, byte| value << 8 | i64::from(*byte))
}

/// Four bytes as the file format has numbers: the highest first.
pub(super) fn number(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// A number of variable length, and that length: seven bits a byte, eight in the ninth.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().enumerate().take(8) {
        value = value << 7 | u64::from(byte & 0x7f);
        if *byte < 0x80 {
            return Some((value, at + 1));
        }
    }
    bytes.get(8).map(|last| (value << 8 | u64::from(*last), 9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_variable_length_are_read_as_the_format_has_them() {
        for (bytes, value) in [
            (&[0x7f][..], Some((127, 1))),
            (&[0x81, 0x00], Some((128, 2))),
            (&[0xff; 9], Some((u64::MAX, 9))),
            (&[0x80; 8], None),
            (&[], None),
        ] {
            assert_eq!(varint(bytes), value, "{bytes:x?}");
        }
    }

    #[test]
    fn integers_keep_their_sign() {
        for (bytes, value) in [
            (&[0xff][..], -1),
            (&[0x80, 0], -32_768),
            (&[0, 0x80], 128),
            (&[0x80, 0, 0, 0, 0, 0, 0, 0], i64::MIN),
        ] {
            assert_eq!(integer(bytes), value, "{bytes:x?}");
        }
    }
}
