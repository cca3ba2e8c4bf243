//! Links that fill in the form: `latchet://start?ago=20m&for=8h&preset=night`.
//!
//! Anybody can make one, so all that it can do is to fill in a form that its reader then looks at.
//! Whether a session is public is the reader's choice alone: no link says it, not even by way of a
//! preset. What a link does not know here it does not do: other keys are passed over.

use std::io::{self, Read, Write};

use latchet_tracker::misleads;
use url::Url;

use crate::draft::{Draft, DraftEnd, DraftStart};
use crate::preset::PresetName;
use crate::settings::{Key, Settings};
use crate::texts::Texts;

/// What a link begins with.
pub const SCHEME: &str = "latchet";

/// The longest link, in bytes.
pub const MAX_BYTES: usize = 2_000;

/// Has the window's program read a link from its standard input: an argument could be seen by every
/// program for as long as the window is open.
pub const ARGUMENT: &str = "--link";

/// Hands a link to the window's program, or enough of it to be known as too long.
///
/// # Errors
/// When it does not read.
pub fn hand_over(link: &str, mut to: impl Write) -> io::Result<()> {
    to.write_all(link.as_bytes().get(..=MAX_BYTES).unwrap_or(link.as_bytes()))
}

/// What was handed over.
///
/// # Errors
/// When it can't be read.
pub fn take_over(from: impl Read) -> io::Result<String> {
    let mut bytes = Vec::with_capacity(MAX_BYTES + 1);
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What a link fills in. Where it says nothing, the preset that it names does, or the user's usual.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Link {
    preset: Option<PresetName>,
    start: Option<DraftStart>,
    end: Option<DraftEnd>,
    locked_by: Option<String>,
}

/// Why a link fills in nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// More than [`MAX_BYTES`].
    #[error("the link is too long")]
    TooLong,
    /// It is no link of this program's, or holds characters that can't be seen.
    #[error("the link can't be read")]
    Unreadable,
    /// It says two things where there is room for one.
    #[error("the link contradicts itself")]
    Contradicts,
    /// It names a preset that is not among the user's.
    #[error("the link names a preset that is not there")]
    NoSuchPreset,
}

impl LinkError {
    /// In words.
    pub fn tell(self, texts: &Texts) -> String {
        texts.say(match self {
            Self::TooLong => "link-too-long",
            Self::Unreadable => "link-unreadable",
            Self::Contradicts => "link-contradicts",
            Self::NoSuchPreset => "link-no-preset",
        })
    }
}

impl Link {
    /// Reads a link. That its times make sense is seen in the form.
    ///
    /// # Errors
    /// [`LinkError`]; nothing of the link is in it.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        if text.len() > MAX_BYTES {
            return Err(LinkError::TooLong);
        }
        // The parser of addresses would leave some of them out without a word.
        if text.chars().any(misleads) {
            return Err(LinkError::Unreadable);
        }
        let url = Url::parse(text).map_err(|_| LinkError::Unreadable)?;
        if !is_start(&url) {
            return Err(LinkError::Unreadable);
        }
        let mut link = Self::default();
        for (key, value) in url.query_pairs() {
            // What is no text would become this sign.
            if value.chars().any(|c| misleads(c) || c == char::REPLACEMENT_CHARACTER) {
                return Err(LinkError::Unreadable);
            }
            link.take(&key, value.into_owned())?;
        }
        Ok(link)
    }

    fn take(&mut self, key: &str, value: String) -> Result<(), LinkError> {
        let taken = match key {
            "ago" => self.start.replace(DraftStart::Ago(value)).is_some(),
            "at" => self.start.replace(DraftStart::At(value)).is_some(),
            "for" => self.end.replace(DraftEnd::For(value)).is_some(),
            "until" => self.end.replace(DraftEnd::Until(value)).is_some(),
            "locked-by" => self.locked_by.replace(value).is_some(),
            "preset" => {
                let name = value.parse().map_err(|_| LinkError::NoSuchPreset)?;
                self.preset.replace(name).is_some()
            }
            _ => false,
        };
        if taken { Err(LinkError::Contradicts) } else { Ok(()) }
    }

    /// What stands in the form then. It is never public.
    ///
    /// # Errors
    /// [`LinkError::NoSuchPreset`].
    pub fn draft(&self, settings: &Settings) -> Result<Draft, LinkError> {
        let usual = match &self.preset {
            Some(name) => settings.preset(name).ok_or(LinkError::NoSuchPreset)?.draft,
            None => Draft { locked_by: settings.get(Key::LockedBy), ..Draft::default() },
        };
        Ok(Draft {
            start: self.start.clone().unwrap_or(usual.start),
            end: self.end.clone().unwrap_or(usual.end),
            locked_by: self.locked_by.clone().unwrap_or(usual.locked_by),
            public: false,
        })
    }
}

/// `latchet://start` and nothing else before the question mark, nor anything behind its part.
fn is_start(url: &Url) -> bool {
    url.scheme() == SCHEME
        && url.host_str() == Some("start")
        && matches!(url.path(), "" | "/")
        && (url.username(), url.password(), url.port(), url.fragment()) == ("", None, None, None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settings(text: &str) -> Settings {
        Settings { document: text.parse().unwrap(), moved_aside: None }
    }

    fn draft(link: &str) -> Result<Draft, LinkError> {
        let presets = "locked-by = \"Robin\"\n\
                       [preset.night]\nago = \"5m\"\nuntil = \"07:00\"\npublic = true\n";
        Link::parse(link)?.draft(&settings(presets))
    }

    fn ago(text: &str) -> DraftStart {
        DraftStart::Ago(text.to_owned())
    }

    fn until(text: &str) -> DraftEnd {
        DraftEnd::Until(text.to_owned())
    }

    fn usual() -> Draft {
        Draft { locked_by: "Robin".to_owned(), ..Draft::default() }
    }

    #[test]
    fn a_link_fills_in_what_it_says_and_leaves_the_rest_as_usual() {
        for (query, draft_of_it) in [
            ("", usual()),
            ("?", usual()),
            (
                "?ago=20m&for=8h",
                Draft { start: ago("20m"), end: DraftEnd::For("8h".to_owned()), ..usual() },
            ),
            (
                "/?at=2026-01-02+03:04%2B01:00",
                Draft { start: DraftStart::At("2026-01-02 03:04+01:00".to_owned()), ..usual() },
            ),
            (
                "?until=07:00&locked-by=J%C3%BCrgen%20%26%20Kim",
                Draft { end: until("07:00"), locked_by: "Jürgen & Kim".to_owned(), ..usual() },
            ),
            ("?locked-by=", Draft::default()),
            ("?preset=night", Draft { start: ago("5m"), end: until("07:00"), ..usual() }),
            ("?preset=night&ago=1h", Draft { start: ago("1h"), end: until("07:00"), ..usual() }),
            (
                "?utm_source=x&colour=blue&for",
                Draft { end: DraftEnd::For(String::new()), ..usual() },
            ),
        ] {
            assert_eq!(
                draft(&format!("latchet://start{query}")).as_ref(),
                Ok(&draft_of_it),
                "{query}"
            );
        }
    }

    #[test]
    fn no_link_makes_a_session_public() {
        for query in ["public=1", "public=true&public=on", "Public", "preset=night&public=yes"] {
            assert!(!draft(&format!("latchet://start?{query}")).unwrap().public, "{query}");
        }
    }

    #[test]
    fn what_is_no_such_link_is_refused() {
        use LinkError::{Contradicts, NoSuchPreset, TooLong, Unreadable};
        for (link, why) in [
            ("", Unreadable),
            ("start?for=8h", Unreadable),
            ("latchet:start?for=8h", Unreadable),
            ("https://start?for=8h", Unreadable),
            ("latchet://stop?for=8h", Unreadable),
            ("latchet://start.example.org?for=8h", Unreadable),
            ("latchet://START@start?for=8h", Unreadable),
            ("latchet://start:80?for=8h", Unreadable),
            ("latchet://start/now?for=8h", Unreadable),
            ("latchet://start?for=8h#x", Unreadable),
            ("latchet://start?for=8\nh", Unreadable),
            ("latchet://start?for=8h\n", Unreadable),
            ("latchet://start?for=8%0Ah", Unreadable),
            ("latchet://start?locked-by=a%E2%80%AEb", Unreadable),
            ("latchet://start?locked-by=%FF", Unreadable),
            ("latchet://start?for=8h&for=9h", Contradicts),
            ("latchet://start?for=8h&until=07:00", Contradicts),
            ("latchet://start?ago=1h&at=2026-01-02", Contradicts),
            ("latchet://start?preset=day", NoSuchPreset),
            ("latchet://start?preset=", NoSuchPreset),
        ] {
            assert_eq!(draft(link), Err(why), "{link:?}");
        }
        let long = |length| format!("latchet://start?for={}", "8".repeat(length - 20));
        assert!(draft(&long(MAX_BYTES)).is_ok());
        assert_eq!(draft(&long(MAX_BYTES + 1)), Err(TooLong));
        let texts = Texts::english();
        for why in [TooLong, Unreadable, Contradicts, NoSuchPreset] {
            assert!(why.tell(&texts).ends_with('.'));
        }
    }

    #[test]
    fn a_link_is_handed_over_whole_or_as_too_long() {
        let long = format!("latchet://start?locked-by={}", "ü".repeat(MAX_BYTES));
        for link in ["latchet://start?for=8h", "", &long] {
            let mut pipe = Vec::new();
            hand_over(link, &mut pipe).unwrap();
            assert!(pipe.len() <= MAX_BYTES + 1);
            let taken = take_over(&*pipe).unwrap();
            assert!(taken == link || Link::parse(&taken).err() == Some(LinkError::TooLong));
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_link_it_is_private_and_can_be_seen(
            query in r"((&preset=night|&public=1|ago|at|for|until|locked-by|start)|[=&%+?#/:]|%[0-9A-F]{2}|.){0,40}"
        ) {
            for link in [query.clone(), format!("latchet://start?{query}")] {
                if let Ok(draft) = draft(&link) {
                    prop_assert!(!draft.public);
                    let text = serde_json::to_string(&draft).unwrap();
                    prop_assert!(!text.chars().any(misleads), "{}", text);
                    prop_assert!(text.len() < 8 * MAX_BYTES);
                }
            }
        }

        #[test]
        fn what_is_encoded_arrives(text in r"[^\p{C}\p{Z}]{1,20}") {
            prop_assume!(!text.chars().any(misleads) && !text.contains('\u{fffd}'));
            let link = Url::parse_with_params("latchet://start", [("locked-by", &text)]).unwrap();
            prop_assert_eq!(draft(link.as_str()).unwrap().locked_by, text);
        }
    }
}
