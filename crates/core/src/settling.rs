//! Was it that one? From a complete list of sessions to what it proves about a doubtful start.
//!
//! Pure. Candidates are sessions with a number above the highest one known before sending, which no
//! other intention has claimed. Matching fields confirm one; differing fields prove nothing, since
//! servers trim and convert. So one candidate that fits is the session, none at all is absence (if
//! seen twice), and anything else is for the user to say.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{Session, SessionId};

use crate::draft::Plan;
use crate::journal::Intention;
use crate::time::{Zone, later};

/// What a complete list proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This is it.
    Found(SessionId),
    /// No session can be it. Absence needs this twice, see [`crate::intention`].
    Absent,
    /// These might be it; only the user can tell.
    Doubtful(Vec<SessionId>),
}

/// A doubtful start, as far as it can be recognised.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What was wanted.
    pub plan: &'a Plan,
    /// The highest session number known before it was sent.
    pub id_bound: Option<u64>,
    /// When the user said so.
    pub created_at: DateTime<Utc>,
    /// When its last attempt began.
    pub attempted_at: DateTime<Utc>,
}

/// How long after an attempt began its session may say that it started: a late request, and the
/// difference of two clocks.
const LATE: TimeDelta = TimeDelta::minutes(10);

/// How far two clocks may differ, and a minute that was rounded.
const EARLY: TimeDelta = TimeDelta::minutes(5);

/// Judges a *complete* list of the account's sessions, ended ones too.
pub fn judge(
    wanted: Wanted<'_>,
    sessions: &[Session],
    is_claimed: impl Fn(u64) -> bool,
) -> Verdict {
    let candidates: Vec<_> = sessions
        .iter()
        .filter(|session| wanted.id_bound.is_none_or(|bound| session.id > bound))
        .filter(|session| !is_claimed(session.id))
        .collect();
    match candidates[..] {
        [] => Verdict::Absent,
        // Without a bound an old session that looks alike can't be told from a new one.
        [only] if wanted.id_bound.is_some() && fits(wanted, only) => {
            Verdict::Found(SessionId(only.id))
        }
        _ => Verdict::Doubtful(candidates.iter().map(|session| SessionId(session.id)).collect()),
    }
}

/// Did a session begin since a start was wanted, of which nothing was sent or it is proven not to
/// have arrived? Then it is not sent without asking, wherever that session came from.
pub fn is_overtaken(intention: &Intention, sessions: &[Session]) -> bool {
    let since = later(intention.created_at, TimeDelta::minutes(-1));
    // Without a bound only its start can tell.
    let began_since = |session: &Session| {
        let here = || intention.plan.zone.instant(session.start);
        session.started_at().or_else(here).is_none_or(|at| at >= since)
    };
    let is_newer = |session: &Session| {
        intention.id_bound.map_or_else(|| began_since(session), |bound| session.id > bound)
    };
    sessions.iter().any(is_newer)
}

/// Does everything that the session tells agree with what was wanted?
fn fits(wanted: Wanted<'_>, session: &Session) -> bool {
    let plan = wanted.plan;
    let end = plan.scheduled_end.map(|end| plan.zone.wall_clock(end));
    starts_then(wanted, session)
        && !was_over(wanted, session)
        && session.scheduled_end == end
        && session.public.is_none_or(|public| public == plan.public)
        && said_alike(plan.locked_by.as_ref().map(latchet_tracker::LockedBy::as_str), session)
}

fn starts_then(wanted: Wanted<'_>, session: &Session) -> bool {
    let zone: Zone = wanted.plan.zone;
    let Some(started) = session.started_at().or_else(|| zone.instant(session.start)) else {
        return false;
    };
    match wanted.plan.start {
        Some(start) => (started - start).abs() <= TimeDelta::minutes(1),
        // A start now is the server's now, or the moment that it was told: the click's.
        None => {
            started >= later(wanted.created_at, -EARLY)
                && started <= later(wanted.attempted_at, LATE)
        }
    }
}

/// Had it ended when the user wanted this one? Then it is another.
fn was_over(wanted: Wanted<'_>, session: &Session) -> bool {
    let Some(end) = session.end else { return false };
    let told = session.start_offset.and_then(|offset| end.and_local_timezone(offset).single());
    let ended = told.map(|end| end.to_utc()).or_else(|| wanted.plan.zone.instant(end));
    ended.is_some_and(|ended| ended < wanted.created_at)
}

/// A server may cut a text; it does not make up another.
fn said_alike(wanted: Option<&str>, session: &Session) -> bool {
    match (wanted, session.locked_by.as_deref()) {
        (None, None) => true,
        (Some(wanted), Some(said)) => wanted.starts_with(said.trim_end()),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use latchet_tracker::LockedBy;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn plan() -> Plan {
        Plan {
            start: None,
            scheduled_end: Some(at("2026-01-15T18:00:00Z")),
            locked_by: Some(LockedBy::parse("Kim and Robin").unwrap()),
            public: false,
            zone: "Europe/Berlin".parse().unwrap(),
        }
    }

    fn session(id: u64) -> Session {
        let wall = |text: &str| format!("2026-01-15T{text}:00").parse().unwrap();
        Session {
            id,
            start: wall("11:00"),
            end: None,
            scheduled_end: Some(wall("19:00")),
            active: true,
            locked_by: Some("Kim and Robin".to_owned()),
            public: Some(false),
            start_offset: Some(chrono::FixedOffset::east_opt(3600).unwrap()),
        }
    }

    fn verdict(plan: &Plan, bound: Option<u64>, sessions: &[Session]) -> Verdict {
        let sent = at("2026-01-15T10:00:00Z");
        let wanted = Wanted { plan, id_bound: bound, created_at: sent, attempted_at: sent };
        judge(wanted, sessions, |id| id == 90)
    }

    #[test]
    fn one_new_session_that_fits_is_it() {
        let sessions = [session(12), session(11), session(10)];
        assert_eq!(verdict(&plan(), Some(11), &sessions), Verdict::Found(SessionId(12)));
    }

    #[test]
    fn one_that_was_ended_elsewhere_meanwhile_is_it_too() {
        let ended = |text: &str| {
            let end = format!("2026-01-15T{text}").parse().ok();
            [Session { active: false, end, ..session(12) }]
        };
        let found = Verdict::Found(SessionId(12));
        assert_eq!(verdict(&plan(), Some(11), &ended("11:00:30")), found);
        assert_eq!(verdict(&plan(), Some(11), &ended("11:00:00")), found, "at the click itself");
        let doubtful = Verdict::Doubtful(vec![SessionId(12)]);
        assert_eq!(
            verdict(&plan(), Some(11), &ended("10:59:30")),
            doubtful,
            "over before the click"
        );
    }

    #[test]
    fn old_and_claimed_ones_are_none() {
        let sessions = [session(90), session(11), session(3)];
        assert_eq!(verdict(&plan(), Some(11), &sessions), Verdict::Absent);
        assert_eq!(verdict(&plan(), Some(11), &[]), Verdict::Absent);
        assert_eq!(verdict(&plan(), None, &[]), Verdict::Absent);
    }

    #[test]
    fn a_text_that_the_server_cut_still_fits() {
        let cut = Session { locked_by: Some("Kim and ".to_owned()), ..session(12) };
        assert_eq!(verdict(&plan(), Some(11), &[cut]), Verdict::Found(SessionId(12)));
    }

    #[test]
    fn what_differs_proves_nothing_so_the_user_is_asked() {
        let wall = |text: &str| format!("2026-01-15T{text}:00").parse().unwrap();
        for (why, different) in [
            ("another end", Session { scheduled_end: Some(wall("20:00")), ..session(12) }),
            ("no end", Session { scheduled_end: None, ..session(12) }),
            ("another name", Session { locked_by: Some("Alex".to_owned()), ..session(12) }),
            ("public", Session { public: Some(true), ..session(12) }),
            ("hours earlier", Session { start: wall("08:00"), ..session(12) }),
        ] {
            let doubtful = Verdict::Doubtful(vec![SessionId(12)]);
            assert_eq!(verdict(&plan(), Some(11), &[different]), doubtful, "{why}");
        }
    }

    #[test]
    fn several_new_ones_are_for_the_user_to_tell_apart() {
        let sessions = [session(13), session(12)];
        let doubtful = Verdict::Doubtful(vec![SessionId(13), SessionId(12)]);
        assert_eq!(verdict(&plan(), Some(11), &sessions), doubtful);
    }

    #[test]
    fn any_session_that_began_since_overtakes_a_start_that_waits() {
        let waiting = |bound, created: &str| Intention {
            id: crate::intention::IntentionId(1),
            created_at: at(created),
            account: "kim".to_owned(),
            plan: plan(),
            id_bound: bound,
            state: crate::intention::State::NotThere,
            changed_at: at(created),
            attempts: 0,
            was_doubtful: false,
        };
        // The session began at 10:00 universal time.
        for (why, bound, created, overtaken) in [
            ("newer than the bound, back-dated or not", Some(11), "2026-01-15T12:00:00Z", true),
            ("known before", Some(12), "2026-01-15T09:00:00Z", false),
            ("no bound, began after", None, "2026-01-15T09:30:00Z", true),
            ("no bound, in the same minute", None, "2026-01-15T10:00:40Z", true),
            ("no bound, began before", None, "2026-01-15T10:05:00Z", false),
        ] {
            assert_eq!(is_overtaken(&waiting(bound, created), &[session(12)]), overtaken, "{why}");
            assert!(!is_overtaken(&waiting(bound, created), &[]), "{why}");
        }
    }

    #[test]
    fn without_a_bound_nothing_is_taken_for_it() {
        assert_eq!(verdict(&plan(), None, &[session(12)]), Verdict::Doubtful(vec![SessionId(12)]));
    }

    #[test]
    fn a_start_in_the_past_is_recognised_by_its_minute() {
        let past = Plan { start: Some(at("2026-01-15T08:30:00Z")), ..plan() };
        let wall = |text: &str| format!("2026-01-15T{text}:00").parse().unwrap();
        let there = Session { start: wall("09:30"), ..session(12) };
        assert_eq!(verdict(&past, Some(11), &[there]), Verdict::Found(SessionId(12)));
        assert!(matches!(verdict(&past, Some(11), &[session(12)]), Verdict::Doubtful(_)));
    }
}
