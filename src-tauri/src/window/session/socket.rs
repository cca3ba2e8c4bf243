//! macOS: a socket in the service's folder, which only its owner can look into.

use std::fs;
use std::io;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use latchet_core::link;

/// How long a program that has connected may take to write.
const PATIENCE: Duration = Duration::from_secs(2);

/// Gives the link to the window that is open.
pub(super) fn hand_over(socket: &Path, link: &str) -> io::Result<()> {
    link::hand_over(link, UnixStream::connect(socket)?)
}

/// The place for links, also over one that a window has left behind.
pub(super) fn open(socket: &Path) -> io::Result<UnixListener> {
    // There may be none.
    let _ = fs::remove_file(socket);
    UnixListener::bind(socket)
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
        let socket = folder.path().join("window.sock");
        assert!(hand_over(&socket, "latchet://start").is_err(), "no window is open");
        drop(open(&socket).unwrap());
        assert!(hand_over(&socket, "latchet://start").is_err(), "none is any more");
        let listener = open(&socket).unwrap();
        let (sender, links) = channel();
        thread::spawn(move || listen(&listener, move |link| sender.send(link).unwrap()));
        for link in ["latchet://start?for=8h", "latchet://start?for=9h"] {
            hand_over(&socket, link).unwrap();
            assert_eq!(links.recv_timeout(Duration::from_secs(30)).unwrap(), link);
        }
        // As far as it was read, it was written.
        let _ = hand_over(&socket, &"x".repeat(2 * link::MAX_BYTES));
        let told = links.recv_timeout(Duration::from_secs(30)).unwrap();
        assert_eq!(told.len(), link::MAX_BYTES + 1);
    }
}
