//! Sending, as the courier does it.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::draft::told_minute;
use latchet_core::intention::{Delay, Event, Question, State};
use latchet_core::settling::Verdict;
use latchet_tracker::{NotSent, Outcome, Refusal, SessionId, Unknown, Why};

use crate::courier::Luck;
use crate::facts::{Fault, note_overtaken, note_unsettled};
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::world::{Errand, Known, Maker, Post, Reading, Recorded, Run, Standing, Step, World};

/// A start that goes out so soon is still one now, as `courier/sending.rs` has it.
const STILL_NOW: TimeDelta = TimeDelta::minutes(1);

impl Protocol {
    pub(crate) fn answered(
        &self,
        world: &mut World,
        mut run: Run,
        outcome: Outcome,
    ) -> Option<Run> {
        let id = run.id;
        let looks_up = world.journal.get(id)?.was_doubtful
            && self.rules.hold(Rule::OverlapIsLookedUp)
            && matches!(&outcome, Outcome::Refused(refusal) if refusal.why == Why::Overlap);
        match outcome {
            Outcome::NotSent(why) if self.may_wait || run.delivers => {
                self.append(world, id, &Event::Deferred(Delay::NotSent(why)), None)?;
                None
            }
            Outcome::NotSent(_) => {
                self.append(world, id, &Event::Answered(outcome), None)?;
                // It pauses, and lets others have their turn.
                run.holds_lock = false;
                run.then(Step::Turn(Errand::Retry(id)))
            }
            Outcome::Refused(refusal) if looks_up => run.then(Step::Overlap(refusal)),
            outcome => {
                let truth = world.server.clone();
                self.settle(world, run, outcome, &truth)
            }
        }
    }

    /// Records an outcome, and looks at once what became of one that is not known.
    /// `truth` is what stood when that was known.
    pub(crate) fn settle(
        &self,
        world: &mut World,
        run: Run,
        outcome: Outcome,
        truth: &[Standing],
    ) -> Option<Run> {
        if outcome == (Outcome::Started { id: None }) && self.rules.hold(Rule::UnnumberedIsRead) {
            world.bound = None;
        }
        match self.append(world, run.id, &Event::Answered(outcome), None)? {
            State::Unknown(_) => self.begin_check(world, run),
            State::Started(Some(SessionId(number))) => run.then(Step::Remember(number)),
            State::Refused(_) => {
                if truth.iter().any(|one| one.maker == Maker::Intention(run.id)) {
                    world.faults.insert(Fault::RefusedThoughItStands);
                }
                None
            }
            State::Started(None) => Run { holds_lock: false, ..run }.then(Step::ReadBack),
            _ => None,
        }
    }

    /// Sends once more what could not be sent a moment ago, unless a session has begun since.
    pub(crate) fn try_again(&self, world: &mut World, run: Run, reading: &Reading) -> Option<Run> {
        let id = run.id;
        if self.rules.hold(Rule::StillFirst) {
            let Some(sessions) = self.told(world, &run, reading) else {
                if reading.known != Known::Failed {
                    return None;
                }
                self.append(world, id, &Event::SendingBegan, None)?;
                return run.then(Step::Answered(Outcome::NotSent(NotSent::NoConnection)));
            };
            if self.rules.is_overtaken(&world.journal[id].intention(id), &sessions) {
                return None;
            }
        }
        self.append(world, id, &Event::SendingBegan, None)?;
        note_unsettled(world, id);
        note_overtaken(world, id, &reading.truth);
        run.then(Step::Post { told: None })
    }

    pub(crate) fn begin_delivery(
        &self,
        world: &mut World,
        run: Run,
        answered: Option<Question>,
    ) -> Option<Run> {
        match world.journal[run.id].state {
            State::NotThere | State::Intended => {
                self.append(world, run.id, &Event::Queued, None)?;
            }
            State::Waiting(_) | State::Held(_) => {}
            _ if self.rules.hold(Rule::SettledIsNotSent) => return None,
            _ => {
                self.append(world, run.id, &Event::SendingBegan, None)?;
                return None;
            }
        }
        Run { delivers: true, ..run }.then(Step::Deliver { answered })
    }

    pub(crate) fn delivering(
        &self,
        world: &mut World,
        run: Run,
        answered: Option<Question>,
        reading: &Reading,
    ) -> Option<Run> {
        let id = run.id;
        let one = world.journal[id].clone();
        let sessions = self.told(world, &run, reading);
        if sessions.is_none() && reading.known != Known::NotAllowed {
            if !matches!(one.state, State::Held(_)) {
                let why = match reading.known {
                    Known::OthersToken => Delay::OtherAccount,
                    _ => Delay::NoAnswer { retry_after_seconds: None },
                };
                self.append(world, id, &Event::Deferred(why), None)?;
            }
            return None;
        }
        if let Some(sessions) = &sessions
            && one.was_doubtful
            && let Verdict::Found(number) = self.verdict(world, id, sessions)
        {
            self.append(world, id, &Event::Found(number), None)?;
            return None;
        }
        let question = match &sessions {
            Some(sessions) => {
                self.rules.is_overtaken(&one.intention(id), sessions).then_some(Question::Overtaken)
            }
            None => Some(Question::CannotTell),
        };
        if let Some(question) = question.filter(|question| answered < Some(*question)) {
            self.append(world, id, &Event::Held(question), None)?;
            return None;
        }
        let still_now = !one.was_doubtful && world.now - one.created_at < STILL_NOW;
        let told = (!still_now && self.rules.hold(Rule::OriginalMinute))
            .then(|| told_minute(one.created_at, world.now));
        let highest = sessions.iter().flatten().map(|session| session.id).max();
        let stays = one.was_doubtful && self.rules.hold(Rule::BoundStays);
        let bound = highest.filter(|_| !stays).max(one.id_bound);
        self.append(world, id, &Event::SendingBegan, bound)?;
        note_unsettled(world, id);
        if answered >= Some(Question::Overtaken) {
            // Whoever says yes says it of all that stand by then.
            let numbers = reading.truth.iter().map(|session| session.id);
            world.journal[id].accepted = numbers.max().unwrap_or(0);
        }
        note_overtaken(world, id, &reading.truth);
        run.then(Step::Post { told })
    }
}

/// The request goes out, or does not.
pub(crate) fn post(
    world: &mut World,
    run: Run,
    told: Option<DateTime<Utc>>,
    luck: Luck,
) -> Option<Run> {
    let (id, owner) = (run.id, run.token.owner);
    if luck == Luck::NotSent {
        return run.then(Step::Answered(Outcome::NotSent(NotSent::NoConnection)));
    }
    let recorded = world.journal.get(id);
    if !matches!(recorded, Some(Recorded { state: State::Sending { .. }, .. })) {
        world.faults.insert(Fault::SentUnrecorded);
    } else if recorded.is_some_and(|one| one.owner != owner) {
        world.faults.insert(Fault::SentByAnother);
    }
    let no_answer = Outcome::Unknown(Unknown::TimedOut);
    if luck == Luck::Lost {
        return run.then(Step::Answered(no_answer));
    }
    if luck == Luck::Delayed {
        world.flying.push(Post { id, owner, told, sent_at: world.now });
        return run.then(Step::Answered(no_answer));
    }
    let stood = world.made_by(id).next().is_some();
    let number = world.insert(owner, Maker::Intention(id), told).map(SessionId);
    if stood && number.is_some() {
        world.faults.insert(Fault::AcceptedBesideItself);
    }
    let outcome = match (luck, number) {
        (Luck::AnswerLost, Some(_)) => Outcome::Unknown(Unknown::ConnectionLost),
        (Luck::NoNumber, Some(_)) => Outcome::Started { id: None },
        (_, Some(number)) => Outcome::Started { id: Some(number) },
        (Luck::Well, None) => Outcome::Refused(overlap()),
        // As good as lost.
        (_, None) => return None,
    };
    run.then(Step::Answered(outcome))
}

fn overlap() -> Refusal {
    Refusal { why: Why::Overlap, field: None, message: None, in_service_shape: true }
}
