//! Presets in the window: which there are, and how they are saved, removed and chosen for one click.

use chrono::Utc;
use latchet_core::draft::{Draft, Problem};
use latchet_core::preset::{Preset, PresetName};
use latchet_core::settings::{SetError, Settings};

use super::answers::{Field, IpcError, Presets, Reply, SavedPreset};
use super::desk::Desk;

impl Desk {
    /// All that there are, and what is to be said of them.
    pub(super) fn presets(&self, settings: &Settings) -> Presets {
        let lost = settings.has_lost_default().then(|| self.wording().lost_default().sentence());
        let unreadable = settings.unreadable_presets().into_iter().map(|name| {
            let values = [("name", name.escape_debug().to_string().into())];
            self.texts.say_with("cli-preset-unreadable", &values)
        });
        Presets {
            all: settings.presets(),
            one_click: settings.default_preset().map(|preset| preset.name),
            is_lost: lost.is_some(),
            notes: lost.into_iter().chain(unreadable).collect(),
        }
    }

    /// Keeps what the form says under a name; in place of a preset of that name only where that is
    /// wanted.
    pub(crate) fn save_preset(
        &self,
        name: &str,
        draft: Draft,
        replace: bool,
    ) -> Reply<SavedPreset> {
        let file = self.settings_file()?;
        let before = self.settings()?;
        let refused = |problems| SavedPreset { presets: self.presets(&before), problems };
        let wrong = |code, message| IpcError::new(code, message).at(Field::Preset);
        let Ok(name) = name.parse::<PresetName>() else {
            let told = self.wording().preset_name();
            return Ok(refused(vec![wrong(told.code, told.what)]));
        };
        let is_there =
            before.preset(&name).is_some() || before.unreadable_presets().contains(&name.as_ref());
        if is_there && !replace {
            let told = self.texts.say("window-preset-exists");
            return Ok(refused(vec![wrong("preset_exists", told)]));
        }
        match Settings::save_preset(file, &Preset { name, draft }) {
            Ok(now) => Ok(SavedPreset { presets: self.presets(&now), problems: Vec::new() }),
            Err(SetError::BadPreset(problems)) => {
                let (zone, now) = (before.tracker_zone(), Utc::now());
                let told = |problem: Problem| self.problem(problem, zone, now);
                Ok(refused(problems.into_iter().map(told).collect()))
            }
            Err(error) => Err(self.not_set(&error)),
        }
    }

    /// Removes it; one that is not there is removed already.
    pub(crate) fn remove_preset(&self, name: &PresetName) -> Reply<Presets> {
        let settings = match Settings::remove_preset(self.settings_file()?, name) {
            Err(SetError::NoSuchPreset(_)) => self.settings()?,
            removed => removed.map_err(|error| self.not_set(&error))?,
        };
        Ok(self.presets(&settings))
    }

    /// Chooses what one click starts; with `None` it starts without a preset.
    pub(crate) fn default_preset(&self, name: Option<&PresetName>) -> Reply<Presets> {
        let settings = Settings::set_default_preset(self.settings_file()?, name)
            .map_err(|error| self.not_set(&error))?;
        Ok(self.presets(&settings))
    }

    fn not_set(&self, error: &SetError) -> IpcError {
        match error {
            SetError::NoSuchPreset(name) => {
                let settings = self.settings().unwrap_or_default();
                self.wording().no_such_preset(name, &settings).into()
            }
            SetError::BadValue(_) | SetError::BadPreset(_) | SetError::Io(_) => {
                self.unforeseen(&error.to_string())
            }
        }
    }
}
