//! A line to the service: the token, and a client with a runtime that its connection lives on.
//!
//! A menu that opens is often clicked at once. What its look has asked the service with is kept for
//! that long, and its journal with it: the click then needs no credential store, no name and no
//! handshake, and no journal to be opened, which costs more the longer its log is.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use latchet_core::account::{Account, AccountError};
use latchet_core::journal::Journal;
use latchet_core::vault::Patience;
use latchet_tracker::{Client, KEPT, Token};
use tokio::runtime::{Builder, Runtime};

use super::super::event::Mark;

/// The system is asked in the first, the connection reads in the second, and is given up in the third.
const TURNS: u8 = 3;

/// What is needed to ask or to start.
pub(super) struct Line {
    pub(super) client: Client,
    pub(super) token: Token,
    /// The account's name.
    pub(super) name: String,
    mark: Mark,
    used: Instant,
    runtime: Option<Runtime>,
}

impl Line {
    /// Gets the token and sets up a client. Blocks.
    pub(super) fn open(
        account: &Account,
        journal: &Journal,
        patience: Patience,
    ) -> Result<Self, AccountError> {
        let mark = account.token_saved_at(journal)?;
        let (token, name) = account.token(journal, patience)?;
        let client = account.keeping_client()?;
        let runtime = Builder::new_current_thread().enable_all().build().ok();
        Ok(Self { client, token, name, mark, used: Instant::now(), runtime })
    }

    /// Runs something on the network, on this thread. `None` where the system gives no runtime.
    pub(super) fn block_on<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.runtime.as_ref().map(|runtime| runtime.block_on(work))
    }

    /// Lets the connection hear what has come since it was used. While nobody waits for an answer its
    /// runtime stands still, and a request on one that the server has closed would be in doubt.
    fn hear(&self) {
        let _ = self.block_on(async {
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
        });
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // A name look-up that hangs is not waited for.
            runtime.shutdown_background();
        }
    }
}

/// Where a line is kept for a moment, and a journal.
#[derive(Default)]
pub(super) struct Kept {
    line: Mutex<Option<Line>>,
    journal: Mutex<Option<Journal>>,
}

impl Kept {
    /// Keeps a line that has just been used.
    pub(super) fn keep(&self, mut line: Line) {
        line.used = Instant::now();
        *self.lock() = Some(line);
    }

    /// Keeps the journal for as long as the line. Not without one, and not where nobody can tell later
    /// whether it is still the same.
    pub(super) fn keep_journal(&self, journal: Journal) {
        if self.lock().is_some() && journal.is_in_place() {
            *self.journal() = Some(journal);
        }
    }

    /// Takes the journal, if it is the one that would be opened now.
    pub(super) fn take_journal(&self, account: &Account) -> Option<Journal> {
        self.journal().take().filter(|journal| account.is_current(journal))
    }

    /// Takes it, if it is fresh and of the token that is saved now.
    pub(super) fn take(&self, mark: Mark) -> Option<Line> {
        let line = self.lock().take()?;
        if line.used.elapsed() >= KEPT || line.mark != mark {
            return None;
        }
        line.hear();
        Some(line)
    }

    /// Waits until the line is too old, and lets go of it. Nothing where there is none.
    pub(super) fn let_go(&self) {
        let used = || self.lock().as_ref().map(|line| line.used);
        let Some(mine) = used() else { return };
        thread::sleep(KEPT.saturating_sub(mine.elapsed()));
        // Another look may have left another.
        if used() == Some(mine) {
            drop(self.lock().take());
            drop(self.journal().take());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Line>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn journal(&self) -> MutexGuard<'_, Option<Journal>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
