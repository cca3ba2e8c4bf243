//! Keys grabbed from an X server, on a connection that says nothing until one is pressed. It is
//! listened to on the tray's own runtime; only what waits for the server's answers has a thread.

use std::collections::HashMap;
use std::os::fd::{AsFd as _, OwnedFd};

use latchet_core::chord::{Chord, Modifier};
use latchet_core::shortcut::{Deed, Shortcuts};
use tokio::io::unix::AsyncFd;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ConnectionExt as _, GetKeyboardMappingReply, Grab, GrabMode, KeyButMask, Keycode, Mapping,
    ModMask, Window,
};
use x11rb::protocol::{ErrorKind, Event};
use x11rb::rust_connection::RustConnection;

use super::super::super::watch::readable;
use super::held::Held;
use super::{Hands, Kept};

/// Until others are wanted, or the server has gone.
pub(super) async fn hold(wanted: &mut watch::Receiver<Shortcuts>, hands: &mut Hands) -> Kept {
    let shortcuts = wanted.borrow_and_update().clone();
    let Some(mut server) = blocking(Server::connect).await else {
        hands.tell_all(&shortcuts, "shortcut-impossible");
        return Kept::NotPossible;
    };
    let listening = server.x.stream().as_fd().try_clone_to_owned().and_then(readable);
    let Ok(listening) = listening else { return Kept::NotPossible };
    let mut held: HashMap<Keycode, Held> = HashMap::new();
    loop {
        let shortcuts = wanted.borrow_and_update().clone();
        let none = shortcuts.is_empty();
        let grabbed = blocking(move || server.grab(&shortcuts).ok().map(|got| (server, got))).await;
        // Without a server nobody sees anything: the session is over.
        let Some((kept, Got { grabs, failed })) = grabbed else { return Kept::NotPossible };
        server = kept;
        for grab in &grabs {
            hands.works(&(grab.deed, grab.chord));
        }
        for (deed, chord, why) in failed {
            hands.tell(deed, chord, why);
        }
        if none {
            return Kept::UntilOthersWereWanted;
        }
        loop {
            let heard = tokio::select! {
                heard = next(&server.x, &listening) => heard,
                changed = wanted.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return Kept::NotPossible,
                },
            };
            match heard {
                Some(Heard::Press { key, state, at }) => {
                    let pressed = grabs.iter().find(|grab| grab.is(key, state));
                    if held.entry(key).or_default().press(at)
                        && let Some(grab) = pressed
                    {
                        hands.press(grab.deed, None);
                    }
                }
                Some(Heard::Release { key, at }) => held.entry(key).or_default().release(at),
                Some(Heard::OtherKeyboard) => break,
                None => return Kept::NotPossible,
            }
        }
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Option<T> + Send + 'static,
) -> Option<T> {
    spawn_blocking(work).await.ok().flatten()
}

/// What the server tells.
enum Heard {
    Press {
        key: Keycode,
        state: KeyButMask,
        at: u64,
    },
    Release {
        key: Keycode,
        at: u64,
    },
    /// What its keys mean has changed.
    OtherKeyboard,
}

/// `None` when the server has gone.
async fn next(x: &RustConnection, listening: &AsyncFd<OwnedFd>) -> Option<Heard> {
    loop {
        match x.poll_for_event().ok()? {
            Some(Event::KeyPress(event)) => {
                let at = event.time.into();
                return Some(Heard::Press { key: event.detail, state: event.state, at });
            }
            Some(Event::KeyRelease(event)) => {
                return Some(Heard::Release { key: event.detail, at: event.time.into() });
            }
            Some(Event::MappingNotify(event)) if event.request != Mapping::POINTER => {
                return Some(Heard::OtherKeyboard);
            }
            Some(_) => {}
            None => listening.readable().await.ok()?.clear_ready(),
        }
    }
}

/// Keys that come to us, whatever is in front.
struct Grabbed {
    deed: Deed,
    chord: Chord,
    key: Keycode,
    held: ModMask,
    /// The modifiers that matter; the locks don't.
    matter: ModMask,
}

impl Grabbed {
    fn is(&self, key: Keycode, state: KeyButMask) -> bool {
        self.key == key && u16::from(state) & u16::from(self.matter) == u16::from(self.held)
    }
}

/// What came of wishing to have keys.
struct Got {
    grabs: Vec<Grabbed>,
    /// And why not, by the name of a text.
    failed: Vec<(Deed, Chord, &'static str)>,
}

struct Server {
    x: RustConnection,
    root: Window,
}

impl Server {
    fn connect() -> Option<Self> {
        let (x, screen) = x11rb::connect(None).ok()?;
        let root = x.setup().roots.get(screen)?.root;
        Some(Self { x, root })
    }

    /// Grabs these, in the place of those before.
    fn grab(&self, shortcuts: &Shortcuts) -> Result<Got, ReplyError> {
        self.x.ungrab_key(Grab::ANY, self.root, ModMask::ANY)?.check()?;
        let mut got = Got { grabs: Vec::new(), failed: Vec::new() };
        if shortcuts.is_empty() {
            return Ok(got);
        }
        let keyboard = Keyboard::ask(&self.x)?;
        for (deed, chord) in shortcuts.iter().copied() {
            match keyboard.key(chord.keysym()) {
                Some(key) => {
                    let held = keyboard.held(chord);
                    if self.grab_one(key, held, keyboard.locks())? {
                        let matter = keyboard.matter();
                        got.grabs.push(Grabbed { deed, chord, key, held, matter });
                    } else {
                        got.failed.push((deed, chord, "shortcut-taken"));
                    }
                }
                None => got.failed.push((deed, chord, "shortcut-no-such-key")),
            }
        }
        Ok(got)
    }

    /// With each of these locks on or off. `false`: another program has one of them.
    fn grab_one(
        &self,
        key: Keycode,
        held: ModMask,
        locks: [ModMask; 4],
    ) -> Result<bool, ReplyError> {
        for lock in locks {
            let mode = GrabMode::ASYNC;
            let grabbed = self.x.grab_key(false, self.root, held | lock, key, mode, mode)?.check();
            match grabbed {
                Ok(()) => {}
                Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Access => {
                    for lock in locks {
                        self.x.ungrab_key(key, self.root, held | lock)?.check()?;
                    }
                    return Ok(false);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

/// What the keys of the server's keyboard mean.
struct Keyboard {
    first: Keycode,
    mapping: GetKeyboardMappingReply,
    alt: ModMask,
    super_: ModMask,
    num_lock: ModMask,
}

const ALT: [u32; 4] = [0xffe9, 0xffea, 0xffe7, 0xffe8];
const SUPER: [u32; 2] = [0xffeb, 0xffec];
const NUM_LOCK: [u32; 1] = [0xff7f];

impl Keyboard {
    fn ask(x: &RustConnection) -> Result<Self, ReplyError> {
        let (first, last) = (x.setup().min_keycode, x.setup().max_keycode);
        let mapping = x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let modifiers = x.get_modifier_mapping()?.reply()?;
        let keyboard = Self {
            first,
            mapping,
            alt: ModMask::M1,
            super_: ModMask::M4,
            num_lock: ModMask::default(),
        };
        // Eight modifiers, each with as many keys.
        let keys = modifiers.keycodes.chunks(usize::from(modifiers.keycodes_per_modifier()).max(1));
        let find = |meant: &[u32]| {
            let mut places = (0_u16..8).zip(keys.clone()).skip(3);
            let found = places.find(|(_, keys)| {
                let mut syms = keys.iter().flat_map(|key| keyboard.means(*key));
                syms.any(|sym| meant.contains(sym))
            });
            found.map(|(place, _)| ModMask::from(1_u16 << place))
        };
        let (alt, super_, num_lock) = (find(&ALT), find(&SUPER), find(&NUM_LOCK));
        Ok(Self {
            alt: alt.unwrap_or(keyboard.alt),
            super_: super_.unwrap_or(keyboard.super_),
            num_lock: num_lock.unwrap_or(keyboard.num_lock),
            ..keyboard
        })
    }

    /// All that a key means, with this modifier or that.
    fn means(&self, key: Keycode) -> &[u32] {
        let width = usize::from(self.mapping.keysyms_per_keycode);
        let from = usize::from(key.saturating_sub(self.first)) * width;
        self.mapping.keysyms.get(from..from + width).unwrap_or_default()
    }

    /// The key that means this by itself; else one that means it with another, as where digits are
    /// above signs.
    fn key(&self, sym: u32) -> Option<Keycode> {
        let keys = || self.first..=Keycode::MAX;
        let by_itself = keys().find(|key| self.means(*key).first() == Some(&sym));
        by_itself.or_else(|| keys().find(|key| self.means(*key).contains(&sym)))
    }

    fn held(&self, chord: Chord) -> ModMask {
        let held = Modifier::ALL.into_iter().filter(|modifier| chord.holds(*modifier));
        held.fold(ModMask::default(), |held, modifier| held | self.mask(modifier))
    }

    fn mask(&self, modifier: Modifier) -> ModMask {
        match modifier {
            Modifier::Ctrl => ModMask::CONTROL,
            Modifier::Alt => self.alt,
            Modifier::Shift => ModMask::SHIFT,
            Modifier::Super => self.super_,
        }
    }

    fn matter(&self) -> ModMask {
        Modifier::ALL.into_iter().fold(ModMask::default(), |all, one| all | self.mask(one))
    }

    /// Locks that may be on.
    fn locks(&self) -> [ModMask; 4] {
        let none = ModMask::default();
        [none, ModMask::LOCK, self.num_lock, ModMask::LOCK | self.num_lock]
    }
}
