//! Keys that do something from anywhere: which, and what.

use std::fmt;
use std::str::FromStr;

use crate::settings::{Key as Name, Settings};

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
    pub fn setting(self) -> Name {
        match self {
            Self::Start => Name::ShortcutStart,
            Self::Open => Name::ShortcutOpen,
            Self::Hide => Name::ShortcutHide,
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
    pub(crate) fn other_with(&self, setting: Name, chord: &str) -> Option<Name> {
        let mut others = Deed::ALL.map(Deed::setting).into_iter().filter(|name| *name != setting);
        let chord = chord.parse::<Chord>().ok()?;
        others.find(|other| self.get(*other).parse() == Ok(chord))
    }
}

/// A key that is held while another is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// Control.
    Ctrl,
    /// Alt, or Option.
    Alt,
    /// Shift.
    Shift,
    /// The key with the system's sign: Windows, Command.
    Super,
}

impl Modifier {
    /// In the order in which they are written.
    pub const ALL: [Self; 4] = [Self::Ctrl, Self::Alt, Self::Shift, Self::Super];

    fn name(self) -> &'static str {
        match self {
            Self::Ctrl => "Ctrl",
            Self::Alt => "Alt",
            Self::Shift => "Shift",
            Self::Super => "Super",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ctrl" | "control" => Self::Ctrl,
            "alt" | "option" => Self::Alt,
            "shift" => Self::Shift,
            "super" | "win" | "meta" | "cmd" | "command" | "logo" => Self::Super,
            _ => return None,
        })
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The key that is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// A letter or a digit, as the keyboard's layout has it; in upper case.
    Character(u8),
    /// One of F1 to F24.
    Function(u8),
    /// One of [`NAMED`], by its place.
    Named(usize),
}

/// The other keys: our name, the one of X11 and of xkb, and its keysym.
const NAMED: [(&str, &str, u32); 13] = [
    ("Space", "space", 0x20),
    ("Insert", "Insert", 0xff63),
    ("Delete", "Delete", 0xffff),
    ("Home", "Home", 0xff50),
    ("End", "End", 0xff57),
    ("PageUp", "Page_Up", 0xff55),
    ("PageDown", "Page_Down", 0xff56),
    ("Up", "Up", 0xff52),
    ("Down", "Down", 0xff54),
    ("Left", "Left", 0xff51),
    ("Right", "Right", 0xff53),
    ("Pause", "Pause", 0xff13),
    ("ScrollLock", "Scroll_Lock", 0xff14),
];

impl Key {
    fn named(name: &str) -> Option<Self> {
        if let [character] = name.as_bytes() {
            return character
                .is_ascii_alphanumeric()
                .then(|| Self::Character(character.to_ascii_uppercase()));
        }
        if let Some(number) = name.strip_prefix('f').and_then(|number| number.parse().ok()) {
            return (1..=24).contains(&number).then_some(Self::Function(number));
        }
        NAMED.iter().position(|(ours, _, _)| ours.eq_ignore_ascii_case(name)).map(Self::Named)
    }
}

/// Some modifiers and a key, as in `Ctrl+Alt+L`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    /// The bits of the modifiers.
    held: u8,
    key: Key,
}

impl Chord {
    /// Is this one held?
    pub fn holds(self, modifier: Modifier) -> bool {
        self.held & modifier.bit() != 0
    }

    /// The keysym of its key, unshifted.
    pub fn keysym(self) -> u32 {
        match self.key {
            Key::Character(character) => character.to_ascii_lowercase().into(),
            Key::Function(number) => 0xffbd + u32::from(number),
            Key::Named(place) => NAMED[place].2,
        }
    }

    /// As the shortcuts specification of freedesktop.org writes it: `CTRL+ALT+l`.
    pub fn trigger(self) -> String {
        let modifiers = Modifier::ALL.into_iter().filter(|modifier| self.holds(*modifier));
        let written = modifiers.map(|modifier| match modifier {
            Modifier::Super => "LOGO+".to_owned(),
            other => format!("{}+", other.name().to_ascii_uppercase()),
        });
        let key = match self.key {
            Key::Character(character) => char::from(character.to_ascii_lowercase()).to_string(),
            Key::Function(number) => format!("F{number}"),
            Key::Named(place) => NAMED[place].1.to_owned(),
        };
        written.collect::<String>() + &key
    }
}

/// Not like `Ctrl+Alt+L`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "off, or keys are wanted, as in Ctrl+Alt+L or F9: Ctrl, Alt, Shift, Super, and one letter, \
     digit, F1 to F24, Space, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right, \
     Pause or ScrollLock; without Ctrl, Alt or Super only F1 to F24"
)]
pub struct NotChord;

impl FromStr for Chord {
    type Err = NotChord;

    /// Whatever the case and the order of the modifiers.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.to_ascii_lowercase();
        let mut names: Vec<&str> = text.split('+').map(str::trim).collect();
        let key = names.pop().and_then(Key::named).ok_or(NotChord)?;
        let mut held = 0;
        for name in names {
            let bit = Modifier::named(name).ok_or(NotChord)?.bit();
            if held & bit != 0 {
                return Err(NotChord);
            }
            held |= bit;
        }
        // Alone, or with Shift, it is what people type.
        let typed = held & !Modifier::Shift.bit() == 0 && !matches!(key, Key::Function(_));
        if typed { Err(NotChord) } else { Ok(Self { held, key }) }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in Modifier::ALL.into_iter().filter(|modifier| self.holds(*modifier)) {
            write!(f, "{}+", modifier.name())?;
        }
        match self.key {
            Key::Character(character) => write!(f, "{}", char::from(character)),
            Key::Function(number) => write!(f, "F{number}"),
            Key::Named(place) => write!(f, "{}", NAMED[place].0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_chord_has_one_spelling_however_it_was_written() {
        for (written, spelled, trigger) in [
            ("Ctrl+Alt+L", "Ctrl+Alt+L", "CTRL+ALT+l"),
            ("alt + control+l", "Ctrl+Alt+L", "CTRL+ALT+l"),
            ("Win+Shift+7", "Shift+Super+7", "SHIFT+LOGO+7"),
            ("f9", "F9", "F9"),
            ("shift+F24", "Shift+F24", "SHIFT+F24"),
            ("cmd+pageup", "Super+PageUp", "LOGO+Page_Up"),
            ("option+space", "Alt+Space", "ALT+space"),
        ] {
            let chord = chord(written);
            assert_eq!((&*chord.to_string(), &*chord.trigger()), (spelled, trigger), "{written}");
            assert_eq!(spelled.parse(), Ok(chord), "its spelling can be read");
        }
    }

    #[test]
    fn what_people_type_or_nobody_can_press_is_no_chord() {
        for text in [
            "",
            "+",
            "L",
            "Shift+L",
            "Shift+Space",
            "7",
            "Ctrl",
            "Ctrl+",
            "Ctrl+Alt",
            "Ctrl+L+K",
            "Ctrl+Ctrl+L",
            "Ctrl+F25",
            "F0",
            "F",
            "Ctrl+ä",
            "Ctrl+Return",
            "off",
            "Hyper+L",
        ] {
            assert_eq!(text.parse::<Chord>(), Err(NotChord), "{text}");
        }
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
    fn keysyms_are_those_of_x11() {
        for (text, keysym) in
            [("Ctrl+L", 0x6c), ("Alt+7", 0x37), ("F1", 0xffbe), ("F24", 0xffd5), ("Alt+Up", 0xff52)]
        {
            assert_eq!(chord(text).keysym(), keysym, "{text}");
        }
    }

    #[test]
    fn two_shortcuts_never_have_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        Settings::set(&file, Name::ShortcutStart, "control+alt+l").unwrap();
        let same = Settings::set(&file, Name::ShortcutOpen, "Alt+Ctrl+L").unwrap_err();
        assert_eq!(same.to_string(), "shortcut-open: shortcut-start has Ctrl+Alt+L already");
        Settings::set(&file, Name::ShortcutStart, "Ctrl+Alt+L").unwrap();
        Settings::set(&file, Name::ShortcutStart, "off").unwrap();
        let settings = Settings::set(&file, Name::ShortcutOpen, "Alt+Ctrl+L").unwrap();
        assert_eq!(settings.shortcuts(), [(Deed::Open, chord("Ctrl+Alt+L"))]);
        std::fs::write(&file, "shortcut-start = \"F9\"\nshortcut-hide = \"f9\"\n").unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.shortcuts(), [(Deed::Start, chord("F9"))]);
    }
}
