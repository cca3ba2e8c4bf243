//! One read from the practice server, by hand: the second opinion on what it stored.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::Failure;

/// The body of an answer with status 200. `base` is `http://HOST:PORT`.
pub(crate) fn get(base: &str, path: &str, token: &str) -> Result<String, Failure> {
    let host = base.trim_end_matches('/').strip_prefix("http://").ok_or("not an http address")?;
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("an answer without an end of head")?;
    let status = head.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) == Some("200") {
        Ok(body.to_owned())
    } else {
        Err(format!("the practice server answered: {status}").into())
    }
}
