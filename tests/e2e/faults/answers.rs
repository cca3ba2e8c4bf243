//! A: everything that a service, or something that answers in its name, can say.

use std::io::Write as _;
use std::sync::Mutex;

use super::kinds::{UNKNOWN, answering, is_back, lost, waits};
use super::row::{Row, row};
use super::scene::Scene;
use super::stage::Stage;
use crate::behind::through;
use crate::program::Ended;
use crate::raw::{self, Request};

const NOTHING_RECORDED: &str = "No session was recorded.";
const LOOK_UP: &str = "Look on the website whether it stands, then say so:";

/// A final no, after one POST.
fn refused(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
    status: i32,
    code: &'static str,
) -> Row {
    row(id, fault, made).ends(status, "refused", code).leaves(1, 0, "refused")
}

/// It was recorded, and that is found out.
fn found(id: &'static str, fault: &'static str, made: fn(&Stage) -> Scene) -> Row {
    row(id, fault, made).starts().leaves(1, 1, "started")
}

fn said(answer: Vec<u8>) -> impl Fn(&Stage) -> Scene + Send + Sync + 'static {
    move |stage| Scene::fronted(stage, answering(false, answer.clone()))
}

/// The service works again, and is looked into.
fn looked_up(scene: &mut Scene) -> Ended {
    scene.play("");
    scene.later(31);
    scene.send()
}

fn says_nothing_of_absence(_: &Scene, ended: &Ended) {
    assert!(!ended.all().contains("does not show it yet"), "{}", ended.all());
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = final_ones();
    rows.extend(open_ones());
    rows.extend(unreadable_ones());
    rows.extend(unanswered_looks());
    rows
}

fn final_ones() -> Vec<Row> {
    vec![
        refused(
            "A1",
            "401: the token was revoked",
            |stage| {
                let scene = Scene::strict(stage);
                scene.practice.server().revoke(scene.practice.token());
                scene
            },
            4,
            "token_invalid",
        )
        .sees(&["The service does not accept the token.", NOTHING_RECORDED])
        .sees(&["Make a new one on your profile page and save it: latchet token set"])
        .then("a new token is saved", Scene::save_another_token)
        .exits(0)
        .leaves(1, 0, "refused")
        .then("started again", Scene::start)
        .starts()
        .leaves(2, 1, "refused, started"),
        waits("A1b", "the token is revoked while a start waits for the network", Scene::closed)
            .then("the service is back and does not accept the token", |scene| {
                scene.practice.server().revoke(scene.practice.token());
                is_back(scene)
            })
            .exits(8)
            .sees(&["The service does not accept the token any more."])
            .leaves(0, 0, "waiting")
            .then("a new token is saved", Scene::save_another_token)
            .exits(0)
            .leaves(0, 0, "waiting")
            .then("sent", Scene::send)
            .exits(0)
            .leaves(1, 1, "started"),
        refused(
            "A1c",
            "401 by a proxy on the way, in HTML",
            said(raw::html(401, "<h1>Log in to the network</h1>")),
            4,
            "refused_elsewhere",
        )
        .sees(&["Something on the way refused the start with status 401"])
        .sees(&["The service says: “Log in to the network”"]),
        refused(
            "A2",
            "403: the token has no write permission",
            |stage| {
                let mut scene = Scene::strict(stage);
                scene.use_token(scene.practice.read_only_token());
                scene.set_token().expect_status(0);
                scene
            },
            4,
            "no_write_permission",
        )
        .sees(&["This token has no write permission, so it can't start a session."]),
        refused(
            "A2b",
            "403 by a firewall on the way, in HTML",
            said(raw::html(403, "<h1>Forbidden</h1>")),
            4,
            "refused_elsewhere",
        )
        .sees(&["Something on the way refused the start with status 403"]),
        refused("A3", "404: the address is wrong", said(raw::json(404, "{}")), 6, "refused_status")
            .sees(&["If this goes on, check the address: latchet doctor"]),
        refused("A3b", "405: so it is", said(raw::html(405, "")), 6, "refused_status")
            .sees(&["The service refused the start with status 405."]),
        row("A4", "409: another session stands", |stage| {
            let scene = Scene::strict(stage);
            scene.practice.server().start_on_the_web().unwrap();
            scene
        })
        .ends(5, "refused", "overlap")
        .sees(&["Another session already stands at that time, so nothing was started."])
        .leaves(1, 1, "refused"),
        lost(
            "A4b",
            "409 for a start that is sent again, since its first request has come late after all",
            |stage| Scene::fronted(stage, late_landing()).with_a_past(1),
            "connection_lost",
        )
        .then("looked up 31 s later", |scene| {
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .leaves(1, 0, "unknown")
        .then("a minute after that it is sent again, and meets itself", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(0)
        .sees(&["Session 2 has started."])
        .leaves(2, 1, "started"),
        refused(
            "A5",
            "400 that names a field",
            said(raw::json(400, r#"{"error":"scheduledend is malformed"}"#)),
            6,
            "refused_input",
        )
        .sees(&["it did not accept what was sent."])
        .sees(&["The service says: “scheduledend is malformed”"])
        .also(|_, ended| assert_eq!(ended.json()["reason"]["field"], "end")),
        refused("A5b", "413: too long", said(raw::answer(413, "", b"")), 6, "refused_status"),
        refused(
            "A5c",
            "422: not understood",
            said(raw::json(422, r#"{"message":"no"}"#)),
            6,
            "refused_status",
        )
        .sees(&["The service says: “no”"]),
        row("A5d", "400: the start's date is mandatory", |stage| {
            Scene::behaving(stage, "startdate-mandatory")
        })
        .starts()
        .leaves(2, 1, "started"),
        refused(
            "A14",
            "the error repeats the token",
            |stage| {
                Scene::fronted(stage, |request, stream, behind| {
                    if !request.is_start() {
                        return through(request, stream, behind);
                    }
                    let token = request.header("authorization").unwrap();
                    let words = format!(r#"{{"error":"no such thing: {token}"}}"#);
                    let _ = stream.write_all(&raw::json(400, &words));
                })
            },
            6,
            "refused_input",
        )
        .sees(&["no such thing: Bearer <redacted>"]),
    ]
}

/// The first start is kept back until the second comes, and lands before it.
fn late_landing()
-> impl Fn(&Request, &mut std::net::TcpStream, &crate::behind::Behind) + Send + Sync + 'static {
    let first = Mutex::new(None);
    move |request, stream, behind| {
        if request.is_start() {
            let mut first = first.lock().unwrap();
            let Some(late) = first.take() else {
                *first = Some(request.clone());
                return;
            };
            behind.forward(&late);
        }
        through(request, stream, behind);
    }
}

/// What proves nothing: looked up, and sent again where it does not stand.
fn open_ones() -> Vec<Row> {
    let busy = "The server was too busy to answer";
    let mut rows = vec![
        lost(
            "A6",
            "429 with Retry-After: 30",
            |stage| Scene::behaving(stage, "answer-429:1").with_a_past(1),
            "server_busy",
        )
        .sees(&[busy])
        .proven_absent_and_sent_again(),
    ];
    for (id, fault, status, header) in [
        ("A6b", "503 with Retry-After as a date", 503, "Thu, 01 Jan 2099 00:00:00 GMT"),
        ("A6c", "429 with an absurd Retry-After: 1000000000", 429, "1000000000"),
        ("A6d", "503 with a negative Retry-After", 503, "-5"),
    ] {
        let answer = raw::answer(status, &format!("Retry-After: {header}\r\n"), b"");
        rows.push(lost(id, fault, said(answer), "server_busy").sees(&[busy]));
    }
    rows.extend([
        found("A7", "500; the start was recorded", |stage| {
            Scene::behaving(stage, "error-500-after-recording")
        }),
        lost(
            "A8",
            "500; the start was not recorded",
            |stage| Scene::behaving(stage, "answer-500:1").with_a_past(1),
            "server_error",
        )
        .sees(&["The server answered with status 500."])
        .proven_absent_and_sent_again(),
        lost("A8b", "502 by a proxy, in HTML", said(raw::html(502, "Bad Gateway")), "server_error")
            .sees(&["The server answered with status 502."]),
        lost("A8c", "408: too slow", said(raw::answer(408, "", b"")), "server_error")
            .sees(&["The server answered with status 408.", LOOK_UP])
            .then("a new start meanwhile", Scene::start)
            .ends(7, "not_sent", "blocked")
            .sees(&["Nothing was sent: an earlier start (number 1) is not settled yet."])
            .leaves(1, 0, "unknown")
            .then("said not to stand", |scene| {
                scene.run(&["pending", "settle", "1", "--not-started"])
            })
            .exits(0)
            .leaves(1, 0, "not_started"),
    ]);
    rows
}

/// 2xx and errors in no known shape.
fn unreadable_ones() -> Vec<Row> {
    const WARNING: &str =
        "<br />\n<b>Warning</b>: Undefined index in <b>/srv/insert.php</b><br />\n";
    let many = format!("{{{}\"session_id\":7}}", "\"key\":1,".repeat(1_000_000));
    let deep = format!(r#"{{"error":{}"#, "[".repeat(10_000));
    let does_not_say = "The answer (status 200) does not say.";
    vec![
        found("A9", "200 with PHP's warning before the JSON; the start was recorded", |stage| {
            let body = format!("{WARNING}{{\"message\":\"Session started succesfully\"}}");
            Scene::fronted(stage, answering(true, raw::html(200, &body)))
        }),
        lost(
            "A9b",
            "200 with PHP's warning and no more; the start was not recorded",
            said(raw::html(200, WARNING)),
            "unreadable",
        )
        .sees(&[does_not_say]),
        found("A10", "201 without a body", |stage| Scene::behaving(stage, "empty-body")),
        found("A10b", "200 without a body; the start was recorded", |stage| {
            Scene::fronted(stage, answering(true, raw::answer(200, "", b"")))
        }),
        lost(
            "A10c",
            "200 without a body; the start was not recorded",
            said(raw::answer(200, "", b"")),
            "unreadable",
        )
        .sees(&[does_not_say]),
        found("A11", "201 with a number that the service does not show", |stage| {
            Scene::fronted(stage, answering(true, raw::json(201, r#"{"session_id":4711}"#)))
        })
        .also(|_, ended| assert_eq!(ended.json()["session_id"], 4711)),
        found("A11b", "201 with its number as text", |stage| {
            Scene::behaving(stage, "ids-as-strings")
        }),
        found("A11c", "what was written is cut to 20 characters", |stage| {
            Scene::behaving(stage, "trim-fields")
        })
        .by("", |scene| scene.start_call(&["--locked-by", "A name of more than twenty"]).run()),
        found("A11d", "500 after what was written was cut; the start was recorded", |stage| {
            Scene::behaving(stage, "trim-fields,error-500-after-recording")
        })
        .by("", |scene| scene.start_call(&["--locked-by", "A name of more than twenty"]).run()),
        found("A11e", "the service reads times in another zone than its account's", |stage| {
            let mut scene = Scene::behaving(stage, "utc-times");
            scene.practice.server().set_zone("Asia/Kolkata").unwrap();
            scene.run(&["settings", "set", "tracker-zone", "Asia/Kolkata"]).expect_status(0);
            scene
        })
        .by("started 8 hours ago", |scene| scene.start_call(&["--ago", "8h"]).run())
        .sees(&["The service recorded the start 5h 30m later than it was meant"]),
        found("A12", "201 with JSON 10,000 levels deep", |stage| {
            Scene::behaving(stage, "deep-json")
        }),
        found("A12b", "201 with bytes that are no text", |stage| Scene::behaving(stage, "garbage")),
        lost("A12c", "200 with JSON of a million keys", said(raw::json(200, &many)), "unreadable")
            .sees(&[does_not_say]),
        lost(
            "A12d",
            "200 with a number that is none: NaN",
            said(raw::json(200, r#"{"session_id":NaN}"#)),
            "unreadable",
        )
        .sees(&[does_not_say]),
        refused(
            "A12e",
            "400 with JSON 10,000 levels deep",
            said(raw::json(400, &deep)),
            6,
            "refused_input",
        ),
        refused(
            "A12f",
            "400 with bytes that are no text, and with what would paint a terminal",
            said(raw::answer(400, "", b"\xff\xfe\x1b[31mred\x1b]0;title\x07\xe2\x80\xaegnp")),
            6,
            "refused_input",
        )
        .also(|_, ended| {
            let seen = [ended.out(), ended.err()].concat();
            assert!(!seen.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", ended.all());
        }),
        refused(
            "A12g",
            "400 with a key twice",
            said(raw::json(400, r#"{"error":"one","error":"two"}"#)),
            6,
            "refused_input",
        ),
    ]
}

/// The start was recorded and answered 500; whether it stands can't be read either.
fn unanswered_looks() -> Vec<Row> {
    let mut rows = Vec::new();
    for (id, fault, reads) in [
        ("A13", "500, and so do the reads; the start was recorded", "reads-answer-500"),
        ("A13b", "500, and the reads are cut off", "reads-cut"),
        ("A13c", "500, and the reads are answered with HTML", "reads-html"),
        ("A13d", "500, and the reads are answered with bytes that are no text", "reads-garbage"),
        ("A13e", "500, and the reads have 50 MB", "reads-huge-body"),
        ("A13f", "500, and the reads point elsewhere", "reads-redirect"),
        ("A13g", "500, and the reads are answered 429", "reads-answer-429"),
        ("A13h", "500, and the reads are answered 404", "reads-answer-404"),
    ] {
        let names = format!("error-500-after-recording,{reads}");
        rows.push(
            row(id, fault, move |stage| Scene::behaving(stage, &names))
                .ends(7, "unknown", "server_error")
                .sees(&[UNKNOWN, LOOK_UP])
                .leaves(1, 1, "unknown")
                .then("looked up", Scene::send)
                .exits(7)
                .sees(&[UNKNOWN, "The service could not be asked now."])
                .also(says_nothing_of_absence)
                .leaves(1, 1, "unknown")
                .then("looked up when it can be read again", looked_up)
                .exits(7)
                .also(says_nothing_of_absence)
                .leaves(1, 1, "unknown"),
        );
    }
    rows.extend([
        found("A13i", "500, and the account has more sessions than one page", |stage| {
            Scene::behaving(stage, "error-500-after-recording").with_a_past(120)
        }),
        row("A13j", "500, and the list never ends", |stage| {
            let items: Vec<_> = (1..=50)
                .map(|id| format!(r#"{{"id":{id},"start":"2020-01-01 10:00:00","end":"2020-01-02 10:00:00","active":false,"public":0}}"#))
                .collect();
            let page = format!(r#"{{"ok":true,"data":[{}],"meta":{{"version":2}}}}"#, items.join(","));
            let (page, broken) = (raw::json(200, &page), raw::json(500, "{}"));
            Scene::fronted(stage, move |request, stream, behind| {
                if request.is_start() {
                    behind.forward(request);
                    let _ = stream.write_all(&broken);
                } else if request.target.contains("sessions.php") {
                    let _ = stream.write_all(&page);
                } else {
                    through(request, stream, behind);
                }
            })
        })
        .ends(7, "unknown", "server_error")
        .sees(&[UNKNOWN])
        .leaves(1, 1, "unknown"),
        row("A13k", "500, and a cache keeps the reads as they were before; the start was recorded", |stage| {
            let broken = raw::json(500, "{}");
            Scene::fronted(stage, move |request, stream, behind| {
                if request.is_start() && request.body.windows(9).all(|part| part != b"startdate") {
                    behind.forward(request);
                    let _ = stream.write_all(&broken);
                } else if request.target.contains("sessions.php") {
                    let _ = stream.write_all(&raw::no_sessions());
                } else {
                    through(request, stream, behind);
                }
            })
        })
        .ends(7, "unknown", "server_error")
        .sees(&[UNKNOWN])
        .leaves(1, 1, "unknown")
        .then("looked up 31 s later", |scene| {
            scene.later(31);
            scene.send()
        })
        .exits(7)
        .leaves(1, 1, "unknown")
        .then("a minute after that it seems not to stand, and the zone is asked about", |scene| {
            scene.later(64);
            scene.send()
        })
        .exits(8)
        .leaves(1, 1, "held")
        .then("sent again, with its original minute", Scene::send)
        .exits(5)
        .sees(&["Another session already stands at that time, so nothing was started."])
        .leaves(2, 1, "refused"),
        row("A13l", "500, and the token may write but not read", |stage| {
            let names = "read-refused-to-write-token,error-500-after-recording";
            Scene::behaving(stage, names)
        })
        .ends(7, "unknown", "server_error")
        .sees(&["The token may not read, so it can't be found out from here.", LOOK_UP])
        .leaves(1, 1, "unknown")
        .then("found on the website", |scene| {
            scene.run(&["pending", "settle", "1", "--started", "1"])
        })
        .exits(0)
        .leaves(1, 1, "started"),
        row("A13m", "500 while a session is begun on the web", |stage| {
            Scene::behaving(stage, "answer-500:1")
        })
        .by("", |scene| {
            let ended = scene.start();
            scene.practice.server().start_on_the_web().unwrap();
            ended
        })
        .ends(7, "unknown", "server_error")
        .leaves(1, 1, "unknown")
        .then("looked up 31 s later: it fits", |scene| {
            scene.later(31);
            scene.send()
        })
        .exits(0)
        .leaves(1, 1, "started"),
    ]);
    rows
}
