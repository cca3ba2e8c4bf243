//! The way to the service: through a proxy, and with certificates that the system does not know.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io, thread};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::behind::Behind;
use crate::canary::found;
use crate::practice::Practice;
use crate::program::Ended;
use crate::tls::{self, Authority};
use crate::world::World;

/// No name server knows it: only a proxy takes anybody there.
const SERVICE: &str = "https://service.test";
const PASSWORD: &str = "pass word+4711?of~the proxy";

/// The service over https, and a certificate authority that the system does not know.
fn service(host: &str) -> (Practice, Authority, SocketAddr, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (practice, authority) = (Practice::strict(), Authority::new(folder.path()));
    let behind = Behind::at(practice.address());
    let server = tls::serve(authority.valid_for(host), move |request| behind.forward(request));
    (practice, authority, server, folder)
}

/// A proxy that leads everybody who knows the password to one server.
struct Proxy {
    address: SocketAddr,
    /// The first line of each request, and whether it was let through.
    seen: Arc<Mutex<Vec<(String, bool)>>>,
    met: Receiver<()>,
}

impl Proxy {
    fn to(server: SocketAddr, wanted: Option<&'static str>, refusal: &'static str) -> Self {
        let seen = Arc::<Mutex<Vec<_>>>::default();
        let (meets, met) = channel();
        let (seeing, meets) = (Arc::clone(&seen), Mutex::new(meets));
        let wanted = wanted.map(|pair| format!("Basic {}", STANDARD.encode(pair)));
        let address = tls::accept(move |mut client| {
            let Some(head) = head(&mut client) else { return };
            let _ = meets.lock().unwrap().send(());
            let given = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("proxy-authorization").then_some(value)
            });
            let lets = refusal.is_empty() && wanted.as_deref().is_none_or(|it| Some(it) == given);
            let first = head.lines().next().unwrap_or_default().to_owned();
            seeing.lock().unwrap().push((first, lets));
            if lets {
                let _ = client.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
                join(client, TcpStream::connect(server).unwrap());
            } else {
                let status = if refusal.is_empty() { "407 Proxy Authentication" } else { refusal };
                let _ = write!(client, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
            }
        });
        Self { address, seen, met }
    }

    fn seen(&self) -> Vec<(String, bool)> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn head(client: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        client.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    String::from_utf8(head).ok()
}

fn join(client: TcpStream, server: TcpStream) {
    let (mut up, mut down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (mut client, mut server) = (client, server);
    thread::spawn(move || {
        let _ = io::copy(&mut up, &mut server);
        let _ = server.shutdown(Shutdown::Write);
    });
    let _ = io::copy(&mut down, &mut client);
    let _ = client.shutdown(Shutdown::Write);
}

#[track_caller]
fn set(world: &World, key: &str, value: &str) {
    world.latchet(&["settings", "set", key, value]).input(PASSWORD).run().expect_status(0);
}

#[track_caller]
fn expect_not_sent(ended: &Ended, told: &str) {
    ended.expect_status(8).expect_told(&[told]);
    assert_eq!(ended.json()["outcome"], "not_sent", "{}", ended.all());
}

#[test]
fn a_private_authority_is_trusted_where_it_is_named_and_only_there() {
    let (practice, authority, server, folder) = service("localhost");
    let world = World::headless(&format!("https://localhost:{}", server.port()));
    let start = || {
        let start = ["start", "--yes", "--json", "--token-stdin"];
        world.latchet(&start).input(practice.token()).run()
    };
    for bad in ["authority.pem", "/nowhere/authority.pem", "/etc/hostname", "/dev/zero"] {
        let refused = world.latchet(&["settings", "set", "ca-file", bad]).run();
        refused.expect_status(2).expect_told(&["certificates (PEM)"]);
    }
    set(&world, "ca-file", authority.file());
    start().expect_status(0);
    assert_eq!(practice.starts(), 1);

    fs::rename(authority.file(), folder.path().join("elsewhere.pem")).unwrap();
    expect_not_sent(&start(), "trusted certificates");
    assert_eq!(practice.starts(), 1, "what was trusted can't be told any more");
}

#[test]
fn the_system_s_roots_go_on_beside_others() {
    let (practice, authority, server, folder) = service("localhost");
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let world = World::headless(&format!("https://localhost:{}", server.port()));
    set(&world, "ca-file", Authority::new(&other).file());
    let start = world.latchet(&["start", "--yes", "--json", "--token-stdin"]);
    start.env("SSL_CERT_FILE", authority.file()).input(practice.token()).run().expect_status(0);
    assert_eq!(practice.starts(), 1);
}

#[test]
fn a_proxy_is_gone_through_and_its_password_seen_by_nobody_else() {
    let (practice, authority, server, _folder) = service("service.test");
    let pair: &'static str = format!("kim:{PASSWORD}").leak();
    let proxy = Proxy::to(server, Some(pair), "");
    let world = World::with_keyring(SERVICE);
    set(&world, "ca-file", authority.file());
    set(&world, "proxy", &format!("http://kim@{}", proxy.address));
    world.latchet(&["token", "set"]).input(practice.token()).run().expect_status(0);
    let _ = proxy.met.try_iter().count();
    let running = world.latchet(&["start", "--yes", "--json"]).env("RUST_LOG", "trace").spawn();
    proxy.met.recv().unwrap();
    for name in ["cmdline", "environ", "comm"] {
        // One that has ended shows nothing any more.
        let shown = fs::read(format!("/proc/{}/{name}", running.pid())).unwrap_or_default();
        for secret in [PASSWORD, practice.token()] {
            assert_eq!(found(secret, &shown), None, "{name}");
        }
    }
    let started = running.wait();
    started.expect_status(0);
    assert_eq!(practice.starts(), 1);
    assert!(
        proxy.seen().iter().all(|seen| *seen == ("CONNECT service.test:443 HTTP/1.1".into(), true))
    );
    let doctor = world.latchet(&["doctor"]).run();
    let listed = world.latchet(&["settings", "list"]).run();
    for ended in [&started, &doctor, &listed] {
        for text in [&ended.out, &ended.err] {
            assert_eq!(found(PASSWORD, text), None, "{}", ended.all());
        }
    }
    for file in world.files() {
        assert_eq!(found(PASSWORD, &fs::read(&file).unwrap()), None, "{}", file.display());
    }
}

#[test]
fn what_a_proxy_does_not_let_through_was_not_sent() {
    let (practice, authority, server, _folder) = service("service.test");
    // Each is tried for half a minute.
    thread::scope(|scope| {
        for (wanted, refusal, told) in [
            (Some("kim:another"), "", "wants a user and a password"),
            (None, "403 Forbidden", "did not let it through"),
            (None, "502 Bad Gateway", "did not let it through"),
            (None, "", "The proxy could not be reached"),
        ] {
            let (practice, authority) = (&practice, &authority);
            scope.spawn(move || {
                let proxy = Proxy::to(server, wanted, refusal);
                let is_closed = told.contains("reached");
                let closed = SocketAddr::from(([127, 0, 0, 1], 9));
                let address = if is_closed { closed } else { proxy.address };
                let world = World::with_keyring(SERVICE);
                set(&world, "ca-file", authority.file());
                set(&world, "proxy", &format!("http://kim@{address}"));
                let start = world.latchet(&["start", "--yes", "--json", "--token-stdin"]);
                expect_not_sent(&start.input(practice.token()).run(), told);
                assert!(proxy.seen().iter().all(|(_, lets)| !lets), "{:?}", proxy.seen());
            });
        }
    });
    assert_eq!(practice.starts(), 0);
}

#[test]
fn a_password_that_is_not_kept_sends_nothing() {
    let (practice, _authority, server, _folder) = service("service.test");
    let proxy = Proxy::to(server, None, "");
    let world = World::with_keyring(SERVICE);
    let written = format!("proxy = \"http://kim@{}\"\n", proxy.address);
    fs::write(world.latchet_home().join("settings.toml"), written).unwrap();
    let start = world.latchet(&["start", "--yes", "--json", "--token-stdin"]);
    expect_not_sent(
        &start.input(practice.token()).run(),
        "password is not in the credential store",
    );
    assert_eq!(proxy.seen(), []);
    let refused = world.latchet(&["settings", "set", "proxy", "http://kim:secret@h:1"]).run();
    refused.expect_status(2);
    assert!(
        !refused.all().contains("secret@") || !refused.err().contains("secret"),
        "{}",
        refused.err()
    );
}

#[test]
fn the_system_s_proxy_is_used_unless_none_is_wanted() {
    let (practice, authority, server, _folder) = service("service.test");
    let proxy = Proxy::to(server, None, "");
    let world = World::headless(SERVICE);
    set(&world, "ca-file", authority.file());
    let start = || {
        let start = world.latchet(&["start", "--yes", "--json", "--token-stdin"]);
        let start = start.env("HTTPS_PROXY", &format!("http://{}", proxy.address));
        start.input(practice.token()).run()
    };
    start().expect_status(0);
    let seen = proxy.seen().len();
    assert!(seen > 0);
    set(&world, "proxy", "none");
    expect_not_sent(&start(), "name was not found");
    assert_eq!(proxy.seen().len(), seen);
}

#[test]
fn no_certificate_goes_unchecked() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()];
    folders = ["crates", "src-tauri", "xtask"].map(|name| folders[0].join(name)).to_vec();
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|kind| kind == "rs") {
                let source = fs::read_to_string(entry.path()).unwrap();
                for word in ["danger_accept", "dangerous()", "tls_certs_only"] {
                    assert!(!source.contains(word), "{}: {word}", entry.path().display());
                }
                read += 1;
            }
        }
    }
    assert!(read > 100, "{read} files were read");
}
