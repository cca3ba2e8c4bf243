//! Moments and lengths of time, as each language writes them: the names of days and months by the
//! locales of the GNU C library, their order by the language's texts.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, TimeDelta, Utc};
use pure_rust_locales::{POSIX, de_DE, es_ES, fr_FR, nl_NL};

use crate::language::Language;
use crate::time::{Zone, days_hours_minutes};
use crate::wording::Wording;

/// The short names of the days, from Sunday, and of the months.
fn names(language: Language) -> (&'static [&'static str], &'static [&'static str]) {
    match language {
        Language::English => (POSIX::LC_TIME::ABDAY, POSIX::LC_TIME::ABMON),
        Language::German => (de_DE::LC_TIME::ABDAY, de_DE::LC_TIME::ABMON),
        Language::French => (fr_FR::LC_TIME::ABDAY, fr_FR::LC_TIME::ABMON),
        Language::Spanish => (es_ES::LC_TIME::ABDAY, es_ES::LC_TIME::ABMON),
        Language::Dutch => (nl_NL::LC_TIME::ABDAY, nl_NL::LC_TIME::ABMON),
    }
}

impl Wording<'_> {
    /// `Wed 31 Dec 2025 17:30`.
    pub fn day_and_time(self, at: DateTime<FixedOffset>) -> String {
        self.dated("moment-full", at)
    }

    /// `Wed 31 Dec 17:30`, for what lies in a year that need not be said; with the year in another
    /// one.
    pub fn dated_time(self, at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
        let (at, now) = (zone.local(at), zone.local(now));
        self.dated(if at.year() == now.year() { "moment-dated" } else { "moment-full" }, at)
    }

    /// `Wed 17:30`, as long as that is one day alone; with its date when it is further away.
    pub fn near_time(self, at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
        let local = zone.local(at);
        let apart = local.date_naive() - zone.local(now).date_naive();
        if (-3..=6).contains(&apart.num_days()) {
            self.dated("moment-near", local)
        } else {
            self.dated_time(at, zone, now)
        }
    }

    /// `3d 12h`, `20m`, to the nearest minute: for reading. What a person may write is
    /// [`crate::time::print_length`].
    pub fn length(self, length: TimeDelta) -> String {
        let parts = days_hours_minutes(length);
        let keys = ["length-days", "length-hours", "length-minutes"];
        let parts = keys.into_iter().zip(parts).filter(|(_, count)| *count != 0);
        let words: Vec<_> = parts.map(|(key, count)| self.with(key, "count", count)).collect();
        if words.is_empty() { self.with("length-minutes", "count", 0) } else { words.join(" ") }
    }

    /// `Wed 31 Dec`.
    pub fn day_and_month(self, day: NaiveDate) -> String {
        self.0.say_with("moment-day", &self.parts(day))
    }

    /// `Wed`.
    pub fn weekday(self, day: NaiveDate) -> &'static str {
        name(names(self.0.language()).0, day.weekday().num_days_from_sunday())
    }

    /// `Dec`.
    pub fn month(self, day: NaiveDate) -> &'static str {
        name(names(self.0.language()).1, day.month0())
    }

    fn dated(self, key: &str, at: DateTime<FixedOffset>) -> String {
        let time = [("time", clock_time(at).into())];
        self.0.say_with(key, &[&self.parts(at.date_naive())[..], &time].concat())
    }

    fn parts(self, day: NaiveDate) -> [(&'static str, Cow<'static, str>); 4] {
        [
            ("weekday", self.weekday(day).into()),
            ("day", day.day().to_string().into()),
            ("month", self.month(day).into()),
            ("year", day.year().to_string().into()),
        ]
    }
}

fn name(names: &[&'static str], index: u32) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).map_or("", |name| name)
}

/// `17:30`.
pub fn clock_time(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn each_language_writes_a_moment_in_its_own_way() {
        let at = utc("2025-12-31T17:30:00Z");
        for (language, full, dated, near) in [
            (Language::English, "Wed 31 Dec 2025 17:30", "Wed 31 Dec 17:30", "Wed 17:30"),
            (Language::German, "Mi 31. Dez 2025 17:30", "Mi 31. Dez 17:30", "Mi 17:30"),
            (Language::French, "mer. 31 déc. 2025 17:30", "mer. 31 déc. 17:30", "mer. 17:30"),
            (Language::Spanish, "mié 31 dic 2025 17:30", "mié 31 dic 17:30", "mié 17:30"),
            (Language::Dutch, "wo 31 dec 2025 17:30", "wo 31 dec 17:30", "wo 17:30"),
        ] {
            let texts = Texts::of(language);
            let wording = Wording(&texts);
            assert_eq!(wording.day_and_time(Zone::UTC.local(at)), full);
            assert_eq!(wording.dated_time(at, Zone::UTC, utc("2025-01-01T00:00:00Z")), dated);
            assert_eq!(wording.dated_time(at, Zone::UTC, utc("2026-01-01T00:00:00Z")), full);
            assert_eq!(wording.near_time(at, Zone::UTC, utc("2025-12-25T00:00:00Z")), near);
            assert_eq!(wording.near_time(at, Zone::UTC, utc("2025-12-24T00:00:00Z")), dated);
        }
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french() {
        let texts = Texts::of(Language::French);
        let at = Zone::UTC.local(utc("2026-05-01T08:05:00Z"));
        assert_eq!(Wording(&texts).day_and_time(at), "ven. 1er mai 2026 08:05");
    }

    #[test]
    fn each_language_writes_a_length_in_its_own_way() {
        let length = TimeDelta::minutes(3 * 1_440 + 12 * 60 + 5);
        for (language, long, nothing) in [
            (Language::English, "3d 12h 5m", "0m"),
            (Language::German, "3 T 12 Std 5 Min", "0 Min"),
            (Language::French, "3 j 12 h 5 min", "0 min"),
            (Language::Spanish, "3 d 12 h 5 min", "0 min"),
            (Language::Dutch, "3 d 12 u 5 min", "0 min"),
        ] {
            let texts = Texts::of(language);
            assert_eq!(Wording(&texts).length(length), long);
            assert_eq!(Wording(&texts).length(TimeDelta::seconds(-1)), nothing);
        }
    }
}
