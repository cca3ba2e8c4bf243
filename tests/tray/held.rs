//! A service that takes its time with a start: as long as a test wants.

use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::raw::{self, Raw};

/// Starts that have no answer yet.
pub(crate) struct Held {
    release: Sender<()>,
    answers: Receiver<()>,
}

/// An account without sessions; each start becomes session 12 when the test says so.
pub(crate) fn service() -> (Raw, Held) {
    let (release, released) = channel();
    let (answered, answers) = channel();
    let ends = Mutex::new((released, answered));
    let server = Raw::new(move |request, stream| {
        if !request.is_start() {
            let _ = stream.write_all(&raw::no_sessions());
            return;
        }
        let (released, answered) = &*ends.lock().unwrap();
        // Without a word the test has ended.
        if released.recv().is_ok() {
            let _ = stream.write_all(&raw::json(201, r#"{"session_id":12}"#));
            let _ = answered.send(());
        }
    });
    (server, Held { release, answers })
}

impl Held {
    /// Has the start answered, and waits until it is.
    pub(crate) fn answer(&self) {
        self.release.send(()).unwrap();
        self.answers.recv().unwrap();
    }
}
