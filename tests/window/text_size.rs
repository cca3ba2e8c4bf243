//! The desktop's size of text, which the web view takes up, and the window with it, also while it is
//! open. A real XSETTINGS manager says it, as GNOME's and Xfce's do.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use x11rb::protocol::xproto::ConnectionExt as _;

use crate::desktop::Desktop;
use crate::raw::Raw;
use crate::webdriver::await_some;

/// What tells every program of a display how large text is.
struct TextSize {
    settings: PathBuf,
    manager: Child,
}

impl TextSize {
    /// In hundredths of the usual size.
    fn on(desktop: &Desktop, hundredths: u32) -> Self {
        let settings = desktop.home().join("xsettingsd.conf");
        write(&settings, hundredths);
        let mut manager = Command::new("xsettingsd");
        manager.arg("-c").arg(&settings).env("DISPLAY", desktop.display());
        let manager = manager.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let (x, _) = x11rb::connect(Some(desktop.display())).unwrap();
        let selection = x.intern_atom(false, b"_XSETTINGS_S0").unwrap().reply().unwrap().atom;
        await_some("manager of settings", || {
            let owner = x.get_selection_owner(selection).unwrap().reply().unwrap().owner;
            (owner != 0).then_some(())
        });
        Self { settings, manager }
    }

    fn change(&self, hundredths: u32) {
        write(&self.settings, hundredths);
        let pid = self.manager.id().to_string();
        assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
    }
}

impl Drop for TextSize {
    fn drop(&mut self) {
        let _ = self.manager.kill();
        let _ = self.manager.wait();
    }
}

fn write(settings: &PathBuf, hundredths: u32) {
    fs::write(settings, format!("Xft/DPI {}\n", 96 * 1_024 * hundredths / 100)).unwrap();
}

#[test]
fn the_window_is_as_large_as_the_desktop_s_text_wants_it() {
    let server = Raw::unwanted();
    let desktop = Desktop::with_token(&server.url(), "a-token-of-this-test").without_tray();
    let text = TextSize::on(&desktop, 125);
    let page = desktop.open();
    page.await_text("#sentence", "Starts");
    let expect = |width: u32, inner: u32| {
        page.await_true(
            &format!("{inner} of {width} pixels"),
            &format!(
                "return outerWidth === {width} && innerWidth === {inner}
                   && document.documentElement.scrollWidth <= innerWidth"
            ),
        );
    };
    expect(525, 420);
    text.change(200);
    expect(640, 320);
    text.change(100);
    expect(640, 640);
}
