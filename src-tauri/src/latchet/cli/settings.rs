//! `latchet settings`: the user's choices, read and changed.

use std::io::{self, IsTerminal as _, Read as _};

use latchet_core::route::{self, ProxyError};
use latchet_core::settings::{Key, SetError, Settings};
use latchet_tracker::ProxyPassword;
use serde_json::{Map, Value};

use super::app::App;
use super::args::SettingsCommand;
use super::output::{self, Exit, Failure};

/// Longer than any password that is taken, so that one that is too long is seen to be. In bytes.
const LONGEST_INPUT: usize = 1024;

pub(crate) fn run(app: &App, command: &SettingsCommand) -> Result<Exit, Failure> {
    let printed = match command {
        SettingsCommand::List { json } if json.json => {
            let all: Map<_, _> = Key::ALL
                .into_iter()
                .map(|key| {
                    (key.name().to_owned(), Value::String(app.environment.settings.get(key)))
                })
                .collect();
            output::json(&Value::Object(all))
        }
        SettingsCommand::List { .. } => Key::ALL.into_iter().try_for_each(|key| {
            output::data(&format!("{} = {}", key.name(), app.environment.settings.get(key)))
        }),
        SettingsCommand::Get { key } => {
            output::data(&app.environment.settings.get(named(app, key)?))
        }
        SettingsCommand::Set { key, value } => {
            let key = named(app, key)?;
            let settings = set(app, key, value)?;
            output::data(&format!("{} = {}", key.name(), settings.get(key)))
        }
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

fn set(app: &App, key: Key, value: &str) -> Result<Settings, Failure> {
    let file = app.environment.home.settings_file();
    if key != Key::Proxy {
        return Settings::set(&file, key, value).map_err(|error| not_set(app, &error));
    }
    let password = route::user_of(value).map(|user| password(app, &user)).transpose()?;
    route::set_proxy(&file, app.account.vault(), value, password.as_ref()).map_err(|error| {
        match error {
            ProxyError::Setting(error) => not_set(app, &error),
            ProxyError::Vault(error) => Failure::told(Exit::NoToken, app.wording().vault(error)),
        }
    })
}

fn not_set(app: &App, error: &SetError) -> Failure {
    match error {
        SetError::BadValue(bad) => Failure::new(Exit::Usage, bad.to_string()),
        SetError::Io(_) | SetError::BadPreset(_) | SetError::NoSuchPreset(_) => {
            app.unforeseen(&error)
        }
    }
}

/// The password of the proxy's user: from a hidden prompt, or from standard input when that is piped.
fn password(app: &App, user: &str) -> Result<ProxyPassword, Failure> {
    let typed = if io::stdin().is_terminal() {
        let prompt = app.texts.say_with("route-password-prompt", &[("user", user.into())]);
        rpassword::prompt_password(format!("{prompt} "))
    } else {
        let mut typed = String::with_capacity(LONGEST_INPUT);
        let read = io::stdin().take(LONGEST_INPUT as u64).read_to_string(&mut typed);
        read.map(|_| typed)
    };
    let password = typed.ok().and_then(ProxyPassword::parse_wiping);
    password.ok_or_else(|| Failure::new(Exit::Usage, app.texts.say("route-password-bad")))
}

fn named(app: &App, name: &str) -> Result<Key, Failure> {
    Key::named(name).ok_or_else(|| {
        let values = [("name", name.into())];
        Failure::new(Exit::Usage, app.texts.say_with("cli-no-such-setting", &values))
    })
}
