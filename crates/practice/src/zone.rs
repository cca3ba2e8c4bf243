//! Wall-clock times of the account, strict in form, and back.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _};
use chrono::{TimeZone, Utc};
use latchet_zone::Zone;

/// `YYYY-MM-DD` and nothing else; `None` for another form.
pub(crate) fn date(text: &str) -> Option<Result<NaiveDate, Impossible>> {
    let [year, month, day] = digits(text, [4, 2, 2], '-')?;
    Some(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).ok_or(Impossible))
}

/// `HH:MM` and nothing else; `None` for another form.
pub(crate) fn time(text: &str) -> Option<Result<NaiveTime, Impossible>> {
    let [hour, minute] = digits(text, [2, 2], ':')?;
    Some(NaiveTime::from_hms_opt(hour, minute, 0).ok_or(Impossible))
}

/// The form is right, but there is no such day or time.
#[derive(Debug)]
pub(crate) struct Impossible;

fn digits<const N: usize>(text: &str, widths: [usize; N], between: char) -> Option<[u32; N]> {
    let mut parts = text.split(between);
    let mut numbers = [0; N];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// The instant of a wall-clock time: the first of two, or `None` in the hour that is skipped.
pub(crate) fn instant(local: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
}

/// When a day begins there, which is not always at midnight.
pub(crate) fn day_start(day: NaiveDate, zone: Zone) -> Option<DateTime<Utc>> {
    (0..24).find_map(|hour| instant(day.and_hms_opt(hour, 0, 0)?, zone))
}

/// When a day is over there.
pub(crate) fn day_end(day: NaiveDate, zone: Zone) -> Option<DateTime<Utc>> {
    day_start(day.checked_add_days(Days::new(1))?, zone)
}

/// The zone's offset at an instant.
pub(crate) fn offset(at: DateTime<Utc>, zone: Zone) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

/// `2026-01-15 10:00:00` on the account's wall clock.
pub(crate) fn wall_clock(at: DateTime<Utc>, zone: Zone) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// `2026-01-15 09:00:00`.
pub(crate) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_forms_are_read() {
        assert!(matches!(date("2026-02-28"), Some(Ok(_))));
        assert!(matches!(date("2026-02-30"), Some(Err(Impossible))));
        assert!(matches!(time("23:59"), Some(Ok(_))));
        assert!(matches!(time("24:00"), Some(Err(Impossible))));
        for text in ["", "2026-2-28", "2026-02-28 ", "02026-02-28", "2026-02-28-01", "+026-02-28"] {
            assert!(date(text).is_none(), "{text:?}");
        }
        for text in ["", "9:00", "09:00:00", "0900", " 9:00", "٠٩:٠٠"] {
            assert!(time(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_skipped_hour_is_no_instant_and_a_doubled_one_is_the_first() {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let at = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        assert_eq!(instant(at("2026-03-29 02:30"), zone), None);
        let doubled = instant(at("2026-10-25 02:30"), zone).unwrap();
        assert_eq!(utc(doubled), "2026-10-25 00:30:00");
    }
}
