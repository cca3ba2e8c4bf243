//! The three reads, in every shape that the documentation leaves possible.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde_json::Value;

use crate::message::{number, text};
use crate::outcome::{Answer, Fault};

/// Why a read gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No answer. A read changes nothing, so before or after makes no difference.
    #[error("the service could not be reached")]
    Unreachable(Fault),
    /// 401: the token is not valid (any more). `true` when it came in the service's own shape.
    #[error("the service does not accept the token")]
    TokenInvalid {
        /// A proxy's page does not condemn the token.
        in_service_shape: bool,
    },
    /// 403: this token may not read. A token that may write may still not be allowed to.
    #[error("the token may not read")]
    NotAllowed,
    /// Any other status than 200; with the seconds of `Retry-After`.
    #[error("the service answered with status {status}")]
    Status {
        /// The status.
        status: u16,
        /// In seconds, bounded by a day.
        retry_after_seconds: Option<u64>,
    },
    /// 200, but not in a shape that is understood.
    #[error("the service's answer could not be read")]
    Unreadable,
}

/// What `userstats.php` says; public data, so a private session may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserStats {
    /// The account's name.
    pub nick: Option<String>,
    /// Where the account's page is; given a scheme when it lacks one.
    pub profile_url: Option<String>,
    /// Does a public session run?
    pub locked: Option<bool>,
}

/// One item of `sessions.php`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The service's number.
    pub id: u64,
    /// On the account's wall clock.
    pub start: NaiveDateTime,
    /// On the account's wall clock.
    pub end: Option<NaiveDateTime>,
    /// On the account's wall clock. It can move on the server while the session runs.
    pub scheduled_end: Option<NaiveDateTime>,
    /// Does it run?
    pub active: bool,
    /// Empty is `None`.
    pub locked_by: Option<String>,
    /// `None` when the item does not say.
    pub public: Option<bool>,
    /// The offset of the account's zone at the start.
    pub start_offset: Option<FixedOffset>,
}

impl Session {
    /// The instant of the start, when the item says in which offset it was written.
    pub fn started_at(&self) -> Option<DateTime<Utc>> {
        let local = self.start.and_local_timezone(self.start_offset?).single()?;
        Some(local.to_utc())
    }
}

/// One change of a session's scheduled end, from `histories.php`. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndChange {
    /// `START`, `ADD` or `SUB`.
    pub action: String,
    /// `DICE`, `LINK`, `LUCK`, `MANUAL`, `PENALTY`, `DOM`.
    pub source: Option<String>,
    /// When it was changed.
    pub at: Option<DateTime<Utc>>,
}

fn json(answer: &Answer) -> Result<Value, ReadError> {
    match answer.status {
        200 if answer.whole => {
            serde_json::from_slice(&answer.body).map_err(|_| ReadError::Unreadable)
        }
        200 => Err(ReadError::Unreadable),
        401 => {
            Err(ReadError::TokenInvalid { in_service_shape: text(&answer.body).in_service_shape })
        }
        403 => Err(ReadError::NotAllowed),
        status => Err(ReadError::Status {
            status,
            retry_after_seconds: answer.retry_after.map(|wait| wait.as_secs()),
        }),
    }
}

pub(crate) fn user_stats(answer: &Answer) -> Result<UserStats, ReadError> {
    let json = json(answer)?;
    let object = json.as_object().ok_or(ReadError::Unreadable)?;
    if object.contains_key("error") {
        return Err(ReadError::Unreadable);
    }
    let text = |name: &str| filled(object.get(name));
    Ok(UserStats {
        // The field list says `username` where the sample says `nick`.
        nick: text("nick").or_else(|| text("username")),
        profile_url: text("profile_url").map(|url| {
            if url.contains("://") {
                url
            } else {
                format!("https://{}", url.trim_start_matches('/'))
            }
        }),
        locked: object.get("locked").and_then(truth),
    })
}

pub(crate) fn sessions(answer: &Answer) -> Result<Vec<Session>, ReadError> {
    items(&json(answer)?)?.iter().map(|item| session(item).ok_or(ReadError::Unreadable)).collect()
}

pub(crate) fn end_changes(answer: &Answer) -> Result<Vec<EndChange>, ReadError> {
    let text = |item: &Value, names: &[&str]| names.iter().find_map(|name| filled(item.get(name)));
    Ok(items(&json(answer)?)?
        .iter()
        .filter_map(|item| {
            Some(EndChange {
                action: text(item, &["action", "type"])?,
                source: text(item, &["source", "reason", "origin"]),
                at: text(item, &["date", "datetime", "created", "inserted"])
                    .and_then(|at| moment(&at))
                    .map(|at| at.and_utc()),
            })
        })
        .collect())
}

/// The list in a v2 answer: `data` itself, or the one array inside it.
fn items(json: &Value) -> Result<&Vec<Value>, ReadError> {
    if json.get("ok").and_then(truth) == Some(false) {
        return Err(ReadError::Unreadable);
    }
    let data = json.get("data").ok_or(ReadError::Unreadable)?;
    if let Some(list) = data.as_array() {
        return Ok(list);
    }
    let mut lists =
        data.as_object().ok_or(ReadError::Unreadable)?.values().filter_map(Value::as_array);
    match (lists.next(), lists.next()) {
        (Some(list), None) => Ok(list),
        _ => Err(ReadError::Unreadable),
    }
}

fn session(item: &Value) -> Option<Session> {
    let time = |name: &str| filled(item.get(name)).as_deref().and_then(moment);
    let end = time("end");
    Some(Session {
        id: number(item.get("id")?)?,
        start: time("start")?,
        end,
        scheduled_end: time("scheduledend"),
        active: item.get("active").and_then(truth).unwrap_or(end.is_none()),
        locked_by: filled(item.get("lockedby")),
        public: item.get("public").and_then(truth),
        start_offset: filled(item.get("timezonestart")).and_then(|offset| offset.parse().ok()),
    })
}

/// `true`, `1`, `"1"`, `"true"` and their opposites.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => number.as_u64().map(|number| number != 0),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "1" | "true" => Some(true),
            "0" | "false" | "" => Some(false),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn filled(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// `2026-01-15 10:00:00`, with or without seconds, a `T` or ` UTC`.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim_end_matches(" UTC").trim_end_matches('Z').replacen('T', " ", 1);
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, retry_after: None, body: body.as_bytes().to_vec(), whole: true }
    }

    const ITEM: &str = r#"{"id":1234,"start":"2026-01-15 10:00:00","end":null,
        "scheduledend":"2026-01-16 10:00:00","active":true,"lockedby":"Kim","notes":"","public":0,
        "timezonestart":"+01:00","timezoneend":null,"inserted":"2026-01-15 10:00:03"}"#;

    #[test]
    fn the_list_is_found_wherever_the_documentation_may_mean_it() {
        for body in [
            format!(r#"{{"ok":true,"data":[{ITEM}],"meta":{{"version":2}}}}"#),
            format!(r#"{{"ok":true,"data":{{"sessions":[{ITEM}],"total":1}},"meta":{{}}}}"#),
        ] {
            let sessions = sessions(&answer(200, &body)).unwrap();
            assert_eq!(sessions.len(), 1);
            let session = &sessions[0];
            assert_eq!((session.id, session.active, session.public), (1234, true, Some(false)));
            assert_eq!(session.locked_by.as_deref(), Some("Kim"));
            assert_eq!(session.started_at().unwrap().to_rfc3339(), "2026-01-15T09:00:00+00:00");
        }
    }

    #[test]
    fn numbers_and_truths_may_come_as_text() {
        let body = r#"{"data":[{"id":"7","start":"2026-01-15T10:00","active":"1","public":"0"}]}"#;
        let session = &sessions(&answer(200, body)).unwrap()[0];
        assert_eq!((session.id, session.active, session.public), (7, true, Some(false)));
        assert_eq!(session.started_at(), None, "an offset that is not told is not guessed");
    }

    #[test]
    fn what_is_not_a_list_of_sessions_is_not_read_as_none() {
        for body in [
            "",
            "[]",
            "<html>log in</html>",
            r#"{"ok":false,"error":{"code":"x","message":"y"}}"#,
            r#"{"ok":true}"#,
            r#"{"ok":true,"data":null}"#,
            r#"{"ok":true,"data":{"a":[],"b":[]}}"#,
            r#"{"ok":true,"data":[{"id":1}]}"#,
        ] {
            assert_eq!(sessions(&answer(200, body)), Err(ReadError::Unreadable), "{body}");
        }
        let mut cut = answer(200, r#"{"ok":true,"data":[]}"#);
        cut.whole = false;
        assert_eq!(sessions(&cut), Err(ReadError::Unreadable));
    }

    #[test]
    fn the_account_has_a_name_in_either_spelling() {
        for (body, nick) in [
            (r#"{"nick":"Kim","locked":true,"profile_url":"www.example.org/kim"}"#, Some("Kim")),
            (
                r#"{"username":"Kim","locked":1,"profile_url":"https://www.example.org/kim"}"#,
                Some("Kim"),
            ),
            (r#"{"locked":"1"}"#, None),
        ] {
            let stats = user_stats(&answer(200, body)).unwrap();
            assert_eq!(stats.nick.as_deref(), nick);
            assert_eq!(stats.locked, Some(true));
            assert!(stats.profile_url.is_none_or(|url| url == "https://www.example.org/kim"));
        }
    }

    #[test]
    fn a_refused_read_is_told_apart_from_a_refused_token() {
        assert_eq!(
            sessions(&answer(401, r#"{"error":"no"}"#)),
            Err(ReadError::TokenInvalid { in_service_shape: true })
        );
        assert_eq!(
            sessions(&answer(401, "<html>proxy</html>")),
            Err(ReadError::TokenInvalid { in_service_shape: false })
        );
        assert_eq!(sessions(&answer(403, "")), Err(ReadError::NotAllowed));
        assert_eq!(
            sessions(&answer(500, "")),
            Err(ReadError::Status { status: 500, retry_after_seconds: None })
        );
    }
}
