//! Starting a session: what the user is asked before, and what is said of how it ended.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::courier::{Asks, Attempted, CourierError, Report, Terms};
use latchet_core::draft::{Draft, Plan};
use latchet_core::intention::Question;
use latchet_core::time::Zone;
use latchet_core::vault::{Kind, Patience};
use latchet_core::wording::Told;

use super::answers::{Answer, Asked, Asks as Shown, Ended, IpcError, Reply};
use super::desk::Desk;
use super::worker::{Lost, block_on};

/// Time goes on between a sentence and the click below it; the end of a length goes with it so far.
const STILL_AS_SHOWN: TimeDelta = TimeDelta::minutes(2);

/// A start that the user was asked about. The answers are about its moments and no others: what
/// was "20 minutes ago" when it was asked stays that moment.
pub(super) struct AskedAbout {
    draft: Draft,
    plan: Plan,
    /// What was asked, and what was answered before.
    questions: Vec<Question>,
}

impl Desk {
    /// `shown`: the scheduled end as it stood before the user, where it did.
    pub(crate) fn start(
        &self,
        draft: &Draft,
        answered: &[Question],
        shown: Option<DateTime<Utc>>,
    ) -> Reply<Answer> {
        let Some(_sending) = self.gate.send() else {
            return Ok(Answer::Ended(nothing_sent(self.wording().busy())));
        };
        let account = self.account()?;
        let (zone, now) = (self.settings()?.tracker_zone(), Utc::now());
        let plan = Plan::from_draft(draft, zone, now).map_err(|problems| {
            let first = problems.first().map(|first| self.problem(*first, zone, now));
            first.unwrap_or_else(|| self.lost())
        })?;
        let (plan, answered) = self.as_asked(draft, plan, answered);
        // What was asked about stands as it was shown then.
        if let (true, Some(shown), Some(end)) = (answered.is_empty(), shown, plan.scheduled_end)
            && (end - shown).abs() > STILL_AS_SHOWN
        {
            return Err(self.end_moved(shown, end, zone, now));
        }
        let mut journal = self.journal()?;
        let token = account.token(&journal, Patience::UserPresent);
        let (token, name) = token.map_err(|error| self.failed(error))?;
        let client = account.client().map_err(|error| self.failed(error))?;
        let terms = Terms { may_wait: !self.is_alone(), answered: &answered };
        let mut courier = account.courier(&mut journal, &client, &name);
        let sending = courier.start(&plan, &token, terms);
        let report = block_on(sending).map_err(|Lost| self.lost())?;
        match report.map_err(|error: CourierError| self.failed(error))? {
            Report::Asks(asks) => Ok(Answer::Asks(self.ask(draft, plan, answered, &asks, now))),
            report => {
                self.remember_asked(None);
                self.hand_over();
                let ended = self.ended(report, plan.zone);
                if matches!(ended.outcome, "started" | "waiting" | "unknown") {
                    self.drafts.lock().unwrap_or_else(PoisonError::into_inner).started(draft);
                }
                Ok(Answer::Ended(ended))
            }
        }
    }

    /// "Until 07:00" means another day from that minute on.
    fn end_moved(
        &self,
        shown: DateTime<Utc>,
        end: DateTime<Utc>,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> IpcError {
        let told = |at| self.wording().near_time(at, zone, now).into();
        let values = [("shown", told(shown)), ("end", told(end))];
        let message = self.texts.say_with("window-end-moved", &values);
        IpcError::new("end_moved", message)
    }

    /// Is the token gone when this window is? Then nobody else can see to its starts.
    pub(super) fn is_alone(&self) -> bool {
        self.account().is_ok_and(|account| account.vault().kind() == Kind::Memory)
    }

    /// The start as the user was asked about it, and of the answers those that were asked for. If
    /// it is another start by now, or the tracker's zone is another, nothing is answered.
    fn as_asked(&self, draft: &Draft, plan: Plan, answered: &[Question]) -> (Plan, Vec<Question>) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = asked.as_ref().filter(|asked| {
            !answered.is_empty() && asked.draft == *draft && asked.plan.zone == plan.zone
        });
        asked.map_or((plan, Vec::new()), |asked| {
            let mut answered = answered.to_vec();
            answered.retain(|question| asked.questions.contains(question));
            (asked.plan.clone(), answered)
        })
    }

    fn ask(
        &self,
        draft: &Draft,
        plan: Plan,
        answered: Vec<Question>,
        asks: &Asks,
        now: DateTime<Utc>,
    ) -> Shown {
        let told = self.wording().asks(asks, &plan, now, Zone::of_computer());
        let questions = asks.questions.iter().zip(told);
        let questions = questions
            .map(|(question, told)| Asked { name: question.name(), told: told.into() })
            .collect();
        let known = answered.into_iter().chain(asks.questions.iter().copied()).collect();
        self.remember_asked(Some(AskedAbout { draft: draft.clone(), plan, questions: known }));
        Shown { outcome: "asks", questions }
    }

    fn remember_asked(&self, about: Option<AskedAbout>) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = about;
    }

    pub(super) fn ended(&self, report: Report, zone: Zone) -> Ended {
        match report {
            Report::Attempted(attempted) => self.attempted(&attempted, zone),
            Report::Blocked(earlier) => {
                let mut told = self.wording().blocked(earlier.id);
                told.meaning.push(self.wording().state(earlier.id, &earlier.state).sentence());
                nothing_sent(told)
            }
            // What is asked of a start that is recorded is its state.
            Report::Busy | Report::Asks(_) => nothing_sent(self.wording().busy()),
        }
    }

    fn attempted(&self, attempted: &Attempted, zone: Zone) -> Ended {
        self.has_sent.store(true, Ordering::Relaxed);
        let Attempted { id, state, recorded, clock_skew, apart } = attempted;
        let wording = self.wording();
        let lines = recorded.as_ref().map(|session| wording.recorded(session, zone));
        let other_zone = recorded.as_ref();
        let other_zone =
            other_zone.and_then(|session| wording.other_zone(session, *apart, zone, zone));
        let skew = clock_skew.map(|skew| {
            let values = [("length", self.wording().length(skew.abs()).into())];
            self.texts.say_with("cli-clock-skew", &values)
        });
        Ended {
            session_id: state.session_id().map(|id| id.0),
            recorded: lines.into_iter().flatten().chain(other_zone).chain(skew).collect(),
            ..Ended::new(state.outcome(), self.told(*id, state))
        }
    }
}

pub(super) fn nothing_sent(told: Told) -> Ended {
    Ended::new("not_sent", told.into())
}
