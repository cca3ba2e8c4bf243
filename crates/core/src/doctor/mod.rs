//! One page about this computer and what it offers; never a secret.
//!
//! What takes time is looked at at the same time, each with an end in time, and blocks: an async
//! caller gives [`examine`] a thread. What is then said of it are pure functions.

mod checks;
pub mod desktop;
mod report;
mod system;

use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_tracker::Fault;
use latchet_tracker::network;

use self::checks::Checks;
use self::report::Private;
use crate::account::AccountError;
use crate::autostart::Autostart;
use crate::environment::Environment;
use crate::journal::JournalError;
use crate::runtime::block_on;
use crate::shortcut::Means;
use crate::texts::Texts;
use crate::vault::{Patience, State as TokenState};

/// How long the service may take.
const SERVICE_PATIENCE: Duration = Duration::from_secs(10);

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Something doesn't work that has to.
    Bad,
    /// Not there, not asked for or not to be told; all the rest works without it.
    Open,
}

impl State {
    /// Its name for machines, which is also short enough for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Bad => "bad",
            Self::Open => "-",
        }
    }
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at; one of [`NAMES`].
    pub name: &'static str,
    /// How it stands.
    pub state: State,
    /// That in words.
    pub message: String,
    /// What to do, where it is not well.
    pub next: Option<String>,
    /// The words for others to read, where those of `message` are the user's own.
    shared: Option<String>,
}

/// What is looked at, in the order of the page.
pub const NAMES: [&str; 15] = [
    "credential store",
    "tray",
    "notifications",
    "portal",
    "autostart",
    "shortcuts",
    "time zone",
    "clock",
    "service",
    "proxy",
    "trust roots",
    "journal",
    "settings",
    "log",
    "versions",
];

/// The whole page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The checks, in the order of [`NAMES`].
    pub checks: Vec<Check>,
    private: Private,
}

impl Page {
    /// The page as text, a line for each check and one for what to do.
    pub fn lines(&self) -> Vec<String> {
        self.checks.iter().flat_map(|check| report::lines(check, &check.message)).collect()
    }

    /// The page as text for others to read: without a name, an address, a path that is the user's
    /// own, or anything that was typed in.
    pub fn report(&self) -> String {
        self.private.report(&self.checks)
    }
}

/// What the looks that take time have found.
struct Findings {
    token: TokenState,
    desktop: desktop::Desktop,
    /// What the server's clock says, or why nothing answers; at the moment beside it.
    service: Result<(Option<DateTime<Utc>>, DateTime<Utc>), Unreached>,
    journal: Result<(), JournalError>,
}

/// Why the service could not be asked.
enum Unreached {
    Fault(Fault),
    Account(AccountError),
}

/// Looks at everything. Takes as long as what answers last, which is 11 s at most.
pub fn examine(environment: &Environment, texts: &Texts) -> Page {
    let findings = look(environment);
    let roots = network::trust_roots();
    let proxy = network::system_proxy(&environment.origin);
    let checks = Checks { environment, texts };
    let checks = vec![
        checks.store(findings.token),
        checks.tray(&findings.desktop.tray),
        checks.notifications(&findings.desktop.notifications),
        checks.portal(&findings.desktop.portal),
        checks.autostart(&Autostart::here().and_then(|entry| entry.state())),
        checks.shortcuts(cfg!(target_os = "linux").then(Means::here), &findings.desktop.portal),
        checks.zone(crate::time::Zone::of_computer()),
        checks.clock(&findings.service),
        checks.service(&findings.service),
        checks.proxy(proxy),
        checks.roots(roots),
        checks.journal(&findings.journal),
        checks.settings(),
        checks.log(),
        checks.versions(&system::Versions::read()),
    ];
    Page { checks, private: Private::of(environment) }
}

fn look(environment: &Environment) -> Findings {
    let account = environment.account();
    std::thread::scope(|scope| {
        let token = scope.spawn(|| {
            let vault = account.vault();
            vault.state(&account.key(), false, Patience::Background)
        });
        let desktop = scope.spawn(|| block_on(desktop::look()));
        let service = scope.spawn(|| {
            let client = account.client().map_err(Unreached::Account)?;
            let probe = async { tokio::time::timeout(SERVICE_PATIENCE, client.probe()).await };
            let answer = block_on(probe).and_then(Result::ok).unwrap_or(Err(Fault::TimedOut));
            answer.map(|told| (told, Utc::now())).map_err(Unreached::Fault)
        });
        let journal = account.journal().map(drop);
        let lost = desktop::Desktop {
            tray: desktop::Found::Mute,
            notifications: desktop::Found::Mute,
            portal: desktop::Found::Mute,
        };
        Findings {
            token: token.join().unwrap_or(TokenState::Missing),
            desktop: desktop.join().ok().flatten().unwrap_or(lost),
            service: service.join().unwrap_or(Err(Unreached::Fault(Fault::ConnectionLost))),
            journal,
        }
    })
}
