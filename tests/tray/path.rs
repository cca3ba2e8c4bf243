//! The way to a server: TLS connections that are kept open, and a network that takes its time.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustls::{ServerConnection, StreamOwned};

use crate::raw;
use crate::tls::{self, Shown};

/// A start that has come in.
pub(crate) struct Arrival {
    /// When it was whole.
    pub(crate) came: Instant,
    /// When it was answered.
    pub(crate) answered: Instant,
    /// How many requests its connection had carried before.
    pub(crate) before: usize,
}

/// Serves an account without sessions, whose starts are numbered, and keeps its connections open.
pub(crate) fn keeping(shown: Shown) -> (SocketAddr, Receiver<Arrival>) {
    let config = tls::config(shown);
    let started = AtomicU64::new(0);
    let (told, arrivals) = channel();
    let address = tls::accept(move |stream| {
        stream.set_nodelay(true).unwrap();
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let mut before = 0;
        while let Some(request) = raw::read(&mut stream) {
            let came = Instant::now();
            let answer = if request.is_start() {
                let number = started.fetch_add(1, Ordering::Relaxed) + 1;
                kept(201, &format!(r#"{{"session_id":{number}}}"#))
            } else {
                kept(200, raw::NO_SESSIONS)
            };
            if stream.write_all(&answer).and_then(|()| stream.flush()).is_err() {
                return;
            }
            if request.is_start() {
                // A test that has ended does not listen.
                let _ = told.send(Arrival { came, answered: Instant::now(), before });
            }
            before += 1;
        }
    });
    (address, arrivals)
}

/// An answer in JSON, after which the connection stays open.
fn kept(status: u16, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = "Content-Type: application/json\r\nContent-Length";
    format!("HTTP/1.1 {status} Status\r\n{head}: {length}\r\n\r\n{body}").into_bytes()
}

/// A network on the way to this server, on which a word and its answer take so long in all. A
/// connection has to be asked for, so what is first said on it comes one round trip later still.
pub(crate) fn far(server: SocketAddr, round_trip: Duration) -> SocketAddr {
    tls::accept(move |client| {
        let server = TcpStream::connect(server).unwrap();
        for stream in [&client, &server] {
            stream.set_nodelay(true).unwrap();
        }
        let (from_client, to_client) = (client.try_clone().unwrap(), client);
        let (from_server, to_server) = (server.try_clone().unwrap(), server);
        let half = round_trip / 2;
        thread::spawn(move || carry(from_server, to_client, half, Duration::ZERO));
        carry(from_client, to_server, half, round_trip);
    })
}

/// Carries what is said on one connection to the other, each piece after so long; the first of them
/// later by `asked`.
fn carry(mut from: TcpStream, mut to: TcpStream, after: Duration, asked: Duration) {
    let (said, pieces): (Sender<(Instant, Vec<u8>)>, _) = channel();
    thread::spawn(move || -> io::Result<()> {
        for (due, piece) in pieces {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            to.write_all(&piece)?;
        }
        to.shutdown(Shutdown::Write)
    });
    let (mut room, mut earliest) = ([0; 16_384], Instant::now() + asked);
    while let Ok(length @ 1..) = from.read(&mut room) {
        earliest = earliest.max(Instant::now());
        if said.send((earliest + after, room[..length].to_vec())).is_err() {
            return;
        }
    }
}
