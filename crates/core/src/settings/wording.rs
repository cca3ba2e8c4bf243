//! What is said of a value that a setting can't have.

use super::{BadValue, Key};
use crate::wording::Wording;

impl Wording<'_> {
    /// What is wanted in its place.
    pub fn wanted(self, bad: &BadValue) -> String {
        if let Some(other) = bad.taken_by {
            return self.with("wanted-keys-taken", "other", other.name());
        }
        self.say(&match bad.key {
            Key::Tray | Key::IconProgress | Key::Autostart | Key::Discreet => {
                "wanted-switch".to_owned()
            }
            Key::ShortcutStart | Key::ShortcutOpen | Key::ShortcutHide => "wanted-keys".to_owned(),
            key => format!("wanted-{}", key.name()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn of_every_setting_it_can_be_said_what_is_wanted() {
        let texts = Texts::english();
        for key in Key::ALL {
            let bad = BadValue { key, reason: String::new(), taken_by: None };
            assert!(Wording(&texts).wanted(&bad).contains(' '), "{}", key.name());
        }
    }

    #[test]
    fn of_keys_that_another_shortcut_has_it_is_said_which() {
        let texts = Texts::english();
        let taken_by = Some(Key::ShortcutHide);
        let bad = BadValue { key: Key::ShortcutOpen, reason: String::new(), taken_by };
        assert_eq!(Wording(&texts).wanted(&bad), "shortcut-hide has these keys already");
    }
}
