//! N, second part: the network once the start is on its way.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use rustix::net::sockopt;

use super::kinds::{LATE, answering, lost, met_by, waits};
use super::network::UNREACHED;
use super::row::{Row, row};
use super::scene::Scene;
use crate::behind::{Behind, through};
use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::tls;

const BROKE: &str = "The connection broke after the start had been sent.";

/// Waits until the client has closed.
fn stay(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

pub(super) fn rows() -> Vec<Row> {
    let in_time = |_: &Scene, ended: &Ended| {
        assert!(ended.took < Duration::from_secs(30), "{}", ended.all());
    };
    let mut rows = vec![
        lost(
            "N9",
            "the server takes the start and never answers",
            |stage| Scene::behaving(stage, "no-answer:1").with_a_past(1),
            "timed_out",
        )
        .sees(&[LATE])
        .also(in_time)
        .slow()
        .proven_absent_and_sent_again(),
        lost(
            "N10",
            "the connection is closed without an answer; the start was not recorded",
            |stage| Scene::behaving(stage, "close-after-reading:1").with_a_past(1),
            "connection_lost",
        )
        .sees(&[BROKE])
        .proven_absent_and_sent_again(),
        lost(
            "N10b",
            "the connection is closed before the start was read",
            |stage| Scene::behaving(stage, "close-before-reading:1").with_a_past(1),
            "connection_lost",
        )
        .sees(&[BROKE])
        .proven_absent_and_sent_again(),
        row(
            "N10c",
            "the connection is closed without an answer; the start was recorded",
            |stage| Scene::behaving(stage, "close-after-recording"),
        )
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N11",
            "the connection is reset",
            |stage| {
                Scene::fronted(
                    stage,
                    met_by(|stream| {
                        // Closed in a moment, and then by a reset.
                        sockopt::set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
                    }),
                )
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        row("N12", "the answer is cut in the middle; the start was recorded", |stage| {
            Scene::behaving(stage, "cut-mid-response")
        })
        .starts()
        .leaves(1, 1, "started"),
        row("N12b", "the answer's length is wrong; the start was recorded", |stage| {
            Scene::behaving(stage, "wrong-length")
        })
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N12c",
            "the answer ends within its head",
            |stage| Scene::fronted(stage, answering(false, b"HTTP/1.1 201 Created\r\nContent-Len")),
            "connection_lost",
        )
        .sees(&[BROKE]),
        row("N13", "the answer's body comes at a byte a second; the start was recorded", |stage| {
            Scene::behaving(stage, "slow-drip")
        })
        .starts()
        .leaves(1, 1, "started")
        .also(in_time)
        .slow(),
        lost(
            "N13b",
            "the answer's head comes at five bytes a second",
            |stage| Scene::fronted(stage, met_by(drip)),
            "timed_out",
        )
        .sees(&[LATE])
        .also(in_time)
        .slow(),
        row("N14", "the answer has 50 MB; the start was recorded", |stage| {
            Scene::behaving(stage, "huge-body")
        })
        .starts()
        .leaves(1, 1, "started"),
        lost(
            "N14b",
            "the answer is a 200 that never ends",
            |stage| Scene::fronted(stage, met_by(pour)),
            "unreadable",
        )
        .sees(&["The answer (status 200) does not say."])
        .also(in_time),
    ];
    for (id, status, fault) in [
        ("N15", 301, "the server answers 301 and points elsewhere on itself"),
        ("N15b", 302, "the server answers 302 and points elsewhere on itself"),
        ("N15c", 303, "the server answers 303 and points elsewhere on itself"),
    ] {
        rows.push(
            lost(
                id,
                fault,
                move |stage| {
                    let to = "Location: /elsewhere\r\n";
                    Scene::fronted(stage, answering(false, raw::answer(status, to, b"")))
                },
                "moved",
            )
            .sees(&["that was not followed."])
            .also(|scene, _| {
                let followed = scene.front().requests();
                assert!(followed.iter().all(|request| request.target != "/elsewhere"));
            }),
        );
    }
    for (id, status, fault) in [
        (
            "N16",
            307,
            "the server answers 307 and points to another server, which would get the token",
        ),
        (
            "N16b",
            308,
            "the server answers 308 and points to another server, which would get the token",
        ),
    ] {
        rows.push(
            lost(
                id,
                fault,
                move |stage| {
                    let other = Raw::unwanted();
                    let to = format!("Location: {}/api/liveinsert.php\r\n", other.url());
                    let answer = answering(false, raw::answer(status, &to, b""));
                    Scene::fronted(stage, answer).watching(other)
                },
                "moved",
            )
            .sees(&["that was not followed."])
            .also(|scene, _| assert_eq!(scene.other().connections(), 0, "not a byte went there")),
        );
    }
    rows.extend([
        lost(
            "N17",
            "the server answers 301 over https and points to plain http",
            |stage| {
                let other = Raw::unwanted();
                let to = format!("Location: {}/api/liveinsert.php\r\n", other.url());
                let scene = Scene::elsewhere(stage, "", |practice| {
                    let behind = Behind::at(practice);
                    let server = tls::serve(stage.authority.valid(), move |request| {
                        if request.is_start() {
                            raw::answer(301, &to, b"")
                        } else {
                            behind.forward(request)
                        }
                    });
                    format!("https://localhost:{}", server.port())
                });
                scene.with("SSL_CERT_FILE", stage.authority.file()).watching(other)
            },
            "moved",
        )
        .sees(&["that was not followed."])
        .leaves(0, 0, "unknown")
        .also(|scene, _| assert_eq!(scene.other().connections(), 0, "not a byte went there")),
        lost(
            "N18",
            "the answer is no HTTP",
            |stage| Scene::fronted(stage, answering(false, b"SSH-2.0-OpenSSH_9.2\r\n")),
            "connection_lost",
        )
        .sees(&[BROKE]),
        lost(
            "N19",
            "the answer has a thousand headers",
            |stage| {
                let many = "X-Header: nothing\r\n".repeat(1_000);
                Scene::fronted(stage, answering(false, raw::answer(201, &many, b"{}")))
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        lost(
            "N19b",
            "the answer has a header of a megabyte",
            |stage| {
                let long = format!("X-Header: {}\r\n", "x".repeat(1 << 20));
                Scene::fronted(stage, answering(false, raw::answer(201, &long, b"{}")))
            },
            "connection_lost",
        )
        .sees(&[BROKE]),
        row(
            "N20",
            "the server keeps connections open, and would close them under the next start",
            |stage| {
                Scene::fronted(stage, |request, stream, behind| {
                    let answer = String::from_utf8(behind.forward(request)).unwrap();
                    let answer = answer.replace("connection: close", "connection: keep-alive");
                    let _ = stream.write_all(answer.as_bytes());
                    stay(stream);
                })
            },
        )
        .starts()
        .leaves(1, 1, "started")
        .also(|scene, _| {
            let front = scene.front();
            assert_eq!(front.connections(), front.requests().len(), "each request has its own");
        }),
        lost(
            "N22",
            "a log-in page of the network answers 200 with HTML",
            |stage| Scene::behaving(stage, "html"),
            "unreadable",
        )
        .sees(&["A log-in page of the network looks like that."]),
        lost(
            "N22b",
            "a log-in page of the network answers everything, reads too",
            |stage| {
                let page = raw::html(200, "<html><form>Log in</form></html>");
                Scene::fronted(stage, move |_, stream, _| drop(stream.write_all(&page)))
            },
            "unreadable",
        )
        .sees(&["A log-in page of the network looks like that."])
        .then("logged in: looked up 31 s later", |scene| {
            scene.open(through);
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then(
            "looked up a minute after that: it would tell a time in a zone that is not proven",
            |scene| {
                scene.later(64);
                scene.send()
            },
        )
        .exits(8)
        .sees(&["it is not proven that the tracker's zone is your account's."])
        .leaves(1, 0, "held")
        .then("sent all the same", Scene::send)
        .exits(0)
        .leaves(2, 1, "started"),
        lost(
            "N23",
            "the computer sleeps during the request, and the server gives the connection up",
            Scene::held_up,
            "connection_lost",
        )
        .by("", |scene| {
            let start = scene.start_call(&[]).spawn();
            scene.front().await_start();
            start.signal("STOP");
            scene.release();
            start.signal("CONT");
            start.wait()
        })
        .sees(&[BROKE]),
        waits(
            "N24",
            "the network is gone at the click; the resident program sees it come back",
            Scene::closed,
        )
        .sees(&[UNREACHED])
        .then("with the service back, the resident program without an icon", |scene| {
            scene.open(through);
            scene.run(&["tray", "--until-settled"])
        })
        .exits(0)
        .leaves(1, 1, "started"),
    ]);
    rows
}

/// Five bytes a second, for as long as the client listens.
fn drip(stream: &mut TcpStream) {
    for byte in b"HTTP/1.1 201 Created\r\nX-Slow: ".iter().chain(std::iter::repeat(&b'x')) {
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
}

/// A body without an end.
fn pour(stream: &mut TcpStream) {
    let mut piece = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    while stream.write_all(&piece).is_ok() {
        piece = vec![b' '; 64 * 1024];
    }
}
