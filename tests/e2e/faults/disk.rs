//! D: the disk that the journal and the settings are on.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;

use super::kinds::UNKNOWN;
use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::program::Ended;
use crate::shim::{EVER, Fault, Kind, Operation, journals};

const UNRECORDED: &str = "It went out, but what became of it could not be recorded:";
const NOTHING_SENT: &str = "so nothing is sent";

/// It can't be remembered, so it isn't sent.
fn stopped(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
) -> Row {
    row(id, fault, made).ends(1, "not_sent", "journal").sees(&[NOTHING_SENT])
}

impl Row {
    /// The disk is as it should be, and the user starts again.
    fn then_mended(self) -> Self {
        self.then("mended, and started again", |scene| {
            scene.mend(false);
            scene.start()
        })
    }

    fn then_looked_up(self) -> Self {
        self.then("mended, and looked up", |scene| {
            scene.mend(false);
            scene.send()
        })
        .exits(0)
        .leaves(1, 1, "started")
    }
}

/// A journal with a start of which nobody knows is damaged. It is kept, and goes on in a new one.
fn rescued(id: &'static str, fault: &'static str, made: fn(&Stage) -> Scene) -> Row {
    row(id, fault, made)
        .sees(&["The journal was damaged. Every start that could be read goes on in a new one;"])
        .also(|scene, ended| {
            let kept = journal(scene).with_file_name("journal.sqlite.damaged");
            assert!(kept.exists(), "{} is kept\n{}", kept.display(), ended.all());
        })
}

fn last_sync(operations: &[Operation]) -> usize {
    let mut syncs = operations.iter().filter(|operation| operation.kind == Kind::Sync);
    syncs.next_back().expect("one sync").number
}

fn first(operations: &[Operation], kind: Kind) -> usize {
    operations.iter().find(|operation| operation.kind == kind).expect("one of a kind").number
}

/// The journal of a machine that has tried to start one session, of which nobody knows what became;
/// and something is done to it.
fn with_a_journal(stage: &Stage, damage: impl Fn(&mut Vec<u8>)) -> Scene {
    let mut scene = Scene::behaving(stage, "close-after-reading:1");
    scene.start().expect_status(7);
    let file = journal(&scene);
    // What is still in its log belongs to it.
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    Connection::open(&file).unwrap().execute_batch(checkpoint).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    damage(&mut bytes);
    fs::write(file, bytes).unwrap();
    scene
}

fn journal(scene: &Scene) -> PathBuf {
    journals(&scene.world).pop().expect("a journal")
}

fn damaged_settings(stage: &Stage, names: &[&str]) -> Scene {
    let scene = Scene::strict(stage);
    for name in names {
        fs::write(scene.world.latchet_home().join(name), "= broken").unwrap();
    }
    scene
}

fn expect_files(names: &'static [&'static str]) -> impl Fn(&Scene, &Ended) {
    move |scene, ended| {
        for name in names {
            let file = scene.world.latchet_home().join(name);
            assert!(file.exists(), "{} is kept\n{}", file.display(), ended.all());
        }
    }
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = failing();
    rows.extend(damaged());
    rows
}

fn failing() -> Vec<Row> {
    vec![
        stopped("D1", "the disk is full from the first write on", Scene::strict)
            .by("", |scene| {
                let full = r#"trap "" XFSZ; ulimit -f 0; exec "$@""#;
                scene.latchet_in_shell(full, &["start", "--yes", "--json"]).run()
            })
            .leaves(0, 0, "nothing")
            .then("there is room again, and it is started again", Scene::start)
            .starts()
            .leaves(1, 1, "started"),
        stopped("D1b", "the disk fills up while the start is being recorded", |stage| {
            Scene::on_a_bad_disk(
                stage,
                |_| (),
                |before, _| Fault::full(first(before, Kind::Write)..=EVER),
            )
        })
        .leaves(0, 0, "nothing")
        .then_mended()
        .starts()
        .leaves(1, 1, "started"),
        row("D1c", "the disk fills up while the start is on its way", |stage| {
            Scene::on_a_bad_disk(stage, |_| (), |_, after| Fault::full(after[0].number..=EVER))
        })
        .ends(7, "unknown", "unrecorded")
        .sees(&[UNKNOWN, UNRECORDED, "The next start looks it up first."])
        .leaves(1, 1, "unknown")
        .then_looked_up(),
        stopped("D2", "the disk fails as the start is being recorded", |stage| {
            Scene::on_a_bad_disk(
                stage,
                |_| (),
                |before, _| {
                    let sync = last_sync(before);
                    Fault::bad(sync..=sync)
                },
            )
        })
        .leaves(0, 0, "nothing")
        .then_mended()
        .starts()
        .leaves(1, 1, "started"),
        row("D2b", "the disk fails as the outcome is being recorded", |stage| {
            Scene::on_a_bad_disk(
                stage,
                |_| (),
                |_, after| {
                    let sync = first(after, Kind::Sync);
                    Fault::bad(sync..=sync)
                },
            )
        })
        .ends(7, "unknown", "unrecorded")
        .sees(&[UNKNOWN, UNRECORDED, "The next start looks it up first."])
        .leaves(1, 1, "unknown")
        .then_looked_up(),
        stopped("D3", "in the data folder nothing can be made", |stage| {
            Scene::strict(stage).with("LATCHET_HOME", "/proc/latchet")
        })
        .leaves(0, 0, "can't be read"),
        row("D3b", "the data folder is a file", |stage| {
            Scene::strict(stage).with("LATCHET_HOME", "/dev/null")
        })
        .ends(1, "not_sent", "environment")
        .sees(&["The settings can't be read, so nothing was done:"])
        .leaves(0, 0, "can't be read"),
        row("D8", "files can't be locked, as on a network's file system without locks", |stage| {
            Scene::strict(stage).without_locks(stage)
        })
        .ends(1, "not_sent", "folder")
        .sees(&["The data folder can't be used, so nothing is sent:"])
        .leaves(0, 0, "nothing")
        .then_mended()
        .starts()
        .leaves(1, 1, "started"),
        stopped("D9", "the journal is a link to elsewhere", |stage| {
            let scene = Scene::strict(stage);
            let file = journal(&scene);
            let elsewhere = file.with_file_name("elsewhere");
            fs::rename(&file, &elsewhere).unwrap();
            std::os::unix::fs::symlink(elsewhere, file).unwrap();
            scene
        })
        .leaves(0, 0, "can't be read"),
    ]
}

fn damaged() -> Vec<Row> {
    vec![
        rescued("D5", "the journal's first page is overwritten", |stage| {
            with_a_journal(stage, |bytes| bytes[16..4_096].fill(0xa5))
        })
        .ends(7, "not_sent", "blocked")
        .sees(&["Nothing was sent: an earlier start (number 1) is not settled yet."])
        .leaves(1, 0, "unknown"),
        rescued("D5b", "the journal is cut in half", |stage| {
            with_a_journal(stage, |bytes| bytes.truncate(bytes.len() / 2))
        })
        .ends(7, "not_sent", "blocked")
        .sees(&["Nothing was sent: an earlier start (number 1) is not settled yet."])
        .leaves(1, 0, "unknown"),
        rescued("D5c", "every page of the journal but the first is overwritten", |stage| {
            with_a_journal(stage, |bytes| bytes[4_096..].fill(0xa5))
        })
        .starts()
        .leaves(2, 1, "started"),
        row("D5d", "the settings are damaged", |stage| damaged_settings(stage, &["settings.toml"]))
            .starts()
            .sees(&["The settings could not be read. The file was kept as"])
            .leaves(1, 1, "started")
            .also(expect_files(&["settings.toml.damaged"])),
        stopped("D6", "the journal was written by a newer version", |stage| {
            // Where SQLite keeps `user_version`.
            with_a_journal(stage, |bytes| bytes[60..64].fill(0x7f))
        })
        .leaves(1, 0, "can't be read")
        .also(|scene, _| assert_eq!(fs::read(journal(scene)).unwrap()[60..64], [0x7f; 4])),
        row("D7", "the settings are damaged, for the second time", |stage| {
            damaged_settings(stage, &["settings.toml", "settings.toml.damaged"])
        })
        .starts()
        .leaves(1, 1, "started")
        .also(expect_files(&["settings.toml.damaged", "settings.toml.damaged-1"])),
    ]
}
