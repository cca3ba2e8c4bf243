//! `cargo xtask run`: from nothing to a started session on the practice server.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use crate::machine::{self, find, has_display, has_session_bus, install};
use crate::{Failure, cargo, http, target, temporary};

/// The exit status of `latchet` when there is no usable credential store.
const NO_STORE: i32 = 3;

pub(crate) fn run() -> Result<(), Failure> {
    let mut needs = vec![&machine::COMPILER, &machine::C_LIBRARY, &machine::TRUST_ROOTS];
    if has_session_bus() {
        needs.push(&machine::ANY_STORE);
    }
    // Without a display there is nobody to look at a window, and no need for its libraries.
    let window = has_display();
    if window {
        needs.extend([&machine::WEBKIT, &machine::XDO]);
    }
    install(&needs)?;

    println!("Building latchet (the first time takes a few minutes) …");
    let mut build = cargo();
    build.args(["build", "--release", "--quiet", "--bin", "latchet"]);
    build.args(if window {
        ["--bin", "latchet-window"].as_slice()
    } else {
        &["--no-default-features"]
    });
    if !build.status()?.success() {
        return Err("latchet could not be built".into());
    }

    let practice = Practice::start(target().join("release/latchet"))?;
    println!(
        "The practice server runs at {}, with no account and for this run only.",
        practice.url
    );

    let stored = practice.store_token()?;
    if stored.is_none() {
        println!(
            "Without a credential store the token is used once, from memory, and kept nowhere."
        );
    }
    let started = practice.start_session(stored.is_some())?;
    println!("Started: {started}");

    let path = "/api/v2/sessions.php?active=1";
    let sessions = http::get(&practice.url, path, &practice.token)?;
    println!("\nThe practice server's own record, read back:\n{}", sessions.trim());
    if window {
        practice.show()?;
    }
    if let Some(stored) = stored {
        let status = practice.latchet(&["status"]).output()?;
        println!("\nlatchet status:\n{}", told(&status, "latchet status")?);
        stored.remove()?;
        println!("\nThe practice token is removed from the credential store.");
    }
    println!("Done; nothing is left running.");
    Ok(())
}

/// The practice server, and the folder of the program that speaks to it. Both go when this goes.
struct Practice {
    program: PathBuf,
    server: Child,
    home: temporary::Folder,
    url: String,
    token: String,
}

impl Practice {
    fn start(program: PathBuf) -> Result<Self, Failure> {
        let home = temporary::Folder::new("latchet-run")?;
        let notes = home.path().join("practice.notes");
        let mut server = tied(&program)
            .args(["practice", "--port", "0"])
            .env("LATCHET_HOME", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&notes)?)
            .spawn()?;
        let output = server.stdout.take().ok_or("no output of the practice server")?;
        let mut practice = Self { program, server, home, url: String::new(), token: String::new() };
        // Two lines are promised to scripts: the address, then a token that may write.
        let mut output = BufReader::new(output);
        for told in [&mut practice.url, &mut practice.token] {
            if output.read_line(told)? == 0 {
                let notes = fs::read_to_string(notes).unwrap_or_default();
                return Err(format!("the practice server ended early: {}", notes.trim()).into());
            }
            told.truncate(told.trim_end().len());
        }
        Ok(practice)
    }

    /// The real client, pointed at the practice server.
    fn latchet(&self, arguments: &[&str]) -> Command {
        let mut command = latchet(&self.program, self.home.path(), &self.url);
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::inherit());
        command
    }

    /// `None` when there is no store to put it into; the client has said why.
    fn store_token(&self) -> Result<Option<Stored>, Failure> {
        if !has_session_bus() {
            println!("This machine has no session bus, so there is no credential store to use.");
            return Ok(None);
        }
        let output = given(&mut self.latchet(&["token", "set"]), &self.token)?;
        if output.status.code() == Some(NO_STORE) {
            return Ok(None);
        }
        told(&output, "latchet token set")?;
        println!("Its token is in the credential store.");
        Ok(Some(Stored {
            program: self.program.clone(),
            home: self.home.path().to_owned(),
            url: self.url.clone(),
        }))
    }

    /// Tray and window on the practice server: until the window is closed, or only for a moment where
    /// nobody sits at a terminal.
    fn show(&self) -> Result<(), Failure> {
        let mut tray = tied(&self.program);
        tray.args(["tray", "--hidden"]);
        let mut tray = dressed(&mut tray, self.home.path(), &self.url).spawn()?;
        let mut window = tied(&self.program.with_file_name("latchet-window"));
        let mut window = dressed(&mut window, self.home.path(), &self.url).spawn()?;
        if io::stdout().is_terminal() {
            println!("\nTray and window are open on the practice server; close the window to end.");
            window.wait()?;
        } else {
            println!("\nTray and window are open on the practice server, for a moment.");
            thread::sleep(Duration::from_secs(5));
        }
        for program in [&mut window, &mut tray] {
            // It may have ended by itself already.
            let _ = program.kill();
            let _ = program.wait();
        }
        Ok(())
    }

    fn start_session(&self, stored: bool) -> Result<String, Failure> {
        let arguments = ["start", "--yes", "--json", "--for", "8h", "--token-stdin"];
        let used = if stored { &arguments[..5] } else { &arguments[..] };
        told(&given(&mut self.latchet(used), &self.token)?, "latchet start")
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        // It may have ended by itself already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A token in the credential store: taken out again, whatever happens in between.
struct Stored {
    program: PathBuf,
    home: PathBuf,
    url: String,
}

impl Stored {
    fn remove(self) -> Result<(), Failure> {
        let removed = self.removal().output();
        std::mem::forget(self);
        told(&removed?, "latchet token remove").map(drop)
    }

    fn removal(&self) -> Command {
        let mut command = latchet(&self.program, &self.home, &self.url);
        command.args(["token", "remove"]).stdin(Stdio::null());
        command
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        if !self.removal().status().is_ok_and(|status| status.success()) {
            eprintln!("The practice token could not be removed from the credential store.");
        }
    }
}

fn latchet(program: &Path, home: &Path, url: &str) -> Command {
    let mut command = Command::new(program);
    dressed(&mut command, home, url);
    command
}

fn dressed<'a>(command: &'a mut Command, home: &Path, url: &str) -> &'a mut Command {
    command.env("LATCHET_HOME", home).env("LATCHET_SERVER", url).env_remove("LATCHET_VAULT")
}

/// A program that ends when this one does, however this one ends.
fn tied(program: &Path) -> Command {
    match find("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Runs a command with a line on its standard input.
fn given(command: &mut Command, line: &str) -> Result<Output, Failure> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A program that does not want the line has closed its end.
        let _ = writeln!(input, "{line}");
    }
    Ok(child.wait_with_output()?)
}

/// What a command said, if it succeeded.
fn told(output: &Output, name: &str) -> Result<String, Failure> {
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(format!("{name} failed ({})", output.status).into())
    }
}
