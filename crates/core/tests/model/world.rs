//! What the model's world is made of: the journal, the programs, the server and what is on its way.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::draft::Plan;
use latchet_core::intention::{ByHand, IntentionId, Question, State};
use latchet_core::journal::Intention;
use latchet_core::time::Zone;
use latchet_tracker::{LockedBy, Outcome, Refusal, Session, SessionId};

use crate::facts::Fault;

/// A moment, in seconds after the model's beginning: ten seconds into a minute, so that rounding
/// shows.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_050 + seconds, 0).unwrap()
}

/// Whose something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Owner {
    Kim,
    Robin,
}

impl Owner {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kim => "kim",
            Self::Robin => "robin",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Token {
    pub(crate) owner: Owner,
    pub(crate) may_read: bool,
}

/// An intention as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Recorded {
    pub(crate) owner: Owner,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) id_bound: Option<u64>,
    pub(crate) state: State,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) attempts: u32,
    pub(crate) was_doubtful: bool,
    /// Not in the journal, for the properties: a 409 turned out to be its own session.
    pub(crate) met_itself: bool,
    /// Not in the journal: sessions up to this number stood when the user said that it is to be sent
    /// all the same.
    pub(crate) accepted: u64,
}

impl Recorded {
    pub(crate) fn intention(&self, id: usize) -> Intention {
        Intention {
            id: IntentionId(i64::try_from(id).unwrap()),
            created_at: self.created_at,
            account: self.owner.name().to_owned(),
            plan: plan(),
            id_bound: self.id_bound,
            state: self.state.clone(),
            changed_at: self.changed_at,
            attempts: self.attempts,
            was_doubtful: self.was_doubtful,
        }
    }
}

/// What every click wants.
pub(crate) fn plan() -> Plan {
    Plan {
        start: None,
        scheduled_end: None,
        locked_by: Some(LockedBy::parse("Kim").unwrap()),
        public: false,
        zone: Zone::UTC,
    }
}

/// Who began a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Maker {
    /// The intention of that number.
    Intention(usize),
    /// Somebody on the website, with other fields.
    Website,
    /// An intention of long ago, or somebody on the website, with the same fields.
    Earlier,
}

/// A session as the server has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Standing {
    pub(crate) id: u64,
    pub(crate) owner: Owner,
    pub(crate) maker: Maker,
    pub(crate) start: DateTime<Utc>,
    /// By the server's clock; `start` may be an earlier moment that was told.
    pub(crate) began_at: DateTime<Utc>,
    pub(crate) end: Option<DateTime<Utc>>,
}

impl Standing {
    /// As a read tells it, by a server that keeps the text or drops it.
    pub(crate) fn told(&self, drops_text: bool) -> Session {
        let text = match self.maker {
            Maker::Intention(_) | Maker::Earlier if drops_text => None,
            Maker::Intention(_) | Maker::Earlier => Some("Kim"),
            Maker::Website => Some("Alex"),
        };
        Session {
            id: self.id,
            start: self.start.naive_utc(),
            end: self.end.map(|end| end.naive_utc()),
            scheduled_end: None,
            active: self.end.is_none(),
            locked_by: text.map(str::to_owned),
            public: Some(false),
            start_offset: chrono::FixedOffset::east_opt(0),
        }
    }
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Post {
    pub(crate) id: usize,
    pub(crate) owner: Owner,
    pub(crate) told: Option<DateTime<Utc>>,
    pub(crate) sent_at: DateTime<Utc>,
}

/// What a read brought.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Known {
    Sessions(Vec<Standing>),
    Failed,
    NotAllowed,
    OthersToken,
}

/// What a program has read, beside what was true then: of the intention's owner, all of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Reading {
    pub(crate) known: Known,
    pub(crate) truth: Vec<Standing>,
}

/// What a program is run for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Errand {
    /// The user's wish.
    Click,
    /// The same wish that could not be sent a moment ago and may not wait.
    Retry(usize),
    /// What the schedule says.
    Advance(usize),
    /// The user says so.
    Send(usize),
}

/// Where a program stands. What it has recorded it finds in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// It waits for its turn.
    Turn(Errand),
    /// The highest number is to be read.
    Bound,
    /// Nothing stands in the way of a new start, which is to be recorded with this bound.
    Record(Option<u64>),
    /// It is recorded and to be sent.
    Post { told: Option<DateTime<Utc>> },
    /// It was answered, or not.
    Answered(Outcome),
    /// The outcome is recorded and the number to be remembered.
    Remember(u64),
    /// It stands under a number that was not told; who looks for it has given back the lock.
    ReadBack,
    /// These are there.
    Identify(Vec<Standing>),
    /// The sessions are to be read before it is tried again.
    Again,
    /// They are read.
    TryAgain(Reading),
    /// The check is recorded and the service to be read.
    Check,
    /// It is read, and the verdict to be recorded.
    Checked(Reading),
    /// The sessions are to be read before it is delivered.
    Deliver { answered: Option<Question> },
    /// They are read.
    Delivering { answered: Option<Question>, reading: Reading },
    /// After a 409 the sessions are to be read.
    Overlap(Refusal),
    /// They are read.
    Overlapped(Refusal, Reading),
}

/// A program that is at something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Run {
    /// As it was when the program began.
    pub(crate) token: Token,
    /// Whose the journal said that it is: read at another moment than the token.
    pub(crate) account: Owner,
    /// What it is at.
    pub(crate) id: usize,
    /// A click that goes on when an earlier intention has been looked up.
    pub(crate) clicked: bool,
    pub(crate) holds_lock: bool,
    /// It sends what was recorded before, and may wait.
    pub(crate) delivers: bool,
    pub(crate) step: Step,
}

/// How much may still happen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Left {
    pub(crate) clicks: u8,
    pub(crate) mishaps: u8,
    pub(crate) crashes: u8,
    pub(crate) begun_elsewhere: u8,
    pub(crate) ended_elsewhere: u8,
    pub(crate) tokens: u8,
    pub(crate) nights: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) now: DateTime<Utc>,
    pub(crate) journal: Vec<Recorded>,
    /// The highest number that the journal remembers.
    pub(crate) bound: Option<u64>,
    pub(crate) token: Token,
    pub(crate) token_saved_at: DateTime<Utc>,
    /// The token before it.
    pub(crate) replaced: Option<Token>,
    pub(crate) programs: Vec<Run>,
    pub(crate) server: Vec<Standing>,
    /// What is on its way and may yet land.
    pub(crate) flying: Vec<Post>,
    /// Does the server drop the text?
    pub(crate) drops_text: bool,
    pub(crate) left: Left,
    /// What must never happen and has.
    pub(crate) faults: BTreeSet<Fault>,
}

impl World {
    /// Sessions of that owner.
    pub(crate) fn sessions(&self, owner: Owner) -> Vec<Standing> {
        self.server.iter().filter(|session| session.owner == owner).cloned().collect()
    }

    /// Those that an intention has become.
    pub(crate) fn made_by(&self, id: usize) -> impl Iterator<Item = &Standing> {
        self.server.iter().filter(move |session| session.maker == Maker::Intention(id))
    }

    /// Is every session that is told as an intention's its own? One of which the user has said that
    /// it did not come about, and which came late, may be taken for another's.
    pub(crate) fn all_are_its_own(&self) -> bool {
        let is_free =
            |other: usize| self.journal[other].state == State::SettledByHand(ByHand::NotStarted);
        self.journal.iter().enumerate().all(|(id, one)| {
            let Some(SessionId(number)) = one.state.session_id() else { return true };
            let mut told = self.server.iter().filter(|session| session.id == number);
            let is_right = |session: &Standing| {
                matches!(session.maker, Maker::Intention(other) if other == id || is_free(other))
            };
            told.any(is_right)
        })
    }

    /// Begins a session, unless one is in the way. A session without an end is in the way of every
    /// later one, and of every one that lies before it and has no end either.
    pub(crate) fn insert(
        &mut self,
        owner: Owner,
        maker: Maker,
        told: Option<DateTime<Utc>>,
    ) -> Option<u64> {
        let start = told.unwrap_or(self.now);
        let in_the_way =
            |other: &Standing| other.owner == owner && other.end.is_none_or(|end| end > start);
        if self.server.iter().any(in_the_way) {
            return None;
        }
        let id = self.server.last().map_or(10, |last| last.id.max(10)) + 1;
        self.server.push(Standing { id, owner, maker, start, began_at: self.now, end: None });
        Some(id)
    }

    pub(crate) fn is_locked(&self) -> bool {
        self.programs.iter().any(|run| run.holds_lock)
    }

    /// Two programs are alike: whoever holds the lock comes first.
    pub(crate) fn sort(&mut self) {
        self.programs.sort_by_key(|run| match run.step {
            Step::Turn(errand) => (2, Some(errand), run.token),
            Step::ReadBack | Step::Identify(_) => (1, None, run.token),
            _ => (0, None, run.token),
        });
    }
}

/// How long a start waits before the user is asked.
pub(crate) const PATIENCE: TimeDelta = TimeDelta::hours(12);
