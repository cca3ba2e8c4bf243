//! The thread that owns the store, and the desk before it where callers wait, each with an end.
//!
//! A call into a store that hangs can't be stopped, so its thread is left behind together with its
//! store (whose inner lock it holds) and a new one takes its place. Three may be left behind; from
//! then on only a call that the user made tries again. A thread that comes back late finds that
//! nobody waits, does nothing more and ends. Nothing joins these threads, not even process exit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SendError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::errand::errand;
use super::request::{Event, Op, Outcome, Request};
use super::{Factory, Key, Limits, Patience, Store, VaultError};

/// How many threads may be left behind before calls in the background are refused.
const LEFT_BEHIND: usize = 3;
/// How long a dialog must have been open before it is told.
const TELL_AFTER: Duration = Duration::from_millis(700);
/// What a store gets beyond the dialog's time, to withdraw it.
const WITHDRAW: Duration = Duration::from_secs(1);

struct Worker {
    requests: Sender<Request>,
    thread: JoinHandle<()>,
}

/// Who is being served, and by whom.
#[derive(Default)]
struct Turn {
    taken: bool,
    asking: bool,
    waiting: Option<Sender<Event>>,
    worker: Option<Worker>,
    left_behind: Vec<JoinHandle<()>>,
}

/// Where callers take turns.
pub(super) struct Desk {
    factory: Factory,
    limits: Limits,
    turn: Mutex<Turn>,
    changed: Condvar,
}

/// Gives the turn back however the call ends.
struct Seat<'a>(&'a Desk);

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut turn = self.0.turn();
        turn.taken = false;
        turn.asking = false;
        turn.waiting = None;
        self.0.changed.notify_all();
    }
}

impl Desk {
    pub(super) fn new(factory: Factory, limits: Limits) -> Self {
        Self { factory, limits, turn: Mutex::default(), changed: Condvar::new() }
    }

    pub(super) fn cancel(&self) {
        let turn = self.turn();
        if let (true, Some(waiting)) = (turn.asking, &turn.waiting) {
            // Failing means that the call has just ended by itself.
            let _ = waiting.send(Event::Cancelled);
        }
    }

    pub(super) fn call(
        &self,
        key: &Key,
        op: Op,
        patience: Patience,
        tell: Option<&(dyn Fn() + Send + Sync)>,
    ) -> Outcome {
        let (events, told) = channel();
        let (seat, deadline) = self.sit(patience, &events)?;
        let given_up = Arc::new(AtomicBool::new(false));
        self.hand_over(Request {
            key: key.clone(),
            op,
            patience,
            dialog: self.limits.dialog,
            given_up: Arc::clone(&given_up),
            events,
        })?;
        let outcome = self.wait(&told, deadline, tell).unwrap_or_else(|left| {
            given_up.store(true, Ordering::Release);
            let mut turn = self.turn();
            if let Some(worker) = turn.worker.take() {
                turn.left_behind.push(worker.thread);
            }
            Err(left)
        });
        drop(seat);
        outcome
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn; returns when the call's time to answer ends. Behind a call that takes more
    /// than half of that time, the store is as good as not responding.
    fn sit(
        &self,
        patience: Patience,
        events: &Sender<Event>,
    ) -> Result<(Seat<'_>, Instant), VaultError> {
        let half = self.limits.answer / 2;
        let mut due = Instant::now() + half;
        let mut turn = self.turn();
        while turn.taken {
            let now = Instant::now();
            let longest = if turn.asking {
                if patience == Patience::Background {
                    return Err(VaultError::Locked);
                }
                due = now + half;
                self.limits.dialog
            } else {
                due.saturating_duration_since(now)
            };
            if longest.is_zero() {
                return Err(VaultError::NotResponding);
            }
            let woken = self.changed.wait_timeout(turn, longest);
            turn = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        turn.taken = true;
        turn.waiting = Some(events.clone());
        Ok((Seat(self), due + half))
    }

    /// Gives the request to the thread, making one where there is none.
    fn hand_over(&self, request: Request) -> Result<(), VaultError> {
        let mut turn = self.turn();
        let request = match &turn.worker {
            Some(worker) => match worker.requests.send(request) {
                Ok(()) => return Ok(()),
                Err(SendError(request)) => request,
            },
            None => request,
        };
        turn.left_behind.retain(|thread| !thread.is_finished());
        if turn.left_behind.len() >= LEFT_BEHIND && request.patience == Patience::Background {
            return Err(VaultError::NotResponding);
        }
        let (requests, receiver) = channel();
        requests.send(request).map_err(|_| VaultError::Failed)?;
        let factory = Arc::clone(&self.factory);
        let thread = thread::Builder::new()
            .name("vault".to_owned())
            .spawn(move || work(&factory, &receiver))
            .map_err(|_| VaultError::Failed)?;
        turn.worker = Some(Worker { requests, thread });
        Ok(())
    }

    /// Waits for the outcome. `Err` when the thread is to be left behind.
    fn wait(
        &self,
        told: &Receiver<Event>,
        mut deadline: Instant,
        tell: Option<&(dyn Fn() + Send + Sync)>,
    ) -> Result<Outcome, VaultError> {
        let mut asking = false;
        let mut tell_at = None;
        loop {
            let now = Instant::now();
            let wake = tell_at.map_or(deadline, |at| deadline.min(at));
            match told.recv_timeout(wake.saturating_duration_since(now)) {
                Ok(Event::Done(outcome)) => return Ok(outcome),
                Ok(Event::Asking) => {
                    asking = true;
                    deadline = Instant::now() + self.limits.dialog + WITHDRAW;
                    tell_at = tell.map(|_| Instant::now() + TELL_AFTER);
                    self.set_asking(true);
                }
                Ok(Event::Answered) => {
                    asking = false;
                    deadline = Instant::now() + self.limits.answer;
                    tell_at = None;
                    self.set_asking(false);
                }
                Ok(Event::Cancelled) => return Err(VaultError::Denied),
                Err(RecvTimeoutError::Timeout) if tell_at == Some(wake) && wake < deadline => {
                    tell_at = None;
                    if let Some(tell) = tell {
                        tell();
                    }
                }
                Err(RecvTimeoutError::Timeout) if asking => return Err(VaultError::Locked),
                Err(RecvTimeoutError::Timeout) => return Err(VaultError::NotResponding),
                Err(RecvTimeoutError::Disconnected) => return Err(VaultError::Failed),
            }
        }
    }

    fn set_asking(&self, asking: bool) {
        self.turn().asking = asking;
        self.changed.notify_all();
    }
}

/// The thread: takes requests until its desk is gone or has left it behind.
fn work(factory: &Factory, requests: &Receiver<Request>) {
    let mut held = None;
    while let Ok(request) = requests.recv() {
        let outcome = serve(factory, &mut held, &request);
        // Failing means that the caller has gone.
        let _ = request.events.send(Event::Done(outcome));
        if request.given_up.load(Ordering::Acquire) {
            break;
        }
    }
}

/// One request; once more with a new store when one has failed, since a store that many ask at once
/// may drop one of them. That there is none is believed, unless it was held from before.
fn serve(factory: &Factory, held: &mut Option<Box<dyn Store>>, request: &Request) -> Outcome {
    let was_held = held.is_some();
    let outcome = guarded(factory, held, request);
    match outcome {
        Err(VaultError::Failed) => guarded(factory, held, request),
        Err(VaultError::NoStore) if was_held => guarded(factory, held, request),
        outcome => outcome,
    }
}

/// One try. A store that panics or loses its connection is thrown away.
fn guarded(factory: &Factory, held: &mut Option<Box<dyn Store>>, request: &Request) -> Outcome {
    let tried = AssertUnwindSafe(|| {
        let store = match held {
            Some(store) => store,
            None => held.insert(factory()?),
        };
        errand(store.as_mut(), request)
    });
    let outcome = catch_unwind(tried).unwrap_or(Err(VaultError::Failed));
    if outcome.as_ref().is_err_and(|error| error.spoils_store()) {
        let spoilt = held.take();
        // Its end may panic as well.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(spoilt)));
    }
    outcome
}
