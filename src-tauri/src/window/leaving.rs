//! Leave no trace: what is there, a yes or two, and what is gone.

use std::sync::atomic::Ordering;

use chrono::Utc;
use latchet_core::traces::{self, Item, Left, Plan};
use serde_json::json;

use super::answers::Reply;
use super::desk::Desk;
use super::file::write_new;
use super::markup::{Ask, Markup};

/// The card, in whose place it is put when it is drawn anew.
const CARD: &str = "leave";
const EXPORTED: &str = "leave-exported";

impl Desk {
    /// Nothing is looked for before somebody asks for it.
    pub(super) fn leave_card(&self) -> Markup {
        let what = Markup::quiet(&self.texts.say("settings-leave-what"));
        let see = self.leaving("leave-see", "", 0, "settings-leave-see");
        Markup::card(CARD, [self.leave_title(), what, Markup::buttons([see])])
    }

    pub(crate) fn keep_all(&self) -> Reply<Markup> {
        self.account()?;
        Ok(self.leave_card())
    }

    /// Removes all of it, if the user has said so often enough: once, and once more where starts are
    /// not settled that nobody would see to any more.
    pub(crate) fn leave(&self, yes: u8) -> Reply<Markup> {
        let environment = self.environment()?;
        let plan = Plan::of(&environment);
        let wanted = if plan.unsettled.is_empty() { 1 } else { 2 };
        if plan.items.is_empty() || yes < wanted {
            return Ok(self.question(&plan, yes));
        }
        let Some(_sending) = self.gate.send() else {
            let busy = self.wording().busy();
            return Err(busy.into());
        };
        self.has_left.store(true, Ordering::SeqCst);
        Ok(self.done(&plan.carry_out(&environment, |_, _| ())))
    }

    /// Writes what is worth keeping into a new file of the user's.
    pub(crate) fn export_all(&self) -> Reply<Markup> {
        let environment = self.environment()?;
        let failed = |reason: String| {
            self.unforeseen(
                &self.texts.say_with("trace-export-failed", &[("reason", reason.into())]),
            )
        };
        let folder = self.outside.documents.as_deref();
        let folder = folder.ok_or_else(|| failed(self.texts.say("export-nowhere")))?;
        let text =
            traces::export(&environment, Utc::now()).map_err(|error| failed(error.to_string()))?;
        let path = write_new(folder, "latchet-export", "json", text.as_bytes())
            .map_err(|error| failed(error.to_string()))?;
        let values = [("path", path.display().to_string().into())];
        Ok(exported(&self.texts.say_with("trace-exported", &values)))
    }

    /// What is there, and whether all of it is to go.
    fn question(&self, plan: &Plan, yes: u8) -> Markup {
        let mut card = vec![self.leave_title()];
        let keep = self.leave_keep();
        if plan.items.is_empty() {
            card.extend([Markup::quiet(&self.texts.say("trace-none")), Markup::buttons([keep])]);
        } else if yes == 0 {
            let items =
                plan.items.iter().map(|item| Markup::said("li", &[], &self.described(item)));
            let ask = Ask {
                id: "leave-export",
                look: "",
                name: None,
                command: "export_all",
                args: json!({}),
                into: EXPORTED,
            };
            let export = Markup::asking(&ask, &self.texts.say("settings-leave-export"));
            let all = self.leaving("leave-yes", "severe", 1, "settings-leave-yes");
            card.extend([
                Markup::quiet(&self.texts.say("trace-plan")),
                Markup::element("ul", &[("class", "checks")], items),
                Markup::quiet(&self.texts.say("trace-not-promised")),
                exported(""),
                Markup::buttons([keep, export, all]),
            ]);
        } else {
            let count = plan.unsettled.len().to_string();
            let told = self.texts.say_with("trace-unsettled", &[("count", count.into())]);
            let starts = plan.unsettled.iter().map(|start| {
                let values = [
                    ("server", start.server.as_str().into()),
                    ("id", start.id.to_string().into()),
                    ("state", self.wording().state(start.id, &start.state).what.into()),
                ];
                Markup::said("li", &[], &self.texts.say_with("trace-unsettled-one", &values))
            });
            let all = self.leaving("leave-really", "severe", 2, "settings-leave-really");
            card.extend([
                Markup::said("p", &[], &told),
                Markup::element("ul", &[("class", "checks")], starts),
                Markup::quiet(&self.texts.say("trace-unsettled-next")),
                Markup::buttons([keep, all]),
            ]);
        }
        Markup::card(CARD, card)
    }

    /// What is gone; nothing else is shown any more.
    fn done(&self, done: &[(Item, Option<Left>)]) -> Markup {
        let some_left = done.iter().any(|(_, left)| left.is_some());
        let end = if some_left { "trace-some-left" } else { "trace-all-gone" };
        let lines = done.iter().map(|(item, left)| {
            let (look, key) =
                if left.is_some() { ("bad", "trace-left") } else { ("good", "trace-gone") };
            let mut inside = vec![
                Markup::said("span", &[("class", "unseen")], &format!("{}: ", self.texts.say(key))),
                Markup::text(&self.described(item)),
            ];
            inside.extend(left.as_ref().map(|left| Markup::quiet(&left.tell(&self.texts))));
            Markup::element("li", &[("class", look)], inside)
        });
        let close = Ask {
            id: "leave-close",
            look: "",
            name: None,
            command: "close",
            args: json!({}),
            into: CARD,
        };
        let again = some_left.then(|| self.leaving("leave-again", "", 2, "settings-leave-again"));
        let close = Markup::asking(&close, &self.texts.say("settings-leave-close"));
        let inside = [
            self.leave_title(),
            Markup::said("p", &[("role", "status")], &self.texts.say(end)),
            Markup::element("ul", &[("class", "checks")], lines),
            Markup::quiet(&self.texts.say("trace-not-promised")),
            Markup::buttons(again.into_iter().chain([close])),
        ];
        Markup::element("div", &[("id", CARD), ("class", "last")], [Markup::card("left", inside)])
    }

    fn described(&self, item: &Item) -> String {
        item.describe(&self.texts)
    }

    fn leave_title(&self) -> Markup {
        Markup::said("h2", &[], &self.texts.say("settings-leave"))
    }

    /// The harmless answer: the card as it was.
    fn leave_keep(&self) -> Markup {
        let ask = Ask {
            id: "leave-keep",
            look: "",
            name: None,
            command: "keep_all",
            args: json!({}),
            into: CARD,
        };
        Markup::asking(&ask, &self.texts.say("settings-leave-keep"))
    }

    fn leaving(&self, id: &str, look: &str, yes: u8, label: &str) -> Markup {
        let args = json!({ "yes": yes });
        let ask = Ask { id, look, name: None, command: "leave", args, into: CARD };
        Markup::asking(&ask, &self.texts.say(label))
    }
}

fn exported(told: &str) -> Markup {
    Markup::said("p", &[("id", EXPORTED), ("class", "quiet"), ("role", "status")], told)
}
