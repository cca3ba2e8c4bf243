//! What the courier does around the shared functions, one step after another: what is between two
//! steps can be interleaved with everything else, and a program can end there.

use chrono::TimeDelta;
use latchet_core::draft::told_minute;
use latchet_core::intention::{Delay, Event, Question, State};
use latchet_core::schedule::{self, Given, Task};
use latchet_core::settling::{Verdict, Wanted};
use latchet_tracker::{NotSent, Outcome, Refusal, Session, SessionId, Unknown, Why};

use crate::facts::Fault;
use crate::protocol::Protocol;
use crate::rules::Rule;
use crate::world::{
    Errand, Known, Maker, PATIENCE, Post, Reading, Recorded, Run, Standing, Step, World, plan,
};

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

/// A start that goes out so soon is still one now, as `courier/sending.rs` has it.
const STILL_NOW: TimeDelta = TimeDelta::minutes(1);

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
        Step::Check | Step::Deliver { .. } | Step::Overlap(_) | Step::ReadBack => {
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
            if matches!(world.journal[id].state, State::Sending { .. } | State::Checking(_)) {
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
            Step::ReadBack => self.read_back(world, &run, luck),
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
                self.append(world, id, &Event::SendingBegan, None)?;
                note_unsettled(world, id);
                note_overtaken(world, id, &world.sessions(run.account));
                run.then(Step::Post { told: None })
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

    fn go_on_with_click(&self, world: &World, run: Run) -> Option<Run> {
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
            is_guessed: false,
            accepted: 0,
        });
        self.append(world, run.id, &Event::SendingBegan, None);
        note_unsettled(world, run.id);
    }

    fn begin_check(&self, world: &mut World, run: Run) -> Option<Run> {
        self.append(world, run.id, &Event::CheckBegan, None)?;
        run.then(Step::Check)
    }

    /// What a read brings, whose token it is asked first.
    fn read(&self, world: &World, run: &Run, luck: Luck) -> Reading {
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

    fn told(&self, world: &World, run: &Run, reading: &Reading) -> Option<Vec<Session>> {
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

    fn verdict(&self, world: &World, id: usize, sessions: &[Session]) -> Verdict {
        let one = &world.journal[id];
        let attempted_at = match &one.state {
            State::Unknown(doubt) | State::Checking(doubt) => doubt.attempted_at,
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

    fn checked(&self, world: &mut World, run: Run, reading: &Reading) -> Option<Run> {
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

    fn answered(&self, world: &mut World, mut run: Run, outcome: Outcome) -> Option<Run> {
        let id = run.id;
        let looks_up = world.journal.get(id)?.was_doubtful
            && self.rules.hold(Rule::OverlapIsLookedUp)
            && matches!(&outcome, Outcome::Refused(refusal) if refusal.why == Why::Overlap);
        match outcome {
            Outcome::NotSent(why) if self.may_wait => {
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
    fn settle(
        &self,
        world: &mut World,
        run: Run,
        outcome: Outcome,
        truth: &[Standing],
    ) -> Option<Run> {
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

    /// What runs, after a start whose number was not told, is taken for it.
    fn read_back(&self, world: &mut World, run: &Run, luck: Luck) -> Option<Run> {
        if luck != Luck::Well || !run.token.may_read {
            return None;
        }
        let all = world.sessions(run.token.owner);
        let number = all.iter().rev().find(|session| session.end.is_none())?.id;
        if world.journal[run.id].id_bound.is_some_and(|bound| number > bound) {
            self.append(world, run.id, &Event::Identified(SessionId(number)), None)?;
            world.journal[run.id].is_guessed = true;
            world.bound = world.bound.max(Some(number));
        }
        None
    }

    fn overlapped(
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

    fn begin_delivery(
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
            _ => {
                // The journal is to say why not.
                self.append(world, run.id, &Event::SendingBegan, None)?;
                world.faults.insert(Fault::AttemptLeftOpen);
                return None;
            }
        }
        run.then(Step::Deliver { answered })
    }

    fn delivering(
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

/// The request goes out, or does not.
fn post(
    world: &mut World,
    run: Run,
    told: Option<chrono::DateTime<chrono::Utc>>,
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

/// An attempt begins: does another of the same owner stand in its way?
fn note_unsettled(world: &mut World, id: usize) {
    let owner = world.journal[id].owner;
    let others = world.journal.iter().enumerate().filter(|(other, _)| *other != id);
    if others.into_iter().any(|(_, one)| one.owner == owner && one.state.blocks_new_starts()) {
        world.faults.insert(Fault::SentWhileUnsettled);
    }
}

/// It had waited and is sent: had a session of someone else begun since the click, of which the user
/// was not asked?
fn note_overtaken(world: &mut World, id: usize, truth: &[Standing]) {
    let one = &world.journal[id];
    let began = |session: &Standing| {
        // Of the click's own instant nobody can say which came first.
        session.began_at > one.created_at
            && session.maker != Maker::Intention(id)
            && session.id > one.accepted
    };
    if truth.iter().any(began) {
        world.faults.insert(Fault::SentWhenOvertaken);
    }
}

impl Run {
    fn then(self, step: Step) -> Option<Self> {
        Some(Self { step, ..self })
    }
}
