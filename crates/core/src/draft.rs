//! From what a person filled in to a plan that may be sent, or to what is wrong with it.
//!
//! The command line and the window both come through here, so that they can't differ.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{LockedBy, LockedByError, StartRequest, WallMinute, WallMinuteError};
use serde::{Deserialize, Serialize};

use crate::time::{
    LengthError, Resolved, WrittenMoment, Zone, minute_down, minute_up, parse_length,
};
use crate::time_of_day::TimeOfDay;

/// What a person filled in, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Draft {
    /// When it starts.
    #[serde(default)]
    pub start: DraftStart,
    /// When it is to end.
    #[serde(default)]
    pub end: DraftEnd,
    /// Who holds the key; may be empty.
    #[serde(default)]
    pub locked_by: String,
    /// Shown on the public profile?
    #[serde(default)]
    pub public: bool,
}

/// When it starts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum DraftStart {
    /// Now, by the server's clock.
    #[default]
    Now,
    /// A length before now, as [`parse_length`] reads it.
    Ago(String),
    /// A moment, as [`WrittenMoment`] reads it.
    At(String),
}

/// When it is to end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum DraftEnd {
    /// Nothing scheduled.
    #[default]
    Open,
    /// A length after the start.
    For(String),
    /// A moment, or a time of day alone ([`TimeOfDay`]): the next after the start.
    Until(String),
}

/// Which part of a draft a problem is about. The names are the form's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DraftField {
    /// The start.
    Start,
    /// The scheduled end.
    End,
    /// Who holds the key.
    LockedBy,
}

/// What is wrong with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A moment that can't be read, and where.
    Moment(DraftField, WallMinuteError),
    /// A length that can't be read, and where.
    Length(DraftField, LengthError),
    /// The tracker's clock never shows this time: it was put forward over it.
    SkippedHour(DraftField),
    /// The tracker's clock shows this time twice: an offset must say which is meant.
    DoubledHour(DraftField, DateTime<Utc>, DateTime<Utc>),
    /// A start can't lie in the future.
    StartInFuture,
    /// An end can't lie in the past.
    EndInPast,
    /// An end can't lie before the start, or at it.
    EndBeforeStart,
    /// A preset can't tell a date: it is for any day.
    NotRelative(DraftField),
    /// See [`LockedByError`].
    LockedBy(LockedByError),
}

impl Problem {
    /// The field beside which it is told.
    pub fn field(self) -> DraftField {
        match self {
            Self::Moment(field, _)
            | Self::Length(field, _)
            | Self::SkippedHour(field)
            | Self::DoubledHour(field, ..)
            | Self::NotRelative(field) => field,
            Self::StartInFuture => DraftField::Start,
            Self::EndInPast | Self::EndBeforeStart => DraftField::End,
            Self::LockedBy(_) => DraftField::LockedBy,
        }
    }
}

/// What the user wants, in instants: ready to be recorded and sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// `None` = now, by the server's clock.
    pub start: Option<DateTime<Utc>>,
    /// A whole minute; `None` = open.
    pub scheduled_end: Option<DateTime<Utc>>,
    /// Who holds the key.
    pub locked_by: Option<LockedBy>,
    /// Shown on the public profile?
    pub public: bool,
    /// The tracker's zone, as it was taken to be.
    pub zone: Zone,
}

impl Plan {
    /// Reads a draft. Nothing has been sent when this refuses.
    ///
    /// # Errors
    /// Every problem found, at most one for a field.
    pub fn from_draft(draft: &Draft, zone: Zone, now: DateTime<Utc>) -> Result<Self, Vec<Problem>> {
        let start = read_start(&draft.start, zone, now);
        let locked_by = LockedBy::parse_optional(&draft.locked_by).map_err(Problem::LockedBy);
        let from = start.as_ref().ok().copied().flatten().unwrap_or(now);
        let end = read_end(&draft.end, from, zone, now);
        match (start, end, locked_by) {
            (Ok(start), Ok(scheduled_end), Ok(locked_by)) => {
                Ok(Self { start, scheduled_end, locked_by, public: draft.public, zone })
            }
            (start, end, locked_by) => {
                Err([start.err(), end.err(), locked_by.err()].into_iter().flatten().collect())
            }
        }
    }

    /// Does it name a moment to the service, which depends on the zone?
    pub fn tells_a_time(&self) -> bool {
        self.start.is_some() || self.scheduled_end.is_some()
    }

    /// The request for this plan. `explicit_start` is the true moment of a start *now* that must be
    /// told (because it waited, or because the service wants it said); it never lies in the future.
    ///
    /// # Errors
    /// When a year is out of the documented format's range.
    pub fn request(
        &self,
        explicit_start: Option<DateTime<Utc>>,
    ) -> Result<StartRequest, WallMinuteError> {
        let minute = |at: Option<DateTime<Utc>>| at.map(|at| self.zone.minute(at)).transpose();
        Ok(StartRequest {
            start: minute(self.start.or(explicit_start))?,
            scheduled_end: minute(self.scheduled_end)?,
            locked_by: self.locked_by.clone(),
            public: self.public,
        })
    }
}

/// The minute to tell for a moment that has passed: rounded up, since down could overlap the
/// session before; but never into the future.
pub fn told_minute(moment: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    minute_up(moment).min(minute_down(now))
}

fn read_start(
    start: &DraftStart,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let at = match start {
        DraftStart::Now => return Ok(None),
        DraftStart::Ago(text) => {
            let ago = parse_length(text).map_err(|e| Problem::Length(DraftField::Start, e))?;
            told_minute(now - ago, now)
        }
        DraftStart::At(text) => moment(text, DraftField::Start, zone)?,
    };
    if at > now {
        return Err(Problem::StartInFuture);
    }
    in_range(at, zone, DraftField::Start).map(Some)
}

fn read_end(
    end: &DraftEnd,
    start: DateTime<Utc>,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let at = match end {
        DraftEnd::Open => return Ok(None),
        DraftEnd::For(text) => {
            let length = parse_length(text).map_err(|e| Problem::Length(DraftField::End, e))?;
            minute_up(start + length)
        }
        DraftEnd::Until(text) => match text.parse::<TimeOfDay>() {
            Ok(time) => definite(time.next_after(start, zone), DraftField::End)?,
            Err(_) => moment(text, DraftField::End, zone)?,
        },
    };
    if at <= start {
        return Err(Problem::EndBeforeStart);
    }
    if at <= now + TimeDelta::seconds(1) {
        return Err(Problem::EndInPast);
    }
    in_range(at, zone, DraftField::End).map(Some)
}

fn in_range(at: DateTime<Utc>, zone: Zone, field: DraftField) -> Result<DateTime<Utc>, Problem> {
    WallMinute::new(zone.wall_clock(at)).map_err(|e| Problem::Moment(field, e)).map(|_| at)
}

fn moment(text: &str, field: DraftField, zone: Zone) -> Result<DateTime<Utc>, Problem> {
    let written: WrittenMoment = text.parse().map_err(|e| Problem::Moment(field, e))?;
    let wall = written.minute.naive();
    if let Some(offset) = written.offset {
        let at = wall.and_local_timezone(offset).single();
        return at
            .map(|at| at.to_utc())
            .ok_or(Problem::Moment(field, WallMinuteError::NotADateAndTime));
    }
    definite(zone.resolve(wall), field)
}

fn definite(resolved: Resolved, field: DraftField) -> Result<DateTime<Utc>, Problem> {
    match resolved {
        Resolved::Once(at) => Ok(at),
        Resolved::Twice(earlier, later) => Err(Problem::DoubledHour(field, earlier, later)),
        Resolved::Never => Err(Problem::SkippedHour(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-06-15T12:00:30Z";

    fn plan(start: DraftStart, end: DraftEnd) -> Result<Plan, Vec<Problem>> {
        let draft = Draft { start, end, locked_by: String::new(), public: false };
        Plan::from_draft(&draft, "Europe/Berlin".parse().unwrap(), NOW.parse().unwrap())
    }

    fn ago(text: &str) -> DraftStart {
        DraftStart::Ago(text.to_owned())
    }

    fn at(text: &str) -> DraftStart {
        DraftStart::At(text.to_owned())
    }

    fn until(text: &str) -> DraftEnd {
        DraftEnd::Until(text.to_owned())
    }

    fn lasting(text: &str) -> DraftEnd {
        DraftEnd::For(text.to_owned())
    }

    fn body(plan: &Plan) -> String {
        plan.request(None).unwrap().body()
    }

    #[test]
    fn a_start_now_sends_no_start_field() {
        let plan = plan(DraftStart::Now, DraftEnd::Open).unwrap();
        assert_eq!(body(&plan), r#"{"insertl":1,"public":0}"#);
    }

    #[test]
    fn moments_are_told_on_the_tracker_s_clock() {
        let plan = plan(at("2026-06-15 13:30"), until("2026-06-16 07:00")).unwrap();
        assert_eq!(
            body(&plan),
            concat!(
                r#"{"insertl":1,"startdate":"2026-06-15","starttime":"13:30","public":0,"#,
                r#""scheduledend":"2026-06-16","scheduledendtime":"07:00"}"#
            )
        );
        assert_eq!(plan.start.unwrap().to_rfc3339(), "2026-06-15T11:30:00+00:00");
    }

    #[test]
    fn lengths_count_from_the_start_and_round_up() {
        let plan = plan(ago("20m"), lasting("8h")).unwrap();
        assert_eq!(plan.start.unwrap().to_rfc3339(), "2026-06-15T11:41:00+00:00");
        assert_eq!(plan.scheduled_end.unwrap().to_rfc3339(), "2026-06-15T19:41:00+00:00");
    }

    #[test]
    fn a_told_minute_is_rounded_up_but_never_into_the_future() {
        let utc = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let told = |moment, now| told_minute(utc(moment), utc(now)).to_rfc3339();
        let long_ago = told("2026-06-15T11:00:01Z", NOW);
        assert_eq!(long_ago, "2026-06-15T11:01:00+00:00");
        let just_now = told("2026-06-15T12:00:20Z", NOW);
        assert_eq!(just_now, "2026-06-15T12:00:00+00:00");
    }

    #[test]
    fn what_makes_no_sense_is_refused_beside_its_field() {
        use DraftField::{End, Start};
        let now = DraftStart::Now;
        for (start, end, problem) in [
            (at("2026-06-15 14:30"), DraftEnd::Open, Problem::StartInFuture),
            (ago("0m"), DraftEnd::Open, Problem::Length(Start, LengthError::Zero)),
            (
                at("2026-02-30 10:00"),
                DraftEnd::Open,
                Problem::Moment(Start, WallMinuteError::NotADateAndTime),
            ),
            (
                at("12026-01-01 10:00"),
                DraftEnd::Open,
                Problem::Moment(Start, WallMinuteError::YearOutOfRange),
            ),
            (at("2026-03-29 02:30"), DraftEnd::Open, Problem::SkippedHour(Start)),
            (now.clone(), until("2026-06-15 13:59"), Problem::EndBeforeStart),
            (ago("3h"), until("2026-06-15 13:59"), Problem::EndInPast),
            (ago("3h"), lasting("1h"), Problem::EndInPast),
            (
                ago("36525d"),
                DraftEnd::Open,
                Problem::Moment(Start, WallMinuteError::YearOutOfRange),
            ),
            (now.clone(), lasting("0h"), Problem::Length(End, LengthError::Zero)),
            (
                now,
                until("10000-01-01 00:00"),
                Problem::Moment(End, WallMinuteError::YearOutOfRange),
            ),
        ] {
            assert_eq!(plan(start.clone(), end.clone()), Err(vec![problem]), "{start:?} {end:?}");
        }
    }

    #[test]
    fn a_doubled_hour_needs_its_offset() {
        let twice = plan(DraftStart::Now, until("2026-10-25 02:30")).unwrap_err();
        assert!(matches!(twice[..], [Problem::DoubledHour(DraftField::End, ..)]));
        let earlier = plan(DraftStart::Now, until("2026-10-25 02:30+02:00")).unwrap();
        let later = plan(DraftStart::Now, until("2026-10-25 02:30+01:00")).unwrap();
        assert_eq!(
            later.scheduled_end.unwrap() - earlier.scheduled_end.unwrap(),
            TimeDelta::hours(1)
        );
    }

    #[test]
    fn an_end_without_a_date_is_the_next_such_time_after_the_start() {
        for (start, time, end) in [
            (DraftStart::Now, "14:01", "2026-06-15T12:01:00+00:00"),
            (DraftStart::Now, "14:00", "2026-06-16T12:00:00+00:00"),
            (ago("3h"), "23:00", "2026-06-15T21:00:00+00:00"),
            (at("2026-06-15 00:30"), "23:00", "2026-06-15T21:00:00+00:00"),
        ] {
            let plan = plan(start.clone(), until(time)).unwrap();
            assert_eq!(plan.scheduled_end.unwrap().to_rfc3339(), end, "{start:?} {time}");
        }
    }

    #[test]
    fn a_time_of_day_that_is_skipped_doubled_or_over_is_refused() {
        use DraftField::End;
        let on = |now: &str, start: DraftStart, time: &str| {
            let draft = Draft { start, end: until(time), ..Draft::default() };
            let berlin = "Europe/Berlin".parse().unwrap();
            Plan::from_draft(&draft, berlin, now.parse().unwrap()).unwrap_err()
        };
        let skipped = on("2026-03-28T20:00:00Z", DraftStart::Now, "02:30");
        assert_eq!(skipped, [Problem::SkippedHour(End)], "that night the clock is put forward");
        let doubled = on("2026-10-24T20:00:00Z", DraftStart::Now, "02:30");
        assert!(
            matches!(doubled[..], [Problem::DoubledHour(End, a, b)] if b - a == TimeDelta::hours(1)),
            "that night it is put back: {doubled:?}"
        );
        let over = on(NOW, ago("10h"), "07:00");
        assert_eq!(over, [Problem::EndInPast], "the first after the start, not the first from now");
    }

    #[test]
    fn every_field_s_problem_is_told_at_once() {
        let draft = Draft {
            start: at("never"),
            end: lasting("x"),
            locked_by: "a\nb".to_owned(),
            public: true,
        };
        let problems = Plan::from_draft(&draft, Zone::UTC, NOW.parse().unwrap()).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|p| p.field()).collect();
        assert_eq!(fields, [DraftField::Start, DraftField::End, DraftField::LockedBy]);
    }
}
