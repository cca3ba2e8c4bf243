//! Time as the service needs it: instants inside, minutes on the tracker's wall clock outside.
//!
//! An hour that does not exist, or exists twice, is a value and not an error: the faces show it.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, SecondsFormat, SubsecRound,
    TimeDelta, TimeZone, Timelike, Utc,
};
use latchet_tracker::{WallMinute, WallMinuteError};
use serde::{Deserialize, Serialize};

/// A zone of the IANA database. The zone of the insert's fields is not documented; the best guess
/// is the account's, which is a setting whose default is the computer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Zone(latchet_zone::Zone);

/// Not a name of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no time zone; zones are named like Europe/Berlin or UTC")]
pub struct UnknownZone;

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(latchet_zone::Zone::UTC);

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        latchet_zone::Zone::all().map(Self)
    }

    /// The computer's own zone; `None` when the system does not tell one that is known.
    pub fn of_computer() -> Option<Self> {
        iana_time_zone::get_timezone().ok()?.parse().ok()
    }

    /// What the wall clock shows at an instant.
    pub fn wall_clock(self, at: DateTime<Utc>) -> NaiveDateTime {
        self.local(at).naive_local()
    }

    /// The minute to tell the service for an instant; seconds are dropped.
    ///
    /// # Errors
    /// When the year is out of range.
    pub fn minute(self, at: DateTime<Utc>) -> Result<WallMinute, WallMinuteError> {
        WallMinute::new(self.wall_clock(at))
    }

    /// The offset from universal time at an instant.
    pub fn offset(self, at: DateTime<Utc>) -> FixedOffset {
        self.0.offset_from_utc_datetime(&at.naive_utc()).fix()
    }

    /// With the zone's offset, for printing; with none where the calendar ends, some 260,000 years
    /// away (a damaged row may say so), since its clock would step over the end.
    pub fn local(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        let offset = self.offset(at);
        let there = at.naive_utc().checked_add_offset(offset).is_some();
        if there { at.with_timezone(&offset) } else { at.fixed_offset() }
    }

    /// An instant for machines: RFC 3339 in whole seconds, with the zone's offset.
    pub fn rfc3339(self, at: DateTime<Utc>) -> String {
        self.local(at).to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// The instant of a wall-clock time; the earlier of two, `None` for one that never was. For
    /// showing what a server told, never for sending.
    pub fn instant(self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self.resolve(wall) {
            Resolved::Once(at) | Resolved::Twice(at, _) => Some(at),
            Resolved::Never => None,
        }
    }

    /// Which instants a wall clock of this zone shows this time at.
    pub fn resolve(self, wall: NaiveDateTime) -> Resolved {
        match self.0.from_local_datetime(&wall) {
            LocalResult::Single(at) => Resolved::Once(at.to_utc()),
            LocalResult::Ambiguous(a, b) => {
                let (a, b) = (a.to_utc(), b.to_utc());
                Resolved::Twice(a.min(b), a.max(b))
            }
            LocalResult::None => Resolved::Never,
        }
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        name.trim().parse().map(Self).map_err(|_| UnknownZone)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

/// What a wall-clock time stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// One instant, as nearly always.
    Once(DateTime<Utc>),
    /// The clock was put back: two instants, the earlier first.
    Twice(DateTime<Utc>, DateTime<Utc>),
    /// The clock was put forward over it.
    Never,
}

/// A moment as a person writes it: a minute, and an offset where the hour alone is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenMoment {
    /// The wall-clock minute.
    pub minute: WallMinute,
    /// `+01:00`, if it was written.
    pub offset: Option<FixedOffset>,
}

impl FromStr for WrittenMoment {
    type Err = WallMinuteError;

    /// `2026-01-02 03:04` or `2026-01-02 03:04+01:00` (also `Z`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(minute) = text.strip_suffix(['Z', 'z']) {
            return Ok(Self { minute: minute.parse()?, offset: Utc.fix().into() });
        }
        // The date's own hyphens lie before the colon of the time.
        let colon = text.find(':').ok_or_else(|| {
            text.parse::<WallMinute>().err().unwrap_or(WallMinuteError::NotADateAndTime)
        })?;
        let Some(sign) = text[colon..].find(['+', '-']) else {
            return Ok(Self { minute: text.parse()?, offset: None });
        };
        let (minute, offset) = text.split_at(colon + sign);
        let minute = minute.parse()?;
        let offset = offset.parse().map_err(|_| WallMinuteError::NotADateAndTime)?;
        Ok(Self { minute, offset: Some(offset) })
    }
}

/// Why a text is no length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LengthError {
    /// Not like `20m`, `8h` or `3d12h`.
    #[error("a length is written like 20m, 8h or 3d12h")]
    NotALength,
    /// Nothing at all.
    #[error("a length of zero makes no sense here")]
    Zero,
    /// More than [`MAX_LENGTH_DAYS`].
    #[error("a length can't be more than {MAX_LENGTH_DAYS} days")]
    TooLong,
}

/// The longest length that can be written, in days (a century).
pub const MAX_LENGTH_DAYS: i64 = 36_525;

/// Reads `20m`, `8h`, `3d12h`, `2w`: whole numbers with their units, each unit once, larger first.
///
/// # Errors
/// Anything else, nothing, and more than a century.
pub fn parse_length(text: &str) -> Result<TimeDelta, LengthError> {
    const UNITS: [(char, i64); 4] = [('w', 7 * 24 * 60), ('d', 24 * 60), ('h', 60), ('m', 1)];
    let mut minutes = 0_i64;
    let mut units = UNITS.iter();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(LengthError::NotALength);
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or(LengthError::NotALength)?;
        let (number, after) = rest.split_at(digits);
        let unit = after.chars().next().ok_or(LengthError::NotALength)?;
        let (_, factor) = units
            .find(|(name, _)| *name == unit.to_ascii_lowercase())
            .ok_or(LengthError::NotALength)?;
        if number.is_empty() {
            return Err(LengthError::NotALength);
        }
        let number: i64 = number.parse().map_err(|_| LengthError::TooLong)?;
        minutes = number
            .checked_mul(*factor)
            .and_then(|more| minutes.checked_add(more))
            .filter(|minutes| *minutes <= MAX_LENGTH_DAYS * 24 * 60)
            .ok_or(LengthError::TooLong)?;
        rest = after[unit.len_utf8()..].trim_start();
    }
    if minutes == 0 { Err(LengthError::Zero) } else { Ok(TimeDelta::minutes(minutes)) }
}

/// A length in the shortest of the forms that [`parse_length`] reads: `3d 12h`, `20m`. Rounded to the
/// nearest minute, since moments have seconds that nobody sees: two hours minus a few seconds are
/// `2h`. Below half a minute, and where a clock made it negative, it is `0m`.
pub fn print_length(length: TimeDelta) -> String {
    let parts = days_hours_minutes(length).into_iter().zip(['d', 'h', 'm']);
    let words: Vec<_> =
        parts.filter(|(n, _)| *n != 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if words.is_empty() { "0m".to_owned() } else { words.join(" ") }
}

/// Its days, hours and minutes, rounded as [`print_length`] does.
pub(crate) fn days_hours_minutes(length: TimeDelta) -> [i64; 3] {
    let minutes = (length.num_seconds().max(0) + 30) / 60;
    [minutes / 1_440, minutes / 60 % 24, minutes % 60]
}

/// So much later, or earlier; at the end of the calendar where that would lie beyond it.
pub(crate) fn later(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    let end =
        if by < TimeDelta::zero() { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    at.checked_add_signed(by).unwrap_or(end)
}

/// The whole minute at or after an instant.
pub fn minute_up(at: DateTime<Utc>) -> DateTime<Utc> {
    let down = minute_down(at);
    if down == at { at } else { down + TimeDelta::minutes(1) }
}

/// The whole minute at or before an instant.
pub fn minute_down(at: DateTime<Utc>) -> DateTime<Utc> {
    let at = at.trunc_subsecs(0);
    at - TimeDelta::seconds(i64::from(at.second()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn an_hour_that_is_skipped_or_doubled_is_a_value() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let wall = |text: &str| text.parse::<WallMinute>().unwrap().naive();
        assert_eq!(berlin.resolve(wall("2026-03-29 02:30")), Resolved::Never);
        assert_eq!(
            berlin.resolve(wall("2026-10-25 02:30")),
            Resolved::Twice(utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z"))
        );
        assert_eq!(
            berlin.resolve(wall("2026-01-15 10:00")),
            Resolved::Once(utc("2026-01-15T09:00:00Z"))
        );
    }

    #[test]
    fn where_the_calendar_ends_there_is_a_clock_and_no_minute_to_send() {
        for (zone, end) in [
            ("Pacific/Kiritimati", DateTime::<Utc>::MAX_UTC),
            ("America/New_York", DateTime::<Utc>::MIN_UTC),
        ] {
            let zone: Zone = zone.parse().unwrap();
            assert_eq!(zone.wall_clock(end), end.naive_utc(), "no step over the end: {zone}");
            assert_eq!(zone.minute(end), Err(WallMinuteError::YearOutOfRange), "{zone}");
            assert!(!zone.rfc3339(end).is_empty(), "a damaged row can be shown: {zone}");
        }
    }

    #[test]
    fn an_offset_can_be_written_behind_a_moment() {
        for (text, minute, offset) in [
            ("2026-01-02 03:04", "2026-01-02 03:04", None),
            ("2026-01-02 03:04+01:00", "2026-01-02 03:04", Some(3600)),
            ("2026-01-02T03:04 -05:30", "2026-01-02 03:04", Some(-19_800)),
            ("2026-01-02 03:04Z", "2026-01-02 03:04", Some(0)),
        ] {
            let moment: WrittenMoment = text.parse().unwrap();
            assert_eq!(moment.minute.to_string(), minute);
            assert_eq!(moment.offset.map(|o| o.local_minus_utc()), offset, "{text}");
        }
        for text in ["", "tomorrow", "2026-01-02", "2026-01-02 03:04+99:00", "2026-01-02 03:04+1x"]
        {
            assert!(text.parse::<WrittenMoment>().is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("20m", Ok(20)),
            ("8h", Ok(480)),
            ("3d12h", Ok(5_040)),
            (" 1D 2H 3M ", Ok(1_563)),
            ("2w", Ok(20_160)),
            ("90m", Ok(90)),
            ("", Err(LengthError::NotALength)),
            ("8", Err(LengthError::NotALength)),
            ("h", Err(LengthError::NotALength)),
            ("-8h", Err(LengthError::NotALength)),
            ("1.5h", Err(LengthError::NotALength)),
            ("1h1d", Err(LengthError::NotALength)),
            ("1h1h", Err(LengthError::NotALength)),
            ("8ö", Err(LengthError::NotALength)),
            ("0m", Err(LengthError::Zero)),
            ("0d0h", Err(LengthError::Zero)),
            ("36526d", Err(LengthError::TooLong)),
            ("99999999999999999999m", Err(LengthError::TooLong)),
            ("9223372036854775807w", Err(LengthError::TooLong)),
        ] {
            assert_eq!(parse_length(text).map(|l| l.num_minutes()), minutes, "{text:?}");
        }
    }

    #[test]
    fn a_length_is_shown_to_the_nearest_minute() {
        for (seconds, shown, why) in [
            (2 * 3600 - 10, "2h", "two hours were chosen some seconds ago"),
            (8 * 3600 + 20, "8h", "the end was rounded up to the minute"),
            (3600 - 31, "59m", "nearer to the minute below"),
            (3600 - 30, "1h", "the unit above, not 60m"),
            (86_400 - 1, "1d", "the unit above, not 24h"),
            (29, "0m", "nearly nothing"),
            (30, "1m", "half a minute"),
            (-3600, "0m", "a clock that was put back"),
        ] {
            assert_eq!(print_length(TimeDelta::seconds(seconds)), shown, "{why}");
        }
    }

    /// Walks through a zone's years and looks closely at each change of its clock. Returns how many
    /// there were.
    fn every_change_of(zone: Zone) -> usize {
        let hour = |hours: i64| utc("1990-01-01T00:00:00Z") + TimeDelta::hours(hours);
        let offset = |at| i64::from(zone.offset(at).local_minus_utc());
        let mut changes = 0;
        // Nowhere is a clock put forward and back within a week.
        for week in 0..51 * 53 {
            let (mut before, mut after) = (hour(week * 168), hour((week + 1) * 168));
            if offset(before) == offset(after) {
                continue;
            }
            changes += 1;
            while after - before > TimeDelta::seconds(1) {
                let middle = before + (after - before) / 2;
                let middle = middle.trunc_subsecs(0);
                if offset(middle) == offset(before) { before = middle } else { after = middle }
            }
            let (was, is) = (offset(before), offset(after));
            let wall = |at: DateTime<Utc>, by: i64| (at + TimeDelta::seconds(by)).naive_utc();
            if is > was {
                // Put forward over these times: they never were.
                for within in [0, (is - was) / 2, is - was - 1] {
                    let skipped = wall(after, was + within);
                    assert_eq!(zone.resolve(skipped), Resolved::Never, "{zone} {skipped}");
                }
            } else {
                // Put back: these were shown twice, first before the change, then after it.
                for within in [0, (was - is) / 2, was - is - 1] {
                    let twice = after + TimeDelta::seconds(within);
                    let (first, then) = (twice - TimeDelta::seconds(was - is), twice);
                    let shown = wall(twice, is);
                    assert_eq!(zone.resolve(shown), Resolved::Twice(first, then), "{zone} {shown}");
                }
            }
            for at in [before, after, before - TimeDelta::days(2), after + TimeDelta::days(2)] {
                let found = zone.resolve(zone.wall_clock(at));
                let is_it = match found {
                    Resolved::Once(once) => once == at,
                    Resolved::Twice(a, b) => a == at || b == at,
                    Resolved::Never => false,
                };
                assert!(is_it, "{zone} {at}: {found:?}");
            }
        }
        changes
    }

    #[test]
    fn each_change_of_a_clock_is_told_as_what_it_is() {
        // Every eleventh zone; all of them at night.
        let zones = latchet_zone::Zone::all().step_by(11);
        let changes: usize = zones.map(|zone| every_change_of(Zone(zone))).sum();
        assert!(changes > 1_000, "{changes}");
    }

    #[test]
    #[ignore = "some seconds: cargo xtask nightly tests"]
    fn nightly_each_change_of_every_clock_from_1990_to_2040() {
        let changes: usize =
            latchet_zone::Zone::all().map(|zone| every_change_of(Zone(zone))).sum();
        println!("{} zones, {changes} changes", latchet_zone::Zone::all().len());
        assert!(changes > 10_000, "{changes}");
    }

    proptest! {
        #[test]
        fn a_printed_length_reads_as_itself(minutes in 1i64..MAX_LENGTH_DAYS * 1440) {
            let length = TimeDelta::minutes(minutes);
            prop_assert_eq!(parse_length(&print_length(length)), Ok(length));
        }

        #[test]
        fn rounding_stays_within_a_minute(ms in 0i64..4_000_000_000_000) {
            let at = DateTime::from_timestamp_millis(ms).unwrap();
            let (down, up) = (minute_down(at), minute_up(at));
            prop_assert!(down <= at && at <= up && up - down <= TimeDelta::minutes(1));
            prop_assert_eq!(down.timestamp() % 60 + up.timestamp() % 60, 0);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text: String) {
            let _ = text.parse::<WrittenMoment>();
            let _ = parse_length(&text);
            let _ = text.parse::<Zone>();
        }

        #[test]
        fn a_minute_s_wall_clock_leads_back_to_it(minutes in 10_519_200i64..36_816_480, zone in 0..latchet_zone::Zone::all().len()) {
            let zone = Zone(latchet_zone::Zone::all().nth(zone).unwrap());
            let at = DateTime::from_timestamp(minutes * 60, 0).unwrap();
            match zone.resolve(zone.wall_clock(at)) {
                Resolved::Once(found) => prop_assert_eq!(found, at),
                Resolved::Twice(a, b) => prop_assert!(a < b && (a == at || b == at)),
                Resolved::Never => prop_assert!(false, "a clock showed a time that does not exist"),
            }
        }
    }
}
