//! What people are told about starting at log-in.

use super::{AutostartError, Other, State};
use crate::wording::{Told, Wording};

impl Wording<'_> {
    /// Why the tray can't be registered.
    pub fn autostart_error(self, error: &AutostartError) -> Told {
        let with = |key, name, value: &str| self.0.say_with(key, &[(name, value.into())]);
        let what = match error {
            AutostartError::Bound(name) => with("autostart-bound", "name", name),
            AutostartError::Sandbox(kind) => with("autostart-sandbox", "kind", kind),
            AutostartError::NoHome => self.0.say("autostart-no-home"),
            AutostartError::NoProgram(path) => {
                with("autostart-no-program", "path", &path.display().to_string())
            }
            AutostartError::Unwritable(path) => {
                with("autostart-unwritable", "path", &path.display().to_string())
            }
            AutostartError::NotKept(state) => {
                let told = Told::new("autostart", self.0.say("autostart-not-kept"));
                return told.meaning(self.autostart_state(state));
            }
            AutostartError::Io(error) => with("autostart-failed", "reason", &error.to_string()),
        };
        Told::new("autostart", what)
    }

    /// What the system has registered.
    pub fn autostart_state(self, state: &State) -> String {
        match state {
            State::Registered => self.0.say("autostart-registered"),
            State::Not => self.0.say("autostart-not"),
            State::Other(Other::Disabled) => self.0.say("autostart-disabled"),
            State::Other(Other::Gone(path)) => {
                self.0.say_with("autostart-gone", &[("path", path.into())])
            }
            State::Other(Other::Edited) => self.0.say("autostart-edited"),
        }
    }
}
