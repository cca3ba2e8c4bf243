//! What is said of what was found.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use latchet_tracker::{Fault, ProxyAddress};

use super::desktop::Found;
use super::system::Versions;
use super::{Check, State, Unreached};
use crate::autostart::{AutostartError, State as Registered};
use crate::courier::CLOCK_SKEW_SECONDS;
use crate::environment::Environment;
use crate::journal::JournalError;
use crate::roots;
use crate::settings::{Key, NONE, SYSTEM};
use crate::shortcut::Means;
use crate::texts::{Texts, Values};
use crate::time::Zone;
use crate::vault::{State as TokenState, VaultError};
use crate::wording::{Told, Wording};

pub(super) struct Checks<'a> {
    pub(super) environment: &'a Environment,
    pub(super) texts: &'a Texts,
}

type Service = Result<(Option<DateTime<Utc>>, DateTime<Utc>), Unreached>;

fn check(name: &'static str, state: State, message: String) -> Check {
    Check { name, state, message, next: None, shared: None }
}

fn told(name: &'static str, state: State, told: Told) -> Check {
    let parts: Vec<_> = std::iter::once(told.what).chain(told.meaning).collect();
    Check { next: told.next, ..check(name, state, parts.join(" ")) }
}

impl Checks<'_> {
    fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }

    fn with(&self, key: &str, values: Values<'_>) -> String {
        self.texts.say_with(key, values)
    }

    fn setting(&self, key: Key) -> String {
        self.environment.settings.get(key)
    }

    fn next(&self, check: Check, key: &str) -> Check {
        Check { next: Some(self.say(key)), ..check }
    }

    pub(super) fn store(&self, token: TokenState) -> Check {
        const NAME: &str = "credential store";
        match token {
            TokenState::Saved => check(NAME, State::Ok, self.say("doctor-store-ok")),
            TokenState::Missing | TokenState::Unavailable(VaultError::Missing) => {
                check(NAME, State::Ok, self.say("doctor-store-empty"))
            }
            TokenState::Unavailable(error) => {
                told(NAME, State::Bad, Wording(self.texts).vault(error))
            }
        }
    }

    /// Something of the desktop. What is missing is not bad: all else works without.
    fn found(&self, name: &'static str, found: &Found) -> Check {
        let key = |end: &str| format!("doctor-{name}-{end}");
        match found {
            Found::Native => check(name, State::Ok, self.say("doctor-native")),
            Found::There(what) => {
                let values = [("what", Cow::Borrowed(what.as_str()))];
                check(name, State::Ok, self.with(&key("ok"), &values))
            }
            Found::Missing => {
                let missing = check(name, State::Open, self.say(&key("none")));
                self.next(missing, &key("none-next"))
            }
            Found::Mute => {
                let mute = check(name, State::Bad, self.say("doctor-mute"));
                self.next(mute, "doctor-mute-next")
            }
            Found::NoBus => {
                let none = check(name, State::Open, self.say("doctor-no-bus"));
                self.next(none, "doctor-no-bus-next")
            }
        }
    }

    pub(super) fn tray(&self, found: &Found) -> Check {
        self.found("tray", found)
    }

    pub(super) fn notifications(&self, found: &Found) -> Check {
        self.found("notifications", found)
    }

    pub(super) fn portal(&self, found: &Found) -> Check {
        match found {
            Found::There(none) if none.is_empty() => self.found("portal", &Found::Missing),
            found => self.found("portal", found),
        }
    }

    /// Is what the user chose what the system has registered?
    pub(super) fn autostart(&self, registered: &Result<Registered, AutostartError>) -> Check {
        const NAME: &str = "autostart";
        let wording = Wording(self.texts);
        let on = self.setting(Key::Autostart) == "on";
        let (state, message) = match registered {
            Ok(Registered::Registered) if on => (State::Ok, self.say("doctor-autostart-on")),
            Ok(Registered::Not) if !on => (State::Open, self.say("doctor-off")),
            // Another folder, or a sandbox: there is nothing that could be registered.
            Err(AutostartError::Bound(_) | AutostartError::Sandbox(_)) if !on => {
                (State::Open, self.say("doctor-off"))
            }
            Ok(state) => (State::Bad, wording.autostart_state(state)),
            Err(error) => (State::Bad, wording.autostart_error(error).sentence()),
        };
        if state != State::Bad {
            return check(NAME, state, message);
        }
        let shared = Some(self.say("doctor-autostart-bad-shared"));
        let key = if on { "doctor-autostart-bad-next" } else { "doctor-autostart-off-next" };
        self.next(Check { shared, ..check(NAME, state, message) }, key)
    }

    /// How keys are had here. Whether another program has the same is known to the tray alone.
    pub(super) fn shortcuts(&self, means: Option<Means>, portal: &Found) -> Check {
        const NAME: &str = "shortcuts";
        let set = self.environment.settings.shortcuts();
        if set.is_empty() {
            return check(NAME, State::Open, self.say("doctor-off"));
        }
        let way = match means {
            None => "doctor-shortcuts-system",
            Some(Means::Grab) => "doctor-shortcuts-x11",
            Some(Means::Portal) => "doctor-shortcuts-portal",
        };
        let has_portal =
            matches!(portal, Found::There(portals) if portals.contains("GlobalShortcuts"));
        let message = self.with(way, &[("count", set.len().to_string().into())]);
        if means != Some(Means::Portal) || has_portal {
            return check(NAME, State::Ok, message);
        }
        let commands: Vec<_> = set.iter().map(|(deed, _)| deed.command()).collect();
        let values = [("commands", commands.join("; ").into())];
        let next = Some(self.with("doctor-shortcuts-none-next", &values));
        Check { next, ..check(NAME, State::Bad, self.say("doctor-shortcuts-none")) }
    }

    pub(super) fn zone(&self, computer: Option<Zone>) -> Check {
        const NAME: &str = "time zone";
        let settings = &self.environment.settings;
        let chosen = settings.is_chosen(Key::TrackerZone)
            && settings.get(Key::TrackerZone) != crate::settings::COMPUTER;
        let values = [
            ("zone", settings.tracker_zone().to_string().into()),
            ("computer", computer.map(|zone| zone.to_string()).unwrap_or_default().into()),
            ("database", latchet_zone::database().into()),
        ];
        match (chosen, computer) {
            (true, Some(_)) => check(NAME, State::Ok, self.with("doctor-zone", &values)),
            (true, None) => check(NAME, State::Ok, self.with("doctor-zone-alone", &values)),
            (false, Some(_)) => check(NAME, State::Ok, self.with("doctor-zone-computer", &values)),
            (false, None) => {
                let none = check(NAME, State::Bad, self.say("doctor-zone-none"));
                self.next(none, "doctor-zone-none-next")
            }
        }
    }

    pub(super) fn clock(&self, service: &Service) -> Check {
        const NAME: &str = "clock";
        let Ok((Some(server), here)) = service else {
            return check(NAME, State::Open, self.say("doctor-clock-unknown"));
        };
        let skew = (*server - *here).abs();
        if skew.num_seconds() <= CLOCK_SKEW_SECONDS {
            let values = [("seconds", CLOCK_SKEW_SECONDS.to_string().into())];
            return check(NAME, State::Ok, self.with("doctor-clock-ok", &values));
        }
        let values = [("length", Wording(self.texts).length(skew).into())];
        let bad = check(NAME, State::Bad, self.with("doctor-clock-bad", &values));
        self.next(bad, "doctor-clock-bad-next")
    }

    pub(super) fn service(&self, service: &Service) -> Check {
        const NAME: &str = "service";
        let host = Cow::Borrowed(self.environment.origin.host());
        let Err(error) = service else {
            return check(NAME, State::Ok, self.with("doctor-service-ok", &[("host", host)]));
        };
        let wording = Wording(self.texts);
        let why = match error {
            Unreached::Fault(Fault::Before(why)) => wording.not_sent(*why).meaning.join(" "),
            Unreached::Fault(Fault::TimedOut) => self.say("unknown-timed-out"),
            Unreached::Fault(Fault::ConnectionLost) => self.say("not-sent-no-connection"),
            Unreached::Account(error) => wording.account(error).what,
        };
        let values = [("host", host), ("why", why.into())];
        let bad = check(NAME, State::Bad, self.with("doctor-service-bad", &values));
        // Its words may name a file or a proxy.
        let own = matches!(error, Unreached::Account(_));
        let shared = own.then(|| self.say("doctor-service-bad-shared"));
        self.next(Check { shared, ..bad }, "doctor-service-bad-next")
    }

    pub(super) fn proxy(&self, system: Option<String>) -> Check {
        const NAME: &str = "proxy";
        if self.environment.origin.is_loopback() {
            return check(NAME, State::Ok, self.say("doctor-proxy-loopback"));
        }
        let chosen = self.setting(Key::Proxy);
        match (chosen.as_str(), system) {
            (NONE, _) => check(NAME, State::Ok, self.say("doctor-proxy-off")),
            (SYSTEM, None) => check(NAME, State::Ok, self.say("doctor-proxy-none")),
            (SYSTEM, Some(address)) => {
                let values = [("address", address.into())];
                let message = self.with("doctor-proxy-system", &values);
                let shared = Some(self.say("doctor-proxy-system-shared"));
                Check { shared, ..check(NAME, State::Ok, message) }
            }
            (address, _) => {
                let place = address.parse::<ProxyAddress>().map(|address| address.place());
                let values = [("address", place.unwrap_or_default().into())];
                let message = self.with("doctor-proxy-chosen", &values);
                let shared = Some(self.say("doctor-proxy-chosen-shared"));
                Check { shared, ..check(NAME, State::Ok, message) }
            }
        }
    }

    pub(super) fn roots(&self, count: Option<usize>) -> Check {
        const NAME: &str = "trust roots";
        let own = self.setting(Key::CaFile);
        let own = (!own.is_empty()).then(|| roots::in_file(&own));
        let mut message = match count {
            Some(0) => self.say("doctor-roots-none"),
            Some(count) => self.with("doctor-roots-ok", &[("count", count.to_string().into())]),
            None => self.say("doctor-roots-system"),
        };
        let (state, next) = match &own {
            None if count == Some(0) => (State::Bad, Some("doctor-roots-none-next")),
            None | Some(Some(_)) => (State::Ok, None),
            Some(None) => (State::Bad, Some("doctor-ca-file-bad-next")),
        };
        if let Some(own) = own {
            message += "; ";
            message += &match own {
                Some(own) => {
                    self.with("doctor-ca-file", &[("count", own.len().to_string().into())])
                }
                None => self.say("doctor-ca-file-bad"),
            };
        }
        Check { next: next.map(|key| self.say(key)), ..check(NAME, state, message) }
    }

    pub(super) fn journal(&self, opened: &Result<(), JournalError>) -> Check {
        const NAME: &str = "journal";
        match opened {
            Ok(()) => {
                let path = self.environment.folder().display().to_string();
                let message = self.with("doctor-journal-ok", &[("path", path.into())]);
                check(NAME, State::Ok, message)
            }
            Err(error) => {
                let values = [("code", error.name().into())];
                let shared = Some(self.with("doctor-journal-bad-shared", &values));
                Check { shared, ..told(NAME, State::Bad, Wording(self.texts).journal(error)) }
            }
        }
    }

    pub(super) fn settings(&self) -> Check {
        const NAME: &str = "settings";
        let path = |path: &std::path::Path| [("path", path.display().to_string().into())];
        match &self.environment.settings.moved_aside {
            None => {
                let file = self.environment.home.settings_file();
                check(NAME, State::Ok, self.with("doctor-settings-ok", &path(&file)))
            }
            Some(aside) => check(NAME, State::Bad, self.with("settings-moved", &path(aside))),
        }
    }

    pub(super) fn log(&self) -> Check {
        let level = self.setting(Key::Log);
        check("log", State::Ok, self.say(&format!("doctor-log-{level}")))
    }

    pub(super) fn versions(&self, versions: &Versions) -> Check {
        let desktop = versions.desktop.clone().unwrap_or_else(|| self.say("doctor-desktop-none"));
        let values = [
            ("latchet", versions.latchet.into()),
            ("system", versions.system.as_str().into()),
            ("desktop", desktop.into()),
            ("sqlite", versions.sqlite.into()),
        ];
        check("versions", State::Ok, self.with("doctor-versions", &values))
    }
}
