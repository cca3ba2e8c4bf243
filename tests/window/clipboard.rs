//! Another program, from which something was copied.

use std::thread::{self, JoinHandle};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::x11::atom;

/// It has the clipboard until another takes it.
pub(crate) struct Copied(JoinHandle<()>);

impl Copied {
    pub(crate) fn on(display: &str, text: &str) -> Self {
        let (x, screen) = x11rb::connect(Some(display)).unwrap();
        let root = x.setup().roots[screen].root;
        let window = x.generate_id().unwrap();
        let kind = WindowClass::INPUT_ONLY;
        x.create_window(0, window, root, 0, 0, 1, 1, 0, kind, 0, &CreateWindowAux::default())
            .unwrap();
        let clipboard = atom(&x, "CLIPBOARD");
        x.set_selection_owner(window, clipboard, x11rb::CURRENT_TIME).unwrap().check().unwrap();
        let text = text.to_owned();
        Self(thread::spawn(move || serve(&x, &text)))
    }

    /// Waits until another program has the clipboard.
    pub(crate) fn await_taken(self) {
        self.0.join().unwrap();
    }
}

fn serve(x: &RustConnection, text: &str) {
    // The display may go first.
    while let Ok(event) = x.wait_for_event() {
        match event {
            Event::SelectionRequest(asked) => answer(x, &asked, text),
            Event::SelectionClear(_) => return,
            _ => {}
        }
    }
}

fn answer(x: &RustConnection, asked: &SelectionRequestEvent, text: &str) {
    let [targets, utf8] = ["TARGETS", "UTF8_STRING"].map(|name| atom(x, name));
    let (to, property) = (asked.requestor, asked.property);
    let is_known = asked.target == utf8 || asked.target == targets;
    if asked.target == utf8 {
        x.change_property8(PropMode::REPLACE, to, property, utf8, text.as_bytes()).unwrap();
    } else if asked.target == targets {
        let kind = AtomEnum::ATOM;
        x.change_property32(PropMode::REPLACE, to, property, kind, &[targets, utf8]).unwrap();
    }
    let told = SelectionNotifyEvent {
        response_type: SELECTION_NOTIFY_EVENT,
        sequence: 0,
        time: asked.time,
        requestor: to,
        selection: asked.selection,
        target: asked.target,
        property: if is_known { property } else { Atom::from(AtomEnum::NONE) },
    };
    x.send_event(false, to, EventMask::NO_EVENT, told).unwrap();
    x.flush().unwrap();
}
