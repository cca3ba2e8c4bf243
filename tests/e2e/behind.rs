//! The service, seen from something that stands before it and may spoil its answers.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};

use crate::raw::Request;

/// The service that stands behind something that spoils its answers.
#[derive(Clone)]
pub(crate) struct Behind(SocketAddr);

impl Behind {
    pub(crate) fn at(service: SocketAddr) -> Self {
        Self(service)
    }

    /// Takes a request to the service, and brings its answer.
    pub(crate) fn forward(&self, request: &Request) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.0).unwrap();
        let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
        let own = [("host", self.0.to_string()), ("connection", "close".to_owned())];
        let given =
            request.headers.iter().filter(|(name, _)| own.iter().all(|(own, _)| own != name));
        let given = given.map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in own.iter().cloned().chain(given) {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(&[head.as_bytes(), &request.body].concat()).unwrap();
        let mut answer = Vec::new();
        // Where the service itself cuts the connection, that is all there is.
        let _ = stream.read_to_end(&mut answer);
        answer
    }
}

/// Every request reaches the service, and its answer the client.
pub(crate) fn through(request: &Request, stream: &mut TcpStream, behind: &Behind) {
    let _ = stream.write_all(&behind.forward(request));
}

/// An address that only this test uses, so that it can be closed and opened again.
pub(crate) fn free_address() -> SocketAddr {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    let [_, _, high, low] = std::process::id().to_be_bytes();
    let last = NEXT.fetch_add(1, Ordering::Relaxed);
    // Any port of it is free: nobody else has the address.
    (Ipv4Addr::new(127, high.max(1), low, last), 8080).into()
}
