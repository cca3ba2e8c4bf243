//! macOS: the file system's events, on a thread that waits for them.

use std::io;
use std::path::Path;

use notify::{Event, EventKind, FsEventWatcher, RecursiveMode, Watcher as _, recommended_watcher};

/// Tells of one file until it is dropped.
pub(super) struct Folder {
    _events: FsEventWatcher,
}

impl Folder {
    /// The folder and not the file: that one may not be there yet.
    pub(super) fn new(file: &Path, touched: impl Fn() + Send + 'static) -> io::Result<Self> {
        let name = file.file_name().map(ToOwned::to_owned);
        let hear = move |event: notify::Result<Event>| {
            // Paths come with their links resolved, so only the name can be compared.
            let ours = event.is_ok_and(|event| {
                event.need_rescan()
                    || !matches!(event.kind, EventKind::Access(_))
                        && event.paths.iter().any(|path| path.file_name() == name.as_deref())
            });
            if ours {
                touched();
            }
        };
        let mut events = recommended_watcher(hear).map_err(refused)?;
        let folder = file.parent().unwrap_or(file);
        events.watch(folder, RecursiveMode::NonRecursive).map_err(refused)?;
        Ok(Self { _events: events })
    }
}

fn refused(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        _ => io::Error::other(error),
    }
}
