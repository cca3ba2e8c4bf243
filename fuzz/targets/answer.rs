//! Any answer of a server becomes one outcome that claims no more than the answer proves.
//!
//! The input is text: a line with the status, then perhaps `cut` and the seconds of `Retry-After`,
//! and below it the body.

#![no_main]

use std::time::Duration;

use latchet_tracker::{Answer, Outcome, Refusal, Unknown, classify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some(answer) = read(input) else { return };
    let (status, whole) = (answer.status, answer.whole);
    let outcome = classify(&Ok(answer.clone()));
    match &outcome {
        Outcome::Started { id } => {
            assert!((200..300).contains(&status), "{status} started something");
            assert!(status == 201 || id.is_some() && whole, "{status} does not say what started");
        }
        Outcome::Refused(refusal) => {
            assert!((400..500).contains(&status), "{status} refused something");
            assert!(!matches!(status, 408 | 429), "{status} is final");
            check(refusal, &answer.body);
        }
        Outcome::NotSent(why) => panic!("an answer came, so something was sent: {why:?}"),
        Outcome::Unknown(why) => {
            assert_ne!(status, 201, "a 201 leaves doubt");
            let documented = matches!(status, 400 | 401 | 403 | 409);
            assert!(!documented, "a documented refusal leaves doubt: {why:?}");
            if let Unknown::Busy { retry_after_seconds, .. } = why {
                assert_eq!(*retry_after_seconds, answer.retry_after.map(|wait| wait.as_secs()));
            }
        }
    }
    let row = serde_json::to_string(&outcome).expect("an outcome can be recorded");
    let again: Outcome = serde_json::from_str(&row).expect("a record can be read");
    assert_eq!(again, outcome, "what is recorded is what happened");
});

fn read(input: &[u8]) -> Option<Answer> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&input[..end]).ok()?;
    let mut words = head.split(' ');
    let status = words.next()?.parse().ok()?;
    let mut answer =
        Answer { status, retry_after: None, body: input[end + 1..].to_vec(), whole: true };
    for word in words {
        if word == "cut" {
            answer.whole = false;
        } else {
            answer.retry_after = Some(Duration::from_secs(word.parse::<u32>().ok()?.into()));
        }
    }
    Some(answer)
}

fn check(refusal: &Refusal, body: &[u8]) {
    if refusal.in_service_shape {
        let json: Result<serde_json::Value, _> = serde_json::from_slice(body);
        assert!(json.is_ok_and(|json| json.is_object()), "only an object has the service's shape");
    }
    let Some(message) = &refusal.message else { return };
    assert!(!message.is_empty(), "no words are no message");
    assert!(message.chars().count() <= 201, "{} characters", message.chars().count());
    assert!(!message.chars().any(misleads), "{message:?}");
    assert!(!message.contains("  ") && message.trim() == message, "one line: {message:?}");
}

/// Written down a second time on purpose: what breaks a line, is invisible or turns the direction of
/// writing.
fn misleads(c: char) -> bool {
    let code = u32::from(c);
    code < 0x20
        || (0x7f..0xa0).contains(&code)
        || (0x2028..=0x202e).contains(&code)
        || (0x2066..=0x2069).contains(&code)
        || code == 0xfeff
}
