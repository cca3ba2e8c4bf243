//! N: the network, from the first name that is looked up to the last byte of an answer.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use rustix::net::{AddressFamily, SocketType, sockopt};

use super::row::{Row, row};
use super::scene::{Behind, Common, Scene, through};
use super::tls::{self, Shown};
use crate::canary;
use crate::program::Ended;
use crate::raw::{self, Raw, Request};

pub(super) const WAITS: &str = "The start was not sent yet. It waits, and keeps its time.";
const UNREACHED: &str = "The server could not be reached.";
pub(super) const UNKNOWN: &str = "It is not known whether the session started.";
const BROKE: &str = "The connection broke after the start had been sent.";
const LATE: &str = "The server did not answer in time.";
const GOES_OUT: &str = "It goes out by itself as soon as that is possible.";

/// Starts are answered by these bytes, and reach the service or don't.
pub(super) fn answering(
    reaches_it: bool,
    answer: impl Into<Vec<u8>>,
) -> impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static {
    let answer = answer.into();
    move |request, stream, behind| {
        if !request.is_start() {
            return through(request, stream, behind);
        }
        if reaches_it {
            behind.forward(request);
        }
        // A client that has heard enough closes early.
        let _ = stream.write_all(&answer);
    }
}

/// Starts reach nobody; reads do.
pub(super) fn met_by(
    meet: impl Fn(&mut TcpStream) + Send + Sync + 'static,
) -> impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static {
    move |request, stream, behind| {
        if request.is_start() { meet(stream) } else { through(request, stream, behind) }
    }
}

/// Waits until the client has closed.
fn stay(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

/// A row of which nothing was sent: the start waits, and goes out when the way is free.
pub(super) fn waits(id: &'static str, fault: &'static str, made: fn(&Common) -> Scene) -> Row {
    row(id, fault, made).ends(8, "waiting", "waiting").leaves(0, 0, "waiting").sees(&[WAITS])
}

/// A row of which nobody knows, and of which the service knows nothing.
pub(super) fn lost(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Common) -> Scene + Send + Sync + 'static,
    code: &'static str,
) -> Row {
    row(id, fault, made).ends(7, "unknown", code).leaves(1, 0, "unknown").sees(&[UNKNOWN])
}

impl Row {
    /// The service is looked into twice, does not have it, and gets it, after as many POSTs as there
    /// were.
    pub(super) fn proven_absent_and_sent_again(self) -> Self {
        let (posts, _, _) = self.steps.last().and_then(|step| step.leaves).expect("a first step");
        self.then("looked up 31 s later", |scene| {
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .sees(&["The service was asked, and does not show it yet."])
        .leaves(posts, 0, "unknown")
        .then("looked up a minute after that", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(0)
        .leaves(posts + 1, 1, "started")
    }
}

/// An https server with this certificate, before a service that is as documented.
fn encrypted(common: &Common, shown: Shown, is_trusted: bool) -> Scene {
    let scene = Scene::elsewhere(common, "", |practice| {
        let behind = Behind::at(practice);
        let server = tls::serve(shown, move |request| behind.forward(request));
        format!("https://localhost:{}", server.port())
    });
    if is_trusted { scene.with("SSL_CERT_FILE", common.authority.file()) } else { scene }
}

fn on_the_tls_port(common: &Common, server: SocketAddr) -> Scene {
    Scene::elsewhere(common, "", |_| format!("https://localhost:{}", server.port()))
}

/// Connections to the address hang: its queue is full and nobody takes from it.
pub(super) fn black_hole(address: SocketAddr) -> Vec<TcpStream> {
    let listener = raw::patiently(|| {
        let listener = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None)?;
        sockopt::set_socket_reuseaddr(&listener, true)?;
        rustix::net::bind(&listener, &address)?;
        rustix::net::listen(&listener, 0)?;
        Ok(listener)
    });
    let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(300));
    let mut filling: Vec<_> = std::iter::from_fn(|| connect().ok()).take(100).collect();
    assert!(filling.len() < 100, "the queue is full some day");
    filling.push(TcpListener::from(listener).into_stream());
    filling
}

/// So that a listener can lie among streams.
trait IntoStream {
    fn into_stream(self) -> TcpStream;
}

impl IntoStream for TcpListener {
    fn into_stream(self) -> TcpStream {
        TcpStream::from(std::os::fd::OwnedFd::from(self))
    }
}

/// A proxy that answers every request with this, and what it was asked.
fn behind_a_proxy(common: &Common, name: &str, proxy: Option<&'static [u8]>) -> Scene {
    let scene = Scene::elsewhere(common, "", |_| format!("https://{name}.invalid"));
    let server = proxy.map(|answer| Raw::answering_all(answer.to_vec()));
    let port = server.as_ref().map_or_else(Raw::free_port, Raw::port);
    let scene = scene.with("HTTPS_PROXY", &format!("http://me:canary-of-the-proxy@127.0.0.1:{port}"));
    scene.keep(server)
}


pub(super) fn is_back(scene: &mut Scene) -> Ended {
    scene.open(through);
    scene.send()
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = before_sending();
    rows.extend(after_sending());
    rows
}

fn before_sending() -> Vec<Row> {
    vec![
        waits("N1", "nobody listens at the service's address", Scene::closed)
            .sees(&[UNREACHED, GOES_OUT, "To take it back: latchet pending cancel 1"])
            .also(|scene, _| assert_eq!(scene.handed_over(), "tray --hidden\n"))
            .then("the service is back", is_back)
            .exits(0)
            .sees(&["Session 1 has started."])
            .leaves(1, 1, "started"),
        waits("N2", "the server's name is not found", |common| {
            let scene = Scene::elsewhere(common, "", |_| "https://n2.invalid".to_owned());
            // However slowly this machine's resolver finds out.
            scene.with("RES_OPTIONS", "timeout:1 attempts:1")
        })
        .sees(&["The server's name was not found: there seems to be no network."])
        .then("taken back", |scene| scene.run(&["pending", "cancel", "1"]))
        .exits(0)
        .leaves(0, 0, "cancelled"),
        waits("N3", "connections to the server hang, as behind a firewall that drops them", |common| {
            let scene = Scene::closed(common);
            let hole = black_hole(scene.address());
            scene.keep(hole)
        })
        .sees(&[LATE])
        .also(|_, ended| assert!(ended.took < Duration::from_secs(15), "{}", ended.all()))
        .slow(),
        waits("N4", "the server takes the connection and never says a word of TLS", |common| {
            on_the_tls_port(common, tls::mute())
        })
        .sees(&[LATE])
        .also(|_, ended| assert!(ended.took < Duration::from_secs(15), "{}", ended.all()))
        .slow(),
        row("N4b", "none: TLS with a certificate that this computer trusts", |common| {
            encrypted(common, common.authority.valid(), true)
        })
        .starts()
        .leaves(1, 1, "started"),
        waits("N5", "the certificate is another host's", |common| {
            encrypted(common, common.authority.for_another_host(), true)
        }),
        waits("N6", "the certificate has expired", |common| {
            encrypted(common, common.authority.expired(), true)
        }),
        waits("N7", "the certificate is self-signed", |common| {
            encrypted(common, Shown::self_signed(), false)
        }),
        waits("N7b", "the certificate is signed by an authority that nobody knows", |common| {
            encrypted(common, common.authority.valid(), false)
        }),
        waits("N8", "on the port for https the server speaks plain HTTP", |common| {
            on_the_tls_port(common, tls::saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
        }),
        waits("N8b", "another program has the port, and greets", |common| {
            on_the_tls_port(common, tls::saying(b"SSH-2.0-OpenSSH_9.2\r\n"))
        }),
        waits("N21", "the proxy is down", |common| behind_a_proxy(common, "n21", None))
            .sees(&[UNREACHED])
            .also(expect_no_password),
        waits("N21b", "the proxy answers 407: it wants other credentials", |common| {
            let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
            behind_a_proxy(common, "n21b", Some(refusal))
        })
        .sees(&[UNREACHED])
        .also(expect_no_password),
        waits("N21c", "the proxy answers 502: it does not reach the service", |common| {
            let refusal = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
            behind_a_proxy(common, "n21c", Some(refusal))
        })
        .sees(&[UNREACHED])
        .also(expect_no_password),
        row("N25", "the name has an address that nobody answers at, and one that works", |common| {
            Scene::elsewhere(common, "", |practice| format!("http://localhost:{}", practice.port()))
        })
        .starts()
        .leaves(1, 1, "started")
        .also(|_, ended| assert!(ended.took < Duration::from_secs(8), "{}", ended.all())),
    ]
}

fn expect_no_password(scene: &Scene, ended: &Ended) {
    let secret = "canary-of-the-proxy";
    for text in [&ended.out, &ended.err] {
        assert_eq!(canary::found(secret, text), None, "{}", ended.all());
    }
    for file in scene.world.files() {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert_eq!(canary::found(secret, &bytes), None, "{}", file.display());
    }
}

fn after_sending() -> Vec<Row> {
    let in_time = |_: &Scene, ended: &Ended| {
        assert!(ended.took < Duration::from_secs(30), "{}", ended.all());
    };
    let mut rows = vec![
        lost(
            "N9",
            "the server takes the start and never answers",
            |common| Scene::behaving(common, "no-answer:1").with_a_past(1),
            "timed_out",
        )
        .sees(&[LATE])
        .also(in_time)
        .slow()
        .proven_absent_and_sent_again(),
        lost(
            "N10",
            "the connection is closed without an answer; the start was not recorded",
            |common| Scene::behaving(common, "close-after-reading:1").with_a_past(1),
            "connection_lost",
        )
        .sees(&[BROKE])
        .proven_absent_and_sent_again(),
        lost(
            "N10b",
            "the connection is closed before the start was read",
            |common| Scene::behaving(common, "close-before-reading:1").with_a_past(1),
            "connection_lost",
        )
        .sees(&[BROKE])
        .proven_absent_and_sent_again(),
        row("N10c", "the connection is closed without an answer; the start was recorded", |common| {
            Scene::behaving(common, "close-after-recording")
        })
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N11",
            "the connection is reset",
            |common| {
                Scene::fronted(
                    common,
                    met_by(|stream| {
                        // Closed in a moment, and then by a reset.
                        sockopt::set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
                    }),
                )
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        row("N12", "the answer is cut in the middle; the start was recorded", |common| {
            Scene::behaving(common, "cut-mid-response")
        })
        .starts()
        .leaves(1, 1, "started"),
        row("N12b", "the answer's length is wrong; the start was recorded", |common| {
            Scene::behaving(common, "wrong-length")
        })
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N12c",
            "the answer ends within its head",
            |common| Scene::fronted(common, answering(false, b"HTTP/1.1 201 Created\r\nContent-Len")),
            "connection_lost",
        )
        .sees(&[BROKE]),
        row("N13", "the answer's body comes at a byte a second; the start was recorded", |common| {
            Scene::behaving(common, "slow-drip")
        })
        .starts()
        .leaves(1, 1, "started")
        .also(in_time)
        .slow(),
        lost(
            "N13b",
            "the answer's head comes at five bytes a second",
            |common| Scene::fronted(common, met_by(drip)),
            "timed_out",
        )
        .sees(&[LATE])
        .also(in_time)
        .slow(),
        row("N14", "the answer has 50 MB; the start was recorded", |common| {
            Scene::behaving(common, "huge-body")
        })
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N14b",
            "the answer is a 200 that never ends",
            |common| Scene::fronted(common, met_by(pour)),
            "unreadable",
        )
        .sees(&["The answer (status 200) does not say."])
        .also(in_time),
    ];
    for (id, status) in [("N15", 301), ("N15b", 302), ("N15c", 303)] {
        rows.push(
            lost(
                id,
                "the server answers 301, 302 or 303 and points elsewhere on itself",
                move |common| {
                    let to = "Location: /elsewhere\r\n";
                    Scene::fronted(common, answering(false, raw::answer(status, to, b"")))
                },
                "moved",
            )
            .sees(&["that was not followed."])
            .also(|scene, _| {
                let followed = scene.front().requests();
                assert!(followed.iter().all(|request| request.target != "/elsewhere"));
            }),
        );
    }
    for (id, status) in [("N16", 307), ("N16b", 308)] {
        rows.push(
            lost(
                id,
                "the server answers 307 or 308 and points to another server, which would get the token",
                move |common| {
                    let other = Raw::unwanted();
                    let to = format!("Location: {}/api/liveinsert.php\r\n", other.url());
                    let answer = answering(false, raw::answer(status, &to, b""));
                    Scene::fronted(common, answer).watching(other)
                },
                "moved",
            )
            .sees(&["that was not followed."])
            .also(|scene, _| assert_eq!(scene.other().connections(), 0, "not a byte went there")),
        );
    }
    rows.extend([
        lost(
            "N17",
            "the server answers 301 over https and points to plain http",
            |common| {
                let other = Raw::unwanted();
                let to = format!("Location: {}/api/liveinsert.php\r\n", other.url());
                let scene = Scene::elsewhere(common, "", |practice| {
                    let behind = Behind::at(practice);
                    let server = tls::serve(common.authority.valid(), move |request| {
                        if request.is_start() {
                            raw::answer(301, &to, b"")
                        } else {
                            behind.forward(request)
                        }
                    });
                    format!("https://localhost:{}", server.port())
                });
                scene.with("SSL_CERT_FILE", common.authority.file()).watching(other)
            },
            "moved",
        )
        .sees(&["that was not followed."])
        .leaves(0, 0, "unknown")
        .also(|scene, _| assert_eq!(scene.other().connections(), 0, "not a byte went there")),
        lost(
            "N18",
            "the answer is no HTTP",
            |common| Scene::fronted(common, answering(false, b"SSH-2.0-OpenSSH_9.2\r\n")),
            "connection_lost",
        )
        .sees(&[BROKE]),
        lost(
            "N19",
            "the answer has a thousand headers",
            |common| {
                let many = "X-Header: nothing\r\n".repeat(1_000);
                Scene::fronted(common, answering(false, raw::answer(201, &many, b"{}")))
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        lost(
            "N19b",
            "the answer has a header of a megabyte",
            |common| {
                let long = format!("X-Header: {}\r\n", "x".repeat(1 << 20));
                Scene::fronted(common, answering(false, raw::answer(201, &long, b"{}")))
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        row("N20", "the server keeps connections open, and would close them under the next start", |common| {
            Scene::fronted(common, |request, stream, behind| {
                let answer = String::from_utf8(behind.forward(request)).unwrap();
                let answer = answer.replace("connection: close", "connection: keep-alive");
                let _ = stream.write_all(answer.as_bytes());
                stay(stream);
            })
        })
        .starts()
        .leaves(1, 1, "started")
        .also(|scene, _| {
            let front = scene.front();
            assert_eq!(front.connections(), front.requests().len(), "each request has its own");
        }),
        lost(
            "N22",
            "a log-in page of the network answers 200 with HTML",
            |common| Scene::behaving(common, "html"),
            "unreadable",
        )
        .sees(&["A log-in page of the network looks like that."]),
        lost(
            "N22b",
            "a log-in page of the network answers everything, reads too",
            |common| {
                let page = raw::html(200, "<html><form>Log in</form></html>");
                Scene::fronted(common, move |_, stream, _| drop(stream.write_all(&page)))
            },
            "unreadable",
        )
        .sees(&["A log-in page of the network looks like that."])
        .then("logged in: looked up 31 s later", |scene| {
            scene.open(through);
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then("looked up a minute after that: it would tell a time in a zone that is not proven", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(8)
        .sees(&["it is not proven that the tracker's zone is your account's."])
        .leaves(1, 0, "held")
        .then("sent all the same", Scene::send)
        .exits(0)
        .leaves(2, 1, "started"),
        lost(
            "N23",
            "the computer sleeps during the request, and the server gives the connection up",
            Scene::held_up,
            "connection_lost",
        )
        .by("", |scene| {
            let start = scene.start_call(&[]).spawn();
            scene.front().await_start();
            start.signal("STOP");
            scene.release();
            start.signal("CONT");
            start.wait()
        })
        .sees(&[BROKE]),
        waits("N24", "the network is gone at the click; the resident program sees it come back", |common| {
            Scene::closed(common)
        })
        .sees(&[UNREACHED])
        .then("with the service back, the resident program without an icon", |scene| {
            scene.open(through);
            scene.run(&["tray", "--until-settled"])
        })
        .exits(0)
        .leaves(1, 1, "started"),
    ]);
    rows
}

/// Five bytes a second, for as long as the client listens.
fn drip(stream: &mut TcpStream) {
    for byte in b"HTTP/1.1 201 Created\r\nX-Slow: ".iter().chain(std::iter::repeat(&b'x')) {
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
}

/// A body without an end.
fn pour(stream: &mut TcpStream) {
    let mut piece = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    while stream.write_all(&piece).is_ok() {
        piece = vec![b' '; 64 * 1024];
    }
}
