//! The window and the tray on one session bus, both real: what is set or done in the one shows in the
//! other.

use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::discreet::{ask, is_gone, name, pid};
use crate::practice::Practice;
use crate::program::Running;
use crate::raw::{self, Raw};
use crate::webdriver::await_some;

const TOKEN: &str = "a-token-of-this-test";
const TRAY: &str = "org.latchet.Tray";
const SPACE: &str = " ";

/// The tray of this desktop, which has no panel; what a panel would show can be asked for.
struct Tray<'d> {
    desktop: &'d Desktop,
    running: Option<Running>,
}

impl<'d> Tray<'d> {
    fn on(desktop: &'d Desktop) -> Self {
        let running = Some(desktop.call(&["tray", "--hidden"]).spawn());
        let tray = Self { desktop, running };
        let names = ["org.freedesktop.DBus.ListNames"];
        let bus = "org.freedesktop.DBus";
        await_some("tray", || {
            ask(desktop, bus, "/org/freedesktop/DBus", &names).contains(TRAY).then_some(())
        });
        tray
    }

    /// The rows of its menu that are shown, each as its number and what is said of it.
    fn rows(&self) -> Vec<String> {
        let layout = ["com.canonical.dbusmenu.GetLayout", "int32:0", "int32:-1", "array:string:"];
        let menu = ask(self.desktop, TRAY, "/MenuBar", &layout);
        // A mark stands before the letter that chooses a row.
        let words = menu.replace('_', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let rows = words.split("int32 ").skip(1).map(str::to_owned);
        rows.filter(|row| !row.contains(r#"string "visible" variant boolean false"#)).collect()
    }

    /// The number of a row that begins like this.
    fn row(&self, label: &str) -> Option<String> {
        let label = format!("string \"{label}");
        let rows = self.rows();
        let row = rows.iter().find(|row| row.contains(&label))?;
        row.split(' ').next().map(str::to_owned)
    }

    #[track_caller]
    fn await_row(&self, label: &str) -> String {
        await_some(&format!("{label:?} in the menu"), || self.row(label))
    }

    #[track_caller]
    fn choose(&self, label: &str) {
        let id = format!("int32:{}", self.await_row(label));
        let event = "com.canonical.dbusmenu.Event";
        let what = [event, &id, "string:clicked", "variant:int32:0", "uint32:0"];
        ask(self.desktop, TRAY, "/MenuBar", &what);
    }

    /// What its icon says of it.
    fn property(&self, property: &str) -> String {
        let item = "string:org.kde.StatusNotifierItem";
        let what = ["org.freedesktop.DBus.Properties.Get", item, &format!("string:{property}")];
        ask(self.desktop, TRAY, "/StatusNotifierItem", &what)
            // The first line numbers the answer.
            .split_once('\n')
            .map(|(_, said)| said.to_owned())
            .unwrap()
    }
}

impl Drop for Tray<'_> {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.kill_if_running();
            running.wait();
        }
    }
}

#[test]
fn what_is_set_in_the_window_counts_in_the_tray_at_once() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    desktop.call(&["start", "--yes"]).run().expect_status(0);
    let tray = Tray::on(&desktop);
    tray.await_row("Session 1");
    let shown = ["ToolTip", "IconPixmap"].map(|property| tray.property(property));
    assert!(shown[0].contains("Session 1"), "{shown:?}");
    let page = desktop.open();
    page.open_settings();
    page.type_at("set-discreet", SPACE);
    page.await_text("#set-discreet-row", "Saved");
    tray.await_row("Details");
    let discreet = ["ToolTip", "IconPixmap"].map(|property| tray.property(property));
    assert!(!discreet[0].contains("Session"), "{discreet:?}");
    assert_ne!(discreet[1], shown[1], "the icon is the plain one");
    let choose = "const field = document.getElementById('set-language');
        field.value = 'de'; field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.driver().run(choose, &[]);
    tray.await_row("Jetzt starten");
}

#[test]
fn hiding_during_a_start_of_the_window_closes_it_finishes_the_start_and_shows_nothing() {
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
    let desktop = Desktop::with_token(&server.url(), TOKEN);
    let tray = Tray::on(&desktop);
    let page = desktop.open();
    page.send();
    server.await_start();
    let window = pid(&desktop, &name(&desktop, &server.url()));
    tray.choose("Hide now");
    tray.await_row("Show again");
    page.await_true("window that is hidden", "return document.hidden");
    assert!(!is_gone(window), "the answer is awaited");
    release.send(()).unwrap();
    await_some("end of the program", || is_gone(window).then_some(()));
    assert_eq!(tray.row("Session"), None, "it stays hidden");
    assert_eq!(tray.row("Hide now"), None);
    let history = desktop.call(&["history", "--json"]).run().json();
    assert_eq!((&history[0]["outcome"], &history[0]["session_id"]), (&"started".into(), &7.into()));
    assert_eq!(server.starts().len(), 1);
    tray.choose("Show again");
    tray.await_row("Session 7");
}
