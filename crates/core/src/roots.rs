//! Certificates that are trusted beside the system's, from a file of the user's.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use latchet_tracker::Root;

/// No such file is larger, in bytes. The system's own has a quarter of it.
const LARGEST: u64 = 1024 * 1024;

/// Those in this file, and none where no file is named. `None`: it can't be read, or holds none.
pub(crate) fn in_file(file: &str) -> Option<Vec<Root>> {
    if file.is_empty() {
        return Some(Vec::new());
    }
    let read = || -> io::Result<Vec<u8>> {
        let mut pem = Vec::new();
        File::open(Path::new(file))?.take(LARGEST).read_to_end(&mut pem)?;
        Ok(pem)
    };
    Root::all_in(&read().ok()?)
}
