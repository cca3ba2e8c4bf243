//! The texts that people read, one Fluent file for each language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

const ENGLISH: &str = include_str!("../../../locales/en.ftl");

/// The texts of one language, as one face says them.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
    /// A text whose key ends so is said in this face in place of the one without.
    face: Option<&'static str>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

/// The values that a text's placeholders take.
pub type Values<'a> = &'a [(&'static str, Cow<'a, str>)];

impl Texts {
    /// The English texts.
    pub fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("en")]);
        // The marks around placeholders show up as boxes in some terminals.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(ENGLISH.to_owned())
            // What could be read is used; a test says that all of it can.
            .unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { bundle, face: None }
    }

    /// The texts as the window says them: what to do next is done there, not in a terminal.
    #[must_use]
    pub fn in_window(self) -> Self {
        Self { face: Some("-window"), ..self }
    }

    /// A text without placeholders.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A text with its placeholders filled in. A text that is missing shows as its key.
    pub fn say_with(&self, key: &str, values: Values<'_>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            // Numbers are told as such, for plurals.
            let value = value
                .parse::<f64>()
                .ok()
                // A name that only looks like one ("007", "1e5") is told as it is.
                .filter(|number| value.len() < 16 && number.to_string() == *value)
                .map_or_else(|| FluentValue::String(value.clone()), FluentValue::from);
            args.set(*name, value);
        }
        let of_face = self.face.and_then(|face| self.bundle.get_message(&format!("{key}{face}")));
        let message = of_face.or_else(|| self.bundle.get_message(key));
        let pattern = message.and_then(|message| message.value());
        pattern.map_or_else(
            || key.to_owned(),
            |pattern| {
                self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
            },
        )
    }

    /// The key that chooses what has this text: its attribute `key`.
    pub fn access_key(&self, key: &str) -> Option<char> {
        let attribute = self.bundle.get_message(key)?.get_attribute("key")?;
        self.bundle.format_pattern(attribute.value(), None, &mut Vec::new()).chars().next()
    }

    /// All texts without placeholders whose key begins so, for a face that fills them in itself.
    pub fn beginning_with(&self, prefix: &str) -> BTreeMap<String, String> {
        // A key stands at the beginning of its line, and a text of more lines is indented.
        let keys = ENGLISH.lines().filter_map(|line| Some(line.split_once(" =")?.0));
        let keys = keys.filter(|key| key.starts_with(prefix));
        keys.map(|key| (key.to_owned(), self.say(key))).collect()
    }

    /// Is there such a text?
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_no_mistakes() {
        assert!(FluentResource::try_new(ENGLISH.to_owned()).is_ok());
    }

    #[test]
    fn a_text_that_is_missing_shows_as_its_key() {
        assert_eq!(Texts::english().say("no-such-text"), "no-such-text");
    }

    #[test]
    fn a_name_of_digits_is_told_as_it_is() {
        for name in ["007", "1e5", "+3", "1.50", "7"] {
            let said = Texts::english().say_with("plan-locked-by", &[("name", name.into())]);
            assert_eq!(said, format!("locked by {name}"));
        }
    }

    #[test]
    fn the_window_speaks_of_itself_and_not_of_commands() {
        let texts = Texts::english().in_window();
        for line in ENGLISH
            .lines()
            .filter(|line| line.contains("latchet ") && !line.starts_with([' ', '#']))
        {
            let key = line.split_once(" =").unwrap().0;
            // These are said on the command line alone, or name the terminal.
            let elsewhere =
                ["cli-", "doctor-", "journal-no-such"].iter().any(|face| key.starts_with(face));
            let said = texts.say(key);
            assert!(
                elsewhere || !said.contains("latchet ") || said.contains("in a terminal"),
                "{key}: {said}"
            );
        }
    }

    #[test]
    fn texts_are_found_by_how_their_keys_begin() {
        let found = Texts::english().beginning_with("cli-status-n");
        let expected = [("cli-status-no-end".to_owned(), "No scheduled end".to_owned())];
        assert_eq!(found, BTreeMap::from(expected));
    }
}
