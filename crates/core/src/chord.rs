//! Keys that are pressed together, as in `Ctrl+Alt+L`.

use std::fmt;
use std::str::FromStr;

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
    fn keysyms_are_those_of_x11() {
        for (text, keysym) in
            [("Ctrl+L", 0x6c), ("Alt+7", 0x37), ("F1", 0xffbe), ("F24", 0xffd5), ("Alt+Up", 0xff52)]
        {
            assert_eq!(chord(text).keysym(), keysym, "{text}");
        }
    }
}
