//! What the command line costs, beside `curl`: `cargo xtask bench`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::behind::Behind;
use crate::figures::{Samples, figure, ratio};
use crate::practice::Practice;
use crate::program::Call;
use crate::tls::{self, Authority};
use crate::world::World;

const TIMES: usize = 40;
const STARTS: u64 = 100_000;

fn release(world: World) -> World {
    let program = std::env::var_os("LATCHET_PROGRAM").expect("LATCHET_PROGRAM names a release");
    world.running(program.as_ref())
}

/// How long a program takes from being spawned to being collected.
fn time(mut command: Command) -> Duration {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let began = Instant::now();
    let status = command.status().unwrap();
    let took = began.elapsed();
    assert!(status.success(), "{command:?}");
    took
}

fn time_call(call: Call) -> Duration {
    let ended = call.run();
    ended.expect_status(0);
    ended.took
}

fn curl(arguments: &[&str]) -> Command {
    let mut curl = Command::new("curl");
    curl.args(arguments);
    curl
}

/// Runs both in turn, so that whatever else the machine does befalls both.
fn in_turn(
    times: usize,
    mut ours: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> [Samples; 2] {
    let mut samples = [Samples::default(), Samples::default()];
    ours();
    other();
    for _ in 0..times {
        samples[0].add_time(ours());
        samples[1].add_time(other());
    }
    samples
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_commands() {
    let practice = Practice::strict();
    let world = release(World::headless(practice.url()));
    world
        .latchet(&["start", "--yes", "--token-stdin"])
        .input(practice.token())
        .run()
        .expect_status(0);
    for (arguments, measure) in [
        (&["--help"][..], "`latchet --help`"),
        (&["status", "--offline"], "`latchet status --offline`"),
    ] {
        let [ours, other] =
            in_turn(TIMES, || time_call(world.latchet(arguments)), || time(curl(&["--version"])));
        ratio(measure, "ms", &ours, ("`curl --version`", &other), 1.5);
    }
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_start() {
    let folder = tempfile::tempdir().unwrap();
    let (practice, authority) = (Practice::strict(), Authority::new(folder.path()));
    let behind = Behind::at(practice.address());
    let server = tls::serve(authority.valid(), move |request| behind.forward(request));
    let server = format!("https://localhost:{}", server.port());
    let authorization = format!("Authorization: Bearer {}", practice.token());
    let insert = format!("{server}/api/liveinsert.php");
    let post = || {
        practice.end_all();
        time(curl(&[
            "--silent",
            "--show-error",
            "--fail",
            "--cacert",
            authority.file(),
            "-H",
            &authorization,
            "-H",
            "Content-Type: application/json",
            "-d",
            r#"{"insertl":1,"public":0}"#,
            &insert,
        ]))
    };
    let world = release(World::with_keyring(&server));
    let trusting = |call: Call| call.env("SSL_CERT_FILE", authority.file());
    trusting(world.latchet(&["token", "set"]).input(practice.token())).run().expect_status(0);
    let start = || {
        practice.end_all();
        time_call(trusting(world.latchet(&["start", "--yes"])))
    };
    let [ours, other] = in_turn(TIMES, start, post);
    ratio(
        "`latchet start`, token from the credential store",
        "ms",
        &ours,
        ("`curl`, the same POST", &other),
        1.3,
    );
    let start = || {
        practice.end_all();
        time_call(trusting(
            world.latchet(&["start", "--yes", "--token-stdin"]).input(practice.token()),
        ))
    };
    let [ours, other] = in_turn(TIMES, start, post);
    ratio("`latchet start --token-stdin`", "ms", &ours, ("`curl`, the same POST", &other), 1.3);
}

/// Has the journal hold so many settled starts more, each like the one that is there.
fn fill(world: &World) {
    let files = world.files();
    let journal = files.iter().find(|file| file.ends_with("journal.sqlite")).unwrap();
    let mut journal = Connection::open(journal).unwrap();
    let tx = journal.transaction().unwrap();
    let numbers = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {STARTS})"
    );
    tx.execute(
        &format!(
        "{numbers} INSERT INTO intention (created_ms, account, plan, id_bound, settled, session_id)
         SELECT created_ms - i * 60000, account, plan, id_bound, settled, session_id + i
         FROM (SELECT * FROM intention LIMIT 1), n"
    ),
        [],
    )
    .unwrap();
    tx.execute(
        "INSERT INTO event (intention, at_ms, event)
         SELECT i.id, e.at_ms, e.event FROM intention i, event e
         WHERE i.id > 1 AND e.intention = 1 ORDER BY i.id, e.number",
        [],
    )
    .unwrap();
    tx.commit().unwrap();
}

#[test]
#[ignore = "for cargo xtask bench, on a release"]
fn bench_journal() {
    let practice = Practice::strict();
    let [full, empty] = [(); 2].map(|()| {
        practice.end_all();
        let world = release(World::headless(practice.url()));
        world
            .latchet(&["start", "--yes", "--token-stdin"])
            .input(practice.token())
            .run()
            .expect_status(0);
        world
    });
    fill(&full);
    let listed = full.latchet(&["history", "--json"]).run();
    assert_eq!(listed.json().as_array().map(Vec::len), Some(1_000), "{}", listed.all());
    for (arguments, measure) in [
        (&["pending", "list"][..], "open it, and see that nothing is pending"),
        (&["status", "--offline"], "`latchet status --offline`"),
        (&["history", "--limit", "50"], "a page of 50 of its history"),
    ] {
        let [ours, other] = in_turn(
            TIMES,
            || time_call(full.latchet(arguments)),
            || time_call(empty.latchet(arguments)),
        );
        let measure = format!("a journal of 100,000 starts: {measure}");
        ratio(&measure, "ms", &ours, ("a journal of one", &other), 2.0);
    }
}

#[test]
#[ignore = "for cargo xtask bench"]
fn bench_practice() {
    let practice = Practice::strict();
    let authorization = format!("Authorization: Bearer {}\r\n", practice.token());
    let body = r#"{"insertl":1,"public":0}"#;
    let request = format!(
        "POST /api/liveinsert.php HTTP/1.1\r\nHost: {}\r\n{authorization}Content-Type: \
         application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        practice.address(),
        body.len()
    );
    let mut samples = Samples::default();
    for _ in 0..500 {
        practice.end_all();
        let began = Instant::now();
        let answer = post(&practice, request.as_bytes());
        samples.add_time(began.elapsed());
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }
    figure("the practice server: a start, one after the other", "ms", &samples, None);
    let mut last = Samples::default();
    last.add(samples.percentile(99));
    figure("the same, what 99 of 100 do not exceed", "ms", &last, None);
    let mut rate = Samples::default();
    rate.add(1_000.0 / samples.median());
    figure("so many starts in a second", "1/s", &rate, None);
}

fn post(practice: &Practice, request: &[u8]) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(practice.address()).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
