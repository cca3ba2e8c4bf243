//! A door between the courier and the server: it reads what goes in, and can hold an insert until
//! something else has happened.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

type Meanwhile = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Inner {
    bodies: Mutex<Vec<serde_json::Value>>,
    meanwhile: Mutex<Option<Meanwhile>>,
}

/// See the module.
#[derive(Clone)]
pub(crate) struct Door {
    inner: Arc<Inner>,
    address: SocketAddr,
}

impl Door {
    /// Lets through to the server at `url`, as long as the test's runtime lives.
    pub(crate) async fn before(url: &str) -> Self {
        let server: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let door = Self { inner: Arc::default(), address: listener.local_addr().unwrap() };
        let inner = Arc::clone(&door.inner);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(pass(stream, server, Arc::clone(&inner)));
            }
        });
        door
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The bodies of all inserts so far.
    pub(crate) fn bodies(&self) -> Vec<serde_json::Value> {
        self.inner.bodies.lock().unwrap().clone()
    }

    /// The next insert is let through when this has happened.
    pub(crate) fn hold_for(&self, meanwhile: impl Future<Output = ()> + Send + 'static) {
        *self.inner.meanwhile.lock().unwrap() = Some(Box::pin(meanwhile));
    }
}

async fn pass(mut client: TcpStream, server: SocketAddr, inner: Arc<Inner>) {
    let mut request = Vec::new();
    while !is_whole(&request) {
        if client.read_buf(&mut request).await.unwrap_or(0) == 0 {
            return;
        }
    }
    if request.starts_with(b"POST") {
        inner.bodies.lock().unwrap().push(serde_json::from_slice(body(&request)).unwrap());
        let meanwhile = inner.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile.await;
        }
    }
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    if server.write_all(&request).await.is_ok() {
        // Either end may break off, which the other then sees.
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}

fn body(request: &[u8]) -> &[u8] {
    let end = request.windows(4).position(|four| four == b"\r\n\r\n");
    end.map_or(&[], |end| &request[end + 4..])
}

fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    body(request).len() >= length.map_or(0, |length| length.trim().parse().unwrap())
}
