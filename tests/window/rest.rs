//! A window that nobody uses holds little of the machine's memory.

use std::fs;

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::webdriver::await_some;

/// How much of files is mapped in a process, in KiB.
fn mapped(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssFile:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn a_window_at_rest_gives_back_what_it_was_drawn_with_and_goes_on() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let page = desktop.open();
    let pid = desktop.shown().unwrap().pid();
    let mut most = mapped(pid);
    page.await_running("idle");
    await_some("memory given back", || {
        let now = mapped(pid);
        most = most.max(now);
        (now * 2 < most).then_some(())
    });
    page.send();
    page.await_text("#result-status", "has started");
}
