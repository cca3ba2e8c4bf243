//! End to end: the real program, over real sockets, with the token in a real credential store.
//!
//! Every test has a machine of its own ([`world::World`]): a home, a session bus, a keyring, a
//! service. The program is started as a user would start it, and judged by what a user sees: its
//! exit status, its output, what reached the service, what lies on the disk.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod behind;
mod canary;
mod figures;
mod ground;
mod keyring;
mod practice;
mod program;
mod raw;
mod shim;
mod tls;
#[expect(dead_code, reason = "the tests of the tray use more of it")]
mod world;

mod answers;
mod autostart;
mod bench;
mod crash_points;
mod crashes;
mod disk;
mod doctor;
mod dumps;
mod faults;
mod folders;
mod input;
mod languages;
mod latecomers;
mod libraries;
mod log;
mod lost_writes;
mod main_job;
mod presets;
mod route;
mod schemas;
mod secrets;
mod store;
mod syncs;
mod traces;
mod waiting;
