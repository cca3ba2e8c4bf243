//! The languages that the program speaks, and which of them the computer's user reads.

#[cfg_attr(any(windows, target_os = "macos"), path = "desktop.rs")]
#[cfg_attr(not(any(windows, target_os = "macos")), path = "posix.rs")]
mod system;

/// A language that has texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which stands in for what another lacks.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Dutch.
    Dutch,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::English, Self::German, Self::French, Self::Spanish, Self::Dutch];

    /// Its code (BCP 47), as in the settings and in a page's `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Dutch => "nl",
        }
    }

    /// The language of a locale's name, whatever its country: `de`, `de-AT`, `de_AT.UTF-8@euro`.
    pub fn named(locale: &str) -> Option<Self> {
        let end = locale.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(locale.len());
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(&locale[..end]))
    }

    /// The first that the user would like and that there is; English where there is none.
    pub fn of_computer() -> Self {
        Self::first_of(&system::wanted())
    }

    fn first_of(wanted: &[String]) -> Self {
        wanted.iter().find_map(|locale| Self::named(locale)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_known_by_its_language() {
        for (locale, language) in [
            ("de", Some(Language::German)),
            ("de_AT.UTF-8@euro", Some(Language::German)),
            ("fr-CA", Some(Language::French)),
            ("ES", Some(Language::Spanish)),
            ("nl_BE", Some(Language::Dutch)),
            ("en_GB.UTF-8", Some(Language::English)),
            ("tlh", None),
            ("den", None),
            ("d", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(Language::named(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_first_that_there_is_counts() {
        let first = |wanted: &[&str]| {
            Language::first_of(&wanted.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(first(&["gsw", "fr-CH", "de"]), Language::French);
        assert_eq!(first(&["C"]), Language::English);
        assert_eq!(first(&[]), Language::English);
    }

    #[test]
    fn every_language_can_be_set() {
        let set: Vec<_> = Language::ALL.iter().map(|language| language.tag()).collect();
        assert_eq!(crate::settings::LANGUAGES[1..], set);
        assert!(Language::ALL.iter().all(|it| Language::named(it.tag()) == Some(*it)));
    }
}
