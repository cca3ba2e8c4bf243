//! Files that the user wanted: new ones, in their own folder, for their eyes.

use std::io;
use std::path::{Path, PathBuf};

use latchet_core::home::create_private_file;

/// Writes a file of this name, with a number behind it when that is taken. Only its owner can read it.
///
/// # Errors
/// The system's; nothing is left of a file that could not be written whole.
pub(super) fn write_new(
    folder: &Path,
    name: &str,
    ending: &str,
    bytes: &[u8],
) -> io::Result<PathBuf> {
    for number in 1..10_000 {
        let behind = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{behind}.{ending}"));
        match create_private_file(&path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => return written.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_no_other_s_place() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| write_new(folder.path(), "x", "csv", text.as_bytes()).unwrap();
        let (first, second) = (write("one"), write("two"));
        assert_eq!(first.file_name().unwrap(), "x.csv");
        assert_eq!(second.file_name().unwrap(), "x-2.csv");
        assert_eq!(std::fs::read_to_string(first).unwrap(), "one");
        let nowhere = write_new(&folder.path().join("gone"), "x", "csv", b"");
        assert_eq!(nowhere.unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_its_owner_s_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = write_new(folder.path(), "x", "json", b"{}").unwrap();
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
