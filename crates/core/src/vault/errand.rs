//! The steps of one request against one store: look, unlock if the user is there, act, read back.
//!
//! Before each step that changes something it is checked that somebody still waits, so that a
//! store which comes back late is not written to behind the user's back.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use latchet_tracker::Token;
use zeroize::Zeroize;

use super::request::{Event, Op, Outcome, Request};
use super::{Access, Key, Patience, Purpose, Store, VaultError, Waiting};

/// Runs the request to its end. Blocks for as long as the store does.
pub(super) fn errand(store: &mut dyn Store, request: &Request) -> Outcome {
    request.still_wanted()?;
    store.allow_dialogs(request.patience == Patience::UserPresent)?;
    let access = reach(store, request)?;
    let key = &request.key;
    match &request.op {
        Op::Load { expected } => match load(store, key) {
            Err(VaultError::Missing) if *expected && access != Access::Open => {
                Err(VaultError::Locked)
            }
            loaded => loaded.map(Some),
        },
        Op::Save(token) => save(store, request, token).map(|()| None),
        Op::Remove => remove(store, request).map(|()| None),
    }
}

/// Gets to where the entry can be acted on without the store asking on its own.
fn reach(store: &mut dyn Store, request: &Request) -> Result<Access, VaultError> {
    let present = request.patience == Patience::UserPresent;
    let access = store.access(&request.key)?;
    request.still_wanted()?;
    match (access, &request.op) {
        (Access::Open, _) => return Ok(access),
        (Access::Unclear, _) => {
            if present {
                request.say(Event::Asking);
            }
            return Ok(access);
        }
        (Access::Hidden, Op::Load { expected: false }) => return Err(VaultError::Missing),
        (Access::Locked | Access::Hidden, _) if !present => return Err(VaultError::Locked),
        (Access::Locked | Access::Hidden, _) => {}
    }
    let purpose = match request.op {
        Op::Save(_) => Purpose::Write,
        Op::Load { .. } | Op::Remove => Purpose::Reach,
    };
    let waiting = Waiting::new(Instant::now() + request.dialog, Arc::clone(&request.given_up));
    request.say(Event::Asking);
    store.unlock(&request.key, purpose, &waiting)?;
    request.say(Event::Answered);
    request.still_wanted()?;
    match (store.access(&request.key)?, purpose) {
        (Access::Locked, _) | (Access::Hidden, Purpose::Write) => Err(VaultError::Locked),
        (access, _) => Ok(access),
    }
}

fn load(store: &mut dyn Store, key: &Key) -> Result<Token, VaultError> {
    let mut bytes = store.load(key)?;
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Token::parse_wiping(text).map_err(|_| VaultError::Unreadable),
        Err(error) => {
            error.into_bytes().zeroize();
            Err(VaultError::Unreadable)
        }
    }
}

fn save(store: &mut dyn Store, request: &Request, token: &Token) -> Result<(), VaultError> {
    let (key, secret) = (&request.key, token.expose().as_bytes());
    match store.load(key) {
        Ok(there) if there.as_slice() == secret => return Ok(()),
        Ok(_) | Err(VaultError::Missing | VaultError::Unreadable) => {}
        Err(error) => return Err(error),
    }
    request.still_wanted()?;
    store.save(key, secret)?;
    match store.load(key).map(|kept| kept.as_slice() == secret) {
        Ok(true) => Ok(()),
        Ok(false) | Err(VaultError::Missing | VaultError::Unreadable) => {
            Err(VaultError::NotVerified)
        }
        Err(error) => Err(error),
    }
}

fn remove(store: &mut dyn Store, request: &Request) -> Result<(), VaultError> {
    request.still_wanted()?;
    match store.remove(&request.key) {
        Ok(()) | Err(VaultError::Missing) => {}
        Err(error) => return Err(error),
    }
    match store.load(&request.key) {
        Err(VaultError::Missing) => Ok(()),
        Ok(_) | Err(VaultError::Unreadable) => Err(VaultError::NotVerified),
        Err(error) => Err(error),
    }
}

impl Request {
    fn still_wanted(&self) -> Result<(), VaultError> {
        if self.given_up.load(Ordering::Acquire) { Err(VaultError::NotResponding) } else { Ok(()) }
    }

    fn say(&self, event: Event) {
        // Failing means that the caller has gone.
        let _ = self.events.send(event);
    }
}
