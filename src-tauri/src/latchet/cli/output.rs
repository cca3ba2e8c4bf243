//! How things are said: data on stdout, everything else on stderr, one exit status for each end.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use latchet_core::intention::IntentionId;
use latchet_core::texts::Texts;
use latchet_core::wording::Told;

/// The exit statuses that scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Started, or the answer was given.
    Done,
    /// Something unforeseen.
    Unforeseen,
    /// Usage or validation: nothing was sent.
    Usage,
    /// No token, or no usable credential store.
    NoToken,
    /// 401 or 403.
    TokenRefused,
    /// 409.
    Overlap,
    /// 400 or another final answer.
    Refused,
    /// Not known, or refused at home because an earlier one is not settled.
    Unknown,
    /// Not sent.
    NotSent,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unforeseen => 1,
            Self::Usage => 2,
            Self::NoToken => 3,
            Self::TokenRefused => 4,
            Self::Overlap => 5,
            Self::Refused => 6,
            Self::Unknown => 7,
            Self::NotSent => 8,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// The end of a command that did not do what it was to do.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// What is said on stderr, a paragraph each.
    pub(crate) told: Vec<Told>,
    /// The start that it is about, if one went out.
    pub(crate) intention: Option<IntentionId>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, what: String) -> Self {
        let told = Told { code: "failed", what, meaning: Vec::new(), next: None, field: None };
        Self::told(exit, told)
    }

    pub(crate) fn told(exit: Exit, told: Told) -> Self {
        Self { exit, told: vec![told], intention: None }
    }

    /// Says it.
    pub(crate) fn say(&self) {
        for told in &self.told {
            say_told(told);
        }
    }
}

/// What happened, and below it what it means and what to do next.
pub(crate) fn say_told(told: &Told) {
    note(&told.what);
    for line in told.meaning.iter().chain(&told.next) {
        note(&format!("  {line}"));
    }
}

/// A line on stderr. A closed stderr changes nothing about what was done.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A line of data on stdout. A reader that has left, as `head` does, changes nothing about what was
/// done.
pub(crate) fn data(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// One JSON value on stdout.
pub(crate) fn json(value: &serde_json::Value) -> io::Result<()> {
    data(&format!("{value:#}"))
}

/// Can a person be asked?
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question that is answered with yes or no, in the texts' language or in English; anything
/// else is no.
pub(crate) fn ask(question: &str, texts: &Texts) -> io::Result<bool> {
    let mut err = io::stderr();
    write!(err, "{question} {} ", texts.say("cli-yes-no"))?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let (answer, yes) = (answer.trim().to_lowercase(), texts.say("cli-yes"));
    Ok(["y", "yes"].into_iter().chain(yes.split(' ')).any(|yes| yes == answer))
}
