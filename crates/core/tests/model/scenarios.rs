//! The worlds in which the protocol is tried. Each is small in what does not matter to it.

use crate::properties::{always, always_but_one, sometimes, sometimes_late};
use crate::protocol::{Earlier, Protocol};
use crate::rules::Rules;
use crate::world::{Left, Owner, Token};

pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) protocol: Protocol,
}

pub(crate) const NOTHING: Left = Left {
    clicks: 1,
    mishaps: 0,
    crashes: 0,
    begun_elsewhere: 0,
    ended_elsewhere: 0,
    tokens: 0,
    nights: 0,
};

const ROBINS: Token = Token { owner: Owner::Robin, may_read: true };

pub(crate) const WRITE_ONLY: Token = Token { owner: Owner::Kim, may_read: false };

/// One click, and nothing goes wrong.
pub(crate) const PLAIN: Protocol = Protocol {
    rules: Rules { broken: None },
    // What two reads prove: the first half a minute after the attempt, the second a minute later.
    lands_within: Some(90),
    suspends: false,
    may_wait: true,
    bound: Some(10),
    drops_text: false,
    other_token: ROBINS,
    clicks_race: false,
    earlier: None,
    left: NOTHING,
    watched: always,
};

/// One that runs, of which the journal may not know.
pub(crate) const RUNNING: Option<Earlier> = Some(Earlier { id: 5, runs: true });

/// One that was over before the click, and began after the journal took note of a number.
pub(crate) const OVER: Option<Earlier> = Some(Earlier { id: 11, runs: false });

/// The computer sleeps while a program is at it: between the record of an attempt and its first
/// byte, or between a read and its record.
pub(crate) fn sleepy() -> Protocol {
    let left = Left { clicks: 2, mishaps: 1, ..NOTHING };
    Protocol { suspends: true, left, ..PLAIN }
}

/// An answer does not tell the number: of a session that may be over before it is looked for, and
/// before another start that is lost.
pub(crate) fn unnumbered() -> Protocol {
    let left = Left { mishaps: 2, begun_elsewhere: 1, ended_elsewhere: 1, clicks: 2, ..NOTHING };
    Protocol { left, ..PLAIN }
}

/// A start that may not wait is tried again for half a minute, and others have their turn between:
/// on the website.
pub(crate) fn impatient() -> Protocol {
    let left = Left { mishaps: 2, begun_elsewhere: 1, ..NOTHING };
    Protocol { may_wait: false, suspends: true, left, ..PLAIN }
}

/// As before: another program here.
pub(crate) fn impatient_twice() -> Protocol {
    let left = Left { clicks: 2, mishaps: 2, crashes: 1, ..NOTHING };
    Protocol { may_wait: false, left, ..PLAIN }
}

/// Another account's token is saved while a click reads the token and its account's name.
pub(crate) fn replaced() -> Protocol {
    let left = Left { tokens: 1, mishaps: 1, ..NOTHING };
    Protocol { clicks_race: true, left, ..PLAIN }
}

/// Two clicks, and one of everything.
pub(crate) const USUAL: Left =
    Left { clicks: 2, mishaps: 1, crashes: 1, begun_elsewhere: 1, ended_elsewhere: 1, ..NOTHING };

/// One click, and much goes wrong.
pub(crate) const UNLUCKY: Left = Left { clicks: 1, mishaps: 2, ..USUAL };

/// A request lands as late as it likes. It is then beyond any proof what stands once the repeat has
/// been ended elsewhere, so nothing is.
pub(crate) const LATE: Protocol = Protocol {
    lands_within: None,
    left: Left { ended_elsewhere: 0, crashes: 0, ..UNLUCKY },
    ..PLAIN
};

pub(crate) fn late_and_ended() -> Protocol {
    let left = Left { ended_elsewhere: 1, ..LATE.left };
    Protocol { left, watched: always_but_one, ..LATE }
}

/// For the normal run.
pub(crate) fn small() -> Vec<Scenario> {
    let unlucky = Protocol { left: Left { crashes: 0, ..UNLUCKY }, ..PLAIN };
    let new_token = Left { tokens: 1, ..unlucky.left.clone() };
    vec![
        Scenario { name: "usual", protocol: Protocol { left: USUAL, ..PLAIN } },
        Scenario { name: "unlucky", protocol: Protocol { left: UNLUCKY, ..PLAIN } },
        Scenario { name: "late", protocol: LATE },
        Scenario { name: "late and ended", protocol: late_and_ended() },
        Scenario {
            name: "another account",
            protocol: Protocol { left: Left { mishaps: 1, ..new_token.clone() }, ..PLAIN },
        },
        Scenario {
            name: "write only",
            protocol: Protocol { other_token: WRITE_ONLY, left: new_token, ..PLAIN },
        },
        Scenario {
            name: "no bound",
            protocol: Protocol { bound: None, earlier: RUNNING, ..unlucky.clone() },
        },
        Scenario {
            name: "text dropped",
            protocol: Protocol { drops_text: true, ..unlucky.clone() },
        },
        Scenario { name: "over before", protocol: Protocol { earlier: OVER, ..unlucky.clone() } },
        Scenario { name: "sleepy", protocol: sleepy() },
        Scenario { name: "unnumbered", protocol: unnumbered() },
        Scenario { name: "impatient", protocol: impatient() },
        Scenario { name: "impatient twice", protocol: impatient_twice() },
        Scenario { name: "replaced", protocol: replaced() },
        Scenario {
            name: "night",
            protocol: Protocol { left: Left { nights: 1, ..unlucky.left }, ..PLAIN },
        },
    ]
}

/// For the night: one mishap more, and a crash everywhere.
pub(crate) fn large() -> Vec<Scenario> {
    let grown = |Scenario { name, protocol }: Scenario| {
        let Left { mishaps, crashes, .. } = protocol.left;
        let left = Left { mishaps: mishaps + 1, crashes: crashes.max(1), ..protocol.left };
        Scenario { name, protocol: Protocol { left, ..protocol } }
    };
    small().into_iter().map(grown).collect()
}

/// Where what should be possible is looked for.
pub(crate) fn alive() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "usual",
            protocol: Protocol { left: UNLUCKY, watched: sometimes, ..PLAIN },
        },
        Scenario { name: "late", protocol: Protocol { watched: sometimes_late, ..LATE } },
    ]
}
