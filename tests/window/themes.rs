//! The desktop's contrast is obeyed, and what finds flaws finds them. That there are none is seen to
//! on each screen of [`crate::screens`].

use serde_json::json;

use crate::desktop::{Desktop, Theme};
use crate::looks::Look;
use crate::page::Page;
use crate::raw::Raw;
use crate::screens::UNFIT;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn on_a_desktop_of_more_contrast_lines_are_strong_and_nothing_is_quiet() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray().themed(Theme::Contrast);
    let page = desktop.open();
    let asked = "return matchMedia('(prefers-contrast: more)').matches";
    assert_eq!(page.driver().run(asked, &[]), json!(true));
    let colours = "const seen = getComputedStyle(document.documentElement);
        const colour = (name) => seen.getPropertyValue(name);
        return [colour('--line') === colour('--line-strong'), colour('--ink-quiet') === colour('--ink')]";
    assert_eq!(page.driver().run(colours, &[]), json!([true, true]));
    for (view, part) in [("history", "history"), ("settings", "settings"), ("start", "scroll")] {
        page.click(&format!("#to-{view}"));
        page.await_true(view, &format!("return !!document.getElementById('{part}')?.offsetParent"));
        assert_eq!(page.driver().run(UNFIT, &[]), json!([]), "{view}");
        assert_eq!(page.flaws(), Vec::<String>::new(), "{view}");
    }
}

/// What is found once this was done to the page.
#[track_caller]
fn broken(page: &Page, breaks: &str) -> Vec<String> {
    page.driver().run(breaks, &[]);
    page.flaws()
}

#[test]
fn a_field_without_a_name_and_a_text_that_does_not_stand_out_are_found() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    assert_eq!(page.flaws(), Vec::<String>::new());
    let found = broken(
        &page,
        "document.querySelector('label[for=locked-by]').remove();
        document.getElementById('locked-by').placeholder = ''",
    );
    assert!(found.iter().any(|flaw| flaw.starts_with("label: ")), "{found:?}");
    let found = broken(&page, "document.getElementById('sentence').style.color = '#999'");
    assert!(found.iter().any(|flaw| flaw.starts_with("color-contrast: ")), "{found:?}");
    let found = broken(&page, "document.getElementById('public').setAttribute('role', 'knob')");
    assert!(found.iter().any(|flaw| flaw.starts_with("aria-roles: ")), "{found:?}");
}

#[test]
fn a_faint_edge_a_faint_symbol_and_a_cut_text_are_found() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    for (breaks, found) in [
        (
            "document.getElementById('locked-by').style.borderColor = '#ccc'",
            "locked-by is drawn 1.",
        ),
        ("document.querySelector('#to-start svg').style.color = '#aaa'", " is drawn 2."),
        (
            "document.getElementById('sentence').style.cssText = 'width: 2rem; white-space: nowrap'",
            "sentence is cut",
        ),
        (
            "document.getElementById('scroll').style.cssText = 'flex: none; min-height: 0; height: 2rem'",
            "of scroll only 32 are seen",
        ),
    ] {
        page.driver().run(breaks, &[]);
        let unfit = page.driver().run(UNFIT, &[]).to_string();
        assert!(unfit.contains(found), "{found}: {unfit}");
    }
}

#[test]
fn what_is_forced_upon_the_page_is_seen_there_and_gone_afterwards() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    let looks = "return ['#send', '#nav [aria-current]', 'html'].map((css) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(css));
        return `${color} on ${backgroundColor}`;
    })";
    let before = page.driver().run(looks, &[]);
    let forced = page.looking(Look::ForcedColours, || page.driver().run(looks, &[]));
    let expected =
        ["rgb(32, 32, 32) on rgb(255, 250, 239)", "rgb(255, 245, 227) on rgb(144, 57, 9)"];
    assert_eq!(forced.as_array().unwrap()[..2], expected.map(|look| json!(look)));
    assert_eq!(page.driver().run(looks, &[]), before);
}
