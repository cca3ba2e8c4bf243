//! `cargo xtask run | test | nightly | bench | package | cross`: what a person or the CI calls on a machine that may have nothing yet.

mod bench;
mod built;
mod cross;
mod guard;
mod http;
mod machine;
mod nightly;
mod node;
mod package;
#[cfg(test)]
mod papers;
mod python;
mod run;
mod steps;
mod temporary;
mod test;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

/// What went wrong, in words for whoever called.
type Failure = Box<dyn std::error::Error>;

const HELP: &str = "\
cargo xtask run            build, start the practice server, and start a session on it
cargo xtask test           everything that must hold: format, lints, all tests
cargo xtask test --quick   the inner loop: format, lints, tests without the slow ones
cargo xtask nightly        what takes hours: tests, crashes, model, fuzz, mutants, installed, cross
cargo xtask nightly STEP…  some of them; --minutes N for each fuzz target, --record keeps tables
cargo xtask bench          all figures of a release, into docs/benchmarks.md
cargo xtask bench NAME     one of them: sizes, commands, clicks, tray, window, resident
cargo xtask guard          a release against the sizes and the idle cost that are kept
cargo xtask cross STEP…    the Windows and macOS builds from here: setup, std, win, wine, wtest, mac
cargo xtask package        a .deb and a .rpm with both programs, built or from --programs FOLDER
cargo xtask package --test that .deb in a clean Debian: installed, upgraded in use, purged
cargo xtask package --sbom what the programs are made of, as CycloneDX";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["run"] => Some(run::run()),
        ["test"] => Some(test::everything()),
        ["test", "--quick"] => Some(test::quick()),
        ["nightly", ref wanted @ ..] => nightly::nightly(wanted),
        ["bench", ref wanted @ ..] => bench::bench(wanted),
        ["guard"] => Some(guard::guard()),
        ["cross", ref wanted @ ..] => cross::cross(wanted),
        ["package", ref wanted @ ..] => package::package(wanted),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => None,
    };
    match done {
        None => {
            eprintln!("{HELP}");
            ExitCode::from(2)
        }
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(failure)) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's root: this crate is one folder below it.
fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// The cargo that started this, so that a pinned toolchain stays the same.
fn cargo() -> std::process::Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command.current_dir(root());
    command
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |set| root().join(set))
}
