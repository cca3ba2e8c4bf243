//! Words out of an answer's body, whatever its shape.
//!
//! The insert's error body is not documented. Sibling pages answer `{"error":"…"}` and
//! `{"ok":false,"error":{"code","message"}}`; PHP adds pages of its own; proxies send HTML. All of
//! it becomes one line of plain text that is shown and never trusted.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::misleads;

/// The longest text that is taken over from a server, in characters.
const MAX_CHARS: usize = 200;

/// The service's number for a session. Ids rise (inferred).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub u64);

/// A documented field of the insert, as the service spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The date of the start.
    StartDate,
    /// The time of the start.
    StartTime,
    /// Private or public.
    Public,
    /// Who holds the key.
    LockedBy,
    /// The date of the scheduled end.
    ScheduledEnd,
    /// The time of the scheduled end.
    ScheduledEndTime,
}

/// A server's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) words: Option<String>,
    pub(crate) in_service_shape: bool,
}

/// Takes the words out of a JSON error, an HTML page or plain text.
pub(crate) fn text(body: &[u8]) -> Text {
    if let Some(words) = serde_json::from_slice::<Value>(body).ok().as_ref().and_then(words_of) {
        return Text { words: one_line(words), in_service_shape: true };
    }
    let raw = String::from_utf8_lossy(body);
    let words = if looks_like_html(&raw) { one_line(&without_tags(&raw)) } else { one_line(&raw) };
    Text { words, in_service_shape: false }
}

/// `error` as text or as an object with a `message`, or `message` itself.
fn words_of(json: &Value) -> Option<&str> {
    let error = json.get("error");
    error
        .and_then(Value::as_str)
        .or_else(|| error?.get("message")?.as_str())
        .or_else(|| json.get("message")?.as_str())
        .or_else(|| error?.get("code")?.as_str())
}

/// The id of a new session, as a number or as text.
pub(crate) fn session_id(body: &[u8]) -> Option<SessionId> {
    let json: Value = serde_json::from_slice(body).ok()?;
    number(json.get("session_id")?).map(SessionId)
}

/// A whole number that may have been sent as text.
pub(crate) fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The documented field that an error speaks of: one named by `field`, else one that its words name.
pub(crate) fn named_field(body: &[u8]) -> Option<Field> {
    let json = serde_json::from_slice::<Value>(body).ok();
    let stated = json
        .as_ref()
        .and_then(|json| json.get("field").or_else(|| json.get("error")?.get("field"))?.as_str());
    if let Some(field) = stated.and_then(field_in) {
        return Some(field);
    }
    json.as_ref()
        .and_then(words_of)
        .map_or_else(|| field_in(&String::from_utf8_lossy(body)), field_in)
}

/// Longer names first: `scheduledendtime` holds `scheduledend`.
const FIELDS: [(&str, Field); 6] = [
    ("scheduledendtime", Field::ScheduledEndTime),
    ("scheduledend", Field::ScheduledEnd),
    ("starttime", Field::StartTime),
    ("startdate", Field::StartDate),
    ("lockedby", Field::LockedBy),
    ("public", Field::Public),
];

fn field_in(words: &str) -> Option<Field> {
    let words = words.to_ascii_lowercase();
    FIELDS.iter().find(|(name, _)| words.contains(name)).map(|(_, field)| *field)
}

fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<br", "<b>", "<p", "<div", "<h1", "<title"]
        .iter()
        .any(|tag| start.contains(tag))
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let end = ["script", "style"]
            .iter()
            .find(|name| tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name)))
            .map_or(">", |name| if *name == "script" { "</script>" } else { "</style>" });
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, plain)| text.replace(entity, plain))
}

/// One line, no control characters, cut at a sane length; `None` when nothing is left.
fn one_line(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || misleads(c) || c == '\u{feff}');
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let cut = line.char_indices().nth(MAX_CHARS).map(|(at, _)| format!("{}…", &line[..at]));
    cut.or_else(|| (!line.is_empty()).then_some(line))
}
