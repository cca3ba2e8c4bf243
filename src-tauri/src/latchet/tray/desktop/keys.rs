//! Keys that do something from anywhere, by the system's own calls on the loop's thread.

use global_hotkey::hotkey::HotKey;
use global_hotkey::{Error, GlobalHotKeyEvent, GlobalHotKeyManager, HotKeyState};
use latchet_core::chord::Chord;
use latchet_core::shortcut::{Deed, Shortcuts};

/// The keys that do something. Without any the system is asked for nothing.
#[derive(Default)]
pub(super) struct Keys {
    manager: Option<GlobalHotKeyManager>,
    bound: Vec<(Deed, HotKey)>,
    /// Of these the user knows that they do nothing.
    told: Shortcuts,
}

impl Keys {
    /// Has these keys do something, and no others. Returns those that do nothing, of which the user
    /// has not been told, with the name of a text that says why.
    pub(super) fn bind(&mut self, shortcuts: &Shortcuts) -> Vec<(Chord, &'static str)> {
        for (_, keys) in std::mem::take(&mut self.bound) {
            if let Some(manager) = &self.manager {
                // Keys that are not taken any more are as free as those that are given back.
                let _ = manager.unregister(keys);
            }
        }
        let mut failed = Vec::new();
        for (deed, chord) in shortcuts.iter().copied() {
            match self.take(deed, chord) {
                Ok(()) => self.told.retain(|told| *told != (deed, chord)),
                Err(_) if self.told.contains(&(deed, chord)) => {}
                Err(why) => {
                    self.told.push((deed, chord));
                    failed.push((chord, why));
                }
            }
        }
        failed
    }

    fn take(&mut self, deed: Deed, chord: Chord) -> Result<(), &'static str> {
        const REFUSED: &str = "shortcut-refused";
        let keys: HotKey = chord.to_string().parse().map_err(|_| REFUSED)?;
        if self.manager.is_none() {
            self.manager = GlobalHotKeyManager::new().ok();
        }
        let manager = self.manager.as_ref().ok_or(REFUSED)?;
        manager.register(keys).map_err(|error| match error {
            Error::AlreadyRegistered(_) => "shortcut-taken",
            _ => REFUSED,
        })?;
        self.bound.push((deed, keys));
        Ok(())
    }

    /// What is to be done about an event of the system. Keys that are held are told once.
    pub(super) fn pressed(&self, event: GlobalHotKeyEvent) -> Option<Deed> {
        let bound = self.bound.iter().find(|(_, keys)| keys.id() == event.id);
        bound.filter(|_| event.state == HotKeyState::Pressed).map(|(deed, _)| *deed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_knows_all_keys_that_can_be_wished_for() {
        const NAMED: &str = "Space Insert Delete Home End PageUp PageDown Up Down Left Right Pause \
                             ScrollLock";
        let letters = ('A'..='Z').chain('0'..='9').map(String::from);
        let functions = (1..=24).map(|number| format!("F{number}"));
        for key in letters.chain(functions).chain(NAMED.split_whitespace().map(str::to_owned)) {
            let chord: Chord = format!("Ctrl+Alt+Shift+Super+{key}").parse().unwrap();
            let keys = chord.to_string().parse::<HotKey>();
            assert!(keys.is_ok_and(|keys| keys.mods.bits().count_ones() == 4), "{chord}");
        }
    }
}
