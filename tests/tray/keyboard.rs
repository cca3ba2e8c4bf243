//! A display with a keyboard, pressed as hands press it.

use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::res::ConnectionExt as _;
use x11rb::protocol::xproto::{
    ConnectionExt as _, Grab, GrabMode, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, ModMask,
    Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::READY;
use crate::screen::Screen;

pub(crate) const CTRL: u32 = 0xffe3;
pub(crate) const ALT: u32 = 0xffe9;
pub(crate) const CAPS_LOCK: u32 = 0xffe5;
pub(crate) const NUM_LOCK: u32 = 0xff7f;

/// The test's own client of the display.
pub(crate) struct Keyboard {
    x: RustConnection,
    root: Window,
    // Last, so that it goes last.
    screen: Screen,
}

impl Keyboard {
    pub(crate) fn open() -> Self {
        let screen = Screen::open();
        let (x, number) = x11rb::connect(Some(screen.name())).unwrap();
        let root = x.setup().roots[number].root;
        Self { x, root, screen }
    }

    pub(crate) fn display(&self) -> &str {
        self.screen.name()
    }

    /// Presses these keys one after the other, and holds them.
    pub(crate) fn hold(&self, syms: &[u32]) {
        for sym in syms {
            self.fake(KEY_PRESS_EVENT, *sym);
        }
    }

    pub(crate) fn release(&self, syms: &[u32]) {
        for sym in syms.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, *sym);
        }
    }

    pub(crate) fn press(&self, syms: &[u32]) {
        self.hold(syms);
        self.release(syms);
    }

    fn fake(&self, event: u8, sym: u32) {
        let key = self.key(sym).expect("a key that means this");
        self.x.xtest_fake_input(event, key, 0, self.root, 0, 0, 0).unwrap();
        self.x.sync().unwrap();
    }

    fn key(&self, sym: u32) -> Option<Keycode> {
        let (first, last) = (self.x.setup().min_keycode, self.x.setup().max_keycode);
        let mapping =
            self.x.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let mut keys = mapping.keysyms.chunks(mapping.keysyms_per_keycode.into());
        let place = keys.position(|syms| syms.contains(&sym))?;
        Some(first + Keycode::try_from(place).unwrap())
    }

    /// Gives a key that means nothing a meaning.
    pub(crate) fn add_key(&self, sym: u32) {
        let free = self.key_that_means_nothing();
        self.x.change_keyboard_mapping(1, free, 1, &[sym]).unwrap();
        self.x.sync().unwrap();
    }

    fn key_that_means_nothing(&self) -> Keycode {
        let (first, last) = (self.x.setup().min_keycode, self.x.setup().max_keycode);
        let mapping =
            self.x.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let mut keys = mapping.keysyms.chunks(mapping.keysyms_per_keycode.into());
        let place = keys.rposition(|syms| syms.iter().all(|sym| *sym == 0)).unwrap();
        first + Keycode::try_from(place).unwrap()
    }

    /// Takes a key with Ctrl and Alt, as another program may have.
    pub(crate) fn take(&self, sym: u32) {
        let (key, held) = (self.key(sym).unwrap(), ModMask::CONTROL | ModMask::M1);
        let mode = GrabMode::ASYNC;
        self.x.grab_key(false, self.root, held, key, mode, mode).unwrap().check().unwrap();
    }

    /// Gives back what was taken.
    pub(crate) fn give_back(&self) {
        self.x.ungrab_key(Grab::ANY, self.root, ModMask::ANY).unwrap().check().unwrap();
    }

    /// Waits until so many programs beside the test use the display.
    #[track_caller]
    pub(crate) fn until_used_by(&self, count: usize) {
        let began = Instant::now();
        while self.used_by() != count {
            assert!(began.elapsed() < READY, "{} programs use the display", self.used_by());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// How many programs beside the test use the display.
    pub(crate) fn used_by(&self) -> usize {
        let clients = self.x.res_query_clients().unwrap().reply().unwrap().clients;
        // The test, and the server itself.
        let ours = |base: u32| base == 0 || self.x.setup().resource_id_base == base;
        clients.iter().filter(|client| !ours(client.resource_base)).count()
    }
}
