//! Is the tracker's zone the account's? What past sessions prove, and what the user said.
//!
//! The zone of the insert's fields is not documented, and a start in the wrong hour can't be taken
//! back. So a time is told to the service only in a zone that past sessions bear out, or that the
//! user has confirmed.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use latchet_tracker::Session;

use crate::journal::{Journal, JournalError};
use crate::time::Zone;

/// How the tracker's zone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Past sessions bear it out, or the user has confirmed it.
    Proven,
    /// The newest session was kept at this offset, which is not the zone's at that time.
    Contradicted(FixedOffset),
    /// Nothing speaks for or against it.
    Open,
}

/// Offsets that are older than this say little about today's zone.
const RECENT: TimeDelta = TimeDelta::days(366);

/// What a list of sessions says about a zone: the newest that tells its offset decides. Others of
/// the last year must agree with it to prove anything: a zone that fits the winter alone is
/// another.
pub fn judge(sessions: &[Session], zone: Zone, now: DateTime<Utc>) -> Standing {
    let told = sessions.iter().filter_map(|session| {
        let started_at = session.started_at()?;
        let offset = session.start_offset?;
        Some((started_at, offset, offset == zone.offset(started_at)))
    });
    let told: Vec<_> = told.collect();
    match told.iter().max_by_key(|(started_at, ..)| *started_at) {
        None => Standing::Open,
        Some((_, offset, false)) => Standing::Contradicted(*offset),
        Some(_) => {
            let recent = told.iter().filter(|(started_at, ..)| now - *started_at < RECENT);
            let agree = recent.clone().count() > 0 && recent.clone().all(|(.., fits)| *fits);
            if agree { Standing::Proven } else { Standing::Open }
        }
    }
}

/// Where the journal remembers it.
const MEMORY: &str = "zone_proof";

/// Is this zone known to be this account's?
///
/// # Errors
/// What reading the journal can meet.
pub fn is_remembered(journal: &Journal, account: &str, zone: Zone) -> Result<bool, JournalError> {
    Ok(journal.memory(MEMORY)?.is_some_and(|known| known == note(account, zone)))
}

/// Remembers that this zone is this account's.
///
/// # Errors
/// When it can't be written.
pub fn remember(journal: &mut Journal, account: &str, zone: Zone) -> Result<(), JournalError> {
    if is_remembered(journal, account, zone)? {
        return Ok(());
    }
    journal.remember(MEMORY, &note(account, zone))
}

/// Takes over what sessions say: remembers a proof, forgets one that they contradict.
///
/// # Errors
/// When it can't be written.
pub fn learn(
    journal: &mut Journal,
    account: &str,
    zone: Zone,
    sessions: &[Session],
    now: DateTime<Utc>,
) -> Result<Standing, JournalError> {
    let standing = judge(sessions, zone, now);
    match standing {
        Standing::Proven => remember(journal, account, zone)?,
        Standing::Contradicted(_) if is_remembered(journal, account, zone)? => {
            journal.forget(MEMORY)?;
        }
        Standing::Contradicted(_) | Standing::Open => {}
    }
    Ok(standing)
}

fn note(account: &str, zone: Zone) -> String {
    format!("{zone} {account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(start: &str, offset_hours: Option<i32>) -> Session {
        Session {
            id: 1,
            start: format!("{start}T11:00:00").parse().unwrap(),
            end: None,
            scheduled_end: None,
            active: false,
            locked_by: None,
            public: None,
            start_offset: offset_hours.and_then(|hours| FixedOffset::east_opt(hours * 3600)),
        }
    }

    #[test]
    fn the_newest_session_decides_and_the_last_year_must_agree() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let one_hour = FixedOffset::east_opt(3600).unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        for (why, sessions, standing) in [
            ("none", vec![], Standing::Open),
            ("none that tells", vec![session("2026-11-01", None)], Standing::Open),
            ("winter", vec![session("2026-11-01", Some(1))], Standing::Proven),
            ("summer", vec![session("2026-07-01", Some(2))], Standing::Proven),
            (
                "both seasons",
                vec![session("2026-07-01", Some(2)), session("2026-11-01", Some(1))],
                Standing::Proven,
            ),
            (
                "Lagos: no summer time",
                vec![session("2026-11-01", Some(1)), session("2026-07-01", Some(1))],
                Standing::Open,
            ),
            (
                "moved since",
                vec![session("2026-11-01", Some(1)), session("2024-07-01", Some(-5))],
                Standing::Proven,
            ),
            ("elsewhere", vec![session("2026-07-01", Some(1))], Standing::Contradicted(one_hour)),
            ("long ago", vec![session("2024-11-01", Some(1))], Standing::Open),
        ] {
            assert_eq!(judge(&sessions, berlin, now), standing, "{why}");
        }
    }

    #[test]
    fn a_proof_holds_for_its_account_and_zone_until_it_is_contradicted() {
        let folder = tempfile::tempdir().unwrap();
        let origin = latchet_tracker::Origin::parse("http://127.0.0.1:1").unwrap();
        let mut journal = Journal::open(folder.path(), &origin).unwrap();
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let learn = |journal: &mut Journal, offset| {
            let sessions = [session("2026-11-01", Some(offset))];
            super::learn(journal, "kim", berlin, &sessions, now).unwrap()
        };
        learn(&mut journal, 1);
        assert!(is_remembered(&journal, "kim", berlin).unwrap());
        assert!(!is_remembered(&journal, "robin", berlin).unwrap());
        assert!(!is_remembered(&journal, "kim", Zone::UTC).unwrap());
        learn(&mut journal, -5);
        assert!(!is_remembered(&journal, "kim", berlin).unwrap());
    }
}
