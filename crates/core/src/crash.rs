//! Points at which a test can have the program killed: where each step is done and the next is not.
//!
//! A debug build that finds a point's name in `LATCHET_CRASH_AT` kills itself there, as a power
//! failure or the system would: no destructor runs. A release has none of this.

/// Every point, in the order of a start's life.
pub const POINTS: &[&str] = &[
    "turn-taken",
    "bound-read",
    "grace-recorded",
    "grace-over",
    "recorded",
    "answered",
    "start-told",
    "outcome-recorded",
    "deferred",
    "check-recorded",
    "check-read",
    "verdict-recorded",
    "queued",
    "held",
    "delivery-checked",
    "delivery-recorded",
    "read-back",
    "identified",
];

/// Ends here, if a test asked for that.
#[cfg(all(debug_assertions, unix))]
pub(crate) fn point(name: &str) {
    debug_assert!(POINTS.contains(&name), "{name} is not listed");
    if std::env::var_os("LATCHET_CRASH_AT").is_some_and(|at| at == name) {
        let _ =
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}

/// Nothing, in a release.
#[cfg(not(all(debug_assertions, unix)))]
pub(crate) fn point(_name: &str) {}
