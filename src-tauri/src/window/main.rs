//! `latchet-window`: the form. Short-lived: opened when it is wanted, gone when it is closed, so
//! that nothing of a web view stays behind.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod answers;
mod clipboard;
mod commands;
mod desk;
mod doctor;
mod drafts;
mod file;
mod gate;
mod history;
mod leaving;
mod link;
mod markup;
mod memory;
mod pending;
mod presets;
mod process;
mod sending;
mod session;
mod settings;
mod shell;
mod sight;
#[cfg(all(test, feature = "window-test"))]
mod tests;
mod text_size;
mod token;
mod worker;

use std::process::ExitCode;

fn main() -> ExitCode {
    process::harden();
    shell::run()
}
