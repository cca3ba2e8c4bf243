//! Tells keys that are pressed from keys that are held.

/// So soon after a press another one without a release between them is the keyboard's repeating.
/// Where a release is never told, a press counts again after this.
const REPEATS_WITHIN: u64 = 1_000;

/// The keys of one shortcut. Times are milliseconds of any clock that does not go back.
#[derive(Debug, Default)]
pub(super) struct Held {
    pressed: Option<u64>,
    released: Option<u64>,
}

impl Held {
    /// Is this a press, and not a repeat? An X server tells a repeat as a release and a press of
    /// one and the same time.
    pub(super) fn press(&mut self, at: u64) -> bool {
        let still = self.pressed.is_some_and(|before| at.abs_diff(before) < REPEATS_WITHIN);
        let repeats = self.released.map_or(still, |released| released == at);
        self.pressed = Some(at);
        self.released = None;
        !repeats
    }

    pub(super) fn release(&mut self, at: u64) {
        self.released = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_held_are_pressed_once_however_long() {
        let mut held = Held::default();
        assert!(held.press(1_000));
        for at in (1_600..9_000).step_by(40) {
            held.release(at);
            assert!(!held.press(at), "{at}: as an X server tells it");
        }
        for at in (9_000..20_000).step_by(40) {
            assert!(!held.press(at), "{at}: as a desktop tells it");
        }
        held.release(20_001);
        assert!(held.press(20_050), "pressed again");
    }

    #[test]
    fn keys_whose_release_is_never_told_can_be_pressed_again_after_a_while() {
        let mut held = Held::default();
        assert!(held.press(1_000));
        assert!(!held.press(1_900));
        assert!(held.press(3_000));
    }
}
