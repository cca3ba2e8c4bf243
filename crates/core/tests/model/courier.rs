//! What the courier does around the shared functions, one step after another: what is between two
//! steps can be interleaved with everything else, and a program can end there.

use latchet_core::intention::{Delay, Event, Question, State};
use latchet_core::schedule::{self, Given, Task};
use latchet_tracker::NotSent;

use crate::facts::{Fault, note_unsettled};
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::sending::post;
use crate::world::{Errand, PATIENCE, Recorded, Run, Step, World};

/// How a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Luck {
    Well,
    /// Not a byte gets out.
    NotSent,
    /// The request is lost before it is read.
    Lost,
    /// It is still on its way when the program gives up.
    Delayed,
    /// The session stands, and the answer is lost.
    AnswerLost,
    /// The session stands, and the answer does not tell its number.
    NoNumber,
    /// The read fails.
    ReadFails,
}

/// How a step can go.
pub(crate) fn lucks(step: &Step) -> &'static [Luck] {
    match step {
        Step::Post { .. } => &[
            Luck::Well,
            Luck::NotSent,
            Luck::Lost,
            Luck::Delayed,
            Luck::AnswerLost,
            Luck::NoNumber,
        ],
        Step::Bound => &[Luck::Well, Luck::NotSent, Luck::ReadFails],
        Step::Check | Step::Deliver { .. } | Step::Overlap(_) | Step::ReadBack | Step::Again => {
            &[Luck::Well, Luck::ReadFails]
        }
        _ => &[Luck::Well],
    }
}

pub(crate) fn given(world: &World) -> Given {
    Given { patience: PATIENCE, token_saved_at: Some(world.token_saved_at), network_changed: false }
}

impl Protocol {
    /// Appends to the journal what the protocol allows. `None`: it does not.
    pub(crate) fn append(
        &self,
        world: &mut World,
        id: usize,
        event: &Event,
        bound: Option<u64>,
    ) -> Option<State> {
        let now = world.now;
        let one = world.journal.get_mut(id)?;
        let before = one.state.clone();
        let state = self.rules.after(before.clone(), event, now, one.attempts).ok()?;
        one.attempts += u32::from(event.begins_attempt());
        one.was_doubtful |= matches!(state, State::Unknown(_) | State::NotThere);
        one.id_bound = bound.or(one.id_bound);
        one.state = state.clone();
        one.changed_at = now;
        if matches!(before, State::Cancelled(_)) {
            world.faults.insert(Fault::SentAfterCancel);
        }
        let may_stand =
            world.flying.iter().any(|one| one.id == id) || world.made_by(id).next().is_some();
        if state == State::NotThere && may_stand && self.lands_within.is_some() {
            world.faults.insert(Fault::AbsentThoughItMayStand);
        }
        Some(state)
    }

    /// Turns what a dead program left into *unknown*.
    pub(crate) fn recover(&self, world: &mut World) {
        for id in 0..world.journal.len() {
            let is_left = match world.journal[id].state {
                State::Sending { .. } => true,
                State::Checking { .. } => self.rules.hold(Rule::InterruptedCheckGoesOn),
                _ => false,
            };
            if is_left {
                self.append(world, id, &Event::FoundInterrupted, None);
            }
        }
    }

    /// One step of a program. `None`: it has ended, and with it its hold on the lock.
    pub(crate) fn step(&self, world: &mut World, mut run: Run, luck: Luck) -> Option<Run> {
        match run.step.clone() {
            Step::Turn(errand) => self.turn(world, run, errand),
            Step::Bound => {
                if luck == Luck::NotSent {
                    self.record(world, &mut run, None);
                    let why = Delay::NotSent(NotSent::NoConnection);
                    self.append(world, run.id, &Event::Deferred(why), None);
                    return None;
                }
                let may_read = luck == Luck::Well && run.token.may_read;
                let read = may_read.then(|| world.sessions(run.token.owner));
                let highest =
                    read.map(|all| all.iter().map(|session| session.id).max().unwrap_or(0));
                world.bound = highest.max(world.bound);
                run.then(Step::Record(highest))
            }
            Step::Record(bound) => {
                if self.rules.hold(Rule::RecordedBeforeSent) {
                    self.record(world, &mut run, bound);
                } else {
                    run.id = world.journal.len();
                }
                run.then(Step::Post { told: None })
            }
            Step::Post { told } => post(world, run, told, luck),
            Step::Answered(outcome) => self.answered(world, run, outcome),
            Step::Remember(number) => {
                world.bound = world.bound.max(Some(number));
                self.go_on_with_click(world, run)
            }
            Step::ReadBack => {
                if luck != Luck::Well || !run.token.may_read {
                    return None;
                }
                let all = world.sessions(run.token.owner);
                run.then(Step::Identify(all))
            }
            Step::Identify(sessions) => self.identify(world, &run, &sessions),
            Step::Again => {
                let reading = self.read(world, &run, luck);
                run.then(Step::TryAgain(reading))
            }
            Step::TryAgain(reading) => self.try_again(world, run, &reading),
            Step::Check => {
                let reading = self.read(world, &run, luck);
                run.then(Step::Checked(reading))
            }
            Step::Checked(reading) => self.checked(world, run, &reading),
            Step::Deliver { answered } => {
                let reading = self.read(world, &run, luck);
                run.then(Step::Delivering { answered, reading })
            }
            Step::Delivering { answered, reading } => {
                self.delivering(world, run, answered, &reading)
            }
            Step::Overlap(refusal) => {
                let reading = self.read(world, &run, luck);
                run.then(Step::Overlapped(refusal, reading))
            }
            Step::Overlapped(refusal, reading) => self.overlapped(world, run, refusal, &reading),
        }
    }

    fn turn(&self, world: &mut World, mut run: Run, errand: Errand) -> Option<Run> {
        self.recover(world);
        run.holds_lock = true;
        match errand {
            Errand::Click => {
                if let Some(earlier) = self.unsettled(world, &run) {
                    if !matches!(world.journal[earlier].state, State::Unknown(_)) {
                        return None;
                    }
                    // The person is here now: perhaps the service can be read by now.
                    run.id = earlier;
                    run.clicked = true;
                    return self.begin_check(world, run);
                }
                may_begin(world, run)
            }
            Errand::Retry(id) => {
                run.id = id;
                let is_newest = id + 1 == world.journal.len();
                let is_alone = is_newest && self.unsettled(world, &run).is_none();
                if !is_alone && self.rules.hold(Rule::StillFirst) {
                    return None;
                }
                run.then(Step::Again)
            }
            Errand::Advance(id) => {
                self.own(world, &run, id)?;
                run.id = id;
                let intention = world.journal[id].intention(id);
                let (when, task) = schedule::next(&intention, given(world), world.now)?;
                if when > world.now {
                    return None;
                }
                match task {
                    Task::Recover => None,
                    Task::Lapse => self.append(world, id, &Event::Lapsed, None).and(None),
                    Task::Hold(question) => {
                        self.hold(world, id, question);
                        None
                    }
                    Task::Check => self.begin_check(world, run),
                    Task::Deliver => self.begin_delivery(world, run, None),
                }
            }
            Errand::Send(id) => {
                self.own(world, &run, id)?;
                run.id = id;
                // Whoever answers a question has answered those before it.
                let answered = match world.journal[id].state {
                    State::Held(question) => Some(question),
                    _ => None,
                };
                self.begin_delivery(world, run, answered)
            }
        }
    }

    /// The first that stands in the way of a new start.
    fn unsettled(&self, world: &World, run: &Run) -> Option<usize> {
        let mut all = world.journal.iter();
        all.position(|one| one.owner == run.account && one.state.blocks_new_starts())
            .filter(|_| self.rules.hold(Rule::OneAtATime))
    }

    fn own(&self, world: &World, run: &Run, id: usize) -> Option<()> {
        let is_own = world.journal[id].owner == run.account;
        (is_own || !self.rules.hold(Rule::OwnTokenOnly)).then_some(())
    }

    pub(crate) fn go_on_with_click(&self, world: &World, run: Run) -> Option<Run> {
        if run.clicked && self.unsettled(world, &run).is_none() {
            return may_begin(world, Run { clicked: false, ..run });
        }
        None
    }

    fn record(&self, world: &mut World, run: &mut Run, id_bound: Option<u64>) {
        run.id = world.journal.len();
        world.journal.push(Recorded {
            owner: run.account,
            created_at: world.now,
            id_bound,
            state: State::Intended,
            changed_at: world.now,
            attempts: 0,
            was_doubtful: false,
            met_itself: false,
            accepted: 0,
        });
        self.append(world, run.id, &Event::SendingBegan, None);
        note_unsettled(world, run.id);
    }

    /// Records that a question comes first.
    pub(crate) fn hold(&self, world: &mut World, id: usize, question: Question) {
        if matches!(world.journal[id].state, State::NotThere | State::Intended) {
            self.append(world, id, &Event::Queued, None);
        }
        self.append(world, id, &Event::Held(question), None);
    }
}

fn may_begin(world: &World, run: Run) -> Option<Run> {
    match world.bound {
        Some(bound) => run.then(Step::Record(Some(bound))),
        None => run.then(Step::Bound),
    }
}

impl Run {
    #[expect(clippy::unnecessary_wraps, reason = "what every step comes to")]
    pub(crate) fn then(self, step: Step) -> Option<Self> {
        Some(Self { step, ..self })
    }
}
