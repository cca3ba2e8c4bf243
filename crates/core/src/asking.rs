//! What the user is asked before something that can't be taken back.

use chrono::{DateTime, Utc};

use crate::courier::Asks;
use crate::draft::Plan;
use crate::intention::{IntentionId, Question};
use crate::time::Zone;
use crate::wording::{Told, Wording};
use crate::zone_proof::Standing;

impl Wording<'_> {
    /// A start that is not sent before the user has answered.
    pub(crate) fn held(self, id: IntentionId, question: Question) -> Told {
        let key = match question {
            Question::FarEnd => "held-far-end",
            Question::TooLong => "held-too-long",
            Question::Overtaken => "held-overtaken",
            Question::CannotTell => "held-cannot-tell",
            Question::Zone => "held-zone",
            Question::EndPassed => "held-end-passed",
        };
        let next = if question == Question::EndPassed { "held-next-cancel" } else { "held-next" };
        Told::new("held", self.say("held")).meaning(self.say(key)).next(self.with(next, "id", id))
    }

    /// What is asked before a start is recorded, a text for each question in turn. `here` is this
    /// computer's zone.
    pub fn asks(
        self,
        asks: &Asks,
        plan: &Plan,
        now: DateTime<Utc>,
        here: Option<Zone>,
    ) -> Vec<Told> {
        asks.questions
            .iter()
            .map(|question| self.ask(*question, asks.zone, plan, now, here))
            .collect()
    }

    fn ask(
        self,
        question: Question,
        standing: Standing,
        plan: &Plan,
        now: DateTime<Utc>,
        here: Option<Zone>,
    ) -> Told {
        match question {
            Question::FarEnd => {
                let end = plan.scheduled_end.unwrap_or(now);
                let values = [
                    ("at", self.day_and_time(plan.zone.local(end)).into()),
                    ("in", self.length(end - now).into()),
                ];
                Told::new("far_end", self.0.say_with("ask-far-end", &values))
            }
            Question::Zone => {
                let zone = plan.zone;
                let what = match standing {
                    Standing::Contradicted(offset) => {
                        let values = [
                            ("offset", offset.to_string().into()),
                            ("zone", zone.to_string().into()),
                        ];
                        self.0.say_with("ask-zone-contradicted", &values)
                    }
                    Standing::Open | Standing::Proven => self.with("ask-zone", "zone", zone),
                };
                let moments = [plan.start, plan.scheduled_end];
                let told = moments.into_iter().flatten().map(|at| self.in_both(at, zone, here));
                let mut asked = Told::new("zone", what);
                asked.meaning.extend(told);
                asked.next(self.say("ask-zone-next"))
            }
            Question::TooLong
            | Question::Overtaken
            | Question::CannotTell
            | Question::EndPassed => self.held(IntentionId(0), question),
        }
    }

    /// The same moment on two clocks: the tracker's, and this computer's or else universal time.
    fn in_both(self, at: DateTime<Utc>, zone: Zone, here: Option<Zone>) -> String {
        let other = here.filter(|here| here.offset(at) != zone.offset(at)).unwrap_or(Zone::UTC);
        let [there, name] = [self.day_and_time(zone.local(at)), zone.to_string()];
        if other.offset(at) == zone.offset(at) {
            let values = [("at", there.into()), ("zone", name.into())];
            return self.0.say_with("ask-zone-moment-alone", &values);
        }
        let values = [
            ("at", there.into()),
            ("zone", name.into()),
            ("other", self.day_and_time(other.local(at)).into()),
            ("elsewhere", other.to_string().into()),
        ];
        self.0.say_with("ask-zone-moment", &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn plan() -> Plan {
        Plan {
            start: None,
            scheduled_end: "2027-12-31T16:30:00Z".parse().ok(),
            locked_by: None,
            public: false,
            zone: "Europe/Berlin".parse().unwrap(),
        }
    }

    #[test]
    fn a_zone_is_asked_about_with_each_moment_on_both_clocks() {
        let texts = Texts::english();
        let asks = Asks { questions: vec![Question::FarEnd, Question::Zone], zone: Standing::Open };
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        let told = Wording(&texts).asks(&asks, &plan(), now, "America/New_York".parse().ok());
        let all: Vec<_> = told.iter().map(Told::sentence).collect();
        assert!(all[0].contains("Fri 31 Dec 2027 17:30") && all[0].contains("395d"), "{all:?}");
        for part in ["Europe/Berlin", "Fri 31 Dec 2027 17:30", "Fri 31 Dec 2027 11:30", "New_York"]
        {
            assert!(all[1].contains(part), "{part} in {all:?}");
        }
    }

    #[test]
    fn what_past_sessions_say_against_a_zone_is_told() {
        let texts = Texts::english();
        let offset = chrono::FixedOffset::west_opt(5 * 3600).unwrap();
        let zone = Standing::Contradicted(offset);
        let asks = Asks { questions: vec![Question::Zone], zone };
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        let told = Wording(&texts).asks(&asks, &plan(), now, None);
        assert!(told[0].what.contains("-05:00"), "{told:?}");
        assert!(told[0].meaning[0].contains("16:30"), "in universal time: {told:?}");
    }
}
