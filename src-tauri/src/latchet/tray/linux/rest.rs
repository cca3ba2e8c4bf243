//! Resting: when the tray gives back what it holds of the machine's memory without needing it.

use latchet_core::rest::{QUIET, give_back};
use tokio::time::Instant;

/// When to give back.
#[derive(Debug, Default)]
pub(super) struct Rest {
    at: Option<Instant>,
}

impl Rest {
    /// Something happens.
    pub(super) fn disturb(&mut self) {
        self.at = Some(Instant::now() + QUIET);
    }

    /// Waits until nothing has happened for a while, and gives back, once: a program at rest stays
    /// asleep.
    pub(super) async fn settle(&mut self) {
        match self.at {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
        self.at = None;
        give_back();
    }
}

/// Has all threads take their memory from one place, before there are any. The work of each look
/// has a thread of its own, and what many places have free adds up.
pub(super) fn share_memory() {
    system::use_one_arena();
}

#[expect(unsafe_code, reason = "calls of the system that have no safe form")]
mod system {
    pub(super) fn use_one_arena() {
        // SAFETY: it sets a number of the allocator's. It can't fail in a way that matters.
        unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_is_given_back_once_after_a_while_without_events() {
        let mut rest = Rest::default();
        let long = Duration::from_hours(1);
        assert!(tokio::time::timeout(long, rest.settle()).await.is_err(), "nothing was disturbed");
        rest.disturb();
        assert!(tokio::time::timeout(QUIET / 2, rest.settle()).await.is_err(), "not at once");
        assert!(tokio::time::timeout(QUIET, rest.settle()).await.is_ok());
        assert!(tokio::time::timeout(long, rest.settle()).await.is_err(), "and once");
    }
}
