//! A disk that fails, fills up, loses its power or lies, at every single operation of a start: no
//! start is lost, and none is doubled.
//!
//! Each test first lets a start run undisturbed and counts what it does to the journal's files, then
//! repeats it in a new world with one of those operations befallen. The practice server counts what
//! became of it.

use std::collections::BTreeSet;

use crate::practice::Practice;
use crate::program::Ended;
use crate::shim::{self, Disk, EVER, Fault, Kind, Lie, Operation, Shim};
use crate::world::World;

const START: [&str; 4] = ["start", "--yes", "--token-stdin", "--json"];

const NOTHING_SENT: [&str; 3] = ["nothing is sent", "nothing was sent", "not sent"];

/// What the journal had seen before the start that is tried.
#[derive(Debug, Clone, Copy)]
enum Past {
    /// There was none.
    None,
    /// A start that was refused.
    Refused,
}

/// One start on a bad disk.
struct Trial {
    practice: Practice,
    world: World,
    disk: Disk,
    /// How many starts were sent and recorded before.
    earlier: usize,
}

impl Trial {
    fn new(shim: &Shim, past: Past) -> Self {
        let practice = Practice::strict();
        let world = World::headless(practice.url());
        let mut trial = Self { practice, world, disk: Disk::new(shim), earlier: 0 };
        match past {
            Past::None => return trial,
            Past::Refused => {}
        }
        trial.start_with(&trial.practice.read_only_token(), &Fault::none()).expect_status(4);
        trial.earlier = 1;
        trial
    }

    fn start_with(&self, token: &str, fault: &Fault) -> Ended {
        let call = self.world.latchet(&START).input(token);
        self.disk.under(call, &self.world, fault).run()
    }

    /// The start that is tried. It does not panic, whatever befalls it.
    #[track_caller]
    fn start(&self, fault: &Fault) -> Ended {
        let ended = self.start_with(self.practice.token(), fault);
        assert!(!ended.err().contains("panicked"), "{fault:?}\n{}", ended.all());
        ended
    }

    /// A start on a healthy disk.
    fn start_again(&self) -> Ended {
        self.world.latchet(&START).input(self.practice.token()).run()
    }

    fn sent(&self) -> usize {
        self.practice.starts() - self.earlier
    }

    /// How many starts the journal knows of, by what a healthy disk holds.
    #[track_caller]
    fn known(&self) -> usize {
        let lists = [["pending", "list", "--json"].as_slice(), &["history", "--json"]];
        let count = |arguments: &&[&str]| {
            let ended = self.world.latchet(arguments).run();
            ended.expect_status(0);
            ended.json().as_array().map_or(0, Vec::len)
        };
        lists.iter().map(count).sum::<usize>() - self.earlier
    }

    /// Nothing was lost or doubled: what was sent is known, and the next start makes one session of
    /// what was not.
    #[track_caller]
    fn expect_exactly_one(&self, first: &Ended, why: &str) {
        if self.sent() == 0 && first.status.is_none() && self.known() == 1 {
            // Killed between its record and its first byte: nobody can know that it was not sent.
            let next = self.start_again();
            assert_eq!(next.status, Some(7), "{why}: the next one is held back\n{}", next.all());
            assert_eq!(self.practice.sessions(), 0, "{why}\n{}", next.all());
            return;
        }
        if self.sent() == 0 {
            let next = self.start_again();
            assert_eq!(next.status, Some(0), "{why}: the next one starts\n{}", next.all());
            assert_eq!(self.practice.sessions(), 1, "{why}\n{}", next.all());
            return;
        }
        assert_eq!(self.known(), 1, "{why}: what was sent is recorded\n{}", first.all());
        let next = self.start_again();
        let status = next.status;
        assert!(matches!(status, Some(5 | 7)), "{why}: the next one is refused\n{}", next.all());
        assert_eq!(self.practice.sessions(), 1, "{why}\n{}", next.all());
    }
}

/// What an undisturbed start does to the journal's files.
fn operations(shim: &Shim, past: Past) -> Vec<Operation> {
    let trial = Trial::new(shim, past);
    trial.start(&Fault::none()).expect_status(0);
    let operations = trial.disk.operations();
    for kind in [Kind::Write, Kind::Sync] {
        assert!(operations.iter().any(|operation| operation.kind == kind), "{operations:?}");
    }
    // The names of its files are put on the disk when they are new, and not again.
    let folders = operations.iter().filter(|operation| operation.kind == Kind::Folder).count();
    assert_eq!(folders, usize::from(matches!(past, Past::None)), "{operations:?}");
    operations
}

/// Numbers of the operations of some kinds.
fn numbers<'a>(operations: &'a [Operation], kinds: &'a [Kind]) -> impl Iterator<Item = usize> + 'a {
    operations.iter().filter(|operation| kinds.contains(&operation.kind)).map(|one| one.number)
}

/// Tries every one of these faults, and expects that some of them met an unsent start and some a
/// sent one.
fn sweep(
    shim: &Shim,
    past: Past,
    faults: impl Iterator<Item = Fault>,
    judge: impl Fn(&Trial, &Ended, &str),
) {
    let mut sent = BTreeSet::new();
    for fault in faults {
        let trial = Trial::new(shim, past);
        let ended = trial.start(&fault);
        let operations = trial.disk.operations();
        let befallen = operations.iter().find(|operation| operation.befallen);
        let befallen = befallen.unwrap_or_else(|| panic!("{fault:?} befell nothing"));
        sent.insert(trial.sent());
        let why = format!("{fault:?} after a past of {past:?} befell {befallen:?}");
        judge(&trial, &ended, &why);
    }
    assert_eq!(sent, BTreeSet::from([0, 1]), "the sweep went from before sending to after it");
}

/// Before anything was sent an error stops the start, and says so.
#[track_caller]
fn expect_stopped_in_time(trial: &Trial, ended: &Ended, why: &str) {
    if trial.sent() == 0 {
        assert_eq!(ended.status, Some(1), "{why}\n{}", ended.all());
        ended.expect_told(&NOTHING_SENT);
        assert_eq!(ended.json()["outcome"], "not_sent", "{why}\n{}", ended.all());
    }
}

/// Of the operations of one commit the first meets everything that the others would: nothing is
/// sent between them, and none of them is kept before the sync.
fn turning_points(operations: &[Operation]) -> impl Iterator<Item = usize> {
    let follows_a_sync = |pair: &[Operation]| pair[0].kind != Kind::Write;
    let points = operations.windows(2).filter(move |pair| {
        pair[1].kind != Kind::Write || follows_a_sync(pair) || pair[0].file != pair[1].file
    });
    std::iter::once(1).chain(points.map(|pair| pair[1].number))
}

#[test]
fn a_sync_that_fails_neither_loses_nor_doubles_a_start() {
    let shim = Shim::build();
    for past in [Past::None, Past::Refused] {
        let operations = operations(&shim, past);
        let syncs = numbers(&operations, &[Kind::Sync]);
        let faults = syncs.flat_map(|n| [Fault::bad(n..=n), Fault::bad(n..=EVER)]);
        sweep(&shim, past, faults, |trial, ended, why| {
            expect_stopped_in_time(trial, ended, why);
            trial.expect_exactly_one(ended, why);
        });
    }
}

#[test]
fn a_full_disk_neither_loses_nor_doubles_a_start() {
    let shim = Shim::build();
    for past in [Past::None, Past::Refused] {
        let operations = operations(&shim, past);
        let faults = numbers(&operations, &[Kind::Write]).map(|n| Fault::full(n..=EVER));
        sweep(&shim, past, faults, |trial, ended, why| {
            expect_stopped_in_time(trial, ended, why);
            trial.expect_exactly_one(ended, why);
        });
    }
}

#[test]
fn a_disk_that_is_full_for_a_moment_neither_loses_nor_doubles_a_start() {
    let shim = Shim::build();
    let past = Past::Refused;
    let operations = operations(&shim, past);
    let faults = numbers(&operations, &[Kind::Write]).map(|n| Fault::full(n..=n));
    sweep(&shim, past, faults, |trial, ended, why| {
        expect_stopped_in_time(trial, ended, why);
        trial.expect_exactly_one(ended, why);
    });
}

/// Whatever else is said of it: not that nothing was sent, for then people click again.
#[test]
fn a_start_that_was_sent_is_never_said_not_to_be() {
    let shim = Shim::build();
    let past = Past::Refused;
    let operations = operations(&shim, past);
    let faults = numbers(&operations, &[Kind::Sync]).map(|n| Fault::bad(n..=n));
    sweep(&shim, past, faults, |trial, ended, why| {
        if trial.sent() == 1 {
            let told = ended.err().to_lowercase();
            let denied = NOTHING_SENT.iter().any(|words| told.contains(words));
            assert!(!denied, "{why}: it was sent\n{}", ended.all());
            assert_ne!(ended.json()["outcome"], "not_sent", "{why}\n{}", ended.all());
        }
    });
}

#[test]
fn a_torn_page_neither_loses_nor_doubles_a_start() {
    let shim = Shim::build();
    for past in [Past::None, Past::Refused] {
        let operations = operations(&shim, past);
        let faults = numbers(&operations, &[Kind::Write]).map(Fault::torn);
        sweep(&shim, past, faults, |trial, ended, why| {
            assert_eq!(ended.status, None, "{why}: it was killed\n{}", ended.all());
            trial.expect_exactly_one(ended, why);
        });
    }
}

#[test]
fn a_power_cut_neither_loses_nor_doubles_a_start() {
    let shim = Shim::build();
    for past in [Past::None, Past::Refused] {
        let operations = operations(&shim, past);
        let faults = turning_points(&operations).map(Fault::power_cut);
        sweep(&shim, past, faults, |trial, ended, why| {
            assert_eq!(ended.status, None, "{why}: it was killed\n{}", ended.all());
            trial.disk.come_back(&trial.world);
            trial.expect_exactly_one(ended, why);
        });
    }
}

/// Nobody can keep a promise on a disk that lies. It works, or it is told plainly; and what is there
/// of the user's file stays there.
#[track_caller]
fn expect_survived(trial: &Trial, why: &str) -> Option<i32> {
    trial.disk.come_back(&trial.world);
    let (files, sent) = (shim::journals(&trial.world), trial.sent());
    let next = trial.start_again();
    assert!(!next.err().contains("panicked"), "{why}\n{}", next.all());
    assert!(files.iter().all(|file| file.exists()), "{why}: nothing is deleted");
    if next.status == Some(1) {
        next.expect_told(&["damaged"]).expect_told(&NOTHING_SENT);
        assert_eq!(trial.sent(), sent, "{why}: nothing is sent\n{}", next.all());
    } else {
        assert!(matches!(next.status, Some(0 | 5 | 7)), "{why}\n{}", next.all());
    }
    next.status
}

#[test]
fn a_disk_that_lies_is_survived() {
    let shim = Shim::build();
    // Of a new journal more than one is synced before something is sent.
    let past = Past::None;
    let operations = operations(&shim, past);
    let syncs: Vec<_> = numbers(&operations, &[Kind::Sync, Kind::Folder]).collect();
    for lie in [Lie::Whole, Lie::Half] {
        let pairs = syncs.iter().flat_map(|lied| {
            let later = syncs.iter().filter(move |cut| *cut > lied);
            later.map(move |cut| Fault::power_cut(*cut).and_lie(*lied, lie))
        });
        sweep(&shim, past, pairs, |trial, _, why| {
            let _ = expect_survived(trial, why);
        });
    }
}

/// Half of the pages that were said to be on the disk are not.
#[test]
fn a_journal_that_a_lying_disk_damaged_goes_on_with_what_is_left_of_it() {
    let shim = Shim::build();
    let trial = Trial::new(&shim, Past::Refused);
    for file in shim::journals(&trial.world) {
        let mut bytes = std::fs::read(&file).unwrap();
        bytes.chunks_mut(4096).skip(1).step_by(2).for_each(|page| page.fill(0));
        std::fs::write(&file, bytes).unwrap();
    }
    expect_survived(&trial, "every second page is gone");
}
