//! Linux: a folder gets another name in one step, and its old name leads to it as long as a program
//! may run that knows no other. Such a program goes on with what it has open; a journal that it opens
//! by the old name is refused to it, since a link leads there, and it makes no new one in its place.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};

/// In a folder that has got another name: which run of the system that was in.
const RENAMED_IN: &str = "renamed";
/// Another one in each run of the system.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// Whatever can't be done is left for the next time.
pub(super) fn rename(from: &Path, to: &Path) {
    let _ = try_rename(from, to, &boot());
}

fn boot() -> String {
    fs::read_to_string(BOOT_ID).unwrap_or_default()
}

fn try_rename(from: &Path, to: &Path, boot: &str) -> io::Result<()> {
    let Ok(found) = fs::symlink_metadata(from) else { return Ok(()) };
    // One program at a time, and it looks again: the second would undo what the first has done.
    let services = File::open(from.parent().unwrap_or(Path::new(".")))?;
    services.lock()?;
    if found.is_symlink() {
        return forget(from, to, boot);
    }
    if !fs::symlink_metadata(from)?.is_dir() || fs::metadata(to).is_ok() {
        return Ok(());
    }
    // What leads from the old name to the new one lies under the new one, until they change places.
    let target = to.file_name().unwrap_or_default();
    match fs::read_link(to) {
        Ok(link) if link == Path::new(target) => {}
        _ => symlink(target, to)?,
    }
    fs::write(from.join(RENAMED_IN), boot)?;
    renameat_with(CWD, from, CWD, to, RenameFlags::EXCHANGE)?;
    services.sync_all()
}

/// Takes the old name away, once the system has started anew since: no program can run any more that
/// looks for it.
fn forget(from: &Path, to: &Path, boot: &str) -> io::Result<()> {
    let renamed_in = fs::read_to_string(to.join(RENAMED_IN))?;
    if boot.is_empty() || renamed_in == boot {
        return Ok(());
    }
    fs::remove_file(from)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::thread;

    use latchet_tracker::Origin;

    use super::super::Home;
    use super::*;
    use crate::journal::Journal;

    fn services() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let services = home.path().join("services");
        fs::create_dir(&services).unwrap();
        (home, services.join("named"), services.join("neutral"))
    }

    fn read(folder: &Path) -> String {
        fs::read_to_string(folder.join("journal")).unwrap()
    }

    #[test]
    fn nothing_is_lost_and_who_knows_the_old_name_finds_the_same_until_the_next_start() {
        let (_home, from, to) = services();
        fs::create_dir(&from).unwrap();
        fs::write(from.join("journal"), "before").unwrap();
        try_rename(&from, &to, "first").unwrap();
        assert!(fs::symlink_metadata(&to).unwrap().is_dir());
        assert_eq!((read(&to), read(&from)), ("before".to_owned(), "before".to_owned()));
        fs::write(from.join("journal"), "by an older program").unwrap();
        try_rename(&from, &to, "first").unwrap();
        assert_eq!(read(&to), "by an older program", "it is one folder");
        try_rename(&from, &to, "").unwrap();
        assert!(from.exists(), "who can't tell leaves it");
        try_rename(&from, &to, "second").unwrap();
        assert!(fs::symlink_metadata(&from).is_err(), "nobody looks for it any more");
        assert_eq!(read(&to), "by an older program");
        try_rename(&from, &to, "second").unwrap();
    }

    #[test]
    fn a_journal_that_is_open_goes_on_and_none_is_made_under_the_old_name() {
        let (_home, from, to) = services();
        let origin = Origin::service();
        let mut open = Journal::open(&from, &origin).unwrap();
        try_rename(&from, &to, "first").unwrap();
        open.remember("written", "after").unwrap();
        let other = Journal::open(&to, &origin).unwrap();
        assert_eq!(other.memory("written").unwrap().as_deref(), Some("after"), "it is the same");
        let refused = Journal::open(&from, &origin);
        assert!(refused.is_err(), "an older program stops, and is started anew");
    }

    #[test]
    fn what_was_interrupted_is_taken_up_again() {
        let (_home, from, to) = services();
        fs::create_dir(&from).unwrap();
        fs::write(from.join("journal"), "before").unwrap();
        symlink(to.file_name().unwrap(), &to).unwrap();
        fs::write(from.join(RENAMED_IN), "an earlier one").unwrap();
        try_rename(&from, &to, "first").unwrap();
        assert_eq!((read(&to), read(&from)), ("before".to_owned(), "before".to_owned()));
        assert_eq!(fs::read_to_string(to.join(RENAMED_IN)).unwrap(), "first");
    }

    #[test]
    fn programs_that_begin_at_the_same_time_do_it_once() {
        for _ in 0..20 {
            let (_home, from, to) = services();
            fs::create_dir(&from).unwrap();
            fs::write(from.join("journal"), "before").unwrap();
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| try_rename(&from, &to, "first").unwrap());
                }
            });
            assert!(fs::symlink_metadata(&to).unwrap().is_dir());
            assert_eq!((read(&to), read(&from)), ("before".to_owned(), "before".to_owned()));
        }
    }

    #[test]
    fn a_folder_that_is_there_already_is_never_covered() {
        let (_home, from, to) = services();
        for (folder, text) in [(&from, "one"), (&to, "other")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("journal"), text).unwrap();
        }
        try_rename(&from, &to, "first").unwrap();
        assert_eq!((read(&from), read(&to)), ("one".to_owned(), "other".to_owned()));
    }

    #[test]
    fn the_services_folder_says_nothing_and_a_practice_servers_says_where_it_is() {
        let (root, ..) = services();
        let home = Home::under(root.path());
        let service = Origin::service();
        let neutral = home.service_folder(&service);
        let name = neutral.file_name().unwrap().to_str().unwrap();
        assert!(name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
        home.rename_service_folder(&service);
        assert!(!neutral.exists(), "there was nothing to rename");
        let named = neutral.with_file_name(service.folder_name());
        fs::create_dir(&named).unwrap();
        assert_eq!(home.service_folder(&service), named, "until it has another name");
        home.rename_service_folder(&service);
        assert_eq!(home.service_folder(&service), neutral);
        let practice = Origin::parse("http://127.0.0.1:8080").unwrap();
        assert!(home.service_folder(&practice).ends_with("127.0.0.1_8080"));
    }
}
