//! The page's files: their texts are all there, and they stay small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The keys that the markup names, and those in the scripts' calls of `text`.
fn asked_for() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files() {
        let text = fs::read_to_string(file).unwrap();
        let value = |tag: &str, name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        for tag in text.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
            for name in ["data-text", "data-label", "data-placeholder"] {
                let unnamed = tag.contains(&format!(" {name} ")).then(|| value(&tag, "id"));
                keys.extend(value(&tag, name).or(unnamed.flatten()));
            }
        }
        let calls = text.split("text(").skip(1).filter_map(|rest| rest.split(')').next());
        keys.extend(calls.flat_map(|call| call.split('"').skip(1).step_by(2)).map(str::to_owned));
    }
    keys.into_iter().filter(|key| !key.is_empty()).map(|key| format!("form-{key}")).collect()
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

/// The elements that have an id, by that id in one word, with their kind.
fn elements() -> String {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/index.html")).unwrap();
    let mut lines: Vec<_> = page
        .split('<')
        .filter_map(|rest| {
            let tag = rest.split('>').next()?;
            let id = tag.split(" id=\"").nth(1)?.split('"').next()?;
            let kind = match tag.split_whitespace().next()? {
                "path" => return None,
                "button" => "HTMLButtonElement",
                "input" => "HTMLInputElement",
                "form" => "HTMLFormElement",
                "template" => "HTMLTemplateElement",
                "svg" => "SVGSVGElement",
                "circle" => "SVGCircleElement",
                _ => "HTMLElement",
            };
            let mut words = id.split('-');
            let first = words.next()?.to_owned();
            let name =
                words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]);
            Some(format!("  {name}: {kind};\n"))
        })
        .collect();
    lines.sort();
    let head =
        "/** The elements that have an id in `ui/index.html`. Made by a test from that file. */";
    format!("{head}\ninterface Page {{\n{}}}\n", lines.concat())
}

#[test]
fn the_scripts_are_checked_with_the_elements_that_there_are() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/ipc/page.d.ts");
    if std::env::var_os("LATCHET_TYPES").is_some() {
        fs::write(&file, elements()).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), elements(), "set LATCHET_TYPES to write it");
}
