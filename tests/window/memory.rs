//! The token is pasted past the page: no process of the web view ever holds it.

use crate::canary::CANARY;
use crate::clipboard::Copied;
use crate::desktop::Desktop;
use crate::hands::{Hands, Place};
use crate::in_memory::places_in_memory;
use crate::practice::Practice;
use crate::processes::{name, tree};
use crate::webdriver::await_some;

/// What is in the memory of the web view's processes, and in that of the program itself.
fn places(window: u32, text: &str) -> [Vec<String>; 2] {
    let all = tree(window);
    let names: Vec<_> = all.iter().copied().map(name).collect();
    for wanted in ["WebKitWebProces", "WebKitNetworkPr"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted} is among {names:?}");
    }
    let within = |pid: &u32| {
        let places = places_in_memory(*pid, text).into_iter();
        places.map(|place| format!("{}: {place}", name(*pid))).collect::<Vec<_>>()
    };
    [all[1..].iter().flat_map(within).collect(), within(&window)]
}

#[test]
fn a_pasted_token_is_in_the_memory_of_no_process() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url()).without_tray();
    let page = desktop.open();
    page.await_token("missing");
    let paste = Place::of(&desktop, &page, "#token-paste");
    // What the page does hold is found.
    page.driver().run("window.held = arguments[0]", &[CANARY.into()]);
    let driven = desktop.shown().expect("a window");
    assert_ne!(places(driven.pid(), CANARY)[0], Vec::<String>::new());
    drop(page);
    driven.await_gone();

    // As it is installed: nothing drives it, and nothing of its page is kept.
    let token = practice.token();
    let copied = Copied::on(desktop.display(), token);
    let window = Hands::open(&desktop);
    window.click(&paste);
    copied.await_taken();
    assert_eq!(desktop.keyring().secrets(), [token.as_bytes().to_vec()]);
    let pid = desktop.shown().expect("a window").pid();
    assert_ne!(places(pid, "Latchet starts a session when")[0], Vec::<String>::new());
    // What the answer is still being made of is freed a moment later.
    await_some("memory without the token", || {
        let [of_page, own] = places(pid, token);
        assert_eq!(of_page, Vec::<String>::new());
        own.is_empty().then_some(())
    });
}
