use chrono::TimeDelta;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::*;

fn pairs() -> impl Iterator<Item = (Zone, Tz)> {
    TZ_VARIANTS.iter().filter_map(|other| Some((other.name().parse().ok()?, *other)))
}

#[test]
fn each_zone_that_people_choose_is_there_by_its_exact_name() {
    let missing: Vec<_> =
        TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|n| n.parse::<Zone>().is_err()).collect();
    assert_eq!(missing, Vec::<&str>::new());
    for name in ["europe/berlin", "Europe/Berlin ", "Mars/Base", ""] {
        assert_eq!(name.parse::<Zone>(), Err(UnknownZone), "{name:?}");
    }
    let all: Vec<_> = Zone::all().collect();
    assert!(all.len() > 500 && all.is_sorted(), "{}", all.len());
    assert!(all.iter().all(|zone| zone.name().parse() == Ok(*zone)));
}

/// Every change of a clock is looked at from both sides, in universal time and on the wall.
fn compare(zone: Zone, other: Tz, from: DateTime<Utc>, days: i64) -> usize {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    let theirs = |at: DateTime<Utc>| other.offset_from_utc_datetime(&at.naive_utc()).fix();
    let mut changes = 0;
    for day in 0..days {
        let (mut before, mut after) =
            (from + TimeDelta::days(day), from + TimeDelta::days(day + 1));
        assert_eq!(offset(before), theirs(before), "{zone} at {before}");
        if theirs(before) == theirs(after) {
            continue;
        }
        changes += 1;
        while after - before > TimeDelta::seconds(1) {
            let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
            if theirs(middle) == theirs(before) { before = middle } else { after = middle }
        }
        for at in [before, after] {
            assert_eq!(offset(at), theirs(at), "{zone} at {at}");
        }
        for minutes in (-180..=180).step_by(10) {
            let wall = after.naive_utc() + theirs(after).fix() + TimeDelta::minutes(minutes);
            let ours = zone.from_local_datetime(&wall).map(|at| at.to_utc());
            let theirs = other.from_local_datetime(&wall).map(|at| at.to_utc());
            assert_eq!(ours, theirs, "{zone} at {wall} on the wall");
        }
    }
    changes
}

/// From 1990 to 2025. What governments decide for the years to come is not the same in databases of
/// another month.
const DAYS: i64 = 36 * 365;

fn from_1990() -> DateTime<Utc> {
    "1990-01-01T00:00:00Z".parse().unwrap()
}

#[test]
fn a_clock_changes_when_chrono_tz_says_so() {
    // A year of every zone, and the whole time of every fiftieth.
    let year: usize = pairs().map(|(zone, other)| compare(zone, other, from_1990(), 365)).sum();
    let long = pairs().step_by(50);
    let long: usize = long.map(|(zone, other)| compare(zone, other, from_1990(), DAYS)).sum();
    assert!(year > 200 && long > 200, "{year} and {long} changes");
}

/// Databases of another month correct the past, too: Colombia's summer time of 1992, and the hour at
/// which Moldova changes its clocks since 2022.
const CORRECTED: [&str; 3] = ["America/Bogota", "Europe/Chisinau", "Europe/Tiraspol"];

#[test]
#[ignore = "some minutes in a debug build: cargo xtask nightly tests"]
fn nightly_every_clock_changes_when_chrono_tz_says_so_from_1990_to_2025() {
    let pairs = pairs().filter(|(zone, _)| !CORRECTED.contains(&zone.name()));
    let changes: usize = pairs.map(|(zone, other)| compare(zone, other, from_1990(), DAYS)).sum();
    assert!(changes > 10_000, "{changes}");
}

#[test]
fn where_the_calendar_ends_there_is_an_offset_and_no_panic() {
    let berlin: Zone = "Europe/Berlin".parse().unwrap();
    for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let offset = berlin.offset_from_utc_datetime(&at.naive_utc()).fix();
        assert!(offset.local_minus_utc().abs() < 86_400);
        let _ = berlin.from_local_datetime(&at.naive_utc());
    }
}
