//! The courier against the practice server, over real sockets and a real journal.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::courier::{Attempted, Courier, CourierLock, LockError, Report};
use latchet_core::draft::{Draft, DraftEnd, Plan};
use latchet_core::intention::{Event, State};
use latchet_core::journal::Journal;
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
        self.start_as("kim").await
    }

    async fn start_as(&mut self, account: &str) -> Report {
        let mut courier = Courier {
            folder: self.folder.path(),
            journal: &mut self.journal,
            client: &self.client,
            account,
            clock: Utc::now,
        };
        courier.start(&plan(), &self.token).await.unwrap()
    }

    fn posts(&self) -> usize {
        self.server.requests().iter().filter(|seen| seen.method == "POST").count()
    }
}

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
async fn a_lost_answer_blocks_the_account_but_no_other() {
    let mut world = World::new("close-after-recording:1").await;
    let end = attempted(world.start().await);
    assert!(matches!(end.state, State::Unknown { why: Some(Unknown::ConnectionLost), .. }));
    let again = world.start().await;
    assert!(matches!(&again, Report::Blocked(earlier) if earlier.id == end.id), "{again:?}");
    assert_eq!(world.posts(), 1, "nothing is repeated blindly");
    assert!(matches!(world.start_as("robin").await, Report::Attempted(_)));
    assert_eq!(world.server.sessions().len(), 1);
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
async fn a_server_that_is_gone_means_not_sent() {
    let mut world = World::new("").await;
    let gone = World::new("").await;
    world.client = gone.client;
    gone.server.shutdown().await;
    let end = attempted(world.start().await);
    assert_eq!(end.state, State::NotSent(NotSent::NoConnection));
    assert_eq!(world.journal.open_intentions().unwrap(), [], "and it stands in no one's way");
}

#[tokio::test]
async fn what_a_dead_program_was_sending_is_unknown_to_the_next() {
    let mut world = World::new("").await;
    let long_ago = Utc::now() - TimeDelta::hours(1);
    let id = world.journal.record(&plan(), "kim", None, &Event::SendingBegan, long_ago).unwrap();
    let report = world.start().await;
    assert!(matches!(&report, Report::Blocked(earlier) if earlier.id == id), "{report:?}");
    let state = world.journal.get(id).unwrap().state;
    assert!(matches!(state, State::Unknown { why: None, attempted_at, .. }
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
