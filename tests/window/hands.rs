//! A window that nothing drives but hands: what is pressed is pressed on the display, and what is seen
//! is seen there.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, MOTION_NOTIFY_EVENT};
use x11rb::protocol::xtest::ConnectionExt as _;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::webdriver::await_some;

/// Where something lies in the window, and what it looks like.
pub(crate) struct Place {
    at: [u16; 4],
    look: Vec<u8>,
}

impl Place {
    /// Of an element of a window that is driven, in the display's corner as every window here is.
    #[track_caller]
    pub(crate) fn of(desktop: &Desktop, page: &Page, css: &str) -> Self {
        let script = "const { x, y, width, height } =
                document.querySelector(arguments[0]).getBoundingClientRect();
            return [x, y, width, height].map(Math.round)";
        let at = page.driver().run(script, &[json!(css)]);
        let at: [u16; 4] = serde_json::from_value(at).unwrap();
        // Until nothing moves any more.
        page.driver().run_async("document.fonts.ready.then(() => setTimeout(arguments[0], 300))");
        Self { look: look(desktop, at), at }
    }
}

/// The picture of this part of the display.
fn look(desktop: &Desktop, [x, y, width, height]: [u16; 4]) -> Vec<u8> {
    let taken = Command::new("import")
        .args(["-display", desktop.display(), "-window", "root", "-depth", "8"])
        .args(["-crop", &format!("{width}x{height}+{x}+{y}"), "+repage", "rgb:-"])
        .output()
        .expect("import (package imagemagick)");
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    taken.stdout
}

/// A program with a window.
pub(crate) struct Hands<'a> {
    desktop: &'a Desktop,
    process: Child,
}

impl<'a> Hands<'a> {
    /// Opens the window as a person does: that of this build, or a release that `LATCHET_WINDOW`
    /// names.
    pub(crate) fn open(desktop: &'a Desktop) -> Self {
        let release = std::env::var_os("LATCHET_WINDOW").map(PathBuf::from);
        let mut command = desktop.command(release.as_deref().unwrap_or(desktop.window()));
        let process = command.stdin(Stdio::null()).spawn().unwrap();
        Self { desktop, process }
    }

    /// Waits until the program has ended, and all that it started.
    pub(crate) fn await_end(mut self) {
        assert!(self.process.wait().unwrap().success());
    }

    /// Clicks there, once it looks as it is meant to, and sees it change.
    #[track_caller]
    pub(crate) fn click(&self, place: &Place) {
        await_some("what is to be clicked", || {
            (look(self.desktop, place.at) == place.look).then_some(())
        });
        let [x, y, width, height] = place.at.map(|at| i16::try_from(at).unwrap());
        let (display, screen) = x11rb::connect(Some(self.desktop.display())).unwrap();
        let root = display.setup().roots[screen].root;
        let (x, y) = (x + width / 2, y + height / 2);
        for (event, button) in
            [(MOTION_NOTIFY_EVENT, 0), (BUTTON_PRESS_EVENT, 1), (BUTTON_RELEASE_EVENT, 1)]
        {
            display.xtest_fake_input(event, button, 0, root, x, y, 0).unwrap().check().unwrap();
        }
        await_some("change by the click", || {
            (look(self.desktop, place.at) != place.look).then_some(())
        });
    }
}

impl Drop for Hands<'_> {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
