//! Closing while a start is under way: the window goes, its process stays until the start is
//! settled, so that nothing is lost.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Knows whether a start is under way and whether the window is to close.
#[derive(Default)]
pub(crate) struct Gate {
    now: Mutex<Now>,
    end: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

#[derive(Default)]
struct Now {
    sending: bool,
    closing: bool,
}

impl Gate {
    /// What ends the program, once nothing is under way any more.
    pub(crate) fn when_clear(&self, end: impl Fn() + Send + Sync + 'static) {
        // The first stays: there is one program to end.
        let _ = self.end.set(Box::new(end));
    }

    /// Begins a start, unless one is under way or the program is about to end. It lasts until the
    /// answer is dropped.
    pub(crate) fn send(self: &Arc<Self>) -> Option<Sending> {
        let mut now = self.now();
        if now.sending || now.closing {
            return None;
        }
        now.sending = true;
        Some(Sending(Arc::clone(self)))
    }

    /// The window is to close. May the program end now? If not, it ends by itself.
    pub(crate) fn close(&self) -> bool {
        let mut now = self.now();
        now.closing = true;
        !now.sending
    }

    /// The window is wanted after all.
    pub(crate) fn reopen(&self) {
        self.now().closing = false;
    }

    /// Is the window to close?
    pub(crate) fn is_closing(&self) -> bool {
        self.now().closing
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A start that is under way.
pub(crate) struct Sending(Arc<Gate>);

impl Drop for Sending {
    fn drop(&mut self) {
        let closing = {
            let mut now = self.0.now();
            now.sending = false;
            now.closing
        };
        if let (true, Some(end)) = (closing, self.0.end.get()) {
            end();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn gate() -> (Arc<Gate>, Arc<AtomicU32>) {
        let (gate, ended) = (Arc::new(Gate::default()), Arc::new(AtomicU32::new(0)));
        let counted = Arc::clone(&ended);
        gate.when_clear(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        (gate, ended)
    }

    #[test]
    fn with_nothing_under_way_it_closes_at_once() {
        let (gate, ended) = gate();
        drop(gate.send());
        assert!(gate.close());
        assert_eq!(ended.load(Ordering::SeqCst), 0, "Tauri ends it, not the gate");
        assert!(gate.send().is_none(), "nothing begins that would be cut off");
    }

    #[test]
    fn a_start_under_way_is_finished_first() {
        let (gate, ended) = gate();
        let sending = gate.send();
        assert!(gate.send().is_none(), "two at once");
        assert!(!gate.close());
        assert_eq!(ended.load(Ordering::SeqCst), 0);
        drop(sending);
        assert_eq!(ended.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_window_that_is_wanted_again_stays() {
        let (gate, ended) = gate();
        let sending = gate.send();
        assert!(!gate.close());
        gate.reopen();
        drop(sending);
        assert_eq!(ended.load(Ordering::SeqCst), 0);
        assert!(!gate.is_closing());
        assert!(gate.send().is_some());
    }
}
