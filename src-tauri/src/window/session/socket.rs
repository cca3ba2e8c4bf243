//! macOS: a socket in the service's folder, which only its owner can look into.

use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;
use std::{env, fs, io};

use latchet_core::link;

/// How long a program that has connected may take to write.
const PATIENCE: Duration = Duration::from_secs(2);

const NAME: &str = "window.sock";

/// Gives the link to the window that is open.
pub(super) fn hand_over(folder: &Path, link: &str) -> io::Result<()> {
    link::hand_over(link, within(folder, |socket| UnixStream::connect(socket))?)
}

/// The place for links, also over one that a window has left behind.
pub(super) fn open(folder: &Path) -> io::Result<UnixListener> {
    within(folder, |socket| {
        // There may be none.
        let _ = fs::remove_file(socket);
        UnixListener::bind(socket)
    })
}

/// A socket's address holds some hundred bytes, and a folder in the home of someone with a long name
/// is longer: then it is addressed from within.
fn within<T>(folder: &Path, work: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match work(&folder.join(NAME)) {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
            let before = env::current_dir();
            env::set_current_dir(folder)?;
            let done = work(Path::new(NAME));
            if let Ok(before) = before {
                env::set_current_dir(before)?;
            }
            done
        }
        done => done,
    }
}

/// Waits for links. Ends only with an error of the system's.
pub(super) fn listen(socket: &UnixListener, heard: impl Fn(String)) -> io::Result<()> {
    loop {
        let (stream, _) = socket.accept()?;
        stream.set_read_timeout(Some(PATIENCE))?;
        if let Ok(link) = link::take_over(stream) {
            heard(link);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    #[test]
    fn each_link_reaches_the_window_that_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("Application Support of someone with a name ".repeat(5));
        fs::create_dir(&long).unwrap();
        for folder in [folder.path(), &long] {
            each_link_arrives_in(folder);
        }
    }

    fn each_link_arrives_in(folder: &Path) {
        assert!(hand_over(folder, "latchet://start").is_err(), "no window is open");
        drop(open(folder).unwrap());
        assert!(hand_over(folder, "latchet://start").is_err(), "none is any more");
        let listener = open(folder).unwrap();
        let (sender, links) = channel();
        thread::spawn(move || listen(&listener, move |link| sender.send(link).unwrap()));
        for link in ["latchet://start?for=8h", "latchet://start?for=9h"] {
            hand_over(folder, link).unwrap();
            assert_eq!(links.recv_timeout(Duration::from_secs(30)).unwrap(), link);
        }
        // As far as it was read, it was written.
        let _ = hand_over(folder, &"x".repeat(2 * link::MAX_BYTES));
        let told = links.recv_timeout(Duration::from_secs(30)).unwrap();
        assert_eq!(told.len(), link::MAX_BYTES + 1);
    }
}
