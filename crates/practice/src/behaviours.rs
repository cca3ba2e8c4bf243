//! What the server can be told to do otherwise.
//!
//! Two things are played: every open question of the documentation (a [`Trait`]: how the service
//! *is*), and everything that can go wrong on the way (a [`Fault`]: what happens to one request).
//! Traits add up. Of the faults that are due for one request, the one named first is played, so
//! that `answer-500:1,answer-429:2` is a 500, then a 429, then plain behaviour.

use std::fmt;
use std::str::FromStr;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Answer(u16),
    Redirect(u16),
    CloseBeforeReading,
    CloseAfterReading,
    CloseAfterRecording,
    CutMidResponse,
    SlowDrip,
    WrongLength,
    Html,
    Garbage,
    HugeBody,
    DeepJson,
    EmptyBody,
    Error500AfterRecording,
    LateLanding,
    NoAnswer,
}

/// How the service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trait {
    IdsAsStrings,
    StartdateMandatory,
    ReadRefusedToWriteToken,
    TrimFields,
    UtcTimes,
    ClockAhead2h,
    ClockBehind2h,
    ErrorObject,
    ErrorPlainText,
    ErrorHtml,
    ErrorV2,
    ListInObject,
    OldestFirst,
}

/// The requests that faults and counts are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Insert,
    Read,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behaviour {
    OnInsert(Fault),
    OnRead(Fault),
    /// A trait that shows in inserts only, and so can be counted.
    InsertTrait(Trait),
    Always(Trait),
}

use Behaviour::{Always, InsertTrait, OnInsert, OnRead};

const TABLE: [(&str, Behaviour, &str); 48] = [
    ("answer-400", OnInsert(Fault::Answer(400)), "an insert is answered 400; nothing is recorded"),
    ("answer-401", OnInsert(Fault::Answer(401)), "an insert is answered 401; nothing is recorded"),
    ("answer-403", OnInsert(Fault::Answer(403)), "an insert is answered 403; nothing is recorded"),
    ("answer-404", OnInsert(Fault::Answer(404)), "an insert is answered 404; nothing is recorded"),
    ("answer-409", OnInsert(Fault::Answer(409)), "an insert is answered 409; nothing is recorded"),
    (
        "answer-429",
        OnInsert(Fault::Answer(429)),
        "an insert is answered 429 with Retry-After: 30; nothing is recorded",
    ),
    ("answer-500", OnInsert(Fault::Answer(500)), "an insert is answered 500; nothing is recorded"),
    ("answer-503", OnInsert(Fault::Answer(503)), "an insert is answered 503; nothing is recorded"),
    (
        "redirect",
        OnInsert(Fault::Redirect(301)),
        "an insert is answered 301 to /elsewhere; nothing is recorded",
    ),
    (
        "redirect-307",
        OnInsert(Fault::Redirect(307)),
        "an insert is answered 307 to /elsewhere; nothing is recorded",
    ),
    (
        "close-before-reading",
        OnInsert(Fault::CloseBeforeReading),
        "the connection is closed before the body is read; nothing is recorded",
    ),
    (
        "close-after-reading",
        OnInsert(Fault::CloseAfterReading),
        "the connection is closed after the body was read; nothing is recorded",
    ),
    (
        "close-after-recording",
        OnInsert(Fault::CloseAfterRecording),
        "the session is recorded, then the connection is closed without an answer",
    ),
    (
        "cut-mid-response",
        OnInsert(Fault::CutMidResponse),
        "the session is recorded; the connection is cut in the middle of the answer",
    ),
    (
        "slow-drip",
        OnInsert(Fault::SlowDrip),
        "the session is recorded; the answer's body comes at one byte a second",
    ),
    (
        "wrong-length",
        OnInsert(Fault::WrongLength),
        "the session is recorded; Content-Length is ten bytes short and the answer ends there",
    ),
    (
        "html",
        OnInsert(Fault::Html),
        "an insert is answered 200 with an HTML page; nothing is recorded",
    ),
    (
        "garbage",
        OnInsert(Fault::Garbage),
        "the session is recorded; the answer's body is unreadable bytes",
    ),
    (
        "huge-body",
        OnInsert(Fault::HugeBody),
        "the session is recorded; the answer's body has 50 MB",
    ),
    (
        "deep-json",
        OnInsert(Fault::DeepJson),
        "the session is recorded; the answer's body is JSON 10,000 levels deep",
    ),
    ("empty-body", OnInsert(Fault::EmptyBody), "the session is recorded; the answer has no body"),
    (
        "error-500-after-recording",
        OnInsert(Fault::Error500AfterRecording),
        "the session is recorded, then answered 500",
    ),
    (
        "late-landing",
        OnInsert(Fault::LateLanding),
        "the connection is closed at once; the session is recorded 2 s later",
    ),
    ("no-answer", OnInsert(Fault::NoAnswer), "an insert is never answered; nothing is recorded"),
    ("reads-answer-401", OnRead(Fault::Answer(401)), "a read is answered 401"),
    ("reads-answer-403", OnRead(Fault::Answer(403)), "a read is answered 403"),
    ("reads-answer-404", OnRead(Fault::Answer(404)), "a read is answered 404"),
    ("reads-answer-429", OnRead(Fault::Answer(429)), "a read is answered 429 with Retry-After: 30"),
    ("reads-answer-500", OnRead(Fault::Answer(500)), "a read is answered 500"),
    ("reads-redirect", OnRead(Fault::Redirect(301)), "a read is answered 301 to /elsewhere"),
    ("reads-cut", OnRead(Fault::CutMidResponse), "a read's answer is cut in the middle"),
    ("reads-garbage", OnRead(Fault::Garbage), "a read's answer is unreadable bytes"),
    ("reads-html", OnRead(Fault::Html), "a read is answered 200 with an HTML page"),
    ("reads-huge-body", OnRead(Fault::HugeBody), "a read's answer has 50 MB"),
    ("reads-no-answer", OnRead(Fault::NoAnswer), "a read is never answered"),
    (
        "startdate-mandatory",
        InsertTrait(Trait::StartdateMandatory),
        "an insert without startdate is answered 400",
    ),
    (
        "trim-fields",
        InsertTrait(Trait::TrimFields),
        "lockedby is stored trimmed and cut to 20 characters",
    ),
    (
        "utc-times",
        InsertTrait(Trait::UtcTimes),
        "an insert's dates and times are read as UTC, whatever the account's time zone",
    ),
    (
        "ids-as-strings",
        Always(Trait::IdsAsStrings),
        "ids, public and active are strings in every answer",
    ),
    (
        "read-refused-to-write-token",
        Always(Trait::ReadRefusedToWriteToken),
        "a token with write permission may not read: 403",
    ),
    ("clock-ahead-2h", Always(Trait::ClockAhead2h), "the server's clock is two hours ahead"),
    ("clock-behind-2h", Always(Trait::ClockBehind2h), "the server's clock is two hours behind"),
    (
        "error-object",
        Always(Trait::ErrorObject),
        "errors are {\"error\":{\"code\":…,\"message\":…}}",
    ),
    ("error-plain-text", Always(Trait::ErrorPlainText), "errors are plain text"),
    ("error-html", Always(Trait::ErrorHtml), "errors are HTML pages"),
    ("error-v2", Always(Trait::ErrorV2), "errors have the shape of the v2 pages everywhere"),
    (
        "list-in-object",
        Always(Trait::ListInObject),
        "the v2 reads put their list into an object inside data",
    ),
    ("oldest-first", Always(Trait::OldestFirst), "the sessions are listed with the oldest first"),
];

/// What the server does otherwise than documented, or where the documentation is silent.
///
/// Written as names with commas between them, as in `answer-500:1,ids-as-strings`. A name that
/// is about inserts may be followed by `:N`: then it holds for the first N insert requests only.
/// The names that begin with `reads-` count reads instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behaviours(Vec<Chosen>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chosen {
    name: &'static str,
    behaviour: Behaviour,
    first: Option<u32>,
}

/// Why a text names no behaviours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BehaviourError {
    /// There is no such name in [`Behaviours::ALL`].
    #[error("there is no behaviour named \"{0}\"")]
    Unknown(String),
    /// What follows the colon is no number of requests.
    #[error("\"{0}\" does not end in a number of requests")]
    Count(String),
    /// This one is about the service, not about single requests.
    #[error("\"{0}\" always holds and can't be counted")]
    NotCounted(&'static str),
}

impl Behaviours {
    /// Every behaviour: its name, and one line on what it does.
    pub const ALL: &'static [(&'static str, &'static str)] = &{
        let mut all = [("", ""); TABLE.len()];
        let mut at = 0;
        while at < TABLE.len() {
            all[at] = (TABLE[at].0, TABLE[at].2);
            at += 1;
        }
        all
    };
}

impl FromStr for Behaviours {
    type Err = BehaviourError;

    fn from_str(text: &str) -> Result<Self, BehaviourError> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        text.split(',').map(|one| Chosen::parse(one.trim())).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Behaviours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, chosen) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{}", chosen.name)?;
            if let Some(first) = chosen.first {
                write!(f, ":{first}")?;
            }
        }
        Ok(())
    }
}

impl Chosen {
    fn parse(text: &str) -> Result<Self, BehaviourError> {
        let (name, count) = match text.split_once(':') {
            Some((name, count)) => (name, Some(count)),
            None => (text, None),
        };
        let &(name, behaviour, _) = TABLE
            .iter()
            .find(|(known, ..)| *known == name)
            .ok_or_else(|| BehaviourError::Unknown(name.to_owned()))?;
        let first = count
            .map(|count| count.parse().map_err(|_| BehaviourError::Count(text.to_owned())))
            .transpose()?;
        if first.is_some() && matches!(behaviour, Always(_)) {
            return Err(BehaviourError::NotCounted(name));
        }
        Ok(Self { name, behaviour, first })
    }
}

/// The behaviours in force, and how many requests of each kind they have met.
#[derive(Debug, Default)]
pub(crate) struct Playing {
    behaviours: Behaviours,
    inserts: u32,
    reads: u32,
}

/// What holds for one request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Due {
    pub(crate) fault: Option<Fault>,
    traits: Vec<Trait>,
}

impl Due {
    pub(crate) fn has(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }
}

impl Playing {
    pub(crate) fn new(behaviours: Behaviours) -> Self {
        Self { behaviours, ..Self::default() }
    }

    /// Counts the request, and says what holds for it.
    pub(crate) fn next(&mut self, call: Call) -> Due {
        match call {
            Call::Insert => self.inserts = self.inserts.saturating_add(1),
            Call::Read => self.reads = self.reads.saturating_add(1),
            Call::Other => {}
        }
        let mut due = Due::default();
        for chosen in &self.behaviours.0 {
            let holds = |count: u32| chosen.first.is_none_or(|first| count <= first);
            match chosen.behaviour {
                OnInsert(fault) if call == Call::Insert && holds(self.inserts) => {
                    due.fault = due.fault.or(Some(fault));
                }
                OnRead(fault) if call == Call::Read && holds(self.reads) => {
                    due.fault = due.fault.or(Some(fault));
                }
                InsertTrait(one) if call == Call::Insert && holds(self.inserts) => {
                    due.traits.push(one);
                }
                Always(one) => due.traits.push(one),
                OnInsert(_) | OnRead(_) | InsertTrait(_) => {}
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_names_and_counts_is_read_and_written_alike() {
        let text = "answer-500:1,answer-429:2,ids-as-strings";
        assert_eq!(text.parse::<Behaviours>().unwrap().to_string(), text);
        assert_eq!(" answer-500:1 , html ".parse::<Behaviours>().unwrap().0.len(), 2);
        assert_eq!("".parse::<Behaviours>().unwrap(), Behaviours::default());
    }

    #[test]
    fn every_listed_name_is_understood_once_and_has_a_line() {
        for (at, (name, line)) in Behaviours::ALL.iter().enumerate() {
            assert_eq!(name.parse::<Behaviours>().unwrap().to_string(), *name);
            assert!(!line.is_empty(), "{name}");
            assert!(!Behaviours::ALL[..at].iter().any(|(before, _)| before == name), "{name}");
        }
    }

    #[test]
    fn what_is_no_behaviour_is_said_by_name() {
        for (text, why) in [
            ("nonsense", BehaviourError::Unknown("nonsense".into())),
            ("html,", BehaviourError::Unknown(String::new())),
            ("html:many", BehaviourError::Count("html:many".into())),
            ("html:-1", BehaviourError::Count("html:-1".into())),
            ("error-v2:1", BehaviourError::NotCounted("error-v2")),
        ] {
            assert_eq!(text.parse::<Behaviours>(), Err(why), "{text}");
        }
    }

    #[test]
    fn the_fault_named_first_is_played_and_counts_run_out() {
        let mut playing = Playing::new("answer-500:1,answer-429:2,error-v2".parse().unwrap());
        assert_eq!(playing.next(Call::Read).fault, None, "a read meets no insert's fault");
        for fault in [Some(Fault::Answer(500)), Some(Fault::Answer(429)), None] {
            let due = playing.next(Call::Insert);
            assert_eq!(due.fault, fault);
            assert!(due.has(Trait::ErrorV2));
        }
    }
}
