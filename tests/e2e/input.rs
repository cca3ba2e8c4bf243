//! Bad input: refused before anything is sent, in words, naming what is wrong.

use crate::raw::Raw;
use crate::world::World;

const TOKEN: &str = "a-token-of-this-test";

#[test]
fn what_makes_no_sense_is_refused_by_the_name_of_its_field() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let long = "x".repeat(51);
    for (arguments, names) in [
        (&["--at", "2026-02-30 10:00"][..], &["--at", "start"]),
        (&["--at", "2026-13-01 10:00"], &["--at", "start"]),
        (&["--at", "2026-01-01 24:00"], &["--at", "start"]),
        (&["--at", "2026-01-01 10:60"], &["--at", "start"]),
        (&["--at", "2026-01-01"], &["--at", "start"]),
        (&["--at", "12026-01-01 10:00"], &["--at", "start"]),
        (&["--at", "9999-12-31 23:59"], &["--at", "start"]),
        (&["--at", ""], &["--at", "start"]),
        (&["--ago", "0m"], &["--ago", "start"]),
        (&["--ago", "-5m"], &["--ago", "start"]),
        (&["--ago", "yesterday"], &["--ago", "start"]),
        (&["--ago", "99999999999999999999d"], &["--ago", "start"]),
        (&["--until", "2027-02-29 10:00"], &["--until", "end"]),
        (&["--until", "10000-01-01 00:00"], &["--until", "end"]),
        (&["--until", "2020-01-01 00:00"], &["--until", "end"]),
        (&["--ago", "1h", "--until", "2020-01-01 00:00"], &["--until", "end"]),
        (&["--ago", "3h", "--for", "1h"], &["--for", "end"]),
        (&["--for", "0h"], &["--for", "end"]),
        (&["--for", "0"], &["--for", "end"]),
        (&["--for", ""], &["--for", "end"]),
        (&["--for", "36524999d"], &["--for", "end"]),
        (&["--locked-by", "two\nlines"], &["--locked-by", "locked by"]),
        (&["--locked-by", "\u{1b}[31m"], &["--locked-by", "locked by"]),
        (&["--locked-by", "\u{202e}mik"], &["--locked-by", "locked by"]),
        (&["--locked-by", &long], &["--locked-by", "locked by"]),
        (&["--at", "2026-01-01 10:00", "--ago", "1h"], &["--at", "--ago"]),
        (&["--until", "2099-01-01 10:00", "--for", "1h"], &["--until", "--for"]),
        (&["--no-such-option"], &["--no-such-option", "--no-such-option"]),
    ] {
        let whole = [&["start", "--yes", "--token-stdin"], arguments].concat();
        world.latchet(&whole).input(TOKEN).run().expect_status(2).expect_told(names);
    }
    assert_eq!(server.connections(), 0, "not one connection");
}

#[test]
fn with_json_a_refused_input_leaves_standard_output_to_json() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let ended = world
        .latchet(&["start", "--yes", "--json", "--token-stdin", "--for", "0h"])
        .input(TOKEN)
        .run();
    ended.expect_status(2);
    if !ended.out.is_empty() {
        ended.json();
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_text_that_is_no_token_is_refused_without_being_repeated() {
    let server = Raw::unwanted();
    let world = World::with_keyring(&server.url());
    let too_long = "x".repeat(2_049);
    for token in ["", " \t\n", "two words", "line\r\nX-Evil: canary", "nul\0", "tökén", &too_long]
    {
        for arguments in [&["token", "set"][..], &["start", "--yes", "--token-stdin"]] {
            let ended = world.latchet(arguments).input(token).run();
            ended.expect_status(2).expect_told(&["token"]);
            assert!(
                !ended.err().contains("X-Evil") && ended.err().len() < 2_000,
                "{}",
                ended.all()
            );
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn bytes_that_are_no_text_are_no_token() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let ended =
        world.latchet(&["start", "--yes", "--token-stdin"]).input([0xff, 0xfe, 0x00, 0x80]).run();
    ended.expect_status(2).expect_told(&["token"]);
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_server_that_could_leak_the_token_is_refused() {
    let server = Raw::unwanted();
    let port = server.port();
    for address in [
        "http://example.org".to_owned(),
        "http://192.0.2.1".to_owned(),
        "http://0.0.0.0".to_owned(),
        format!("http://user@127.0.0.1:{port}"),
        format!("http://user:secret@127.0.0.1:{port}"),
        format!("https://:secret@127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}/api"),
        format!("http://127.0.0.1:{port}/?a=b"),
        format!("http://127.0.0.1:{port}/#a"),
        format!("ftp://127.0.0.1:{port}"),
        "127.0.0.1".to_owned(),
        "not an address".to_owned(),
    ] {
        let world = World::headless(&address);
        for arguments in [&["start", "--yes", "--token-stdin"][..], &["token", "set"]] {
            let ended = world.latchet(arguments).input(TOKEN).run();
            ended.expect_status(2).expect_told(&["LATCHET_SERVER"]);
            assert!(!ended.err().contains("secret"), "{}", ended.all());
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_sent() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    let ended = world.latchet(&["start", "--token-stdin"]).input(TOKEN).run();
    ended.expect_status(2).expect_told(&["--yes"]);
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_token_is_taken_from_no_argument_and_no_environment() {
    let server = Raw::unwanted();
    let world = World::headless(&server.url());
    world.latchet(&["token", "set", TOKEN]).run().expect_status(2);
    world.latchet(&["start", "--yes", "--token", TOKEN]).run().expect_status(2);
    let ended = world.latchet(&["start", "--yes"]).env("LATCHET_TOKEN", TOKEN).run();
    ended.expect_status(3);
    assert_eq!(server.connections(), 0);
}
