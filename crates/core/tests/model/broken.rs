//! The model can fail: each rule, broken alone, lets something happen that must not.

use crate::counterexample;
use crate::properties::{
    ABSENCE_IS_PROVEN, AT_MOST_ONE, COMES_TO_AN_END, ITS_OWN, NO_ATTEMPT_LEFT_OPEN,
    NOT_AFTER_CANCEL, ONE_AT_A_TIME, OVERTAKEN_ASKS, OWN_TOKEN_CHECKS, OWN_TOKEN_SENDS, RECORDED,
    REFUSED_DOES_NOT_STAND, REPEAT_MEETS_ITSELF,
};
use crate::protocol::Protocol;
use crate::rules::{Rule, Rules};
use crate::scenarios::{
    LATE, OVER, PLAIN, RUNNING, UNLUCKY, USUAL, impatient, impatient_twice, late_and_ended,
    replaced, sleepy, unnumbered,
};
use crate::world::Left;

/// Each rule, what goes wrong without it, and the world in which that shows.
fn cases() -> Vec<(Rule, &'static str, Protocol)> {
    let usual = Protocol { left: USUAL, ..PLAIN };
    let unlucky = Protocol { left: UNLUCKY, ..PLAIN };
    let tokens = Protocol { left: Left { tokens: 1, ..UNLUCKY }, ..PLAIN };
    vec![
        (Rule::RecordedBeforeSent, RECORDED, usual.clone()),
        (Rule::OneLock, RECORDED, usual.clone()),
        (Rule::NoBlindRepeat, AT_MOST_ONE, unlucky.clone()),
        (Rule::InterruptedIsUnknown, REFUSED_DOES_NOT_STAND, unlucky.clone()),
        (Rule::InterruptedCheckGoesOn, COMES_TO_AN_END, unlucky.clone()),
        (Rule::CompleteRead, ABSENCE_IS_PROVEN, unlucky.clone()),
        (Rule::FailedReadProvesNothing, ABSENCE_IS_PROVEN, unlucky.clone()),
        (Rule::BoundStays, REFUSED_DOES_NOT_STAND, late_and_ended()),
        (
            Rule::NoBoundProvesNothing,
            ITS_OWN,
            Protocol { bound: None, earlier: RUNNING, ..unlucky.clone() },
        ),
        (Rule::OverIsAnother, ITS_OWN, Protocol { earlier: OVER, ..unlucky.clone() }),
        (Rule::TwoAbsences, ABSENCE_IS_PROVEN, unlucky.clone()),
        (Rule::FirstAbsenceIsLate, ABSENCE_IS_PROVEN, unlucky.clone()),
        (Rule::SecondAbsenceIsLater, ABSENCE_IS_PROVEN, usual.clone()),
        (Rule::CountsFromItsEnd, ABSENCE_IS_PROVEN, sleepy()),
        (Rule::ReadCountsFromItsBeginning, ABSENCE_IS_PROVEN, sleepy()),
        (Rule::OriginalMinute, REPEAT_MEETS_ITSELF, late_and_ended()),
        (Rule::ClaimedAreExcluded, ITS_OWN, usual.clone()),
        (
            Rule::DifferingFieldsProveNothing,
            ABSENCE_IS_PROVEN,
            Protocol { drops_text: true, ..unlucky.clone() },
        ),
        (Rule::SeveralAreDoubtful, ITS_OWN, unlucky.clone()),
        (Rule::OneAtATime, ONE_AT_A_TIME, usual),
        (Rule::CancelledIsNotSent, NOT_AFTER_CANCEL, unlucky.clone()),
        (Rule::OvertakenIsAsked, OVERTAKEN_ASKS, unlucky),
        (Rule::OwnTokenOnly, OWN_TOKEN_SENDS, tokens.clone()),
        (Rule::OwnTokenOnly, OWN_TOKEN_CHECKS, tokens),
        (Rule::TokenWithItsName, OWN_TOKEN_SENDS, replaced()),
        (Rule::OverlapIsLookedUp, REFUSED_DOES_NOT_STAND, LATE),
        (Rule::GuessIsCompared, ITS_OWN, unnumbered()),
        (Rule::UnnumberedIsRead, ITS_OWN, unnumbered()),
        (Rule::StillFirst, OVERTAKEN_ASKS, impatient()),
        (Rule::StillFirst, ONE_AT_A_TIME, impatient_twice()),
        (Rule::SettledIsNotSent, NO_ATTEMPT_LEFT_OPEN, impatient_twice()),
    ]
}

#[test]
fn no_rule_can_be_left_out() {
    let mut missed = Vec::new();
    for (rule, property, protocol) in cases() {
        print!("without {rule:?}: ");
        let broken = Protocol { rules: Rules { broken: Some(rule) }, ..protocol };
        match counterexample(broken, Some(property)) {
            Some(how) if std::env::var_os("MODEL_TELLS").is_some() => println!("{how}"),
            Some(_) => {}
            None => missed.push((rule, property)),
        }
    }
    assert_eq!(missed, [], "these can be left out in their world and nothing happens");
}
