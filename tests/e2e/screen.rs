//! A display of its own for one test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server that nobody sees.
pub(crate) struct Screen {
    process: Child,
    name: String,
}

impl Screen {
    pub(crate) fn open() -> Self {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
            // Whoever comes while the only one before leaves is not thrown out.
            .arg("-noreset")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb (package xvfb)");
        let mut number = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "the display has a number");
        Self { process, name: format!(":{}", number.trim()) }
    }

    /// What `DISPLAY` says of it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
