use latchet_tracker::{NotSent, Origin, Outcome};

use super::file::LONGEST_LOG;
use super::*;
use crate::time::Zone;

fn plan() -> Plan {
    Plan { start: None, scheduled_end: None, locked_by: None, public: false, zone: Zone::UTC }
}

fn now() -> DateTime<Utc> {
    "2026-01-15T10:00:00.123Z".parse().unwrap()
}

fn origin() -> Origin {
    Origin::parse("http://127.0.0.1:1").unwrap()
}

#[test]
fn what_was_recorded_is_there_for_the_next_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    let id = journal.record(&plan(), "kim", Some(41), &Event::SendingBegan, now()).unwrap();
    let mut other = Journal::open(folder.path(), &origin()).unwrap();
    let intention = other.get(id).unwrap();
    assert_eq!(intention.state, State::Sending { since: now(), attempt: 1 });
    assert_eq!((intention.account.as_str(), intention.id_bound), ("kim", Some(41)));
    assert_eq!(intention.plan, plan());
    let outcome = Outcome::Started { id: Some(SessionId(42)) };
    other.append(id, &Event::Answered(outcome), now()).unwrap();
    assert_eq!(journal.open_intentions().unwrap(), []);
    let settled = journal.settled(10).unwrap();
    assert_eq!(settled[0].state, State::Started(Some(SessionId(42))));
}

#[test]
fn an_illegal_move_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    let id = journal.record(&plan(), "kim", None, &Event::Queued, now()).unwrap();
    let refused = journal.append(id, &Event::CheckBegan, now());
    assert!(matches!(refused, Err(JournalError::Illegal(_))), "{refused:?}");
    assert_eq!(journal.get(id).unwrap().state.name(), "waiting");
    assert_eq!(journal.open_intentions().unwrap().len(), 1);
}

#[test]
fn a_journal_keeps_to_its_service() {
    let folder = tempfile::tempdir().unwrap();
    Journal::open(folder.path(), &origin()).unwrap();
    let other = Journal::open(folder.path(), &Origin::service());
    assert!(matches!(other, Err(JournalError::OtherService { .. })), "{other:?}");
}

#[test]
fn a_file_that_is_no_journal_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("journal.sqlite");
    let garbage = vec![b'x'; 4096];
    std::fs::write(&file, &garbage).unwrap();
    let opened = Journal::open(folder.path(), &origin());
    assert!(matches!(opened, Err(JournalError::Damaged { .. })), "{opened:?}");
    assert_eq!(std::fs::read(&file).unwrap(), garbage);
}

#[test]
fn a_newer_file_is_neither_read_nor_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    let raw = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    let written = journal.record(&plan(), "kim", None, &Event::Queued, now());
    assert!(matches!(written, Err(JournalError::Newer(_))), "the one already open too");
    let opened = Journal::open(folder.path(), &origin());
    assert!(matches!(opened, Err(JournalError::Newer(_))));
}

#[test]
fn the_bound_only_rises() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    assert_eq!(journal.id_bound().unwrap(), None);
    for (seen, bound) in [(5, 5), (3, 5), (8, 8)] {
        journal.raise_id_bound(seen).unwrap();
        assert_eq!(journal.id_bound().unwrap(), Some(bound));
    }
}

#[test]
fn a_number_that_the_service_tells_raises_the_bound_in_the_same_commit() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    let started = |number| Event::Answered(Outcome::Started { id: Some(SessionId(number)) });
    for (told, bound) in [(started(9), 9), (started(7), 9), (started(10), 10)] {
        let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
        journal.append(id, &told, now()).unwrap();
        assert_eq!(journal.id_bound().unwrap(), Some(bound));
    }
    let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
    for event in [Event::FoundInterrupted, Event::CheckBegan, Event::Found(SessionId(11))] {
        journal.append(id, &event, now()).unwrap();
    }
    assert_eq!(journal.id_bound().unwrap(), Some(11));
}

#[test]
fn what_was_not_sent_stands_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    let id = journal.record(&plan(), "kim", None, &Event::SendingBegan, now()).unwrap();
    let outcome = Event::Answered(Outcome::NotSent(NotSent::NoConnection));
    journal.append(id, &outcome, now()).unwrap();
    assert_eq!(journal.settled(1).unwrap()[0].state, State::NotSent(NotSent::NoConnection));
}

#[test]
fn the_newest_that_is_wanted_is_found_among_so_many_and_no_more_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), &origin()).unwrap();
    for account in ["kim", "robin", "kim", "robin"] {
        let id = journal.record(&plan(), account, None, &Event::Queued, now()).unwrap();
        journal.append(id, &Event::Cancelled, now()).unwrap();
    }
    journal.record(&plan(), "kim", None, &Event::Queued, now()).unwrap();
    for (account, among, found, read) in [
        ("robin", 20, Some(4), 1),
        ("kim", 20, Some(3), 2),
        ("kim", 1, None, 1),
        ("alex", 20, None, 4),
        ("alex", 3, None, 3),
    ] {
        let seen = std::cell::Cell::new(0);
        let newest = journal.newest_settled(among, |one| {
            seen.set(seen.get() + 1);
            one.account == account
        });
        let newest = newest.unwrap().map(|newest| newest.id.0);
        assert_eq!((newest, seen.get()), (found, read), "{account}, {among}");
    }
}

#[test]
fn a_log_that_has_grown_is_written_back_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let log = || std::fs::metadata(folder.path().join("journal.sqlite-wal")).unwrap().len();
    let mut longest = 0;
    let mut id = IntentionId(0);
    for _ in 0..100 {
        let mut journal = Journal::open(folder.path(), &origin()).unwrap();
        id = journal.record(&plan(), "kim", None, &Event::Queued, now()).unwrap();
        journal.append(id, &Event::Cancelled, now()).unwrap();
        drop(journal);
        longest = longest.max(log());
    }
    assert!(longest > LONGEST_LOG / 2 && longest <= LONGEST_LOG + 100_000, "{longest}");
    assert!(log() < longest, "it was begun anew");
    let journal = Journal::open(folder.path(), &origin()).unwrap();
    assert_eq!((id, journal.settled(1_000).unwrap().len()), (IntentionId(100), 100));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("services/x");
    Journal::open(&inner, &origin()).unwrap();
    assert_eq!(std::fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
}
