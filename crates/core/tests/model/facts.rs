//! What must never happen, noticed in the moment in which it does.

use crate::world::{Maker, Standing, World};

/// What must never happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fault {
    /// A request went out whose attempt is not in the journal.
    SentUnrecorded,
    /// A request went out for an intention that was taken back.
    SentAfterCancel,
    /// A request went out with another account's token.
    SentByAnother,
    /// What another account's token shows decided.
    CheckedByAnother,
    /// A start that had waited went out unasked, though a session had begun since the click.
    SentWhenOvertaken,
    /// A start went out while an earlier one of the same account was not settled.
    SentWhileUnsettled,
    /// It was taken to be proven absent, and stood or might yet land.
    AbsentThoughItMayStand,
    /// A repeat was accepted, though a session of an earlier attempt had begun.
    AcceptedBesideItself,
    /// It was settled as refused, and stood.
    RefusedThoughItStands,
    /// An attempt was recorded and left without being made, though nothing crashed.
    AttemptLeftOpen,
}

/// An attempt begins: does another of the same owner stand in its way?
pub(crate) fn note_unsettled(world: &mut World, id: usize) {
    let owner = world.journal[id].owner;
    let others = world.journal.iter().enumerate().filter(|(other, _)| *other != id);
    if others.into_iter().any(|(_, one)| one.owner == owner && one.state.blocks_new_starts()) {
        world.faults.insert(Fault::SentWhileUnsettled);
    }
}

/// It had waited and is sent: had a session of someone else begun since the click, of which the user
/// was not asked?
pub(crate) fn note_overtaken(world: &mut World, id: usize, truth: &[Standing]) {
    let one = &world.journal[id];
    let began = |session: &Standing| {
        // Of the click's own instant nobody can say which came first.
        session.began_at > one.created_at
            && session.maker != Maker::Intention(id)
            && session.id > one.accepted
    };
    if truth.iter().any(began) {
        world.faults.insert(Fault::SentWhenOvertaken);
    }
}
