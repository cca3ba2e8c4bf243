//! `latchet`: the command line. Links neither GTK nor WebKit.

mod cli;
mod tray;

use std::process::ExitCode;

fn main() -> ExitCode {
    latchet_core::dumps::forbid();
    cli::main()
}
