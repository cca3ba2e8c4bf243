//! Reminders of a scheduled end: what is told over a session's life, and properties over random lives
//! with sleep, restarts, clocks that jump and ends that move.

#![expect(clippy::unwrap_used, reason = "a test may")]

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use latchet_core::live::Running;
use latchet_core::reminder::{Due, Reminder, Reminders, Told, due};
use latchet_core::time::Zone;
use proptest::prelude::*;
use proptest::sample::Index;

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-01-{text}Z").parse().unwrap()
}

fn wanted(before: &[i64], quiet: &str) -> Reminders {
    let before = before.iter().map(|minutes| TimeDelta::minutes(*minutes)).collect();
    Reminders { before, quiet: quiet.parse().ok() }
}

fn running(end: Option<DateTime<Utc>>) -> Running {
    let since = Some(at("15T08:00:00"));
    Running { id: Some(12), since, scheduled_end: end, ..Running::default() }
}

fn name(reminder: Reminder) -> &'static str {
    match reminder {
        Reminder::Before { .. } => "before",
        Reminder::AtEnd { .. } => "at end",
        Reminder::Overdue { .. } => "overdue",
    }
}

/// What is told when the program looks at these times only, and when it would look again.
fn told_at(
    running: &Running,
    reminders: &Reminders,
    looks: &[&str],
) -> Vec<(&'static str, Option<DateTime<Utc>>)> {
    let mut told = Told::default();
    let look = |time: &&str| {
        let due = due(running, &told, reminders, at(time), Zone::UTC);
        told = due.told;
        (due.now.map_or("-", name), due.next)
    };
    looks.iter().map(look).collect()
}

#[test]
fn each_step_is_told_once_at_its_time() {
    let end = Some(at("15T20:00:00"));
    let next = |time| Some(at(time));
    assert_eq!(
        told_at(
            &running(end),
            &wanted(&[120, 30], "off"),
            &[
                "15T17:59:59",
                "15T18:00:00",
                "15T18:00:01",
                "15T19:30:00",
                "15T20:00:00",
                "15T20:59:59",
                "15T21:00:00",
                "16T21:00:00",
            ]
        ),
        [
            ("-", next("15T18:00:00")),
            ("before", next("15T19:30:00")),
            ("-", next("15T19:30:00")),
            ("before", next("15T20:00:00")),
            ("at end", next("15T21:00:00")),
            ("-", next("15T21:00:00")),
            ("overdue", None),
            ("-", None),
        ]
    );
}

#[test]
fn after_a_sleep_only_the_most_telling_one_is_told() {
    let end = Some(at("15T20:00:00"));
    for (woken, told, why) in [
        ("15T19:50:00", ["before", "-"], "two were missed"),
        ("15T20:10:00", ["at end", "-"], "the end is just there"),
        ("15T20:10:01", ["overdue", "-"], "the end is long past, and this is told once"),
        ("18T20:00:00", ["overdue", "-"], "days later"),
    ] {
        let looks =
            told_at(&running(end), &wanted(&[120, 30], "off"), &["15T12:00:00", woken, woken]);
        let names: Vec<_> = looks.iter().skip(1).map(|(name, _)| *name).collect();
        assert_eq!(names, told, "{woken}: {why}");
    }
}

#[test]
fn quiet_hours_put_off_to_their_end_what_is_then_told_in_its_latest_form() {
    for (end, looks, expected, why) in [
        (
            "16T00:10:00",
            ["15T23:40:00", "16T07:00:00"],
            ["-", "overdue"],
            "the end passed meanwhile",
        ),
        ("16T06:55:00", ["16T06:55:00", "16T07:00:00"], ["-", "at end"], "it has just passed"),
        ("16T07:20:00", ["16T06:50:00", "16T07:00:00"], ["-", "before"], "it is still to come"),
        (
            "15T21:50:00",
            ["15T21:50:00", "16T07:00:00"],
            ["at end", "overdue"],
            "only the rest waits",
        ),
    ] {
        let looks = told_at(&running(Some(at(end))), &wanted(&[30], "22:00-07:00"), &looks);
        let names = [looks[0].0, looks[1].0];
        assert_eq!(names, expected, "{end}: {why}");
        assert_eq!(looks[0].1, Some(at("16T07:00:00")), "{end}: awake when they end");
    }
}

#[test]
fn a_moved_end_is_reminded_of_anew_and_the_old_one_never_again() {
    let reminders = wanted(&[30], "off");
    let (first, second) = (running(Some(at("15T20:00:00"))), running(Some(at("15T22:00:00"))));
    let mut told = Told::default();
    for (running, time, expected) in [
        (&first, "15T19:30:00", "before"),
        (&second, "15T19:40:00", "-"),
        (&first, "15T19:45:00", "-"),
        (&second, "15T21:30:00", "before"),
        (&first, "15T21:31:00", "overdue"),
        (&second, "15T22:00:00", "at end"),
    ] {
        let Due { now, told: after, .. } = due(running, &told, &reminders, at(time), Zone::UTC);
        told = after;
        assert_eq!(now.map_or("-", name), expected, "{time}");
    }
}

#[test]
fn what_was_told_belongs_to_one_session_also_before_its_number_is_known() {
    let reminders = wanted(&[30], "off");
    let end = Some(at("15T20:00:00"));
    let known = running(end);
    let unnumbered = Running {
        id: None,
        since: known.since.map(|since| since + TimeDelta::seconds(70)),
        ..known.clone()
    };
    let without_start = Running { since: None, ..known.clone() };
    let another = Running { id: Some(13), ..known.clone() };
    let mut told = Told::default();
    for (running, expected, why) in [
        (&unnumbered, "before", "the number is not known yet"),
        (&known, "-", "it is the same"),
        (&without_start, "-", "and still is"),
        (&unnumbered, "-", "and again"),
        (&another, "before", "another has its own"),
    ] {
        let due = due(running, &told, &reminders, at("15T19:30:00"), Zone::UTC);
        told = due.told;
        assert_eq!(due.now.map_or("-", name), expected, "{why}");
    }
}

#[test]
fn there_is_nothing_to_tell_and_nothing_to_wake_for() {
    let end = Some(at("15T20:00:00"));
    let nameless = Running { id: None, since: None, ..running(end) };
    for (running, before, why) in [
        (running(None), &[30][..], "no end"),
        (running(end), &[], "no reminders are wanted"),
        (nameless, &[30], "a session that can't be told from another"),
    ] {
        for time in ["15T19:40:00", "16T19:40:00"] {
            let looks = told_at(&running, &wanted(before, "off"), &[time]);
            assert_eq!(looks, [("-", None)], "{why}");
        }
    }
}

#[test]
fn an_end_that_was_chosen_nearer_than_the_reminder_is_not_told_at_once() {
    let end = Some(at("15T08:31:00"));
    let looks = told_at(&running(end), &wanted(&[30, 10], "off"), &["15T08:01:00", "15T08:21:00"]);
    assert_eq!(
        looks,
        [("-", Some(at("15T08:21:00"))), ("before", Some(at("15T08:31:00")))],
        "half an hour was chosen a minute ago"
    );
}

/// What happens in a life, in seconds.
#[derive(Debug, Clone)]
enum Step {
    /// Sleeps as it was told to, and wakes so much later.
    SleepToNext(i64),
    /// Looks after so long, whatever was planned.
    Look(i64),
    /// The clock is set by so much.
    SetClock(i64),
    /// The end is moved by so much; none is made to be in so long.
    MoveEnd(i64),
    /// It moves back to where it was before.
    MoveBack,
    /// The program ends and begins again.
    Restart,
    /// Another session runs, with its end in so long.
    Another(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..90_i64).prop_map(Step::SleepToNext),
        1 => (0..20_000_i64).prop_map(Step::SleepToNext),
        3 => (0..4_000_i64).prop_map(Step::Look),
        2 => (-8_000..8_000_i64).prop_map(Step::SetClock),
        2 => (-400..400_i64).prop_map(|minutes| Step::MoveEnd(minutes * 60)),
        1 => Just(Step::MoveBack),
        1 => Just(Step::Restart),
        1 => (1..3_000_i64).prop_map(|minutes| Step::Another(minutes * 60)),
    ]
}

#[derive(Debug, Clone)]
struct Life {
    zone: Zone,
    began: DateTime<Utc>,
    /// Minutes of the day.
    quiet: Option<(u32, u32)>,
    reminders: Reminders,
    steps: Vec<Step>,
}

fn life() -> impl Strategy<Value = Life> {
    let quiet = prop::option::of((0..1440_u32, 1..1440_u32))
        .prop_map(|quiet| quiet.map(|(from, long)| (from, (from + long) % 1440)));
    let before = prop::collection::btree_set(1..3_000_i64, 1..=4);
    // Around changes of the clocks, where quiet hours are hard.
    let began = (any::<Index>(), 0..5_000_i64);
    (any::<Index>(), began, quiet, before, prop::collection::vec(step(), 1..40)).prop_map(
        |(zone, (day, minutes), quiet, before, steps)| {
            let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
            let days = ["2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-24"];
            let written = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let text = quiet.map(|(from, to)| format!("{}-{}", written(from), written(to)));
            let before: Vec<_> = before.into_iter().collect();
            let first: DateTime<Utc> = format!("{}T00:00:00Z", day.get(&days)).parse().unwrap();
            Life {
                zone: zone.get(&zones).parse().unwrap(),
                began: first + TimeDelta::minutes(minutes),
                quiet,
                reminders: wanted(&before, &text.unwrap_or_default()),
                steps,
            }
        },
    )
}

/// One time something was told: of which session and end, what, and at which time of the clock.
type Telling = (Option<u64>, DateTime<Utc>, &'static str, DateTime<Utc>);

struct World {
    life: Life,
    now: DateTime<Utc>,
    running: Running,
    before_move: Option<DateTime<Utc>>,
    told: Told,
    next: Option<DateTime<Utc>>,
    tellings: Vec<Telling>,
}

impl World {
    fn new(life: Life) -> Self {
        let now = life.began;
        let running = Running {
            id: Some(1),
            since: Some(now - TimeDelta::days(3)),
            scheduled_end: Some(now + TimeDelta::hours(9)),
            ..Running::default()
        };
        let (told, next) = (Told::default(), None);
        Self { life, now, running, before_move: None, told, next, tellings: Vec::new() }
    }

    fn is_quiet(&self) -> bool {
        let clock = self.life.zone.wall_clock(self.now);
        let minute = clock.hour() * 60 + clock.minute();
        self.life.quiet.is_some_and(|(from, to)| {
            if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to }
        })
    }

    fn look(&mut self) -> bool {
        let due = due(&self.running, &self.told, &self.life.reminders, self.now, self.life.zone);
        (self.told, self.next) = (due.told, due.next);
        assert!(self.next.is_none_or(|next| next > self.now), "it would wake for nothing");
        let Some(reminder) = due.now else { return false };
        assert!(!self.is_quiet(), "{reminder:?} in quiet hours, at {}", self.now);
        self.check(reminder);
        true
    }

    /// A reminder tells something that its clock had not shown yet when the one before was told.
    fn check(&mut self, reminder: Reminder) {
        let end = self.running.scheduled_end.unwrap();
        let mine = |telling: &&Telling| (telling.0, telling.1) == (self.running.id, end);
        let earlier: Vec<_> = self.tellings.iter().filter(mine).collect();
        let was = |what| earlier.iter().any(|telling| telling.2 == what);
        let late = self.now - end;
        match reminder {
            Reminder::Before { .. } => {
                assert!(late < TimeDelta::zero() && !was("at end") && !was("overdue"));
                let last = earlier.iter().map(|telling| telling.3).max();
                let news = self.life.reminders.before.iter().any(|before| {
                    let moment = end - *before;
                    moment <= self.now && last.is_none_or(|last| moment > last)
                });
                assert!(news, "told again at {}: {earlier:?}", self.now);
            }
            Reminder::AtEnd { .. } => {
                assert!((0..=600).contains(&late.num_seconds()), "{late}");
                assert!(!was("at end") && !was("overdue"), "told again: {earlier:?}");
            }
            Reminder::Overdue { .. } => {
                let least = if was("at end") { 3_600 } else { 600 };
                assert!(late.num_seconds() >= least && !was("overdue"), "{late}: {earlier:?}");
            }
        }
        self.tellings.push((self.running.id, end, name(reminder), self.now));
    }

    fn take(&mut self, step: &Step) {
        let seconds = TimeDelta::seconds;
        match step {
            Step::SleepToNext(late) => {
                let Some(next) = self.next else { return };
                self.now = next;
                let on_time = *late == 0;
                self.now += seconds(*late);
                assert!(self.look() || !on_time, "woke at {} for nothing", self.now);
            }
            Step::Look(after) => self.now += seconds(*after),
            Step::SetClock(by) => self.now += seconds(*by),
            Step::MoveEnd(by) => {
                self.before_move = self.running.scheduled_end;
                self.running.scheduled_end =
                    self.running.scheduled_end.map(|end| end + seconds(*by));
            }
            Step::MoveBack => {
                let end = self.before_move.or(self.running.scheduled_end);
                self.before_move = std::mem::replace(&mut self.running.scheduled_end, end);
            }
            Step::Restart => {
                let kept = serde_json::to_string(&self.told).unwrap();
                self.told = serde_json::from_str(&kept).unwrap();
            }
            Step::Another(end) => {
                self.running.id = self.running.id.map(|id| id + 1);
                self.running.since = Some(self.now);
                self.running.scheduled_end = Some(self.now + seconds(*end));
                self.before_move = None;
            }
        }
        self.look();
        assert!(!self.look(), "the same moment twice");
    }

    /// Nothing happens any more, and the program lives.
    fn live_on(&mut self) {
        while let Some(next) = self.next {
            self.now = next;
            assert!(self.look(), "woke at {next} for nothing");
        }
        let mine = |telling: &&Telling| {
            (telling.0, Some(telling.1)) == (self.running.id, self.running.scheduled_end)
        };
        let last = self.tellings.iter().rfind(mine);
        assert!(last.is_some_and(|last| last.2 == "overdue"), "{:?}", self.tellings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn reminders_come_once_never_in_quiet_hours_and_always_in_the_end(life in life()) {
        let steps = life.steps.clone();
        let mut world = World::new(life);
        world.look();
        for step in &steps {
            world.take(step);
        }
        world.live_on();
    }

    /// Without sleep and jumps, each time before the end that was chosen is kept to the second.
    #[test]
    fn a_program_that_is_awake_tells_each_at_its_time(life in life()) {
        let mut world = World::new(Life {
            quiet: None,
            reminders: Reminders { quiet: None, ..life.reminders.clone() },
            ..life
        });
        let end = world.running.scheduled_end.unwrap();
        world.now = end - TimeDelta::minutes(3_001);
        world.running.since = Some(world.now - TimeDelta::days(1));
        world.look();
        world.live_on();
        let mut expected: Vec<_> =
            world.life.reminders.before.iter().map(|before| end - *before).collect();
        expected.sort();
        expected.extend([end, end + TimeDelta::hours(1)]);
        let times: Vec<_> = world.tellings.iter().map(|telling| telling.3).collect();
        prop_assert_eq!(times, expected);
    }
}
