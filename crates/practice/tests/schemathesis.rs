//! `docs/service.openapi.yaml` describes what the practice server does.
//!
//! Schemathesis (a Python package, `schemathesis==4.32.5`) makes requests of that description, valid
//! and invalid ones, and holds the answers against it. It is the one reader of the description that
//! nobody here wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{TimeZone as _, Utc};
use latchet_practice::{Options, Practice, StoredSession};

#[tokio::test]
#[ignore = "needs schemathesis; cargo xtask test runs it"]
async fn the_server_keeps_to_its_description() {
    let program = std::env::var_os("LATCHET_SCHEMATHESIS")
        .map(PathBuf::from)
        .expect("LATCHET_SCHEMATHESIS is the path of the program");
    // Before the scheduled end of the documented example.
    let now = Utc.with_ymd_and_hms(2025, 6, 6, 10, 0, 0).unwrap();
    let practice = Practice::open_with_clock(Options::default(), move || now).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(program);
    command
        .current_dir(folder.path())
        .arg("--config-file")
        .arg(package.join("tests/schemathesis.toml"))
        .arg("run")
        .arg(package.join("../../docs/service.openapi.yaml"))
        .args(["--url", &practice.url(), "--no-color", "--warnings", "off"])
        .args(["--header", &format!("Authorization:Bearer {}", practice.first_token())])
        .args(["--max-examples", "100", "--seed", "1", "--generation-database", "none"])
        .args(["--checks", "all", "--continue-on-failure"]);
    let mut run = tokio::task::spawn_blocking(move || command.status());

    // Each session is ended as soon as it runs, or all starts but the first would be a 409.
    let running = |session: &StoredSession| session.end.is_none();
    let status = loop {
        tokio::select! {
            status = &mut run => break status.unwrap().unwrap(),
            () = practice.until(|practice| practice.sessions().iter().any(running)) => {
                for session in practice.sessions().iter().filter(|session| running(session)) {
                    practice.end_session(session.id);
                }
            }
        }
    };

    assert!(status.success(), "schemathesis says above what does not fit");
    assert!(practice.sessions().len() > 5, "some starts were valid");
    assert_eq!(practice.penalties(), 0);
}
