//! What the tray shows, as a pure value: compared with `==`, drawn by an adapter of the platform.

use latchet_core::intention::IntentionId;
use latchet_core::preset::PresetName;

/// All that the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// The menu's rows.
    pub(super) menu: Vec<Row>,
    /// The icon.
    pub(super) icon: Icon,
    /// What the icon says below its name when it is pointed at, and to a screen reader: a line or
    /// several, or nothing.
    pub(super) tooltip: String,
    /// What a click on the icon does.
    pub(super) left_click: LeftClick,
}

/// What the icon looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Icon {
    /// Its shape and colour.
    pub(super) look: Look,
    /// How far the session is towards its end, in steps of [`STEPS`]; `None`: no ring.
    pub(super) progress: Option<u8>,
}

/// The steps of a whole ring.
pub(super) const STEPS: u8 = 24;

/// The icon's looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Look {
    /// No session is known to run.
    #[default]
    Idle,
    /// One runs.
    Running,
    /// A start waits, is being sent or looked for: it goes on by itself.
    Waiting,
    /// Something is to be decided or mended.
    NeedsYou,
}

/// What a click on the icon does. The other button always shows the menu, the middle one always
/// starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LeftClick {
    /// It shows the menu.
    #[default]
    Menu,
    /// It starts a session.
    Start,
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// Something to read or to choose.
    Item(Item),
    /// Rows of their own behind a row.
    Submenu(Submenu),
    /// A line between two groups.
    Separator {
        /// Is it shown now?
        shown: bool,
    },
}

impl Row {
    /// Is it shown now?
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "panels are told of each row"))]
    pub(super) fn is_shown(&self) -> bool {
        match self {
            Self::Item(item) => item.shown,
            Self::Submenu(submenu) => submenu.shown,
            Self::Separator { shown } => *shown,
        }
    }

    /// The same row, shown or not.
    pub(super) fn shown_if(self, shown: bool) -> Self {
        match self {
            Self::Item(item) => Self::Item(Item { shown, ..item }),
            Self::Submenu(submenu) => Self::Submenu(Submenu { shown, ..submenu }),
            Self::Separator { .. } => Self::Separator { shown },
        }
    }

    /// Is it a row that does this?
    pub(super) fn does(&self, action: &Action) -> bool {
        matches!(self, Self::Item(item) if item.action.as_ref() == Some(action))
    }
}

/// Something to read or to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What it says.
    pub(super) label: Label,
    /// What choosing it does.
    pub(super) action: Option<Action>,
    /// Can it be chosen now?
    pub(super) enabled: bool,
    /// Is it shown now?
    pub(super) shown: bool,
}

/// Rows of their own behind a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Submenu {
    /// What the row says.
    pub(super) label: Label,
    /// What is behind it.
    pub(super) items: Vec<Item>,
    /// Can it be opened now?
    pub(super) enabled: bool,
    /// Is it shown now?
    pub(super) shown: bool,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Label {
    /// Plain text, as it is to be read.
    pub(super) text: String,
    /// The key that chooses it: the first such letter in the text, whatever its case.
    pub(super) key: Option<char>,
}

impl Label {
    /// Without a key.
    pub(super) fn plain(text: String) -> Self {
        Self { text, key: None }
    }

    /// The text with a mark before its key, and with the mark doubled where the text itself has it,
    /// as menus want it: `_` on Linux, `&` on Windows.
    pub(super) fn marked(&self, mark: char) -> String {
        let mut key = self.key;
        let mut marked = String::with_capacity(self.text.len() + 1);
        for letter in self.text.chars() {
            if key.is_some_and(|key| letter.to_lowercase().eq(key.to_lowercase())) {
                marked.push(mark);
                key = None;
            } else if letter == mark {
                marked.push(mark);
            }
            marked.push(letter);
        }
        marked
    }
}

/// What a row, a button or a click does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// Starts a session.
    Start(Wish),
    /// Sends a start that is not settled, or asks the service about it.
    Resume(IntentionId),
    /// Takes back a start that has not been sent.
    Cancel(IntentionId),
    /// Opens the window.
    Open,
    /// Opens the website, where sessions are ended.
    Website,
    /// Closes and withdraws whatever shows, until [`Action::Show`].
    Hide,
    /// Ends the hiding.
    Show,
    /// Ends the tray.
    Quit,
}

/// Which session is to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// The user's defaults.
    Default,
    /// The preset of this name.
    Preset(PresetName),
    /// The user's defaults, from so many minutes ago on.
    Earlier(u16),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_marks_its_key_once_and_doubles_the_mark_of_its_own() {
        for (text, key, marked) in [
            ("Start now", Some('s'), "_Start now"),
            ("Start now", Some('n'), "Start _now"),
            ("Start now", None, "Start now"),
            ("Start now", Some('x'), "Start now"),
            ("a_b", Some('b'), "a___b"),
            ("Übung ü", Some('ü'), "_Übung ü"),
        ] {
            assert_eq!(Label { text: text.to_owned(), key }.marked('_'), marked);
        }
    }
}
