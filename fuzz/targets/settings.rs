//! Any bytes as the settings file: nothing that can't be is used, nothing of the user's is lost.

#![no_main]

use std::fs;
use std::path::Path;

use latchet_core::preset::Preset;
use latchet_core::settings::{Key, SetError, Settings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // In memory where the system offers that: every input is a file.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
        .expect("a temporary folder");
    let file = folder.path().join("settings.toml");
    fs::write(&file, bytes).expect("the file to read");

    let settings = Settings::load(&file).expect("a file that may be read and moved");
    let kept = settings.moved_aside.as_deref().unwrap_or(&file);
    assert_eq!(fs::read(kept).expect("it is still there"), bytes, "reading changes nothing");
    assert_eq!(file.exists(), settings.moved_aside.is_none(), "a damaged file is out of the way");
    let values: Vec<_> = Key::ALL.iter().map(|key| settings.get(*key)).collect();
    for (key, value) in Key::ALL.into_iter().zip(&values) {
        assert_eq!(key.check(value).as_ref(), Ok(value), "{} is one that can be", key.name());
    }
    let _ = settings.tracker_zone();
    let presets = settings.presets();
    assert!(settings.default_preset().is_none_or(|default| presets.contains(&default)));

    let (changed, to) = (Key::Tray, "off");
    Settings::set(&file, changed, to).expect("a value that can be");
    let after = Settings::load(&file).expect("the file that was written");
    assert_eq!(after.moved_aside, None, "what was written can be read");
    for (key, value) in Key::ALL.into_iter().zip(&values) {
        let expected = if key == changed { to } else { value };
        assert_eq!(after.get(key), expected, "{} after {} was set", key.name(), changed.name());
    }
    assert_eq!(after.presets(), presets, "presets after {} was set", changed.name());

    let new = Preset { name: "new".parse().expect("a name"), draft: settings.one_click() };
    match Settings::save_preset(&file, &new) {
        Ok(_) => {}
        // Something that is no table of presets is not written over.
        Err(SetError::Io(_)) => return,
        Err(error) => panic!("what one click starts can be a preset: {error}"),
    }
    let after = Settings::load(&file).expect("the file that was written");
    assert_eq!(after.moved_aside, None, "what was written can be read");
    assert_eq!(after.preset(&new.name).as_ref(), Some(&new), "it is what was saved");
    let others = |presets: &[Preset]| -> Vec<_> {
        presets.iter().filter(|preset| preset.name != new.name).cloned().collect()
    };
    assert_eq!(others(&after.presets()), others(&presets), "the others are what they were");
});
