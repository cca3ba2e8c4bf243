//! The right to send is one program's at a time.

use std::path::Path;
use std::time::Duration;

use latchet_core::courier::{CourierLock, LockError};

#[test]
fn the_courier_lock_is_one_program_s_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let acquire = |folder: &Path, ms| CourierLock::acquire(folder, Duration::from_millis(ms));
    let first = acquire(folder.path(), 0).unwrap();
    assert!(matches!(acquire(folder.path(), 50), Err(LockError::Taken)));
    let path = folder.path().to_owned();
    let waiting = std::thread::spawn(move || CourierLock::acquire(&path, Duration::from_secs(10)));
    drop(first);
    assert!(waiting.join().unwrap().is_ok(), "whoever waits gets it when it is free");
}
