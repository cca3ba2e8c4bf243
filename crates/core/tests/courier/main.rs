//! The courier against the practice server, over real sockets and a real journal.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod accounts;
mod door;
mod doubt;
mod grace;
mod lock;
mod one_off;
mod overlap;
mod sent;
mod together;
mod unreadable;
mod waiting;
mod world;
mod zone;
