//! What all handlers share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, Method, Request, header};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

use crate::behaviours::{Behaviours, Call, Due, Playing, Trait};
use crate::database::Database;
use crate::refusal::Refusal;
use crate::token::Permission;

/// Tells the time; a test's clock stands where it likes.
pub(crate) type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;
pub(crate) type Shared = Arc<Service>;

pub(crate) const INSERT: &str = "/api/liveinsert.php";
pub(crate) const USER_STATS: &str = "/api/userstats.php";
pub(crate) const SESSIONS: &str = "/api/v2/sessions.php";
pub(crate) const HISTORIES: &str = "/api/v2/histories.php";

/// So much of a body is read, in bytes: a start is a few hundred.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// A request that arrived, whatever was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// As in `POST`.
    pub method: String,
    /// As in `/api/v2/sessions.php?active=1`.
    pub path_and_query: String,
    /// Did an `Authorization` header come along?
    pub had_authorization: bool,
}

pub(crate) struct Service {
    pub(crate) database: Database,
    pub(crate) url: String,
    /// Every form carries it: another site's page in the same browser does not know it.
    pub(crate) form_secret: String,
    /// A token just made on the page, until it was shown.
    pub(crate) fresh_token: Mutex<Option<String>>,
    clock: Clock,
    playing: Mutex<Playing>,
    seen: Mutex<Vec<Seen>>,
    changes: watch::Sender<()>,
}

impl Service {
    pub(crate) fn new(
        database: Database,
        url: String,
        form_secret: String,
        clock: Clock,
        behaviours: Behaviours,
    ) -> Self {
        Self {
            database,
            url,
            form_secret,
            fresh_token: Mutex::default(),
            clock,
            playing: Mutex::new(Playing::new(behaviours)),
            seen: Mutex::default(),
            changes: watch::Sender::new(()),
        }
    }

    /// The service's own idea of now.
    pub(crate) fn now(&self, due: &Due) -> DateTime<Utc> {
        let mut now = (self.clock)();
        if due.has(Trait::ClockAhead2h) {
            now += TimeDelta::hours(2);
        }
        if due.has(Trait::ClockBehind2h) {
            now -= TimeDelta::hours(2);
        }
        now
    }

    /// What the token in the header may do.
    pub(crate) fn holder(&self, headers: &HeaderMap) -> Result<Permission, Refusal> {
        let value = headers.get(header::AUTHORIZATION).ok_or(Refusal::NoToken)?;
        let (scheme, token) =
            value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or(Refusal::NoToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Refusal::NoToken);
        }
        self.database.permission(token.trim())?.ok_or(Refusal::UnknownToken)
    }

    /// Counts a request, and says what holds for it.
    pub(crate) fn due(&self, method: &Method, path: &str) -> Due {
        let call = match path {
            INSERT if method == Method::POST => Call::Insert,
            USER_STATS | SESSIONS | HISTORIES if method == Method::GET => Call::Read,
            _ => Call::Other,
        };
        locked(&self.playing).next(call)
    }

    pub(crate) fn play(&self, behaviours: Behaviours) {
        *locked(&self.playing) = Playing::new(behaviours);
    }

    pub(crate) fn note<B>(&self, request: &Request<B>) {
        let uri = request.uri();
        locked(&self.seen).push(Seen {
            method: request.method().to_string(),
            path_and_query: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            had_authorization: request.headers().contains_key(header::AUTHORIZATION),
        });
        self.changed();
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        locked(&self.seen).clone()
    }

    /// Wakes whoever waits for something to be seen or recorded.
    pub(crate) fn changed(&self) {
        self.changes.send_replace(());
    }

    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
