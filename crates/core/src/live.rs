//! What runs as it was last read, and when to read again. Pure.
//!
//! The scheduled end can move on the server while a session runs, so what was read goes stale: it is
//! read again while a session runs, and never by the clock when none does.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{EndChange, ReadError, Session};
use serde::{Deserialize, Serialize};

use crate::schedule::spread;
use crate::status::{Status, scheduled_end, started_at};
use crate::time::{Zone, later, print_length};
use crate::wording::{Wording, day_and_time};

/// A session that runs, in instants. What is `None` is not known, but for the end: there `None` is
/// an open one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The service's number.
    pub id: Option<u64>,
    /// Its start.
    pub since: Option<DateTime<Utc>>,
    /// Its scheduled end; it may have passed, since ending happens on the website.
    pub scheduled_end: Option<DateTime<Utc>>,
    /// Who holds the key.
    pub locked_by: Option<String>,
    /// Shown on the public profile?
    pub public: Option<bool>,
}

impl Running {
    /// What the service says of a session, its times read in the tracker's zone.
    pub fn of(session: &Session, zone: Zone) -> Self {
        Self {
            id: Some(session.id),
            since: started_at(session, zone),
            scheduled_end: scheduled_end(session, zone),
            locked_by: session.locked_by.clone(),
            public: session.public,
        }
    }
}

/// How far a session is towards its end, from 0 to 1. `None` without a start or an end.
pub fn progress(running: &Running, now: DateTime<Utc>) -> Option<f32> {
    let (since, end) = (running.since?, running.scheduled_end?);
    if now >= end {
        return Some(1.0);
    }
    let whole = (end - since).num_seconds().max(1);
    let done = (now - since).num_seconds().clamp(0, whole);
    // In thousandths: finer can't be drawn.
    i16::try_from(done * 1000 / whole).ok().map(|thousandths| f32::from(thousandths) / 1000.0)
}

/// Are these the same session? By its number; by its start while a number is not known yet, which
/// the service may put some seconds away from where the click was.
pub(crate) fn is_same(
    (id, since): (Option<u64>, Option<DateTime<Utc>>),
    (other_id, other_since): (Option<u64>, Option<DateTime<Utc>>),
) -> bool {
    match (id, other_id, since, other_since) {
        (Some(id), Some(other), ..) => id == other,
        (.., Some(since), Some(other)) => (since - other).abs() <= NEAR,
        _ => false,
    }
}

/// No two sessions begin as near to each other as this.
const NEAR: TimeDelta = TimeDelta::minutes(1);

/// The scheduled end of a session is another than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// As it was; `None`: open.
    pub from: Option<DateTime<Utc>>,
    /// As it is; `None`: open.
    pub to: Option<DateTime<Utc>>,
}

/// Did the end move between two readings of the same session?
pub fn moved(before: &Running, after: &Running) -> Option<Moved> {
    let (from, to) = (before.scheduled_end, after.scheduled_end);
    let same = is_same((before.id, before.since), (after.id, after.since));
    (same && from != to).then_some(Moved { from, to })
}

/// Those of a session's changes that came after a reading, so that they explain why the end moved.
/// The server's clock may be behind ours by two minutes.
pub fn changes_since(changes: &[EndChange], read_at: DateTime<Utc>) -> Vec<EndChange> {
    let from = later(read_at, -TimeDelta::minutes(2));
    changes.iter().filter(|change| change.at.is_some_and(|at| at >= from)).cloned().collect()
}

/// What is known of reading: enough to say when to read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastRead {
    /// When the last one was over.
    pub at: DateTime<Utc>,
    /// How many have failed, one after the other, up to it.
    pub failures: u32,
    /// As long as the service asked to be left alone.
    pub retry_after: TimeDelta,
    /// The token is not accepted, or may not read: nothing is asked until it is another.
    pub refused: bool,
}

impl LastRead {
    /// After a read. `before`: after the one before it with the same token.
    pub fn after(
        before: Option<Self>,
        read: &Result<Status, ReadError>,
        at: DateTime<Utc>,
    ) -> Self {
        let none = Self { at, failures: 0, retry_after: TimeDelta::zero(), refused: false };
        let failed = |seconds: Option<u64>| {
            let seconds = seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0);
            let failures = before.map_or(0, |before| before.failures).saturating_add(1);
            let retry_after = TimeDelta::seconds(seconds.min(LONGEST_WAIT_SECONDS));
            Self { failures, retry_after, ..none }
        };
        match read {
            Ok(_) => none,
            // A proxy's page does not condemn the token.
            Err(ReadError::TokenInvalid { in_service_shape: true } | ReadError::NotAllowed) => {
                Self { refused: true, ..none }
            }
            Err(ReadError::Status { retry_after_seconds, .. }) => failed(*retry_after_seconds),
            Err(
                ReadError::TokenInvalid { in_service_shape: false }
                | ReadError::Unreachable(_)
                | ReadError::Unreadable,
            ) => failed(None),
        }
    }
}

/// No service is left alone for longer than a day because it asked for it.
const LONGEST_WAIT_SECONDS: i64 = 86_400;

/// Between two reads when nobody looks.
const EVERY: TimeDelta = TimeDelta::minutes(5);

/// The longest pause after reads that failed.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// When to ask the service again while a session runs and nobody looks: after 5 minutes; after 10,
/// 20, 40 and at most 60 when it failed, and not before the service wants it; each shorter or longer
/// by up to a tenth. `None` when nothing runs or the token is refused. At once when the clock was put
/// back before the last read, for then it is not known how long ago that was.
pub fn next_read(runs: bool, last: LastRead, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !runs || last.refused {
        return None;
    }
    if now < last.at {
        return Some(now);
    }
    let pause = (EVERY * (1 << last.failures.min(4))).min(LONGEST_PAUSE);
    // From the moment of the last read: another on each computer, and the same when asked again.
    let share = spread(last.at, last.failures).mul_add(0.2, 0.9);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "some hours")]
    let pause = TimeDelta::milliseconds((pause.num_milliseconds() as f64 * share) as i64);
    Some(later(last.at, pause.max(last.retry_after)))
}

impl Wording<'_> {
    /// That an end moved, and through what. `changes`: those that explain it, as
    /// [`changes_since`] finds them.
    pub fn moved(self, moved: &Moved, changes: &[EndChange], zone: Zone) -> String {
        let at = |at| day_and_time(zone.local(at));
        let what = match (moved.from, moved.to) {
            (Some(from), Some(to)) => {
                let key = if to > from { "moved-later" } else { "moved-earlier" };
                let values = [
                    ("from", at(from).into()),
                    ("to", at(to).into()),
                    ("length", print_length((to - from).abs()).into()),
                ];
                self.0.say_with(key, &values)
            }
            (None, Some(to)) => self.with("moved-new", "to", at(to)),
            (from, None) => self.with("moved-gone", "from", from.map(at).unwrap_or_default()),
        };
        let mut why: Vec<_> = changes.iter().filter_map(source_key).collect();
        why.dedup();
        if why.is_empty() {
            return self.with("moved-what", "what", what);
        }
        let why = why.into_iter().map(|key| self.say(key)).collect::<Vec<_>>().join(", ");
        self.0.say_with("moved-why", &[("what", what.into()), ("why", why.into())])
    }
}

/// The text for what moved an end; none for what is not known, or is no move.
fn source_key(change: &EndChange) -> Option<&'static str> {
    if change.action.eq_ignore_ascii_case("START") {
        return None;
    }
    match change.source.as_deref()?.to_ascii_uppercase().as_str() {
        "DICE" => Some("moved-dice"),
        "LINK" => Some("moved-link"),
        "LUCK" => Some("moved-luck"),
        "MANUAL" => Some("moved-manual"),
        "PENALTY" => Some("moved-penalty"),
        "DOM" => Some("moved-dom"),
        _ => None,
    }
}
