//! The page about this computer: `latchet doctor`, in the settings.

use std::sync::PoisonError;

use latchet_core::doctor::{self, Check, State};
use serde_json::json;

use super::answers::Reply;
use super::desk::Desk;
use super::markup::{Ask, Markup};

/// The card, in whose place it is put when it is drawn anew.
const CARD: &str = "doctor";
const COPIED: &str = "doctor-copied";

impl Desk {
    /// Nothing is looked at before somebody asks for it.
    pub(super) fn doctor_card(&self) -> Markup {
        let what = Markup::quiet(&self.texts.say("settings-doctor-what"));
        let buttons = Markup::buttons([self.looking("doctor-look", "settings-doctor-look")]);
        Markup::card(CARD, [self.doctor_title(), what, buttons])
    }

    /// Looks at everything. Takes up to 11 s.
    pub(crate) fn examine(&self) -> Reply<Markup> {
        self.account()?;
        let page = doctor::examine(&self.environment()?, &self.texts);
        let lines = page.checks.iter().map(|check| self.line(check));
        let list = Markup::element("ul", &[("class", "checks")], lines);
        let ask = Ask {
            id: "doctor-copy",
            look: "",
            name: None,
            command: "copy_report",
            args: json!({}),
            into: COPIED,
        };
        let buttons = Markup::buttons([
            Markup::asking(&ask, &self.texts.say("settings-doctor-copy")),
            self.looking("doctor-look", "settings-doctor-again"),
        ]);
        let card = [self.doctor_title(), list, buttons, copied("")];
        *self.examined.lock().unwrap_or_else(PoisonError::into_inner) = Some(page.report());
        Ok(Markup::card(CARD, card))
    }

    /// Puts what was seen last on the clipboard.
    pub(crate) fn copy_report(&self) -> Reply<Markup> {
        self.account()?;
        let report = self.examined.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let copied_it = self.outside.clipboard.put(report.unwrap_or_default());
        copied_it.map_err(|reason| self.unforeseen(&reason))?;
        Ok(copied(&self.texts.say("settings-doctor-copied")))
    }

    fn doctor_title(&self) -> Markup {
        Markup::said("h2", &[], &self.texts.say("settings-doctor"))
    }

    fn looking(&self, id: &str, label: &str) -> Markup {
        let args = json!({});
        let ask = Ask { id, look: "", name: None, command: "examine", args, into: CARD };
        Markup::asking(&ask, &self.texts.say(label))
    }

    fn line(&self, check: &Check) -> Markup {
        let (look, said) = match check.state {
            State::Ok => ("good", "check-ok"),
            State::Bad => ("bad", "check-bad"),
            State::Open => ("", "check-open"),
        };
        let name = self.texts.say(&format!("check-{}", check.name.replace(' ', "-")));
        let mut inside = vec![
            // The mark before the line says it to the eye alone.
            Markup::said("span", &[("class", "unseen")], &format!("{}: ", self.texts.say(said))),
            Markup::said("strong", &[], &name),
            Markup::text(&format!(" {}", check.message)),
        ];
        inside.extend(check.next.as_deref().map(Markup::quiet));
        Markup::element("li", &[("class", look)], inside)
    }
}

fn copied(told: &str) -> Markup {
    Markup::said("p", &[("id", COPIED), ("class", "quiet"), ("role", "status")], told)
}

#[cfg(test)]
mod tests {
    use latchet_core::texts::Texts;

    #[test]
    fn every_check_has_a_name_in_words() {
        let texts = Texts::english();
        for name in latchet_core::doctor::NAMES {
            let key = format!("check-{}", name.replace(' ', "-"));
            assert!(texts.has(&key), "{key}");
        }
    }
}
