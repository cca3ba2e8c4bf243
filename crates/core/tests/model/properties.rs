//! What must always hold, and what must be possible: a model in which nothing happens holds
//! everything.
//!
//! That nothing stays undecided is no *eventually* here: on a path that runs in a circle the checker
//! would miss it. It is a property of every state in which no program is at work: from there the
//! helpful steps alone (what is due is done, time passes, the service answers) lead to an end.

use latchet_core::intention::{ByHand, Question, State};
use stateright::Property;

use crate::facts::Fault;
use crate::protocol::Protocol;
use crate::world::{Recorded, World};

pub(crate) const AT_MOST_ONE: &str = "an intention becomes at most one session";
pub(crate) const ITS_OWN: &str = "a session that is told as an intention's is its own";
pub(crate) const COMES_TO_AN_END: &str = "what is helpful leads to an end or a question";
pub(crate) const RECORDED: &str = "nothing is sent that is not recorded";
pub(crate) const NOT_AFTER_CANCEL: &str = "nothing is sent after it was taken back";
pub(crate) const OWN_TOKEN_SENDS: &str = "another account's token does not send";
pub(crate) const OWN_TOKEN_CHECKS: &str = "another account's token does not check";
pub(crate) const OVERTAKEN_ASKS: &str = "a start that waited asks when a session began since";
pub(crate) const ONE_AT_A_TIME: &str = "nothing is sent while another is not settled";
pub(crate) const ABSENCE_IS_PROVEN: &str = "what is taken for absent is absent and stays so";
pub(crate) const REPEAT_MEETS_ITSELF: &str = "a repeat is not accepted beside the first";
pub(crate) const REFUSED_DOES_NOT_STAND: &str = "what is told as refused does not stand";
pub(crate) const NO_ATTEMPT_LEFT_OPEN: &str = "an attempt that is recorded is made";

/// All that must hold.
pub(crate) fn always() -> Vec<Property<Protocol>> {
    vec![
        Property::always(AT_MOST_ONE, |_, world: &World| {
            (0..world.journal.len()).all(|id| world.made_by(id).count() <= 1)
        }),
        Property::always(ITS_OWN, |_, world: &World| world.all_are_its_own()),
        Property::always(COMES_TO_AN_END, |protocol: &Protocol, world: &World| {
            let is_open = world.journal.iter().any(|one| !one.state.is_settled());
            !world.programs.is_empty() || !is_open || protocol.comes_to_an_end(world)
        }),
        Property::always(RECORDED, |_, world| without(world, Fault::SentUnrecorded)),
        Property::always(NOT_AFTER_CANCEL, |_, world| without(world, Fault::SentAfterCancel)),
        Property::always(OWN_TOKEN_SENDS, |_, world| without(world, Fault::SentByAnother)),
        Property::always(OWN_TOKEN_CHECKS, |_, world| without(world, Fault::CheckedByAnother)),
        Property::always(OVERTAKEN_ASKS, |_, world| without(world, Fault::SentWhenOvertaken)),
        Property::always(ONE_AT_A_TIME, |_, world| without(world, Fault::SentWhileUnsettled)),
        Property::always(ABSENCE_IS_PROVEN, |_, world| {
            without(world, Fault::AbsentThoughItMayStand)
        }),
        Property::always(REPEAT_MEETS_ITSELF, |_, world| {
            without(world, Fault::AcceptedBesideItself)
        }),
        Property::always(REFUSED_DOES_NOT_STAND, |_, world| {
            without(world, Fault::RefusedThoughItStands)
        }),
        Property::always(NO_ATTEMPT_LEFT_OPEN, |_, world| without(world, Fault::AttemptLeftOpen)),
    ]
}

/// All that must hold where a request lands after its repeat was ended elsewhere: by then nothing is
/// in its way.
pub(crate) fn always_but_one() -> Vec<Property<Protocol>> {
    always().into_iter().filter(|property| property.name != AT_MOST_ONE).collect()
}

fn without(world: &World, fault: Fault) -> bool {
    !world.faults.contains(&fault)
}

/// What must be possible for one start.
pub(crate) fn sometimes() -> Vec<Property<Protocol>> {
    vec![
        Property::sometimes("one is found by a read", |_, world| {
            any(world, |one| is_told(one) && one.was_doubtful && one.attempts == 1)
        }),
        Property::sometimes("one is sent again after two absences, and stands", |_, world| {
            any(world, |one| is_told(one) && one.was_doubtful && one.attempts == 2)
        }),
        Property::sometimes("one that waited is sent", |_, world| {
            any(world, |one| is_told(one) && !one.was_doubtful && one.attempts == 2)
        }),
        Property::sometimes("one that waited asks, since another began", |_, world| {
            any(world, |one| one.state == State::Held(Question::Overtaken))
        }),
        Property::sometimes("one is refused", |_, world| {
            any(world, |one| matches!(one.state, State::Refused(_)))
        }),
        Property::sometimes("one is taken back while it waits", |_, world| {
            any(world, |one| one.attempts > 0 && matches!(one.state, State::Cancelled(_)))
        }),
        Property::sometimes("the user says that it stands", |_, world| {
            any(world, |one| matches!(one.state, State::SettledByHand(ByHand::Started(_))))
        }),
        Property::sometimes("the user says that it does not", |_, world| {
            any(world, |one| one.state == State::SettledByHand(ByHand::NotStarted))
        }),
    ]
}

/// What must be possible where a request lands at any time.
pub(crate) fn sometimes_late() -> Vec<Property<Protocol>> {
    vec![Property::sometimes("a 409 is recognised as its own", |_, world| {
        any(world, |one| one.met_itself && is_told(one))
    })]
}

fn any(world: &World, is_it: impl Fn(&Recorded) -> bool) -> bool {
    world.journal.iter().any(is_it)
}

fn is_told(one: &Recorded) -> bool {
    matches!(one.state, State::Started(Some(_)))
}
