//! One user's computer and the practice server, with one clock for both that a test moves.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::attending;
use latchet_core::courier::{Attempted, Courier, CourierError, Report, Terms};
use latchet_core::draft::{Draft, DraftEnd, DraftStart, Plan};
use latchet_core::intention::{ByHand, Event, IntentionId, Question, State};
use latchet_core::journal::{Intention, Journal};
use latchet_core::schedule::Given;
use latchet_practice::{Options, Practice, StoredSession};
use latchet_tracker::{Client, Limits, Origin, Route, SessionId, Token};

use crate::door::Door;

/// When the user clicks: 11:00:20 in Berlin, where the practice account is at home.
pub(crate) const CLICK: &str = "2026-01-15T10:00:20Z";

/// That minute, rounded up: what a start that waited tells.
pub(crate) const CLICK_TOLD: &str = "2026-01-15T10:01:00Z";

/// How long a start waits before the user is asked.
pub(crate) const PATIENCE: TimeDelta = TimeDelta::hours(12);

/// The account's nick, until a test changes it.
pub(crate) const NICK: &str = "practice";

/// As a start by which nothing was answered before.
pub(crate) const UNANSWERED: Terms<'static> = Terms { may_wait: true, answered: &[] };

/// As a start from the terminal with everything answered.
pub(crate) const ANSWERED: Terms<'static> = Terms { may_wait: true, answered: &Question::ALL };

/// A clock that stands until it is moved. Clones are the same clock.
#[derive(Clone, Default)]
pub(crate) struct Clock(Arc<AtomicI64>);

impl Clock {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn set(&self, at: DateTime<Utc>) {
        self.0.store(at.timestamp_millis(), Ordering::SeqCst);
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

thread_local! {
    /// The courier's clock is a plain function; each test has its own thread.
    pub(crate) static CLOCK: RefCell<Clock> = RefCell::default();
}

/// The time by this thread's clock, as a courier is given it.
pub(crate) fn now() -> DateTime<Utc> {
    CLOCK.with_borrow(Clock::now)
}

/// From now on [`now`] tells the time by this clock on this thread.
pub(crate) fn go_by(clock: &Clock) {
    CLOCK.set(clock.clone());
}

pub(crate) struct World {
    pub(crate) server: Arc<Practice>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) journal: Journal,
    pub(crate) client: Client,
    pub(crate) origin: Origin,
    pub(crate) token: Token,
    pub(crate) token_saved_at: Option<DateTime<Utc>>,
    pub(crate) account: &'static str,
    pub(crate) clock: Clock,
}

impl World {
    /// A new account at the time of the click.
    pub(crate) async fn new(behaviours: &str) -> Self {
        Self::at(CLICK, behaviours).await
    }

    /// As [`World::new`], at another time.
    pub(crate) async fn at(time: &str, behaviours: &str) -> Self {
        let clock = Clock::default();
        clock.set(utc(time));
        let options = Options { behaviours: behaviours.parse().unwrap(), ..Options::default() };
        let server = open(options, &clock).await;
        let origin = Origin::parse(&server.url()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self {
            journal: Journal::open(folder.path(), &origin).unwrap(),
            client: client(&origin),
            token: Token::parse(server.first_token()).unwrap(),
            token_saved_at: None,
            account: NICK,
            server: Arc::new(server),
            folder,
            origin,
            clock,
        }
    }

    /// An account with one session, number 1, that ended yesterday: it proves the zone to whoever
    /// reads it. The courier knows its number.
    pub(crate) async fn with_a_past(behaviours: &str) -> Self {
        let mut world = Self::new(behaviours).await;
        world.clock.pass(-86_400);
        world.one_on_the_web(60);
        world.clock.set(utc(CLICK));
        world.journal.raise_id_bound(1).unwrap();
        world
    }

    /// A session begins on the web now, and has ended when this returns.
    pub(crate) fn one_on_the_web(&self, seconds: i64) -> u64 {
        let id = self.server.start_on_the_web().unwrap();
        self.clock.pass(seconds);
        assert!(self.server.end_session(id));
        id
    }

    pub(crate) fn courier(&mut self) -> Courier<'_> {
        go_by(&self.clock);
        Courier {
            folder: self.folder.path(),
            journal: &mut self.journal,
            client: &self.client,
            account: self.account,
            clock: now,
        }
    }

    /// The whole report on a wish.
    pub(crate) async fn wish(&mut self, plan: &Plan, terms: Terms<'_>) -> Report {
        let token = self.token.clone();
        self.courier().start(plan, &token, terms).await.unwrap()
    }

    /// A start for eight hours with everything answered.
    pub(crate) async fn start(&mut self) -> Report {
        let plan = self.eight_hours();
        self.wish(&plan, ANSWERED).await
    }

    /// A start now with no end, which tells no time.
    pub(crate) async fn start_open(&mut self) -> Attempted {
        attempted(self.wish(&open_end(), UNANSWERED).await)
    }

    pub(crate) fn eight_hours(&self) -> Plan {
        self.plan(DraftStart::Now, DraftEnd::For("8h".to_owned()))
    }

    pub(crate) fn plan(&self, start: DraftStart, end: DraftEnd) -> Plan {
        let draft = Draft { start, end, ..Draft::default() };
        Plan::from_draft(&draft, "Europe/Berlin".parse().unwrap(), self.clock.now()).unwrap()
    }

    pub(crate) async fn check(&mut self, id: IntentionId) -> Result<State, CourierError> {
        let token = self.token.clone();
        self.courier().check(id, &token).await
    }

    /// What the user says of one that is not settled.
    pub(crate) async fn send(&mut self, id: IntentionId) -> Result<Report, CourierError> {
        let token = self.token.clone();
        self.courier().send(id, &token).await
    }

    /// As [`World::send`], for one that must be his to send.
    pub(crate) async fn sent(&mut self, id: IntentionId) -> State {
        attempted(self.send(id).await.unwrap()).state
    }

    /// What the resident program does when something may be due; `None` when it did nothing.
    pub(crate) async fn advance(&mut self, id: IntentionId) -> Option<State> {
        self.advance_given(id, self.given()).await
    }

    pub(crate) async fn advance_given(&mut self, id: IntentionId, given: Given) -> Option<State> {
        let token = self.token.clone();
        let report = self.courier().advance(id, &token, given).await.unwrap();
        report.map(|report| attempted(report).state)
    }

    pub(crate) fn given(&self) -> Given {
        Given { patience: PATIENCE, token_saved_at: self.token_saved_at, network_changed: false }
    }

    /// Does what falls due as the resident program does, the clock running to it, until nothing
    /// more falls due, or (for what is never settled) for some days.
    pub(crate) async fn attend(&mut self) {
        for _ in 0..30 {
            let (given, now) = (self.given(), self.clock.now());
            let outlook = attending::outlook(&self.journal, self.account, given, now).unwrap();
            match (&outlook.due[..], outlook.next) {
                ([], None) => return,
                ([], Some(next)) => self.clock.set(next + TimeDelta::milliseconds(1)),
                (due, _) => {
                    for id in due {
                        self.advance(*id).await;
                    }
                }
            }
        }
    }

    /// Another program takes over the folder.
    pub(crate) fn reopen(&mut self) {
        self.journal = Journal::open(self.folder.path(), &self.origin).unwrap();
    }

    /// Nothing listens where the server was.
    pub(crate) fn unplug(&mut self) {
        self.client = client(&Origin::parse("http://127.0.0.1:1").unwrap());
    }

    pub(crate) fn plug(&mut self) {
        self.client = client(&self.origin);
    }

    /// From now on everything passes through a door.
    pub(crate) async fn door(&mut self) -> Door {
        let door = Door::before(&self.server.url()).await;
        self.client = client(&Origin::parse(&door.url()).unwrap());
        door
    }

    pub(crate) fn behave(&self, behaviours: &str) {
        self.server.set_behaviours(behaviours.parse().unwrap());
    }

    pub(crate) fn save_token(&mut self, token: &str) {
        self.token = Token::parse(token).unwrap();
        self.token_saved_at = Some(self.clock.now());
    }

    pub(crate) fn cancel(&mut self, id: IntentionId) {
        let now = self.clock.now();
        self.journal.append(id, &Event::Cancelled, now).unwrap();
    }

    pub(crate) fn settle_by_hand(&mut self, id: IntentionId, found: ByHand) {
        let now = self.clock.now();
        self.journal.append(id, &Event::SettledByHand(found), now).unwrap();
    }

    pub(crate) fn intention(&self, id: IntentionId) -> Intention {
        self.journal.get(id).unwrap()
    }

    pub(crate) fn state(&self, id: IntentionId) -> State {
        self.intention(id).state
    }

    pub(crate) fn sessions(&self) -> Vec<StoredSession> {
        self.server.sessions()
    }

    pub(crate) fn posts(&self) -> usize {
        self.server.requests().iter().filter(|seen| seen.method == "POST").count()
    }

    pub(crate) fn requests(&self) -> usize {
        self.server.requests().len()
    }
}

/// A practice server that goes by the test's clock.
pub(crate) async fn open(options: Options, clock: &Clock) -> Practice {
    let clock = clock.clone();
    Practice::open_with_clock(options, move || clock.now()).await.unwrap()
}

pub(crate) fn client(origin: &Origin) -> Client {
    Client::new(origin.clone(), Limits::default(), Route::default()).unwrap()
}

/// Now, and for as long as it may be.
pub(crate) fn open_end() -> Plan {
    Plan::from_draft(&Draft::default(), "Europe/Berlin".parse().unwrap(), utc(CLICK)).unwrap()
}

pub(crate) fn utc(time: &str) -> DateTime<Utc> {
    time.parse().unwrap()
}

pub(crate) fn attempted(report: Report) -> Attempted {
    match report {
        Report::Attempted(attempted) => *attempted,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn started(id: u64) -> State {
    State::Started(Some(SessionId(id)))
}
