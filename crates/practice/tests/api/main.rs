//! The practice server over real sockets, against what is documented.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod behaviours;
mod forms;
mod harness;
mod insert;
mod page;
mod reads;
mod server;
mod tokens;
