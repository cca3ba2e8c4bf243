//! The vault over a store that fails on command.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::*;

const CANARY: &str = "canary-4711";
const ANSWER: Duration = Duration::from_millis(300);
const DIALOG: Duration = Duration::from_millis(600);

/// What a step does instead of its work.
#[derive(Clone, Copy)]
enum Fault {
    Says(VaultError),
    Panics,
    Hangs(Duration),
    /// Says that it is done and has not done it.
    Lies,
}

#[derive(Default)]
struct World {
    held: Mutex<Option<Vec<u8>>>,
    access: Mutex<VecDeque<Result<Access, VaultError>>>,
    save: Mutex<VecDeque<Fault>>,
    load: Mutex<VecDeque<Fault>>,
    remove: Mutex<VecDeque<Fault>>,
    unlock: Mutex<VecDeque<Fault>>,
    opened: AtomicUsize,
    saves: AtomicUsize,
    unlocks: AtomicUsize,
    broken: AtomicBool,
}

struct Fake(Arc<World>);

impl Fake {
    fn step(queue: &Mutex<VecDeque<Fault>>) -> Result<bool, VaultError> {
        let fault = queue.lock().unwrap().pop_front();
        match fault {
            None => Ok(true),
            Some(Fault::Says(error)) => Err(error),
            Some(Fault::Panics) => panic!("the store panics"),
            Some(Fault::Hangs(time)) => {
                thread::sleep(time);
                Ok(true)
            }
            Some(Fault::Lies) => Ok(false),
        }
    }
}

impl Store for Fake {
    fn access(&mut self, _: &Key) -> Result<Access, VaultError> {
        self.0.access.lock().unwrap().pop_front().unwrap_or(Ok(Access::Open))
    }

    fn unlock(&mut self, _: &Key, _: Purpose, waiting: &Waiting) -> Result<(), VaultError> {
        self.0.unlocks.fetch_add(1, Ordering::SeqCst);
        if Self::step(&self.0.unlock)? {
            return Ok(());
        }
        while !waiting.is_over() {
            thread::sleep(Duration::from_millis(10));
        }
        Err(VaultError::Locked)
    }

    fn save(&mut self, _: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.0.saves.fetch_add(1, Ordering::SeqCst);
        if Self::step(&self.0.save)? {
            *self.0.held.lock().unwrap() = Some(secret.to_vec());
        }
        Ok(())
    }

    fn load(&mut self, _: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        Self::step(&self.0.load)?;
        let held = self.0.held.lock().unwrap().clone();
        held.map(Zeroizing::new).ok_or(VaultError::Missing)
    }

    fn remove(&mut self, _: &Key) -> Result<(), VaultError> {
        if Self::step(&self.0.remove)? {
            self.0.held.lock().unwrap().take().ok_or(VaultError::Missing)?;
        }
        Ok(())
    }
}

fn world() -> (Arc<World>, Vault) {
    world_answering_within(ANSWER)
}

fn world_answering_within(answer: Duration) -> (Arc<World>, Vault) {
    let world = Arc::new(World::default());
    let shared = Arc::clone(&world);
    let factory: Factory = Arc::new(move || {
        shared.opened.fetch_add(1, Ordering::SeqCst);
        if shared.broken.load(Ordering::SeqCst) {
            return Err(VaultError::NoStore);
        }
        Ok(Box::new(Fake(Arc::clone(&shared))))
    });
    let vault = Vault::with_factory(Kind::Os, factory, Limits { answer, dialog: DIALOG });
    (world, vault)
}

fn key() -> Key {
    Key::new("https://tracker.example", "default")
}

fn token(text: &str) -> Token {
    Token::parse(text).unwrap()
}

fn fill(queue: &Mutex<VecDeque<Fault>>, faults: &[Fault]) {
    queue.lock().unwrap().extend(faults);
}

fn see(world: &World, answers: &[Access]) {
    world.access.lock().unwrap().extend(answers.iter().copied().map(Ok));
}

fn held(world: &World) -> Option<String> {
    world.held.lock().unwrap().clone().map(|bytes| String::from_utf8(bytes).unwrap())
}

use Patience::{Background, UserPresent};

#[test]
fn memory_keeps_a_token_per_key_and_forgets_it() {
    let vault = Vault::memory();
    let other = Key::new("https://tracker.example", "other");
    assert_eq!(vault.state(&key(), false, Background), State::Missing);
    vault.save(&key(), &token(CANARY), Background).unwrap();
    assert_eq!(vault.clone().load(&key(), true, Background).unwrap().expose(), CANARY);
    assert_eq!(vault.state(&key(), false, Background), State::Saved);
    assert_eq!(vault.state(&other, false, Background), State::Missing);
    vault.remove(&key(), Background).unwrap();
    vault.remove(&key(), Background).unwrap();
    assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::Missing);
    assert_eq!(vault.kind(), Kind::Memory);
    assert!(!format!("{vault:?}").contains(CANARY));
}

#[test]
fn each_error_of_a_store_arrives_as_it_is() {
    use VaultError::{Ambiguous, Denied, Locked, Missing, NoStore, NotResponding, NotVerified};
    for error in [Missing, Locked, Denied, NoStore, NotResponding, Ambiguous(2), NotVerified] {
        let (world, vault) = world();
        fill(&world.load, &[Fault::Says(error)]);
        assert_eq!(vault.load(&key(), false, Background).unwrap_err(), error);
    }
}

#[test]
fn the_note_elsewhere_decides_what_nothing_means() {
    for (access, expected, result) in [
        (Access::Open, false, VaultError::Missing),
        (Access::Open, true, VaultError::Missing),
        (Access::Unclear, false, VaultError::Missing),
        (Access::Unclear, true, VaultError::Locked),
        (Access::Hidden, false, VaultError::Missing),
        (Access::Hidden, true, VaultError::Locked),
        (Access::Locked, false, VaultError::Locked),
    ] {
        let (world, vault) = world();
        see(&world, &[access]);
        let told = vault.load(&key(), expected, Background).unwrap_err();
        assert_eq!(told, result, "{access:?}, expected: {expected}");
        assert_eq!(world.unlocks.load(Ordering::SeqCst), 0, "no dialog in the background");
    }
}

#[test]
fn what_is_no_token_is_unreadable_and_can_be_replaced() {
    for bytes in [&b"\xff\xfecanary"[..], b"", b"two words"] {
        let (world, vault) = world();
        *world.held.lock().unwrap() = Some(bytes.to_vec());
        let error = vault.load(&key(), true, Background).unwrap_err();
        assert_eq!(error, VaultError::Unreadable);
        assert!(!format!("{error:?}{error}").contains("canary"));
        vault.save(&key(), &token(CANARY), Background).unwrap();
        assert_eq!(held(&world).as_deref(), Some(CANARY));
    }
}

#[test]
fn a_store_that_lies_is_found_out() {
    let (world, vault) = world();
    fill(&world.save, &[Fault::Lies]);
    let saved = vault.save(&key(), &token(CANARY), Background);
    assert_eq!(saved, Err(VaultError::NotVerified));
    vault.save(&key(), &token(CANARY), Background).unwrap();
    fill(&world.remove, &[Fault::Lies]);
    assert_eq!(vault.remove(&key(), Background), Err(VaultError::NotVerified));
}

#[test]
fn a_held_store_that_fails_is_replaced_once_and_read_before_it_is_written() {
    let (world, vault) = world();
    assert_eq!(vault.state(&key(), false, Background), State::Missing);
    fill(&world.load, &[Fault::Says(VaultError::Failed)]);
    vault.save(&key(), &token(CANARY), Background).unwrap();
    assert_eq!(world.opened.load(Ordering::SeqCst), 2);

    // It dies after the write: the new store reads, finds the token and writes no second time.
    fill(&world.load, &[Fault::Hangs(Duration::ZERO), Fault::Says(VaultError::Failed)]);
    vault.save(&key(), &token("second"), Background).unwrap();
    assert_eq!(held(&world).as_deref(), Some("second"));
    assert_eq!(world.saves.load(Ordering::SeqCst), 2);

    fill(&world.load, &[Fault::Says(VaultError::Failed), Fault::Says(VaultError::Failed)]);
    assert_eq!(vault.load(&key(), true, Background).unwrap_err(), VaultError::Failed);
}

#[test]
fn a_new_store_that_fails_is_replaced_once_as_well() {
    let (world, vault) = world();
    fill(&world.load, &[Fault::Says(VaultError::Failed)]);
    vault.save(&key(), &token(CANARY), Background).unwrap();
    assert_eq!(held(&world).as_deref(), Some(CANARY));
    assert_eq!(world.opened.load(Ordering::SeqCst), 2);
}

#[test]
fn a_store_that_could_not_be_made_is_tried_again_at_the_next_call() {
    let (world, vault) = world();
    world.broken.store(true, Ordering::SeqCst);
    assert_eq!(vault.save(&key(), &token(CANARY), Background), Err(VaultError::NoStore));
    assert_eq!(world.opened.load(Ordering::SeqCst), 1);
    world.broken.store(false, Ordering::SeqCst);
    vault.save(&key(), &token(CANARY), Background).unwrap();
}

#[test]
fn a_panic_is_caught_and_the_store_replaced() {
    // Printing a panic with its stack can take longer than the others wait.
    let (world, vault) = world_answering_within(Duration::from_secs(20));
    fill(&world.load, &[Fault::Panics, Fault::Panics]);
    assert_eq!(vault.load(&key(), true, Background).unwrap_err(), VaultError::Failed);
    vault.save(&key(), &token(CANARY), Background).unwrap();
    fill(&world.load, &[Fault::Panics]);
    assert_eq!(vault.load(&key(), true, Background).unwrap().expose(), CANARY);
    assert_eq!(world.opened.load(Ordering::SeqCst), 4);
}

#[test]
fn a_store_that_hangs_is_left_behind_and_writes_nothing_later() {
    for patience in [Background, UserPresent] {
        let (world, vault) = world();
        vault.save(&key(), &token("old"), Background).unwrap();
        fill(&world.load, &[Fault::Hangs(ANSWER * 2)]);
        let begun = Instant::now();
        let saved = vault.save(&key(), &token("new"), patience);
        assert_eq!(saved, Err(VaultError::NotResponding));
        assert!(begun.elapsed() < ANSWER + Duration::from_millis(150), "{:?}", begun.elapsed());
        assert_eq!(vault.load(&key(), true, Background).unwrap().expose(), "old");
        thread::sleep(ANSWER * 2);
        assert_eq!(held(&world).as_deref(), Some("old"), "the late thread must not write");
    }
}

#[test]
fn after_three_that_hang_only_the_user_tries_again_until_they_are_back() {
    let (world, vault) = world();
    fill(&world.load, &[Fault::Hangs(ANSWER * 8); 3]);
    for _ in 0..3 {
        assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::NotResponding);
    }
    let begun = Instant::now();
    assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::NotResponding);
    assert!(begun.elapsed() < Duration::from_millis(50));
    assert_eq!(world.opened.load(Ordering::SeqCst), 3);
    assert_eq!(vault.load(&key(), false, UserPresent).unwrap_err(), VaultError::Missing);
    assert_eq!(world.opened.load(Ordering::SeqCst), 4);
    thread::sleep(ANSWER * 8);
    assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::Missing);
}

#[test]
fn the_user_is_asked_and_told_that_a_dialog_waits() {
    let (world, vault) = world();
    vault.save(&key(), &token(CANARY), Background).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let vault = Vault::with_factory(
        Kind::Os,
        Arc::new({
            let world = Arc::clone(&world);
            move || Ok(Box::new(Fake(Arc::clone(&world))))
        }),
        Limits { answer: ANSWER, dialog: Duration::from_secs(5) },
    )
    .when_asking(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });

    see(&world, &[Access::Locked]);
    assert_eq!(vault.load(&key(), true, UserPresent).unwrap().expose(), CANARY);
    assert_eq!(asked.load(Ordering::SeqCst), 0, "answered at once: nothing to tell");

    see(&world, &[Access::Locked]);
    fill(&world.unlock, &[Fault::Hangs(Duration::from_millis(900))]);
    assert_eq!(vault.load(&key(), true, UserPresent).unwrap().expose(), CANARY);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(world.unlocks.load(Ordering::SeqCst), 2);
}

#[test]
fn a_dialog_ends_by_no_by_time_or_by_cancel() {
    let (world, vault) = world();
    see(&world, &[Access::Locked]);
    fill(&world.unlock, &[Fault::Says(VaultError::Denied)]);
    assert_eq!(vault.load(&key(), true, UserPresent).unwrap_err(), VaultError::Denied);

    see(&world, &[Access::Locked]);
    fill(&world.unlock, &[Fault::Lies]);
    let begun = Instant::now();
    assert_eq!(vault.load(&key(), true, UserPresent).unwrap_err(), VaultError::Locked);
    assert!(begun.elapsed() >= DIALOG);

    see(&world, &[Access::Locked]);
    fill(&world.unlock, &[Fault::Lies]);
    let waiting = vault.clone();
    let caller = thread::spawn(move || waiting.save(&key(), &token(CANARY), UserPresent));
    thread::sleep(Duration::from_millis(150));
    let begun = Instant::now();
    assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::Locked);
    vault.cancel();
    assert_eq!(caller.join().unwrap(), Err(VaultError::Denied));
    assert!(begun.elapsed() < Duration::from_millis(150));
    assert_eq!(vault.load(&key(), false, Background).unwrap_err(), VaultError::Missing);
}

#[test]
fn removing_from_a_locked_store_that_shows_nothing_claims_nothing() {
    let (world, vault) = world();
    see(&world, &[Access::Hidden]);
    assert_eq!(vault.remove(&key(), Background), Err(VaultError::Locked));
    see(&world, &[Access::Hidden]);
    vault.remove(&key(), UserPresent).unwrap();
    assert_eq!(world.unlocks.load(Ordering::SeqCst), 1);
}

#[test]
fn callers_take_turns() {
    let (world, vault) = world();
    thread::scope(|scope| {
        for n in 0..16 {
            let vault = vault.clone();
            scope.spawn(move || {
                vault.save(&key(), &token(&format!("token-{n}")), Background).unwrap();
            });
        }
    });
    assert!(held(&world).unwrap().starts_with("token-"));
    assert_eq!(world.opened.load(Ordering::SeqCst), 1);
}
