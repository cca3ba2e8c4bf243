//! A connection that is kept for the next click, and that the server closes first: its time for idle
//! ones was over.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::item::Item;
use crate::raw;
use crate::tls::{self, Authority};
use crate::world::World;

/// A server that keeps connections open between requests, until it is told to close them.
struct Keeping {
    address: SocketAddr,
    open: Arc<Mutex<Vec<TcpStream>>>,
    /// By connection, in the order in which they came: the methods of the requests on it.
    asked: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Keeping {
    /// `under` puts a connection under TLS, or leaves it as it is.
    fn new<S: Read + Write>(under: impl Fn(TcpStream) -> S + Send + Sync + 'static) -> Self {
        let open = Arc::<Mutex<Vec<TcpStream>>>::default();
        let asked = Arc::<Mutex<Vec<Vec<String>>>>::default();
        let (mine, methods) = (Arc::clone(&open), Arc::clone(&asked));
        let sessions = AtomicU64::new(12);
        let address = tls::accept(move |stream| {
            let number = {
                let mut methods = methods.lock().unwrap();
                methods.push(Vec::new());
                methods.len() - 1
            };
            mine.lock().unwrap().push(stream.try_clone().unwrap());
            let mut stream = under(stream);
            while let Some(request) = raw::read(&mut stream) {
                methods.lock().unwrap()[number].push(request.method.clone());
                let answer = if request.is_start() {
                    let number = sessions.fetch_add(1, Ordering::SeqCst);
                    raw::json(201, &format!(r#"{{"session_id":{number}}}"#))
                } else {
                    raw::no_sessions()
                };
                let answer = String::from_utf8(answer).unwrap();
                let kept = answer.replace("Connection: close\r\n", "");
                if stream.write_all(kept.as_bytes()).is_err() {
                    return;
                }
            }
        });
        Self { address, open, asked }
    }

    /// Closes what is open, as after a time without requests.
    fn lets_go(&self) {
        for stream in self.open.lock().unwrap().drain(..) {
            // The other end may have closed it before.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// What was asked so far, by connection.
    fn asked(&self) -> Vec<Vec<String>> {
        self.asked.lock().unwrap().clone()
    }
}

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn a_click_right_after_the_server_has_closed_the_kept_connection_is_sent_once_on_another() {
    let server = Keeping::new(|stream| stream);
    expect_one_start(&server, &format!("http://{}", server.address), None);
}

#[test]
fn so_is_one_under_tls() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new(folder.path());
    let server = Keeping::new(tls::secures(authority.valid()));
    let url = format!("https://localhost:{}", server.address.port());
    expect_one_start(&server, &url, Some(authority.file()));
}

/// The menu is open, and its look has been answered.
fn looked(desktop: &Desktop) -> Item<'_> {
    let item = desktop.item();
    item.until_row("Start now", true);
    item.opens();
    item.until_status("Nothing runs");
    item
}

fn expect_one_start(server: &Keeping, url: &str, trusted: Option<&str>) {
    let mut world = World::with_keyring(url);
    if let Some(file) = trusted {
        world.latchet(&["settings", "set", "ca-file", file]).run().expect_status(0);
    }
    world.latchet(&["token", "set"]).input(TOKEN).run().expect_status(0);
    // From then on nothing has to be read before a start.
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = looked(&desktop);
    server.lets_go();
    let before = server.asked().len();
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 13 has started.", "{:?}", server.asked());
    let asked = server.asked().split_off(before);
    assert_eq!(asked[0][0], "POST", "{asked:?}");
    assert_eq!(asked.iter().flatten().filter(|method| *method == "POST").count(), 1, "{asked:?}");
    let history = world.latchet(&["history", "--json"]).run().json();
    assert_eq!(history[0]["outcome"], "started", "{history}");
}

#[test]
fn a_journal_that_was_put_aside_since_the_look_is_not_written_to() {
    let server = Keeping::new(|stream| stream);
    let mut world = World::with_keyring(&format!("http://{}", server.address));
    world.latchet(&["token", "set"]).input(TOKEN).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = looked(&desktop);
    let files = world.files().into_iter();
    for file in files.filter(|file| file.to_string_lossy().contains("journal.sqlite")) {
        std::fs::rename(&file, file.with_extension("aside")).unwrap();
    }
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 12 has started.", "{:?}", server.asked());
    let history = world.latchet(&["history", "--json"]).run().json();
    assert_eq!(history[0]["outcome"], "started", "{history}");
}
