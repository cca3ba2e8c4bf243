//! What a preset is called.

use std::fmt;
use std::str::FromStr;

use latchet_tracker::misleads;
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const MAX_NAME_CHARS: usize = 40;

/// A preset's name: 1 to [`MAX_NAME_CHARS`] characters, no white space around them, none that can't
/// be seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string"))]
#[serde(into = "String", try_from = "String")]
pub struct PresetName(String);

/// Why a text is no preset's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PresetNameError {
    /// Nothing but white space.
    #[error("a preset needs a name")]
    Empty,
    /// More than [`MAX_NAME_CHARS`].
    #[error("a preset's name can't be longer than {MAX_NAME_CHARS} characters")]
    TooLong,
    /// A line break, or another character that can't be seen.
    #[error("a preset's name can't contain line breaks and invisible characters")]
    ControlCharacter,
}

impl FromStr for PresetName {
    type Err = PresetNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            Err(PresetNameError::Empty)
        } else if text.chars().any(misleads) {
            Err(PresetNameError::ControlCharacter)
        } else if text.chars().count() > MAX_NAME_CHARS {
            Err(PresetNameError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl AsRef<str> for PresetName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PresetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<PresetName> for String {
    fn from(name: PresetName) -> Self {
        name.0
    }
}

impl TryFrom<String> for PresetName {
    type Error = PresetNameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
