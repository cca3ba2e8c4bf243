//! The courier against the practice server, over real sockets and a real journal.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::courier::{
    Attempted, Courier, CourierError, CourierLock, LockError, Report, Terms,
};
use latchet_core::draft::{Draft, DraftEnd, Plan};
use latchet_core::intention::{Delay, Doubt, Event, Question, State};
use latchet_core::journal::{IntentionId, Journal};
use latchet_core::time::Zone;
use latchet_practice::{Options, Practice};
use latchet_tracker::{Client, Limits, NotSent, Origin, SessionId, Token, Unknown, Why};

struct World {
    server: Practice,
    folder: tempfile::TempDir,
    journal: Journal,
    client: Client,
    token: Token,
}

impl World {
    async fn new(behaviours: &str) -> Self {
        let options = Options { behaviours: behaviours.parse().unwrap(), ..Options::default() };
        let server = Practice::open(options).await.unwrap();
        let origin = Origin::parse(&server.url()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self {
            journal: Journal::open(folder.path(), &origin).unwrap(),
            client: Client::new(origin, Limits::default()).unwrap(),
            token: Token::parse(server.first_token()).unwrap(),
            server,
            folder,
        }
    }

    async fn start(&mut self) -> Report {
        self.start_as("practice").await
    }

    async fn start_as(&mut self, account: &str) -> Report {
        let token = self.token.clone();
        let mut courier = Courier { account, ..self.courier(Utc::now) };
        courier.start(&plan(), &token, WAITS).await.unwrap()
    }

    fn courier(&mut self, clock: fn() -> DateTime<Utc>) -> Courier<'_> {
        Courier {
            folder: self.folder.path(),
            journal: &mut self.journal,
            client: &self.client,
            account: "practice",
            clock,
        }
    }

    /// Checks at a time of the test's choosing, which the journal then tells as that of the check.
    async fn check(&mut self, id: IntentionId, at: DateTime<Utc>) -> State {
        thread_local!(static NOW: Cell<DateTime<Utc>> = const { Cell::new(DateTime::UNIX_EPOCH) });
        NOW.set(at);
        let token = self.token.clone();
        self.courier(|| NOW.get()).check(id, &token).await.unwrap()
    }

    async fn send(&mut self, id: IntentionId) -> Result<Report, CourierError> {
        let token = self.token.clone();
        self.courier(Utc::now).send(id, &token).await
    }

    fn posts(&self) -> usize {
        self.server.requests().iter().filter(|seen| seen.method == "POST").count()
    }
}

/// As a start from the terminal with everything answered.
const WAITS: Terms<'static> = Terms { may_wait: true, answered: &Question::ALL };

fn plan() -> Plan {
    let draft = Draft { end: DraftEnd::For("8h".to_owned()), ..Draft::default() };
    Plan::from_draft(&draft, "Europe/Berlin".parse().unwrap(), Utc::now()).unwrap()
}

fn attempted(report: Report) -> Attempted {
    match report {
        Report::Attempted(attempted) => *attempted,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_wish_becomes_one_session_and_is_read_back() {
    let mut world = World::new("").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, State::Started(Some(SessionId(1))));
    let recorded = end.recorded.unwrap();
    assert_eq!((recorded.id, recorded.public), (1, Some(false)));
    assert!((recorded.started_at().unwrap() - Utc::now()).abs() < TimeDelta::seconds(60));
    assert_eq!(world.server.sessions().len(), 1);
    assert_eq!(world.journal.id_bound().unwrap(), Some(1));
}

#[tokio::test]
async fn a_second_wish_is_refused_by_the_service_and_recorded_as_that() {
    let mut world = World::new("").await;
    world.start().await;
    let State::Refused(refusal) = attempted(world.start().await).state else { panic!() };
    assert_eq!(refusal.why, Why::Overlap);
    assert_eq!((world.posts(), world.server.sessions().len()), (2, 1));
}

#[tokio::test]
async fn a_session_whose_answer_was_lost_is_found_by_reading() {
    let mut world = World::new("close-after-recording:1").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, State::Started(Some(SessionId(1))));
    assert_eq!((world.posts(), world.server.sessions().len()), (1, 1));
}

#[tokio::test]
async fn a_lost_start_blocks_the_account_but_no_other() {
    let mut world = World::new("close-after-reading:1").await;
    let end = attempted(world.start().await);
    let lost = Some(Unknown::ConnectionLost);
    assert!(
        matches!(&end.state, State::Unknown(Doubt { why, .. }) if *why == lost),
        "{:?}",
        end.state
    );
    let again = world.start().await;
    assert!(matches!(&again, Report::Blocked(earlier) if earlier.id == end.id), "{again:?}");
    assert_eq!(world.posts(), 1, "nothing is repeated blindly");
    assert!(matches!(world.start_as("robin").await, Report::Attempted(_)));
    assert_eq!(world.server.sessions().len(), 1);
}

#[tokio::test]
async fn the_answer_to_a_start_before_is_found_when_the_next_one_is_wanted() {
    let mut world = World::new("close-after-recording,read-refused-to-write-token").await;
    let end = attempted(world.start().await);
    assert!(matches!(end.state, State::Unknown(_)), "a token that may not read can't tell");
    world.server.set_behaviours("".parse().unwrap());
    // Sent without a bound, since the first read was refused: a session is never taken for it.
    assert!(matches!(world.start().await, Report::Blocked(_)));
    let state = world.journal.get(end.id).unwrap().state;
    assert!(matches!(&state, State::Unknown(doubt) if doubt.is_for_the_user()), "{state:?}");
}

#[tokio::test]
async fn absence_is_proven_twice_and_then_it_goes_out_with_its_minute() {
    let mut world = World::new("close-after-reading:1").await;
    let sent_at = Utc::now() - TimeDelta::minutes(10);
    let began = Event::SendingBegan;
    let id = world.journal.record(&plan(), "practice", Some(0), &began, sent_at).unwrap();
    let state = world.check(id, sent_at + TimeDelta::seconds(31)).await;
    assert!(matches!(state, State::Unknown(_)), "one read proves nothing");
    let state = world.check(id, sent_at + TimeDelta::seconds(92)).await;
    assert_eq!(state, State::NotThere);
    world.server.set_behaviours("".parse().unwrap());
    let asked = attempted(world.send(id).await.unwrap());
    assert_eq!(asked.state, State::Held(Question::Zone), "its minute is told in an unproven zone");
    let end = attempted(world.send(id).await.unwrap());
    assert_eq!(end.state, State::Started(Some(SessionId(1))));
    let started = end.recorded.unwrap().started_at().unwrap();
    let late = started - sent_at;
    assert!(late >= TimeDelta::zero() && late < TimeDelta::minutes(1), "{started} for {sent_at}");
}

#[tokio::test]
async fn another_account_s_token_neither_checks_nor_sends() {
    let mut world = World::new("").await;
    let began = Event::SendingBegan;
    let id = world.journal.record(&plan(), "robin", Some(0), &began, Utc::now()).unwrap();
    assert!(matches!(world.send(id).await, Err(CourierError::OtherAccount(_))));
    let token = world.token.clone();
    let checked = world.courier(Utc::now).check(id, &token).await;
    assert!(matches!(checked, Err(CourierError::OtherAccount(_))));
    assert_eq!(world.server.requests().len(), 0);
}

#[tokio::test]
async fn a_201_without_a_body_is_a_start_whose_number_is_looked_up() {
    let mut world = World::new("empty-body:1").await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, State::Started(Some(SessionId(1))));
    assert_eq!(world.journal.get(end.id).unwrap().state, end.state);
}

#[tokio::test]
async fn a_service_that_wants_the_start_told_is_told_it_and_that_is_remembered() {
    let mut world = World::new("startdate-mandatory").await;
    let before = Utc::now();
    let end = attempted(world.start().await);
    assert!(matches!(end.state, State::Started(Some(_))), "{:?}", end.state);
    assert_eq!((world.posts(), world.server.sessions().len()), (2, 1));
    let started: DateTime<Utc> = end.recorded.unwrap().started_at().unwrap();
    assert!((started - before).abs() <= TimeDelta::seconds(61), "{started} for {before}");
    world.server.end_session(1);
    world.start().await;
    assert_eq!(world.posts(), 3, "the second start tells it at once");
}

#[tokio::test]
async fn a_start_that_finds_no_server_waits() {
    let mut world = World::new("").await;
    let gone = World::new("").await;
    world.client = gone.client;
    gone.server.shutdown().await;
    let end = attempted(world.start().await);
    let away = Some(Delay::NotSent(NotSent::NoConnection));
    assert!(
        matches!(&end.state, State::Waiting(waiting) if waiting.why == away),
        "{:?}",
        end.state
    );
}

#[tokio::test]
async fn what_a_dead_program_was_sending_is_unknown_to_the_next() {
    let mut world = World::new("").await;
    let long_ago = Utc::now() - TimeDelta::hours(1);
    let id =
        world.journal.record(&plan(), "practice", None, &Event::SendingBegan, long_ago).unwrap();
    let report = world.start().await;
    assert!(matches!(&report, Report::Blocked(earlier) if earlier.id == id), "{report:?}");
    let state = world.journal.get(id).unwrap().state;
    assert!(matches!(state, State::Unknown(Doubt { why: None, attempted_at, .. })
        if (attempted_at - long_ago).abs() < TimeDelta::seconds(1)));
    assert_eq!(world.posts(), 0);
}

#[test]
fn the_courier_lock_is_one_program_s_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let acquire = |folder: &Path, ms| CourierLock::acquire(folder, Duration::from_millis(ms));
    let first = acquire(folder.path(), 0).unwrap();
    assert!(matches!(acquire(folder.path(), 50), Err(LockError::Taken)));
    let path = folder.path().to_owned();
    let waiting = std::thread::spawn(move || CourierLock::acquire(&path, Duration::from_secs(10)));
    drop(first);
    assert!(waiting.join().unwrap().is_ok(), "whoever waits gets it when it is free");
}

#[test]
fn the_zone_of_the_plan_is_the_one_that_is_told() {
    let plan = Plan { zone: Zone::UTC, ..plan() };
    let told = plan.request(None).unwrap().scheduled_end.unwrap().naive().and_utc();
    assert_eq!(told, plan.scheduled_end.unwrap());
}
