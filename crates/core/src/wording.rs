//! What people are told, from what is known: the same words in every face.

mod failure;
mod plan;
mod start;

use std::borrow::Cow;

use crate::draft::DraftField;
use crate::texts::Texts;

/// Something told: what happened, what it means, what to do next. The code is for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A fixed name.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What it means, in the order in which it is said.
    pub meaning: Vec<String>,
    /// What to do next.
    pub next: Option<String>,
    /// The field that it is about.
    pub field: Option<DraftField>,
}

impl Told {
    pub(crate) fn new(code: &'static str, what: String) -> Self {
        Self { code, what, meaning: Vec::new(), next: None, field: None }
    }

    pub(crate) fn meaning(mut self, text: impl Into<Option<String>>) -> Self {
        self.meaning.extend(text.into());
        self
    }

    pub(crate) fn next(mut self, text: String) -> Self {
        self.next = Some(text);
        self
    }

    /// All of it, a sentence after the other.
    pub fn sentence(&self) -> String {
        let parts = std::iter::once(&self.what).chain(&self.meaning).chain(&self.next);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Says things in one language.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a>(pub &'a Texts);

impl Wording<'_> {
    pub(crate) fn say(self, key: &str) -> String {
        self.0.say(key)
    }

    #[expect(clippy::needless_pass_by_value, reason = "numbers and names, as they come")]
    pub(crate) fn with(self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.0.say_with(key, &[(name, Cow::Owned(value.to_string()))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_is_asked_for_exists() {
        let texts = Texts::english();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let mut asked = 0;
        for folder in ["crates/core/src", "src-tauri/src"] {
            let mut folders = vec![std::path::PathBuf::from(root).join(folder)];
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(folder).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() {
                        folders.push(path);
                        continue;
                    }
                    if path.extension().is_none_or(|extension| extension != "rs") {
                        continue;
                    }
                    let source = std::fs::read_to_string(&path).unwrap();
                    for call in [".say(\"", ".say_with(\"", ".with(\"", "now_and_zone(\""] {
                        for rest in source.split(call).skip(1) {
                            let key = rest.split('"').next().unwrap();
                            if key.contains('-')
                                && !key.ends_with('-')
                                && key != "no-such-text"
                                && !key.contains(' ')
                            {
                                asked += 1;
                                assert!(texts.has(key), "{key} in {}", path.display());
                            }
                        }
                    }
                }
            }
        }
        assert!(asked > 30, "the search found only {asked}");
    }
}
