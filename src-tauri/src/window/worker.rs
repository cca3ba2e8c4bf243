//! Work that waits: for the disk, the credential store, another program's lock or the network.
//!
//! Each piece has a plain thread that is gone when it is done. The store must not be called on an
//! async runtime's thread, and the window's own thread must never wait.

use std::thread;

use latchet_core::runtime;
use tokio::sync::oneshot;

/// The work ended without an answer: it panicked, or the system gave no thread.
#[derive(Debug)]
pub(crate) struct Lost;

/// Does the work on a thread of its own and waits for it without holding one.
pub(crate) async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Lost> {
    let (sender, receiver) = oneshot::channel();
    let spawned = thread::Builder::new().name("work".to_owned()).spawn(move || {
        // A page that no longer waits changes nothing about what was done.
        let _ = sender.send(work());
    });
    spawned.map_err(|_| Lost)?;
    receiver.await.map_err(|_| Lost)
}

/// Runs something on the network, on this thread. A name look-up that hangs is not waited for.
pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Lost> {
    runtime::block_on(work).ok_or(Lost)
}
