//! Any text as a length: what is read can be printed and read again as the same.

#![no_main]

use chrono::TimeDelta;
use latchet_core::time::{MAX_LENGTH_DAYS, parse_length, print_length};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = parse_length(text);
    assert_eq!(parse_length(&text.to_ascii_uppercase()), read, "{text:?} in capitals");
    let _ = text.parse().map(|minutes| TimeDelta::try_minutes(minutes).map(print_length));
    let Ok(length) = read else { return };
    assert!(length > TimeDelta::zero() && length <= TimeDelta::days(MAX_LENGTH_DAYS), "{text:?}");
    assert_eq!(length.subsec_nanos(), 0, "{text:?}");
    assert_eq!(length.num_seconds() % 60, 0, "whole minutes: {text:?}");
    let printed = print_length(length);
    assert_eq!(parse_length(&printed), Ok(length), "{text:?} is printed as {printed:?}");
    assert_eq!(parse_length(&printed.replace(' ', "")), Ok(length), "{printed:?} without spaces");
});
