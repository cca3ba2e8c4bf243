//! What is there.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use directories::BaseDirs;
use latchet_tracker::{Origin, ProxyAddress};

use super::{Item, Kind, Plan, Thing, Unsettled};
use crate::autostart::{Autostart, State as Registered};
use crate::claim::{TRAY, UNTIL_SETTLED, WINDOW};
use crate::environment::Environment;
use crate::journal::Journal;
use crate::owner::{self, DEFAULT};
use crate::route;
use crate::settings::Key as Setting;
use crate::vault::{Key, Kind as VaultKind, Patience, State, VaultError};

pub(super) fn survey(environment: &Environment) -> Plan {
    let home = &environment.home;
    let mut plan = Plan::default();
    let mut expected = HashSet::new();
    let mut origins = vec![environment.origin.clone(), Origin::service()];
    for folder in home.service_folders() {
        // The old name of a folder that is listed by its new one.
        if folder.is_symlink() {
            plan.add(Kind::Journal, Thing::Path(folder));
            continue;
        }
        for lock in [TRAY, UNTIL_SETTLED, WINDOW] {
            if super::programs::runs(&folder, lock) {
                plan.add(Kind::Program, Thing::Program(folder.clone(), lock));
            }
        }
        match Journal::service_of(&folder) {
            Some(origin) => {
                if let Ok(journal) = Journal::open(&folder, &origin) {
                    plan.forget(&journal, &origin);
                    if owner::token_saved_at(&journal).is_ok_and(|at| at.is_some()) {
                        expected.insert(token_of(&origin));
                    }
                }
                origins.push(origin);
            }
            // A journal that can't be read: its folder has the server's name.
            None => origins.extend(named_by(&folder)),
        }
        plan.add(Kind::Journal, Thing::Path(folder));
    }
    plan.add_entries(environment, &origins, &expected);
    match Autostart::here().and_then(|entry| entry.state()) {
        // Whether it is there can't be seen, so it is tried.
        Ok(Registered::Registered | Registered::Other(_)) => {
            plan.add(Kind::Autostart, Thing::Autostart);
        }
        Ok(Registered::Not) | Err(_) => {}
    }
    plan.add_paths(environment);
    plan.items.sort_by_key(|item| item.kind);
    plan
}

fn token_of(origin: &Origin) -> Key {
    Key::new(origin.to_string(), DEFAULT)
}

/// The servers whose folder may have this name.
fn named_by(folder: &Path) -> Vec<Origin> {
    let name = folder.file_name().map(|name| name.to_string_lossy().replace('_', ":"));
    let addresses =
        name.into_iter().flat_map(|name| ["https", "http"].map(|s| format!("{s}://{name}")));
    addresses.filter_map(|address| Origin::parse(&address).ok()).collect()
}

impl Plan {
    fn add(&mut self, kind: Kind, thing: Thing) {
        let item = Item { kind, thing };
        if !self.items.contains(&item) {
            self.items.push(item);
        }
    }

    /// A path that is there.
    fn add_path(&mut self, kind: Kind, path: PathBuf) {
        if path.symlink_metadata().is_ok() {
            self.add(kind, Thing::Path(path));
        }
    }

    fn forget(&mut self, journal: &Journal, origin: &Origin) {
        for start in journal.open_intentions().unwrap_or_default() {
            let server = origin.host().to_owned();
            self.unsettled.push(Unsettled { server, id: start.id, state: start.state });
        }
    }

    fn add_entries(
        &mut self,
        environment: &Environment,
        origins: &[Origin],
        expected: &HashSet<Key>,
    ) {
        let vault = &environment.vault;
        if vault.kind() == VaultKind::Memory {
            return;
        }
        let proxy = environment.settings.get(Setting::Proxy).parse::<ProxyAddress>().ok();
        let named = origins.iter().map(token_of).chain(proxy.and_then(|proxy| route::key(&proxy)));
        let mut seen = HashSet::new();
        for key in vault.entries().into_iter().chain(named) {
            if !seen.insert(key.clone()) {
                continue;
            }
            let was_saved = expected.contains(&key);
            let there = match vault.state(&key, was_saved, Patience::Background) {
                State::Missing => false,
                // Nothing can be in a store that is not there, unless something was saved in it.
                State::Unavailable(VaultError::NoStore) => was_saved,
                State::Saved | State::Unavailable(_) => true,
            };
            if there {
                let kind = if key.account() == DEFAULT { Kind::Token } else { Kind::Password };
                self.add(kind, Thing::Entry(key));
            }
        }
    }

    fn add_paths(&mut self, environment: &Environment) {
        let home = &environment.home;
        let settings = home.settings_file();
        self.add_path(Kind::WebView, home.web_view_folder());
        if let Some(folders) = BaseDirs::new() {
            // Where a web view puts things by itself.
            for folder in [folders.cache_dir(), folders.data_dir(), folders.data_local_dir()] {
                self.add_path(Kind::WebView, folder.join("latchet-window"));
            }
        }
        if let Some(logs) = home.log_file().parent() {
            self.add_path(Kind::Log, logs.to_owned());
        }
        let own = [Some(home.data_folder()), settings.parent()];
        for folder in own.into_iter().flatten() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (path, name) = (entry.path(), entry.file_name());
                if name.to_string_lossy().starts_with("settings.") {
                    self.add_path(Kind::Settings, path);
                } else if name == "services" && path.is_dir() {
                    self.add(Kind::Folder, Thing::Folder(path));
                } else if !home.is_chosen() && !self.has(&path) {
                    self.add_path(Kind::Other, path);
                }
            }
        }
        for folder in own.into_iter().flatten() {
            let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
            // In a folder of the user's choice, nothing of the user's is touched, nor it itself then.
            if folder.is_dir()
                && (!home.is_chosen() || entries.all(|entry| self.has(&entry.path())))
            {
                self.add(Kind::Folder, Thing::Folder(folder.to_owned()));
            }
        }
    }

    fn has(&self, path: &Path) -> bool {
        self.items.iter().any(|item| match &item.thing {
            Thing::Path(known) | Thing::Folder(known) => known == path,
            Thing::Program(..) | Thing::Entry(_) | Thing::Autostart => false,
        })
    }
}
