//! The one request that matters, in a form that can't be ill-formed.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// The longest `lockedby` that is sent, in characters. The insert's own limit is not documented;
/// neighbouring fields of the service have this one, and a longer text might be cut without a word.
pub const MAX_LOCKED_BY_CHARS: usize = 50;

/// A minute on the wall clock of the tracker's zone: date and time, always together. A date sent
/// without its time would mean midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct WallMinute(NaiveDateTime);

/// Why something is no minute that the service can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WallMinuteError {
    /// Not `YYYY-MM-DD HH:MM`, or no such day or time exists.
    #[error("a date and a time are wanted, as in 2026-01-31 17:30")]
    NotADateAndTime,
    /// Outside 1970 to 9999: the documented format has four digits for the year.
    #[error("the year must lie between 1970 and 9999")]
    YearOutOfRange,
}

impl WallMinute {
    /// Takes a wall-clock time; seconds are dropped.
    ///
    /// # Errors
    /// When the year does not have four digits, or lies before 1970.
    pub fn new(at: NaiveDateTime) -> Result<Self, WallMinuteError> {
        if !(1970..=9999).contains(&at.year()) {
            return Err(WallMinuteError::YearOutOfRange);
        }
        let minute = NaiveTime::from_hms_opt(at.hour(), at.minute(), 0);
        minute.map(|time| Self(at.date().and_time(time))).ok_or(WallMinuteError::NotADateAndTime)
    }

    /// The wall-clock time, without a zone.
    pub fn naive(self) -> NaiveDateTime {
        self.0
    }

    fn date(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    fn time(self) -> String {
        self.0.format("%H:%M").to_string()
    }
}

impl FromStr for WallMinute {
    type Err = WallMinuteError;

    /// Strict: `YYYY-MM-DD HH:MM`, or with a `T` between.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (date, time) =
            text.trim().split_once([' ', 'T']).ok_or(WallMinuteError::NotADateAndTime)?;
        let digits = |part: &str, separator: char, lengths: &[usize]| {
            part.split(separator).map(str::len).eq(lengths.iter().copied())
                && part.chars().all(|c| c.is_ascii_digit() || c == separator)
        };
        if date
            .split('-')
            .next()
            .is_some_and(|year| year.len() > 4 && year.chars().all(|c| c.is_ascii_digit()))
        {
            return Err(WallMinuteError::YearOutOfRange);
        }
        if !digits(date, '-', &[4, 2, 2]) || !digits(time.trim(), ':', &[2, 2]) {
            return Err(WallMinuteError::NotADateAndTime);
        }
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d");
        let time = NaiveTime::parse_from_str(time.trim(), "%H:%M");
        match (date, time) {
            (Ok(date), Ok(time)) => Self::new(date.and_time(time)),
            _ => Err(WallMinuteError::NotADateAndTime),
        }
    }
}

impl fmt::Display for WallMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date(), self.time())
    }
}

impl From<WallMinute> for String {
    fn from(minute: WallMinute) -> Self {
        minute.to_string()
    }
}

impl TryFrom<String> for WallMinute {
    type Error = WallMinuteError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Who holds the key: free text, never empty, one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LockedBy(String);

/// Why a text can't be sent as `lockedby`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockedByError {
    /// Nothing but white space: leave the field out instead.
    #[error("nothing is written here")]
    Empty,
    /// More than [`MAX_LOCKED_BY_CHARS`] characters.
    #[error("at most {MAX_LOCKED_BY_CHARS} characters are sure to be kept by the service")]
    TooLong,
    /// A line break, another control character, or one that turns the direction of writing.
    #[error("line breaks and invisible control characters can't be sent")]
    ControlCharacter,
}

impl LockedBy {
    /// Takes a line of text; white space around it is dropped.
    ///
    /// # Errors
    /// What the service might cut, or what could mislead whoever reads it.
    pub fn parse(text: &str) -> Result<Self, LockedByError> {
        let text = text.trim_matches(' ');
        if text.trim().is_empty() && !text.chars().any(char::is_control) {
            return Err(LockedByError::Empty);
        }
        if text.chars().any(misleads) {
            return Err(LockedByError::ControlCharacter);
        }
        if text.chars().count() > MAX_LOCKED_BY_CHARS {
            return Err(LockedByError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// As [`LockedBy::parse`], but nothing written is `None`.
    ///
    /// # Errors
    /// As [`LockedBy::parse`].
    pub fn parse_optional(text: &str) -> Result<Option<Self>, LockedByError> {
        match Self::parse(text) {
            Err(LockedByError::Empty) => Ok(None),
            other => other.map(Some),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, line separators and the marks that turn the direction of writing.
pub fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl From<LockedBy> for String {
    fn from(text: LockedBy) -> Self {
        text.0
    }
}

impl TryFrom<String> for LockedBy {
    type Error = LockedByError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

/// What is sent. Every value of this type is a well-formed body: `insertl` and `public` are always
/// there, a date never goes without its time, and a start *now* sends neither start field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartRequest {
    /// `None` = now, by the server's clock.
    pub start: Option<WallMinute>,
    /// The scheduled end; `None` = open.
    pub scheduled_end: Option<WallMinute>,
    /// Absent when `None`.
    pub locked_by: Option<LockedBy>,
    /// Shown on the user's public profile? The service's default is not documented: always sent.
    pub public: bool,
}

impl StartRequest {
    /// The body as it goes over the wire.
    ///
    /// # Panics
    /// Never: numbers and strings always serialise.
    pub fn body(&self) -> String {
        #[derive(Serialize)]
        struct Wire<'a> {
            insertl: u8,
            #[serde(skip_serializing_if = "Option::is_none")]
            startdate: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            starttime: Option<String>,
            public: u8,
            #[serde(skip_serializing_if = "Option::is_none")]
            lockedby: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            scheduledend: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            scheduledendtime: Option<String>,
        }
        let wire = Wire {
            insertl: 1,
            startdate: self.start.map(WallMinute::date),
            starttime: self.start.map(WallMinute::time),
            public: u8::from(self.public),
            lockedby: self.locked_by.as_ref().map(LockedBy::as_str),
            scheduledend: self.scheduled_end.map(WallMinute::date),
            scheduledendtime: self.scheduled_end.map(WallMinute::time),
        };
        #[expect(clippy::expect_used, reason = "numbers and strings always serialise")]
        serde_json::to_string(&wire).expect("numbers and strings serialise")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minute(text: &str) -> WallMinute {
        text.parse().unwrap()
    }

    #[test]
    fn the_documented_example_goes_out_as_the_documentation_means_it() {
        let request = StartRequest {
            start: None,
            scheduled_end: Some(minute("2025-12-31 17:30")),
            locked_by: None,
            public: false,
        };
        assert_eq!(
            request.body(),
            r#"{"insertl":1,"public":0,"scheduledend":"2025-12-31","scheduledendtime":"17:30"}"#
        );
    }

    #[test]
    fn every_field_has_its_place() {
        let request = StartRequest {
            start: Some(minute("2026-01-02 03:04")),
            scheduled_end: Some(minute("2026-01-03 00:00")),
            locked_by: LockedBy::parse_optional(" \"Kim\" & Ö ").unwrap(),
            public: true,
        };
        assert_eq!(
            request.body(),
            concat!(
                r#"{"insertl":1,"startdate":"2026-01-02","starttime":"03:04","public":1,"#,
                r#""lockedby":"\"Kim\" & Ö","scheduledend":"2026-01-03","scheduledendtime":"00:00"}"#
            )
        );
    }

    #[test]
    fn a_minute_is_read_strictly() {
        use WallMinuteError::{NotADateAndTime, YearOutOfRange};
        for (text, why) in [
            ("2026-02-30 10:00", NotADateAndTime),
            ("2026-13-01 10:00", NotADateAndTime),
            ("2026-01-01 24:00", NotADateAndTime),
            ("2026-01-01 10:60", NotADateAndTime),
            ("2026-01-01", NotADateAndTime),
            ("10:00", NotADateAndTime),
            ("2026-1-1 9:00", NotADateAndTime),
            ("+026-01-01 10:00", NotADateAndTime),
            ("12026-01-01 10:00", YearOutOfRange),
            ("0026-01-01 10:00", YearOutOfRange),
            ("2026-01-01 10:00:00", NotADateAndTime),
            ("２０２６-01-01 10:00", NotADateAndTime),
            ("", NotADateAndTime),
        ] {
            assert_eq!(text.parse::<WallMinute>().err(), Some(why), "{text:?}");
        }
        assert_eq!(minute(" 2024-02-29T23:59 ").to_string(), "2024-02-29 23:59");
    }

    #[test]
    fn locked_by_is_one_honest_line() {
        for (text, expected) in [
            ("", Ok(None)),
            ("   ", Ok(None)),
            (" Kim ", Ok(Some("Kim"))),
            ("a\nb", Err(LockedByError::ControlCharacter)),
            ("\t", Err(LockedByError::ControlCharacter)),
            ("a\u{0}b", Err(LockedByError::ControlCharacter)),
            ("\u{202e}mik", Err(LockedByError::ControlCharacter)),
            (&"ö".repeat(50), Ok(Some(&*"ö".repeat(50)))),
            (&"x".repeat(51), Err(LockedByError::TooLong)),
        ] {
            let parsed = LockedBy::parse_optional(text);
            assert_eq!(
                parsed.as_ref().map(|o| o.as_ref().map(LockedBy::as_str)),
                expected.as_ref().map(|o| *o),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_request_keeps_dates_and_times_together(
            start in proptest::option::of(0i64..253_402_300_799),
            end in proptest::option::of(0i64..253_402_300_799),
            locked_by in "[^\\p{Cc}]{0,40}",
            public: bool,
        ) {
            let minute = |s: i64| {
                WallMinute::new(chrono::DateTime::from_timestamp(s, 0).unwrap().naive_utc()).unwrap()
            };
            let Ok(locked_by) = LockedBy::parse_optional(&locked_by) else { return Ok(()) };
            let request = StartRequest {
                start: start.map(minute), scheduled_end: end.map(minute), locked_by, public,
            };
            let body: serde_json::Value = serde_json::from_str(&request.body()).unwrap();
            prop_assert_eq!(&body["insertl"], 1);
            prop_assert_eq!(&body["public"], u8::from(public));
            prop_assert_eq!(body.get("startdate").is_some(), start.is_some());
            prop_assert_eq!(body.get("starttime").is_some(), start.is_some());
            prop_assert_eq!(body.get("scheduledend").is_some(), end.is_some());
            prop_assert_eq!(body.get("scheduledendtime").is_some(), end.is_some());
            prop_assert!(body.get("lockedby").is_none_or(|text| text != ""));
        }

        #[test]
        fn a_minute_survives_printing(seconds in 0i64..253_402_300_799) {
            let minute = WallMinute::new(
                chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()).unwrap();
            prop_assert_eq!(minute.to_string().parse::<WallMinute>(), Ok(minute));
        }

        #[test]
        fn no_text_makes_a_parser_panic(text: String) {
            let _ = text.parse::<WallMinute>();
            let _ = LockedBy::parse_optional(&text);
        }
    }
}
