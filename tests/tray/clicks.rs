//! One click, one session; told on the desktop and in the menu.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::held;
use crate::installed::Installed;
use crate::practice::Practice;
use crate::raw::{self, Raw};
use crate::tls;
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn a_click_on_start_now_starts_one_session_with_the_users_defaults() {
    let server = Raw::answering_starts(raw::json(201, r#"{"session_id":12}"#));
    let mut world = World::with_token(&server.url(), TOKEN);
    world.latchet(&["settings", "set", "locked-by", "Kim"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 12 has started.");
    item.until_status("Session 12");
    let starts = server.starts();
    assert_eq!(starts.len(), 1);
    assert_eq!(starts[0].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    let body = String::from_utf8(starts[0].body.clone()).unwrap();
    assert!(body.contains(r#""lockedby":"Kim""#) && body.contains(r#""public":0"#), "{body}");
}

#[test]
fn a_middle_click_starts_and_the_menu_shows_what_the_service_shows() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    item.middle_click();
    assert!(desktop.note().ends_with(" has started."));
    let rows = item.until_status("Session ");
    assert!(rows[1].label.starts_with("since "), "{rows:?}");
    assert_eq!(practice.sessions(), 1);
}

#[test]
fn a_start_from_the_desktops_menu_tells_its_end_without_a_terminal() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::without_panel(world.keyring().address());
    let entry = std::fs::read_to_string("packaging/latchet.desktop").unwrap();
    let exec = entry.lines().rev().find_map(|line| line.strip_prefix("Exec=latchet ")).unwrap();
    let arguments: Vec<_> = exec.split(' ').collect();
    world.latchet(&["settings", "set", "grace", "0"]).run().expect_status(0);
    world.latchet(&arguments).run().expect_status(0);
    assert_eq!(desktop.note(), "Session 1 has started.");
    world.latchet(&arguments).run().expect_status(5);
    assert!(desktop.note().starts_with("Another session already stands"));
}

#[test]
fn clicks_while_it_is_sent_and_right_after_are_the_same_wish() {
    let (server, held) = held::service();
    let mut world = World::with_token(&server.url(), TOKEN);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    for _ in 0..3 {
        item.middle_click();
    }
    let rows = item.until_status("Sending…");
    assert!(rows.iter().any(|row| row.label == "Start now" && !row.enabled), "{rows:?}");
    server.await_start();
    item.middle_click();
    held.answer();
    item.until_status("Session 12");
    item.middle_click();
    assert_eq!(desktop.note(), "Session 12 has started.");
    item.until_status("Session 12");
    desktop.expect_no_note();
    assert_eq!(server.starts().len(), 1);
}

#[test]
fn opening_the_menu_again_and_again_asks_the_service_once() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let asked = practice.requests().len();
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    assert_eq!(practice.requests().len(), asked, "nobody has looked yet");
    for _ in 0..5 {
        item.opens();
        item.until_status("Nothing runs");
    }
    assert_eq!(practice.requests().len(), asked + 1);
}

#[test]
fn a_start_from_the_terminal_shows_when_the_menu_opens() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    world.latchet(&["start", "--yes"]).run().expect_status(0);
    item.opens();
    item.until_status("Session ");
}

#[test]
fn a_start_that_is_not_sent_is_told_and_stays_in_the_menu() {
    let practice = Practice::behaving("answer-409");
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    let note = desktop.note();
    assert!(note.starts_with("Another session already stands"), "{note}");
    item.until_row("Start now", true);
    let told = item.labels();
    assert!(told[1].contains(": Another session already stands"), "{told:?}");
    assert_eq!(practice.sessions(), 0);
}

/// Takes everybody to the server, and counts them.
fn counted(server: SocketAddr) -> (SocketAddr, Arc<AtomicUsize>) {
    let met = Arc::<AtomicUsize>::default();
    let count = Arc::clone(&met);
    let address = tls::accept(move |mut client| {
        count.fetch_add(1, Ordering::SeqCst);
        let mut server = TcpStream::connect(server).unwrap();
        let (mut up, mut down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || {
            let _ = io::copy(&mut up, &mut down);
            let _ = down.shutdown(Shutdown::Write);
        });
        let _ = io::copy(&mut server, &mut client);
        let _ = client.shutdown(Shutdown::Write);
    });
    (address, met)
}

#[test]
fn a_click_on_the_heels_of_a_look_takes_its_connection_and_a_later_one_its_own() {
    let practice = Practice::strict();
    let (address, met) = counted(practice.address());
    let mut world = World::with_token(&format!("http://{address}"), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.opens();
    item.until_status("Nothing runs");
    let looked = met.load(Ordering::SeqCst);
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 1 has started.");
    assert_eq!(met.load(Ordering::SeqCst), looked, "the connection was there");
    practice.end_all();
    // Longer than a connection is kept, and than a click counts as the second half of a double one.
    thread::sleep(Duration::from_secs(3));
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 2 has started.");
    assert!(met.load(Ordering::SeqCst) > looked, "no old connection is used");
    drop(tray);
}
