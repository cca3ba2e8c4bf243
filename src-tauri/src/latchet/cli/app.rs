//! What every command of the command line needs, and how the core's errors become its exits.

use std::env;
use std::io::{self, IsTerminal as _};

use chrono::{DateTime, Utc};
use latchet_core::account::{Account, AccountError};
use latchet_core::courier::CourierError;
use latchet_core::draft::{Draft, DraftEnd, DraftField, DraftStart, Problem};
use latchet_core::environment::{Environment, EnvironmentError};
use latchet_core::journal::{Journal, JournalError};
use latchet_core::language::Language;
use latchet_core::log;
use latchet_core::resident::{self, Mode};
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, Vault};
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, Token};

use super::output::{self, Exit, Failure};

pub(crate) struct App {
    pub(crate) texts: Texts,
    pub(crate) environment: Environment,
    pub(crate) account: Account,
}

impl App {
    /// Reads the environment and the settings, and begins the log in this role. Says everything in
    /// this language, or else in the one that is set.
    pub(crate) fn new(language: Option<Language>, role: &'static str) -> Result<Self, Failure> {
        let mut environment = Environment::read().map_err(|error| {
            let texts = Texts::of(language.unwrap_or_else(Language::of_computer));
            let exit = match error {
                EnvironmentError::Server(_) | EnvironmentError::Vault => Exit::Usage,
                EnvironmentError::NoHome(_) | EnvironmentError::Settings(_) => Exit::Unforeseen,
            };
            Failure::told(exit, Wording(&texts).environment(&error))
        })?;
        let texts = Texts::of(language.unwrap_or_else(|| environment.settings.language()));
        if let Some(aside) = &environment.settings.moved_aside {
            let values = [("path", aside.display().to_string().into())];
            output::note(&texts.say_with("settings-moved", &values));
        }
        log::begin(&environment.home, environment.settings.log_level(), role);
        environment.vault = telling(environment.vault, &texts);
        let account = environment.account();
        Ok(Self { texts, environment, account })
    }

    pub(crate) fn wording(&self) -> Wording<'_> {
        Wording(&self.texts)
    }

    pub(crate) fn zone(&self) -> Zone {
        self.environment.settings.tracker_zone()
    }

    pub(crate) fn journal(&self) -> Result<Journal, Failure> {
        let mut journal = self.account.journal().map_err(|error| self.failed(error))?;
        let kept = self.account.take_rescued(&mut journal).map_err(|error| self.failed(error))?;
        if let Some(path) = kept {
            output::note(&self.texts.say_with("journal-rescued", &[("path", path.into())]));
        }
        Ok(journal)
    }

    pub(crate) fn client(&self) -> Result<Client, Failure> {
        self.account.client().map_err(|error| self.failed(error))
    }

    /// The saved token, and the name of its account; without one, exit 3.
    pub(crate) fn token(&self, journal: &Journal) -> Result<(Token, String), Failure> {
        self.account.token(journal, patience()).map_err(|error| self.failed(error))
    }

    /// An error of the core, with its exit status.
    pub(crate) fn failed(&self, error: impl Into<AccountError>) -> Failure {
        let error = error.into();
        let exit = match &error {
            AccountError::Vault(_) => Exit::NoToken,
            AccountError::Journal(error) | AccountError::Courier(CourierError::Journal(error))
                if matches!(error, JournalError::NoSuchIntention(_) | JournalError::Illegal(_)) =>
            {
                Exit::Usage
            }
            AccountError::Courier(CourierError::Unrecorded { .. }) => Exit::Unknown,
            AccountError::TokenRefused => Exit::TokenRefused,
            AccountError::Route(_) => Exit::NotSent,
            AccountError::Journal(_) | AccountError::Client(_) | AccountError::Courier(_) => {
                Exit::Unforeseen
            }
        };
        let intention = match &error {
            AccountError::Courier(CourierError::Unrecorded { id, .. }) => Some(*id),
            _ => None,
        };
        Failure { intention, ..Failure::told(exit, self.wording().account(&error)) }
    }

    /// Leaves what is not settled to the resident program.
    pub(crate) fn hand_over(&self) {
        let mode = Mode::wanted(&self.environment.settings);
        let started = env::current_exe().and_then(|program| resident::start(&program, mode));
        if let Err(error) = started {
            let values = [("reason", error.to_string().into())];
            output::note(&self.texts.say_with("cli-not-handed-over", &values));
        }
    }

    /// Runs something on the network, on this thread.
    pub(crate) fn block_on<T>(&self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Ok(runtime.map_err(|error| self.unforeseen(&error))?.block_on(work))
    }

    /// An error that has no better words.
    pub(crate) fn unforeseen(&self, error: &impl ToString) -> Failure {
        let values = [("reason", error.to_string().into())];
        Failure::new(Exit::Unforeseen, self.texts.say_with("cli-unforeseen", &values))
    }

    /// What is wrong with what was filled in: nothing was sent.
    pub(crate) fn refused(
        &self,
        draft: &Draft,
        problems: Vec<Problem>,
        now: DateTime<Utc>,
    ) -> Failure {
        let told = |problem: Problem| {
            let told = self.wording().problem(problem, self.zone(), now);
            let field = option(draft, problem.field());
            Told { what: format!("{field}: {}", told.what), ..told }
        };
        let told = problems.into_iter().map(told).collect();
        Failure { exit: Exit::Usage, intention: None, told }
    }

    /// A usage error: nothing was sent.
    pub(crate) fn usage(told: Told) -> Failure {
        Failure::told(Exit::Usage, told)
    }
}

/// The option that fills in a field, for the message.
fn option(draft: &Draft, field: DraftField) -> &'static str {
    match field {
        DraftField::Start if matches!(draft.start, DraftStart::Ago(_)) => "start (--ago)",
        DraftField::Start => "start (--at)",
        DraftField::End if matches!(draft.end, DraftEnd::For(_)) => "scheduled end (--for)",
        DraftField::End => "scheduled end (--until)",
        DraftField::LockedBy => "locked by (--locked-by)",
    }
}

/// A dialog of the store may stay open only where someone can see it.
pub(crate) fn patience() -> Patience {
    if io::stderr().is_terminal() { Patience::UserPresent } else { Patience::Background }
}

/// Says it when the store waits for its user.
fn telling(vault: Vault, texts: &Texts) -> Vault {
    let asking = texts.say("vault-asking");
    vault.when_asking(move || output::note(&asking))
}
