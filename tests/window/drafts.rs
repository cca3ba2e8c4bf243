//! What is filled in outlives the window, until it is started; and what Escape closes.

use crate::desktop::Desktop;
use crate::page::Page;
use crate::raw::{self, Raw};

const TOKEN: &str = "a-token-of-this-test";
const ESCAPE: &str = "\u{e00c}";

fn fill(page: &Page) {
    page.choose("end", "for");
    page.write("#end-for", "3h");
    page.write("#locked-by", "anna");
    page.await_text("#sentence", "anna");
}

#[track_caller]
fn expect_filled(page: &Page) {
    page.await_text("#sentence", "locked by anna");
    assert_eq!(page.value("#end-for"), "3h");
}

#[test]
fn a_draft_is_there_at_the_next_opening_and_gone_after_a_start() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":7}"#));
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    fill(&page);
    desktop.close().await_gone();
    drop(page);
    let page = desktop.open();
    expect_filled(&page);
    page.send_asked();
    page.await_text("#result-status", "7");
    desktop.close().await_gone();
    drop(page);
    let page = desktop.open();
    page.await_text("#sentence", "Starts now, no scheduled end");
    assert_eq!(page.value("#locked-by"), "");
}

#[test]
fn escape_closes_what_is_open_and_then_the_window_with_the_draft_kept() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    fill(&page);
    page.click("#preset-edit");
    page.click("#token-remove");
    let window = desktop.shown().expect("a window");
    page.driver().type_into("#locked-by", ESCAPE);
    assert_eq!(page.text("#asks"), "", "one after the other");
    assert_ne!(page.text("#preset-panel"), "");
    page.driver().type_into("#locked-by", ESCAPE);
    assert_eq!(page.text("#preset-panel"), "");
    assert!(!window.is_gone());
    page.driver().close_by("#locked-by", ESCAPE);
    window.await_gone();
    drop(page);
    expect_filled(&desktop.open());
}
