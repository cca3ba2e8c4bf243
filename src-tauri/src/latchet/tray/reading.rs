//! When the service is asked: when somebody looks, at most once a minute; and by itself only while
//! a session runs.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::live::{LastRead, next_read};

use super::event::Mark;

/// Looking asks the service no more often than this, in seconds.
const ASK_EVERY: i64 = 60;

/// When the service was asked, with what success, and when it is asked again by itself.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// When it last answered or failed, and with which token it was asked.
    asked: Option<(DateTime<Utc>, Mark)>,
    last: Option<LastRead>,
    next: Option<DateTime<Utc>>,
}

impl Reading {
    /// When the service was asked last.
    pub(super) fn asked(&self) -> Option<DateTime<Utc>> {
        self.asked.map(|(at, _)| at)
    }

    /// Was it asked with this token?
    pub(super) fn used(&self, mark: Mark) -> bool {
        self.asked.is_some_and(|(_, used)| used == mark)
    }

    /// The token with which it was asked less than a minute ago.
    pub(super) fn recent(&self, now: DateTime<Utc>) -> Option<Mark> {
        let (at, mark) = self.asked?;
        // A clock that was put back makes no knowledge fresh.
        (0..ASK_EVERY).contains(&(now - at).num_seconds()).then_some(mark)
    }

    /// When it is to be asked again without anybody looking.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        self.next
    }

    /// Is it to be asked now?
    pub(super) fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.next.is_some_and(|at| at <= now)
    }

    /// It answered. Does a session run?
    pub(super) fn answered(&mut self, now: DateTime<Utc>, mark: Mark, runs: bool) {
        self.asked = Some((now, mark));
        self.plan(LastRead::answered(now), runs, now);
    }

    /// It did not answer, and wants to be left alone for so many seconds.
    pub(super) fn failed(
        &mut self,
        now: DateTime<Utc>,
        mark: Mark,
        runs: bool,
        retry_after: Option<u64>,
    ) {
        self.asked = Some((now, mark));
        self.plan(LastRead::failed(self.last, retry_after, now), runs, now);
    }

    /// It did not accept the token: nobody asks by himself with that one.
    pub(super) fn refused(&mut self, now: DateTime<Utc>, mark: Mark) {
        self.asked = Some((now, mark));
        self.next = None;
    }

    /// There was no token to ask with.
    pub(super) fn no_token(&mut self, now: DateTime<Utc>, runs: bool) {
        self.plan(LastRead::failed(self.last, None, now), runs, now);
    }

    /// It was looked, and not asked. Is it to be, once it may be?
    pub(super) fn not_asked(&mut self, now: DateTime<Utc>, wanted: bool) {
        let later = self.next.filter(|at| *at > now);
        self.next = wanted.then(|| later.unwrap_or(now + TimeDelta::seconds(ASK_EVERY)));
    }

    fn plan(&mut self, last: LastRead, runs: bool, now: DateTime<Utc>) {
        self.last = Some(last);
        self.next = next_read(runs, last, now);
    }
}
