//! The files of the languages say the same as the English one: nothing is missing, left over, or
//! told without one of its values.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use latchet_core::language::Language;

/// A text of a file: its words with their placeholders, and those of its attributes.
#[derive(Debug, Default)]
struct Text {
    words: String,
    placeholders: BTreeSet<String>,
    attributes: BTreeMap<String, String>,
}

/// The texts of a language, in their order.
fn texts(language: Language) -> Vec<(String, Text)> {
    let file = format!("{}/../../locales/{}.ftl", env!("CARGO_MANIFEST_DIR"), language.tag());
    let source = std::fs::read_to_string(Path::new(&file)).unwrap();
    let read = FluentResource::try_new(source);
    let file = read.unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
    let messages = file.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
        Entry::Term(_) | Entry::Junk { .. } => panic!("{language:?}: {entry:?}"),
    });
    messages
        .map(|message| {
            let mut text = Text::default();
            read_pattern(message.value.as_ref().unwrap(), &mut text);
            for attribute in &message.attributes {
                let mut value = Text::default();
                read_pattern(&attribute.value, &mut value);
                text.attributes.insert(attribute.id.name.to_owned(), value.words);
            }
            (message.id.name.to_owned(), text)
        })
        .collect()
}

fn read_pattern(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.words.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => read_inline(inline, text),
                Expression::Select { selector, variants } => {
                    read_inline(selector, text);
                    for variant in variants {
                        read_pattern(&variant.value, text);
                    }
                }
            },
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.placeholders.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inline) => read_inline(inline, text),
            Expression::Select { .. } => panic!("a choice within a choice"),
        },
        other => panic!("only values stand in texts: {other:?}"),
    }
}

fn each_beside_english(judge: impl Fn(Language, &str, &Text, &Text)) {
    let english = texts(Language::English);
    for language in Language::ALL {
        let theirs = texts(language);
        let keys = |texts: &[(String, Text)]| -> Vec<String> {
            texts.iter().map(|(key, _)| key.clone()).collect()
        };
        assert_eq!(keys(&theirs), keys(&english), "{language:?}: the same texts in the same order");
        for ((key, text), (_, english)) in theirs.iter().zip(&english) {
            judge(language, key, text, english);
        }
    }
}

#[test]
fn every_text_is_there_in_every_language_with_all_its_values() {
    each_beside_english(|language, key, text, english| {
        assert_eq!(text.placeholders, english.placeholders, "{language:?}: {key}");
        let names = |text: &Text| text.attributes.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(text), names(english), "{language:?}: {key}");
        assert!(!text.words.trim().is_empty() || english.words.trim().is_empty(), "{key}");
    });
}

/// What must be typed as it stands: a command with its first word, an option, a variable.
fn commands(words: &str) -> BTreeSet<&str> {
    let words = words.split_whitespace();
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'));
    let words: Vec<&str> = words.collect();
    let commands = words.windows(2).filter(|pair| pair[0] == "latchet").map(|pair| pair[1]);
    let fixed = |word: &&str| word.starts_with("--") || word.starts_with("LATCHET_");
    let options = words.iter().copied().filter(fixed);
    commands.chain(options).collect()
}

#[test]
fn what_is_to_be_typed_is_the_same_in_every_language() {
    each_beside_english(|language, key, text, english| {
        assert_eq!(commands(&text.words), commands(&english.words), "{language:?}: {key}");
    });
    let english = texts(Language::English);
    let found: usize = english.iter().map(|(_, text)| commands(&text.words).len()).sum();
    assert!(found > 30, "the search found only {found}");
}

#[test]
fn a_key_in_the_tray_s_menu_chooses_one_row_and_stands_in_its_text() {
    for language in Language::ALL {
        let mut taken = BTreeMap::new();
        for (key, text) in texts(language) {
            // Stands in the place of the row that hides everything.
            let Some(letter) = text.attributes.get("key").filter(|_| key != "tray-show") else {
                continue;
            };
            assert!(key.starts_with("tray-"), "{key}");
            let (words, lower) = (text.words.to_lowercase(), letter.to_lowercase());
            assert!(lower.chars().count() == 1 && words.contains(&lower), "{language:?}: {key}");
            let before = taken.insert(lower, key.clone());
            assert_eq!(before, None, "{language:?}: {key}");
        }
        assert!(taken.len() >= 9, "{language:?}: {taken:?}");
    }
}

#[test]
fn no_sentence_was_left_in_english() {
    let compared = Cell::new(0);
    each_beside_english(|language, key, text, english| {
        // Shorter ones may be a name, or a word that both have.
        if language != Language::English && english.words.split_whitespace().count() > 4 {
            assert_ne!(text.words, english.words, "{language:?}: {key}");
            compared.set(compared.get() + 1);
        }
    });
    assert!(compared.get() > 700, "only {} were long enough", compared.get());
}
