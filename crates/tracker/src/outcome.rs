//! From any answer, or the lack of one, to exactly one outcome.
//!
//! A start can't be undone, so the question is never "did it work?" but "what is *known*?". The
//! table is `service-contract`'s: documented codes are final whatever their body looks like, what
//! failed before the first byte was certainly not sent, and everything else is unknown until the
//! service has been read.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::message::{Field, SessionId, named_field, session_id, text};

/// What is known after one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The session stands. Without an id when the answer's body could not be read: look it up.
    Started {
        /// The new session.
        id: Option<SessionId>,
    },
    /// The service said no: nothing was recorded.
    Refused(Refusal),
    /// Not a byte of the request left this computer, so it may be tried again.
    NotSent(NotSent),
    /// It may or may not stand; only a read can tell.
    Unknown(Unknown),
}

/// A final no.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind of no.
    pub why: Why,
    /// The field that the service named, if it did.
    pub field: Option<Field>,
    /// The service's own words: plain text of one line, cut, never trusted further.
    pub message: Option<String>,
    /// Did it come in one of the service's own shapes? A proxy's page does not condemn a token.
    pub in_service_shape: bool,
}

/// The kinds of no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// 400: input missing or malformed.
    BadInput,
    /// 401: the token is not valid (any more).
    TokenInvalid,
    /// 403: the token has no write permission.
    NoWritePermission,
    /// 409: a session already stands at that time.
    Overlap,
    /// Any other 4xx, by its number.
    Status(u16),
}

/// Why nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSent {
    /// The server's name was not found.
    NameNotFound,
    /// Nobody answered, or the way there (a proxy) is closed.
    NoConnection,
    /// The connection was not answered in time.
    ConnectTimeout,
    /// No trusted encrypted connection: a wrong certificate, or something in between.
    NotTrusted,
    /// The proxy could not be reached.
    NoProxy,
    /// The proxy wants another user or password, or one at all.
    ProxyWantsPassword,
    /// The proxy did not let it through to the server.
    ProxyRefused,
    /// The request could not be built. A defect, not the network's doing.
    NotBuilt,
}

/// Why it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// A 5xx, 408 or an answer no HTTP client knows, by its number.
    Status(u16),
    /// 429 or 503: after this time (seconds) it may be asked again.
    Busy {
        /// The status.
        status: u16,
        /// From `Retry-After`, at most [`MAX_RETRY_AFTER`], in seconds.
        retry_after_seconds: Option<u64>,
    },
    /// A 3xx. Never followed: it must not turn the POST into a GET or carry the token elsewhere.
    Moved(u16),
    /// A 2xx that does not say what became of the start (a log-in page of a hotel's network, say).
    Unreadable(u16),
    /// No answer in time.
    TimedOut,
    /// The connection broke after sending had begun.
    ConnectionLost,
}

/// The longest wait that a server can ask for.
pub const MAX_RETRY_AFTER: Duration = Duration::from_hours(24);

/// One answer, reduced to what may decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Already bounded by [`MAX_RETRY_AFTER`].
    pub retry_after: Option<Duration>,
    /// At most [`crate::MAX_BODY_BYTES`] of it.
    pub body: Vec<u8>,
    /// `false` when the body was cut off: it broke, timed out or was too long.
    pub whole: bool,
}

/// No answer, and what that proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was sent.
    Before(NotSent),
    /// Something was sent; no status came back in time.
    TimedOut,
    /// Something was sent; no status came back.
    ConnectionLost,
}

/// The total function: no wildcard arm, so that a new kind of answer can't slip through.
pub fn classify(attempt: &Result<Answer, Fault>) -> Outcome {
    let answer = match attempt {
        Ok(answer) => answer,
        Err(Fault::Before(why)) => return Outcome::NotSent(*why),
        Err(Fault::TimedOut) => return Outcome::Unknown(Unknown::TimedOut),
        Err(Fault::ConnectionLost) => return Outcome::Unknown(Unknown::ConnectionLost),
    };
    let status = answer.status;
    match status {
        201 => Outcome::Started { id: session_id(&answer.body) },
        200 | 202..=299 => session_id(&answer.body)
            .filter(|_| answer.whole)
            .map_or(Outcome::Unknown(Unknown::Unreadable(status)), |id| Outcome::Started {
                id: Some(id),
            }),
        300..=399 => Outcome::Unknown(Unknown::Moved(status)),
        400 => refused(Why::BadInput, answer),
        401 => refused(Why::TokenInvalid, answer),
        403 => refused(Why::NoWritePermission, answer),
        409 => refused(Why::Overlap, answer),
        429 | 503 => Outcome::Unknown(Unknown::Busy {
            status,
            retry_after_seconds: answer.retry_after.map(|wait| wait.as_secs()),
        }),
        402 | 404..=407 | 410..=428 | 430..=499 => refused(Why::Status(status), answer),
        // 408 says that the request was not wholly read *in time*; a late part may still land.
        408 | 0..=199 | 500..=502 | 504..=u16::MAX => Outcome::Unknown(Unknown::Status(status)),
    }
}

fn refused(why: Why, answer: &Answer) -> Outcome {
    let text = text(&answer.body);
    Outcome::Refused(Refusal {
        why,
        field: named_field(&answer.body),
        message: text.words,
        in_service_shape: text.in_service_shape,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answered(status: u16, body: &[u8]) -> Outcome {
        classify(&Ok(Answer { status, retry_after: None, body: body.to_vec(), whole: true }))
    }

    fn refusal(status: u16, body: &str) -> Refusal {
        match answered(status, body.as_bytes()) {
            Outcome::Refused(refusal) => refusal,
            other => panic!("{status} {body}: {other:?}"),
        }
    }

    #[test]
    fn a_201_is_final_whatever_its_body_says() {
        for (body, id) in [
            (r#"{"message":"Session started succesfully","session_id":1234}"#, Some(1234)),
            (r#"{"message":"","session_id":"1234"}"#, Some(1234)),
            (r#"{"session_id":null}"#, None),
            (r#"{"session_id":-1}"#, None),
            (r#"{"error":"ignored"}"#, None),
            ("<html>", None),
            ("", None),
        ] {
            let expected = Outcome::Started { id: id.map(SessionId) };
            assert_eq!(answered(201, body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn another_2xx_counts_only_when_it_names_a_session() {
        let named = answered(200, br#"{"session_id":7}"#);
        assert_eq!(named, Outcome::Started { id: Some(SessionId(7)) });
        for body in ["<html>Please log in</html>", "", "{}", "[1]"] {
            let outcome = answered(200, body.as_bytes());
            assert_eq!(outcome, Outcome::Unknown(Unknown::Unreadable(200)), "{body}");
        }
        let cut =
            Answer { status: 200, body: br#"{"session_id":7}"#.to_vec(), ..Answer::default() };
        assert_eq!(classify(&Ok(cut)), Outcome::Unknown(Unknown::Unreadable(200)));
    }

    #[test]
    fn every_documented_no_has_its_kind() {
        for (status, why) in [
            (400, Why::BadInput),
            (401, Why::TokenInvalid),
            (403, Why::NoWritePermission),
            (409, Why::Overlap),
            (404, Why::Status(404)),
            (413, Why::Status(413)),
            (422, Why::Status(422)),
        ] {
            for body in [r#"{"error":"no"}"#, "<html><h1>no</h1></html>", "no"] {
                assert_eq!(refusal(status, body).why, why);
                assert_eq!(refusal(status, body).message.as_deref(), Some("no"), "{body}");
            }
            assert_eq!(refusal(status, "").message, None);
        }
    }

    #[test]
    fn what_proves_nothing_is_unknown() {
        for status in [100, 199, 301, 302, 304, 307, 308, 408, 500, 502, 504, 599, 600, 999] {
            assert!(matches!(answered(status, b""), Outcome::Unknown(_)), "{status}");
        }
        for fault in [Fault::TimedOut, Fault::ConnectionLost] {
            assert!(matches!(classify(&Err(fault)), Outcome::Unknown(_)), "{fault:?}");
        }
        for status in [429, 503] {
            let retry_after = Some(Duration::from_secs(30));
            let busy = Answer { status, retry_after, ..Answer::default() };
            assert_eq!(
                classify(&Ok(busy)),
                Outcome::Unknown(Unknown::Busy { status, retry_after_seconds: Some(30) })
            );
        }
    }

    #[test]
    fn only_a_201_starts_and_only_a_4xx_refuses_when_nothing_else_is_said() {
        for status in 0..=u16::MAX {
            let kind = match answered(status, b"") {
                Outcome::Started { .. } => "started",
                Outcome::Refused(_) => "refused",
                Outcome::NotSent(_) => "not sent",
                Outcome::Unknown(_) => "unknown",
            };
            let expected = match status {
                201 => "started",
                // Too slow, and too often: neither is final.
                408 | 429 => "unknown",
                400..=499 => "refused",
                _ => "unknown",
            };
            assert_eq!(kind, expected, "{status}");
        }
    }

    #[test]
    fn only_what_failed_before_the_first_byte_is_not_sent() {
        for why in [
            NotSent::NameNotFound,
            NotSent::NoConnection,
            NotSent::ConnectTimeout,
            NotSent::NotTrusted,
            NotSent::NoProxy,
            NotSent::ProxyWantsPassword,
            NotSent::ProxyRefused,
        ] {
            assert_eq!(classify(&Err(Fault::Before(why))), Outcome::NotSent(why));
        }
    }

    #[test]
    fn the_service_s_words_are_found_in_every_known_shape() {
        let long = "word ".repeat(100);
        for (body, words, field, shape) in [
            (
                r#"{"error":"startdate is mandatory"}"#,
                Some("startdate is mandatory"),
                Some(Field::StartDate),
                true,
            ),
            (
                r#"{"ok":false,"error":{"code":"bad","message":"scheduledendtime?"},"meta":{"version":2}}"#,
                Some("scheduledendtime?"),
                Some(Field::ScheduledEndTime),
                true,
            ),
            (
                r#"{"error":{"code":"bad_lockedby"}}"#,
                Some("bad_lockedby"),
                Some(Field::LockedBy),
                true,
            ),
            (r#"{"message":"no","field":"public"}"#, Some("no"), Some(Field::Public), true),
            (
                "<b>Warning</b>: bad\n\tthing &amp; more<br/><script>evil('x')</script>",
                Some("Warning : bad thing & more"),
                None,
                false,
            ),
            ("<p><style>p{}</style>No<script>x()</script>entry</p>", Some("No entry"), None, false),
            ("end<start is no page", Some("end<start is no page"), None, false),
            ("plain\u{202e} text\u{7}", Some("plain text"), None, false),
            ("\u{feff}", None, None, false),
            (r#"{"error":null}"#, Some(r#"{"error":null}"#), None, false),
        ] {
            let refusal = refusal(400, body);
            assert_eq!(refusal.message.as_deref(), words, "{body}");
            assert_eq!(refusal.field, field, "{body}");
            assert_eq!(refusal.in_service_shape, shape, "{body}");
        }
        let message = refusal(400, &long).message.unwrap();
        assert!(message.ends_with('…') && message.chars().count() == 201, "{message}");
        let deep = "[".repeat(10_000);
        assert!(refusal(400, &deep).message.unwrap().chars().count() <= 201);
    }

    proptest! {
        #[test]
        fn no_answer_makes_it_panic_and_no_text_is_long(
            status in 0u16..1100,
            body in proptest::collection::vec(any::<u8>(), 0..600),
            whole: bool,
        ) {
            let answer = Answer { status, retry_after: None, body, whole };
            if let Outcome::Refused(Refusal { message: Some(message), .. }) = classify(&Ok(answer)) {
                prop_assert!((400..500).contains(&status));
                prop_assert!(message.chars().count() <= 201);
                prop_assert!(!message.chars().any(misleading));
            }
        }
    }

    fn misleading(c: char) -> bool {
        crate::request::misleads(c)
    }
}
