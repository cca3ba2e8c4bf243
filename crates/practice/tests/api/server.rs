//! The server itself: who it answers, what it remembers, how it starts and stops.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use latchet_practice::{Options, Practice};
use reqwest::Method;

use crate::harness::{Answer, GAMES, INSERT, SESSIONS, plain_start, spawn, spawn_with};

#[tokio::test]
async fn only_requests_meant_for_this_computer_are_answered() {
    let server = spawn().await;
    for (host, status) in [
        ("127.0.0.1", 200),
        ("127.0.0.1:9", 200),
        ("localhost:4711", 200),
        ("LOCALHOST", 200),
        ("[::1]:4711", 200),
        ("www.chastitytracker.org", 421),
        ("127.0.0.1.example.org", 421),
        ("localhost.example.org:80", 421),
        ("127.0.0.1@example.org", 421),
        ("", 421),
    ] {
        let request = server.request(Method::GET, SESSIONS).header("host", host);
        let answer = request.bearer_auth(server.practice.first_token()).send().await.unwrap();
        assert_eq!(answer.status(), status, "{host:?}");
    }
}

#[tokio::test]
async fn it_listens_on_loopback_and_on_the_port_that_was_asked_for() {
    let server = spawn().await;
    let url = server.practice.url();
    let port = url.strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap();
    let taken = Practice::open(Options { port, ..Options::default() }).await;
    assert!(taken.is_err(), "the port is taken");
    server.practice.shutdown().await;
    let again = spawn_with(Options { port, ..Options::default() }).await;
    assert_eq!(again.practice.url(), url, "a port is free after the shutdown");
}

#[tokio::test]
async fn it_answers_while_its_owner_blocks() {
    let server = spawn().await;
    let url = server.practice.url();
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let token = server.practice.first_token();
    write!(
        stream,
        "GET {SESSIONS} HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n"), "{answer}");
}

#[tokio::test]
async fn every_request_is_remembered_with_its_query_and_whether_it_carried_a_token() {
    let server = spawn().await;
    server.post(&plain_start()).await;
    server.request(Method::GET, "/nothing?here=1").send().await.unwrap();
    let seen: Vec<_> = server
        .practice
        .requests()
        .into_iter()
        .map(|seen| (seen.method, seen.path_and_query, seen.had_authorization))
        .collect();
    assert_eq!(
        seen,
        [
            ("POST".to_owned(), INSERT.to_owned(), true),
            ("GET".to_owned(), "/nothing?here=1".to_owned(), false),
        ]
    );
}

#[tokio::test]
async fn the_games_page_and_a_games_link_penalise_whoever_brings_a_token() {
    let server = spawn().await;
    let without = Answer::of(server.request(Method::GET, GAMES).send().await.unwrap()).await;
    assert_eq!((without.status.as_u16(), server.practice.penalties()), (401, 0));
    server.get(GAMES).await;
    server.get("/game/practice").await;
    assert_eq!(server.practice.penalties(), 2);
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_shape_of_its_neighbours() {
    let server = spawn().await;
    let v1 = server.get("/api/livedelete.php").await;
    assert_eq!((v1.status.as_u16(), v1.json()["error"].is_string()), (404, true));
    let v2 = server.get("/api/v2/wishes.php").await;
    assert_eq!((v2.status.as_u16(), v2.json()["ok"].as_bool()), (404, Some(false)));
    let page = server.get("/elsewhere").await;
    assert_eq!((page.status.as_u16(), page.text.contains("<h1>Not Found</h1>")), (404, true));
}

#[tokio::test]
async fn the_date_header_is_the_servers_clock() {
    let server = spawn().await;
    let answer = server.get(SESSIONS).await;
    assert_eq!(answer.header("date"), "Fri, 06 Jun 2025 10:00:00 GMT");
}

#[tokio::test]
async fn what_goes_wrong_inside_is_a_500_that_tells_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = Some(folder.path().to_owned());
    let server = spawn_with(Options { data, ..Options::default() }).await;
    let database = rusqlite::Connection::open(folder.path().join("practice.db")).unwrap();
    database.execute_batch("DROP TABLE tokens").unwrap();
    let answer = server.post(&plain_start()).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.text, r#"{"error":"Something went wrong server-side"}"#);
}
