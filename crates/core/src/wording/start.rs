//! Where a start stands.

use latchet_tracker::{Field, NotSent, Refusal, Unknown, Why};

use super::{Told, Wording};
use crate::draft::DraftField;
use crate::intention::{ByHand, Cancelled, Delay, Doubt, IntentionId, Look, State, Waiting};

impl Wording<'_> {
    /// Where an intention stands.
    pub fn state(self, id: IntentionId, state: &State) -> Told {
        match state {
            State::Started(Some(session)) => {
                Told::new("started", self.with("started", "id", session.0))
            }
            State::Started(None) => Told::new("started", self.say("started-no-id"))
                .meaning(self.say("started-no-id-meaning")),
            State::Refused(refusal) => self.refusal(refusal),
            State::NotSent(why) => self.not_sent(*why),
            State::Unknown(doubt) => self.doubt(id, doubt),
            State::Checking { .. } => {
                Told::new("checking", self.say("unknown")).meaning(self.say("unknown-checking"))
            }
            State::NotThere => Told::new("not_there", self.say("not-there")).next(self.with(
                "not-there-next",
                "id",
                id,
            )),
            State::Waiting(waiting) => self.waiting(id, waiting),
            State::Held(question) => self.held(id, *question),
            State::Cancelled(Cancelled::ByUser) => Told::new("cancelled", self.say("cancelled")),
            State::Cancelled(Cancelled::Lapsed) => Told::new("lapsed", self.say("lapsed")),
            State::SettledByHand(ByHand::Started(session)) => {
                Told::new("started", self.with("settled-started", "id", session.0))
            }
            State::SettledByHand(ByHand::NotStarted) => {
                Told::new("not_started", self.say("settled-not-started"))
            }
            State::Intended => Told::new("intended", self.say("intended")),
            State::Grace { .. } => Told::new("grace", self.say("grace")),
            State::Sending { .. } => Told::new("sending", self.say("sending")),
        }
    }

    fn refusal(self, refusal: &Refusal) -> Told {
        let told = match refusal.why {
            Why::BadInput => Told::new("refused_input", self.say("refused-input")),
            Why::TokenInvalid | Why::NoWritePermission if !refusal.in_service_shape => {
                let status = if refusal.why == Why::TokenInvalid { 401 } else { 403 };
                Told::new("refused_elsewhere", self.with("refused-not-ours", "status", status))
                    .next(self.say("refused-not-ours-next"))
            }
            Why::TokenInvalid => Told::new("token_invalid", self.say("refused-token"))
                .next(self.say("refused-token-next")),
            Why::NoWritePermission => {
                Told::new("no_write_permission", self.say("refused-permission"))
                    .next(self.say("refused-permission-next"))
            }
            Why::Overlap => Told::new("overlap", self.say("refused-overlap"))
                .next(self.say("refused-overlap-next")),
            Why::Status(status) => {
                Told::new("refused_status", self.with("refused-status", "status", status))
                    .next(self.say("refused-status-next"))
            }
        };
        let words = refusal.message.as_ref().map(|words| self.with("server-words", "words", words));
        // An overlap says so itself.
        let nothing = (refusal.why != Why::Overlap).then(|| self.say("refused-nothing-recorded"));
        let mut told = told.meaning(nothing).meaning(words);
        told.field = refusal.field.and_then(draft_field);
        told
    }

    /// Why nothing was sent.
    pub fn not_sent(self, why: NotSent) -> Told {
        Told::new("not_sent", self.say("not-sent"))
            .meaning(self.say(not_sent_key(why)))
            .next(self.say("not-sent-next"))
    }

    fn waiting(self, id: IntentionId, waiting: &Waiting) -> Told {
        let meaning = match waiting.why {
            None => None,
            Some(Delay::NotSent(why)) => Some(self.say(not_sent_key(why))),
            Some(Delay::NoAnswer { .. }) => Some(self.say("waiting-no-answer")),
            Some(Delay::TokenRefused) => Some(self.say("waiting-token")),
            Some(Delay::OtherAccount) => Some(self.say("waiting-other-account")),
        };
        let next = match waiting.why {
            Some(Delay::TokenRefused) => self.say("refused-token-next"),
            _ => self.with("waiting-next", "id", id),
        };
        Told::new("waiting", self.say("waiting")).meaning(meaning).next(next)
    }

    fn doubt(self, id: IntentionId, doubt: &Doubt) -> Told {
        let settle = self.with("unknown-next", "id", id);
        match doubt.look {
            Some((_, Look::Doubtful)) => Told::new("doubtful", self.say("unknown"))
                .meaning(self.say("unknown-doubtful"))
                .next(settle),
            Some((_, Look::NotAllowed)) => {
                self.unknown(id, doubt.why).meaning(self.say("unknown-not-allowed"))
            }
            Some(_) | None => self.unknown(id, doubt.why),
        }
    }

    fn unknown(self, id: IntentionId, why: Option<Unknown>) -> Told {
        let (code, meaning) = match why {
            None => ("interrupted", self.say("unknown-interrupted")),
            Some(Unknown::Status(status)) => {
                ("server_error", self.with("unknown-status", "status", status))
            }
            Some(Unknown::Busy { status, .. }) => {
                ("server_busy", self.with("unknown-busy", "status", status))
            }
            Some(Unknown::Moved(status)) => ("moved", self.with("unknown-moved", "status", status)),
            Some(Unknown::Unreadable(status)) => {
                ("unreadable", self.with("unknown-unreadable", "status", status))
            }
            Some(Unknown::TimedOut) => ("timed_out", self.say("unknown-timed-out")),
            Some(Unknown::ConnectionLost) => {
                ("connection_lost", self.say("unknown-connection-lost"))
            }
        };
        Told::new(code, self.say("unknown")).meaning(meaning).next(self.with(
            "unknown-next",
            "id",
            id,
        ))
    }

    /// A start that was refused at home, because of an earlier one.
    pub fn blocked(self, by: IntentionId) -> Told {
        Told::new("blocked", self.with("blocked", "id", by)).next(self.say("blocked-next"))
    }

    /// What a look has told of a start of which it is not known all the same whether it stands, where
    /// its state does not say so itself.
    pub fn looked(self, doubt: &Doubt) -> Option<String> {
        match doubt.look {
            Some((_, Look::Absent)) => Some(self.say("unknown-looked")),
            // None: the service asked to be left alone.
            Some((_, Look::Failed { .. })) | None => Some(self.say("unknown-not-looked")),
            Some((_, Look::NotAllowed | Look::Doubtful)) => None,
        }
    }

    /// A start that did not get its turn.
    pub fn busy(self) -> Told {
        Told::new("busy", self.say("busy")).next(self.say("busy-next"))
    }
}

/// The text about a way of not being sent.
fn not_sent_key(why: NotSent) -> &'static str {
    match why {
        NotSent::NameNotFound => "not-sent-name-not-found",
        NotSent::NoConnection => "not-sent-no-connection",
        NotSent::ConnectTimeout => "not-sent-connect-timeout",
        NotSent::NotTrusted => "not-sent-not-trusted",
        NotSent::NoProxy => "not-sent-no-proxy",
        NotSent::ProxyWantsPassword => "not-sent-proxy-wants-password",
        NotSent::ProxyRefused => "not-sent-proxy-refused",
        NotSent::NotBuilt => "not-sent-not-built",
    }
}

/// The form's field for a documented one. `public` has no wrong value in a form.
fn draft_field(field: Field) -> Option<DraftField> {
    match field {
        Field::StartDate | Field::StartTime => Some(DraftField::Start),
        Field::ScheduledEnd | Field::ScheduledEndTime => Some(DraftField::End),
        Field::LockedBy => Some(DraftField::LockedBy),
        Field::Public => None,
    }
}
