//! Every setting, as the page shows it: what it is, which values it can have, which it has.

use latchet_core::autostart;
use latchet_core::route::{self, ProxyError};
use latchet_core::settings::{COMPUTER, Key, LANGUAGES, SetError, Settings};
use latchet_core::time::Zone;
use latchet_tracker::ProxyPassword;
use serde_json::json;

use super::answers::{IpcError, Reply};
use super::desk::Desk;
use super::markup::{Ask, Markup};

/// How a setting is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is on or off.
    Switch,
    /// One of a few values, whose words have the key `setting-NAME-VALUE`.
    Choice(&'static [&'static str]),
    /// Written, with the zones as suggestions.
    Zone,
    /// Written.
    Text,
}

/// In which order they are shown. The words of a group have the key `settings-NAME`.
const GROUPS: [(&str, &[Key]); 6] = [
    ("start", &[Key::TrackerZone, Key::LockedBy, Key::Grace, Key::AskAfter]),
    ("end", &[Key::Remind, Key::QuietHours]),
    ("tray", &[Key::Tray, Key::Autostart, Key::LeftClick, Key::IconProgress]),
    ("sight", &[Key::Language, Key::Discreet]),
    ("keys", &[Key::ShortcutStart, Key::ShortcutOpen, Key::ShortcutHide]),
    ("network", &[Key::Proxy, Key::CaFile, Key::Log]),
];

/// The name of the proxy's password, which is no setting: it is kept in the credential store.
const PASSWORD: &str = "proxy-password";

fn kind(key: Key) -> Kind {
    match key {
        Key::Tray | Key::IconProgress | Key::Autostart | Key::Discreet => Kind::Switch,
        Key::LeftClick => Kind::Choice(&["menu", "start"]),
        Key::Language => Kind::Choice(&LANGUAGES),
        Key::Log => Kind::Choice(&["off", "errors", "detailed"]),
        Key::TrackerZone => Kind::Zone,
        Key::LockedBy
        | Key::Grace
        | Key::AskAfter
        | Key::Remind
        | Key::QuietHours
        | Key::ShortcutStart
        | Key::ShortcutOpen
        | Key::ShortcutHide
        | Key::Proxy
        | Key::CaFile => Kind::Text,
    }
}

/// What a setting was before it was changed just now; `None`: not chosen.
struct Before(Option<String>);

impl Desk {
    /// All of them, as they are now.
    pub(crate) fn settings_view(&self) -> Reply<Markup> {
        let settings = self.settings()?;
        let groups = GROUPS.iter().map(|(name, keys)| {
            let title = Markup::said("h2", &[], &self.texts.say(&format!("settings-{name}")));
            let rows = keys.iter().map(|key| self.row(*key, &settings, None));
            Markup::card(&format!("settings-{name}"), std::iter::once(title).chain(rows))
        });
        let others = [self.doctor_card(), self.leave_card()];
        Ok(Markup::element("div", &[("id", "settings")], groups.chain(others)))
    }

    /// Changes one, or with `None` lets it have the value that it has by itself. It comes back as it is
    /// then, and with the way back; all of them do when they are said in another language.
    pub(crate) fn change_setting(&self, name: &str, value: Option<String>) -> Reply<Markup> {
        let file = self.settings_file()?;
        if name == PASSWORD {
            return self.change_password(value.unwrap_or_default());
        }
        let key = Key::named(name).ok_or_else(|| self.unforeseen(name))?;
        let before = self.settings()?;
        if key == Key::Autostart {
            // The system does it first, or it is not set.
            let wanted = key.check(value.as_deref().unwrap_or(key.default()));
            if let Ok(wanted) = wanted {
                autostart::apply(wanted == "on")
                    .map_err(|error| self.wording().autostart_error(&error))?;
            }
        }
        let settings = match (key, &value) {
            // With its password where that goes on, without it where it is another's.
            (Key::Proxy, value) => {
                let value = value.as_deref().unwrap_or(key.default());
                let vault = self.account()?.vault();
                route::set_proxy(file, vault, value, None).map_err(|error| self.no_proxy(error))?
            }
            (_, Some(value)) => {
                Settings::set(file, key, value).map_err(|error| self.refused(error))?
            }
            (_, None) => Settings::reset(file, key).map_err(|error| self.refused(error))?,
        };
        // Said in the language that it is now.
        self.settings()?;
        let back = Before(before.is_chosen(key).then(|| before.get(key)));
        let is_other = before.get(key) != settings.get(key);
        Ok(self.row(key, &settings, is_other.then_some(&back)))
    }

    /// Keeps the password of the proxy's user in the credential store.
    fn change_password(&self, password: String) -> Reply<Markup> {
        let proxy = self.settings()?.get(Key::Proxy);
        let bad = || IpcError::new("bad_value", self.texts.say("route-password-bad"));
        let password = ProxyPassword::parse_wiping(password).ok_or_else(bad)?;
        let (file, vault) = (self.settings_file()?, self.account()?.vault());
        route::set_proxy(file, vault, &proxy, Some(&password))
            .map_err(|error| self.no_proxy(error))?;
        let user = route::user_of(&proxy).unwrap_or_default();
        Ok(self.password_row(&user, &self.texts.say("settings-saved")))
    }

    /// Where the password of the proxy's user is typed; what is kept is never shown. `told`: what
    /// became of it.
    fn password_row(&self, user: &str, told: &str) -> Markup {
        let id = format!("set-{PASSWORD}");
        let [row, what, problem] = ["row", "what", "problem"].map(|part| format!("{id}-{part}"));
        let described = format!("{what} {problem}");
        let field = [
            ("id", id.as_str()),
            ("name", PASSWORD),
            ("type", "password"),
            ("autocomplete", "off"),
            ("aria-describedby", &described),
        ];
        let label = self.texts.say_with("route-password-prompt", &[("user", user.into())]);
        let meaning = self.texts.say("settings-password");
        let lines = [
            Markup::said("label", &[("for", &id)], &label),
            Markup::element("input", &field, []),
            Markup::said("p", &[("id", &what), ("class", "quiet")], &meaning),
            Markup::said("p", &[("class", "quiet"), ("role", "status")], told),
            Markup::element("p", &[("id", &problem), ("class", "problem"), ("role", "alert")], []),
        ];
        Markup::element("div", &[("id", &row), ("class", "setting")], lines)
    }

    fn refused(&self, error: SetError) -> IpcError {
        match error {
            SetError::BadValue(bad) => IpcError::new("bad_value", self.wording().wanted(&bad)),
            SetError::Io(_) | SetError::BadPreset(_) | SetError::NoSuchPreset(_) => {
                self.unforeseen(&error.to_string())
            }
        }
    }

    fn no_proxy(&self, error: ProxyError) -> IpcError {
        match error {
            ProxyError::Setting(error) => self.refused(error),
            ProxyError::Vault(error) => self.wording().vault(error).into(),
        }
    }

    fn row(&self, key: Key, settings: &Settings, back: Option<&Before>) -> Markup {
        let name = key.name();
        let (id, value) = (format!("set-{name}"), settings.get(key));
        let [row, what, problem] = ["row", "what", "problem"].map(|part| format!("{id}-{part}"));
        let label = self.texts.say(&format!("label-{name}"));
        let mut lines = vec![
            Markup::said("label", &[("for", &id)], &label),
            self.control(key, &id, &value, &format!("{what} {problem}")),
        ];
        let sentence = self.texts.say(&format!("setting-{name}"));
        lines.push(Markup::said("p", &[("id", &what), ("class", "quiet")], &sentence));
        let way = |act: &str, value: Option<&str>, label: &str| {
            let ask = Ask {
                id: &format!("{id}-{act}"),
                look: "link",
                name: None,
                command: "change_setting",
                args: json!({ "name": name, "value": value }),
                into: &row,
            };
            Markup::asking(&ask, label)
        };
        let saved = back.is_some();
        let mut ways: Vec<_> =
            saved.then(|| Markup::text(&self.texts.say("settings-saved"))).into_iter().collect();
        if let Some(Before(back)) = back {
            ways.push(way("undo", back.as_deref(), &self.texts.say("settings-undo")));
        }
        if value != key.default() {
            let words = [("value", self.said(key, key.default()).into())];
            ways.push(way("reset", None, &self.texts.say_with("settings-reset", &words)));
        }
        let role = ("role", "status");
        lines.push(Markup::element("p", &[("class", "quiet ways"), role], ways));
        let place = [("id", problem.as_str()), ("class", "problem"), ("role", "alert")];
        lines.push(Markup::element("p", &place, []));
        let user = (key == Key::Proxy).then(|| route::user_of(&value)).flatten();
        lines.extend(user.map(|user| self.password_row(&user, "")));
        let is_anew = saved && key == Key::Language;
        let class = if is_anew { "setting anew" } else { "setting" };
        Markup::element("div", &[("id", &row), ("class", class)], lines)
    }

    fn control(&self, key: Key, id: &str, value: &str, described: &str) -> Markup {
        let mut attributes =
            vec![("id", id), ("name", key.name()), ("aria-describedby", described)];
        let option = |one: &str| {
            let mut attributes = vec![("value", one)];
            if one == value {
                attributes.push(("selected", ""));
            }
            Markup::said("option", &attributes, &self.said(key, one))
        };
        match kind(key) {
            Kind::Switch => {
                attributes.push(("type", "checkbox"));
                if value == "on" {
                    attributes.push(("checked", ""));
                }
                Markup::element("input", &attributes, [])
            }
            Kind::Choice(values) => {
                let options = values.iter().map(|value| option(value));
                let select = Markup::element("select", &attributes, options);
                Markup::element("span", &[("class", "choice")], [select])
            }
            Kind::Zone => {
                attributes.extend([("value", value), ("list", "zones")]);
                let zones = Zone::all().map(String::from);
                let names = std::iter::once(COMPUTER.to_owned()).chain(zones);
                let names = names.map(|name| Markup::element("option", &[("value", &name)], []));
                [
                    Markup::element("input", &attributes, []),
                    Markup::element("datalist", &[("id", "zones")], names),
                ]
                .into_iter()
                .collect()
            }
            Kind::Text => {
                attributes.push(("value", value));
                Markup::element("input", &attributes, [])
            }
        }
    }

    /// A value in words.
    fn said(&self, key: Key, value: &str) -> String {
        match kind(key) {
            Kind::Choice(_) => self.texts.say(&format!("setting-{}-{value}", key.name())),
            Kind::Switch => self.texts.say(&format!("settings-{value}")),
            Kind::Zone | Kind::Text if value.is_empty() => self.texts.say("settings-empty"),
            Kind::Zone | Kind::Text => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use latchet_core::texts::Texts;

    use super::*;

    #[test]
    fn every_setting_is_shown_once_and_has_its_words() {
        let shown: Vec<_> = GROUPS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        assert_eq!(shown.len(), Key::ALL.len());
        let texts = Texts::english();
        for key in Key::ALL {
            assert!(shown.contains(&key), "{}", key.name());
            let (values, prefix): (&[&str], _) = match kind(key) {
                Kind::Switch => (&["on", "off"], "settings".to_owned()),
                Kind::Choice(values) => (values, format!("setting-{}", key.name())),
                Kind::Zone | Kind::Text => (&[], String::new()),
            };
            let words = values.iter().map(|value| format!("{prefix}-{value}"));
            let own = ["label", "setting"].map(|part| format!("{part}-{}", key.name()));
            for text in words.chain(own) {
                assert!(texts.has(&text), "{text}");
            }
            for value in values {
                assert_eq!(key.check(value).as_deref(), Ok(*value), "{}", key.name());
            }
        }
        for (name, _) in GROUPS {
            assert!(texts.has(&format!("settings-{name}")), "{name}");
        }
    }
}
