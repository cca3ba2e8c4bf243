//! The practice server: it plays the documented web service on this computer.
//!
//! A start on the real service can't be taken back through its documented interface, so Latchet is learned and
//! tested here. It is strict where the documentation is strict, and it can be told to behave in
//! every way that the documentation leaves open ([`Behaviours`]).
//!
//! It shares no code with the client it is used against: its wire types are its own, so that one
//! misreading of the documentation can't hide in both.

mod behaviours;
mod connection;
mod database;
mod error;
mod gate;
mod insert;
mod page;
mod practice;
mod reads;
mod refusal;
mod routes;
mod script;
mod service;
mod token;
mod zone;

pub use behaviours::{BehaviourError, Behaviours};
pub use database::sessions::StoredSession;
pub use error::PracticeError;
pub use practice::{Options, Practice};
pub use service::Seen;
pub use token::Permission;
