//! A real journal, damaged in every way that seemed worth a line, again and again.

use std::collections::BTreeMap;
use std::ops::Range;

use latchet_tracker::{LockedBy, NotSent, Outcome, Refusal, SessionId, Unknown, Why};

use super::*;
use crate::damage::{Damaged, Dice, damage};
use crate::draft::Plan;
use crate::intention::{Event, State};
use crate::salvage::{EventRow, IntentionRow};
use crate::time::Zone;

const PAGE: usize = 4096;
const FRAME: usize = 24 + PAGE;
const WAL_HEADER: usize = 32;

fn origin() -> Origin {
    Origin::parse("http://127.0.0.1:1").unwrap()
}

fn at(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_768_471_200_000 + ms).unwrap()
}

/// Far behind everything in the journal.
fn now() -> DateTime<Utc> {
    at(1_000_000_000)
}

/// A text that says on every page where it belongs.
fn long_text(id: usize) -> String {
    (0..320 + 10 * id).fold(String::new(), |text, part| text + &format!("<{id:04}.{part:06}>"))
}

fn refused(message: String) -> Event {
    Event::Answered(Outcome::Refused(Refusal {
        why: Why::BadInput,
        field: None,
        message: Some(message),
        in_service_shape: true,
    }))
}

/// What happened to the intention of this number: each way that the protocol knows of.
fn life(id: usize) -> Vec<Event> {
    let session = SessionId(1000 + id as u64);
    let lost = Event::Answered(Outcome::Unknown(Unknown::ConnectionLost));
    let mut events = vec![Event::SendingBegan];
    match id % 6 {
        0 => events
            .extend([Event::Answered(Outcome::Started { id: None }), Event::Identified(session)]),
        1 => events.extend([
            lost,
            Event::CheckBegan,
            Event::CheckFailed,
            Event::CheckBegan,
            Event::Found(session),
        ]),
        2 => events.push(refused(format!("an end before the start, said for {id}"))),
        3 => events.extend([lost, Event::CheckBegan, Event::Doubtful]),
        4 => events.push(Event::Answered(Outcome::NotSent(NotSent::NoConnection))),
        _ => events.push(refused(long_text(id))),
    }
    events
}

/// The files of a journal, and its rows in an order of their own.
struct Sample {
    database: Vec<u8>,
    wal: Vec<u8>,
    intentions: Vec<IntentionRow>,
    events: Vec<EventRow>,
}

/// Thirty intentions, the last five of them in a log that was not yet written back.
fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    // Keeps the log: the last connection to go would write it back.
    let reader = Connection::open(folder.path().join(JOURNAL)).unwrap();
    let mut ms = 0;
    let mut tick = || {
        ms += 1_000_003;
        at(ms / 1000)
    };
    for id in 1..=30 {
        if id == 26 {
            reader.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        }
        let locked_by = Some(LockedBy::parse(&format!("Kim {id}")).unwrap());
        let plan =
            Plan { start: None, scheduled_end: None, locked_by, public: false, zone: Zone::UTC };
        let account = if id % 7 == 0 { long_text(id) } else { "kim".to_owned() };
        let events = life(id);
        let known = Some(900 + id as u64);
        let recorded = journal.record(&plan, &account, known, &events[0], tick()).unwrap();
        for event in &events[1..] {
            journal.append(recorded, event, tick()).unwrap();
        }
    }
    journal.remember("nick", "kim").unwrap();
    journal.raise_id_bound(1030).unwrap();
    let intentions = reader
        .prepare("SELECT * FROM intention")
        .unwrap()
        .query_map([], |row| {
            Ok(IntentionRow {
                id: row.get(0)?,
                created_ms: row.get(1)?,
                account: row.get(2)?,
                plan: row.get(3)?,
                id_bound: row.get(4)?,
                settled: row.get(5)?,
                session_id: row.get(6)?,
            })
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let events = reader
        .prepare("SELECT * FROM event")
        .unwrap()
        .query_map([], |row| {
            Ok(EventRow {
                number: row.get(0)?,
                intention: row.get(1)?,
                at_ms: row.get(2)?,
                event: row.get(3)?,
            })
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let path = folder.path().join(JOURNAL);
    Sample {
        database: fs::read(&path).unwrap(),
        wal: fs::read(log_of(&path)).unwrap(),
        intentions,
        events,
    }
}

/// Where something lies: in the database (`false`) or its log, and the bytes.
type Place = (bool, Range<usize>);

/// Where a row lies, found by its text alone.
struct Lair {
    /// Each place in which it lies as a whole. One that is left alone is enough.
    short: Vec<Place>,
    /// All pages over which a long row is spread. All must be left alone.
    long: Vec<Place>,
}

impl Lair {
    /// A time is stored in six bytes, right before the text that follows it.
    fn find(sample: &Sample, ms: i64, text: &str) -> Self {
        let head = &text.as_bytes()[..text.len().min(200)];
        let needle = [&ms.to_be_bytes()[2..], head].concat();
        let places = sample.places(&needle);
        if text.len() < 1000 {
            // The lengths and types before it, and the numbers behind it.
            let cell =
                |(is_wal, range): Place| (is_wal, range.start.saturating_sub(24)..range.end + 20);
            return Self { short: places.into_iter().map(cell).collect(), long: Vec::new() };
        }
        let mut long: Vec<Place> = places.into_iter().map(page_of).collect();
        // Each part of the text is `<…>`, and names the row.
        let own = &text[text.find('<').unwrap()..][..6];
        long.extend(sample.places(own.as_bytes()).into_iter().map(page_of));
        long.sort_by_key(|(is_wal, page)| (*is_wal, page.start));
        long.dedup();
        Self { short: Vec::new(), long }
    }

    /// What the damage left of the row.
    fn left(&self, damaged: &DamagedFiles) -> Left {
        let is_untouched = |(is_wal, range): &&Place| {
            if *is_wal {
                damaged.wal.is_untouched(range)
            } else {
                damaged.database.is_untouched(range)
            }
        };
        let all = self.short.len() + self.long.len();
        match self.short.iter().chain(&self.long).filter(is_untouched).count() {
            untouched if untouched == all => Left::Whole,
            0 => Left::Nothing,
            _ if self.long.is_empty() => Left::ACopy,
            _ => Left::Nothing,
        }
    }
}

/// How much of a row was left alone.
#[derive(Debug, PartialEq, Eq)]
enum Left {
    /// Every byte.
    Whole,
    /// One of the places in which it lies: an older one perhaps, when the newest has got a wrong
    /// letter that nothing gives away.
    ACopy,
    /// Nothing that is certain.
    Nothing,
}

struct DamagedFiles {
    database: Damaged,
    wal: Damaged,
    /// What was done to them.
    what: String,
}

impl DamagedFiles {
    fn new(sample: &Sample, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let which = dice.below(4);
        let database = if which == 0 {
            Damaged::none(&sample.database)
        } else {
            damage(&mut dice, &sample.database, 0, PAGE)
        };
        let wal = if which == 1 {
            Damaged::none(&sample.wal)
        } else {
            damage(&mut dice, &sample.wal, WAL_HEADER, FRAME)
        };
        let what = format!("seed {seed}: {}; log: {}", database.how, wal.how);
        Self { database, wal, what }
    }
}

fn page_of((is_wal, range): Place) -> Place {
    let (header, stride) = if is_wal { (WAL_HEADER, FRAME) } else { (0, PAGE) };
    let begin = (range.start - header) / stride * stride + header;
    (is_wal, begin..begin + stride)
}

impl Sample {
    fn places(&self, needle: &[u8]) -> Vec<Place> {
        let within = |is_wal: bool, file: &[u8]| -> Vec<Place> {
            let begins = file.iter().enumerate().filter(|(_, byte)| **byte == needle[1]);
            let begins = begins.filter_map(|(second, _)| second.checked_sub(1));
            let starts = begins.filter(|begin| file[*begin..].starts_with(needle));
            starts.map(|at| (is_wal, at..at + needle.len())).collect()
        };
        let mut places = within(false, &self.database);
        places.extend(within(true, &self.wal));
        places
    }
}

fn write_files(folder: &Path, database: &[u8], wal: &[u8]) {
    fs::write(folder.join(JOURNAL), database).unwrap();
    fs::write(log_of(&folder.join(JOURNAL)), wal).unwrap();
}

/// The database without its first half, most of which is nowhere else.
fn broken(sample: &Sample, fill: u8) -> Vec<u8> {
    let mut database = sample.database.clone();
    let half = database.len() / 2;
    database[..half].fill(fill);
    database
}

/// Every file of a folder by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .collect()
}

/// A sample, and where each of its rows lies.
struct Known {
    sample: Sample,
    intentions: Vec<(IntentionRow, Lair)>,
    events: Vec<(EventRow, Lair)>,
}

impl Known {
    fn new() -> Self {
        let sample = sample();
        let intention = |row: &IntentionRow| {
            (
                row.clone(),
                Lair::find(&sample, row.created_ms, &format!("{}{}", row.account, row.plan)),
            )
        };
        let event = |row: &EventRow| (row.clone(), Lair::find(&sample, row.at_ms, &row.event));
        let intentions = sample.intentions.iter().map(intention).collect();
        let events = sample.events.iter().map(event).collect();
        Self { sample, intentions, events }
    }

    /// Is every row there that the damage left? Returns how many it left.
    fn look_for_all(&self, damaged: &DamagedFiles, found: &crate::salvage::Salvaged) -> usize {
        let what = &damaged.what;
        let mut looked_for = 0;
        for (row, lair) in &self.intentions {
            let left = lair.left(damaged);
            let versions = found.intentions.iter().filter(|found| found.id == row.id);
            let mut versions = versions.filter(|found| found.created_ms == row.created_ms);
            let fixed = |row: &IntentionRow| (row.account.clone(), row.plan.clone(), row.id_bound);
            let is_there = match left {
                Left::Whole => versions.any(|found| fixed(found) == fixed(row)),
                Left::ACopy => versions.next().is_some(),
                Left::Nothing => continue,
            };
            assert!(is_there, "{what}: intention {} is lost, but {left:?} was left", row.id);
            looked_for += 1;
        }
        for (row, lair) in &self.events {
            let left = lair.left(damaged);
            let mut same = found.events.iter().filter(|found| found.number == row.number);
            let is_there = match left {
                Left::Whole => same.any(|found| found == row),
                Left::ACopy => {
                    same.any(|found| (found.intention, found.at_ms) == (row.intention, row.at_ms))
                }
                Left::Nothing => continue,
            };
            assert!(is_there, "{what}: event {} is lost, but {left:?} was left", row.number);
            looked_for += 1;
        }
        looked_for
    }

    /// Is every start in the new journal whose row was left, and will none be sent again?
    fn look_into(&self, folder: &Path, damaged: &DamagedFiles, rescued: &Rescued) {
        let what = &damaged.what;
        let journal = Journal::open(folder, &origin()).unwrap();
        let mut all = journal.open_intentions().unwrap();
        all.extend(journal.settled(u32::MAX).unwrap());
        assert_eq!(all.len(), rescued.intentions, "{what}");
        let whole = self.intentions.iter().filter(|(_, lair)| lair.left(damaged) == Left::Whole);
        for (row, _) in whole {
            let is_there = all.iter().any(|found| {
                found.created_at.timestamp_millis() == row.created_ms
                    && found.account == row.account
                    && serde_json::to_string(&found.plan).unwrap() == row.plan
            });
            assert!(is_there, "{what}: intention {} is not in the new journal", row.id);
        }
        for found in &all {
            let again = found.state.clone().after(Event::SendingBegan, now(), found.attempts);
            let is_told = matches!(found.state, State::NotSent(_));
            assert!(again.is_err() || is_told, "{what}: {found:?} would be sent again");
        }
        let db = Connection::open(folder.join(JOURNAL)).unwrap();
        assert!(is_sound(&db).unwrap(), "{what}");
    }

    /// Was it rescued, and how many rows were looked for?
    fn damage_once(&self, seed: u64) -> (bool, usize) {
        let damaged = DamagedFiles::new(&self.sample, seed);
        let what = &damaged.what;
        let (database, wal) = (&damaged.database.bytes, &damaged.wal.bytes);
        let looked_for = self.look_for_all(&damaged, &salvage(database, wal));
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path(), database, wal);
        let rescued = rescue(folder.path(), &origin(), now());
        let files = files(folder.path());
        for bytes in [database, wal] {
            assert!(files.values().any(|kept| kept == bytes), "{what}: a damaged file is gone");
        }
        match &rescued {
            Ok(Some(rescued)) => self.look_into(folder.path(), &damaged, rescued),
            Ok(None) => self.judge_left_alone(folder.path(), &damaged, false),
            Err(JournalError::Newer(_) | JournalError::OtherService { .. }) => {
                self.judge_left_alone(folder.path(), &damaged, true);
            }
            Err(error) => panic!("{what}: {error}"),
        }
        (matches!(rescued, Ok(Some(_))), looked_for)
    }

    /// Was a file rightly left alone, for this answer?
    fn judge_left_alone(&self, folder: &Path, damaged: &DamagedFiles, is_error: bool) {
        let what = &damaged.what;
        let left = fs::read(folder.join(JOURNAL)).unwrap();
        assert_eq!(left, damaged.database.bytes, "{what}: it was to be left alone");
        match Journal::open(folder, &origin()) {
            // The version or the service's name is what was damaged.
            _ if is_error => {}
            Ok(journal) => {
                for (row, lair) in &self.intentions {
                    let is_whole = lair.left(damaged) == Left::Whole
                        && lair.short.iter().any(|(is_wal, _)| !is_wal);
                    let id = crate::intention::IntentionId(row.id);
                    let is_there = !is_whole || journal.get(id).is_ok();
                    assert!(is_there, "{what}: {id} was left in a broken file");
                }
            }
            Err(_) => {
                let found = salvage(&damaged.database.bytes, &damaged.wal.bytes);
                assert!(found.events.is_empty(), "{what}: nothing was done for what is left");
            }
        }
    }
}

/// In several threads, since most of the time goes by waiting for the disk.
fn damage_many_times(seeds: Range<u64>) {
    const THREADS: u64 = 4;
    let known = Known::new();
    let counts = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|first| {
                let (known, seeds) = (&known, seeds.clone());
                scope.spawn(move || {
                    let step = usize::try_from(THREADS).unwrap();
                    let seeds = seeds.skip(usize::try_from(first).unwrap()).step_by(step);
                    seeds
                        .map(|seed| known.damage_once(seed))
                        .fold((0, 0), |all, one| (all.0 + usize::from(one.0), all.1 + one.1))
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let (rescued, looked_for) =
        counts.into_iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert!(rescued > 0 && looked_for > 0, "the damage was none");
    eprintln!("{rescued} journals rescued, {looked_for} rows that were left looked for");
}

#[test]
fn what_damage_left_whole_is_never_lost() {
    damage_many_times(0..120);
}

#[test]
#[ignore = "minutes: for the nightly run"]
fn nightly_what_damage_left_whole_is_never_lost_in_ten_thousand_cases() {
    damage_many_times(500..10_500);
}

#[test]
fn a_whole_journal_is_read_as_sqlite_reads_it() {
    let sample = sample();
    let salvaged = salvage(&sample.database, &sample.wal);
    assert_eq!(salvaged.intentions, sample.intentions, "the newest versions, and nothing twice");
    assert_eq!(salvaged.events, sample.events);
    let remembered = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let memory = [
        remembered("id_bound", "1030"),
        remembered("nick", "kim"),
        remembered("origin", &origin().to_string()),
    ];
    assert_eq!(salvaged.memory, memory);
}

#[test]
fn a_whole_journal_is_not_touched() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), &sample.database, &sample.wal);
    assert_eq!(rescue(folder.path(), &origin(), now()).unwrap(), None);
    let mut left = files(folder.path());
    left.remove(LOCK);
    let expected = [
        (JOURNAL.to_owned(), sample.database.clone()),
        (format!("{JOURNAL}-wal"), sample.wal.clone()),
    ];
    assert_eq!(left, BTreeMap::from(expected));
    assert!(!is_log_cut(folder.path()).unwrap());
}

#[test]
fn a_file_that_never_was_a_journal_is_left_alone() {
    for garbage in [vec![b'x'; 4096], Vec::new(), b"SQLite format 3\0".to_vec()] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(JOURNAL), &garbage).unwrap();
        assert_eq!(rescue(folder.path(), &origin(), now()).unwrap(), None);
        let mut left = files(folder.path());
        left.remove(LOCK);
        assert_eq!(left, BTreeMap::from([(JOURNAL.to_owned(), garbage)]));
    }
}

#[test]
fn a_journal_of_which_only_the_schema_is_left_is_told_to_be_empty() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let mut database = sample.database.clone();
    database[PAGE..].fill(0);
    write_files(folder.path(), &database, &[]);
    let rescued = rescue(folder.path(), &origin(), now()).unwrap().unwrap();
    assert_eq!(rescued.intentions, 0);
    assert_eq!(fs::read(rescued.kept).unwrap(), database);
}

#[test]
fn another_service_s_journal_is_left_alone() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let mut database = sample.database.clone();
    database[..PAGE].fill(0);
    write_files(folder.path(), &database, &[]);
    let rescued = rescue(folder.path(), &Origin::service(), now());
    assert!(matches!(rescued, Err(JournalError::OtherService { .. })), "{rescued:?}");
    assert_eq!(fs::read(folder.path().join(JOURNAL)).unwrap(), database);
}

#[test]
fn a_second_damaged_file_does_not_overwrite_the_first() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Vec::new();
    for fill in [0, 1, 2] {
        let database = broken(&sample, fill);
        write_files(folder.path(), &database, &sample.wal);
        let rescued = rescue(folder.path(), &origin(), now()).unwrap().unwrap();
        assert_eq!(fs::read(&rescued.kept).unwrap(), database);
        assert_eq!(fs::read(log_of(&rescued.kept)).unwrap(), sample.wal);
        kept.push(rescued.kept.file_name().unwrap().to_owned());
    }
    assert_eq!(
        kept,
        ["journal.sqlite.damaged", "journal.sqlite.damaged-1", "journal.sqlite.damaged-2"]
    );
}

#[test]
fn commits_behind_a_broken_frame_are_found() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let mut wal = sample.wal.clone();
    // In a page that no row's text lies in; SQLite forgets all commits behind it.
    wal[WAL_HEADER + 24 + 4000] ^= 1;
    write_files(folder.path(), &sample.database, &wal);
    assert!(is_log_cut(folder.path()).unwrap());
    let rescued = rescue(folder.path(), &origin(), now()).unwrap().unwrap();
    assert_eq!((rescued.intentions, rescued.missing), (30, 0));
    assert!(!is_log_cut(folder.path()).unwrap());
}

#[test]
fn a_rescue_that_a_crash_cut_short_is_ended() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let database = broken(&sample, 0);
    write_files(folder.path(), &database, &sample.wal);
    let rescued = rescue(folder.path(), &origin(), now()).unwrap().unwrap();
    // As it was right after the new journal was ready.
    fs::rename(folder.path().join(JOURNAL), folder.path().join(READY)).unwrap();
    write_files(folder.path(), &database, &sample.wal);
    let kept = finish(folder.path()).unwrap().unwrap();
    assert_eq!(fs::read(kept).unwrap(), database);
    let journal = Journal::open(folder.path(), &origin()).unwrap();
    let (open, settled) = (journal.open_intentions().unwrap(), journal.settled(u32::MAX).unwrap());
    assert_eq!(open.len() + settled.len(), rescued.intentions);
    assert_eq!(finish(folder.path()).unwrap(), None);
}

/// What a start comes to whose row and events were found like this.
fn told(settled: bool, events: &[(i64, Event)]) -> (State, bool) {
    let plan =
        Plan { start: None, scheduled_end: None, locked_by: None, public: false, zone: Zone::UTC };
    let row = IntentionRow {
        id: 1,
        created_ms: at(0).timestamp_millis(),
        account: "kim".to_owned(),
        plan: serde_json::to_string(&plan).unwrap(),
        id_bound: None,
        settled,
        session_id: None,
    };
    let events = events.iter().map(|(number, event)| EventRow {
        number: *number,
        intention: 1,
        at_ms: at(*number - 1).timestamp_millis(),
        event: serde_json::to_string(event).unwrap(),
    });
    let salvaged = crate::salvage::Salvaged {
        intentions: vec![row],
        events: events.collect(),
        memory: Vec::new(),
    };
    let history = histories(salvaged, now()).remove(0);
    (history.state, history.is_doubtful)
}

#[test]
fn what_may_have_been_sent_is_never_taken_for_unsent() {
    let lost = || Event::Answered(Outcome::Unknown(Unknown::TimedOut));
    let started = || Event::Answered(Outcome::Started { id: Some(SessionId(5)) });
    let not_sent = || Event::Answered(Outcome::NotSent(NotSent::NoConnection));
    for (settled, events, name, is_doubtful, why) in [
        (true, vec![(1, Event::SendingBegan), (2, started())], "started", false, "nothing is lost"),
        (false, vec![(1, Event::SendingBegan), (2, started())], "started", false, "an old row"),
        (false, vec![], "unknown", true, "all events are lost"),
        (true, vec![], "unknown", true, "all events are lost"),
        (false, vec![(2, started())], "unknown", true, "the attempt is lost"),
        (true, vec![(1, Event::SendingBegan)], "unknown", true, "the answer is lost"),
        (false, vec![(1, Event::SendingBegan)], "sending", false, "found interrupted later"),
        (false, vec![(1, Event::SendingBegan), (2, lost())], "unknown", false, "as it was"),
        (false, vec![(1, Event::SendingBegan), (2, Event::NotFound)], "unknown", true, "a gap"),
        (false, vec![(1, Event::Queued)], "unknown", true, "an attempt after it may be lost"),
        (true, vec![(1, Event::SendingBegan), (2, not_sent())], "not_sent", false, "as it was"),
        (false, vec![(1, Event::SendingBegan), (2, not_sent())], "unknown", true, "it went on"),
    ] {
        let (state, doubt) = told(settled, &events);
        assert_eq!((state.name(), doubt), (name, is_doubtful), "{why}: {events:?}");
    }
}

#[test]
fn rows_with_one_number_are_told_apart_by_the_time_of_the_first_event() {
    let row = |id: i64, ms: i64| IntentionRow {
        id,
        created_ms: ms,
        account: format!("account {ms}"),
        plan: String::new(),
        id_bound: None,
        settled: true,
        session_id: None,
    };
    let event = |number: i64, intention: i64, ms: i64| EventRow {
        number,
        intention,
        at_ms: ms,
        event: "\"sending_began\"".to_owned(),
    };
    // The number of 2 was damaged and reads 1; only events are left of 3.
    let salvaged = crate::salvage::Salvaged {
        intentions: vec![row(1, 20), row(1, 10)],
        events: vec![event(1, 1, 10), event(2, 2, 20), event(3, 3, 30)],
        memory: Vec::new(),
    };
    let told: Vec<_> = histories(salvaged, now())
        .into_iter()
        .map(|history| (history.row.id, history.row.created_ms, history.row.account))
        .collect();
    let expected = [(1, 10, "account 10"), (2, 20, "account 20"), (3, 30, "account 20")];
    assert_eq!(told, expected.map(|(id, ms, account)| (id, ms, account.to_owned())));
}
