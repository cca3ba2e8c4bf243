//! What is asked of the vault's thread, and what it tells meanwhile.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::time::Duration;

use latchet_tracker::Token;

use super::{Key, Patience, VaultError};

pub(super) enum Op {
    Save(Token),
    Load { expected: bool },
    Remove,
}

pub(super) type Outcome = Result<Option<Token>, VaultError>;

pub(super) struct Request {
    pub(super) key: Key,
    pub(super) op: Op,
    pub(super) patience: Patience,
    /// How long a dialog may stay open.
    pub(super) dialog: Duration,
    /// Set when nobody waits any more: from then on nothing may be changed.
    pub(super) given_up: Arc<AtomicBool>,
    pub(super) events: Sender<Event>,
}

pub(super) enum Event {
    /// A dialog may be open from here on.
    Asking,
    /// It isn't any more.
    Answered,
    Cancelled,
    Done(Outcome),
}
