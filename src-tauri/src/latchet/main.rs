//! `latchet`: the command line. Links neither GTK nor WebKit.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
