//! `latchet settings`: the user's choices, read and changed.

use latchet_core::autostart;
use latchet_core::settings::{Key, SetError, Settings};
use serde_json::{Map, Value};

use super::app::App;
use super::args::SettingsCommand;
use super::output::{self, Exit, Failure};

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
            let file = app.environment.home.settings_file();
            if let (Key::Autostart, Ok(checked)) = (key, key.check(value)) {
                autostart::apply(checked == "on").map_err(|error| {
                    Failure::told(Exit::Usage, app.wording().autostart_error(&error))
                })?;
            }
            let settings = Settings::set(&file, key, value).map_err(|error| match error {
                SetError::BadValue(bad) => Failure::new(Exit::Usage, bad.to_string()),
                SetError::Io(_) | SetError::BadPreset(_) | SetError::NoSuchPreset(_) => {
                    app.unforeseen(&error)
                }
            })?;
            output::data(&format!("{} = {}", key.name(), settings.get(key)))
        }
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

fn named(app: &App, name: &str) -> Result<Key, Failure> {
    Key::named(name).ok_or_else(|| {
        let values = [("name", name.into())];
        Failure::new(Exit::Usage, app.texts.say_with("cli-no-such-setting", &values))
    })
}
