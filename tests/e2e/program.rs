//! Running the program and judging what it did.

use std::fs;
use std::io::{self, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// No call takes this long; one that does hangs.
const LIMIT: Duration = Duration::from_secs(90);

/// One call of the program, before it runs.
pub(crate) struct Call {
    command: Command,
    input: Option<Vec<u8>>,
}

impl Call {
    pub(crate) fn new(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command, input: None }
    }

    /// What is piped into it. Without this its standard input is empty.
    pub(crate) fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = Some(input.as_ref().to_vec());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without this of its environment.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Nobody reads what it prints any more.
    pub(crate) fn unread(mut self) -> Self {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        self.command.stdout(writer);
        self
    }

    pub(crate) fn spawn(mut self) -> Running {
        self.command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let started = Instant::now();
        let mut child = self.command.spawn().unwrap();
        if let Some(input) = self.input {
            let mut pipe = child.stdin.take().unwrap();
            // A program that refuses before it reads has closed its end.
            thread::spawn(move || drop(pipe.write_all(&input)));
        }
        let told = format!("{:?}", self.command.get_args().collect::<Vec<_>>());
        Running { pid: child.id(), told, ended: watch(child, started) }
    }

    pub(crate) fn run(self) -> Ended {
        self.spawn().wait()
    }
}

fn watch(child: Child, started: Instant) -> Receiver<Ended> {
    let (ended, receiver) = channel();
    thread::spawn(move || {
        let output = child.wait_with_output().unwrap();
        // The test may have ended without waiting.
        let _ = ended.send(Ended {
            told: String::new(),
            status: output.status.code(),
            out: output.stdout,
            err: output.stderr,
            took: started.elapsed(),
        });
    });
    receiver
}

/// A call under way.
pub(crate) struct Running {
    pid: u32,
    told: String,
    ended: Receiver<Ended>,
}

impl Running {
    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// Whatever becomes of it, nothing of its memory lands in a file.
    #[track_caller]
    pub(crate) fn expect_undumped(&self) {
        let read = |name| fs::read_to_string(format!("/proc/{}/{name}", self.pid)).unwrap();
        let limits = read("limits");
        let limit = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        let told: Vec<_> = limit.split_whitespace().skip(4).take(2).collect();
        assert_eq!(told, ["0", "0"], "{limit}");
        let filter = read("coredump_filter");
        assert_eq!(filter.trim(), "00000000", "for a crash reporter that minds no limit");
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.pid, name);
    }

    /// Kills it, unless it has ended.
    pub(crate) fn kill_if_running(&self) {
        self.signal_if_running("KILL");
    }

    /// Sends a signal by its name, unless it has ended.
    pub(crate) fn signal_if_running(&self, name: &str) {
        let mut kill = Command::new("kill");
        let signal = [format!("-{name}"), self.pid.to_string()];
        let _ = kill.args(signal).stderr(Stdio::null()).status();
    }

    pub(crate) fn wait(self) -> Ended {
        match self.ended.recv_timeout(LIMIT) {
            Ok(ended) => Ended { told: self.told, ..ended },
            Err(RecvTimeoutError::Timeout) => {
                self.signal("KILL");
                panic!("latchet {} still ran after {LIMIT:?}", self.told);
            }
            Err(RecvTimeoutError::Disconnected) => panic!("latchet {} was not watched", self.told),
        }
    }
}

/// Sends a signal to a process by its name.
pub(crate) fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), pid.to_string()]).status().unwrap();
    assert!(sent.success(), "no signal could be sent to {pid}");
}

/// A call that has ended.
pub(crate) struct Ended {
    told: String,
    /// `None` when a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: Vec<u8>,
    pub(crate) took: Duration,
}

impl Ended {
    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.out.clone()).expect("output in UTF-8")
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.err.clone()).expect("messages in UTF-8")
    }

    /// Everything that a failed assertion should show.
    pub(crate) fn all(&self) -> String {
        format!(
            "latchet {} ended with {:?} after {:?}\nstdout: {}\nstderr: {}",
            self.told,
            self.status,
            self.took,
            String::from_utf8_lossy(&self.out),
            String::from_utf8_lossy(&self.err)
        )
    }

    #[track_caller]
    pub(crate) fn expect_status(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{}", self.all());
        assert!(!self.err().contains("panicked"), "{}", self.all());
        self
    }

    /// The one JSON document on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|error| panic!("{error} in the JSON of\n{}", self.all()))
    }

    /// Says one of these words on standard error, whatever their case.
    #[track_caller]
    pub(crate) fn expect_told(&self, words: &[&str]) -> &Self {
        let told = self.err().to_lowercase();
        let found = words.iter().any(|word| told.contains(&word.to_lowercase()));
        assert!(found, "none of {words:?} is told by\n{}", self.all());
        self
    }
}
