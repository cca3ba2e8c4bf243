//! What can go wrong with a credential store, done to a real one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use latchet_core::vault::Patience::{Background, UserPresent};
use latchet_core::vault::{
    Access, Key, Kind, Limits, Patience, Purpose, State, Store, Vault, VaultError, Waiting,
};
use latchet_tracker::Token;
use zeroize::Zeroizing;

use crate::desktop::{secret_tool, session, signal};
use crate::dialog::{Behaviour, Dialogs};

const CANARY: &str = "canary-4711-0815";
const QUICKLY: Duration = Duration::from_millis(1_500);
const SAID: Duration = Duration::from_secs(4);

fn key() -> Key {
    Key::new("https://tracker.example", "default")
}

fn canary() -> Token {
    Token::parse(CANARY).unwrap()
}

fn within<T>(what: &str, limit: Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    let took = begun.elapsed();
    println!("measured: {what}: {took:?}");
    assert!(took < limit, "{what} took {took:?}");
    result
}

fn refused(vault: &Vault, expected: bool, patience: Patience) -> VaultError {
    let error = vault.load(&key(), expected, patience).unwrap_err();
    assert!(!format!("{error:?} {error} {error:#?}").contains(CANARY));
    error
}

#[test]
fn a_token_is_saved_where_another_program_finds_it() {
    session("a_token_is_saved_where_another_program_finds_it", |desktop| {
        let _keyring = desktop.unlocked();
        let vault = Vault::os();
        assert_eq!(vault.state(&key(), false, Background), State::Missing);
        within("save", QUICKLY, || vault.save(&key(), &canary(), Background).unwrap());
        assert_eq!(secret_tool("lookup", &[], ""), CANARY);
        let loaded = within("load", QUICKLY, || vault.load(&key(), true, Background).unwrap());
        assert_eq!(loaded.expose(), CANARY);

        secret_tool("store", &[], "changed-outside");
        let loaded = Vault::os().load(&key(), true, UserPresent).unwrap();
        assert_eq!(loaded.expose(), "changed-outside");
        vault.save(&key(), &canary(), UserPresent).unwrap();
        assert_eq!(secret_tool("lookup", &[], ""), CANARY);

        let other = Key::new("https://other.example", "default");
        assert_eq!(vault.state(&other, false, Background), State::Missing);
        within("remove", QUICKLY, || vault.remove(&key(), Background).unwrap());
        assert_eq!(secret_tool("lookup", &[], ""), "");
        vault.remove(&key(), Background).unwrap();
        assert_eq!(refused(&vault, true, Background), VaultError::Missing);
        for entry in desktop.home().join(".local/share/keyrings").read_dir().unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains(CANARY));
        }
    });
}

#[test]
fn what_another_program_stored_may_be_no_token() {
    session("what_another_program_stored_may_be_no_token", |desktop| {
        let _keyring = desktop.unlocked();
        secret_tool("store", &[], "canary-4711-0815 and more");
        assert_eq!(refused(&Vault::os(), true, Background), VaultError::Unreadable);
    });
}

#[test]
fn without_a_bus_there_is_no_store() {
    session("without_a_bus_there_is_no_store", |desktop| {
        let vault = Vault::os();
        std::fs::remove_file(desktop.home().join("bus")).unwrap();
        for patience in [Background, UserPresent] {
            let error = within("no bus", QUICKLY, || refused(&vault, true, patience));
            assert_eq!(error, VaultError::NoStore);
            assert_eq!(vault.save(&key(), &canary(), patience), Err(VaultError::NoStore));
            assert_eq!(vault.remove(&key(), patience), Err(VaultError::NoStore));
        }
    });
}

#[test]
fn a_service_that_comes_up_later_is_found() {
    session("a_service_that_comes_up_later_is_found", |desktop| {
        let vault = Vault::os();
        let error = within("no service", QUICKLY, || refused(&vault, true, Background));
        assert_eq!(error, VaultError::NoStore);
        assert_eq!(vault.save(&key(), &canary(), UserPresent), Err(VaultError::NoStore));
        let keyring = desktop.unlocked();
        vault.save(&key(), &canary(), Background).unwrap();
        drop(keyring);
        let error = within("service died", QUICKLY, || refused(&vault, true, Background));
        assert_eq!(error, VaultError::NoStore);
    });
}

#[test]
fn a_locked_token_is_said_to_be_locked_and_kept() {
    session("a_locked_token_is_said_to_be_locked_and_kept", |desktop| {
        let keyring = desktop.unlocked();
        let vault = Vault::os();
        vault.save(&key(), &canary(), Background).unwrap();
        drop(keyring);
        let keyring = desktop.locked();
        for expected in [true, false] {
            let told = within("locked", QUICKLY, || refused(&vault, expected, Background));
            assert_eq!(told, VaultError::Locked);
            // There is no dialog to be had on this desktop.
            let told = within("no prompter", QUICKLY, || refused(&vault, expected, UserPresent));
            assert_eq!(told, VaultError::Denied);
        }
        let other = Token::parse("other").unwrap();
        assert_eq!(vault.save(&key(), &other, Background), Err(VaultError::Locked));
        assert_eq!(vault.save(&key(), &other, UserPresent), Err(VaultError::Denied));
        assert_eq!(vault.remove(&key(), Background), Err(VaultError::Locked));
        assert_eq!(vault.remove(&key(), UserPresent), Err(VaultError::Denied));
        drop(keyring);
        let _keyring = desktop.unlocked();
        assert_eq!(vault.load(&key(), true, Background).unwrap().expose(), CANARY);
    });
}

#[test]
fn a_locked_store_that_shows_nothing_is_not_taken_for_empty() {
    session("a_locked_store_that_shows_nothing_is_not_taken_for_empty", |desktop| {
        drop(desktop.unlocked());
        let _keyring = desktop.locked();
        let vault = Vault::os();
        assert_eq!(refused(&vault, true, Background), VaultError::Locked);
        assert_eq!(refused(&vault, true, UserPresent), VaultError::Denied);
        assert_eq!(refused(&vault, false, Background), VaultError::Missing);
        assert_eq!(vault.save(&key(), &canary(), Background), Err(VaultError::Locked));
        let told = within("no prompter", QUICKLY, || vault.save(&key(), &canary(), UserPresent));
        assert_eq!(told, Err(VaultError::Denied));
        assert_eq!(vault.remove(&key(), Background), Err(VaultError::Locked));
    });
}

#[test]
fn a_desktop_that_never_had_a_keyring_says_so_quickly() {
    session("a_desktop_that_never_had_a_keyring_says_so_quickly", |desktop| {
        let _keyring = desktop.locked();
        let vault = Vault::os();
        assert_eq!(refused(&vault, false, UserPresent), VaultError::Missing);
        assert_eq!(vault.save(&key(), &canary(), Background), Err(VaultError::Locked));
        let told = within("no keyring", QUICKLY, || vault.save(&key(), &canary(), UserPresent));
        assert_eq!(told, Err(VaultError::Denied));
    });
}

#[test]
fn a_frozen_daemon_is_told_in_time_and_nothing_is_written_late() {
    session("a_frozen_daemon_is_told_in_time_and_nothing_is_written_late", |desktop| {
        let keyring = desktop.unlocked();
        let vault = Vault::os();
        vault.save(&key(), &canary(), Background).unwrap();
        let other = Token::parse("other").unwrap();
        for patience in [Background, UserPresent] {
            keyring.freeze();
            within("frozen load", SAID, || {
                assert_eq!(refused(&vault, true, patience), VaultError::NotResponding);
            });
            within("frozen save", SAID, || {
                let saved = vault.save(&key(), &other, patience);
                assert_eq!(saved, Err(VaultError::NotResponding));
            });
            within("frozen remove", SAID, || {
                assert_eq!(vault.remove(&key(), patience), Err(VaultError::NotResponding));
            });
            keyring.thaw();
            let loaded = within("thawed", SAID, || vault.load(&key(), true, Background).unwrap());
            assert_eq!(loaded.expose(), CANARY);
        }
    });
}

#[test]
fn a_daemon_frozen_when_first_asked_is_told_in_time() {
    session("a_daemon_frozen_when_first_asked_is_told_in_time", |desktop| {
        let keyring = desktop.unlocked();
        keyring.freeze();
        let vault = Vault::os();
        within("frozen at open", SAID, || {
            let saved = vault.save(&key(), &canary(), UserPresent);
            assert_eq!(saved, Err(VaultError::NotResponding));
        });
        keyring.thaw();
        vault.save(&key(), &canary(), Background).unwrap();
    });
}

/// The real store, which freezes its daemon just before the step of this name.
struct FreezesBefore {
    step: &'static str,
    daemon: Arc<AtomicU32>,
    store: Box<dyn Store>,
}

impl FreezesBefore {
    fn pass(&self, step: &str) {
        if step == self.step {
            let daemon = self.daemon.swap(0, Ordering::SeqCst);
            if daemon != 0 {
                signal("-STOP", daemon);
            }
        }
    }
}

impl Store for FreezesBefore {
    fn access(&mut self, key: &Key) -> Result<Access, VaultError> {
        self.store.access(key)
    }
    fn unlock(&mut self, key: &Key, what: Purpose, until: &Waiting) -> Result<(), VaultError> {
        self.store.unlock(key, what, until)
    }
    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.pass("save");
        self.store.save(key, secret)
    }
    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.pass("load");
        self.store.load(key)
    }
    fn remove(&mut self, key: &Key) -> Result<(), VaultError> {
        self.pass("remove");
        self.store.remove(key)
    }
}

#[test]
fn a_daemon_frozen_in_the_middle_of_a_step_is_left_behind() {
    session("a_daemon_frozen_in_the_middle_of_a_step_is_left_behind", |desktop| {
        for step in ["load", "save", "remove"] {
            let keyring = desktop.unlocked();
            Vault::os().save(&key(), &canary(), Background).unwrap();
            let daemon = Arc::new(AtomicU32::new(keyring.id()));
            let armed = Arc::clone(&daemon);
            let vault = Vault::with_factory(
                Kind::Os,
                Arc::new(move || {
                    let store = Vault::os_store()?;
                    Ok(Box::new(FreezesBefore { step, daemon: Arc::clone(&armed), store }))
                }),
                Limits::default(),
            );
            let result = within(&format!("frozen inside {step}"), SAID, || match step {
                "load" => vault.load(&key(), true, UserPresent).map(drop),
                "save" => vault.save(&key(), &Token::parse("new").unwrap(), UserPresent),
                _ => vault.remove(&key(), UserPresent),
            });
            assert_eq!(result, Err(VaultError::NotResponding));
            assert_eq!(daemon.load(Ordering::SeqCst), 0, "it was frozen");
            keyring.thaw();
            let state = within("thawed", SAID, || vault.state(&key(), true, Background));
            // What was under way when it froze may or may not have come through, and may come
            // through in the middle of the read.
            if step == "remove" {
                let torn = state == State::Unavailable(VaultError::Failed);
                let state = if torn { vault.state(&key(), true, Background) } else { state };
                assert!(matches!(state, State::Saved | State::Missing), "{state:?}");
            } else {
                assert_eq!(state, State::Saved);
            }
        }
    });
}

#[test]
fn a_restarted_daemon_is_not_noticed() {
    session("a_restarted_daemon_is_not_noticed", |desktop| {
        let keyring = desktop.unlocked();
        let vault = Vault::os();
        vault.save(&key(), &canary(), Background).unwrap();
        drop(keyring);
        let keyring = desktop.unlocked();
        let loaded = within("restarted", QUICKLY, || vault.load(&key(), true, Background).unwrap());
        assert_eq!(loaded.expose(), CANARY);
        drop(keyring);
        let keyring = desktop.unlocked();
        vault.save(&key(), &Token::parse("second").unwrap(), Background).unwrap();
        assert_eq!(secret_tool("lookup", &[], ""), "second");
        drop(keyring);
        let _keyring = desktop.unlocked();
        vault.remove(&key(), Background).unwrap();
        assert_eq!(secret_tool("lookup", &[], ""), "");
    });
}

#[test]
fn two_matching_entries_are_refused_and_left_alone() {
    session("two_matching_entries_are_refused_and_left_alone", |desktop| {
        let _keyring = desktop.unlocked();
        secret_tool("store", &["by", "one"], "first");
        secret_tool("store", &["by", "two"], "second");
        let vault = Vault::os();
        assert_eq!(refused(&vault, true, UserPresent), VaultError::Ambiguous(2));
        let saved = vault.save(&key(), &canary(), UserPresent);
        assert_eq!(saved, Err(VaultError::Ambiguous(2)));
        assert_eq!(vault.remove(&key(), UserPresent), Err(VaultError::Ambiguous(2)));
        assert_eq!(secret_tool("lookup", &["by", "one"], ""), "first");
        assert_eq!(secret_tool("lookup", &["by", "two"], ""), "second");
    });
}

#[test]
fn it_works_on_the_threads_of_a_runtime() {
    session("it_works_on_the_threads_of_a_runtime", |desktop| {
        let _keyring = desktop.unlocked();
        let vault = Vault::os();
        let single = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        single.block_on(async { vault.save(&key(), &canary(), Background).unwrap() });
        let several = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let loaded = several.block_on(async {
            let vault = vault.clone();
            tokio::spawn(async move { vault.load(&key(), true, Background) }).await.unwrap()
        });
        assert_eq!(loaded.unwrap().expose(), CANARY);
        several.block_on(async { Vault::os().remove(&key(), UserPresent).unwrap() });
        within("runtime ends", QUICKLY, || drop((single, several)));
    });
}

fn asking(limits: Limits) -> Vault {
    Vault::with_factory(Kind::Os, Arc::new(Vault::os_store), limits)
}

#[test]
fn a_dismissed_dialog_is_told_as_such() {
    session("a_dismissed_dialog_is_told_as_such", |_| {
        let dialogs = Dialogs::start(Behaviour::Dismisses);
        let told = refused(&Vault::os(), true, UserPresent);
        assert_eq!(told, VaultError::Denied);
        assert_eq!(refused(&Vault::os(), true, Background), VaultError::Locked);
        assert_eq!(dialogs.opened(), 1, "none in the background");
    });
}

/// The real store as far as its dialog; nothing is stored behind the stand-in's.
struct Empty(Box<dyn Store>);

impl Store for Empty {
    fn access(&mut self, key: &Key) -> Result<Access, VaultError> {
        self.0.access(key)
    }
    fn unlock(&mut self, key: &Key, what: Purpose, until: &Waiting) -> Result<(), VaultError> {
        self.0.unlock(key, what, until)
    }
    fn save(&mut self, _: &Key, _: &[u8]) -> Result<(), VaultError> {
        Err(VaultError::Failed)
    }
    fn load(&mut self, _: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        Err(VaultError::Missing)
    }
    fn remove(&mut self, _: &Key) -> Result<(), VaultError> {
        Err(VaultError::Missing)
    }
}

#[test]
fn a_dialog_that_is_answered_opens_the_store() {
    session("a_dialog_that_is_answered_opens_the_store", |_| {
        let dialogs = Dialogs::start(Behaviour::Unlocks);
        let empty =
            || -> Result<Box<dyn Store>, VaultError> { Ok(Box::new(Empty(Vault::os_store()?))) };
        let vault = Vault::with_factory(Kind::Os, Arc::new(empty), Limits::default());
        assert_eq!(refused(&vault, true, Background), VaultError::Locked);
        // Open now: that there is nothing is to be believed.
        assert_eq!(refused(&vault, true, UserPresent), VaultError::Missing);
        assert_eq!(refused(&vault, true, Background), VaultError::Missing);
        assert_eq!(dialogs.opened(), 1);
    });
}

#[test]
fn a_dialog_that_nobody_answers_is_withdrawn() {
    session("a_dialog_that_nobody_answers_is_withdrawn", |_| {
        let dialogs = Dialogs::start(Behaviour::Waits);
        let vault = asking(Limits { dialog: Duration::from_secs(4), ..Limits::default() });
        let begun = Instant::now();
        assert_eq!(refused(&vault, true, UserPresent), VaultError::Locked);
        assert!((4..6).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
        assert_eq!((dialogs.opened(), dialogs.withdrawn()), (1, 1));
    });
}

#[test]
fn a_dialog_is_withdrawn_when_the_user_cancels() {
    session("a_dialog_is_withdrawn_when_the_user_cancels", |_| {
        let dialogs = Dialogs::start(Behaviour::Waits);
        let vault = Vault::os();
        let waiting = vault.clone();
        let caller = std::thread::spawn(move || refused(&waiting, true, UserPresent));
        std::thread::sleep(Duration::from_secs(1));
        let busy = within("busy with a dialog", QUICKLY, || refused(&vault, true, Background));
        assert_eq!(busy, VaultError::Locked);
        within("cancel", QUICKLY, || {
            vault.cancel();
            assert_eq!(caller.join().unwrap(), VaultError::Denied);
        });
        std::thread::sleep(Duration::from_secs(1));
        assert_eq!((dialogs.opened(), dialogs.withdrawn()), (1, 1));
    });
}

#[test]
fn a_service_that_freezes_or_dies_under_its_dialog_is_told_in_time() {
    session("a_service_that_freezes_or_dies_under_its_dialog_is_told_in_time", |_| {
        for (behaviour, told) in [
            (Behaviour::Freezes, VaultError::NotResponding),
            (Behaviour::Vanishes, VaultError::NoStore),
        ] {
            let dialogs = Dialogs::start(behaviour);
            let begun = Instant::now();
            assert_eq!(refused(&Vault::os(), true, UserPresent), told);
            println!("measured: {behaviour:?} under its dialog: {:?}", begun.elapsed());
            assert!(begun.elapsed() < SAID);
            assert_eq!(dialogs.opened(), 1);
            drop(dialogs);
        }
    });
}
