//! `latchet preset`: named sets of a start's options.

use chrono::Utc;
use latchet_core::draft::{Draft, DraftEnd, DraftStart};
use latchet_core::preset::{Preset, PresetName};
use latchet_core::settings::{Key, SetError, Settings};
use latchet_core::wording::Told;
use serde_json::{Value, json};

use super::app::App;
use super::args::PresetCommand;
use super::output::{self, Exit, Failure};

pub(crate) fn run(app: &App, command: &PresetCommand) -> Result<Exit, Failure> {
    let file = app.environment.home.settings_file();
    let printed = match command {
        PresetCommand::List { json } => return list(app, json.json),
        PresetCommand::Save { name, fields } => {
            let name = parsed(app, name)?;
            let locked_by = app.environment.settings.get(Key::LockedBy);
            let draft = fields.over(Draft { locked_by, ..Draft::default() });
            let preset = Preset { name, draft };
            let settings = Settings::save_preset(&file, &preset).map_err(|error| match error {
                SetError::BadPreset(problems) => app.refused(&preset.draft, problems, Utc::now()),
                error => not_set(app, &error),
            })?;
            line(app, &settings, &preset)
        }
        PresetCommand::Remove { name } => {
            let name = parsed(app, name)?;
            Settings::remove_preset(&file, &name).map_err(|error| not_set(app, &error))?;
            app.texts.say_with("cli-preset-removed", &[("name", name.as_ref().into())])
        }
        PresetCommand::Default { name, .. } => {
            let name = name.as_ref().map(|name| parsed(app, name)).transpose()?;
            let settings = Settings::set_default_preset(&file, name.as_ref())
                .map_err(|error| not_set(app, &error))?;
            settings.default_preset().map_or_else(
                || app.texts.say("cli-preset-no-default"),
                |preset| line(app, &settings, &preset),
            )
        }
    };
    output::data(&printed).map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

/// The preset of this name, for a start.
pub(crate) fn named(app: &App, name: &str) -> Result<Preset, Failure> {
    let name = parsed(app, name)?;
    let preset = app.environment.settings.preset(&name);
    preset.ok_or_else(|| no_such(app, &name))
}

/// What a start by one click says where no option is given.
pub(crate) fn one_click(app: &App) -> Result<Draft, Failure> {
    let settings = &app.environment.settings;
    if settings.has_lost_default() {
        let next = Some(app.texts.say("cli-preset-choose"));
        return Err(App::usage(Told { next, ..app.wording().lost_default() }));
    }
    Ok(settings.one_click())
}

fn list(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let settings = &app.environment.settings;
    let presets = settings.presets();
    let printed = if as_json {
        let all = presets.iter().map(|preset| to_json(preset, is_default(settings, preset)));
        output::json(&all.collect())
    } else {
        presets.iter().try_for_each(|preset| output::data(&line(app, settings, preset)))
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    let unreadable = settings.unreadable_presets();
    for name in &unreadable {
        let values = [("name", name.escape_debug().to_string().into())];
        output::note(&app.texts.say_with("cli-preset-unreadable", &values));
    }
    if presets.is_empty() && unreadable.is_empty() {
        output::note(&app.texts.say("preset-none"));
        output::note(&app.texts.say("cli-preset-save-one"));
    }
    Ok(Exit::Done)
}

fn line(app: &App, settings: &Settings, preset: &Preset) -> String {
    app.wording().preset(preset, is_default(settings, preset))
}

fn is_default(settings: &Settings, preset: &Preset) -> bool {
    settings.default_preset().is_some_and(|default| default.name == preset.name)
}

fn to_json(preset: &Preset, is_default: bool) -> Value {
    let Draft { start, end, locked_by, public } = &preset.draft;
    let ago = match start {
        DraftStart::Ago(length) => Some(length),
        DraftStart::Now | DraftStart::At(_) => None,
    };
    let (length, until) = match end {
        DraftEnd::Open => (None, None),
        DraftEnd::For(length) => (Some(length), None),
        DraftEnd::Until(time) => (None, Some(time)),
    };
    json!({
        "name": preset.name, "default": is_default, "ago": ago, "for": length, "until": until,
        "locked_by": Some(locked_by).filter(|name| !name.is_empty()), "public": public,
    })
}

fn parsed(app: &App, name: &str) -> Result<PresetName, Failure> {
    name.parse().map_err(|_| App::usage(app.wording().preset_name()))
}

fn not_set(app: &App, error: &SetError) -> Failure {
    match error {
        SetError::NoSuchPreset(name) => no_such(app, name),
        SetError::BadValue(_) | SetError::BadPreset(_) | SetError::Io(_) => app.unforeseen(error),
    }
}

fn no_such(app: &App, name: &PresetName) -> Failure {
    let settings = &app.environment.settings;
    let told = app.wording().no_such_preset(name, settings);
    let next = settings.presets().is_empty().then(|| app.texts.say("cli-preset-save-one"));
    App::usage(Told { next, ..told })
}
