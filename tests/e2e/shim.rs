//! A disk that fails when a test wants it to: `faults.c`, preloaded into the program.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::program::Call;
use crate::world::World;

/// The compiled shim.
pub(crate) struct Shim {
    folder: TempDir,
}

impl Shim {
    pub(crate) fn build() -> Self {
        let folder = tempfile::Builder::new().prefix("latchet-shim-").tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/faults.c");
        let output = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .args([&folder.path().join("faults.so"), &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .unwrap();
        assert!(output.status.success(), "cc: {}", String::from_utf8_lossy(&output.stderr));
        Self { folder }
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("faults.so")
    }
}

/// What an operation on the journal's files was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Write,
    /// Of a file's contents.
    Sync,
    /// Of the names in the folder.
    Folder,
}

/// One operation as the shim saw it.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) kind: Kind,
    pub(crate) file: String,
    /// Something was done to it.
    pub(crate) befallen: bool,
}

impl Operation {
    fn parse(line: &str) -> Self {
        let mut words = line.split(' ');
        let mut word = || words.next().unwrap_or_else(|| panic!("half a line: {line}"));
        Self {
            number: word().parse().unwrap(),
            kind: match word() {
                "write" => Kind::Write,
                "sync" => Kind::Sync,
                "folder" => Kind::Folder,
                other => panic!("the shim told of {other}"),
            },
            file: word().to_owned(),
            befallen: words.next() == Some("!"),
        }
    }
}

/// What befalls a disk, by the numbers of its operations.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fault {
    settings: Vec<(&'static str, String)>,
}

/// What comes of a sync that claims to have been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Nothing.
    Whole,
    /// Every other page is kept.
    Half,
}

/// As the end of a range: until the program ends.
pub(crate) const EVER: usize = 1_000_000;

impl Fault {
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// These syncs fail with EIO.
    pub(crate) fn bad(syncs: RangeInclusive<usize>) -> Self {
        Self::befalling("eio", &syncs)
    }

    /// These writes fail with ENOSPC.
    pub(crate) fn full(writes: RangeInclusive<usize>) -> Self {
        Self::befalling("enospc", &writes)
    }

    /// Half of this write is done, then the program is killed.
    pub(crate) fn torn(write: usize) -> Self {
        Self::befalling("tear", &(write..=write))
    }

    /// The power goes before this operation.
    pub(crate) fn power_cut(operation: usize) -> Self {
        Self::befalling("cut", &(operation..=operation))
    }

    /// Files can't be locked, as on a network's file system without locks.
    pub(crate) fn no_locks() -> Self {
        Self { settings: vec![("FAULT_LOCK", "none".to_owned())] }
    }

    /// As well as that, this sync claims to have been done.
    pub(crate) fn and_lie(mut self, sync: usize, lie: Lie) -> Self {
        let kept = if lie == Lie::Whole { "nothing" } else { "half" };
        self.settings.push(("FAULT_LIE", kept.to_owned()));
        self.settings.push(("FAULT_LIE_FROM", sync.to_string()));
        self.settings.push(("FAULT_LIE_TO", sync.to_string()));
        self
    }

    fn befalling(name: &str, operations: &RangeInclusive<usize>) -> Self {
        let settings = vec![
            ("FAULT", name.to_owned()),
            ("FAULT_FROM", operations.start().to_string()),
            ("FAULT_TO", operations.end().to_string()),
        ];
        Self { settings }
    }
}

/// The disk under one world's data folder, with what a power cut would leave of it.
pub(crate) struct Disk {
    library: PathBuf,
    shadow: TempDir,
}

impl Disk {
    pub(crate) fn new(shim: &Shim) -> Self {
        let shadow = tempfile::Builder::new().prefix("latchet-shadow-").tempdir().unwrap();
        for folder in ["inodes", "entries"] {
            fs::create_dir(shadow.path().join(folder)).unwrap();
        }
        Self { library: shim.library(), shadow }
    }

    /// A call that lives on this disk.
    pub(crate) fn under(&self, call: Call, world: &World, fault: &Fault) -> Call {
        // The log is the latest call's.
        let _ = fs::remove_file(self.log());
        let paths = [
            ("LD_PRELOAD", self.library.clone()),
            ("FAULT_FOLDER", world.latchet_home().to_owned()),
            ("FAULT_SHADOW", self.shadow.path().to_owned()),
            ("FAULT_LOG", self.log()),
        ];
        let call = paths.iter().fold(call, |call, (name, path)| {
            call.env(name, path.to_str().expect("a temporary folder has a plain name"))
        });
        fault.settings.iter().fold(call, |call, (name, value)| call.env(name, value))
    }

    /// What the latest call did on it.
    pub(crate) fn operations(&self) -> Vec<Operation> {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().map(Operation::parse).collect()
    }

    /// After a power cut: of the journal's files there is what the shadow kept, and nothing else.
    pub(crate) fn come_back(&self, world: &World) {
        for folder in service_folders(world) {
            for file in journal_files(&folder) {
                fs::remove_file(file).unwrap();
            }
            for kept in journal_files(&self.shadow.path().join("entries")) {
                fs::copy(&kept, folder.join(kept.file_name().unwrap())).unwrap();
            }
        }
    }

    fn log(&self) -> PathBuf {
        self.shadow.path().join("log")
    }
}

/// Where journals lie: one folder a service, or none yet.
fn service_folders(world: &World) -> Vec<PathBuf> {
    let services = world.latchet_home().join("services");
    fs::read_dir(services)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default()
}

/// The database's files in a folder.
fn journal_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("journal.sqlite"))
        .collect()
}

/// The database itself, where there is one.
pub(crate) fn journals(world: &World) -> Vec<PathBuf> {
    let files = service_folders(world).into_iter().map(|folder| folder.join("journal.sqlite"));
    files.filter(|file| file.exists()).collect()
}
