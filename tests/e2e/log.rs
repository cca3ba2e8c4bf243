//! The log: what is in it at each level, and what never is.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::canary::found;
use crate::practice::Practice;
use crate::program::Call;
use crate::world::World;

const LOCKED_BY: &str = "canary Kim 4711";
const PRESET: &str = "canary night 4711";
const PROXY: &str = "http://canary-user:canary-password@127.0.0.1:9";
const NICK: &str = "practice";

fn proxied(call: Call) -> Call {
    call.env("https_proxy", PROXY).env("http_proxy", PROXY).env("RUST_LOG", "trace")
}

fn text(world: &World) -> Option<String> {
    fs::read_to_string(world.latchet_home().join("logs/latchet.log")).ok()
}

#[test]
fn at_every_level_it_holds_what_it_should_and_nothing_of_the_user_s_own() {
    for level in ["off", "errors", "detailed"] {
        let practice = Practice::strict();
        let world = World::with_keyring(practice.url());
        let run = |arguments: &[&str], status| {
            let ended = proxied(world.latchet(arguments)).run();
            ended.expect_status(status);
        };
        run(&["settings", "set", "log", level], 0);
        proxied(world.latchet(&["token", "set"]).input(practice.token())).run().expect_status(0);
        run(&["preset", "save", PRESET, "--until", "07:00", "--locked-by", LOCKED_BY], 0);
        run(&["start", "--yes", "--preset", PRESET], 0);
        run(&["start", "--yes", "--locked-by", LOCKED_BY], 5);
        run(&["status"], 0);
        run(&["token", "check"], 0);
        run(&["doctor"], 0);
        run(&["token", "remove"], 0);
        run(&["start", "--yes"], 3);
        let Some(text) = text(&world) else {
            assert_eq!(level, "off");
            assert!(!world.latchet_home().join("logs").exists());
            continue;
        };
        let told = |what: &str| text.lines().any(|line| line.contains(what));
        assert!(told("service insert: 409 after "), "{level}: {text}");
        assert!(told("start 2: refused Overlap"), "{level}: {text}");
        for what in ["service insert: 201", "start 1: started", "command ", "service sessions: 200"]
        {
            assert_eq!(told(what), level == "detailed", "{level}: {what}: {text}");
        }
        let address = practice.url().trim_start_matches("http://");
        for own in [practice.token(), LOCKED_BY, PRESET, "canary", NICK, address] {
            assert_eq!(found(own, text.as_bytes()), None, "{level}: {own}: {text}");
        }
        assert!(!text.contains("http"), "{level}: {text}");
        let folder = world.latchet_home().join("logs");
        let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(folder.join("latchet.log")), mode(folder)), (0o600, 0o700));
    }
}

#[test]
fn what_was_not_foreseen_says_where_more_is() {
    let world = World::headless("http://127.0.0.1:1");
    fs::write(world.latchet_home().join("services"), "no folder").unwrap();
    let off = world.latchet(&["pending", "list"]).run();
    off.expect_status(1).expect_told(&["latchet settings set log detailed"]);
    world.latchet(&["settings", "set", "log", "errors"]).run().expect_status(0);
    let on = world.latchet(&["pending", "list"]).run();
    let file = world.latchet_home().join("logs/latchet.log");
    on.expect_status(1).expect_told(&[&*file.display().to_string()]);
    let text = text(&world).unwrap();
    assert!(text.contains("journal: not_writable") && text.contains("ended with 1"), "{text}");
}
