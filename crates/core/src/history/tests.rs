use latchet_tracker::{Origin, Outcome, SessionId};
use proptest::prelude::*;
use std::collections::HashSet;

use super::calendar::{End, Span, days};
use super::picture::{self, Scene};
use super::*;
use crate::draft::Plan;
use crate::intention::Event;
use crate::texts::Texts;
use crate::wording::Wording;

const KIM: &str = "kim";

fn berlin() -> Zone {
    "Europe/Berlin".parse().unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().unwrap()
}

fn session(id: u64, start: DateTime<Utc>) -> Session {
    let offset = berlin().offset(start);
    Session {
        id,
        start: berlin().wall_clock(start),
        end: None,
        scheduled_end: None,
        active: false,
        locked_by: None,
        public: Some(false),
        start_offset: Some(offset),
    }
}

fn listed(sessions: Vec<Session>) -> Listed {
    Listed { sessions, is_complete: true }
}

struct World {
    journal: Journal,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::parse("http://127.0.0.1:1").unwrap();
        Self { journal: Journal::open(folder.path(), &origin).unwrap(), _folder: folder }
    }

    /// A start that became this session.
    fn started(&mut self, id: u64, plan: &Plan, at: DateTime<Utc>) {
        let here = self.journal.record(plan, KIM, None, &Event::SendingBegan, at).unwrap();
        let outcome = Outcome::Started { id: Some(SessionId(id)) };
        self.journal.append(here, &Event::Answered(outcome), at).unwrap();
    }

    fn cancelled(&mut self, at: DateTime<Utc>) {
        let here = self.journal.record(&plan(None), KIM, None, &Event::Queued, at).unwrap();
        self.journal.append(here, &Event::Cancelled, at).unwrap();
    }

    fn page(&self, listed: &Listed, cursor: Cursor, size: u32) -> Page {
        page(&self.journal, listed, KIM, berlin(), cursor, size).unwrap()
    }

    /// Every entry, page after page.
    fn all(&self, listed: &Listed, size: u32) -> Vec<Entry> {
        let (mut all, mut cursor) = (Vec::new(), Some(Cursor::default()));
        while let Some(from) = cursor {
            let page = self.page(listed, from, size);
            assert!(!page.entries.is_empty() || page.next.is_none(), "it would never end");
            all.extend(page.entries);
            cursor = page.next;
        }
        all
    }
}

fn plan(start: Option<DateTime<Utc>>) -> Plan {
    Plan { start, scheduled_end: None, locked_by: None, public: false, zone: berlin() }
}

#[test]
fn starts_and_sessions_are_matched_by_the_number() {
    let mut world = World::new();
    world.started(7, &plan(None), utc("2026-01-10T10:00"));
    world.started(9, &plan(None), utc("2026-01-12T10:00"));
    world.cancelled(utc("2026-01-13T10:00"));
    let there = [(9, "2026-01-12T10:00"), (8, "2026-01-11T10:00")];
    let there = listed(there.map(|(id, at)| session(id, utc(at))).into());
    let entries = world.all(&there, 2);
    let places: Vec<_> = entries.iter().map(Entry::place).collect();
    assert_eq!(places, [Place::Here, Place::Both, Place::Service, Place::Here]);
    assert_eq!(entries[3].differences(berlin()), [Difference::Missing], "7 is not listed");
    assert_eq!(entries[0].differences(berlin()), [], "it was never to be there");
    let half = Listed { is_complete: false, ..there };
    assert_eq!(world.all(&half, 9)[3].differences(berlin()), [], "it may stand further down");
    let others = Listed { is_complete: true, ..half };
    let page = page(&world.journal, &others, "robin", berlin(), Cursor::default(), 9).unwrap();
    assert!(page.entries.iter().all(|entry| !entry.is_missing), "another account's list");
}

#[test]
fn what_the_service_has_otherwise_is_told() {
    let mut world = World::new();
    let (start, end) = (utc("2026-01-10T10:00"), utc("2026-01-11T10:00"));
    let plan = Plan { scheduled_end: Some(end), ..plan(Some(start)) };
    world.started(7, &plan, start);
    let same = Session { scheduled_end: Some(berlin().wall_clock(end)), ..session(7, start) };
    let differences = |there: Session| world.all(&listed(vec![there]), 9)[0].differences(berlin());
    assert_eq!(differences(same.clone()), []);
    let moved = utc("2026-01-11T12:00");
    let other = Session {
        start: berlin().wall_clock(start + TimeDelta::hours(1)),
        scheduled_end: Some(berlin().wall_clock(moved)),
        locked_by: Some("Alex".to_owned()),
        public: Some(true),
        ..same.clone()
    };
    assert_eq!(
        differences(other),
        [
            Difference::Start(start + TimeDelta::hours(1)),
            Difference::End(Moved { from: Some(end), to: Some(moved) }),
            Difference::LockedBy(Some("Alex".to_owned())),
            Difference::Public(true),
        ]
    );
    assert_eq!(differences(Session { public: None, ..same }), [], "it does not say");
}

#[test]
fn an_entry_is_told_in_the_words_of_a_row() {
    let mut world = World::new();
    let start = utc("2026-01-10T10:00");
    world.started(7, &plan(Some(start)), start);
    let ended = Session {
        end: Some(berlin().wall_clock(start + TimeDelta::hours(8))),
        ..session(7, start)
    };
    let runs = Session { active: true, ..session(9, utc("2026-01-12T10:00")) };
    let there = listed(vec![runs, ended]);
    let texts = Texts::english();
    let told = |entry| Wording(&texts).entry(entry, berlin(), utc("2026-01-12T11:30"));
    let lines: Vec<_> = world.all(&there, 9).iter().map(told).collect();
    assert_eq!(lines[0].what, "Session 9");
    assert_eq!(
        (&*lines[0].when, &*lines[0].until),
        ("Mon 12 Jan 2026 11:00", "runs, for 1h 30m so far")
    );
    assert!(lines[1].what.contains('7'), "{:?}", lines[1]);
    assert_eq!(lines[1].until, "ended Sat 10 Jan 2026 19:00, after 8h");
}

proptest! {
    #[test]
    fn no_entry_is_lost_or_comes_twice_whatever_the_pages_size(
        starts in prop::collection::vec((0_u64..40, 0_i64..90), 0..30),
        there in prop::collection::vec((0_u64..40, 0_i64..90), 0..30),
        size in 1_u32..12,
    ) {
        let mut world = World::new();
        let day = |days: i64| utc("2026-01-01T10:00") + TimeDelta::days(days);
        let mut numbers = HashSet::new();
        for (number, days) in starts {
            if numbers.insert(number) {
                world.started(number, &plan(Some(day(days))), day(days));
            } else {
                world.cancelled(day(days));
            }
        }
        // A list may name one twice.
        let sessions: Vec<_> = there.into_iter().map(|(id, days)| session(id, day(days))).collect();
        let alone: HashSet<_> = sessions.iter().map(|one| one.id).filter(|id| !numbers.contains(id)).collect();
        let there = listed(sessions);
        let all = world.all(&there, size);
        let here: Vec<_> = all.iter().filter_map(|entry| Some(entry.here.as_ref()?.id)).collect();
        let recorded: Vec<_> = world.journal.settled(1000).unwrap().iter().map(|one| one.id).collect();
        prop_assert_eq!(here, recorded, "each start, newest first");
        let others: Vec<_> = all
            .iter()
            .filter(|entry| entry.here.is_none())
            .filter_map(|entry| Some((entry.began(berlin())?, entry.there.as_ref()?.id)))
            .collect();
        prop_assert!(others.is_sorted_by(|one, next| one > next), "newest first: {others:?}");
        prop_assert_eq!(others.iter().map(|(_, id)| *id).collect::<HashSet<_>>(), alone);
    }
}

fn span(start: &str, end: &str) -> Span {
    Span { id: 1, start: utc(start), end: End::At(utc(end)) }
}

/// The minutes of the days that have any, as `month-day`.
fn covered(spans: &[Span], year: i32, zone: Zone, now: &str) -> Vec<(String, i64)> {
    let days = days(spans, year, zone, utc(now)).into_iter();
    let some = days.filter(|day| !day.covered.is_zero());
    some.map(|day| (day.date.format("%m-%d").to_string(), day.covered.num_minutes())).collect()
}

#[test]
fn a_session_counts_on_each_day_that_it_touches() {
    let later = "2027-06-01T00:00";
    let told = |days: &[(&str, i64)]| -> Vec<(String, i64)> {
        days.iter().map(|(day, minutes)| ((*day).to_owned(), *minutes)).collect()
    };
    let running = Span { end: End::Running, ..span("2026-06-01T20:00", "2026-06-01T21:00") };
    let unknown = Span { end: End::Unknown, ..running };
    for (spans, year, now, expected, why) in [
        (
            vec![span("2026-01-10T20:00", "2026-01-11T04:00")],
            2026,
            later,
            told(&[("01-10", 180), ("01-11", 300)]),
            "over midnight in Berlin",
        ),
        (
            vec![span("2026-12-31T22:00", "2027-01-01T01:00")],
            2026,
            later,
            told(&[("12-31", 60)]),
            "over the year's end: before",
        ),
        (
            vec![span("2026-12-31T22:00", "2027-01-01T01:00")],
            2027,
            later,
            told(&[("01-01", 120)]),
            "over the year's end: after",
        ),
        (
            vec![span("2026-03-28T12:00", "2026-03-30T12:00")],
            2026,
            later,
            told(&[("03-28", 660), ("03-29", 1380), ("03-30", 840)]),
            "a day of 23 hours",
        ),
        (
            vec![span("2026-10-24T12:00", "2026-10-26T12:00")],
            2026,
            later,
            told(&[("10-24", 600), ("10-25", 1500), ("10-26", 780)]),
            "a day of 25 hours",
        ),
        (
            vec![running],
            2026,
            "2026-06-02T10:00",
            told(&[("06-01", 120), ("06-02", 720)]),
            "it runs until now",
        ),
        (vec![unknown], 2026, later, vec![], "an end that is not known is not guessed"),
        (
            vec![
                span("2026-02-01T10:00", "2026-02-01T12:00"),
                span("2026-02-01T11:00", "2026-02-01T13:00"),
                span("2026-02-01T10:30", "2026-02-01T11:30"),
            ],
            2026,
            later,
            told(&[("02-01", 180)]),
            "what overlaps counts once",
        ),
        (
            vec![
                span("2026-02-01T10:00", "2026-02-01T10:00"),
                span("2026-02-01T10:00", "2026-02-01T09:00"),
            ],
            2026,
            later,
            vec![],
            "nothing, and an end before the start",
        ),
        (
            vec![span("2026-02-01T10:00", "2026-02-03T10:00")],
            2026,
            "2026-02-01T12:00",
            told(&[("02-01", 120)]),
            "an end ahead of a clock that is behind",
        ),
    ] {
        assert_eq!(covered(&spans, year, berlin(), now), expected, "{why}");
    }
}

#[test]
fn a_year_has_all_its_days_wherever_the_clock_is_changed() {
    for (zone, year, count, odd) in [
        ("Europe/Berlin", 2024, 366, 2),
        ("UTC", 2026, 365, 0),
        // Put forward over midnight.
        ("America/Santiago", 2024, 366, 2),
        // A day that never was.
        ("Pacific/Apia", 2011, 365, 3),
    ] {
        let zone: Zone = zone.parse().unwrap();
        let days = days(&[], year, zone, utc("2030-01-01T00:00"));
        assert_eq!(days.len(), count, "{zone}");
        let odd_days: Vec<_> = days.iter().filter(|day| day.length != TimeDelta::days(1)).collect();
        assert_eq!(odd_days.len(), odd, "{zone}: {odd_days:?}");
    }
}

#[test]
fn drawings_are_well_formed_and_say_what_they_show() {
    let texts = Texts::english();
    let spans = [
        span("2026-01-30T20:00", "2026-02-02T04:00"),
        Span { id: 2, start: utc("2026-02-10T10:00"), end: End::Running },
        Span { id: 3, start: utc("2026-02-08T10:00"), end: End::Unknown },
    ];
    let scene = Scene {
        spans: &spans,
        zone: berlin(),
        now: utc("2026-02-10T16:00"),
        wording: Wording(&texts),
    };
    let year = picture::year(scene, 2026);
    assert_eq!(year.matches(r#"class="day"#).count(), 365);
    assert_eq!(year.matches(r#"class="in""#).count(), 5);
    assert_eq!(year.matches("today").count(), 1);
    assert!(year.contains("<title>Sat 31 Jan: 1d</title>"), "{year}");
    let february = picture::month(scene, 2026, 2);
    assert_eq!(february.matches(r#"class="day"#).count(), 28);
    assert_eq!(february.matches(r#"class="in"#).count(), 3, "two weeks of the first: {february}");
    assert_eq!(february.matches("runs").count(), 1);
    assert!(february.contains("Session 3: began"), "{february}");
    for svg in [year, february, picture::month(scene, 2026, 1), picture::year(scene, 262_143)] {
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
        assert!(svg.ends_with("</svg>") && !svg.contains("style"), "{svg}");
    }
    assert_eq!(picture::month(scene, 2026, 13), "");
}
