//! Every setting, as the page shows it: what it is, which values it can have, which it has.

use latchet_core::settings::{COMPUTER, Key, LANGUAGES, SetError, Settings};
use latchet_core::time::Zone;
use serde::Serialize;

use super::answers::{IpcError, Reply};
use super::desk::Desk;

/// How a setting is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// It is on or off.
    Switch,
    /// One of a few values.
    Choice,
    /// Written, with suggestions.
    Suggested,
    /// Written.
    Text,
}

/// A value with the words for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Setting {
    /// As in `latchet settings`.
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// What it does.
    pub(crate) sentence: String,
    pub(crate) kind: Kind,
    /// What can be chosen, or is suggested.
    pub(crate) options: Vec<Named>,
    pub(crate) value: String,
    /// Is it another value than the one that it has by itself?
    pub(crate) is_changed: bool,
    /// The value that it has by itself, in words.
    pub(crate) default: String,
}

/// Settings that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) settings: Vec<Setting>,
}

/// In which order they are shown. The words of a group have the key `settings-NAME`.
const GROUPS: [(&str, &[Key]); 6] = [
    ("start", &[Key::TrackerZone, Key::LockedBy, Key::Grace, Key::AskAfter]),
    ("end", &[Key::Remind, Key::QuietHours]),
    ("tray", &[Key::Tray, Key::Autostart, Key::LeftClick, Key::IconProgress]),
    ("sight", &[Key::Language, Key::Discreet]),
    ("keys", &[Key::ShortcutStart, Key::ShortcutOpen, Key::ShortcutHide]),
    ("network", &[Key::Proxy, Key::CaFile, Key::Log]),
];

/// How it is chosen, and the values that have words: their keys are `setting-NAME-VALUE`.
fn kind(key: Key) -> (Kind, &'static [&'static str]) {
    match key {
        Key::Tray | Key::IconProgress | Key::Autostart | Key::Discreet => (Kind::Switch, &[]),
        Key::LeftClick => (Kind::Choice, &["menu", "start"]),
        Key::Language => (Kind::Choice, &LANGUAGES),
        Key::Log => (Kind::Choice, &["off", "errors", "detailed"]),
        Key::TrackerZone => (Kind::Suggested, &[]),
        Key::LockedBy
        | Key::Grace
        | Key::AskAfter
        | Key::Remind
        | Key::QuietHours
        | Key::ShortcutStart
        | Key::ShortcutOpen
        | Key::ShortcutHide
        | Key::Proxy
        | Key::CaFile => (Kind::Text, &[]),
    }
}

impl Desk {
    /// All of them, as they are now.
    pub(crate) fn all_settings(&self) -> Reply<Vec<Group>> {
        Ok(self.grouped(&self.settings()?))
    }

    /// Changes one, or with `None` lets it have the value that it has by itself. All of them come back:
    /// one may change what is said of another.
    pub(crate) fn change_setting(&self, name: &str, value: Option<&str>) -> Reply<Vec<Group>> {
        let file = self.settings_file()?;
        let key = Key::named(name).ok_or_else(|| self.unforeseen(name))?;
        let changed = match value {
            Some(value) => Settings::set(file, key, value),
            None => Settings::reset(file, key),
        };
        let settings = changed.map_err(|error| match error {
            SetError::BadValue(bad) => {
                IpcError { code: "bad_value", message: bad.reason, field: None }
            }
            SetError::Io(_) | SetError::BadPreset(_) | SetError::NoSuchPreset(_) => {
                self.unforeseen(&error.to_string())
            }
        })?;
        Ok(self.grouped(&settings))
    }

    fn grouped(&self, settings: &Settings) -> Vec<Group> {
        let group = |(name, keys): &(&str, &[Key])| Group {
            title: self.texts.say(&format!("settings-{name}")),
            settings: keys.iter().map(|key| self.setting(*key, settings)).collect(),
        };
        GROUPS.iter().map(group).collect()
    }

    fn setting(&self, key: Key, settings: &Settings) -> Setting {
        let (kind, values) = kind(key);
        let named = |value: &str| Named {
            value: value.to_owned(),
            label: self.texts.say(&format!("setting-{}-{value}", key.name())),
        };
        let value = settings.get(key);
        let options: Vec<_> = match kind {
            Kind::Suggested => {
                let zones = Zone::all().map(String::from);
                let all = std::iter::once(COMPUTER.to_owned()).chain(zones);
                all.map(|value| Named { label: value.clone(), value }).collect()
            }
            Kind::Switch | Kind::Choice | Kind::Text => {
                values.iter().map(|value| named(value)).collect()
            }
        };
        let default = key.default();
        let worded = options.iter().find(|option| option.value == default);
        let default_told = match (worded, default) {
            (Some(option), _) => option.label.clone(),
            (None, "") => self.texts.say("settings-empty"),
            (None, value) => value.to_owned(),
        };
        Setting {
            name: key.name(),
            label: self.texts.say(&format!("label-{}", key.name())),
            sentence: self.texts.say(&format!("setting-{}", key.name())),
            kind,
            options,
            is_changed: value != default,
            value,
            default: default_told,
        }
    }
}

#[cfg(test)]
mod tests {
    use latchet_core::texts::Texts;

    use super::*;

    #[test]
    fn every_setting_is_shown_once_and_has_its_words() {
        let shown: Vec<_> = GROUPS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        assert_eq!(shown.len(), Key::ALL.len());
        let texts = Texts::english();
        for key in Key::ALL {
            assert!(shown.contains(&key), "{}", key.name());
            let (kind, values) = kind(key);
            assert_eq!(values.is_empty(), kind != Kind::Choice, "{}", key.name());
            let words = values.iter().map(|value| format!("setting-{}-{value}", key.name()));
            let own = ["label", "setting"].map(|part| format!("{part}-{}", key.name()));
            for text in words.chain(own) {
                assert!(texts.has(&text), "{text}");
            }
            let values: &[&str] = if kind == Kind::Switch { &["on", "off"] } else { values };
            for value in values {
                assert_eq!(key.check(value).as_deref(), Ok(*value), "{}", key.name());
            }
        }
        for (name, _) in GROUPS {
            assert!(texts.has(&format!("settings-{name}")), "{name}");
        }
    }
}
