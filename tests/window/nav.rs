//! The views: one at a time, by pointer and by keyboard, and fetched when they are wanted.

use serde_json::json;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::raw::Raw;

const TOKEN: &str = "a-token-of-this-test";

impl Page {
    /// Only this view is seen, and its button says so.
    #[track_caller]
    fn await_view(&self, name: &str) {
        let script = format!(
            "const seen = [...document.querySelectorAll('.view')].filter((one) => !one.hidden);
             const current = document.querySelectorAll('#nav [aria-current=page]');
             return seen.length === 1 && seen[0].id === 'view-{name}'
               && current.length === 1 && current[0].id === 'to-{name}'"
        );
        self.await_true(&format!("view {name}"), &script);
    }
}

#[test]
fn a_view_is_opened_by_its_button_or_its_number_and_the_form_stays_as_it_was() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.await_view("start");
    let fetched = "return performance.getEntriesByType('resource')
        .filter(({ name }) => /history|settings/.test(name)).length";
    assert_eq!(page.driver().run(fetched, &[]), json!(0), "what nobody looks at is not fetched");
    page.write("#locked-by", "anna");
    page.click("#to-history");
    page.await_view("history");
    page.driver().type_into(":focus", "\u{e009}3\u{e009}");
    page.await_view("settings");
    assert_eq!(page.focused(), "view-settings", "what is read next is the view");
    page.driver().type_into(":focus", "\u{e009}1\u{e009}");
    page.await_view("start");
    assert_eq!(page.value("#locked-by"), "anna");
    assert_eq!(server.starts().len(), 0);
}

#[test]
fn each_view_s_button_has_a_name_and_is_reached_by_tab() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let page = desktop.open();
    page.driver().run("document.getElementById('to-start').focus()", &[]);
    for name in ["start", "history", "settings"] {
        assert_eq!(page.focused(), format!("to-{name}"));
        assert_ne!(page.text(&format!("#to-{name}")), "", "{name}");
        page.driver().type_into(":focus", "\u{e004}");
    }
}
