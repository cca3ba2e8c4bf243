//! What is to be sent, and what is wrong with it.

use chrono::{DateTime, Utc};
use latchet_tracker::{LockedByError, WallMinuteError};

use super::{Told, Wording};
use crate::dates::clock_time;
use crate::draft::{DraftField, Plan, Problem};
use crate::time::{LengthError, Zone};

impl Wording<'_> {
    /// What is wrong with a draft.
    pub fn problem(self, problem: Problem, zone: Zone, now: DateTime<Utc>) -> Told {
        let now_and_zone = |key| {
            let values =
                [("now", clock_time(zone.local(now)).into()), ("zone", zone.to_string().into())];
            self.0.say_with(key, &values)
        };
        let (code, what) = match problem {
            Problem::Moment(DraftField::End, WallMinuteError::NotADateAndTime) => {
                ("not_a_moment", self.say("problem-not-a-moment-or-time"))
            }
            Problem::Moment(_, WallMinuteError::NotADateAndTime) => {
                ("not_a_moment", self.say("problem-not-a-moment"))
            }
            Problem::Moment(_, WallMinuteError::YearOutOfRange) => {
                ("year_out_of_range", self.say("problem-year"))
            }
            Problem::Length(_, LengthError::NotALength) => {
                ("not_a_length", self.say("problem-not-a-length"))
            }
            Problem::Length(_, LengthError::Zero) => ("zero_length", self.say("problem-zero")),
            Problem::Length(_, LengthError::TooLong) => ("too_long", self.say("problem-too-long")),
            Problem::SkippedHour(_) => {
                ("skipped_hour", self.with("problem-skipped-hour", "zone", zone))
            }
            Problem::DoubledHour(_, earlier, later) => {
                let written = |at| zone.local(at).format("%Y-%m-%d %H:%M%:z").to_string();
                let values = [
                    ("zone", zone.to_string().into()),
                    ("earlier", written(earlier).into()),
                    ("later", written(later).into()),
                ];
                ("doubled_hour", self.0.say_with("problem-doubled-hour", &values))
            }
            Problem::StartInFuture => ("start_in_future", now_and_zone("problem-start-in-future")),
            Problem::EndInPast => ("end_in_past", now_and_zone("problem-end-in-past")),
            Problem::EndBeforeStart => ("end_before_start", self.say("problem-end-before-start")),
            Problem::NotRelative(DraftField::End) => {
                ("not_relative", self.say("problem-not-relative-end"))
            }
            Problem::NotRelative(_) => ("not_relative", self.say("problem-not-relative-start")),
            Problem::LockedBy(LockedByError::TooLong) => {
                ("locked_by_too_long", self.say("problem-locked-by-too-long"))
            }
            Problem::LockedBy(LockedByError::ControlCharacter | LockedByError::Empty) => {
                ("locked_by_control_character", self.say("problem-locked-by-control"))
            }
        };
        Told { field: Some(problem.field()), ..Told::new(code, what) }
    }

    /// A moment on the tracker's clock, and on this computer's where that shows another time.
    pub fn moment(self, at: DateTime<Utc>, zone: Zone, here: Option<Zone>) -> String {
        let there = self.day_and_time(zone.local(at));
        let here = here.filter(|here| here.offset(at) != zone.offset(at));
        here.map_or(there.clone(), |here| {
            let here = self.day_and_time(here.local(at));
            self.0.say_with("moment-both", &[("at", there.into()), ("here", here.into())])
        })
    }

    /// What will be sent, in a sentence, with the zone. `here` is this computer's zone.
    pub fn plan(self, plan: &Plan, now: DateTime<Utc>, here: Option<Zone>) -> String {
        let at = |at: DateTime<Utc>| ("at", self.moment(at, plan.zone, here).into());
        let start = plan.start.map_or_else(
            || self.say("plan-now"),
            |start| {
                let ago = self.length(now - start);
                self.0.say_with("plan-at", &[at(start), ("ago", ago.into())])
            },
        );
        let end = plan.scheduled_end.map_or_else(
            || self.say("plan-open"),
            |end| {
                let left = self.length(end - now);
                self.0.say_with("plan-until", &[at(end), ("in", left.into())])
            },
        );
        let mut parts = vec![start, end];
        let locked_by = plan.locked_by.as_ref();
        parts.extend(locked_by.map(|name| self.with("plan-locked-by", "name", name.as_str())));
        parts.push(self.say(if plan.public { "plan-public" } else { "plan-private" }));
        let sentence = format!("{}.", parts.join(", "));
        if plan.start.is_none() && plan.scheduled_end.is_none() {
            return sentence;
        }
        format!("{sentence} {}", self.with("plan-zone", "zone", plan.zone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, DraftEnd, DraftStart};
    use crate::texts::Texts;

    fn now() -> DateTime<Utc> {
        "2025-12-31T08:00:30Z".parse().unwrap()
    }

    fn sentence(draft: &Draft) -> String {
        let plan = Plan::from_draft(draft, "Europe/Berlin".parse().unwrap(), now()).unwrap();
        Wording(&Texts::english()).plan(&plan, now(), None)
    }

    #[test]
    fn a_plan_is_told_in_a_sentence() {
        assert_eq!(sentence(&Draft::default()), "Starts now, no scheduled end, private.");
        let draft = Draft {
            start: DraftStart::Ago("20m".to_owned()),
            end: DraftEnd::Until("2025-12-31 17:30".to_owned()),
            locked_by: "Kim".to_owned(),
            public: true,
        };
        assert_eq!(
            sentence(&draft),
            "Starts Wed 31 Dec 2025 08:41, 20m ago, scheduled end Wed 31 Dec 2025 17:30, in 8h 30m, \
             locked by Kim, public: everyone can see it on your profile. \
             Times are those of Europe/Berlin."
        );
    }
}
