//! A server that answers with whatever bytes a test wants, and keeps what it was sent.

use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// One request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn is_start(&self) -> bool {
        self.method == "POST"
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

/// The server. Every connection carries one request and is closed after the answer.
pub(crate) struct Raw {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    connections: Arc<Mutex<usize>>,
    arrivals: Receiver<Request>,
    over: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Raw {
    /// Each request is kept and announced before `answer` gets the connection.
    pub(crate) fn new(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Self::at(0, answer)
    }

    /// A port on which nobody listens yet.
    pub(crate) fn free_port() -> u16 {
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
    }

    /// As [`Raw::new`], on this port.
    pub(crate) fn at(
        port: u16,
        answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static,
    ) -> Self {
        Self::on(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), answer)
    }

    /// As [`Raw::new`], at this address.
    pub(crate) fn on(
        address: SocketAddr,
        answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static,
    ) -> Self {
        let listener = patiently(|| TcpListener::bind(address));
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let over = Arc::new(AtomicBool::new(false));
        let (arrived, arrivals) = channel();
        let accepting = {
            let (requests, connections) = (Arc::clone(&requests), Arc::clone(&connections));
            let (over, answer) = (Arc::clone(&over), Arc::new(answer));
            thread::spawn(move || {
                for stream in listener.incoming() {
                    if over.load(Ordering::Acquire) {
                        return;
                    }
                    *connections.lock().unwrap() += 1;
                    let (requests, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                    let arrived: Sender<Request> = arrived.clone();
                    thread::spawn(move || {
                        let mut stream = stream.unwrap();
                        let Some(request) = read(&stream) else { return };
                        requests.lock().unwrap().push(request.clone());
                        // Nobody may be listening any more.
                        let _ = arrived.send(request.clone());
                        answer(&request, &mut stream);
                    });
                }
            })
        };
        Self { address, requests, connections, arrivals, over, accepting: Some(accepting) }
    }

    /// An account without sessions; every start gets these bytes.
    pub(crate) fn answering_starts(answer: Vec<u8>) -> Self {
        Self::answering_starts_at(0, answer)
    }

    /// As [`Raw::answering_starts`], on this port.
    pub(crate) fn answering_starts_at(port: u16, answer: Vec<u8>) -> Self {
        let none = no_sessions();
        Self::at(port, move |request, stream| {
            // A client that has heard enough closes early.
            let _ = stream.write_all(if request.is_start() { &answer } else { &none });
        })
    }

    /// Every request gets these bytes.
    pub(crate) fn answering_all(answer: Vec<u8>) -> Self {
        Self::new(move |_, stream| drop(stream.write_all(&answer)))
    }

    /// For calls that must not reach a server at all.
    pub(crate) fn unwanted() -> Self {
        Self::answering_all(json(500, "{}"))
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn starts(&self) -> Vec<Request> {
        self.requests().into_iter().filter(Request::is_start).collect()
    }

    /// How often anyone connected, with or without a request.
    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    /// Waits until a start has come in, whole.
    pub(crate) fn await_start(&self) -> Request {
        loop {
            let request = self.arrivals.recv_timeout(Duration::from_secs(30)).unwrap();
            if request.is_start() {
                return request;
            }
        }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        // Wakes the accepting thread.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Binds an address that may have been listened at until now: a program that is just being started
/// holds whatever this one had open, for a moment.
pub(crate) fn patiently<T>(bind: impl Fn() -> io::Result<T>) -> T {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        match bind() {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && Instant::now() < until => {
                thread::sleep(Duration::from_millis(5));
            }
            bound => return bound.unwrap(),
        }
    }
}

/// What an account without sessions is told.
pub(crate) fn no_sessions() -> Vec<u8> {
    json(200, NO_SESSIONS)
}

pub(crate) const NO_SESSIONS: &str = r#"{"ok":true,"data":{"sessions":[]},"meta":{"version":2}}"#;

/// An answer of any kind.
pub(crate) fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} Status\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// An answer in JSON.
pub(crate) fn json(status: u16, body: &str) -> Vec<u8> {
    answer(status, "Content-Type: application/json\r\n", body.as_bytes())
}

/// An answer in HTML.
pub(crate) fn html(status: u16, body: &str) -> Vec<u8> {
    answer(status, "Content-Type: text/html\r\n", body.as_bytes())
}

/// `None` when the other end closed before the request was whole.
pub(crate) fn read(stream: impl Read) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
        Some(line.trim_end().to_owned())
    };
    let first = line()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let header = line()?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { method, target, headers, body })
}
