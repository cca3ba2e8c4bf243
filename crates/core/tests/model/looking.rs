//! Reading the service, as the courier does it.

use latchet_core::intention::{Event, State};
use latchet_core::settling::{Verdict, Wanted};
use latchet_tracker::{Outcome, Refusal, Session, SessionId, Unknown};

use crate::courier::Luck;
use crate::facts::Fault;
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::world::{Known, Reading, Run, Standing, Step, World, plan};

impl Protocol {
    pub(crate) fn begin_check(&self, world: &mut World, run: Run) -> Option<Run> {
        self.append(world, run.id, &Event::CheckBegan, None)?;
        run.then(Step::Check)
    }

    /// What a read brings, whose token it is asked first.
    pub(crate) fn read(&self, world: &World, run: &Run, luck: Luck) -> Reading {
        let owner = world.journal[run.id].owner;
        let known = if luck == Luck::ReadFails {
            Known::Failed
        } else if !run.token.may_read {
            Known::NotAllowed
        } else if run.token.owner != owner && self.rules.hold(Rule::OwnTokenOnly) {
            Known::OthersToken
        } else {
            let mut sessions = world.sessions(run.token.owner);
            if !self.rules.hold(Rule::CompleteRead) {
                sessions.retain(|session| session.end.is_none());
            }
            Known::Sessions(sessions)
        };
        Reading { known, truth: world.sessions(owner) }
    }

    pub(crate) fn told(&self, world: &World, run: &Run, reading: &Reading) -> Option<Vec<Session>> {
        match &reading.known {
            Known::Sessions(all) => {
                Some(all.iter().map(|session| session.told(world.drops_text)).collect())
            }
            // A read that failed, taken for an empty one.
            Known::Failed
                if !self.rules.hold(Rule::FailedReadProvesNothing)
                    && matches!(run.step, Step::Checked(_)) =>
            {
                Some(Vec::new())
            }
            _ => None,
        }
    }

    pub(crate) fn verdict(&self, world: &World, id: usize, sessions: &[Session]) -> Verdict {
        let one = &world.journal[id];
        let attempted_at = match &one.state {
            State::Unknown(doubt) | State::Checking { doubt, .. } => doubt.attempted_at,
            State::Sending { since, .. } => *since,
            _ => one.changed_at,
        };
        let plan = plan();
        let wanted = Wanted {
            plan: &plan,
            id_bound: one.id_bound,
            created_at: one.created_at,
            attempted_at,
        };
        let is_claimed = |number| {
            world.journal.iter().any(|one| one.state.session_id() == Some(SessionId(number)))
        };
        self.rules.judge(wanted, sessions, is_claimed)
    }

    pub(crate) fn checked(&self, world: &mut World, run: Run, reading: &Reading) -> Option<Run> {
        let sessions = self.told(world, &run, reading);
        let event = match (&sessions, &reading.known) {
            (Some(sessions), _) => match self.verdict(world, run.id, sessions) {
                Verdict::Found(number) => Event::Found(number),
                Verdict::Absent => Event::NotFound,
                Verdict::Doubtful(_) => Event::Doubtful,
            },
            (None, Known::Failed) => Event::CheckFailed,
            (None, _) => Event::CheckNotAllowed,
        };
        if sessions.is_some() && run.token.owner != world.journal[run.id].owner {
            world.faults.insert(Fault::CheckedByAnother);
        }
        self.append(world, run.id, &event, None)?;
        if let Event::Found(SessionId(number)) = event {
            return run.then(Step::Remember(number));
        }
        self.go_on_with_click(world, run)
    }

    pub(crate) fn overlapped(
        &self,
        world: &mut World,
        run: Run,
        refusal: Refusal,
        reading: &Reading,
    ) -> Option<Run> {
        let verdict = self.told(world, &run, reading).map(|all| self.verdict(world, run.id, &all));
        let outcome = match verdict {
            Some(Verdict::Found(number)) => {
                world.journal[run.id].met_itself = true;
                Outcome::Started { id: Some(number) }
            }
            Some(Verdict::Absent) => Outcome::Refused(refusal),
            Some(Verdict::Doubtful(_)) | None => Outcome::Unknown(Unknown::Status(409)),
        };
        self.settle(world, run, outcome, &reading.truth)
    }

    /// What runs, after a start whose number was not told, is taken for it where it is the only
    /// session that it can be.
    pub(crate) fn identify(
        &self,
        world: &mut World,
        run: &Run,
        sessions: &[Standing],
    ) -> Option<Run> {
        let number = sessions.iter().rev().find(|session| session.end.is_none())?.id;
        let is_it = if self.rules.hold(Rule::GuessIsCompared) {
            let all: Vec<_> = sessions.iter().map(|one| one.told(world.drops_text)).collect();
            self.verdict(world, run.id, &all) == Verdict::Found(SessionId(number))
        } else {
            world.journal[run.id].id_bound.is_some_and(|bound| number > bound)
        };
        if is_it {
            self.append(world, run.id, &Event::Identified(SessionId(number)), None)?;
            world.bound = world.bound.max(Some(number));
        }
        None
    }
}
