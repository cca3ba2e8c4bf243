//! What a window manager does here on X11: it closes the window.

use std::fs;

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, Window,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::webdriver::await_some;

/// The process whose window was closed.
pub(crate) struct Closed {
    pid: u32,
}

impl Closed {
    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// The port at which the driver listens to it.
    pub(crate) fn driven_at(&self) -> u16 {
        let variables = fs::read(format!("/proc/{}/environ", self.pid)).unwrap();
        let variables = String::from_utf8(variables).unwrap();
        let server =
            variables.split('\0').find_map(|one| one.strip_prefix("WEBKIT_INSPECTOR_SERVER="));
        let (_, port) = server.expect("a driver").rsplit_once(':').unwrap();
        port.parse().unwrap()
    }

    /// Has it ended? Nobody may have collected it yet.
    pub(crate) fn is_gone(&self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid));
        stat.map_or(true, |stat| stat.rsplit(')').next().unwrap().trim_start().starts_with('Z'))
    }

    #[track_caller]
    pub(crate) fn await_gone(&self) {
        await_some("end of the program", || self.is_gone().then_some(()));
    }
}

/// Asks the window on this display to close, as a click on its cross does.
pub(crate) fn close(display: &str) -> Closed {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    let (window, closed) = find(&x, screen).expect("a window of that name");
    let [protocols, closing] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| atom(&x, name));
    let message = ClientMessageEvent::new(32, window, protocols, [closing, 0, 0, 0, 0]);
    x.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
    x.sync().unwrap();
    closed
}

/// The window on this display, left as it is; none where none is shown.
pub(crate) fn shown(display: &str) -> Option<Closed> {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    find(&x, screen).map(|(_, closed)| closed)
}

fn find(x: &RustConnection, screen: usize) -> Option<(Window, Closed)> {
    let root = x.setup().roots[screen].root;
    let [protocols, pid] = ["WM_PROTOCOLS", "_NET_WM_PID"].map(|name| atom(x, name));
    let children = x.query_tree(root).unwrap().reply().unwrap().children;
    // GTK has windows of its own beside it.
    let window = children.into_iter().find(|child| {
        let title = property(x, *child, AtomEnum::WM_NAME.into(), AtomEnum::STRING.into());
        title == b"Latchet" && !property(x, *child, protocols, AtomEnum::ATOM.into()).is_empty()
    })?;
    let owner = property(x, window, pid, AtomEnum::CARDINAL.into());
    let pid = u32::from_ne_bytes(owner.try_into().expect("a process"));
    Some((window, Closed { pid }))
}

pub(crate) fn atom(x: &RustConnection, name: &str) -> Atom {
    x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
}

fn property(x: &RustConnection, window: Window, name: Atom, kind: Atom) -> Vec<u8> {
    let asked = x.get_property(false, window, name, kind, 0, 64).unwrap();
    asked.reply().map(|reply| reply.value).unwrap_or_default()
}
