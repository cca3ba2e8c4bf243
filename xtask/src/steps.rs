//! Commands as steps: named, timed, and silent only where silence is short.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Seek as _, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Failure, temporary};

/// Steps that end in a table; each stops at the first failure, or is noted and the next one begins.
pub(crate) struct Steps {
    done: Vec<Done>,
    since: Instant,
}

struct Done {
    name: String,
    took: Duration,
    failed: bool,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { done: Vec::new(), since: Instant::now() }
    }

    /// Runs a command with its output shown.
    pub(crate) fn shown(&mut self, name: &str, command: &mut Command) -> Result<(), Failure> {
        println!("\n── {name}");
        self.timed(name, || ended(name, command.status()?))
    }

    /// Runs anything that shows its own progress.
    pub(crate) fn timed(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let done = self.attempt(name, work);
        if done.is_err() {
            self.table();
        }
        done
    }

    /// Runs anything that shows its own progress, and goes on whatever became of it:
    /// [`Self::verdict`] tells.
    pub(crate) fn noted(&mut self, name: &str, work: impl FnOnce() -> Result<(), Failure>) {
        if let Err(failure) = self.attempt(name, work) {
            eprintln!("\n{name}: {failure}");
        }
    }

    fn attempt(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let start = Instant::now();
        let done = work();
        self.done.push(Done {
            name: name.to_owned(),
            took: start.elapsed(),
            failed: done.is_err(),
        });
        done
    }

    fn table(&self) {
        println!();
        for Done { name, took, failed } in &self.done {
            let word = if *failed { "failed" } else { "ok" };
            println!("  {word:<6}  {:>7.1} s  {name}", took.as_secs_f32());
        }
    }

    /// The table, and the whole time.
    pub(crate) fn finish(&self) {
        self.table();
        println!("  all     {:>7.1} s", self.since.elapsed().as_secs_f32());
    }

    /// The table, the whole time, and whether all went well.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        self.finish();
        let failed = self.done.iter().filter(|done| done.failed);
        let names: Vec<&str> = failed.map(|done| done.name.as_str()).collect();
        if names.is_empty() { Ok(()) } else { Err(format!("failed: {}", names.join(", ")).into()) }
    }
}

/// Runs a command whose output matters only when it fails; a sign of life shows that it is not
/// stuck.
pub(crate) fn quietly(name: &str, command: &mut Command) -> Result<(), Failure> {
    let folder = temporary::Folder::new("latchet-step")?;
    let mut output = File::options()
        .create_new(true)
        .read(true)
        .write(true)
        .open(folder.path().join("output"))?;
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output.try_clone()?)
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let live = io::stdout().is_terminal();
    let (mut shown, every) = (0, if live { 1 } else { 30 });
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(100));
        let seconds = start.elapsed().as_secs();
        if seconds >= shown + every {
            shown = seconds;
            if live {
                print!("\r{name} … {seconds} s");
                io::stdout().flush()?;
            } else {
                println!("{name} … {seconds} s");
            }
        }
    };
    if live {
        print!("\r");
    }
    println!("{name}: {:.0} s", start.elapsed().as_secs_f32());
    if !status.success() {
        let mut text = String::new();
        output.rewind()?;
        output.read_to_string(&mut text)?;
        eprintln!("{text}");
    }
    ended(name, status)
}

fn ended(name: &str, status: ExitStatus) -> Result<(), Failure> {
    if status.success() { Ok(()) } else { Err(format!("{name}: failed ({status})").into()) }
}
