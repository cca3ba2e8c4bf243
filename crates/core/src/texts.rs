//! The texts that people read, one Fluent file for each language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use crate::language::Language;

const ENGLISH: &str = include_str!("../../../locales/en.ftl");

/// A language's file, and the name by which its plurals are known.
fn file(language: Language) -> (&'static str, LanguageIdentifier) {
    match language {
        Language::English => (ENGLISH, langid!("en")),
        Language::German => (include_str!("../../../locales/de.ftl"), langid!("de")),
        Language::French => (include_str!("../../../locales/fr.ftl"), langid!("fr")),
        Language::Spanish => (include_str!("../../../locales/es.ftl"), langid!("es")),
        Language::Dutch => (include_str!("../../../locales/nl.ftl"), langid!("nl")),
    }
}

/// The texts of one language.
struct Voice {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Stands in for what is missing; read when something is.
    english: OnceLock<Box<Self>>,
}

impl Voice {
    fn of(language: Language) -> Self {
        let (file, id) = file(language);
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks around placeholders show up as boxes in some terminals.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(file.to_owned())
            // What could be read is used; a test says that all of it can.
            .unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { language, bundle, english: OnceLock::new() }
    }

    /// What stands in for this one; none for English.
    fn substitute(&self) -> Option<&Self> {
        let there = || Box::new(Self::of(Language::English));
        (self.language != Language::English).then(|| &**self.english.get_or_init(there))
    }

    /// The first of these messages that there is; else, the first that English has.
    fn find(&self, keys: &[&str]) -> Option<(&Self, FluentMessage<'_>)> {
        let found = keys.iter().find_map(|key| self.bundle.get_message(key));
        let english = || self.substitute().and_then(|english| english.find(keys));
        found.map(|message| (self, message)).or_else(english)
    }
}

/// What is said in one face, in the language that the user reads. That may change while the program
/// runs: see [`Texts::speak`].
pub struct Texts {
    voice: RwLock<Arc<Voice>>,
    /// A text whose key ends so is said in this face in place of the one without.
    face: Option<&'static str>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language()).finish_non_exhaustive()
    }
}

/// The values that a text's placeholders take.
pub type Values<'a> = &'a [(&'static str, Cow<'a, str>)];

impl Texts {
    /// The texts of a language.
    pub fn of(language: Language) -> Self {
        Self { voice: RwLock::new(Arc::new(Voice::of(language))), face: None }
    }

    /// The English texts.
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// The texts as the window says them: what to do next is done there, not in a terminal.
    #[must_use]
    pub fn in_window(self) -> Self {
        Self { face: Some("-window"), ..self }
    }

    /// Says everything in this language from now on. Costs nothing where that is so already.
    pub fn speak(&self, language: Language) {
        if self.language() != language {
            let voice = Arc::new(Voice::of(language));
            *self.voice.write().unwrap_or_else(PoisonError::into_inner) = voice;
        }
    }

    /// The language that is spoken.
    pub fn language(&self) -> Language {
        self.voice().language
    }

    fn voice(&self) -> Arc<Voice> {
        Arc::clone(&self.voice.read().unwrap_or_else(PoisonError::into_inner))
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
        let voice = self.voice();
        let of_face = self.face.map(|face| format!("{key}{face}"));
        let found = match &of_face {
            Some(of_face) => voice.find(&[of_face, key]),
            None => voice.find(&[key]),
        };
        let pattern = found.and_then(|(voice, message)| Some((voice, message.value()?)));
        pattern.map_or_else(
            || key.to_owned(),
            |(voice, pattern)| {
                voice.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
            },
        )
    }

    /// The key that chooses what has this text: its attribute `key`.
    pub fn access_key(&self, key: &str) -> Option<char> {
        let voice = self.voice();
        let (voice, message) = voice.find(&[key])?;
        let attribute = message.get_attribute("key")?;
        voice.bundle.format_pattern(attribute.value(), None, &mut Vec::new()).chars().next()
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
        self.voice().find(&[key]).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_mistakes() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(file(language).0.to_owned()).is_ok(), "{language:?}");
        }
    }

    #[test]
    fn the_language_changes_while_it_speaks() {
        let texts = Texts::of(Language::French);
        assert_eq!(texts.say("form-token-save"), "Enregistrer");
        texts.speak(Language::German);
        assert_eq!(
            (texts.say("form-token-save").as_str(), texts.language().tag()),
            ("Sichern", "de")
        );
    }

    #[test]
    fn english_stands_in_for_what_a_language_lacks() {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("de")]);
        let file = FluentResource::try_new("tray-quit = Beenden".to_owned()).unwrap();
        bundle.add_resource_overriding(file);
        let voice = Voice { language: Language::German, bundle, english: OnceLock::new() };
        let texts = Texts { voice: RwLock::new(Arc::new(voice)), face: Some("-window") };
        assert_eq!(texts.say("tray-quit"), "Beenden");
        assert_eq!(texts.say("held-next-cancel"), "Take it back.", "the face's own");
        assert_eq!(texts.access_key("tray-start"), Some('s'));
        assert!(texts.has("tray-start") && !texts.has("no-such-text"));
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
