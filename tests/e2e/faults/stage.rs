//! What is made once for all rows.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::ground::Ground;
use crate::keyring::Keyring;
use crate::shim::Shim;
use crate::tls::Authority;

/// What all rows share.
pub(super) struct Stage {
    pub(super) shim: Shim,
    pub(super) authority: Authority,
    pub(super) keyring: Keyring,
    pub(super) program: PathBuf,
    /// The library that makes clocks wrong.
    pub(super) clock: PathBuf,
    _programs: TempDir,
    // Last, so that it goes last.
    _ground: Ground,
}

/// What stands in for the resident program beside the real one: it notes that it was called. So a
/// row's POSTs are those of its own steps.
const RESIDENT: &str = "#!/bin/sh\necho \"$@\" >> \"$LATCHET_HOME/handed-over\"\n";

impl Stage {
    pub(super) fn new() -> Self {
        let ground = Ground::new();
        let mut keyring = Keyring::bus_only(&ground.folder("home"), &ground.folder("run"));
        keyring.unlock();
        // Where the real one lies too, so that it can be linked.
        let programs = tempfile::Builder::new().tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let program = programs.path().join("latchet-in-trouble");
        fs::hard_link(env!("CARGO_BIN_EXE_latchet"), &program).unwrap();
        let resident = programs.path().join("latchet");
        fs::write(&resident, RESIDENT).unwrap();
        fs::set_permissions(resident, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        Self {
            shim: Shim::build(),
            authority: Authority::new(&ground.folder("authority")),
            keyring,
            program,
            clock: clock_library(),
            _programs: programs,
            _ground: ground,
        }
    }
}

/// Of the package libfaketime.
fn clock_library() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").unwrap().map(|entry| entry.unwrap().path());
    let mut files = folders.map(|folder| folder.join("faketime/libfaketime.so.1"));
    files.find(|file| file.exists()).expect("libfaketime (package libfaketime)")
}
