//! The page's files: their texts are all there, and they stay small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The keys in quotation marks.
fn asked_for() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files() {
        let text = fs::read_to_string(file).unwrap();
        let keyed = text.split("\"form-").skip(1);
        keys.extend(
            keyed.filter_map(|rest| rest.split('"').next()).map(|key| format!("form-{key}")),
        );
    }
    keys
}

#[test]
fn every_text_that_the_page_asks_for_exists_and_none_is_left_over() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en.ftl");
    let texts = fs::read_to_string(file).unwrap();
    let written: BTreeSet<String> = texts
        .lines()
        .filter_map(|line| line.split(" = ").next())
        .filter(|key| key.starts_with("form-"))
        .map(str::to_owned)
        .collect();
    assert_eq!(asked_for(), written);
}

#[test]
fn the_page_s_files_stay_under_sixty_kilobytes() {
    let size: u64 = files().iter().map(|file| file.metadata().unwrap().len()).sum();
    assert!(size < 60_000, "{size} bytes");
}

#[test]
fn one_file_alone_knows_the_shell() {
    let knows = |file: &PathBuf| fs::read_to_string(file).unwrap().contains("__TAURI");
    let knowing: Vec<PathBuf> = files().into_iter().filter(knows).collect();
    assert!(matches!(&knowing[..], [one] if one.ends_with("bridge.js")), "{knowing:?}");
}
