//! The model: what can happen next, and what must hold.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::intention::{ByHand, Event, Look, SECOND_ABSENCE_AFTER_SECONDS, State};
use latchet_core::schedule::{self, Task};
use latchet_tracker::SessionId;
use stateright::{Model, Property};

use crate::courier::{Luck, given, lucks};
use crate::facts::Fault;
use crate::rules::{Rule, Rules};
use crate::world::{Errand, Left, Maker, Owner, Recorded, Run, Standing, Step, Token, World, at};

/// A world in which the protocol is tried, and how.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way in which worlds differ")]
pub(crate) struct Protocol {
    pub(crate) rules: Rules,
    /// How late a request can land, in seconds after it was sent. `None`: any time.
    pub(crate) lands_within: Option<i64>,
    /// Can time pass while a program is at something?
    pub(crate) suspends: bool,
    /// May a start wait, or is it tried again for a while by who wanted it?
    pub(crate) may_wait: bool,
    /// The highest number that the journal knows.
    pub(crate) bound: Option<u64>,
    /// Does the server keep what it is told?
    pub(crate) drops_text: bool,
    /// A token that may be saved.
    pub(crate) other_token: Token,
    /// Can a click take the token before another is saved, and the account's name after it, where
    /// nobody compares?
    pub(crate) clicks_race: bool,
    /// A session from shortly before the first click.
    pub(crate) earlier: Option<Earlier>,
    pub(crate) left: Left,
    /// What must hold, or is looked for.
    pub(crate) watched: fn() -> Vec<Property<Protocol>>,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// A program is started, or does what its user or its schedule wants.
    Begin(Errand, Names),
    /// It goes one step.
    Step(usize, Luck),
    Crash(usize),
    /// Somebody looks at the journal: what no living program is at is tidied.
    Tidy,
    Cancel(usize),
    /// The user looks at the website and says what is there.
    Settle(usize),
    /// What was on its way lands.
    Land(usize),
    /// Time passes until something is due or over.
    Wait,
    Night,
    BeginElsewhere,
    EndElsewhere,
    SaveToken,
}

/// Token and account name are read one after the other: another may have been saved between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Names {
    Agree,
    /// The name is the earlier one.
    OldName,
    /// The token is the earlier one.
    OldToken,
}

impl Protocol {
    /// The moment in which something is due next, or a request can't land any more.
    fn next_moment(&self, world: &World) -> Option<DateTime<Utc>> {
        let due = world.journal.iter().enumerate().filter_map(|(id, one)| {
            let next = schedule::next(&one.intention(id), given(world), world.now);
            next.map(|(when, _)| when)
        });
        let over = world
            .flying
            .iter()
            .filter_map(|post| Some(post.sent_at + TimeDelta::seconds(self.lands_within?)));
        // Whoever sleeps over a read may sleep for as long as proves something.
        let asleep = world
            .journal
            .iter()
            .filter(|one| self.suspends && matches!(one.state, State::Checking { .. }))
            .map(|one| one.changed_at + TimeDelta::seconds(SECOND_ABSENCE_AFTER_SECONDS));
        due.chain(over).chain(asleep).filter(|when| *when > world.now).min()
    }

    fn pass_to(&self, world: &mut World, when: DateTime<Utc>) {
        world.now = when;
        if let Some(within) = self.lands_within {
            world.flying.retain(|post| when < post.sent_at + TimeDelta::seconds(within));
        }
    }

    fn errands(&self, world: &World, actions: &mut Vec<Action>) {
        if world.left.clicks > 0 {
            actions.push(Action::Begin(Errand::Click, Names::Agree));
            if self.clicks_race
                && !self.rules.hold(Rule::TokenWithItsName)
                && world.replaced.is_some()
            {
                actions.push(Action::Begin(Errand::Click, Names::OldToken));
            }
        }
        for (id, one) in world.journal.iter().enumerate() {
            let next = schedule::next(&one.intention(id), given(world), world.now);
            let is_due = next
                .is_some_and(|(when, task)| when <= world.now && !matches!(task, Task::Recover));
            let is_own = one.owner == world.token.owner;
            if is_due && (is_own || !self.rules.hold(Rule::OwnTokenOnly)) {
                actions.push(Action::Begin(Errand::Advance(id), Names::Agree));
            }
            if is_due && !is_own && world.replaced.is_some_and(|old| old.owner == one.owner) {
                actions.push(Action::Begin(Errand::Advance(id), Names::OldName));
            }
            if matches!(one.state, State::Held(_) | State::NotSent(_)) && is_own {
                actions.push(Action::Begin(Errand::Send(id), Names::Agree));
            }
        }
    }

    fn untidy(world: &World) -> bool {
        let is_untidy = |(id, one): (usize, &Recorded)| {
            matches!(one.state, State::Sending { .. } | State::Checking { .. })
                || matches!(
                    schedule::next(&one.intention(id), given(world), world.now),
                    Some((when, Task::Hold(_) | Task::Lapse)) if when <= world.now
                )
        };
        !world.is_locked() && world.journal.iter().enumerate().any(is_untidy)
    }

    /// Nobody is at an attempt that is recorded as going on.
    fn is_left_open(world: &World) -> bool {
        let is_sending = |one: &Recorded| matches!(one.state, State::Sending { .. });
        !world.is_locked() && world.journal.iter().any(is_sending)
    }

    fn begin(world: &World, errand: Errand, names: Names) -> Run {
        let old = world.replaced.unwrap_or(world.token);
        let (token, account) = match names {
            Names::Agree => (world.token, world.token.owner),
            Names::OldName => (world.token, old.owner),
            Names::OldToken => (old, world.token.owner),
        };
        let step = Step::Turn(errand);
        Run { token, account, id: 0, clicked: false, holds_lock: false, delivers: false, step }
    }

    /// Does only what is helpful lead to an end: settled, or a question to the user? What is on its
    /// way is lost, no program ends, and the service answers.
    pub(crate) fn comes_to_an_end(&self, world: &World) -> bool {
        let mut world = world.clone();
        world.flying.clear();
        // A dozen reads, deliveries and moments are more than any start wants.
        for _ in 0..40 {
            if Self::untidy(&world) {
                self.tidy(&mut world);
            }
            let mut actions = Vec::new();
            self.errands(&world, &mut actions);
            let due = actions.iter().find_map(|action| match action {
                Action::Begin(errand @ Errand::Advance(_), Names::Agree) => Some(*errand),
                _ => None,
            });
            if let Some(errand) = due {
                let mut running = Some(Self::begin(&world, errand, Names::Agree));
                while let Some(run) = running {
                    running = self.step(&mut world, run, Luck::Well);
                }
            } else if let Some(when) = self.next_moment(&world) {
                self.pass_to(&mut world, when);
            } else {
                break;
            }
        }
        world.journal.iter().all(|one| {
            let is_readable = one.owner == world.token.owner && world.token.may_read;
            one.state.is_settled() || is_for_the_user(&one.state) || !is_readable
        })
    }

    fn tidy(&self, world: &mut World) {
        self.recover(world);
        for id in 0..world.journal.len() {
            let next = schedule::next(&world.journal[id].intention(id), given(world), world.now);
            if let Some((when, Task::Hold(question))) = next
                && when <= world.now
            {
                self.hold(world, id, question);
            }
        }
    }
}

/// A session with the same fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Earlier {
    pub(crate) id: u64,
    /// Does it still run?
    pub(crate) runs: bool,
}

fn earlier(Earlier { id, runs }: Earlier) -> Standing {
    Standing {
        id,
        owner: Owner::Kim,
        maker: Maker::Earlier,
        start: at(-60),
        began_at: at(-60),
        end: (!runs).then(|| at(-30)),
    }
}

fn is_for_the_user(state: &State) -> bool {
    match state {
        State::Held(_) => true,
        State::Unknown(doubt) => doubt.is_for_the_user(),
        _ => false,
    }
}

/// Is the user asked to look at the website?
fn asks_for_a_look(state: &State) -> bool {
    matches!(state, State::Unknown(doubt)
        if matches!(doubt.look, Some((_, Look::Doubtful | Look::NotAllowed))))
}

impl Model for Protocol {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        vec![World {
            now: at(0),
            journal: Vec::new(),
            bound: self.bound,
            token: Token { owner: Owner::Kim, may_read: true },
            token_saved_at: at(-1_000),
            replaced: None,
            programs: Vec::new(),
            server: self.earlier.map(earlier).into_iter().collect(),
            flying: Vec::new(),
            drops_text: self.drops_text,
            left: self.left.clone(),
            faults: BTreeSet::new(),
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        // What has gone wrong is not followed any further.
        if !world.faults.is_empty() && self.rules.broken.is_none() {
            return;
        }
        let left = &world.left;
        if world.programs.len() < 2 {
            self.errands(world, actions);
        }
        for (number, run) in world.programs.iter().enumerate() {
            let waits = matches!(run.step, Step::Turn(_));
            if waits && world.is_locked() && self.rules.hold(Rule::OneLock) {
                continue;
            }
            for luck in lucks(&run.step) {
                if *luck == Luck::Well || left.mishaps > 0 {
                    actions.push(Action::Step(number, *luck));
                }
            }
            let is_at_it = run.holds_lock || matches!(run.step, Step::Turn(Errand::Retry(_)));
            if is_at_it && left.crashes > 0 {
                actions.push(Action::Crash(number));
            }
        }
        if Self::untidy(world) {
            actions.push(Action::Tidy);
        }
        for (id, one) in world.journal.iter().enumerate() {
            if self.rules.after(one.state.clone(), &Event::Cancelled, world.now, 0).is_ok() {
                actions.push(Action::Cancel(id));
            }
            if asks_for_a_look(&one.state) {
                actions.push(Action::Settle(id));
            }
        }
        actions.extend((0..world.flying.len()).map(Action::Land));
        if world.programs.is_empty() || self.suspends {
            actions.push(Action::Wait);
        }
        if left.nights > 0 && world.programs.is_empty() {
            actions.push(Action::Night);
        }
        if left.begun_elsewhere > 0 {
            actions.push(Action::BeginElsewhere);
        }
        if left.ended_elsewhere > 0 && world.server.iter().any(|session| session.end.is_none()) {
            actions.push(Action::EndElsewhere);
        }
        if left.tokens > 0 {
            actions.push(Action::SaveToken);
        }
    }

    fn next_state(&self, last: &World, action: Action) -> Option<World> {
        let mut world = last.clone();
        match action {
            Action::Begin(errand, names) => {
                if errand == Errand::Click {
                    world.left.clicks -= 1;
                }
                let run = Self::begin(&world, errand, names);
                world.programs.push(run);
            }
            Action::Step(number, luck) => {
                let run = world.programs.remove(number);
                let was_post = matches!(run.step, Step::Post { .. });
                let only_looks = matches!(run.step, Step::ReadBack | Step::Identify(_));
                let next = self.step(&mut world, run, luck);
                if was_post && next.is_none() {
                    // Such luck was not to be had.
                    return None;
                }
                if next.is_none() && !only_looks && Self::is_left_open(&world) {
                    world.faults.insert(Fault::AttemptLeftOpen);
                }
                world.programs.extend(next);
                if luck != Luck::Well {
                    world.left.mishaps -= 1;
                }
            }
            Action::Crash(number) => {
                world.programs.remove(number);
                world.left.crashes -= 1;
            }
            Action::Tidy => self.tidy(&mut world),
            Action::Cancel(id) => {
                self.append(&mut world, id, &Event::Cancelled, None)?;
            }
            Action::Settle(id) => {
                let stands = world.made_by(id).next().map(|session| SessionId(session.id));
                let found = stands.map_or(ByHand::NotStarted, ByHand::Started);
                self.append(&mut world, id, &Event::SettledByHand(found), None)?;
            }
            Action::Land(number) => {
                let post = world.flying.remove(number);
                world.insert(post.owner, Maker::Intention(post.id), post.told);
            }
            Action::Wait => {
                let when = self.next_moment(&world)?;
                self.pass_to(&mut world, when);
            }
            Action::Night => {
                world.left.nights -= 1;
                world.flying.clear();
                world.now += TimeDelta::hours(13);
            }
            Action::BeginElsewhere => {
                world.left.begun_elsewhere -= 1;
                world.insert(Owner::Kim, Maker::Website, None)?;
            }
            Action::EndElsewhere => {
                world.left.ended_elsewhere -= 1;
                let now = world.now;
                let running = world.server.iter_mut().find(|session| session.end.is_none())?;
                running.end = Some(now);
            }
            Action::SaveToken => {
                world.left.tokens -= 1;
                world.replaced = Some(world.token);
                world.token = self.other_token;
                world.token_saved_at = world.now;
            }
        }
        world.sort();
        Some(world)
    }

    /// Without some rules an intention is sent again and again.
    fn within_boundary(&self, world: &World) -> bool {
        self.rules.broken.is_none() || world.journal.iter().all(|one| one.attempts <= 3)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        (self.watched)()
    }
}
