//! The command line: a thin face over the core.

mod app;
mod args;
mod doctor;
mod help;
mod leave;
mod man;
mod output;
mod practice;
mod preset;
mod selftest;
mod settings;
mod start;
mod starts;
mod status;
mod token;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};
use latchet_core::environment::Environment;
use latchet_core::language::Language;
use latchet_core::link::{self, Link};
use latchet_core::log::{self, Entry};
use latchet_core::texts::Texts;

use self::app::App;
use self::args::{Cli, Command};
use self::output::{Exit, Failure};
use crate::tray;

/// Reads the arguments, does what they say, and ends with the exit status that scripts rely on.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse_from(commanded(env::args_os().collect()));
    let exit = run(&cli).unwrap_or_else(|failure| {
        failure.say();
        if failure.exit == Exit::Unforeseen {
            say_where_more_is();
        }
        failure.exit
    });
    log::note(&Entry::Ended(exit.status()));
    exit.into()
}

fn printed(text: &str) -> Exit {
    if output::data(text.trim_end()).is_ok() { Exit::Done } else { Exit::Unforeseen }
}

/// The log knows more of what was not foreseen; without one the next time can be written down.
fn say_where_more_is() {
    let texts = texts();
    output::note(&match log::place() {
        Some(file) => texts.say_with("cli-log", &[("path", file.display().to_string().into())]),
        None => texts.say("cli-log-off"),
    });
}

/// A link alone is one to open: so the installers of Windows register the program.
fn commanded(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let first = arguments.get(1).and_then(|first| first.to_str());
    if first.is_some_and(|first| first.starts_with(&format!("{}:", link::SCHEME))) {
        arguments.insert(1, "open".into());
    }
    arguments
}

fn run(cli: &Cli) -> Result<Exit, Failure> {
    if cli.selftest {
        return selftest::selftest();
    }
    let Some(command) = &cli.command else { return Ok(Exit::Usage) };
    match command {
        // These need neither settings nor a service.
        Command::Practice(practice) => return practice::run(practice),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "latchet", &mut script);
            return Ok(printed(&String::from_utf8_lossy(&script)));
        }
        Command::Man => return Ok(printed(&man::page(Cli::command()))),
        Command::Open { link } => return open(link.as_deref()),
        Command::Tray { hidden, until_settled, hide } => {
            let App { environment, texts, .. } = App::new(None, "tray")?;
            if *hide {
                return resident(tray::hide(&environment, &texts));
            }
            if *until_settled {
                return resident(tray::until_settled(environment, texts));
            }
            return resident(tray::run(environment, texts, *hidden));
        }
        Command::Start(_)
        | Command::Status { .. }
        | Command::Token(_)
        | Command::Pending(_)
        | Command::History { .. }
        | Command::Preset(_)
        | Command::Settings(_)
        | Command::Doctor { .. }
        | Command::LeaveNoTrace(_) => {}
    }
    let language = command.is_for_programs().then_some(Language::English);
    let app = App::new(language, "command");
    if let (Err(failure), Command::Start(args)) = (&app, command) {
        // Scripts are promised one object, whatever happens.
        start::say_unbegun(args, failure);
    }
    let app = app?;
    match command {
        Command::Start(args) => start::start(&app, args),
        Command::Status { json, offline } => status::status(&app, json.json, *offline),
        Command::Token(command) => token::run(&app, command),
        Command::Pending(command) => starts::pending(&app, command),
        Command::History { json, csv, limit } => starts::history(&app, json.json, *csv, *limit),
        Command::Preset(command) => preset::run(&app, command),
        Command::Settings(command) => settings::run(&app, command),
        Command::LeaveNoTrace(args) => leave::run(&app, args),
        Command::Doctor { json, report } => doctor::run(&app, json.json, *report),
        Command::Tray { .. }
        | Command::Open { .. }
        | Command::Practice(_)
        | Command::Completions { .. }
        | Command::Man => Ok(Exit::Done),
    }
}

/// Opens the window, which tells too of a link that can't be read: whoever clicked on that has no
/// terminal.
fn open(link: Option<&str>) -> Result<Exit, Failure> {
    let texts = texts();
    let opened = resident(tray::open(&texts, link))?;
    match link.map(Link::parse) {
        Some(Err(error)) => Err(Failure::new(Exit::Usage, error.tell(&texts))),
        _ => Ok(opened),
    }
}

/// The texts for what needs no settings, in the language that they say all the same if they can be
/// read.
fn texts() -> Texts {
    let environment = Environment::read();
    Texts::of(environment.map_or_else(|_| Language::of_computer(), |read| read.settings.language()))
}

fn resident(ended: Result<(), String>) -> Result<Exit, Failure> {
    ended.map(|()| Exit::Done).map_err(|what| Failure::new(Exit::Unforeseen, what))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_has_no_mistakes() {
        super::Cli::command().debug_assert();
    }
}
