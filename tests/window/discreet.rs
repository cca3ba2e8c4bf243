//! The window where others may look on: what it is called, and that the tray can close it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use latchet_core::home::Home;
use latchet_core::window::bus_name;
use latchet_tracker::Origin;

use crate::desktop::Desktop;
use crate::raw::{self, Raw};
use crate::webdriver::await_some;

const TOKEN: &str = "a-token-of-this-test";

/// The words of the subject.
const WORDS: [&str; 7] =
    ["chastity", "locked by", "lockedby", "locked-by", "keyholder", "wearer", "cage"];

/// Says something on the session bus; returns what is answered.
pub(crate) fn ask(desktop: &Desktop, to: &str, path: &str, what: &[&str]) -> String {
    let address = desktop.keyring().address();
    let said = Command::new("dbus-send")
        .args([format!("--bus={address}"), format!("--dest={to}"), "--print-reply".to_owned()])
        .arg(path)
        .args(what)
        .output()
        .expect("dbus-send (package dbus-bin)");
    assert!(said.status.success(), "{said:?}");
    String::from_utf8(said.stdout).unwrap()
}

pub(crate) fn name(desktop: &Desktop, server: &str) -> String {
    let [folder, _] = desktop.folders();
    bus_name(&Home::under(folder).service_folder(&Origin::parse(server).unwrap()))
}

pub(crate) fn pid(desktop: &Desktop, name: &str) -> u32 {
    let bus = "org.freedesktop.DBus";
    let call = format!("{bus}.GetConnectionUnixProcessID");
    let told = ask(desktop, bus, "/org/freedesktop/DBus", &[&call, &format!("string:{name}")]);
    told.split_whitespace().last().unwrap().parse().unwrap()
}

/// Nobody may have collected it yet.
pub(crate) fn is_gone(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"));
    stat.map_or(true, |stat| stat.rsplit(')').next().unwrap().trim_start().starts_with('Z'))
}

#[test]
fn told_over_the_session_bus_the_window_closes_as_by_its_own_button() {
    let (release, released) = channel::<()>();
    let released = Mutex::new(released);
    let server = Raw::new(move |request, stream| {
        let answer = if request.is_start() {
            // The test may have failed already.
            let _ = released.lock().unwrap().recv_timeout(Duration::from_secs(12));
            raw::json(201, r#"{"session_id":7}"#)
        } else {
            raw::no_sessions()
        };
        drop(stream.write_all(&answer));
    });
    let desktop = Desktop::with_token(&server.url(), TOKEN).without_tray();
    let page = desktop.open();
    page.send();
    server.await_start();
    let name = name(&desktop, &server.url());
    let pid = pid(&desktop, &name);
    ask(&desktop, &name, "/org/latchet/Window", &["org.latchet.Window.Close"]);
    page.await_true("window that is hidden", "return document.hidden");
    assert!(!is_gone(pid), "the answer is awaited");
    release.send(()).unwrap();
    await_some("end of the program", || is_gone(pid).then_some(()));
    let history = desktop.call(&["history", "--json"]).run().json();
    assert_eq!((&history[0]["outcome"], &history[0]["session_id"]), (&"started".into(), &7.into()));
}

#[test]
fn no_word_of_the_subject_is_around_the_window() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_keyring(&server.url()).without_tray();
    desktop.call(&["settings", "set", "discreet", "on"]).run().expect_status(0);
    let _page = desktop.open();
    let name = name(&desktop, &server.url());
    let introspect = ["org.freedesktop.DBus.Introspectable.Introspect"];
    let object = ask(&desktop, &name, "/org/latchet/Window", &introspect);
    let mut windows = Command::new("xwininfo");
    let tree = windows.args(["-display", desktop.display(), "-root", "-tree"]);
    let mut seen = vec![name.clone(), object, output(tree)];
    assert!(seen[2].contains("\"Latchet\""), "{}", seen[2]);
    let programs = programs(pid(&desktop, &name));
    assert!(programs.iter().any(|name| name.starts_with("WebKit")), "{programs:?}");
    seen.extend(programs);
    seen.extend(desktop.folders().into_iter().flat_map(names));
    for text in seen {
        let lower = text.to_lowercase();
        let found = WORDS.iter().find(|word| lower.contains(**word));
        assert_eq!(found, None, "{text}");
    }
}

fn output(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// What a list of programs shows of one and of those that it has started: their names, those of
/// their threads, their command lines.
fn programs(pid: u32) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut pids = vec![pid];
    while let Some(pid) = pids.pop() {
        let process = PathBuf::from(format!("/proc/{pid}"));
        for task in fs::read_dir(process.join("task")).unwrap().flatten() {
            let read = |name: &str| fs::read_to_string(task.path().join(name)).unwrap_or_default();
            names.insert(read("comm").trim().to_owned());
            let children = read("children");
            pids.extend(children.split_whitespace().map(|pid| pid.parse::<u32>().unwrap()));
        }
        let line = fs::read(process.join("cmdline")).unwrap_or_default();
        names.insert(String::from_utf8_lossy(&line).replace('\0', " "));
    }
    names
}

/// The names of all that is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            names.push(entry.file_name().to_string_lossy().into_owned());
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    names
}
