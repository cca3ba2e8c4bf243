//! The window, end to end: the real program on a display of its own, driven as a person drives it,
//! with the token in a real credential store and the service over real sockets.
//!
//! Pictures go to cargo's folder for temporary files, or to `docs/screens` when `LATCHET_SCREENS`
//! is set.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

// Shared with the tests of the command line; each uses a part.
#[path = "../e2e/canary.rs"]
mod canary;
#[path = "../e2e/figures.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod figures;
#[path = "../e2e/ground.rs"]
mod ground;
#[path = "../e2e/in_memory.rs"]
mod in_memory;
#[path = "../e2e/keyring.rs"]
#[expect(dead_code, reason = "a part is used here")]
mod keyring;
#[path = "../e2e/practice.rs"]
#[expect(dead_code, reason = "a part is used here")]
mod practice;
#[path = "../e2e/program.rs"]
#[expect(dead_code, reason = "a part is used here")]
mod program;
#[path = "../e2e/raw.rs"]
#[expect(dead_code, reason = "a part is used here")]
mod raw;
#[path = "../e2e/screen.rs"]
mod screen;
#[path = "../tray/touched.rs"]
mod touched;

mod clipboard;
mod desktop;
mod hands;
mod looks;
mod page;
mod processes;
mod reader;
mod webdriver;
mod x11;

mod aloud;
mod asks;
mod bench;
mod closing;
mod discreet;
mod doubled;
mod drafts;
mod fence;
mod fields;
mod first;
mod history;
mod keyboard;
mod leaving;
mod links;
mod memory;
mod nav;
mod pending;
mod presets;
mod privacy;
mod refusals;
mod resident;
mod rest;
mod screens;
mod screens_of_views;
mod settings;
mod sight;
mod starts;
mod text_size;
mod texts;
mod themes;
mod token;
mod trouble;
mod typing;
