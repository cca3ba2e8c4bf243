//! Tokens are told once and kept as hashes.

use std::fs;

use latchet_practice::{Options, Permission, PracticeError};
use reqwest::Method;
use serde_json::json;

use crate::harness::{SESSIONS, Server, spawn, spawn_with};

async fn status_with(server: &Server, token: &str) -> u16 {
    let request = server.request(Method::GET, SESSIONS).bearer_auth(token);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn each_token_is_new_and_has_256_bits() {
    let server = spawn().await;
    let tokens = [
        server.practice.first_token().to_owned(),
        server.practice.token(Permission::Write).unwrap(),
        server.practice.token(Permission::Read).unwrap(),
    ];
    for token in &tokens {
        assert_eq!(token.len(), 64);
        assert!(token.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(status_with(&server, token).await, 200);
    }
    assert_ne!(tokens[0], tokens[1]);
    assert_ne!(tokens[1], tokens[2]);
}

#[tokio::test]
async fn a_revoked_token_is_refused_and_the_others_are_not() {
    let server = spawn().await;
    let other = server.practice.token(Permission::Write).unwrap();
    server.practice.revoke(&other);
    assert_eq!(status_with(&server, &other).await, 401);
    assert_eq!(status_with(&server, server.practice.first_token()).await, 200);
}

#[tokio::test]
async fn the_database_file_holds_sessions_but_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made/on/the/way");
    let server = spawn_with(Options { data: Some(data.clone()), ..Options::default() }).await;
    let token = server.practice.first_token().to_owned();
    let body = json!({"insertl": 1, "lockedby": "positive control"});
    assert_eq!(server.post(&body).await.status, 201);
    server.practice.shutdown().await;

    let mut found = false;
    for file in fs::read_dir(&data).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds(&token));
        found |= holds("positive control");
    }
    assert!(found, "the search finds what is there");

    let again = spawn_with(Options { data: Some(data), ..Options::default() }).await;
    assert_eq!(again.practice.sessions().len(), 1, "sessions outlive the server");
    assert_ne!(again.practice.first_token(), token);
    assert_eq!(status_with(&again, &token).await, 200, "and so do tokens");
}

#[tokio::test]
async fn a_database_of_another_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let before = fs::read(&file).unwrap();
    let options = Options { data: Some(folder.path().to_owned()), ..Options::default() };
    let opened = latchet_practice::Practice::open(options).await;
    assert!(matches!(opened, Err(PracticeError::OtherVersion)));
    assert_eq!(fs::read(&file).unwrap(), before);
}
