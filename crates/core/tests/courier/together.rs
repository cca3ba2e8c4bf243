//! Two programs on one folder, at once, with a server at its worst.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Barrier};

use latchet_core::attending;
use latchet_core::courier::{Courier, Report, Terms};
use latchet_core::intention::State;
use latchet_core::journal::Journal;
use latchet_core::schedule::Given;
use latchet_practice::Practice;
use latchet_tracker::{Origin, Token};

use crate::world::{Clock, NICK, PATIENCE, World, client, go_by, now, open_end};

const STARTS: usize = 20;

/// One insert after the other, by both.
const WORST: &str = "close-after-recording:2,answer-500:4,cut-mid-response:6,close-after-reading:9,\
    error-500-after-recording:11,html:13,empty-body:15,answer-429:17,garbage:19,redirect:21,\
    close-after-recording:25";

struct Program {
    server: Arc<Practice>,
    journal: Journal,
    clock: Clock,
    token: Token,
}

impl Program {
    /// Wishes again and again; while an earlier one is in the way it is attended to. Whatever
    /// stands is ended, so that the next may begin.
    async fn run(mut self, folder: &Path, origin: &Origin) {
        go_by(&self.clock);
        let client = client(origin);
        let mut wishes = 0;
        while wishes < STARTS {
            let mut courier = Courier {
                folder,
                journal: &mut self.journal,
                client: &client,
                account: NICK,
                clock: now,
            };
            let terms = Terms { may_wait: true, answered: &[] };
            match courier.start(&open_end(), &self.token, terms).await.unwrap() {
                Report::Attempted(end) => {
                    wishes += 1;
                    if let State::Started(Some(id)) = end.state {
                        self.server.end_session(id.0);
                    }
                }
                Report::Blocked(earlier) => {
                    let asks = matches!(&earlier.state, State::Unknown(doubt)
                        if doubt.is_for_the_user())
                        || matches!(earlier.state, State::Held(_));
                    assert!(!asks, "nobody but these two starts any: {earlier:?}");
                    self.clock.pass(31);
                    let given =
                        Given { patience: PATIENCE, token_saved_at: None, network_changed: false };
                    courier.advance(earlier.id, &self.token, given).await.unwrap();
                    if let State::Started(Some(id)) = courier.journal.get(earlier.id).unwrap().state
                    {
                        self.server.end_session(id.0);
                    }
                }
                Report::Busy => {}
                Report::Asks(asks) => panic!("{asks:?}"),
            }
        }
    }
}

#[tokio::test]
async fn two_programs_never_make_two_sessions_of_one_wish() {
    let mut world = World::with_a_past(WORST).await;
    let begin = Arc::new(Barrier::new(2));
    let programs: Vec<_> = (0..2)
        .map(|_| {
            let program = Program {
                server: Arc::clone(&world.server),
                journal: Journal::open(world.folder.path(), &world.origin).unwrap(),
                clock: world.clock.clone(),
                token: world.token.clone(),
            };
            let (folder, origin) = (world.folder.path().to_owned(), world.origin.clone());
            let begin = Arc::clone(&begin);
            std::thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                begin.wait();
                runtime.block_on(program.run(&folder, &origin));
            })
        })
        .collect();
    for program in programs {
        program.join().unwrap();
    }
    world.attend().await;
    let now = world.clock.now();
    let outlook = attending::outlook(&world.journal, NICK, world.given(), now).unwrap();
    assert_eq!((outlook.due, outlook.next), (vec![], None));
    let open = world.journal.open_intentions().unwrap();
    let settled = world.journal.settled(1000).unwrap();
    assert_eq!(settled.len() + open.len(), 2 * STARTS, "none is lost");
    let started: Vec<_> = settled.iter().filter_map(|one| one.state.session_id()).collect();
    let distinct: BTreeSet<_> = started.iter().collect();
    assert_eq!(distinct.len(), started.len(), "no session is two intentions'");
    let stand = world.sessions().len() - 1;
    assert!(
        started.len() <= stand && stand <= started.len() + open.len(),
        "{stand} sessions, {} started, still open: {open:?}",
        started.len()
    );
    assert!(started.len() > STARTS, "most of them got through: {}", started.len());
}
