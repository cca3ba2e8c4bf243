//! The page in the window, as a person sees and uses it.

use serde_json::{Value, json};

use crate::webdriver::{WebDriver, await_some};

/// Control down, A, control up: what is typed next replaces everything.
const REPLACE: &str = "\u{e009}a\u{e009}";

/// What is seen: nothing that is hidden.
const SEEN: &str = "const found = document.querySelector(arguments[0]);
    return found && found.offsetParent !== null ? found.textContent : '';";

/// An open window.
pub(crate) struct Page {
    driver: WebDriver,
}

impl Page {
    pub(crate) fn new(driver: WebDriver) -> Self {
        Self { driver }
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        self.driver.click(css);
    }

    /// One of the choices for the start or the end. What an answer has just moved away is clicked
    /// again.
    #[track_caller]
    pub(crate) fn choose(&self, name: &str, value: &str) {
        let css = format!("input[name={name}][value={value}]");
        let checked = format!("return document.querySelector('{css}').checked");
        await_some(&css, || {
            self.click(&css);
            (self.driver.run(&checked, &[]) == Value::Bool(true)).then_some(())
        });
    }

    /// Writes into a field, over what is there.
    #[track_caller]
    pub(crate) fn write(&self, css: &str, text: &str) {
        self.driver.type_into(css, &format!("{REPLACE}{text}"));
    }

    #[track_caller]
    pub(crate) fn send(&self) {
        self.click("#send");
    }

    /// Sends a start that tells a time, and says yes to what is asked about it.
    #[track_caller]
    pub(crate) fn send_asked(&self) {
        self.send();
        self.await_text("#asks", "zone");
        self.click("#asks-yes");
    }

    #[track_caller]
    pub(crate) fn text(&self, css: &str) -> String {
        self.driver.run(SEEN, &[json!(css)]).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn value(&self, css: &str) -> String {
        let script = "return document.querySelector(arguments[0]).value";
        self.driver.run(script, &[json!(css)]).as_str().expect("a field").to_owned()
    }

    /// The id of the element that has the focus.
    #[track_caller]
    pub(crate) fn focused(&self) -> String {
        let id = self.driver.run("return document.activeElement.id", &[]);
        id.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0]).getAttribute(arguments[1])";
        self.driver.run(script, &[json!(css), json!(name)]).as_str().map(str::to_owned)
    }

    #[track_caller]
    pub(crate) fn await_true(&self, what: &str, script: &str) {
        await_some(what, || (self.driver.run(script, &[]) == Value::Bool(true)).then_some(()));
    }

    /// Waits until an element says these words.
    #[track_caller]
    pub(crate) fn await_text(&self, css: &str, words: &str) -> String {
        await_some(&format!("{words:?} in {css}; the page says:\n{}", self.all()), || {
            Some(self.text(css)).filter(|text| text.contains(words))
        })
    }

    /// The state of the token: `saved`, `missing` or `unavailable`.
    #[track_caller]
    pub(crate) fn await_token(&self, state: &str) {
        let script = format!("return document.body.dataset.token === '{state}'");
        self.await_true(&format!("token that is {state}"), &script);
    }

    /// What runs: `running`, `idle`, `public_only` or `unavailable`.
    #[track_caller]
    pub(crate) fn await_running(&self, state: &str) {
        let script =
            format!("return document.getElementById('running').dataset.state === '{state}'");
        self.await_true(&format!("answer that it is {state}"), &script);
    }

    /// Everything that can be read, and what was typed.
    #[track_caller]
    pub(crate) fn all(&self) -> String {
        let script = "const typed = [...document.querySelectorAll('input:not([type])')];
            return document.body.innerText + typed.map((one) => `\n${one.id}: ${one.value}`).join('')";
        let text = self.driver.run(script, &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Everything that the page holds, in its markup and in its fields.
    #[track_caller]
    pub(crate) fn holds(&self) -> String {
        let script = "const fields = [...document.querySelectorAll('input')];
            return document.documentElement.outerHTML + fields.map((one) => one.value).join()";
        self.driver.run(script, &[]).as_str().expect("a page").to_owned()
    }
}
