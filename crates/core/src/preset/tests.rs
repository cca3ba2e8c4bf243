use std::fs;
use std::path::PathBuf;

use super::*;
use crate::time::LengthError;

/// A settings file with this in it.
fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn name(text: &str) -> PresetName {
    text.parse().unwrap()
}

fn preset(text: &str, start: DraftStart, end: DraftEnd) -> Preset {
    Preset { name: name(text), draft: Draft { start, end, ..Draft::default() } }
}

fn night() -> Preset {
    preset("night", DraftStart::Ago("20m".into()), DraftEnd::Until("07:00".into()))
}

fn names(settings: &Settings) -> Vec<String> {
    settings.presets().into_iter().map(|preset| preset.name.into()).collect()
}

#[test]
fn a_name_is_one_line_that_can_be_seen_and_is_not_long() {
    let longest = "ö".repeat(MAX_NAME_CHARS);
    for text in [" night ", "two days", "a.b \"c\" ]", &longest] {
        assert_eq!(text.parse::<PresetName>().unwrap().as_ref(), text.trim());
    }
    for (text, why) in [
        ("", PresetNameError::Empty),
        (" \t\n", PresetNameError::Empty),
        ("two\nlines", PresetNameError::ControlCharacter),
        ("\u{1b}[31m", PresetNameError::ControlCharacter),
        ("\u{202e}thgin", PresetNameError::ControlCharacter),
        (&format!("{longest}x"), PresetNameError::TooLong),
    ] {
        assert_eq!(text.parse::<PresetName>(), Err(why), "{text:?}");
    }
}

#[test]
fn what_is_saved_stands_in_the_file_as_the_options_that_fill_it_in() {
    let (_folder, file) = file("# mine\nlocked-by = \"Kim\" # who\n\n[later]\ntray = \"on\"\n");
    let mut own = preset("two days", DraftStart::Now, DraftEnd::For(" 2d ".into()));
    own.draft.locked_by = "Robin".to_owned();
    own.draft.public = true;
    Settings::save_preset(&file, &own).unwrap();
    let mut usual = night();
    usual.draft.locked_by = "Kim".to_owned();
    Settings::save_preset(&file, &usual).unwrap();
    Settings::set_default_preset(&file, Some(&usual.name)).unwrap();
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "# mine\nlocked-by = \"Kim\" # who\ndefault-preset = \"night\"\n\n[later]\ntray = \"on\"\n\n\
         [preset.\"two days\"]\nfor = \"2d\"\nlocked-by = \"Robin\"\npublic = true\n\n\
         [preset.night]\nago = \"20m\"\nuntil = \"07:00\"\n"
    );
    let settings = Settings::load(&file).unwrap();
    own.draft.end = DraftEnd::For("2d".to_owned());
    assert_eq!(settings.presets(), [own, usual.clone()]);
    assert_eq!(settings.default_preset(), Some(usual));
}

#[test]
fn a_preset_replaces_the_one_of_its_name_and_keeps_what_is_not_its_own() {
    let before = "[preset.night] # in the dark\nfor = \"8h\" # enough\nfuture = 1\npublic = true\n\n\
                  # the other one\n[preset.day]\nfor = \"2h\"\n";
    let (_folder, file) = file(before);
    let lasting = |length: &str| preset("night", DraftStart::Now, DraftEnd::For(length.into()));
    Settings::save_preset(&file, &lasting("9h")).unwrap();
    let after = before.replace("8h", "9h").replace("public = true\n", "");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    let settings = Settings::save_preset(&file, &night()).unwrap();
    assert_eq!(settings.preset(&name("night")), Some(night()), "what it does not fill in is gone");
    assert_eq!(names(&settings), ["night", "day"], "it stays in its place");
}

#[test]
fn whoever_holds_the_key_is_the_presets_own_or_the_setting() {
    let (_folder, file) = file(
        "locked-by = \"Kim\"\n[preset]\nusual = {}\nown = { locked-by = \"Robin\" }\n\
         nobody = { locked-by = \"\" }\n",
    );
    let locked_by = |settings: &Settings| {
        settings.presets().into_iter().map(|preset| preset.draft.locked_by).collect::<Vec<_>>()
    };
    assert_eq!(locked_by(&Settings::load(&file).unwrap()), ["Kim", "Robin", ""]);
    for preset in Settings::load(&file).unwrap().presets() {
        Settings::save_preset(&file, &preset).unwrap();
    }
    let settings = Settings::set(&file, Key::LockedBy, "Alex").unwrap();
    assert_eq!(locked_by(&settings), ["Alex", "Robin", ""], "saving again changes none of it");
}

#[test]
fn one_click_starts_the_default_preset_or_what_the_setting_says() {
    let (_folder, file) = file("locked-by = \"Kim\"\n");
    let plain = Draft { locked_by: "Kim".to_owned(), ..Draft::default() };
    assert_eq!(Settings::load(&file).unwrap().one_click(), plain);
    assert_eq!(
        Settings::save_preset(&file, &night()).unwrap().one_click(),
        plain,
        "the only one is not the default by that"
    );
    let chosen = Settings::set_default_preset(&file, Some(&name("night"))).unwrap();
    assert_eq!(chosen.one_click(), night().draft);
    let none = Settings::set_default_preset(&file, None).unwrap();
    assert_eq!((none.one_click(), none.has_lost_default()), (plain, false));
}

#[test]
fn a_preset_that_goes_is_not_the_default_any_more() {
    let (_folder, file) =
        file("default-preset = \"night\"\n[preset.night]\nfor = \"8h\"\n[preset.day]\n");
    let settings = Settings::remove_preset(&file, &name("day")).unwrap();
    assert!(settings.default_preset().is_some(), "another one went");
    let settings = Settings::remove_preset(&file, &name("night")).unwrap();
    assert!(settings.presets().is_empty() && !settings.has_lost_default());
    assert_eq!(fs::read_to_string(&file).unwrap(), "");
    let refused =
        |refused| matches!(refused, Err(SetError::NoSuchPreset(none)) if none == name("night"));
    assert!(refused(Settings::remove_preset(&file, &name("night"))));
    assert!(refused(Settings::set_default_preset(&file, Some(&name("night")))));
}

#[test]
fn what_can_not_be_read_is_left_out_and_kept() {
    let text = "[preset]\n\"\\u0007\" = {}\nnumber = 3\n\
                length = { for = \"soon\" }\n\
                zero = { ago = \"0m\" }\n\
                dated = { until = \"2026-01-31 17:30\" }\n\
                began = { at = \"2026-01-31 17:30\" }\n\
                both = { for = \"8h\", until = \"07:00\" }\n\
                typed = { for = 8 }\n\
                shown = { public = \"no\" }\n\
                holder = { locked-by = \"a\\tb\" }\n\
                \" spaced \" = {}\n\
                good = { for = \"8h\" }\n";
    let (_folder, file) = file(text);
    let settings = Settings::load(&file).unwrap();
    assert_eq!(names(&settings), ["good"]);
    assert_eq!(settings.unreadable_presets().len(), 11);
    let settings = Settings::save_preset(&file, &night()).unwrap();
    assert_eq!(settings.unreadable_presets().len(), 11, "they are kept");
    let settings = Settings::remove_preset(&file, &name("typed")).unwrap();
    assert_eq!(settings.unreadable_presets().len(), 10, "by its name one can be removed");
}

#[test]
fn a_default_that_is_not_there_is_told_from_none() {
    for text in [
        "default-preset = \"night\"\n",
        "default-preset = 3\n",
        "default-preset = \"night\"\n[preset.night]\nfor = \"soon\"\n",
    ] {
        let (_folder, file) = file(text);
        let settings = Settings::load(&file).unwrap();
        assert!(settings.has_lost_default() && settings.default_preset().is_none(), "{text}");
        let refused = Settings::set_default_preset(&file, Some(&name("night")));
        assert!(matches!(refused, Err(SetError::NoSuchPreset(_))), "{text}");
    }
}

#[test]
fn what_is_for_one_day_or_makes_no_sense_is_refused_and_nothing_is_written() {
    use DraftField::{End, Start};
    let (_folder, file) = file("");
    let mut bad = preset("bad", DraftStart::At("2026-01-31 17:30".into()), DraftEnd::Open);
    bad.draft.locked_by = "two\nlines".to_owned();
    for (preset, fields) in [
        (bad, vec![Start, DraftField::LockedBy]),
        (preset("bad", DraftStart::Now, DraftEnd::Until("2026-01-31 17:30".into())), vec![End]),
        (preset("bad", DraftStart::Now, DraftEnd::Until("later".into())), vec![End]),
    ] {
        let Err(SetError::BadPreset(problems)) = Settings::save_preset(&file, &preset) else {
            panic!("{preset:?} was saved");
        };
        assert_eq!(problems.iter().map(|p| p.field()).collect::<Vec<_>>(), fields, "{preset:?}");
    }
    let zero = preset("bad", DraftStart::Ago("0m".into()), DraftEnd::For("x".into()));
    let Err(SetError::BadPreset(problems)) = Settings::save_preset(&file, &zero) else {
        panic!("{zero:?} was saved");
    };
    let lengths = [(Start, LengthError::Zero), (End, LengthError::NotALength)];
    assert_eq!(problems, lengths.map(|(field, error)| Problem::Length(field, error)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "");
}

#[test]
fn presets_are_kept_however_the_table_is_written() {
    for before in [
        "preset.day.for = \"2h\"\n",
        "preset = { day = { for = \"2h\" } }\n",
        "[preset]\nday.for = \"2h\"\n",
        "[preset]\nday = { for = \"2h\" }\n",
        "[preset.day]\nfor = \"2h\"\n[other]\n",
        "[preset.day]\nfor = \"2h\"\n[preset.night]\nfor = \"1h\"\n",
        "[preset.day]\nfor = \"2h\"\n[preset]\nnight = 3\n",
    ] {
        let (_folder, file) = file(before);
        Settings::save_preset(&file, &night()).unwrap();
        Settings::set_default_preset(&file, Some(&name("night"))).unwrap();
        let settings = Settings::load(&file).unwrap();
        let after = fs::read_to_string(&file).unwrap();
        assert_eq!(settings.moved_aside, None, "{before} became {after}");
        assert_eq!(settings.default_preset(), Some(night()), "{before} became {after}");
        let day = preset("day", DraftStart::Now, DraftEnd::For("2h".into()));
        assert_eq!(settings.preset(&day.name), Some(day), "{before} became {after}");
    }
}

#[test]
fn what_is_no_table_of_presets_is_not_written_over() {
    for before in ["preset = 3\n", "[[preset]]\nfor = \"8h\"\n"] {
        let (_folder, file) = file(before);
        let refused = Settings::save_preset(&file, &night());
        assert!(matches!(refused, Err(SetError::Io(_))), "{before}");
        assert_eq!(fs::read_to_string(&file).unwrap(), before);
        assert!(Settings::load(&file).unwrap().presets().is_empty());
    }
}

#[test]
fn programs_that_save_at_once_lose_nothing() {
    let (_folder, file) = file("");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let file = &file;
            let one = Preset { name: name(&format!("night {number}")), ..night() };
            scope.spawn(move || Settings::save_preset(file, &one).unwrap());
            scope.spawn(move || Settings::set(file, Key::Tray, "off").unwrap());
        }
    });
    assert_eq!(Settings::load(&file).unwrap().presets().len(), 8);
}
