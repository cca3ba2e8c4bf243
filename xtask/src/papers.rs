//! What is said in more than one place says the same.

use std::collections::BTreeSet;
use std::fs;

use crate::root;

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Files of a folder, with the folder's name.
fn files_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    entries.map(|entry| format!("{folder}/{}", entry.file_name().display())).collect()
}

/// The first cells of a page's tables, without their ticks.
fn cells(page: &str) -> BTreeSet<String> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(name, _)| name.to_owned()).collect()
}

/// What a manifest depends on, by the name of the package, but for our own.
fn depended_on(manifest: &str) -> BTreeSet<String> {
    let (mut names, mut within) = (BTreeSet::new(), false);
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            within = section.trim_end_matches(']').ends_with("dependencies");
        } else if let (true, Some((key, value))) = (within, line.split_once('=')) {
            let renamed =
                value.split_once("package = \"").and_then(|(_, rest)| rest.split_once('"'));
            let name = renamed.map_or_else(
                || key.trim().trim_end_matches(".workspace").to_owned(),
                |(name, _)| name.to_owned(),
            );
            if !name.starts_with('#') && !name.starts_with("latchet-") {
                names.insert(name);
            }
        }
    }
    names
}

#[test]
fn every_dependency_has_its_reason_and_every_reason_a_dependency() {
    let crates = files_in("crates").into_iter().map(|name| format!("{name}/Cargo.toml"));
    let others = ["Cargo.toml", "fuzz/Cargo.toml", "xtask/Cargo.toml"].map(str::to_owned);
    let named: BTreeSet<String> =
        crates.chain(others).flat_map(|manifest| depended_on(&read(&manifest))).collect();
    assert!(named.len() > 40, "{named:?}");
    assert_eq!(cells(&read("docs/dependencies.md")), named);
}

#[test]
fn the_description_of_the_program_names_the_newest_release() {
    let changes = read("CHANGELOG.md");
    let mut heads = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let newest = heads.find_map(|head| head.split_once(" - ")).unwrap();
    let description = read("packaging/org.latchet.Latchet.metainfo.xml");
    let release = format!(r#"<release version="{}" date="{}"/>"#, newest.0, newest.1);
    let told = description.lines().find(|line| line.contains("<release ")).unwrap().trim();
    assert_eq!(told, release);
}

#[test]
fn the_desktops_menu_says_what_the_trays_says_in_each_language() {
    let entry = read("packaging/latchet.desktop");
    let action = entry.split("[Desktop Action StartNow]").nth(1).unwrap();
    let languages = files_in("locales").into_iter().filter(|name| ends(name, "ftl"));
    let mut found = 0;
    for name in languages {
        let language = name.trim_start_matches("locales/").trim_end_matches(".ftl");
        let texts = read(&name);
        let told = texts.lines().find_map(|line| line.strip_prefix("tray-start = ")).unwrap();
        let key = if language == "en" { "Name".to_owned() } else { format!("Name[{language}]") };
        let line = format!("{key}={told}");
        assert!(action.lines().any(|found| found == line), "{line} is not in\n{action}");
        found += 1;
    }
    assert_eq!(found, 5);
}

#[test]
fn what_a_workflow_uses_is_pinned_to_a_commit() {
    let mut pins = BTreeSet::new();
    for name in files_in(".github/workflows") {
        let workflow = read(&name);
        for line in workflow.lines() {
            let Some((_, used)) = line.split_once("uses: ") else { continue };
            let (action, rest) = used.split_once('@').unwrap();
            let (commit, version) = rest.split_once(" # v").unwrap_or((rest, ""));
            let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(whole && !version.is_empty(), "{name}: {line}");
            pins.insert((action.to_owned(), commit.to_owned()));
        }
        let rights = workflow.split("\njobs:").next().unwrap();
        assert!(rights.contains("permissions:\n  contents: read\n"), "{name}");
    }
    let actions: BTreeSet<_> = pins.iter().map(|(action, _)| action).collect();
    assert!(!actions.is_empty() && actions.len() == pins.len(), "one commit for each: {pins:?}");
}

fn ends(name: &str, end: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found == end)
}

/// The pages that say where something is.
fn pages() -> Vec<String> {
    let alone = ["ARCHITECTURE.md", "README.md", "SECURITY.md", "locales/README.md"];
    let docs = files_in("docs").into_iter().filter(|name| ends(name, "md"));
    alone.map(str::to_owned).into_iter().chain(docs).collect()
}

#[test]
fn every_path_that_a_page_names_is_there() {
    let tops = ["bench/", "crates/", "docs/", "fuzz/", "icons/", "locales/", "packaging/"];
    let tops = [&tops[..], &["src-tauri/", "tests/", "ui/", "xtask/"]].concat();
    let mut found = 0;
    for page in pages() {
        let text = read(&page);
        for path in text.split('`').skip(1).step_by(2) {
            // A path, not a command, and no part of it stands for others.
            let whole = path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let made = path.starts_with("fuzz/artifacts") || path.contains("NAME");
            if whole && !made && tops.iter().any(|top| path.starts_with(top)) {
                assert!(root().join(path).exists(), "{page} names {path}");
                found += 1;
            }
        }
    }
    assert!(found > 60, "{found}");
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let mut found = 0;
    for page in pages() {
        let text = read(&page);
        let folder = root().join(&page).parent().unwrap().to_owned();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.contains("://")) {
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&page) } else { folder.join(path) };
            assert!(target.exists(), "{page} links to {link}");
            if !place.is_empty() {
                let there = fs::read_to_string(target).unwrap();
                let heads = there.lines().filter(|line| line.starts_with('#'));
                assert!(heads.map(anchor).any(|head| head == place), "{page} links to {link}");
            }
            found += 1;
        }
    }
    assert!(found > 5, "{found}");
}

/// A heading as a link names it.
fn anchor(head: &str) -> String {
    let kept = head.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
