//! Windows and macOS: the system calls from threads of its own or of these libraries, which sleep
//! until it has something to tell.
//!
//! There is no timer here that knows the wall clock, so while something is waited for [`Alarm`]
//! looks at it once a minute: a sleep of the computer is noticed up to a minute after its end.

#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod folder;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use latchet_core::journal::Journal;
use netwatcher::{WatchHandle, watch_interfaces_with_callback};

use self::folder::Folder;
use super::Sign;
use super::alarm::{Alarm, GLANCE};

type Send = Arc<dyn Fn(Sign) + std::marker::Send + Sync>;

/// Watches until it is dropped.
pub(in super::super) struct Watch {
    send: Send,
    alarm: Alarm,
    network: Mutex<Option<WatchHandle>>,
    _folder: Folder,
    settings: Option<Folder>,
}

impl Watch {
    /// Watches a service's folder, which exists, for the file that is touched after each commit. A
    /// folder that is removed is watched no more. `send` is called on any thread.
    ///
    /// # Errors
    /// What the system refuses.
    pub(in super::super) fn new(
        folder: &Path,
        send: impl Fn(Sign) + std::marker::Send + Sync + 'static,
    ) -> io::Result<Self> {
        let send: Send = Arc::new(send);
        let touched = Arc::clone(&send);
        let rung = Arc::clone(&send);
        Ok(Self {
            alarm: Alarm::new(GLANCE, Utc::now, move |sign| rung(sign))?,
            network: Mutex::default(),
            _folder: Folder::new(&Journal::changed_file(folder), move || touched(Sign::Journal))?,
            settings: None,
            send,
        })
    }

    /// Sends [`Sign::Settings`] too, when this file is written; its folder exists. Where the system
    /// refuses to tell, they are read when the menu opens.
    pub(in super::super) fn and_settings(mut self, file: &Path) -> Self {
        let send = Arc::clone(&self.send);
        self.settings = Folder::new(file, move || send(Sign::Settings)).ok();
        self
    }

    /// Listens for changes of the network's interfaces and their addresses while `on`. What changed
    /// before is not told, so listen first and try then. Where the system refuses to tell, only the
    /// timer is left.
    pub(in super::super) fn network(&self, on: bool) {
        let mut listening = self.network.lock().unwrap_or_else(PoisonError::into_inner);
        if !on {
            // Waits for a callback that is under way: what is sent there must not wait for this.
            *listening = None;
        } else if listening.is_none() {
            let send = Arc::clone(&self.send);
            let heard = watch_interfaces_with_callback(move |update| {
                if !update.is_initial {
                    send(Sign::Network);
                }
            });
            *listening = heard.ok();
        }
    }

    /// Sends [`Sign::Due`] once at this instant of the wall clock, at once if it has passed, and
    /// [`Sign::Clock`] whenever the clock is set or the computer has slept meanwhile. `None` ends
    /// both; another instant takes the place of the one before.
    pub(in super::super) fn wake_at(&self, at: Option<DateTime<Utc>>) {
        self.alarm.set(at);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use tempfile::TempDir;

    use crate::tray::watch::{Sign, Watch};

    use super::*;

    /// Only a failure takes this long.
    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_commit_is_told_and_other_files_are_not() {
        let folder = TempDir::new().unwrap();
        let (sender, signs) = channel();
        let send = move |sign| sender.send(sign).unwrap_or_default();
        let watch = Watch::new(folder.path(), send).unwrap();
        fs::write(folder.path().join("journal.sqlite-wal"), b"x").unwrap();
        watch.wake_at(Some(Utc::now() + Duration::from_millis(500)));
        assert_eq!(signs.recv_timeout(PATIENCE), Ok(Sign::Due), "nothing about another file");
        fs::write(Journal::changed_file(folder.path()), b"1").unwrap();
        assert_eq!(signs.recv_timeout(PATIENCE), Ok(Sign::Journal));
    }

    #[test]
    fn the_network_can_be_listened_to_and_left_alone_again() {
        let folder = TempDir::new().unwrap();
        let watch = Watch::new(folder.path(), |_| {}).unwrap();
        for on in [true, true, false, false, true] {
            watch.network(on);
            let listening = watch.network.lock().unwrap().is_some();
            assert_eq!(listening, on);
        }
    }
}
