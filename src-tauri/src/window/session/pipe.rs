//! Windows: a named pipe, into which only its owner may write, as the system makes them.

use std::fs::OpenOptions;
use std::time::{Duration, Instant};
use std::{io, mem, thread};

use latchet_core::link;
use tokio::net::windows::named_pipe::{NamedPipeServer, ServerOptions};

/// How long a program that has opened the pipe may take to write.
const PATIENCE: Duration = Duration::from_secs(2);

/// Another program has just come, and the next one's end is about to be made.
const PIPE_BUSY: i32 = 231;
/// A program has come and gone before it was waited for.
const NO_DATA: i32 = 232;

/// Gives the link to the window that is open.
pub(super) fn hand_over(name: &str, link: &str) -> io::Result<()> {
    hand_over_after(name, link, thread::sleep)
}

/// As [`hand_over`], with a pause before each further try.
fn hand_over_after(name: &str, link: &str, pause: impl Fn(Duration)) -> io::Result<()> {
    let began = Instant::now();
    loop {
        match OpenOptions::new().write(true).open(name) {
            Err(error) if is(&error, PIPE_BUSY) && began.elapsed() < PATIENCE => {
                pause(PATIENCE / 200);
            }
            opened => return link::hand_over(link, opened?),
        }
    }
}

fn is(error: &io::Error, code: i32) -> bool {
    error.raw_os_error() == Some(code)
}

/// Waits for links. Ends only with an error of the system's.
pub(super) async fn listen(
    name: &str,
    heard: impl Fn(String) + Clone + Send + 'static,
) -> io::Result<()> {
    let mut next = options().first_pipe_instance(true).create(name)?;
    loop {
        let come = next.connect().await;
        let pipe = mem::replace(&mut next, options().create(name)?);
        match come {
            Ok(()) => {
                let heard = heard.clone();
                // On its own, so that the next one is waited for at once.
                tokio::spawn(async move {
                    if let Ok(Ok(link)) = tokio::time::timeout(PATIENCE, read(pipe)).await {
                        heard(link);
                    }
                });
            }
            Err(error) if is(&error, NO_DATA) => {}
            Err(error) => return Err(error),
        }
    }
}

/// A pipe that is only read here.
fn options() -> ServerOptions {
    let mut options = ServerOptions::new();
    options.access_outbound(false);
    options
}

/// What was written, or enough of it to be known as too long.
async fn read(pipe: NamedPipeServer) -> io::Result<String> {
    let mut written = Vec::new();
    while written.len() <= link::MAX_BYTES {
        pipe.readable().await?;
        let mut space = [0; 1024];
        match pipe.try_read(&mut space) {
            Ok(0) => break,
            Ok(length) => written.extend_from_slice(&space[..length]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(error),
        }
    }
    link::take_over(&*written)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn each_link_reaches_the_window_that_is_open() {
        let name = format!(r"\\.\pipe\org.latchet.test.{}", std::process::id());
        assert!(hand_over(&name, "latchet://start").is_err(), "no window is open");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (sender, mut links) = tokio::sync::mpsc::unbounded_channel();
        let long = "x".repeat(2 * link::MAX_BYTES);
        runtime.block_on(async {
            // The pipe is made before anything is waited for.
            let listening = listen(&name, move |link| sender.send(link).unwrap());
            let handed_over = async {
                for link in ["latchet://start?for=8h", "latchet://start?for=9h", &long] {
                    let (name, link) = (name.clone(), link.to_owned());
                    tokio::task::spawn_blocking(move || hand_over(&name, &link))
                        .await
                        .unwrap()
                        .ok();
                }
                [links.recv().await, links.recv().await, links.recv().await]
            };
            tokio::select! {
                biased;
                ended = listening => panic!("{ended:?}"),
                [first, second, third] = handed_over => {
                    assert_eq!(first.as_deref(), Some("latchet://start?for=8h"));
                    assert_eq!(second.as_deref(), Some("latchet://start?for=9h"));
                    assert_eq!(third.map(|link| link.len()), Some(link::MAX_BYTES + 1));
                }
            }
        });
    }

    #[test]
    fn a_second_link_waits_until_there_is_room_for_it() {
        let name = format!(r"\\.\pipe\org.latchet.test.busy.{}", std::process::id());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let _inside = runtime.enter();
        let _first = options().create(&name).unwrap();
        let _taken = OpenOptions::new().write(true).open(&name).unwrap();
        let made = RefCell::new(Vec::new());
        let pause = |_| made.borrow_mut().push(options().create(&name).unwrap());
        hand_over_after(&name, "latchet://start", pause).unwrap();
        assert_eq!(made.borrow().len(), 1);
    }
}
