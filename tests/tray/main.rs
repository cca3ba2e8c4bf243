//! The tray, end to end: the real program on a session bus of its own, with a real keyring and a
//! real server, clicked as a panel clicks it.
//!
//! The panel and the desktop's notifications are played by the test ([`desktop`]); they see what a
//! user would see. Nothing here waits for a time to pass where something can be awaited.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

#[path = "../e2e/behind.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod behind;
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
#[expect(dead_code, reason = "the other tests use more of it")]
mod keyring;
#[path = "../e2e/practice.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod practice;
#[path = "../e2e/program.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod program;
#[path = "../e2e/raw.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod raw;
#[path = "../e2e/screen.rs"]
mod screen;
#[path = "../e2e/tls.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod tls;
#[path = "../e2e/world.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod world;

mod clock;
#[expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "interfaces are written out as they are specified"
)]
mod desktop;
mod held;
mod installed;
mod item;
mod keyboard;
mod path;
#[expect(clippy::used_underscore_binding, reason = "interfaces are written out as specified")]
mod portal;

mod bench;
mod bench_clicks;
mod clicks;
mod discreet;
mod hidden;
mod hosts;
mod idle;
mod kept;
mod languages;
mod life;
mod links;
mod live;
mod log;
mod login;
mod logout;
mod mappings;
mod memory;
mod panels;
mod privacy;
mod resident;
mod settings;
mod shortcuts;
mod sleep;
mod touched;
mod traces;
mod troubles;
mod undo;
mod waiting;
