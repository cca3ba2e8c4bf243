//! P: the program is killed, interrupted, or there twice.

use std::fs;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::kinds::{WAITS, is_back};
use super::network::black_hole;
use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::behind::through;
use crate::program::{Ended, Running};
use crate::shim::{Fault, Kind, journals};

/// A start that is killed at a labelled point.
fn killed_at(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
    point: &'static str,
) -> Row {
    row(id, fault, made)
        .by("", move |scene| scene.start_call(&[]).env("LATCHET_CRASH_AT", point).run())
        .killed()
}

/// A `pending send` that is killed there.
fn sending_killed_at(point: &'static str) -> impl Fn(&mut Scene) -> Ended + Send + Sync {
    move |scene| {
        let number = scene.number.to_string();
        let send = scene.latchet(&["pending", "send", &number]);
        send.env("LATCHET_CRASH_AT", point).run()
    }
}

/// A signal comes when the start has.
fn signalled(name: &'static str) -> impl Fn(&mut Scene) -> Ended + Send + Sync {
    move |scene| {
        let start = scene.start_call(&[]).spawn();
        scene.front().await_start();
        start.signal(name);
        start.wait()
    }
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Row {
    fn then_starts_again(self) -> Self {
        self.then("started again", Scene::start).starts().leaves(1, 1, "started")
    }

    fn then_found(self) -> Self {
        self.then("looked up", Scene::send)
            .exits(0)
            .sees(&["Session 1 has started."])
            .leaves(1, 1, "started")
    }
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = while_starting();
    rows.extend(while_looking());
    rows.extend(while_delivering());
    rows.extend(at_once());
    rows
}

fn while_starting() -> Vec<Row> {
    vec![
        killed_at("P1", "killed before anything is recorded", Scene::strict, "turn-taken")
            .leaves(0, 0, "nothing")
            .then_starts_again(),
        killed_at("P1b", "killed after the read that comes first", Scene::strict, "bound-read")
            .leaves(0, 0, "nothing")
            .then_starts_again(),
        row("P2", "the power goes before what is recorded has reached the disk", |stage| {
            Scene::on_a_bad_disk(
                stage,
                |_| (),
                |before, _| {
                    let mut syncs = before.iter().filter(|operation| operation.kind == Kind::Sync);
                    Fault::power_cut(syncs.next_back().expect("one sync").number)
                },
            )
        })
        .by("", |scene| {
            let ended = scene.start();
            scene.mend(true);
            ended
        })
        .killed()
        .leaves(0, 0, "nothing")
        .then_starts_again(),
        killed_at(
            "P3",
            "killed when it is recorded and not sent",
            |stage| Scene::strict(stage).with_a_past(1),
            "recorded",
        )
        .leaves(0, 0, "unknown")
        .then("started again", Scene::start)
        .ends(7, "not_sent", "blocked")
        .sees(&["Nothing was sent: an earlier start (number 1) is not settled yet."])
        .sees(&["The program ended while it was sending."])
        .leaves(0, 0, "unknown")
        .proven_absent_and_sent_again(),
        row("P4", "killed while it connects", connecting)
            .by("", |scene| {
                let start = scene.start_call(&[]).spawn();
                until("it is being sent", || scene.journal() == "refused, sending");
                start.signal("KILL");
                start.wait()
            })
            .killed()
            .leaves(1, 0, "refused, unknown")
            .then("with the service back, looked up", |scene| {
                scene.release_kept();
                is_back(scene)
            })
            .exits(7)
            .leaves(1, 0, "refused, unknown"),
        row("P6", "killed when the start has been sent", |stage| {
            Scene::held_up(stage).with_a_past(1)
        })
        .by("", |scene| {
            let ended = signalled("KILL")(scene);
            scene.open(through);
            ended
        })
        .killed()
        .leaves(1, 0, "unknown")
        .proven_absent_and_sent_again(),
        row(
            "P7",
            "killed when the session is recorded and the answer is on its way",
            Scene::unanswered,
        )
        .by("", |scene| {
            let start = scene.start_call(&[]).spawn();
            until("it is recorded", || scene.sessions() == 1);
            start.signal("KILL");
            start.wait()
        })
        .killed()
        .leaves(1, 1, "unknown")
        .then_found(),
        killed_at("P8", "killed when the answer has come", Scene::strict, "answered")
            .leaves(1, 1, "unknown")
            .then_found(),
        killed_at(
            "P8b",
            "killed when it was refused, before that is recorded",
            |stage| Scene::behaving(stage, "answer-400:1").with_a_past(1),
            "answered",
        )
        .leaves(1, 0, "unknown")
        .proven_absent_and_sent_again(),
        row("P9", "killed in the middle of recording the outcome", |stage| {
            Scene::on_a_bad_disk(
                stage,
                |_| (),
                |_, after| {
                    let write = after.iter().find(|operation| operation.kind == Kind::Write);
                    Fault::torn(write.expect("one write").number)
                },
            )
        })
        .by("", |scene| {
            let ended = scene.start();
            scene.mend(false);
            ended
        })
        .killed()
        .leaves(1, 1, "unknown")
        .then_found(),
        row("P10", "killed while the journal's log is put into the journal", |stage| {
            Scene::on_a_bad_disk(stage, grow_the_log, |_, after| {
                let is_it = |file: &str, kind| file == "journal.sqlite" && kind == Kind::Write;
                let mut writes = after.iter().filter(|one| is_it(&one.file, one.kind));
                Fault::torn(writes.next().expect("a checkpoint").number)
            })
        })
        .by("", |scene| {
            let ended = scene.start();
            scene.mend(false);
            ended
        })
        .killed()
        .leaves(1, 1, "started"),
        killed_at("P9b", "killed when the outcome is recorded", Scene::strict, "outcome-recorded")
            .leaves(1, 1, "started"),
        killed_at("P9c", "killed when it is recorded that it waits", Scene::closed, "deferred")
            .leaves(0, 0, "waiting")
            .then("with the service back, sent", is_back)
            .exits(0)
            .leaves(1, 1, "started"),
        killed_at(
            "P9d",
            "killed when the service wants the start told, before it is sent again",
            |stage| Scene::behaving(stage, "startdate-mandatory").with_a_past(1),
            "start-told",
        )
        .leaves(1, 0, "unknown")
        .proven_absent_and_sent_again(),
    ]
}

/// So long that it is put into the journal after the next start.
fn grow_the_log(scene: &Scene) {
    let file = journals(&scene.world).pop().expect("a journal");
    let journal = Connection::open(file).unwrap();
    journal.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    let grow = "PRAGMA wal_autocheckpoint = 0;
        INSERT INTO memory (name, value) VALUES ('padding', hex(randomblob(1000000)));
        DELETE FROM memory WHERE name = 'padding';";
    journal.execute_batch(grow).unwrap();
}

/// The highest number of a session is known, and connections hang.
fn connecting(stage: &Stage) -> Scene {
    let mut scene = Scene::fronted_behaving(stage, "answer-400:1", through);
    scene.start().expect_status(6);
    scene.close();
    scene.number = 2;
    let hole = black_hole(scene.address());
    scene.keep(hole)
}

fn while_looking() -> Vec<Row> {
    let recorded = |stage: &Stage| Scene::behaving(stage, "error-500-after-recording");
    vec![
        killed_at("P12", "500; killed before it is looked up", recorded, "check-recorded")
            .leaves(1, 1, "unknown")
            .then_found(),
        killed_at("P12b", "500; killed when it was looked up", recorded, "check-read")
            .leaves(1, 1, "unknown")
            .then_found(),
        killed_at(
            "P12c",
            "500; killed when what was found is recorded",
            recorded,
            "verdict-recorded",
        )
        .leaves(1, 1, "started"),
        killed_at("P12d", "killed before what stands is read back", Scene::strict, "read-back")
            .leaves(1, 1, "started"),
        killed_at(
            "P12e",
            "201 without a number; killed when that has been read back",
            |stage| Scene::behaving(stage, "empty-body"),
            "identified",
        )
        .leaves(1, 1, "started"),
        row("P13", "killed while a new token takes the place of the old one", |stage| {
            let mut scene = Scene::with_own_token(stage);
            scene.world.keyring().freeze();
            scene
        })
        .by("a new token is to be saved", |scene| {
            let token = scene.practice.another_token();
            let saving = scene.latchet(&["token", "set"]).input(&token).spawn();
            until("it is at the store", || has_thread(&saving, "vault"));
            saving.signal("KILL");
            scene.world.keyring().thaw();
            saving.wait()
        })
        .killed()
        .leaves(0, 0, "nothing")
        .then("one of the two is there: started", Scene::start)
        .starts()
        .leaves(1, 1, "started"),
    ]
}

fn has_thread(running: &Running, name: &str) -> bool {
    let tasks = fs::read_dir(format!("/proc/{}/task", running.pid())).into_iter().flatten();
    let names = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("comm")).ok());
    names.into_iter().any(|comm| comm.trim() == name)
}

fn while_delivering() -> Vec<Row> {
    let waiting = |id, fault| {
        row(id, fault, Scene::closed)
            .ends(8, "waiting", "waiting")
            .sees(&[WAITS])
            .leaves(0, 0, "waiting")
    };
    vec![
        waiting("P3b", "a start that waits is killed as it is to be sent")
            .then("with the service back, killed before that is recorded", |scene| {
                scene.open(through);
                sending_killed_at("delivery-checked")(scene)
            })
            .killed()
            .leaves(0, 0, "waiting")
            .then("sent", Scene::send)
            .exits(0)
            .leaves(1, 1, "started"),
        waiting("P3c", "a start that waits is killed as it is sent")
            .then("with the service back, killed when that is recorded", |scene| {
                scene.open(through);
                sending_killed_at("delivery-recorded")(scene)
            })
            .killed()
            .leaves(0, 0, "unknown")
            .then("looked up 31 s later", |scene| {
                scene.later(31);
                scene.send()
            })
            .exits(7)
            .leaves(0, 0, "unknown"),
        row(
            "P3d",
            "one click, and killed in the seconds in which it can be taken back",
            Scene::strict,
        )
        .by("", |scene| {
            let click = scene.start_call(&["--notify"]);
            click.env("LATCHET_CRASH_AT", "grace-recorded").run()
        })
        .killed()
        .leaves(0, 0, "grace")
        .then("seen 20 s later", |scene| {
            scene.later(20);
            scene.run(&["pending", "list"])
        })
        .exits(0)
        .leaves(0, 0, "cancelled"),
        row("P18", "SIGTERM, as at log-out, while the answer is awaited", Scene::held_up)
            .by("", signalled("TERM"))
            .killed()
            .leaves(1, 0, "unknown")
            .also(|_, ended| assert!(ended.took < Duration::from_secs(10), "{}", ended.all())),
        row("P18b", "Ctrl-C while the answer is awaited", Scene::held_up)
            .by("", signalled("INT"))
            .exits(130)
            .sees(&["Interrupted. If it was being sent, latchet pending list tells."])
            .leaves(1, 0, "unknown"),
        row("P18c", "the terminal is closed while the answer is awaited", Scene::held_up)
            .by("", signalled("HUP"))
            .killed()
            .leaves(1, 0, "unknown"),
    ]
}

fn at_once() -> Vec<Row> {
    vec![
        row("P15", "two starts at the same moment", Scene::strict)
            .by("", |scene| {
                let both = [scene.start_call(&[]).spawn(), scene.start_call(&[]).spawn()];
                let [one, other] = both.map(Running::wait);
                let (first, second) =
                    if one.status == Some(0) { (one, other) } else { (other, one) };
                first.expect_status(0);
                second
            })
            .ends(5, "refused", "overlap")
            .leaves(2, 1, "started, refused"),
        row("P15b", "a start that waits is sent by two programs at once", Scene::closed)
            .by("", |scene| {
                scene.start().expect_status(8);
                scene.open(through);
                let send = ["pending", "send", "1"];
                let both = [scene.latchet(&send).spawn(), scene.latchet(&send).spawn()];
                let [one, other] = both.map(Running::wait);
                let (first, second) =
                    if one.status == Some(0) { (one, other) } else { (other, one) };
                first.expect_status(0);
                second
            })
            .exits(2)
            .sees(&["Nothing was done: this start has started."])
            .leaves(1, 1, "started"),
        row("P15c", "a second start while the first one's answer is awaited", Scene::unanswered)
            .by("", |scene| {
                let first = scene.start_call(&[]).spawn();
                until("it is recorded", || scene.sessions() == 1);
                let second = scene.start_call(&[]).spawn();
                until("it is there", || fs::metadata(format!("/proc/{}", second.pid())).is_ok());
                scene.release();
                first.wait().expect_status(0);
                second.wait()
            })
            .ends(5, "refused", "overlap")
            .leaves(2, 1, "started, refused"),
    ]
}
