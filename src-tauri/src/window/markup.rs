//! Markup for the views that Rust draws. What is not written here as a name can't become markup: texts
//! and values are escaped, and there is no other way to make one.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

/// A piece of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Markup(String);

/// The attributes of an element. One without a value is written with an empty one.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// What is read, as it stands.
    pub(super) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// A drawing that is markup already: those of `latchet_core::history::picture`.
    pub(super) fn drawing(svg: String) -> Self {
        Self(svg)
    }

    pub(super) fn element(
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl IntoIterator<Item = Self>,
    ) -> Self {
        let attributes = attributes.iter().fold(String::new(), |mut all, (name, value)| {
            let _ = write!(all, " {name}=\"{}\"", escaped(value));
            all
        });
        let inside: Self = inside.into_iter().collect();
        // These have no end.
        let end = if name == "input" { String::new() } else { format!("</{name}>") };
        Self(format!("<{name}{attributes}>{}{end}", inside.0))
    }

    /// An element with a text in it.
    pub(super) fn said(name: &'static str, attributes: Attributes<'_>, text: &str) -> Self {
        Self::element(name, attributes, [Self::text(text)])
    }

    /// A paragraph that explains.
    pub(super) fn quiet(text: &str) -> Self {
        Self::said("p", &[("class", "quiet")], text)
    }

    /// A button for a command of the window's. What it answers stands then in the place of `into`.
    pub(super) fn asking(ask: &Ask<'_>, label: &str) -> Self {
        let args = ask.args.to_string();
        let mut attributes = vec![
            ("type", "button"),
            ("id", ask.id),
            ("class", ask.look),
            ("data-ask", ask.command),
            ("data-args", &args),
            ("data-into", ask.into),
        ];
        attributes.extend(ask.name.map(|name| ("aria-label", name)));
        Self::said("button", &attributes, label)
    }

    /// A card, with a place for what went wrong in it.
    pub(super) fn card(id: &str, inside: impl IntoIterator<Item = Self>) -> Self {
        let problem = Self::element("p", &[("class", "problem"), ("role", "alert")], []);
        let inside = inside.into_iter().chain([problem]);
        Self::element("section", &[("id", id), ("class", "card block")], inside)
    }

    /// Some buttons beside each other.
    pub(super) fn buttons(buttons: impl IntoIterator<Item = Self>) -> Self {
        Self::element("div", &[("class", "buttons")], buttons)
    }
}

/// What a button does.
pub(super) struct Ask<'a> {
    /// By which it has the focus again when it was drawn anew.
    pub(super) id: &'a str,
    /// Its class.
    pub(super) look: &'a str,
    /// What it is, where its words alone don't tell.
    pub(super) name: Option<&'a str>,
    /// The command.
    pub(super) command: &'a str,
    pub(super) args: Value,
    /// The id of the element in whose place the answer is put.
    pub(super) into: &'a str,
}

impl FromIterator<Markup> for Markup {
    fn from_iter<T: IntoIterator<Item = Self>>(pieces: T) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_or_the_service_wrote_becomes_no_markup() {
        let hostile = "\"><img src=x onerror='alert(1)'>&amp;";
        let said = Markup::said("p", &[("title", hostile)], hostile).0;
        let inert = "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;";
        assert_eq!(said, format!("<p title=\"{inert}\">{inert}</p>"));
    }

    #[test]
    fn a_button_says_what_it_asks_for() {
        let ask = Ask {
            id: "a",
            look: "plain",
            name: None,
            command: "change_setting",
            args: serde_json::json!({ "value": "a\"b" }),
            into: "b",
        };
        let made = Markup::asking(&ask, "Undo").0;
        assert!(made.contains(r#"data-ask="change_setting""#), "{made}");
        assert!(made.contains(r"{&quot;value&quot;:&quot;a\&quot;b&quot;}"), "{made}");
    }
}
