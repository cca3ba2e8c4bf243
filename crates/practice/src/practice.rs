//! The running server, as the rest of the program and the tests hold it.
//!
//! It runs on a thread of its own, so that it also answers while its owner blocks: a test that
//! waits for a child process, say.

use std::future::IntoFuture as _;
use std::io;
use std::net::{Ipv4Addr, TcpListener as BlockingListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use latchet_zone::Zone;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::behaviours::{Behaviours, Due};
use crate::connection::{Door, Line};
use crate::database::sessions::{Filter, NewSession, StartError, StoredSession};
use crate::database::{Account, Database};
use crate::error::PracticeError;
use crate::routes::routes;
use crate::service::{Clock, Seen, Service, Shared};
use crate::token::{self, Permission};

/// How to open a practice server.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the database; `None` keeps everything in memory.
    pub data: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// What it does otherwise.
    pub behaviours: Behaviours,
}

/// A running practice server. It stops when this is dropped.
pub struct Practice {
    service: Shared,
    first_token: String,
    /// Dropping it is the sign to stop.
    stop: oneshot::Sender<()>,
    stopped: oneshot::Receiver<()>,
}

impl std::fmt::Debug for Practice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Practice").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Practice {
    /// Opens the database, makes a token and begins to listen.
    ///
    /// # Errors
    /// The port is taken, or the folder or its database can't be used.
    pub async fn open(options: Options) -> Result<Self, PracticeError> {
        Self::open_with_clock(options, Utc::now).await
    }

    /// As [`Practice::open`], at another time.
    ///
    /// # Errors
    /// As there.
    pub async fn open_with_clock(
        options: Options,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    ) -> Result<Self, PracticeError> {
        let Options { data, port, behaviours } = options;
        let database = Database::open(data.as_deref())?;
        let listener = BlockingListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let clock: Clock = Box::new(clock);
        let service = Arc::new(Service::new(database, url, token::fresh()?, clock, behaviours));
        let first_token = make_token(&service, Permission::Write)?;

        let (stop, stopping) = oneshot::channel();
        let (started, starting) = oneshot::channel();
        let (ended, stopped) = oneshot::channel();
        let shared = Arc::clone(&service);
        thread::Builder::new().name("practice".to_owned()).spawn(move || {
            serve(listener, shared, stopping, started);
            let _ = ended.send(());
        })?;
        starting.await.map_err(|_| io::Error::other("the practice server did not start"))??;
        Ok(Self { service, first_token, stop, stopped })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        self.service.url.clone()
    }

    /// A token with write permission, made when the server was opened.
    pub fn first_token(&self) -> &str {
        &self.first_token
    }

    /// One more token.
    ///
    /// # Errors
    /// The database or the random source fails.
    pub fn token(&self, permission: Permission) -> Result<String, PracticeError> {
        make_token(&self.service, permission)
    }

    /// From now on the token is answered 401.
    pub fn revoke(&self, token: &str) {
        or_told(self.service.database.revoke_token(token));
    }

    /// Every request so far, whatever was answered; oldest first.
    pub fn requests(&self) -> Vec<Seen> {
        self.service.seen()
    }

    /// Every session, oldest first.
    pub fn sessions(&self) -> Vec<StoredSession> {
        let rows = or_told(self.service.database.sessions(&Filter::default()));
        rows.into_iter().rev().map(|row| row.session).collect()
    }

    /// How many calls of the page that is documented to penalise came with a token.
    pub fn penalties(&self) -> usize {
        or_told(self.service.database.penalties())
    }

    /// Behaves otherwise from the next request on. Counts begin anew.
    pub fn set_behaviours(&self, behaviours: Behaviours) {
        self.service.play(behaviours);
    }

    /// Changes the account's nick, as on its profile page: it is another person's account then.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_nick(&self, nick: &str) -> Result<(), PracticeError> {
        let account = Account { nick: nick.to_owned(), ..self.service.database.account()? };
        Ok(self.service.database.set_account(&account)?)
    }

    /// Moves the account to another time zone, as in `Europe/Berlin`.
    ///
    /// # Errors
    /// There is no such zone, or the database fails.
    pub fn set_zone(&self, name: &str) -> Result<(), PracticeError> {
        let zone: Zone = name.parse().map_err(|_| PracticeError::NoSuchZone(name.to_owned()))?;
        let account = Account { zone, ..self.service.database.account()? };
        Ok(self.service.database.set_account(&account)?)
    }

    /// Begins a private session now, as if on the web.
    ///
    /// # Errors
    /// It overlaps another one, or the database fails.
    pub fn start_on_the_web(&self) -> Result<u64, PracticeError> {
        let now = self.service.now(&Due::default());
        let new =
            NewSession { start: now, scheduled_end: None, locked_by: String::new(), public: false };
        let zone = self.service.database.account()?.zone;
        let started = self.service.database.start(&new, zone, now);
        self.service.changed();
        match started {
            Ok(id) => Ok(id),
            Err(StartError::Overlap) => Err(PracticeError::Overlap),
            Err(StartError::Database(error)) => Err(error.into()),
        }
    }

    /// Ends a session now, as if on the web. `false` when it does not run.
    pub fn end_session(&self, id: u64) -> bool {
        let database = &self.service.database;
        let zone = or_told(database.account().map(|account| Some(account.zone)));
        let now = self.service.now(&Due::default());
        let ended = zone.is_some_and(|zone| or_told(database.end(id.cast_signed(), zone, now)));
        self.service.changed();
        ended
    }

    /// Waits until the condition holds. It is asked again whenever a request has come in or
    /// something was recorded.
    pub async fn until(&self, condition: impl Fn(&Self) -> bool) {
        let mut changes = self.service.changes();
        while !condition(self) {
            // The sender lives as long as the service does.
            let _ = changes.changed().await;
        }
    }

    /// Stops: every connection is closed, and the port is free when this returns.
    pub async fn shutdown(self) {
        drop(self.stop);
        let _ = self.stopped.await;
    }
}

fn make_token(service: &Service, permission: Permission) -> Result<String, PracticeError> {
    let token = token::fresh()?;
    service.database.add_token(&token, permission, service.now(&Due::default()))?;
    Ok(token)
}

/// For what has no way to fail but a broken database: said on stderr, and answered empty.
fn or_told<T: Default>(result: rusqlite::Result<T>) -> T {
    result.unwrap_or_else(|error| {
        eprintln!("practice server: the database failed: {error}");
        T::default()
    })
}

/// Serves until the other end of `stopping` is dropped.
fn serve(
    listener: BlockingListener,
    service: Shared,
    stopping: oneshot::Receiver<()>,
    started: oneshot::Sender<io::Result<()>>,
) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(started.send(Err(error))),
    };
    runtime.block_on(async {
        let listener = match TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => return drop(started.send(Err(error))),
        };
        drop(started.send(Ok(())));
        let app = routes(service).into_make_service_with_connect_info::<Line>();
        tokio::select! {
            _ = stopping => {}
            _ = axum::serve(Door(listener), app).into_future() => {}
        }
    });
    // The runtime ends here, and with it every connection.
}
