//! What must never happen, noticed in the moment in which it does.

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
