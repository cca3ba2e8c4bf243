//! The service as documented: wire types, client, and one total classification of every answer.
//!
//! `service-contract` marks what is documented, inferred and open; this crate holds all of it that
//! is about the wire, and knows nothing of journals, files or the user.

mod client;
mod message;
pub mod network;
mod origin;
mod outcome;
mod reads;
mod request;
mod route;
mod token;

pub use client::{
    Client, ClientError, Exchange, Heard, KEPT, Limits, MAX_BODY_BYTES, Preview, preview,
};
pub use message::{Field, SessionId};
pub use origin::{Origin, OriginError, SERVICE};
pub use outcome::{
    Answer, Fault, MAX_RETRY_AFTER, NotSent, Outcome, Refusal, Unknown, Why, classify,
};
pub use reads::{EndChange, ReadError, Session, UserStats};
pub use request::{
    LockedBy, LockedByError, MAX_LOCKED_BY_CHARS, StartRequest, WallMinute, WallMinuteError,
    misleads,
};
pub use route::{Proxy, ProxyAddress, ProxyAddressError, ProxyPassword, Root, Route};
pub use token::{MAX_TOKEN_BYTES, Token, TokenError};
