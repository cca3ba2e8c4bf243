//! What is asked before a start that can't be taken back.

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;

fn asked(practice: &Practice) -> (Desktop, Page) {
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.choose("start", "ago");
    page.write("#start-ago", "3h");
    page.write("#locked-by", "anna");
    page.await_text("#sentence", "anna");
    page.send();
    page.await_text("#asks", "time zone");
    (desktop, page)
}

#[track_caller]
fn expect_unasked(page: &Page) {
    assert_eq!(page.text("#asks"), "", "the question is gone");
    assert_ne!(page.text("#send"), "", "the button is back");
    assert_eq!(page.value("#locked-by"), "anna");
}

#[test]
fn a_question_comes_first_and_the_harmless_answer_before_the_other() {
    let practice = Practice::strict();
    let (_desktop, page) = asked(&practice);
    assert_eq!(page.focused(), "asks-no");
    assert_eq!(page.text("#send"), "", "there is one way to start, and not two");
    assert_eq!(practice.starts(), 0);
    page.click("#asks-yes");
    page.await_text("#result-status", "has started");
    page.await_running("running");
    assert_eq!(practice.starts(), 1);
    expect_unasked(&page);
}

#[test]
fn a_question_that_is_not_answered_sends_nothing_and_loses_nothing() {
    let practice = Practice::strict();
    let (_desktop, page) = asked(&practice);
    page.driver().type_into("#asks-no", "\u{e00c}");
    expect_unasked(&page);
    assert_eq!((page.focused(), page.value("#start-ago")), ("start-ago".into(), "3h".into()));
    page.send();
    page.await_text("#asks", "time zone");
    page.click("#asks-no");
    expect_unasked(&page);
    assert_eq!(page.focused(), "start-ago", "to what can be changed");
    assert_eq!(practice.starts(), 0);
}

#[test]
fn a_question_goes_when_what_it_is_about_is_changed() {
    let practice = Practice::strict();
    let (_desktop, page) = asked(&practice);
    page.write("#start-ago", "2h");
    expect_unasked(&page);
    page.choose("start", "now");
    page.send();
    page.await_text("#result-status", "has started");
    assert_eq!(practice.starts(), 1, "a start now tells no time");
}
