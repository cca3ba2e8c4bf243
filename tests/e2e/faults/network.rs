//! N: the network, from the first name that is looked up to the last byte of an answer.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use rustix::net::{AddressFamily, SocketType, sockopt};

use super::exchange;
use super::kinds::{LATE, is_back, waits};
use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::behind::Behind;
use crate::canary;
use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::tls::{self, Shown};

const NOT_TRUSTED: &str = "There is no trusted encrypted connection to the server: its certificate \
                           was not accepted, or something stands in between.";
pub(super) const UNREACHED: &str = "The server could not be reached.";
const GOES_OUT: &str = "It goes out by itself as soon as that is possible.";

/// An https server with this certificate, before a service that is as documented.
fn encrypted(stage: &Stage, shown: Shown, is_trusted: bool) -> Scene {
    let scene = Scene::elsewhere(stage, "", |practice| {
        let behind = Behind::at(practice);
        let server = tls::serve(shown, move |request| behind.forward(request));
        format!("https://localhost:{}", server.port())
    });
    if is_trusted { scene.with("SSL_CERT_FILE", stage.authority.file()) } else { scene }
}

fn on_the_tls_port(stage: &Stage, server: SocketAddr) -> Scene {
    Scene::elsewhere(stage, "", |_| format!("https://localhost:{}", server.port()))
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
fn behind_a_proxy(stage: &Stage, name: &str, proxy: Option<&'static [u8]>) -> Scene {
    let scene = Scene::elsewhere(stage, "", |_| format!("https://{name}.invalid"));
    let server = proxy.map(|answer| Raw::answering_all(answer.to_vec()));
    let port = server.as_ref().map_or_else(Raw::free_port, Raw::port);
    let scene =
        scene.with("HTTPS_PROXY", &format!("http://me:canary-of-the-proxy@127.0.0.1:{port}"));
    scene.keep(server)
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = before_sending();
    rows.extend(exchange::rows());
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
        waits("N2", "the server's name is not found", |stage| {
            let scene = Scene::elsewhere(stage, "", |_| "https://n2.invalid".to_owned());
            // However slowly this machine's resolver finds out.
            scene.with("RES_OPTIONS", "timeout:1 attempts:1")
        })
        .sees(&["The server's name was not found: there seems to be no network."])
        .then("taken back", |scene| scene.run(&["pending", "cancel", "1"]))
        .exits(0)
        .leaves(0, 0, "cancelled"),
        waits(
            "N3",
            "connections to the server hang, as behind a firewall that drops them",
            |stage| {
                let scene = Scene::closed(stage);
                let hole = black_hole(scene.address());
                scene.keep(hole)
            },
        )
        .sees(&[LATE])
        .also(|_, ended| assert!(ended.took < Duration::from_secs(15), "{}", ended.all()))
        .slow(),
        waits("N4", "the server takes the connection and never says a word of TLS", |stage| {
            on_the_tls_port(stage, tls::mute())
        })
        .sees(&[LATE])
        .also(|_, ended| assert!(ended.took < Duration::from_secs(15), "{}", ended.all()))
        .slow(),
        row("N4b", "none: TLS with a certificate that this computer trusts", |stage| {
            encrypted(stage, stage.authority.valid(), true)
        })
        .starts()
        .leaves(1, 1, "started"),
        waits("N5", "the certificate is another host's", |stage| {
            encrypted(stage, stage.authority.for_another_host(), true)
        })
        .sees(&[NOT_TRUSTED]),
        waits("N6", "the certificate has expired", |stage| {
            encrypted(stage, stage.authority.expired(), true)
        })
        .sees(&[NOT_TRUSTED]),
        waits("N7", "the certificate is self-signed", |stage| {
            encrypted(stage, Shown::self_signed(), false)
        })
        .sees(&[NOT_TRUSTED]),
        waits("N7b", "the certificate is signed by an authority that nobody knows", |stage| {
            encrypted(stage, stage.authority.valid(), false)
        })
        .sees(&[NOT_TRUSTED]),
        waits("N8", "on the port for https the server speaks plain HTTP", |stage| {
            on_the_tls_port(stage, tls::saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
        })
        .sees(&[NOT_TRUSTED]),
        waits("N8b", "another program has the port, and greets", |stage| {
            on_the_tls_port(stage, tls::saying(b"SSH-2.0-OpenSSH_9.2\r\n"))
        })
        .sees(&[NOT_TRUSTED]),
        waits("N21", "the proxy is down", |stage| behind_a_proxy(stage, "n21", None))
            .sees(&["The proxy could not be reached."])
            .also(expect_no_password),
        waits("N21b", "the proxy answers 407: it wants other credentials", |stage| {
            let refusal =
                b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
            behind_a_proxy(stage, "n21b", Some(refusal))
        })
        .sees(&["The proxy wants a user and a password, or others than these."])
        .also(expect_no_password),
        waits("N21c", "the proxy answers 502: it does not reach the service", |stage| {
            let refusal = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
            behind_a_proxy(stage, "n21c", Some(refusal))
        })
        .sees(&["The proxy did not let it through to the server."])
        .also(expect_no_password),
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
