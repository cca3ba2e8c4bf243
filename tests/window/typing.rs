//! Typing waits for nobody: neither for the program nor for the service.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::webdriver::await_some;

/// From now on no answer reaches the page before the test lets it.
const HOLD: &str = "window.held = [];
    const ask = window.fetch;
    window.fetch = async (...call) => {
      const answer = await ask(...call);
      await new Promise((release) => held.push(release));
      return answer;
    };";

#[test]
fn what_is_typed_shows_while_the_program_answers_nothing_and_its_newest_answer_counts() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let page = desktop.open();
    page.await_running("idle");
    page.driver().run(HOLD, &[]);
    for (number, typed) in ["anna", "anna and", "anna and bea"].into_iter().enumerate() {
        page.write("#locked-by", typed);
        assert_eq!(page.value("#locked-by"), typed);
        page.await_true("its question", &format!("return held.length > {number}"));
    }
    page.choose("start", "ago");
    page.write("#start-ago", "3h");
    assert_eq!(page.value("#start-ago"), "3h");
    page.await_true("question about all of it", "return held.length > 3");
    assert!(!page.text("#sentence").contains("anna"), "nothing is answered so far");
    // The newest first, so that what comes last is old.
    page.driver().run("while (held.length) held.pop()()", &[]);
    page.await_text("#sentence", "anna and bea");
}

#[test]
fn the_sentence_follows_what_is_typed_while_the_service_does_not_answer() {
    let (held, release) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(2)));
    let server = {
        let (held, release) = (Arc::clone(&held), Arc::clone(&release));
        Raw::new(move |_, stream| {
            if held.load(Ordering::Acquire) {
                release.wait();
            }
            let _ = stream.write_all(&raw::no_sessions());
        })
    };
    let desktop = Desktop::with_token(&server.url(), "a-token-of-this-test").without_tray();
    let page = desktop.open();
    page.await_running("idle");
    held.store(true, Ordering::Release);
    let before = server.requests().len();
    page.click("#running-refresh");
    await_some("question to the service", || (server.requests().len() > before).then_some(()));
    for typed in ["anna", "bea"] {
        page.write("#locked-by", typed);
        page.await_text("#sentence", typed);
    }
    page.choose("end", "for");
    page.await_text("#sentence", "scheduled end");
    assert_eq!(server.requests().len(), before + 1, "it is unanswered still");
    held.store(false, Ordering::Release);
    release.wait();
}
