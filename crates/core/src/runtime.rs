//! A runtime for one piece of work on the network.

/// Runs it on this thread. A name look-up that hangs is not waited for. `None` where the system gives
/// no runtime.
pub fn block_on<T>(work: impl Future<Output = T>) -> Option<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    Some(done)
}
