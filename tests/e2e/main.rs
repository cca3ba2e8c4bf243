//! End to end: the real program, over real sockets, with the token in a real credential store.
//!
//! Every test has a machine of its own ([`world::World`]): a home, a session bus, a keyring, a
//! service. The program is started as a user would start it, and judged by what a user sees: its
//! exit status, its output, what reached the service, what lies on the disk.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod canary;
mod keyring;
mod practice;
mod program;
mod raw;
mod shim;
mod world;

mod answers;
mod crash_points;
mod crashes;
mod disk;
mod dumps;
mod faults;
mod folders;
mod input;
mod libraries;
mod lost_writes;
mod main_job;
mod presets;
mod schemas;
mod secrets;
mod store;
mod waiting;
