//! What axe-core finds on the page, and looks of a desktop that `WebKitGTK` has no way to ask for.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::page::Page;
use crate::screens::UNFIT;

/// Has the page look as on such a desktop, or as it is again.
const LOOK: &str = include_str!("looks.js");
/// What the page ships: the rules for forced colours are read from there, since WebKit drops what it
/// doesn't know.
const STYLES: [&str; 2] = [include_str!("../../ui/style.css"), include_str!("../../ui/views.css")];

/// What axe finds, each with where; by all of its rules, or by these.
const FIND: &str = "const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'], ...OPTIONS }).then(
        ({ violations }) => done(violations.map(({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, any }) => html.slice(0, 120) + ' ' + any.map(({ message }) => message)).join('; ')}`)),
        (error) => done([String(error)]))";

/// How a person's desktop has the page look, beside light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As the page's rules for `prefers-contrast: more` have it.
    MoreContrast,
    /// As Chromium draws it in a high-contrast theme of Windows.
    ForcedColours,
}

impl Page {
    /// What axe-core finds.
    #[track_caller]
    pub(crate) fn flaws(&self) -> Vec<String> {
        self.axe(&json!({}))
    }

    /// What axe-core finds of that which depends on the look alone.
    #[track_caller]
    pub(crate) fn flaws_of_colour(&self) -> Vec<String> {
        self.axe(&json!({ "runOnly": ["color-contrast", "link-in-text-block"] }))
    }

    /// Has the page look so, while this is done.
    #[track_caller]
    pub(crate) fn looking<T>(&self, look: Look, does: impl FnOnce() -> T) -> T {
        let name = match look {
            Look::MoreContrast => "more",
            Look::ForcedColours => "forced",
        };
        let lost = self.driver().run(LOOK, &[json!(name), json!(STYLES.concat())]);
        assert_eq!(lost, json!([]), "{look:?}");
        let done = does();
        self.driver().run(LOOK, &[]);
        done
    }

    /// Nothing is found, as it is and in each other look.
    #[track_caller]
    pub(crate) fn expect_accessible(&self, name: &str) {
        assert_eq!(self.flaws(), Vec::<String>::new(), "{name}");
        for look in [Look::MoreContrast, Look::ForcedColours] {
            self.looking(look, || {
                let unfit = self.driver().run(UNFIT, &[]);
                assert_eq!(unfit, json!([]), "{name}, {look:?}");
                assert_eq!(self.flaws_of_colour(), Vec::<String>::new(), "{name}, {look:?}");
            });
        }
    }

    #[track_caller]
    fn axe(&self, options: &Value) -> Vec<String> {
        let driver = self.driver();
        if driver.run("return window.axe === undefined", &[]) == json!(true) {
            driver.run(
                &fs::read_to_string(axe()).expect("axe-core, as `cargo xtask test` fetches it"),
                &[],
            );
        }
        let found = driver.run_async(&FIND.replace("OPTIONS", &options.to_string()));
        serde_json::from_value(found).unwrap()
    }
}

fn axe() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("tools/axe-core/node_modules/axe-core/axe.min.js")
}
