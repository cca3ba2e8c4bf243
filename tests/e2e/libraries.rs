//! What the program is linked with.

use std::process::Command;

#[test]
fn the_program_needs_neither_gtk_nor_webkit() {
    let output = Command::new("ldd").arg(env!("CARGO_BIN_EXE_latchet")).output().unwrap();
    let libraries = String::from_utf8(output.stdout).unwrap().to_lowercase();
    assert!(libraries.contains("libc.so"), "ldd was understood: {libraries}");
    for name in ["gtk", "gdk", "webkit", "javascriptcore", "libssl", "libdbus", "libsqlite"] {
        assert!(!libraries.contains(name), "{name} in {libraries}");
    }
}
