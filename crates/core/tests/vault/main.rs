//! The vault against a real GNOME Keyring, each test on a D-Bus and in a home of its own.
//!
//! The session bus is named by the environment, so each test runs in a child process of this one.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod desktop;
mod dialog;
mod scenarios;
