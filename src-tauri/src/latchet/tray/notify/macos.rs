//! Through the scripting host that each Mac has: the notification centre itself only listens to
//! signed application bundles, and a resident program may well run outside of one.

use std::process::{Command, Stdio};

use super::super::picture::Action;
use super::Note;

/// The texts are handed over as arguments, so that nothing in them is ever run.
const SCRIPT: [&str; 3] = [
    "on run texts",
    "display notification (item 2 of texts) with title (item 1 of texts)",
    "end run",
];

/// Shows it and waits until the system has taken it. It has no buttons there; the menu has the same.
pub(in super::super) fn show(
    title: &str,
    note: &Note,
    _pressed: impl Fn(Action) + Send + 'static,
) -> Result<(), String> {
    let mut command = Command::new("/usr/bin/osascript");
    for line in SCRIPT {
        command.args(["-e", line]);
    }
    command.args([title, &note.body]).stdin(Stdio::null()).stdout(Stdio::null());
    match command.stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// The scripting host can't take back what it has shown.
pub(in super::super) fn withdraw() {}
