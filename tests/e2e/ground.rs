//! A folder of a test's own.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use tempfile::TempDir;

/// Gone when this goes, with whatever still runs in it: a resident program to which a start was handed
/// over outlives its caller, and would make its folders anew.
pub(crate) struct Ground(TempDir);

impl Ground {
    pub(crate) fn new() -> Self {
        Self(tempfile::Builder::new().prefix("latchet-").tempdir().unwrap())
    }

    /// A new folder in it, for its owner alone.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        path
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let pid = process.file_name().to_str().and_then(|name| name.parse().ok());
            if let Some(pid) = pid.and_then(Pid::from_raw) {
                end_if_in(self.0.path(), pid);
            }
        }
    }
}

/// Ends a process that was started with a variable that names this folder.
fn end_if_in(folder: &Path, pid: Pid) {
    // From here on no other process is meant, even if the number becomes another's.
    let Ok(process) = pidfd_open(pid, PidfdFlags::empty()) else { return };
    let file = format!("/proc/{}/environ", pid.as_raw_nonzero());
    let variables = fs::read(file).unwrap_or_default();
    let folder = folder.as_os_str().as_encoded_bytes();
    if variables.windows(folder.len()).any(|part| part == folder) {
        let _ = pidfd_send_signal(&process, Signal::KILL);
        let _ = poll(&mut [PollFd::new(&process, PollFlags::IN)], None);
    }
}
