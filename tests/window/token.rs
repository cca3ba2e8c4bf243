//! The first token, another one, and none again.

use crate::canary::{CANARY, found};
use crate::desktop::Desktop;
use crate::practice::Practice;

/// Keeps what the page is answered.
const LISTEN: &str = "window.answers = [];
    const before = window.fetch;
    window.fetch = async (...call) => {
      const answer = await before(...call);
      window.answers.push(await answer.clone().text());
      return answer;
    };";

#[test]
fn the_first_token_is_typed_saved_and_gone_from_the_page() {
    let practice = Practice::strict();
    let token = practice.token();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    page.await_token("missing");
    assert_ne!(page.text("#token-paste"), "", "the first screen leads with the token");
    assert_ne!(page.text("#start"), "", "and the form is there too");
    page.driver().run(LISTEN, &[]);
    page.write("#token-typed", token);
    page.click("#token-save");
    page.await_token("saved");
    assert_eq!(page.value("#token-typed"), "");
    assert_eq!(found(token, page.holds().as_bytes()), None);
    let answers = page.driver().run("return window.answers.join('')", &[]);
    let answers = answers.as_str().unwrap();
    assert!(answers.contains("saved"), "the answers were listened to: {answers}");
    assert_eq!(found(token, answers.as_bytes()), None);
    assert_eq!(desktop.keyring().secrets(), [token.as_bytes().to_vec()]);
    page.await_running("idle");
}

#[test]
fn a_token_that_can_be_none_is_refused_beside_its_field_and_not_kept() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    page.write("#token-typed", &format!("{CANARY} and more"));
    page.click("#token-save");
    page.await_text("#token-typed-note", "spaces");
    assert_eq!(page.value("#token-typed"), "");
    assert_eq!(page.attribute("#token-typed", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(found(CANARY, page.holds().as_bytes()), None);
    assert!(desktop.keyring().secrets().is_empty());
}

#[test]
fn a_token_is_removed_after_a_question_and_not_before() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.await_token("saved");
    page.click("#token-remove");
    assert_eq!(page.focused(), "asks-no", "the harmless answer comes first");
    page.click("#asks-no");
    assert_eq!(desktop.keyring().secrets().len(), 1);
    page.click("#token-remove");
    page.click("#asks-yes");
    page.await_token("missing");
    assert!(desktop.keyring().secrets().is_empty());
}

#[test]
fn a_token_is_replaced_by_another() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), "an-older-token");
    let page = desktop.open();
    page.await_token("saved");
    page.click("#token-replace");
    page.write("#token-typed", practice.token());
    page.click("#token-save");
    page.await_running("idle");
    assert_eq!(desktop.keyring().secrets(), [practice.token().as_bytes().to_vec()]);
}
