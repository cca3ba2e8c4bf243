//! Starting the tray at log-in: what the system is told for it, and whether it still says so.
//!
//! Each system's form is written and read by pure functions (`desktop_entry`, `launch_agent`,
//! `run_key`); the system's own file only says where that stands.

#[cfg(any(target_os = "linux", test))]
mod desktop_entry;
#[cfg(not(windows))]
mod file;
mod installed;
#[cfg(any(target_os = "macos", test))]
mod launch_agent;
#[cfg(any(windows, test))]
mod run_key;
mod wording;

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

use std::io;
use std::path::{Path, PathBuf};

/// Has the window's program start the tray and end: on Windows the tray's own would open a console
/// at log-in.
pub const WINDOW_ARGUMENT: &str = "--tray";

/// What the system has registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The tray starts at log-in.
    Registered,
    /// It does not, and nothing was said about it.
    Not,
    /// There is an entry, and it does not start this program's tray.
    Other(Other),
}

/// What stands in the place of our entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Other {
    /// Ours, switched off in the system's own settings.
    Disabled,
    /// One for a program that is no longer there.
    Gone(String),
    /// Somebody else's, or one that was edited.
    Edited,
}

/// Why the tray can't be registered.
#[derive(Debug, thiserror::Error)]
pub enum AutostartError {
    /// This variable is set, and an entry can't carry it: what starts at log-in would be about
    /// another folder, service or store than this program.
    #[error("{0} is set")]
    Bound(&'static str),
    /// The program lives in a sandbox of this kind, which does not let it be registered this way.
    #[error("it runs in a sandbox ({0})")]
    Sandbox(&'static str),
    /// The system names no home folder for this user.
    #[error("this user has no home folder")]
    NoHome,
    /// The program to be started is not there.
    #[error("{} is not there", .0.display())]
    NoProgram(PathBuf),
    /// The program's path has characters, or a length, that the entry can't hold.
    #[error("{} can't be written into an entry", .0.display())]
    Unwritable(PathBuf),
    /// It was written, and reads otherwise.
    #[error("the entry was not kept as it was written: {0:?}")]
    NotKept(State),
    /// The system's word.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What an entry says, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// It starts this program with these arguments.
    Starts(Vec<String>),
    /// It is switched off.
    Disabled,
    /// It can't be understood.
    Strange,
}

/// The entry of the program that runs.
#[derive(Debug)]
pub struct Autostart {
    program: PathBuf,
    place: os::Place,
}

impl Autostart {
    /// The entry of this program, here.
    ///
    /// # Errors
    /// Where it can have none: [`AutostartError::Bound`], [`AutostartError::Sandbox`] and
    /// [`AutostartError::NoHome`].
    pub fn here() -> Result<Self, AutostartError> {
        let program = installed::program()?;
        let place = os::Place::find().ok_or(AutostartError::NoHome)?;
        Ok(Self { program, place })
    }

    /// What the system has registered now.
    ///
    /// # Errors
    /// When that can't be read.
    pub fn state(&self) -> Result<State, AutostartError> {
        let found = self.place.read()?;
        let ours = self.command().ok();
        Ok(judge(found, ours.as_deref(), |program| Path::new(program).exists()))
    }

    /// Registers it, over whatever stands there, and reads it back.
    ///
    /// # Errors
    /// When the program is not there, or the entry was not kept.
    pub fn register(&self) -> Result<(), AutostartError> {
        if !self.program.is_file() {
            return Err(AutostartError::NoProgram(self.program.clone()));
        }
        self.place.write(&self.command()?)?;
        match self.state()? {
            State::Registered => Ok(()),
            other => Err(AutostartError::NotKept(other)),
        }
    }

    /// Removes the entry, whoever edited it, and looks that it is gone.
    ///
    /// # Errors
    /// When it is still there.
    pub fn unregister(&self) -> Result<(), AutostartError> {
        self.place.remove()?;
        match self.state()? {
            State::Not => Ok(()),
            other => Err(AutostartError::NotKept(other)),
        }
    }

    /// Where the entry stands, for people.
    pub fn place(&self) -> String {
        self.place.to_string()
    }

    fn command(&self) -> Result<Vec<String>, AutostartError> {
        let unwritable = || AutostartError::Unwritable(self.program.clone());
        let program = self.program.to_str().ok_or_else(unwritable)?.to_owned();
        let arguments = installed::ARGUMENTS.iter().map(|&argument| argument.to_owned());
        let command = std::iter::once(program).chain(arguments).collect::<Vec<_>>();
        if os::Place::can_hold(&command) { Ok(command) } else { Err(unwritable()) }
    }
}

/// Has the system do as the setting is to say, before that is stored. Where there can be no entry,
/// it can be switched off all the same: nothing is registered then.
///
/// # Errors
/// When it was not done.
pub fn apply(on: bool) -> Result<(), AutostartError> {
    match Autostart::here() {
        Ok(autostart) if on => autostart.register(),
        Ok(autostart) => autostart.unregister(),
        Err(AutostartError::Bound(_) | AutostartError::Sandbox(_)) if !on => Ok(()),
        Err(error) => Err(error),
    }
}

/// What is registered where this was found. `ours`: the command that is to be there.
fn judge(found: Option<Found>, ours: Option<&[String]>, exists: impl Fn(&str) -> bool) -> State {
    match found {
        None => State::Not,
        Some(Found::Disabled) => State::Other(Other::Disabled),
        Some(Found::Starts(command)) if Some(&*command) == ours => State::Registered,
        Some(Found::Starts(command)) => State::Other(match command.into_iter().next() {
            Some(program) if !exists(&program) => Other::Gone(program),
            _ => Other::Edited,
        }),
        Some(Found::Strange) => State::Other(Other::Edited),
    }
}

#[cfg(test)]
mod tests;
