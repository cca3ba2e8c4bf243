//! Presets: named sets of the form's fields, for any day. One of them may be the default, which is
//! what one click starts.
//!
//! They stand in the settings' file as `[preset."NAME"]`, with the command line's option names as
//! keys. One that can't be read is left out, and stays in the file.

pub(crate) mod name;
mod wording;

use std::io;
use std::path::Path;

use latchet_tracker::LockedBy;
use serde::{Deserialize, Serialize};
use toml_edit::{DocumentMut, Item, Table, TableLike};

use crate::draft::{Draft, DraftEnd, DraftField, DraftStart, Problem};
use crate::settings::{Key, SetError, Settings, put};
use crate::time::parse_length;
use crate::time_of_day::TimeOfDay;

pub use self::name::{MAX_NAME_CHARS, PresetName, PresetNameError};

/// The table of all presets.
const PRESETS: &str = "preset";

/// The key of the default one's name.
const DEFAULT: &str = "default-preset";

/// A named set of the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Preset {
    /// What it is called.
    pub name: PresetName,
    /// What it fills in: no moment in it has a date.
    pub draft: Draft,
}

impl Settings {
    /// All that can be read, in the order of the file. One that does not say who holds the key takes
    /// the user's setting.
    pub fn presets(&self) -> Vec<Preset> {
        let locked_by = self.get(Key::LockedBy);
        let named = self.stored_presets().map(|(name, item)| named(name, item, &locked_by));
        named.filter_map(Result::ok).collect()
    }

    /// The keys of those that can't be read, as they stand in the file.
    pub fn unreadable_presets(&self) -> Vec<&str> {
        let unreadable = |(name, item): &(&str, &Item)| named(name, item, "").is_err();
        self.stored_presets().filter(unreadable).map(|(name, _)| name).collect()
    }

    /// The one of this name.
    pub fn preset(&self, name: &PresetName) -> Option<Preset> {
        self.presets().into_iter().find(|preset| preset.name == *name)
    }

    /// The one that one click starts.
    pub fn default_preset(&self) -> Option<Preset> {
        self.preset(&self.default_name()?.parse().ok()?)
    }

    /// Is a default chosen that is not there, or can't be read? Then it is not known what one click
    /// was to start.
    pub fn has_lost_default(&self) -> bool {
        self.document.contains_key(DEFAULT) && self.default_preset().is_none()
    }

    /// What one click starts: the default preset, else only what the setting says of who holds the
    /// key.
    pub fn one_click(&self) -> Draft {
        self.default_preset().map_or_else(
            || Draft { locked_by: self.get(Key::LockedBy), ..Draft::default() },
            |preset| preset.draft,
        )
    }

    /// Keeps a preset in the file, in place of one of the same name, and returns all settings as they
    /// are now. Whom the user's setting names anyway is not kept in it, so that it goes with that.
    ///
    /// # Errors
    /// When it makes no sense or tells a date, or the file can't be written.
    pub fn save_preset(file: &Path, preset: &Preset) -> Result<Self, SetError> {
        let problems = problems(&preset.draft);
        if !problems.is_empty() {
            return Err(SetError::BadPreset(problems));
        }
        Self::change(file, |settings| {
            let locked_by = settings.get(Key::LockedBy);
            write(place(&mut settings.document, &preset.name)?, &preset.draft, &locked_by);
            Ok(())
        })
    }

    /// Removes a preset from the file, whether it can be read or not; also as the default.
    ///
    /// # Errors
    /// [`SetError::NoSuchPreset`], or when the file can't be written.
    pub fn remove_preset(file: &Path, name: &PresetName) -> Result<Self, SetError> {
        Self::change(file, |settings| {
            let presets = settings.document.get_mut(PRESETS).and_then(Item::as_table_like_mut);
            if presets.and_then(|presets| presets.remove(name.as_ref())).is_none() {
                return Err(SetError::NoSuchPreset(name.clone()));
            }
            if settings.default_name() == Some(name.as_ref()) {
                settings.document.remove(DEFAULT);
            }
            Ok(())
        })
    }

    /// Chooses the preset that one click starts; none with `None`.
    ///
    /// # Errors
    /// [`SetError::NoSuchPreset`], or when the file can't be written.
    pub fn set_default_preset(file: &Path, name: Option<&PresetName>) -> Result<Self, SetError> {
        Self::change(file, |settings| {
            let Some(name) = name else {
                settings.document.remove(DEFAULT);
                return Ok(());
            };
            if settings.preset(name).is_none() {
                return Err(SetError::NoSuchPreset(name.clone()));
            }
            put(settings.document.as_table_mut(), DEFAULT, name.as_ref());
            Ok(())
        })
    }

    fn default_name(&self) -> Option<&str> {
        self.document.get(DEFAULT)?.as_str()
    }

    fn stored_presets(&self) -> impl Iterator<Item = (&str, &Item)> {
        let table = self.document.get(PRESETS).and_then(Item::as_table_like);
        table.into_iter().flat_map(TableLike::iter)
    }
}

/// What stands in the file is no preset.
struct Unreadable;

/// `locked_by` is the user's default for it.
fn named(name: &str, item: &Item, locked_by: &str) -> Result<Preset, Unreadable> {
    let parsed: PresetName = name.parse().map_err(|_| Unreadable)?;
    let table = item.as_table_like().filter(|_| parsed.as_ref() == name).ok_or(Unreadable)?;
    Ok(Preset { name: parsed, draft: read(table, locked_by)? })
}

fn read(table: &dyn TableLike, locked_by: &str) -> Result<Draft, Unreadable> {
    let text = |key| match table.get(key) {
        Some(item) => item.as_str().map(|text| Some(text.trim().to_owned())).ok_or(Unreadable),
        None => Ok(None),
    };
    let start = match (text("at")?, text("ago")?) {
        (None, None) => DraftStart::Now,
        (None, Some(length)) => DraftStart::Ago(length),
        (Some(_), _) => return Err(Unreadable),
    };
    let end = match (text("for")?, text("until")?) {
        (None, None) => DraftEnd::Open,
        (Some(length), None) => DraftEnd::For(length),
        (None, Some(time)) => DraftEnd::Until(time),
        (Some(_), Some(_)) => return Err(Unreadable),
    };
    let public = match table.get("public") {
        Some(item) => item.as_bool().ok_or(Unreadable)?,
        None => false,
    };
    let locked_by = text("locked-by")?.unwrap_or_else(|| locked_by.to_owned());
    let draft = Draft { start, end, locked_by, public };
    if problems(&draft).is_empty() { Ok(draft) } else { Err(Unreadable) }
}

/// Why a draft can't be a preset: at most one for a field.
fn problems(draft: &Draft) -> Vec<Problem> {
    let length = |text: &str, field| parse_length(text).err().map(|e| Problem::Length(field, e));
    let start = match &draft.start {
        DraftStart::Now => None,
        DraftStart::Ago(text) => length(text, DraftField::Start),
        DraftStart::At(_) => Some(Problem::NotRelative(DraftField::Start)),
    };
    let end = match &draft.end {
        DraftEnd::Open => None,
        DraftEnd::For(text) => length(text, DraftField::End),
        DraftEnd::Until(text) => {
            let is_relative = text.parse::<TimeOfDay>().is_ok();
            (!is_relative).then_some(Problem::NotRelative(DraftField::End))
        }
    };
    let locked_by = LockedBy::parse_optional(&draft.locked_by).err().map(Problem::LockedBy);
    [start, end, locked_by].into_iter().flatten().collect()
}

/// Where the preset of this name stands, or is to stand.
fn place<'a>(
    document: &'a mut DocumentMut,
    name: &PresetName,
) -> Result<&'a mut dyn TableLike, SetError> {
    // Something else there is another version's, and kept.
    let no_table = || io::Error::new(io::ErrorKind::InvalidData, "`preset` is no table in them");
    let presets = document.entry(PRESETS).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        table.into()
    });
    let presets = presets.as_table_like_mut().ok_or_else(no_table)?;
    if !presets.get(name.as_ref()).is_some_and(Item::is_table_like) {
        presets.insert(name.as_ref(), Table::new().into());
    }
    let preset = presets.get_mut(name.as_ref()).and_then(Item::as_table_like_mut);
    Ok(preset.ok_or_else(no_table)?)
}

/// Keys that this version does not know stay.
fn write(table: &mut dyn TableLike, draft: &Draft, locked_by: &str) {
    let ago = match &draft.start {
        DraftStart::Ago(length) => Some(length),
        DraftStart::Now | DraftStart::At(_) => None,
    };
    let (length, until) = match &draft.end {
        DraftEnd::Open => (None, None),
        DraftEnd::For(length) => (Some(length), None),
        DraftEnd::Until(time) => (None, Some(time)),
    };
    let own = Some(&draft.locked_by).filter(|own| own.trim() != locked_by);
    let texts = [("at", None), ("ago", ago), ("for", length), ("until", until), ("locked-by", own)];
    for (key, text) in texts {
        match text {
            Some(text) => put(table, key, text.trim()),
            None => drop(table.remove(key)),
        }
    }
    if draft.public {
        put(table, "public", true);
    } else {
        table.remove("public");
    }
}

#[cfg(test)]
mod tests;
