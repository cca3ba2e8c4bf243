//! Rows of a kind: what many faults have in common.

use std::io::Write as _;
use std::net::TcpStream;

use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::behind::{Behind, through};
use crate::program::Ended;
use crate::raw::Request;

pub(super) const WAITS: &str = "The start was not sent yet. It waits, and keeps its time.";
pub(super) const UNKNOWN: &str = "It is not known whether the session started.";
pub(super) const LATE: &str = "The server did not answer in time.";

/// Starts are answered by these bytes, and reach the service or don't.
pub(super) fn answering(
    reaches_it: bool,
    answer: impl Into<Vec<u8>>,
) -> impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static {
    let answer = answer.into();
    move |request, stream, behind| {
        if !request.is_start() {
            return through(request, stream, behind);
        }
        if reaches_it {
            behind.forward(request);
        }
        // A client that has heard enough closes early.
        let _ = stream.write_all(&answer);
    }
}

/// Starts reach nobody; reads do.
pub(super) fn met_by(
    meet: impl Fn(&mut TcpStream) + Send + Sync + 'static,
) -> impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static {
    move |request, stream, behind| {
        if request.is_start() { meet(stream) } else { through(request, stream, behind) }
    }
}

/// A row of which nothing was sent: the start waits, and goes out when the way is free.
pub(super) fn waits(id: &'static str, fault: &'static str, made: fn(&Stage) -> Scene) -> Row {
    row(id, fault, made).ends(8, "waiting", "waiting").leaves(0, 0, "waiting").sees(&[WAITS])
}

/// A row of which nobody knows, and of which the service knows nothing.
pub(super) fn lost(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
    code: &'static str,
) -> Row {
    row(id, fault, made).ends(7, "unknown", code).leaves(1, 0, "unknown").sees(&[UNKNOWN])
}

impl Row {
    /// The service is looked into twice, does not have it, and gets it, after as many POSTs as there
    /// were.
    pub(super) fn proven_absent_and_sent_again(self) -> Self {
        let (posts, _, _) = self.steps.last().and_then(|step| step.leaves).expect("a first step");
        self.then("looked up 31 s later", |scene| {
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .sees(&["The service was asked, and does not show it yet."])
        .leaves(posts, 0, "unknown")
        .then("looked up a minute after that", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(0)
        .leaves(posts + 1, 1, "started")
    }
}

/// The service is back, and the start is sent.
pub(super) fn is_back(scene: &mut Scene) -> Ended {
    scene.open(through);
    scene.send()
}
