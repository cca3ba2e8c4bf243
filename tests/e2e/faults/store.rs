//! S: the credential store.

use std::time::Duration;

use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::program::Ended;
use crate::world::World;

const NO_STORE: &str = "There is no credential store to keep the token in.";
const LOCKED: &str = "The credential store is locked.";
const SILENT: &str = "The credential store does not answer.";
const FAILED: &str = "The credential store failed.";
const MISSING: &str = "No token is saved.";

/// A row in which the token can't be had: nothing is sent, nothing recorded.
fn stopped(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
    code: &'static str,
) -> Row {
    row(id, fault, made).ends(3, "not_sent", code).leaves(0, 0, "nothing").also(promptly)
}

/// Three seconds are promised; the rest is the machine's.
fn promptly(_: &Scene, ended: &Ended) {
    assert!(ended.took < Duration::from_secs(8), "{}", ended.all());
}

impl Row {
    /// `token set` with another token that the service knows as well.
    fn by_saving(self) -> Self {
        self.by("another token is to be saved", Scene::save_another_token)
    }

    /// What was saved before is still there, and good for a start.
    fn and_the_old_token_starts(self, repair: fn(&mut Scene)) -> Self {
        self.then("mended: a start with the token from before", move |scene| {
            repair(scene);
            let first = scene.practice.token().to_owned();
            scene.use_token(first.clone());
            assert_eq!(
                scene.world.keyring().secrets(),
                [first.into_bytes()],
                "it is the one token"
            );
            scene.start()
        })
        .starts()
        .leaves(1, 1, "started")
    }

    /// A start that finds everything in order.
    fn then_starts(self, what: &'static str, repair: fn(&mut Scene)) -> Self {
        self.then(what, move |scene| {
            repair(scene);
            scene.start()
        })
        .starts()
        .leaves(1, 1, "started")
    }
}

fn reopened(scene: &mut Scene) {
    scene.world.keyring().stop();
    scene.world.keyring().unlock();
}

fn locked(stage: &Stage) -> Scene {
    let mut scene = Scene::with_own_token(stage);
    scene.world.keyring().stop();
    scene.world.keyring().start_locked();
    scene
}

fn frozen(stage: &Stage) -> Scene {
    let mut scene = Scene::with_own_token(stage);
    scene.world.keyring().freeze();
    scene
}

fn without_a_bus(stage: &Stage) -> Scene {
    Scene::in_world(stage, "", World::headless)
}

fn without_a_service(stage: &Stage) -> Scene {
    Scene::in_world(stage, "", World::with_bus)
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = absent_or_locked();
    rows.extend(failing());
    rows.extend(changed_by_others());
    rows.extend(bad_tokens());
    rows
}

fn absent_or_locked() -> Vec<Row> {
    vec![
        stopped("S1", "there is no session bus, as over SSH", without_a_bus, "store-none")
            .sees(&[NO_STORE, "or hand the token over for one start: latchet start --token-stdin"]),
        row("S1b", "there is no session bus", without_a_bus)
            .by("a token is to be saved", Scene::set_token)
            .exits(3)
            .sees(&[NO_STORE])
            .leaves(0, 0, "nothing"),
        row(
            "S1c",
            "there is no session bus, and the token is handed over for one start",
            |stage| without_a_bus(stage).one_off(),
        )
        .starts()
        .leaves(1, 1, "started"),
        stopped("S2", "on the bus there is no credential store", without_a_service, "store-none")
            .sees(&[NO_STORE])
            .then("one appears, and the token is saved", |scene| {
                scene.world.keyring().unlock();
                scene.set_token()
            })
            .exits(0)
            .leaves(0, 0, "nothing")
            .then_starts("started", |_| ()),
        stopped(
            "S4",
            "the store is locked, and nobody is there to be asked",
            locked,
            "store-locked",
        )
        .sees(&[LOCKED, "Unlock it (log in to the desktop, or open its password manager)"])
        .then_starts("unlocked", reopened),
        row("S4b", "the store is locked", locked)
            .by_saving()
            .exits(3)
            .sees(&[LOCKED])
            .leaves(0, 0, "nothing")
            .and_the_old_token_starts(reopened),
        stopped(
            "S7",
            "the store is locked and shows nothing, though a token was saved",
            |stage| {
                let mut scene = Scene::with_own_token(stage);
                scene.world.keyring().remove_all();
                scene.world.keyring().stop();
                scene.world.keyring().start_locked();
                scene
            },
            "store-locked",
        )
        .sees(&[LOCKED]),
        row("S7b", "the store is locked and empty, and no token was ever saved", |stage| {
            let mut scene = Scene::with_own_store(stage);
            scene.world.keyring().stop();
            scene.world.keyring().start_locked();
            scene
        })
        .by("a token is to be saved", Scene::set_token)
        .exits(3)
        .sees(&[LOCKED])
        .leaves(0, 0, "nothing"),
        row("S8", "the store is locked, and on this terminal nothing can show its dialog", locked)
            .by("started on a terminal", |scene| {
                let line = r#"exec script -qec "\"$1\" start --yes" /dev/null"#;
                scene.latchet_in_shell(line, &[]).run()
            })
            .exits(3)
            .sees(&["The credential store did not give access to the token.", "Answer its dialog"])
            .leaves(0, 0, "nothing")
            .then_starts("unlocked", reopened),
    ]
}

fn failing() -> Vec<Row> {
    vec![
        stopped("S9", "the store stands still", frozen, "store-not-responding")
            .sees(&[SILENT, "Restart it or log in again."])
            .then_starts("it goes on", |scene| scene.world.keyring().thaw()),
        row("S9b", "the store stands still", frozen)
            .by_saving()
            .exits(3)
            .sees(&[SILENT])
            .leaves(0, 0, "nothing")
            .also(promptly),
        row("S9c", "the store stands still", frozen)
            .by("the token is to be removed", |scene| scene.run(&["token", "remove"]))
            .exits(3)
            .sees(&[SILENT])
            .leaves(0, 0, "nothing")
            .also(promptly),
        row("S9d", "the store stands still", frozen)
            .by("the token is to be checked", |scene| scene.run(&["token", "check"]))
            .exits(3)
            .sees(&[SILENT])
            .leaves(0, 0, "nothing")
            .also(promptly),
        row("S10", "the store was restarted since the token was saved", |stage| {
            let mut scene = Scene::with_own_token(stage);
            reopened(&mut scene);
            scene
        })
        .starts()
        .leaves(1, 1, "started"),
        row("S11", "the store is killed while a token is being saved", frozen)
            .by("another token is to be saved", |scene| {
                let token = scene.practice.another_token();
                let saving = scene.latchet(&["token", "set"]).input(&token).spawn();
                scene.world.keyring().kill();
                saving.wait()
            })
            .exits(3)
            .leaves(0, 0, "nothing")
            .and_the_old_token_starts(|scene| scene.world.keyring().unlock()),
        row("S22", "the store's disk is full", |stage| {
            let mut scene = Scene::with_own_token(stage);
            scene.world.keyring().fill_disk();
            scene
        })
        .by_saving()
        .exits(3)
        .sees(&[FAILED, "See whether its disk is full"])
        .leaves(0, 0, "nothing")
        .and_the_old_token_starts(reopened),
        row("S16", "the store's disk is full", |stage| {
            let mut scene = Scene::with_own_token(stage);
            scene.world.keyring().fill_disk();
            scene
        })
        .by("the token is to be removed", |scene| scene.run(&["token", "remove"]))
        .exits(3)
        .sees(&[FAILED])
        .leaves(0, 0, "nothing")
        .and_the_old_token_starts(reopened),
    ]
}

fn changed_by_others() -> Vec<Row> {
    vec![
        stopped(
            "S12",
            "the store holds two entries of the same name",
            |stage| {
                let mut scene = Scene::with_own_token(stage);
                scene.world.keyring().double();
                scene
            },
            "token-ambiguous",
        )
        .sees(&["The credential store holds 2 entries where there should be one."])
        .sees(&["Remove the others in its password manager, or all of them: latchet token remove"]),
        stopped(
            "S13",
            "what the store holds is no text",
            |stage| {
                let mut scene = Scene::with_own_token(stage);
                scene.world.keyring().overwrite(b"canary-\xff\xfe");
                scene
            },
            "token-unreadable",
        )
        .sees(&["What the credential store holds is no token.", "Save it anew: latchet token set"])
        .also(|_, ended| assert!(!ended.all().contains("canary-"), "{}", ended.all()))
        .then("saved anew", Scene::set_token)
        .exits(0)
        .leaves(0, 0, "nothing")
        .then_starts("started", |_| ()),
        row("S14", "another program has changed the token", |stage| {
            let mut scene = Scene::with_own_token(stage);
            let token = scene.practice.another_token();
            scene.practice.server().revoke(scene.practice.token());
            scene.world.keyring().overwrite(token.as_bytes());
            scene.use_token(token);
            scene
        })
        .starts()
        .leaves(1, 1, "started"),
        stopped(
            "S15",
            "another program has removed the token",
            |stage| {
                let mut scene = Scene::with_own_token(stage);
                scene.world.keyring().remove_all();
                scene
            },
            "token-missing",
        )
        .sees(&[MISSING, "latchet token set"])
        .then("saved anew", Scene::set_token)
        .exits(0)
        .leaves(0, 0, "nothing")
        .then_starts("started", |_| ()),
        stopped("S15b", "no token was ever saved", Scene::with_own_store, "token-missing")
            .sees(&[MISSING, "Make one with write permission on your profile page"]),
        row("S23", "a new token takes the place of a revoked one", Scene::with_own_token)
            .by_saving()
            .exits(0)
            .sees(&["The token is saved in the credential store. It belongs to practice."])
            .leaves(0, 0, "nothing")
            .then_starts("the old one is revoked", |scene| {
                scene.practice.server().revoke(scene.practice.token());
            }),
        row("S23b", "a new token that the service does not accept", Scene::with_own_token)
            .by("it is to be saved", |scene| {
                scene.use_token("not-one-of-the-service".to_owned());
                scene.set_token()
            })
            .exits(4)
            .sees(&[
                "The service does not accept this token, so it is not saved.",
                "The token from before is kept.",
            ])
            .leaves(0, 0, "nothing")
            .and_the_old_token_starts(|_| ()),
        row("S23c", "a first token that the service does not accept", Scene::with_own_store)
            .by("it is to be saved", |scene| {
                scene.use_token("not-one-of-the-service".to_owned());
                scene.set_token()
            })
            .exits(0)
            .sees(&["It is saved, but the service does not accept it. Was all of it copied?"])
            .leaves(0, 0, "nothing"),
    ]
}

/// Texts that are no tokens never reach the store.
fn bad_tokens() -> Vec<Row> {
    let long = "x".repeat(2_049);
    [
        ("S17", "a token of 2,049 characters", long.as_str(), "this is longer than any token"),
        ("S17b", "a token with a space in it", "two words", "a token has no spaces, line breaks"),
        ("S17c", "a token with a line break in it", "two\nlines", "a token has no spaces, line"),
        ("S17d", "a token with a control character", "a\u{7}bell", "or special characters"),
        ("S17e", "an empty token", "\n", "there is no token; paste the one from your profile page"),
    ]
    .map(|(id, fault, token, words)| {
        let token = token.to_owned();
        row(id, fault, Scene::strict)
            .by("it is to be saved", move |scene| {
                scene.latchet(&["token", "set"]).input(&token).run()
            })
            .exits(2)
            .sees(&[words])
            .leaves(0, 0, "nothing")
            .then_starts("the token from before is still there", |_| ())
    })
    .into()
}
