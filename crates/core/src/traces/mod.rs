//! Everything that this program has left on this computer: found, removed, and looked for again.
//!
//! [`Plan::of`] looks and changes nothing. [`Plan::carry_out`] ends the programs that run, while it
//! has the right to send so that none of them is sending, removes one thing after the other, and in
//! the end looks for each once more: what is told as gone is gone.

mod end;
mod export;
mod programs;
mod survey;

use std::io;
use std::path::{Path, PathBuf};

pub use self::export::{ExportError, export};
use crate::environment::Environment;
use crate::intention::IntentionId;
use crate::intention::State as StartState;
use crate::texts::Texts;
use crate::vault::{Key, VaultError};
use crate::wording::Wording;

/// The kinds of things that are left, in the order in which they are removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A program that runs: the tray, the window.
    Program,
    /// A token in the credential store.
    Token,
    /// A proxy's password in the credential store.
    Password,
    /// The entry that starts the tray at log-in.
    Autostart,
    /// A service's journal, and what was kept of a damaged one.
    Journal,
    /// What the window's web view keeps.
    WebView,
    /// The log.
    Log,
    /// The settings, and what was kept of damaged ones.
    Settings,
    /// Something else in a folder of this program's own.
    Other,
    /// A folder of this program's own.
    Folder,
}

impl Kind {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Token => "token",
            Self::Password => "password",
            Self::Autostart => "autostart",
            Self::Journal => "journal",
            Self::WebView => "web view",
            Self::Log => "log",
            Self::Settings => "settings",
            Self::Other => "other",
            Self::Folder => "folder",
        }
    }
}

/// What a thing is to the system.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    /// A running program, by the lock file that it holds in this folder.
    Program(PathBuf, &'static str),
    /// An entry of the credential store.
    Entry(Key),
    /// The entry that is read at log-in.
    Autostart,
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// A folder, once it is empty.
    Folder(PathBuf),
}

/// One thing that is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    thing: Thing,
}

impl Item {
    /// Which one it is: a server, a path, a program's name.
    pub fn what(&self) -> String {
        match &self.thing {
            Thing::Program(_, lock) => lock.trim_end_matches(".lock").to_owned(),
            Thing::Entry(key) => key.origin().to_owned(),
            Thing::Autostart => String::new(),
            Thing::Path(path) | Thing::Folder(path) => path.display().to_string(),
        }
    }

    /// It, in words.
    pub fn describe(&self, texts: &Texts) -> String {
        let key = format!("trace-{}", self.kind.name().replace(' ', "-"));
        texts.say_with(&key, &[("what", self.what().into())])
    }
}

/// A start that nobody will see to any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// The server.
    pub server: String,
    /// Its number there.
    pub id: IntentionId,
    /// Where it stands.
    pub state: StartState,
}

/// What is left on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// All of it, in the order in which it is removed.
    pub items: Vec<Item>,
    /// The starts that are not settled. It takes a second yes to forget them.
    pub unsettled: Vec<Unsettled>,
}

/// Why something is still there.
#[derive(Debug)]
pub enum Left {
    /// A start is being sent just now.
    Sending,
    /// A program that does not end, or that can't be told to on this system.
    Runs,
    /// The credential store's word.
    Store(VaultError),
    /// The system's word.
    Io(io::Error),
    /// The system's word on what is read at log-in.
    Autostart(crate::autostart::AutostartError),
    /// It was removed, and is there again.
    CameBack,
}

impl Left {
    /// That in words.
    pub fn tell(&self, texts: &Texts) -> String {
        let wording = Wording(texts);
        match self {
            Self::Sending => texts.say("trace-left-sending"),
            Self::Runs => texts.say("trace-left-runs"),
            Self::Store(error) => wording.vault(*error).what,
            Self::Io(error) => {
                texts.say_with("trace-left-io", &[("reason", error.to_string().into())])
            }
            Self::Autostart(error) => wording.autostart_error(error).sentence(),
            Self::CameBack => texts.say("trace-left-again"),
        }
    }
}

impl Plan {
    /// Looks for everything. Blocks for as long as the credential store does.
    pub fn of(environment: &Environment) -> Self {
        survey::survey(environment)
    }

    /// Removes all of it; `told` hears of each thing when it was tried. What is still there in the
    /// end, and why, comes back. Blocks; the log of this program ends with it.
    pub fn carry_out(
        self,
        environment: &Environment,
        told: impl FnMut(&Item, Option<&Left>),
    ) -> Vec<(Item, Option<Left>)> {
        end::end(self, environment, told)
    }

    /// Would this file be removed with the rest?
    pub fn holds(&self, environment: &Environment, file: &Path) -> bool {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let settings = environment.home.settings_file();
        let ours = [Some(environment.data_folder()), settings.parent()];
        ours.into_iter().flatten().any(|folder| file.starts_with(folder))
            || self
                .items
                .iter()
                .any(|item| matches!(&item.thing, Thing::Path(path) if file.starts_with(path)))
    }
}

#[cfg(test)]
mod tests;
