//! Where things are kept: one folder for settings, one for each service's journal.

#[cfg_attr(target_os = "linux", path = "home/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "home/other.rs")]
mod os;

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use latchet_tracker::Origin;

/// The user's folders. Every path comes from here.
#[derive(Debug, Clone)]
pub struct Home {
    config: PathBuf,
    data: PathBuf,
    /// Was the folder chosen by the user, who may keep other things in it?
    chosen: bool,
}

/// The system names no home folder for this user, and `LATCHET_HOME` is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this user has no home folder; set LATCHET_HOME to a folder of your choice")]
pub struct NoHome;

impl Home {
    /// Everything under one folder (`LATCHET_HOME`): portable use, and tests.
    pub fn under(folder: &Path) -> Self {
        Self { config: folder.to_owned(), data: folder.to_owned(), chosen: true }
    }

    /// The platform's own folders (XDG on Linux), or all under `latchet_home` when it is given.
    ///
    /// # Errors
    /// When there is neither.
    pub fn find(latchet_home: Option<&Path>) -> Result<Self, NoHome> {
        if let Some(folder) = latchet_home.filter(|folder| !folder.as_os_str().is_empty()) {
            return Ok(Self::under(folder));
        }
        let folders = ProjectDirs::from("org", "latchet", "latchet").ok_or(NoHome)?;
        Ok(Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_local_dir().to_owned(),
            chosen: false,
        })
    }

    /// The settings, shared by all services.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The folder of one service: its journal and its lock. A practice server's never mixes with
    /// the real one's, since each origin has its own, and the journal in it knows its origin. Its
    /// name says what the service is only where that is this computer.
    pub fn service_folder(&self, origin: &Origin) -> PathBuf {
        let [neutral, named] = self.names_of(origin);
        if !neutral.exists() && named.is_dir() { named } else { neutral }
    }

    /// Gives a folder that has the service's name a neutral one, where the system can do so while
    /// programs use it. Where it can't, the folder stays what it is, and is used as before.
    pub fn rename_service_folder(&self, origin: &Origin) {
        let [neutral, named] = self.names_of(origin);
        if neutral != named {
            os::rename(&named, &neutral);
        }
    }

    /// With a neutral name, and with the service's.
    fn names_of(&self, origin: &Origin) -> [PathBuf; 2] {
        let services = self.data.join("services");
        let named = origin.folder_name();
        let neutral = if origin.is_loopback() {
            named.clone()
        } else {
            format!("{:016x}", short_hash(named.as_bytes()))
        };
        [neutral, named].map(|name| services.join(name))
    }

    /// The folders of the services that there are.
    pub(crate) fn service_folders(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.data.join("services")) else { return Vec::new() };
        let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        folders.sort();
        folders
    }

    /// Are its folders in a place of the user's choice, who may keep other things there?
    pub(crate) fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// Where the window's web view puts what it can't do without.
    pub fn web_view_folder(&self) -> PathBuf {
        self.data.join("web-view")
    }

    /// The log, where one is wanted.
    pub fn log_file(&self) -> PathBuf {
        self.data.join("logs").join("latchet.log")
    }

    /// The folder that holds everything but the settings.
    pub fn data_folder(&self) -> &Path {
        &self.data
    }
}

/// Where a file is put that the user wanted: among the documents, or where there is no such folder
/// among what was downloaded, or at home.
pub fn documents() -> Option<PathBuf> {
    let user = UserDirs::new()?;
    let places = [user.document_dir(), user.download_dir(), Some(user.home_dir())];
    places.into_iter().flatten().find(|place| place.is_dir()).map(Path::to_owned)
}

/// FNV-1a: short, and the same in every version.
pub(crate) fn short_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Writes a new file that only its owner can read.
///
/// # Errors
/// The system's, and [`io::ErrorKind::AlreadyExists`] where there is one of this name. Nothing is left
/// of one that could not be written whole: half of it would be taken for all.
pub fn create_private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(path);
    }
    written
}

/// Creates a folder that only its owner can look into, where it isn't there.
///
/// # Errors
/// The system's, when it can't be created. One that belongs to another user is refused: what is
/// written there would not be this user's own, and could keep its owner from going on.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    expect_own(folder)
}

/// Has the names in a folder on the disk, where that is to be asked for.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn expect_own(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    if std::fs::metadata(folder)?.uid() == rustix::process::geteuid().as_raw() {
        Ok(())
    } else {
        let why = format!("{} belongs to another user", folder.display());
        Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
    }
}

/// Elsewhere the system's own rules on a user's folders have to do.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail where users own folders")]
fn expect_own(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_used_by_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("services/one");
        create_private_folder(&folder).unwrap();
        create_private_folder(&folder).unwrap();
        let root = 0;
        let others = if rustix::process::geteuid().as_raw() == root {
            std::os::unix::fs::chown(&folder, Some(1), None).unwrap();
            folder
        } else {
            PathBuf::from("/")
        };
        let refused = create_private_folder(&others).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied, "{refused}");
        assert!(refused.to_string().contains("belongs to another user"), "{refused}");
    }
}
