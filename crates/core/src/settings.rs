//! The user's choices in one TOML file that a person may edit too.
//!
//! Each change reads the file again under a lock, changes one value and replaces the file at once,
//! so that two programs don't undo each other and a crash leaves the old file or the new one. Keys
//! that this version does not know, and comments, are kept. A file that can't be read is moved
//! aside and named, never thrown away.

mod wording;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use latchet_tracker::{LockedBy, ProxyAddress};
use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::chord::Chord;
use crate::draft::Problem;
use crate::home::create_private_folder;
use crate::language::Language;
use crate::log::Level;
use crate::preset::name::PresetName;
use crate::reminder::{OFF, QuietHours, Reminders, parse_before, print_before};
use crate::roots;
use crate::time::{Zone, parse_length, print_length};

/// A setting that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The zone of the account on the service.
    TrackerZone,
    /// Who holds the key when a start does not say.
    LockedBy,
    /// Is there a tray program that stays?
    Tray,
    /// How long a start by one click can be taken back.
    Grace,
    /// How long a start waits before the user is asked.
    AskAfter,
    /// How long before a scheduled end to remind of it.
    Remind,
    /// When nothing is told of it.
    QuietHours,
    /// What a left click on the tray's icon does.
    LeftClick,
    /// Does the tray's icon show how far a session is?
    IconProgress,
    /// The language of every face.
    Language,
    /// Does the tray start when the user logs in?
    Autostart,
    /// The keys that start a session, from anywhere.
    ShortcutStart,
    /// The keys that open the window.
    ShortcutOpen,
    /// The keys that hide everything at once.
    ShortcutHide,
    /// Does nothing that shows say what runs?
    Discreet,
    /// What is written into the log.
    Log,
    /// The proxy on the way to the service.
    Proxy,
    /// A file of certificates that are trusted beside the system's.
    CaFile,
}

impl Key {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 18] = [
        Self::TrackerZone,
        Self::LockedBy,
        Self::Tray,
        Self::Grace,
        Self::AskAfter,
        Self::Remind,
        Self::QuietHours,
        Self::LeftClick,
        Self::IconProgress,
        Self::Language,
        Self::Autostart,
        Self::ShortcutStart,
        Self::ShortcutOpen,
        Self::ShortcutHide,
        Self::Discreet,
        Self::Log,
        Self::Proxy,
        Self::CaFile,
    ];

    /// Its name in the file and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::TrackerZone => "tracker-zone",
            Self::LockedBy => "locked-by",
            Self::Tray => "tray",
            Self::Grace => "grace",
            Self::AskAfter => "ask-after",
            Self::Remind => "remind",
            Self::QuietHours => "quiet-hours",
            Self::LeftClick => "left-click",
            Self::IconProgress => "icon-progress",
            Self::Language => "language",
            Self::Autostart => "autostart",
            Self::ShortcutStart => "shortcut-start",
            Self::ShortcutOpen => "shortcut-open",
            Self::ShortcutHide => "shortcut-hide",
            Self::Discreet => "discreet",
            Self::Log => "log",
            Self::Proxy => "proxy",
            Self::CaFile => "ca-file",
        }
    }

    /// Its value when the user has chosen none.
    pub fn default(self) -> &'static str {
        match self {
            Self::TrackerZone => COMPUTER,
            Self::LockedBy | Self::CaFile => "",
            Self::Tray | Self::IconProgress => "on",
            Self::Grace => "5",
            Self::AskAfter => "12h",
            Self::Remind => "30m",
            Self::QuietHours
            | Self::Autostart
            | Self::ShortcutStart
            | Self::ShortcutOpen
            | Self::ShortcutHide
            | Self::Discreet
            | Self::Log => OFF,
            Self::LeftClick => "menu",
            Self::Language | Self::Proxy => SYSTEM,
        }
    }

    /// The setting of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// Refuses a value that the setting can't have, and returns it as it is to be stored.
    ///
    /// # Errors
    /// [`BadValue`], with what is wanted.
    pub fn check(self, value: &str) -> Result<String, BadValue> {
        let value = value.trim();
        let bad = |reason: String| BadValue { key: self, reason, taken_by: None };
        match self {
            Self::TrackerZone if value == COMPUTER => Ok(COMPUTER.to_owned()),
            Self::TrackerZone => {
                value.parse::<Zone>().map(String::from).map_err(|error| bad(error.to_string()))
            }
            Self::LockedBy => LockedBy::parse_optional(value)
                .map(|text| text.map(String::from).unwrap_or_default())
                .map_err(|error| bad(error.to_string())),
            Self::Tray | Self::IconProgress | Self::Autostart | Self::Discreet => {
                one_of(value, &["on", OFF]).map_err(bad)
            }
            Self::Grace => match value.parse::<u8>() {
                Ok(seconds) if seconds <= LONGEST_GRACE_SECONDS => Ok(seconds.to_string()),
                _ => Err(bad(format!("seconds from 0 to {LONGEST_GRACE_SECONDS} are wanted"))),
            },
            Self::AskAfter => match parse_length(value) {
                Ok(length) if length <= LONGEST_WAIT => Ok(print_length(length).replace(' ', "")),
                Ok(_) => Err(bad("at most 30d".to_owned())),
                Err(error) => Err(bad(error.to_string())),
            },
            Self::Remind => parse_before(value)
                .map(|before| print_before(&before))
                .map_err(|error| bad(error.to_string())),
            Self::QuietHours if value == OFF => Ok(OFF.to_owned()),
            Self::QuietHours => value
                .parse::<QuietHours>()
                .map(|hours| hours.to_string())
                .map_err(|error| bad(error.to_string())),
            Self::LeftClick => one_of(value, &["menu", "start"]).map_err(bad),
            Self::Language => one_of(value, &LANGUAGES).map_err(bad),
            Self::Log => one_of(value, &[OFF, "errors", "detailed"]).map_err(bad),
            Self::Proxy if matches!(value, SYSTEM | NONE) => Ok(value.to_owned()),
            Self::Proxy => match value.parse::<ProxyAddress>() {
                Ok(address) => Ok(address.to_string()),
                Err(error) => Err(bad(error.to_string())),
            },
            // What is in it is seen when it is set, and when it is used.
            Self::CaFile if value.is_empty() || Path::new(value).is_absolute() => {
                Ok(value.to_owned())
            }
            Self::CaFile => Err(bad(CA_FILE_WANTED.to_owned())),
            Self::ShortcutStart | Self::ShortcutOpen | Self::ShortcutHide if value == OFF => {
                Ok(OFF.to_owned())
            }
            Self::ShortcutStart | Self::ShortcutOpen | Self::ShortcutHide => value
                .parse::<Chord>()
                .map(|chord| chord.to_string())
                .map_err(|error| bad(error.to_string())),
        }
    }
}

const CA_FILE_WANTED: &str = "a file with certificates (PEM) is wanted, with its whole path";

/// The longest time to undo, in seconds.
pub const LONGEST_GRACE_SECONDS: u8 = 30;

/// The longest that a start waits without asking.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(30);

/// The value that means "as the system has it".
pub const SYSTEM: &str = "system";

/// The value of `proxy` that means "directly".
pub const NONE: &str = "none";

/// The values of `language`.
pub const LANGUAGES: [&str; 6] = [SYSTEM, "en", "de", "fr", "es", "nl"];

/// Says what is wanted when it is none of these.
fn one_of(value: &str, these: &[&str]) -> Result<String, String> {
    if these.contains(&value) {
        return Ok(value.to_owned());
    }
    let (last, others) = these.split_last().unwrap_or((&"", &[]));
    Err(format!("{} or {last} is wanted", others.join(", ")))
}

/// The value of `tracker-zone` that means "as this computer".
pub const COMPUTER: &str = "computer";

/// A value that a setting can't have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", .key.name())]
pub struct BadValue {
    /// The setting.
    pub key: Key,
    /// What is wanted.
    pub reason: String,
    /// The setting that has the same, and is the only one that can.
    pub taken_by: Option<Key>,
}

/// The settings as they were read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub(crate) document: DocumentMut,
    /// A file that could not be read was moved here.
    pub moved_aside: Option<PathBuf>,
}

impl Settings {
    /// Reads the file. A missing one is empty; a damaged one is moved aside.
    ///
    /// # Errors
    /// When the file exists and the system does not let it be read or moved.
    pub fn load(file: &Path) -> io::Result<Self> {
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let parsed = std::str::from_utf8(&bytes).ok().and_then(|text| text.parse().ok());
        if let Some(document) = parsed {
            return Ok(Self { document, moved_aside: None });
        }
        let aside = free_name(file);
        fs::rename(file, &aside)?;
        Ok(Self { document: DocumentMut::new(), moved_aside: Some(aside) })
    }

    /// The value of a setting: the user's, or the default where there is none or none that it can
    /// have.
    pub fn get(&self, key: Key) -> String {
        let chosen = self.document.get(key.name()).and_then(|item| item.as_str());
        chosen.and_then(|chosen| key.check(chosen).ok()).unwrap_or_else(|| key.default().to_owned())
    }

    /// Did the user choose this one?
    pub fn is_chosen(&self, key: Key) -> bool {
        self.document.contains_key(key.name())
    }

    /// Changes one setting in the file, and returns all of them as they are now.
    ///
    /// # Errors
    /// When the value is none that it can have, or the file can't be written.
    pub fn set(file: &Path, key: Key, to: &str) -> Result<Self, SetError> {
        let checked = key.check(to)?;
        if key == Key::CaFile && roots::in_file(&checked).is_none() {
            let reason = CA_FILE_WANTED.to_owned();
            return Err(BadValue { key, reason, taken_by: None }.into());
        }
        Self::change(file, |settings| {
            if let Some(other) = settings.other_with(key, &checked) {
                let reason = format!("{} has {checked} already", other.name());
                return Err(BadValue { key, reason, taken_by: Some(other) }.into());
            }
            put(settings.document.as_table_mut(), key.name(), checked);
            Ok(())
        })
    }

    /// Takes the user's choice of one setting out of the file, so that it has the value that it has by
    /// itself; returns all of them as they are now.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn reset(file: &Path, key: Key) -> Result<Self, SetError> {
        Self::change(file, |settings| {
            settings.document.remove(key.name());
            Ok(())
        })
    }

    /// Changes the file as it stands now, with nobody else changing it meanwhile. When the change is
    /// refused, the file stays as it is.
    pub(crate) fn change(
        file: &Path,
        change: impl FnOnce(&mut Self) -> Result<(), SetError>,
    ) -> Result<Self, SetError> {
        let folder = file.parent().unwrap_or(Path::new("."));
        create_private_folder(folder)?;
        let lock = File::create(folder.join("settings.lock"))?;
        lock.lock()?;
        let mut settings = Self::load(file)?;
        change(&mut settings)?;
        let mut new = tempfile::Builder::new().prefix(".settings").tempfile_in(folder)?;
        new.write_all(settings.document.to_string().as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(file).map_err(|error| error.error)?;
        Ok(settings)
    }

    /// How long a start by one click can be taken back.
    pub fn grace(&self) -> TimeDelta {
        TimeDelta::seconds(self.get(Key::Grace).parse().unwrap_or(0))
    }

    /// How long a start waits before the user is asked.
    pub fn ask_after(&self) -> TimeDelta {
        parse_length(&self.get(Key::AskAfter)).unwrap_or(LONGEST_WAIT)
    }

    /// When to remind of a scheduled end.
    pub fn reminders(&self) -> Reminders {
        Reminders {
            before: parse_before(&self.get(Key::Remind)).unwrap_or_default(),
            quiet: self.get(Key::QuietHours).parse().ok(),
        }
    }

    /// The tracker's zone: the user's choice, else the computer's, else universal time.
    pub fn tracker_zone(&self) -> Zone {
        let chosen = self.get(Key::TrackerZone).parse().ok();
        chosen.or_else(Zone::of_computer).unwrap_or(Zone::UTC)
    }

    /// How much is written into the log.
    pub fn log_level(&self) -> Level {
        match self.get(Key::Log).as_str() {
            "errors" => Level::Errors,
            "detailed" => Level::Detailed,
            _ => Level::Off,
        }
    }

    /// The language of every face: the user's choice, else the computer's.
    pub fn language(&self) -> Language {
        Language::named(&self.get(Key::Language)).unwrap_or_else(Language::of_computer)
    }
}

/// Writes a value, and keeps the comment that stands behind the one before.
pub(crate) fn put(table: &mut dyn TableLike, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    if let Some(before) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = before.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = value.into(),
        None => drop(table.insert(key, value.into())),
    }
}

/// Why a setting was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// See [`BadValue`].
    #[error(transparent)]
    BadValue(#[from] BadValue),
    /// A preset that could not start anything, or only on one day.
    #[error("the preset makes no sense: {0:?}")]
    BadPreset(Vec<Problem>),
    /// There is none of this name, or it can't be read.
    #[error("there is no preset named {0}")]
    NoSuchPreset(PresetName),
    /// The file can't be written.
    #[error("the settings can't be written: {0}")]
    Io(#[from] io::Error),
}

/// `settings.toml.damaged`, or with a number behind it when that is taken.
fn free_name(file: &Path) -> PathBuf {
    let name = |number: u32| {
        let suffix = if number == 0 { String::new() } else { format!("-{number}") };
        file.with_extension(format!("toml.damaged{suffix}"))
    };
    (0..10_000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("inner/settings.toml");
        (folder, file)
    }

    #[test]
    fn a_change_keeps_comments_and_keys_of_other_versions() {
        let (_folder, file) = file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "# mine\nfuture = [1, 2]\nlocked-by = \"Alex\" # who\n").unwrap();
        Settings::set(&file, Key::TrackerZone, "Europe/Berlin").unwrap();
        Settings::set(&file, Key::LockedBy, "Kim").unwrap();
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            "# mine\nfuture = [1, 2]\nlocked-by = \"Kim\" # who\ntracker-zone = \"Europe/Berlin\"\n"
        );
    }

    #[test]
    fn a_choice_that_is_taken_back_leaves_the_others_and_the_comments() {
        let (_folder, file) = file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "# mine\nfuture = 1\ngrace = \"9\"\ntray = \"off\" # why\n").unwrap();
        let settings = Settings::reset(&file, Key::Grace).unwrap();
        assert_eq!((settings.get(Key::Grace), settings.is_chosen(Key::Grace)), ("5".into(), false));
        let left = "# mine\nfuture = 1\ntray = \"off\" # why\n";
        assert_eq!(fs::read_to_string(&file).unwrap(), left);
        Settings::reset(&file, Key::Grace).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), left, "it has none");
    }

    #[test]
    fn a_damaged_file_is_moved_aside_and_named() {
        let (_folder, file) = file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        for (number, damage) in [b"= broken".as_slice(), b"\xff\xfe"].iter().enumerate() {
            fs::write(&file, damage).unwrap();
            let settings = Settings::load(&file).unwrap();
            let aside = settings.moved_aside.clone().unwrap();
            assert_eq!(fs::read(&aside).unwrap(), *damage, "{number}");
            assert_eq!(settings.get(Key::Tray), "on");
        }
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 2);
    }

    #[test]
    fn a_value_that_can_not_be_is_refused_and_not_used() {
        let (_folder, file) = file();
        for (key, bad) in [
            (Key::TrackerZone, "Mars/Base"),
            (Key::LockedBy, "a\u{7}b"),
            (Key::Tray, "maybe"),
            (Key::Grace, "31"),
            (Key::Grace, "-1"),
            (Key::AskAfter, "soon"),
            (Key::AskAfter, "31d"),
            (Key::Remind, "soon"),
            (Key::Remind, "8d"),
            (Key::QuietHours, "22:00"),
            (Key::LeftClick, "open"),
            (Key::IconProgress, "maybe"),
            (Key::Language, "tlh"),
            (Key::Log, "everything"),
            (Key::Discreet, "maybe"),
            (Key::Autostart, "maybe"),
            (Key::Proxy, "proxy.example.org"),
            (Key::Proxy, "http://kim:secret@proxy.example.org:8080"),
            (Key::CaFile, "roots.pem"),
            (Key::ShortcutStart, "L"),
        ] {
            assert!(matches!(Settings::set(&file, key, bad), Err(SetError::BadValue(_))));
        }
        assert!(!file.exists());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "tray = 3\ntracker-zone = \"Mars/Base\"\n").unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(
            (settings.get(Key::Tray), settings.get(Key::TrackerZone)),
            ("on".into(), "computer".into())
        );
    }

    #[test]
    fn each_setting_has_a_sentence_and_a_default_that_it_can_have() {
        let texts = crate::texts::Texts::english();
        for key in Key::ALL {
            assert!(texts.has(&format!("setting-{}", key.name())), "{}", key.name());
            assert_eq!(key.check(key.default()).as_deref(), Ok(key.default()), "{}", key.name());
        }
    }

    #[test]
    fn lengths_of_time_are_what_was_set_or_the_defaults() {
        let (_folder, file) = file();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.grace(), TimeDelta::seconds(5));
        assert_eq!(settings.ask_after(), TimeDelta::hours(12));
        Settings::set(&file, Key::Grace, "0").unwrap();
        let settings = Settings::set(&file, Key::AskAfter, "1d 12h").unwrap();
        assert_eq!(
            (settings.grace(), settings.ask_after()),
            (TimeDelta::zero(), TimeDelta::hours(36))
        );
        assert_eq!(settings.get(Key::AskAfter), "1d12h");
    }

    #[test]
    fn reminders_are_what_was_set_or_the_defaults() {
        let (_folder, file) = file();
        let reminders = Settings::load(&file).unwrap().reminders();
        assert_eq!((reminders.before, reminders.quiet), (vec![TimeDelta::minutes(30)], None));
        Settings::set(&file, Key::Remind, "5m, 2h").unwrap();
        let settings = Settings::set(&file, Key::QuietHours, "22:00-7:00").unwrap();
        let reminders = settings.reminders();
        assert_eq!(reminders.before, [TimeDelta::hours(2), TimeDelta::minutes(5)]);
        assert_eq!(reminders.quiet, "22:00-07:00".parse().ok());
        Settings::set(&file, Key::Remind, "off").unwrap();
        let settings = Settings::set(&file, Key::QuietHours, "off").unwrap();
        assert_eq!(settings.reminders(), Reminders::default());
    }

    #[test]
    fn two_programs_changing_at_once_both_win() {
        let (_folder, file) = file();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| Settings::set(&file, Key::LockedBy, "Kim").unwrap());
                scope.spawn(|| Settings::set(&file, Key::Tray, "off").unwrap());
            }
        });
        let settings = Settings::load(&file).unwrap();
        assert_eq!(
            (settings.get(Key::LockedBy), settings.get(Key::Tray)),
            ("Kim".into(), "off".into())
        );
        assert!(settings.moved_aside.is_none());
    }

    fn damage_many_times(seeds: std::ops::Range<u64>) {
        let whole = "# mine\nfuture = [1, 2]\nlocked-by = \"Kim\" # who\n\
                     tracker-zone = \"Europe/Berlin\"\ndefault-preset = \"night\"\n\
                     [later]\ntray = \"on\"\n[preset.\"night\"]\nago = \"20m\"\nuntil = \"07:00\"\n\
                     [preset.\"two days\"]\nfor = \"2d\"\nlocked-by = \"Robin\"\npublic = true\n";
        let mut moved = 0;
        for seed in seeds {
            let mut dice = crate::damage::Dice(seed);
            let damaged = crate::damage::damage(&mut dice, whole.as_bytes(), 0, 16);
            let (_folder, file) = file();
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &damaged.bytes).unwrap();
            let settings = Settings::load(&file).unwrap();
            let kept = settings.moved_aside.as_ref().unwrap_or(&file);
            assert_eq!(fs::read(kept).unwrap(), damaged.bytes, "seed {seed}: {}", damaged.how);
            for key in Key::ALL {
                let value = settings.get(key);
                assert!(key.check(&value).is_ok(), "seed {seed}: {}: {value}", damaged.how);
            }
            let default = settings.default_preset();
            for preset in settings.presets().into_iter().chain(default) {
                // What is read can be saved: it is a preset through and through.
                let (_folder, copy) = self::file();
                let saved = Settings::save_preset(&copy, &preset)
                    .unwrap_or_else(|error| panic!("seed {seed}: {}: {error}", damaged.how));
                assert_eq!(saved.presets(), [preset], "seed {seed}: {}", damaged.how);
            }
            moved += u32::from(settings.moved_aside.is_some());
        }
        assert!(moved > 0, "the damage was none");
    }

    #[test]
    fn damage_is_kept_aside_and_never_used() {
        damage_many_times(0..500);
    }

    #[test]
    #[ignore = "for the nightly run"]
    fn nightly_damage_is_kept_aside_and_never_used_in_ten_thousand_cases() {
        damage_many_times(500..10_500);
    }
}
