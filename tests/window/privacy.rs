//! What the window touches is on the privacy page, and the token that it saves is nowhere.

use std::fs;

use crate::canary::found;
use crate::clipboard::Copied;
use crate::desktop::Desktop;
use crate::hands::{Hands, Place};
use crate::practice::Practice;
use crate::touched::{CALLS, Places, Touched, said};
use crate::webdriver::await_some;

const LINK: &str = "latchet://start?locked-by=Kim";

#[test]
fn the_window_touches_what_the_privacy_page_lists_and_leaves_the_token_nowhere() {
    let practice = Practice::strict();
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let desktop = Desktop::with_keyring(practice.url()).without_tray().given(LINK);
    let page = desktop.open();
    page.await_token("missing");
    let at = |css: &str| Place::of(&desktop, &page, css);
    let [paste, history] = ["#token-paste", "#to-history"].map(at);
    // As it looks once there is one.
    page.driver().run("document.body.dataset.token = 'saved'", &[]);
    let send = at("#send");
    page.click("#to-history");
    let settings = at("#to-settings");
    desktop.close().await_gone();
    drop(page);

    let desktop = desktop.opened_by(LINK, CALLS, &trace);
    let untold = desktop.call(&["settings", "set", "tray", "off"]).without("LATCHET_HOME").run();
    untold.expect_status(0);
    let copied = Copied::on(desktop.display(), practice.token());
    let window = Hands::open(&desktop);
    window.click(&paste);
    copied.await_taken();
    window.click(&send);
    await_some("session", || (practice.sessions() == 1).then_some(()));
    window.click(&history);
    window.click(&settings);
    desktop.close().await_gone();
    window.await_end();

    let address = desktop.keyring().address();
    let bus = address.strip_prefix("unix:path=").unwrap().split(',').next().unwrap();
    let port = practice.address().port();
    let mut touched = Touched::default();
    let runtime = desktop.runtime();
    touched.read(&trace, &Places { home: desktop.home(), runtime, bus, port });
    for file in desktop.files() {
        let text = fs::read(&file).unwrap();
        assert_eq!(found(practice.token(), &text), None, "{}", file.display());
    }
    let said = said(&trace);
    assert_eq!(found("org.latchet.Window", &said), Some("raw"), "the trace was read");
    assert_eq!(found(practice.token(), &said), None);
    touched.expect_listed("window");
}
