//! Links, from the desktop to the window's program.

use std::fs;
use std::process::Command;

use crate::installed::Installed;
use crate::world::World;

const LINK: &str = "latchet://start?for=8h&public=1";

#[test]
fn a_link_is_handed_to_the_window_and_stands_in_no_argument_of_it() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::with_window();
    let window = installed.window();
    // Without the command, as installers of Windows register it.
    for arguments in [&["open", LINK][..], &[LINK]] {
        installed.latchet(&world, arguments).run().expect_status(0);
        let opened = window.opened();
        assert_eq!(opened, format!("token= renderer=1 arguments=--link input={LINK}\n"));
    }
    let unreadable = installed.latchet(&world, &["open", "latchet://stop"]).run();
    unreadable.expect_status(2).expect_told(&["can't be read"]);
    assert!(window.opened().ends_with(" input=latchet://stop\n"), "it is told there too");
    let long = format!("{LINK}&locked-by={}", "x".repeat(100_000));
    installed.latchet(&world, &["open", &long]).run().expect_status(2).expect_told(&["too long"]);
    assert!(window.opened().len() < 3_000, "there is no room for it");
}

#[test]
fn a_desktop_that_knows_the_program_opens_links_with_it() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::with_window();
    let window = installed.window();
    let entries = world.home().join(".local/share/applications");
    fs::create_dir_all(&entries).unwrap();
    fs::copy("packaging/latchet.desktop", entries.join("latchet.desktop")).unwrap();
    let noted = Command::new("update-desktop-database").arg(&entries).status();
    assert!(noted.expect("update-desktop-database (package desktop-file-utils)").success());
    let open = |arguments: &str| {
        let line = format!(r#"PATH="${{INSTALLED%/*}}:$PATH" exec {arguments}"#);
        let program = installed.program();
        let call = world.latchet_in_shell(&line, &[]);
        call.env("INSTALLED", program.to_str().unwrap()).run().expect_status(0);
        window.opened()
    };
    assert!(open(&format!("gio open '{LINK}'")).ends_with(&format!(" input={LINK}\n")));
    let plain = format!("gio launch '{}'", entries.join("latchet.desktop").display());
    assert_eq!(open(&plain), "token= renderer=1\n", "and without one it only opens the window");
}

#[test]
fn nothing_of_a_link_is_kept_nor_logged() {
    let world = World::headless("http://127.0.0.1:1");
    let installed = Installed::with_window();
    let window = installed.window();
    world.latchet(&["settings", "set", "log", "detailed"]).run().expect_status(0);
    for link in ["latchet://start?for=17h&locked-by=Zdenka", "latchet://start?Zdenka=17h"] {
        let opened = installed.latchet(&world, &["open", link]).run();
        assert!(!opened.all().contains("panicked"), "{}", opened.all());
        assert!(window.opened().contains(link));
    }
    // Something is logged all the same.
    world.latchet(&["start", "--yes", "--token-stdin"]).input("a-token-of-this-test").run();
    let files = world.files();
    assert!(files.iter().any(|file| file.ends_with("latchet.log")), "{files:?}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for word in ["Zdenka", "17h", "latchet://"] {
            let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!found, "{word} in {}", file.display());
        }
    }
}
