//! What runs as it was last read, and when to read again. Pure.
//!
//! The scheduled end can move on the server while a session runs, so what was read goes stale: it is
//! read again while a session runs, and never by the clock when none does.

mod moves;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_tracker::{EndChange, ReadError, Session};
use serde::{Deserialize, Serialize};

use crate::schedule::spread;
use crate::status::{Status, scheduled_end, started_at};
use crate::time::{Zone, later};
use crate::wording::Wording;

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
/// the service may put a little away from where the click was.
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
const NEAR: TimeDelta = TimeDelta::minutes(2);

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
    /// The service answered.
    pub fn answered(at: DateTime<Utc>) -> Self {
        Self { at, failures: 0, retry_after: TimeDelta::zero(), refused: false }
    }

    /// It could not be asked, or gave no answer that says something; with the seconds for which it
    /// asked to be left alone. `before`: after the one before it with the same token.
    pub fn failed(
        before: Option<Self>,
        retry_after_seconds: Option<u64>,
        at: DateTime<Utc>,
    ) -> Self {
        let seconds = retry_after_seconds.and_then(|seconds| i64::try_from(seconds).ok());
        let seconds = seconds.unwrap_or(0).min(LONGEST_WAIT_SECONDS);
        let failures = before.map_or(0, |before| before.failures).saturating_add(1);
        Self { failures, retry_after: TimeDelta::seconds(seconds), ..Self::answered(at) }
    }

    /// After a read. `before`: after the one before it with the same token.
    pub fn after(
        before: Option<Self>,
        read: &Result<Status, ReadError>,
        at: DateTime<Utc>,
    ) -> Self {
        match read {
            Ok(_) => Self::answered(at),
            // A proxy's page does not condemn the token.
            Err(ReadError::TokenInvalid { in_service_shape: true } | ReadError::NotAllowed) => {
                Self { refused: true, ..Self::answered(at) }
            }
            Err(ReadError::Status { retry_after_seconds, .. }) => {
                Self::failed(before, *retry_after_seconds, at)
            }
            Err(
                ReadError::TokenInvalid { in_service_shape: false }
                | ReadError::Unreachable(_)
                | ReadError::Unreadable,
            ) => Self::failed(before, None, at),
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
        let at = |at| self.day_and_time(zone.local(at));
        let what = match (moved.from, moved.to) {
            (Some(from), Some(to)) => {
                let key = if to > from { "moved-later" } else { "moved-earlier" };
                let values = [
                    ("from", at(from).into()),
                    ("to", at(to).into()),
                    ("length", self.length((to - from).abs()).into()),
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

#[cfg(test)]
mod tests {
    use latchet_tracker::{Fault, NotSent};

    use super::*;
    use crate::texts::Texts;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-01-{text}Z").parse().unwrap()
    }

    fn running(id: Option<u64>, since: Option<&str>, end: Option<&str>) -> Running {
        Running { id, since: since.map(at), scheduled_end: end.map(at), ..Running::default() }
    }

    #[test]
    fn what_is_kept_of_a_session_reads_back_to_the_same() {
        let wall = |text: &str| text.parse().ok();
        let session = Session {
            id: 12,
            start: wall("2026-01-15T14:03:20").unwrap(),
            end: None,
            scheduled_end: wall("2026-01-16T07:00:00"),
            active: true,
            locked_by: Some("Kim".to_owned()),
            public: Some(false),
            start_offset: None,
        };
        let kept = Running::of(&session, "Europe/Berlin".parse().unwrap());
        let expected = Running {
            locked_by: Some("Kim".to_owned()),
            public: Some(false),
            ..running(Some(12), Some("15T13:03:20"), Some("16T06:00:00"))
        };
        assert_eq!(kept, expected, "instants, read on the tracker's clock");
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Running>(&text).unwrap(), kept);
    }

    #[test]
    fn an_end_moves_only_within_one_session() {
        let (start, near, far) = (Some("15T08:00:00"), Some("15T08:01:30"), Some("15T08:02:01"));
        let (ten, noon) = (Some("15T10:00:00"), Some("15T12:00:00"));
        for (before, after, has_moved, why) in [
            (running(Some(1), start, ten), running(Some(1), start, noon), true, "later"),
            (running(Some(1), start, noon), running(Some(1), start, ten), true, "earlier"),
            (running(Some(1), start, None), running(Some(1), start, ten), true, "there is one now"),
            (
                running(Some(1), start, ten),
                running(Some(1), start, None),
                true,
                "it was taken away",
            ),
            (running(Some(1), start, ten), running(Some(1), start, ten), false, "as it was"),
            (running(Some(1), start, ten), running(Some(2), start, noon), false, "another number"),
            (
                running(None, start, ten),
                running(Some(1), near, noon),
                true,
                "its number is known now",
            ),
            (running(None, start, ten), running(Some(1), far, noon), false, "too far for the same"),
            (
                running(None, None, ten),
                running(None, None, noon),
                false,
                "nothing says it is the same",
            ),
        ] {
            let expected = Moved { from: before.scheduled_end, to: after.scheduled_end };
            assert_eq!(moved(&before, &after), has_moved.then_some(expected), "{why}");
        }
    }

    #[test]
    fn progress_goes_from_nothing_to_all() {
        let session = running(Some(1), Some("15T08:00:00"), Some("15T12:00:00"));
        for (now, expected) in [
            ("15T07:00:00", 0.0),
            ("15T08:00:00", 0.0),
            ("15T09:00:00", 0.25),
            ("15T11:59:59", 0.999),
            ("15T12:00:00", 1.0),
            ("16T12:00:00", 1.0),
        ] {
            let found = progress(&session, at(now)).unwrap();
            assert!((found - expected).abs() < f32::EPSILON, "{now}: {found}");
        }
        let noon = at("15T12:00:00");
        assert_eq!(progress(&running(Some(1), None, Some("15T13:00:00")), noon), None);
        assert_eq!(progress(&running(Some(1), Some("15T11:00:00"), None), noon), None);
        let upside_down = running(Some(1), Some("15T14:00:00"), Some("15T13:00:00"));
        assert_eq!(progress(&upside_down, noon), Some(0.0), "an end before the start");
    }

    #[test]
    fn only_a_refused_token_ends_the_reading() {
        let unreachable = || Err(ReadError::Unreachable(Fault::Before(NotSent::NoConnection)));
        let busy =
            |retry_after_seconds| Err(ReadError::Status { status: 503, retry_after_seconds });
        let invalid = |in_service_shape| Err(ReadError::TokenInvalid { in_service_shape });
        let before = LastRead {
            at: at("15T08:00:00"),
            failures: 2,
            retry_after: TimeDelta::minutes(7),
            refused: false,
        };
        for (read, failures, retry_after, refused) in [
            (Ok(Status::Sessions(None)), 0, 0, false),
            (Ok(Status::PublicOnly(None)), 0, 0, false),
            (unreachable(), 3, 0, false),
            (Err(ReadError::Unreadable), 3, 0, false),
            (busy(None), 3, 0, false),
            (busy(Some(90)), 3, 90, false),
            (busy(Some(u64::MAX)), 3, 0, false),
            (busy(Some(1_000_000)), 3, 86_400, false),
            (invalid(false), 3, 0, false),
            (invalid(true), 0, 0, true),
            (Err(ReadError::NotAllowed), 0, 0, true),
        ] {
            let retry_after = TimeDelta::seconds(retry_after);
            let expected = LastRead { at: at("15T09:00:00"), failures, retry_after, refused };
            assert_eq!(LastRead::after(Some(before), &read, expected.at), expected, "{read:?}");
        }
        let first = LastRead::after(None, &unreachable(), before.at);
        assert_eq!(first.failures, 1, "nothing came before it");
    }

    #[test]
    fn it_is_read_again_in_some_minutes_while_a_session_runs() {
        for (failures, retry_after, least, most) in [
            (0, 0, 270, 330),
            (1, 0, 540, 660),
            (2, 0, 1_080, 1_320),
            (3, 0, 2_160, 2_640),
            (4, 0, 3_240, 3_960),
            (u32::MAX, 0, 3_240, 3_960),
            (1, 500, 540, 660),
            (1, 7_200, 7_200, 7_200),
        ] {
            let pauses: Vec<_> = (0..200)
                .map(|ms| {
                    let read_at = at("15T08:00:00") + TimeDelta::milliseconds(ms);
                    let retry_after = TimeDelta::seconds(retry_after);
                    let last = LastRead { at: read_at, failures, retry_after, refused: false };
                    let next = next_read(true, last, read_at).unwrap();
                    let asked_again = next_read(true, last, read_at + TimeDelta::minutes(2));
                    assert_eq!(Some(next), asked_again, "it does not move away");
                    (next - read_at).num_seconds()
                })
                .collect();
            let (lowest, highest) = (*pauses.iter().min().unwrap(), *pauses.iter().max().unwrap());
            assert!(least <= lowest && highest <= most, "{failures}: {lowest} to {highest}");
            let spread = highest - lowest;
            assert!(least == most || spread > (most - least) * 9 / 10, "{failures}: {spread}");
        }
    }

    #[test]
    fn nothing_is_read_by_the_clock_without_a_session_or_with_a_refused_token() {
        let read_at = at("15T08:00:00");
        let last =
            LastRead { at: read_at, failures: 0, retry_after: TimeDelta::zero(), refused: false };
        assert_eq!(next_read(false, last, read_at), None);
        assert_eq!(next_read(true, LastRead { refused: true, ..last }, read_at), None);
        let put_back = at("15T07:00:00");
        assert_eq!(next_read(true, last, put_back), Some(put_back), "who knows how long ago");
    }

    fn change(action: &str, source: Option<&str>, changed_at: Option<&str>) -> EndChange {
        EndChange {
            action: action.to_owned(),
            source: source.map(str::to_owned),
            at: changed_at.map(at),
        }
    }

    #[test]
    fn changes_since_a_reading_are_those_that_explain_it() {
        let all = [
            change("ADD", Some("LINK"), Some("15T07:57:59")),
            change("ADD", Some("DICE"), Some("15T07:58:00")),
            change("SUB", Some("LUCK"), Some("15T08:03:00")),
            change("ADD", Some("DOM"), None),
        ];
        assert_eq!(changes_since(&all, at("15T08:00:00")), all[1..3]);
    }

    #[test]
    fn a_move_is_told_with_what_is_known_of_its_reason() {
        let texts = Texts::english();
        let (six, eight) = (Some(at("16T06:00:00")), Some(at("16T08:00:00")));
        let add = |source| change("ADD", Some(source), None);
        for (from, to, changes, told) in [
            (
                six,
                eight,
                vec![add("DICE")],
                "The scheduled end moved from Fri 16 Jan 2026 07:00 to Fri 16 Jan 2026 09:00, 2h \
                 later (dice).",
            ),
            (
                eight,
                six,
                vec![add("LINK"), add("link"), change("SUB", Some("LUCK"), None)],
                "The scheduled end moved from Fri 16 Jan 2026 09:00 to Fri 16 Jan 2026 07:00, 2h \
                 earlier (link, luck).",
            ),
            (
                None,
                six,
                vec![
                    change("START", Some("MANUAL"), None),
                    add("COMET"),
                    change("ADD", None, None),
                ],
                "The session has a scheduled end now: Fri 16 Jan 2026 07:00.",
            ),
            (
                six,
                None,
                vec![add("MANUAL"), add("PENALTY"), add("DOM")],
                "The session has no scheduled end any more; it was Fri 16 Jan 2026 07:00 \
                 (by hand, extra time, by the other person).",
            ),
        ] {
            let moved = Moved { from, to };
            let said = Wording(&texts).moved(&moved, &changes, "Europe/Berlin".parse().unwrap());
            assert_eq!(said, told);
        }
    }
}
