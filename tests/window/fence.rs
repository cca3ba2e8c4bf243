//! The page reaches nothing but the program that it belongs to.

use serde_json::Value;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;

/// Keeps what the page is kept from.
const LISTEN: &str = "window.kept = [];
    document.addEventListener('securitypolicyviolation', (one) => kept.push(one.blockedURI));";

const KEPT: &str = "return window.kept";

#[track_caller]
fn fetch(page: &Page, address: &str) -> Value {
    page.driver().run_async(&format!(
        "const done = arguments[0];
         fetch('{address}', {{ mode: 'no-cors' }}).then(() => done('reached'), () => done('no'))"
    ))
}

#[test]
fn an_ordinary_visit_violates_no_policy() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.driver().run(LISTEN, &[]);
    page.choose("start", "ago");
    page.click("#token-replace");
    page.send_asked();
    page.await_text("#result-status", "has started");
    page.await_running("running");
    assert_eq!(page.driver().run(KEPT, &[]), Value::Array(Vec::new()));
    let inline = "return document.querySelectorAll('[style], style, script:not([src])').length";
    assert_eq!(page.driver().run(inline, &[]), 0);
    assert_eq!(fetch(&page, "https://example.org"), "no");
    page.await_true("violation that is seen", "return window.kept.length > 0");
}

#[test]
fn the_page_can_t_reach_any_network() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    for address in ["https://example.org", practice.url()] {
        assert_eq!(fetch(&page, address), "no", "{address}");
        let image = page.driver().run_async(&format!(
            "const done = arguments[0];
             const image = new Image();
             image.onload = () => done('reached');
             image.onerror = () => done('no');
             image.src = '{address}/image.png'"
        ));
        assert_eq!(image, "no", "{address}");
    }
    assert!(practice.requests().is_empty(), "{:?}", practice.requests());
}

#[test]
fn the_page_can_t_be_led_elsewhere() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    let here = page.driver().run("return location.href", &[]);
    page.driver().run("window.open(arguments[0])", &[practice.url().into()]);
    page.driver().run("location.href = arguments[0]", &[practice.url().into()]);
    page.await_token("missing");
    assert_eq!(page.driver().run("return location.href", &[]), here);
    assert!(practice.requests().is_empty(), "{:?}", practice.requests());
}
