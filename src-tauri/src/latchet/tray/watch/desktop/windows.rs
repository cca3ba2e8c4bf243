//! Windows: a thread that asks what happens in the folder, and sleeps until something does.
//!
//! One call of the system's own, since the library that is used on macOS wakes ten times a second
//! here.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::os::windows::fs::OpenOptionsExt as _;
use std::os::windows::io::AsRawHandle as _;
use std::path::Path;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use windows_sys::Win32::Storage::FileSystem::{
    FILE_FLAG_BACKUP_SEMANTICS, FILE_LIST_DIRECTORY, FILE_NOTIFY_CHANGE_FILE_NAME,
    FILE_NOTIFY_CHANGE_LAST_WRITE, FILE_NOTIFY_CHANGE_SIZE, ReadDirectoryChangesW,
};

/// Tells of one file until it is dropped. The thread ends at the next change of the folder after
/// that, or with the program.
pub(super) struct Folder {
    ended: Arc<AtomicBool>,
}

impl Folder {
    /// The folder and not the file: that one may not be there yet.
    pub(super) fn new(file: &Path, touched: impl Fn() + Send + 'static) -> io::Result<Self> {
        let name: Vec<u16> = file.file_name().unwrap_or_default().encode_wide().collect();
        let folder = OpenOptions::new()
            .access_mode(FILE_LIST_DIRECTORY)
            .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
            .open(file.parent().unwrap_or(file))?;
        let ended = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&ended);
        thread::Builder::new().name("watch".to_owned()).spawn(move || {
            let mut records = Records([0; SPACE]);
            while let Ok(length) = next(&folder, &mut records) {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                // Nothing was written if there was more than the space can hold.
                if length == 0 || names(&records.0[..length], &name) {
                    touched();
                }
            }
        })?;
        Ok(Self { ended })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// In units of two bytes.
const SPACE: usize = 4096;

/// The system wants them aligned like this.
#[repr(align(4))]
struct Records([u16; SPACE]);

/// Waits for something to happen in the folder; how much was told of it comes back, in units of two
/// bytes. What happens between two calls is kept by the system.
fn next(folder: &File, records: &mut Records) -> io::Result<usize> {
    const WANTED: u32 =
        FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_LAST_WRITE | FILE_NOTIFY_CHANGE_SIZE;
    let size = u32::try_from(size_of_val(&records.0)).map_err(io::Error::other)?;
    let mut written = 0;
    // SAFETY: the handle is open and was not opened for overlapped use, so the call returns when it
    // is done with the two places it writes to; both are borrowed mutably here, and `size` is the
    // first one's.
    #[expect(unsafe_code, reason = "the system's call, which no library wraps without polling")]
    let done = unsafe {
        ReadDirectoryChangesW(
            folder.as_raw_handle(),
            (&raw mut records.0).cast(),
            size,
            0,
            WANTED,
            &raw mut written,
            ptr::null_mut(),
            None,
        )
    };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(usize::try_from(written).map_err(io::Error::other)? / size_of::<u16>())
}

/// Is one of these records about this file? Each says how many bytes after it the next one begins
/// (none after the last), what happened, and the length in bytes of the name that follows.
fn names(mut records: &[u16], name: &[u16]) -> bool {
    let long = |low: u16, high: u16| (usize::from(high) << 16) | usize::from(low);
    while let [next_low, next_high, _, _, length_low, length_high, rest @ ..] = records {
        let length = long(*length_low, *length_high) / size_of::<u16>();
        if rest.get(..length) == Some(name) {
            return true;
        }
        let next = long(*next_low, *next_high) / size_of::<u16>();
        match records.get(next..) {
            Some(after) if next > 0 => records = after,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(next: u16, name: &str) -> Vec<u16> {
        let name: Vec<u16> = name.encode_utf16().collect();
        let length = u16::try_from(2 * name.len()).unwrap();
        [vec![next, 0, 3, 0, length, 0], name].concat()
    }

    #[test]
    fn a_file_is_found_in_any_record_and_by_its_whole_name() {
        let first = |name| [record(20, "wal!"), record(0, name)].concat();
        let cases = [
            (record(0, "file"), true, "the only one"),
            (first("file"), true, "the second one"),
            ([record(20, "file"), record(0, "wal!")].concat(), true, "the first one"),
            (first("files"), false, "a longer name"),
            (first("fil"), false, "a shorter name"),
            (record(400, "wal!"), false, "a next one that is not there"),
            (record(0, "file")[..8].to_vec(), false, "a name that is cut off"),
            (Vec::new(), false, "nothing"),
        ];
        let name: Vec<u16> = "file".encode_utf16().collect();
        for (records, found, why) in cases {
            assert_eq!(names(&records, &name), found, "{why}");
        }
    }
}
