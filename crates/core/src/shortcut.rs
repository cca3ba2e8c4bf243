//! Keys that do something from anywhere: which, and what.

use crate::chord::Chord;
use crate::settings::{Key as Setting, Settings};

/// What a shortcut does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Starts what one click starts.
    Start,
    /// Opens the window.
    Open,
    /// Hides everything at once.
    Hide,
}

impl Deed {
    /// All of them; where two have the same keys, the first gets them.
    pub const ALL: [Self; 3] = [Self::Start, Self::Open, Self::Hide];

    /// The setting that has its keys.
    pub fn setting(self) -> Setting {
        match self {
            Self::Start => Setting::ShortcutStart,
            Self::Open => Setting::ShortcutOpen,
            Self::Hide => Setting::ShortcutHide,
        }
    }

    /// A name that stays the same, for the desktop.
    pub fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Open => "open",
            Self::Hide => "hide",
        }
    }

    /// The command that does the same, for a desktop that binds keys to commands alone.
    pub fn command(self) -> &'static str {
        match self {
            Self::Start => "latchet start --yes --notify",
            Self::Open => "latchet open",
            Self::Hide => "latchet tray --hide",
        }
    }
}

/// How keys can be had on Linux.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// From the X server.
    Grab,
    /// From the desktop's portal. On Wayland an X server gives the keys of X windows alone.
    Portal,
}

impl Means {
    /// In the session that this program runs in.
    pub fn here() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let has = |name| set(name).is_some();
        Self::of(set("XDG_SESSION_TYPE").as_deref(), has("WAYLAND_DISPLAY"), has("DISPLAY"))
    }

    /// By the kind of the session, and by the displays that it has.
    fn of(kind: Option<&str>, wayland: bool, x11: bool) -> Self {
        match kind {
            Some("wayland") => Self::Portal,
            Some("x11") if x11 => Self::Grab,
            _ if !wayland && x11 => Self::Grab,
            _ => Self::Portal,
        }
    }
}

/// How the shortcuts stand on Linux, as far as another program than the tray can tell: whether a
/// third one has the keys it can't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// None is on.
    Off,
    /// The tray has them from here.
    From(Means),
    /// Nothing gives any. These commands can be bound in the desktop's own settings, each written
    /// behind its keys.
    Bind(Vec<String>),
}

impl Standing {
    /// By what is wanted, and where it could come from. Is there a portal for it?
    pub fn of(shortcuts: &[(Deed, Chord)], means: Means, has_portal: bool) -> Self {
        match means {
            _ if shortcuts.is_empty() => Self::Off,
            Means::Portal if !has_portal => Self::Bind(to_bind(shortcuts)),
            means => Self::From(means),
        }
    }
}

/// The commands that do the same, each behind its keys: `F9: latchet open`.
pub fn to_bind(shortcuts: &[(Deed, Chord)]) -> Vec<String> {
    shortcuts.iter().map(|(deed, chord)| format!("{chord}: {}", deed.command())).collect()
}

/// The shortcuts that are on, with their keys.
pub type Shortcuts = Vec<(Deed, Chord)>;

impl Settings {
    /// The shortcuts that are on. Keys that a person wrote into the file twice do the first only.
    pub fn shortcuts(&self) -> Shortcuts {
        let mut on = Shortcuts::new();
        for deed in Deed::ALL {
            if let Ok(chord) = self.get(deed.setting()).parse::<Chord>()
                && on.iter().all(|(_, other)| *other != chord)
            {
                on.push((deed, chord));
            }
        }
        on
    }

    /// The setting whose shortcut has these keys, if another than this one has.
    pub(crate) fn other_with(&self, setting: Setting, chord: &str) -> Option<Setting> {
        let mut others = Deed::ALL.map(Deed::setting).into_iter().filter(|name| *name != setting);
        let chord = chord.parse::<Chord>().ok()?;
        others.find(|other| self.get(*other).parse() == Ok(chord))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn keys_come_from_the_x_server_only_where_it_has_them_all() {
        for (kind, wayland, x11, means) in [
            (Some("wayland"), true, true, Means::Portal),
            (Some("wayland"), false, true, Means::Portal),
            (Some("x11"), false, true, Means::Grab),
            (Some("x11"), true, true, Means::Grab),
            (Some("tty"), true, true, Means::Portal),
            (None, false, true, Means::Grab),
            (Some("tty"), false, false, Means::Portal),
            (None, false, false, Means::Portal),
        ] {
            assert_eq!(Means::of(kind, wayland, x11), means, "{kind:?}, {wayland}, {x11}");
        }
    }

    #[test]
    fn where_nothing_gives_keys_the_commands_to_bind_are_known() {
        let on = [(Deed::Open, chord("F9")), (Deed::Hide, chord("Ctrl+Alt+H"))];
        let bind = Standing::Bind(vec![
            "F9: latchet open".to_owned(),
            "Ctrl+Alt+H: latchet tray --hide".to_owned(),
        ]);
        assert_eq!(Standing::of(&on, Means::Portal, false), bind);
        assert_eq!(Standing::of(&on, Means::Portal, true), Standing::From(Means::Portal));
        assert_eq!(Standing::of(&on, Means::Grab, false), Standing::From(Means::Grab));
        assert_eq!(Standing::of(&[], Means::Portal, false), Standing::Off);
    }

    #[test]
    fn two_shortcuts_never_have_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        Settings::set(&file, Setting::ShortcutStart, "control+alt+l").unwrap();
        let same = Settings::set(&file, Setting::ShortcutOpen, "Alt+Ctrl+L").unwrap_err();
        assert_eq!(same.to_string(), "shortcut-open: shortcut-start has Ctrl+Alt+L already");
        Settings::set(&file, Setting::ShortcutStart, "Ctrl+Alt+L").unwrap();
        Settings::set(&file, Setting::ShortcutStart, "off").unwrap();
        let settings = Settings::set(&file, Setting::ShortcutOpen, "Alt+Ctrl+L").unwrap();
        assert_eq!(settings.shortcuts(), [(Deed::Open, chord("Ctrl+Alt+L"))]);
        std::fs::write(&file, "shortcut-start = \"F9\"\nshortcut-hide = \"f9\"\n").unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.shortcuts(), [(Deed::Start, chord("F9"))]);
    }
}
