use std::fs;

use chrono::{DateTime, Utc};
use latchet_tracker::Origin;

use super::*;
use crate::home::Home;
use crate::settings::Settings;
use crate::vault::Vault;

fn environment(folder: &Path) -> Environment {
    Environment {
        home: Home::under(folder),
        origin: Origin::parse("http://127.0.0.1:1").unwrap(),
        settings: Settings::default(),
        vault: Vault::memory(),
    }
}

fn write(file: &Path) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, "something").unwrap();
}

fn names(plan: &Plan, under: &Path) -> Vec<(Kind, String)> {
    let own = |item: &Item| {
        let what = item.what();
        let path = Path::new(&what).strip_prefix(under).ok()?;
        let parts = path.iter().map(|part| format!("/{}", part.display()));
        Some((item.kind, parts.collect()))
    };
    plan.items.iter().filter_map(own).collect()
}

#[test]
fn what_is_ours_in_a_folder_of_the_user_s_choice_is_removed_and_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("chosen");
    let environment = environment(&home);
    let nothing = Plan::of(&environment);
    assert_eq!(names(&nothing, &home), []);
    environment.account().journal().unwrap();
    for file in [
        "services/broken/journal.sqlite",
        "services/broken/journal.sqlite.damaged",
        "logs/latchet.log",
        "logs/latchet.older.log",
        "web-view/x/y",
        "settings.toml",
        "settings.toml.damaged-1",
        "settings.lock",
        "diary.txt",
    ] {
        write(&home.join(file));
    }
    let plan = Plan::of(&environment);
    let path = |path: &str| path.to_owned();
    assert_eq!(
        names(&plan, &home).into_iter().collect::<std::collections::BTreeSet<_>>(),
        [
            (Kind::Journal, path("/services/127.0.0.1_1")),
            (Kind::Journal, path("/services/broken")),
            (Kind::WebView, path("/web-view")),
            (Kind::Log, path("/logs")),
            (Kind::Settings, path("/settings.lock")),
            (Kind::Settings, path("/settings.toml")),
            (Kind::Settings, path("/settings.toml.damaged-1")),
            (Kind::Folder, path("/services")),
        ]
        .into_iter()
        .collect()
    );
    let mut heard = Vec::new();
    let kinds: Vec<_> = plan.items.iter().map(|item| item.kind).collect();
    let done = plan.carry_out(&environment, |item, left| heard.push((item.kind, left.is_none())));
    assert_eq!(heard, kinds.iter().map(|kind| (*kind, true)).collect::<Vec<_>>());
    assert!(done.iter().all(|(_, left)| left.is_none()), "{done:?}");
    let left: Vec<_> =
        fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["diary.txt"]);
    assert!(kinds.is_sorted());
}

#[test]
fn what_the_export_would_go_down_with_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let environment = environment(&folder.path().join("home"));
    let plan = Plan::of(&environment);
    assert!(plan.holds(&environment, &folder.path().join("home/export.json")));
    assert!(!plan.holds(&environment, &folder.path().join("export.json")));
}

#[test]
fn an_export_of_nothing_says_so_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let environment = environment(&folder.path().join("home"));
    let now = DateTime::<Utc>::from_timestamp(1_768_478_400, 0).unwrap();
    let text = export(&environment, now).unwrap();
    assert!(text.contains("\"services\": []"), "{text}");
    assert!(!folder.path().join("home/services").exists());
}

#[cfg(unix)]
#[test]
fn the_old_name_of_a_folder_is_no_second_one() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("chosen");
    let environment = environment(&home);
    environment.account().journal().unwrap();
    std::os::unix::fs::symlink("127.0.0.1_1", home.join("services/old")).unwrap();
    let began = std::time::Instant::now();
    let done = Plan::of(&environment).carry_out(&environment, |_, _| ());
    assert!(done.iter().all(|(_, left)| left.is_none()), "{done:?}");
    assert!(began.elapsed() < crate::courier::LOCK_PATIENCE, "it waits for its own lock");
    assert!(!home.exists());
}
