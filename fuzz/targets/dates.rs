//! Any text as zone and moments: a clock leads back to the minute that it was asked for.
//!
//! The input is text: a zone, a moment, and a second moment, a line each.

#![no_main]

use chrono::{DateTime, Utc};
use latchet_core::draft::{Draft, DraftEnd, DraftStart, Plan};
use latchet_core::time::{Resolved, WrittenMoment, Zone};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let [zone, first, second] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let Ok(zone) = zone.parse::<Zone>() else { return };
    assert_eq!(zone.to_string().parse(), Ok(zone), "a zone's name is its own");
    for moment in [first, second].into_iter().filter_map(|text| text.parse().ok()) {
        follow(moment, zone);
    }
    plan(zone, first, second);
});

fn follow(moment: WrittenMoment, zone: Zone) {
    let offset = moment.offset.map(|offset| offset.to_string()).unwrap_or_default();
    let printed = format!("{}{offset}", moment.minute);
    assert_eq!(printed.parse(), Ok(moment), "{printed:?}");

    let shows = |at: DateTime<Utc>| zone.minute(at) == Ok(moment.minute);
    match zone.resolve(moment.minute.naive()) {
        Resolved::Once(at) => assert!(shows(at), "{printed} in {zone} is not {at}"),
        Resolved::Twice(earlier, later) => {
            assert!(earlier < later, "{printed} in {zone}: the earlier first");
            assert!(shows(earlier) && shows(later), "{printed} in {zone}: {earlier}, {later}");
        }
        Resolved::Never => {}
    }
}

/// As the command line takes it, at a moment that stays the same.
fn plan(zone: Zone, start: &str, end: &str) {
    let now = DateTime::from_timestamp(1_768_471_200, 0).expect("a moment in 2026");
    let draft = Draft {
        start: DraftStart::At(start.to_owned()),
        end: DraftEnd::Until(end.to_owned()),
        ..Draft::default()
    };
    let Ok(plan) = Plan::from_draft(&draft, zone, now) else { return };
    let (Some(start), Some(end)) = (plan.start, plan.scheduled_end) else {
        panic!("both were given: {plan:?}");
    };
    assert!(start <= now && now < end, "{plan:?}");
    let request = plan.request(None).expect("a plan can be sent");
    let told = [request.start, request.scheduled_end];
    assert_eq!(told, [start, end].map(|at| zone.minute(at).ok()), "what is sent is what was meant");
}
