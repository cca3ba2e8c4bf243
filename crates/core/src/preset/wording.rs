//! What people are told about presets.

use super::{Preset, PresetName};
use crate::draft::{Draft, DraftEnd, DraftStart};
use crate::settings::Settings;
use crate::wording::{Told, Wording};

impl Wording<'_> {
    /// A preset by its name, with what it means.
    pub fn preset(self, preset: &Preset, is_default: bool) -> String {
        let key = if is_default { "preset-listed-default" } else { "preset-listed" };
        let values = [
            ("name", preset.name.as_ref().into()),
            ("meaning", self.relative(&preset.draft).into()),
        ];
        self.0.say_with(key, &values)
    }

    /// What a draft means on any day, in a sentence. A moment with a date stands as it was written.
    fn relative(self, draft: &Draft) -> String {
        let start = match &draft.start {
            DraftStart::Now => self.say("plan-now"),
            DraftStart::At(moment) => self.with("preset-at", "at", moment),
            DraftStart::Ago(length) => self.with("preset-ago", "ago", length),
        };
        let end = match &draft.end {
            DraftEnd::Open => self.say("plan-open"),
            DraftEnd::For(length) => self.with("preset-for", "length", length),
            DraftEnd::Until(time) => self.with("preset-until", "time", time),
        };
        let locked_by = Some(&draft.locked_by).filter(|name| !name.is_empty());
        let locked_by = locked_by.map(|name| self.with("plan-locked-by", "name", name));
        let public = self.say(if draft.public { "plan-public" } else { "plan-private" });
        let parts: Vec<_> = [start, end].into_iter().chain(locked_by).chain([public]).collect();
        format!("{}.", parts.join(", "))
    }

    /// There is no preset of this name among the user's.
    pub fn no_such_preset(self, name: &PresetName, settings: &Settings) -> Told {
        let names: Vec<String> =
            settings.presets().into_iter().map(|preset| preset.name.into()).collect();
        let known = if names.is_empty() {
            self.say("preset-none")
        } else {
            let values =
                [("count", names.len().to_string().into()), ("names", names.join(", ").into())];
            self.0.say_with("preset-known", &values)
        };
        Told::new("no_such_preset", self.with("preset-no-such", "name", name)).meaning(known)
    }

    /// A text that is no preset's name.
    pub fn preset_name(self) -> Told {
        Told::new("preset_name", self.say("problem-preset-name"))
    }

    /// It is not known what one click was to start.
    pub fn lost_default(self) -> Told {
        Told::new("lost_default", self.say("preset-lost"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn a_preset_is_told_in_a_sentence() {
        let texts = Texts::english();
        let preset = |start, end, locked_by: &str, public| Preset {
            name: "007".parse().unwrap(),
            draft: Draft { start, end, locked_by: locked_by.to_owned(), public },
        };
        let plain = preset(DraftStart::Now, DraftEnd::Open, "", false);
        assert_eq!(
            Wording(&texts).preset(&plain, false),
            "007: Starts now, no scheduled end, private."
        );
        let until = DraftEnd::Until("07:00".to_owned());
        let full = preset(DraftStart::Ago("20m".to_owned()), until, "Kim", true);
        assert_eq!(
            Wording(&texts).preset(&full, true),
            "007 (one click): Starts 20m ago, scheduled end at the next 07:00, locked by Kim, \
             public: everyone can see it on your profile."
        );
        let lasting = preset(DraftStart::Now, DraftEnd::For("3d12h".to_owned()), "", false);
        assert_eq!(
            Wording(&texts).preset(&lasting, false),
            "007: Starts now, scheduled end 3d12h after the start, private."
        );
    }
}
