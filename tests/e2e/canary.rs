//! A token that is looked for wherever it must not be.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Long, and with both alphabets' odd characters in its base64.
pub(crate) const CANARY: &str = "canary~4711?tweet>>sing~~WvXyZ0123456789??end";

/// Every form in which a secret might lie about, with its name.
fn forms(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let raw = secret.as_bytes();
    let hex = hex(secret);
    let wide = |order: fn(u16) -> [u8; 2]| secret.encode_utf16().flat_map(order).collect();
    let reversed: Vec<u8> = raw.iter().rev().copied().collect();
    let mut forms = vec![
        ("raw", raw.to_vec()),
        ("reversed", reversed),
        ("hex", hex.clone().into_bytes()),
        ("HEX", hex.to_uppercase().into_bytes()),
        ("UTF-16LE", wide(u16::to_le_bytes)),
        ("UTF-16BE", wide(u16::to_be_bytes)),
    ];
    // In base64 a text reads differently at each of three places, and its ends blur.
    for skipped in 0..3 {
        let whole = &raw[skipped..raw.len() - (raw.len() - skipped) % 3];
        forms.push(("base64", STANDARD_NO_PAD.encode(whole).into_bytes()));
        forms.push(("base64url", URL_SAFE_NO_PAD.encode(whole).into_bytes()));
    }
    forms
}

/// The form in which a secret is found, if it is.
pub(crate) fn found(secret: &str, bytes: &[u8]) -> Option<&'static str> {
    forms(secret).into_iter().find(|(_, form)| is_in(form, bytes)).map(|(name, _)| name)
}

/// Is one text in another? It skips what it can (Horspool): memories are large, and tests unoptimised.
fn is_in(text: &[u8], bytes: &[u8]) -> bool {
    let last = text.len() - 1;
    let mut skips = [text.len(); 256];
    for (at, byte) in text[..last].iter().enumerate() {
        skips[usize::from(*byte)] = last - at;
    }
    let mut at = 0;
    while let Some(window) = bytes.get(at..=at + last) {
        if window == text {
            return true;
        }
        at += skips[usize::from(window[last])];
    }
    false
}

fn hex(text: &str) -> String {
    text.bytes()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[test]
fn a_planted_canary_is_found_in_every_form() {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    let hex = hex(CANARY);
    let padded = |n: usize| format!("{}{CANARY}\n", &"Bearer "[7 - n..]).into_bytes();
    let mut planted = vec![
        CANARY.as_bytes().to_vec(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        CANARY.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    for n in 0..7 {
        planted.push(STANDARD.encode(padded(n)).into_bytes());
        planted.push(URL_SAFE.encode(padded(n)).into_bytes());
    }
    for text in planted {
        let among = [b"{\"before\":1,\"", &text[..], b"\"}\n"].concat();
        assert!(found(CANARY, &among).is_some(), "{}", String::from_utf8_lossy(&text));
    }
    assert_eq!(found(CANARY, b"nothing of that kind, canary or not"), None);
}
