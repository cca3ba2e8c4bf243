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
