//! What people are told, from what is known: the same words in every face.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, Utc};
use latchet_tracker::{
    LockedByError, NotSent, ReadError, Refusal, TokenError, Unknown, WallMinuteError, Why,
};

use crate::account::AccountError;
use crate::courier::CourierError;
use crate::draft::{DraftField, Plan, Problem};
use crate::environment::EnvironmentError;
use crate::intention::{ByHand, Cancelled, Delay, Doubt, Look, State, Waiting};
use crate::journal::{IntentionId, JournalError};
use crate::route::RouteError;
use crate::texts::Texts;
use crate::time::{LengthError, Zone, print_length};
use crate::vault::VaultError;

/// Something told: what happened, what it means, what to do next. The code is for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A fixed name.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What it means, in the order in which it is said.
    pub meaning: Vec<String>,
    /// What to do next.
    pub next: Option<String>,
    /// The field that it is about.
    pub field: Option<DraftField>,
}

impl Told {
    pub(crate) fn new(code: &'static str, what: String) -> Self {
        Self { code, what, meaning: Vec::new(), next: None, field: None }
    }

    pub(crate) fn meaning(mut self, text: impl Into<Option<String>>) -> Self {
        self.meaning.extend(text.into());
        self
    }

    pub(crate) fn next(mut self, text: String) -> Self {
        self.next = Some(text);
        self
    }

    /// All of it, a sentence after the other.
    pub fn sentence(&self) -> String {
        let parts = std::iter::once(&self.what).chain(&self.meaning).chain(&self.next);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Says things in one language.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a>(pub &'a Texts);

impl Wording<'_> {
    pub(crate) fn say(self, key: &str) -> String {
        self.0.say(key)
    }

    #[expect(clippy::needless_pass_by_value, reason = "numbers and names, as they come")]
    pub(crate) fn with(self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.0.say_with(key, &[(name, Cow::Owned(value.to_string()))])
    }

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

    /// What is wrong with a draft.
    pub fn problem(self, problem: Problem, zone: Zone, now: DateTime<Utc>) -> Told {
        let now_and_zone = |key| {
            let values =
                [("now", clock_time(zone.local(now)).into()), ("zone", zone.to_string().into())];
            self.0.say_with(key, &values)
        };
        let (code, what) = match problem {
            Problem::Moment(DraftField::End, WallMinuteError::NotADateAndTime) => {
                ("not_a_moment", self.say("problem-not-a-moment-or-time"))
            }
            Problem::Moment(_, WallMinuteError::NotADateAndTime) => {
                ("not_a_moment", self.say("problem-not-a-moment"))
            }
            Problem::Moment(_, WallMinuteError::YearOutOfRange) => {
                ("year_out_of_range", self.say("problem-year"))
            }
            Problem::Length(_, LengthError::NotALength) => {
                ("not_a_length", self.say("problem-not-a-length"))
            }
            Problem::Length(_, LengthError::Zero) => ("zero_length", self.say("problem-zero")),
            Problem::Length(_, LengthError::TooLong) => ("too_long", self.say("problem-too-long")),
            Problem::SkippedHour(_) => {
                ("skipped_hour", self.with("problem-skipped-hour", "zone", zone))
            }
            Problem::DoubledHour(_, earlier, later) => {
                let written = |at| zone.local(at).format("%Y-%m-%d %H:%M%:z").to_string();
                let values = [
                    ("zone", zone.to_string().into()),
                    ("earlier", written(earlier).into()),
                    ("later", written(later).into()),
                ];
                ("doubled_hour", self.0.say_with("problem-doubled-hour", &values))
            }
            Problem::StartInFuture => ("start_in_future", now_and_zone("problem-start-in-future")),
            Problem::EndInPast => ("end_in_past", now_and_zone("problem-end-in-past")),
            Problem::EndBeforeStart => ("end_before_start", self.say("problem-end-before-start")),
            Problem::NotRelative(DraftField::End) => {
                ("not_relative", self.say("problem-not-relative-end"))
            }
            Problem::NotRelative(_) => ("not_relative", self.say("problem-not-relative-start")),
            Problem::LockedBy(LockedByError::TooLong) => {
                ("locked_by_too_long", self.say("problem-locked-by-too-long"))
            }
            Problem::LockedBy(LockedByError::ControlCharacter | LockedByError::Empty) => {
                ("locked_by_control_character", self.say("problem-locked-by-control"))
            }
        };
        Told { field: Some(problem.field()), ..Told::new(code, what) }
    }

    /// What is wrong with a pasted token.
    pub fn token(self, error: TokenError) -> Told {
        match error {
            TokenError::Empty => Told::new("token_empty", self.say("problem-token-empty")),
            TokenError::TooLong => Told::new("token_too_long", self.say("problem-token-too-long")),
            TokenError::BadCharacter => {
                Told::new("token_bad_character", self.say("problem-token-character"))
            }
        }
    }

    /// Why the credential store did not give, keep or remove the token.
    pub fn vault(self, error: VaultError) -> Told {
        let key = match error {
            VaultError::Missing => "vault-missing",
            VaultError::Locked => "vault-locked",
            VaultError::Denied => "vault-denied",
            VaultError::NoStore => "vault-no-store",
            VaultError::NotResponding => "vault-not-responding",
            VaultError::Ambiguous(_) => "vault-ambiguous",
            VaultError::Unreadable => "vault-unreadable",
            VaultError::NotVerified => "vault-not-verified",
            VaultError::Failed => "vault-failed",
        };
        let what = match error {
            VaultError::Ambiguous(count) => self.with(key, "count", count),
            _ => self.say(key),
        };
        Told::new(error.code(), what).next(self.say(&format!("{key}-next")))
    }

    /// Why the way to the service can't be taken.
    pub fn route(self, error: &RouteError) -> Told {
        let told = Told::new("route", self.say("route-bad"));
        match error {
            RouteError::CaFile(path) => told
                .meaning(self.with("route-ca-file", "path", path.display()))
                .next(self.say("route-ca-file-next")),
            RouteError::Password(proxy, VaultError::Missing) => told
                .meaning(self.say("route-password-missing"))
                .next(self.with("route-password-next", "proxy", proxy)),
            RouteError::Password(_, error) => Told { what: told.what, ..self.vault(*error) },
        }
    }

    /// Why a read gave nothing.
    pub fn read(self, error: &ReadError) -> Told {
        match error {
            ReadError::Unreachable(_) => Told::new("unreachable", self.say("read-unreachable")),
            ReadError::TokenInvalid { in_service_shape: true } => {
                Told::new("token_invalid", self.say("read-token-invalid"))
                    .next(self.say("refused-token-next"))
            }
            ReadError::TokenInvalid { in_service_shape: false } => {
                Told::new("refused_elsewhere", self.with("read-status", "status", 401))
                    .next(self.say("refused-not-ours-next"))
            }
            ReadError::NotAllowed => Told::new("read_not_allowed", self.say("read-not-allowed")),
            ReadError::Status { status, .. } => {
                Told::new("server_error", self.with("read-status", "status", status))
            }
            ReadError::Unreadable => Told::new("unreadable", self.say("read-unreadable")),
        }
    }

    /// Why nothing could be done with the account.
    pub fn account(self, error: &AccountError) -> Told {
        match error {
            AccountError::Vault(error) => self.vault(*error),
            AccountError::Journal(error) | AccountError::Courier(CourierError::Journal(error)) => {
                self.journal(error)
            }
            AccountError::Route(error) => self.route(error),
            AccountError::Client(error) => {
                Told::new("client", self.with("client-bad", "reason", error))
            }
            AccountError::Courier(CourierError::OtherAccount(account)) => {
                Told::new("other_account", self.with("other-account", "account", account))
            }
            AccountError::Courier(CourierError::Unrecorded { error, .. }) => {
                Told::new("unrecorded", self.say("unknown"))
                    .meaning(self.with("unknown-unrecorded", "reason", error))
                    .next(self.say("unknown-unrecorded-next"))
            }
            AccountError::Courier(CourierError::Folder(error)) => {
                Told::new("folder", self.with("folder-unusable", "reason", error))
            }
            AccountError::TokenRefused => Told::new("token_refused", self.say("token-refused"))
                .meaning(self.say("token-refused-meaning")),
        }
    }

    /// Why the program can't begin.
    pub fn environment(self, error: &EnvironmentError) -> Told {
        let what = match error {
            EnvironmentError::NoHome(_) => self.say("no-home"),
            EnvironmentError::Server(why) => self.with("server-bad", "reason", why),
            EnvironmentError::Vault => self.say("vault-kind-bad"),
            EnvironmentError::Settings(why) => self.with("settings-unusable", "reason", why),
        };
        Told::new("environment", what)
    }

    /// Why the journal can't be used.
    pub fn journal(self, error: &JournalError) -> Told {
        let path = |path: &std::path::Path| ("path", path.display().to_string().into());
        let what = match error {
            JournalError::NotWritable { path: p, reason } => {
                self.0.say_with("journal-not-writable", &[path(p), ("reason", reason.into())])
            }
            JournalError::Damaged { path: p, reason } => {
                self.0.say_with("journal-damaged", &[path(p), ("reason", reason.into())])
            }
            JournalError::Newer(p) => self.0.say_with("journal-newer", &[path(p)]),
            JournalError::OtherService { path: p, origin } => {
                self.0.say_with("journal-other", &[path(p), ("origin", origin.into())])
            }
            JournalError::Busy => self.say("journal-busy"),
            JournalError::NoSuchIntention(id) => self.with("journal-no-such", "id", id),
            JournalError::Illegal(illegal) => {
                self.with("journal-illegal", "state", illegal.state.name())
            }
        };
        Told::new("journal", what)
    }

    /// A moment on the tracker's clock, and on this computer's where that shows another time.
    pub fn moment(self, at: DateTime<Utc>, zone: Zone, here: Option<Zone>) -> String {
        let there = day_and_time(zone.local(at));
        let here = here.filter(|here| here.offset(at) != zone.offset(at));
        here.map_or(there.clone(), |here| {
            let here = day_and_time(here.local(at));
            self.0.say_with("moment-both", &[("at", there.into()), ("here", here.into())])
        })
    }

    /// What will be sent, in a sentence, with the zone. `here` is this computer's zone.
    pub fn plan(self, plan: &Plan, now: DateTime<Utc>, here: Option<Zone>) -> String {
        let at = |at: DateTime<Utc>| ("at", self.moment(at, plan.zone, here).into());
        let start = plan.start.map_or_else(
            || self.say("plan-now"),
            |start| {
                let ago = print_length(now - start);
                self.0.say_with("plan-at", &[at(start), ("ago", ago.into())])
            },
        );
        let end = plan.scheduled_end.map_or_else(
            || self.say("plan-open"),
            |end| {
                let left = print_length(end - now);
                self.0.say_with("plan-until", &[at(end), ("in", left.into())])
            },
        );
        let mut parts = vec![start, end];
        let locked_by = plan.locked_by.as_ref();
        parts.extend(locked_by.map(|name| self.with("plan-locked-by", "name", name.as_str())));
        parts.push(self.say(if plan.public { "plan-public" } else { "plan-private" }));
        let sentence = format!("{}.", parts.join(", "));
        if plan.start.is_none() && plan.scheduled_end.is_none() {
            return sentence;
        }
        format!("{sentence} {}", self.with("plan-zone", "zone", plan.zone))
    }
}

/// The text about a way of not being sent.
pub(crate) fn not_sent_key(why: NotSent) -> &'static str {
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
fn draft_field(field: latchet_tracker::Field) -> Option<DraftField> {
    use latchet_tracker::Field;
    match field {
        Field::StartDate | Field::StartTime => Some(DraftField::Start),
        Field::ScheduledEnd | Field::ScheduledEndTime => Some(DraftField::End),
        Field::LockedBy => Some(DraftField::LockedBy),
        Field::Public => None,
    }
}

/// `Wed 31 Dec 2025 17:30`.
pub fn day_and_time(at: DateTime<FixedOffset>) -> String {
    at.format("%a %-d %b %Y %H:%M").to_string()
}

/// `Wed 31 Dec 17:30`, for what lies in a year that need not be said; with the year in another one.
pub fn dated_time(at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
    let (at, now) = (zone.local(at), zone.local(now));
    if at.year() == now.year() {
        at.format("%a %-d %b %H:%M").to_string()
    } else {
        day_and_time(at)
    }
}

/// `Wed 17:30`, as long as that is one day alone; with its date when it is further away.
pub fn near_time(at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
    let local = zone.local(at);
    let apart = local.date_naive() - zone.local(now).date_naive();
    if (-3..=6).contains(&apart.num_days()) {
        local.format("%a %H:%M").to_string()
    } else {
        dated_time(at, zone, now)
    }
}

/// `17:30`.
pub fn clock_time(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, DraftEnd, DraftStart};

    fn now() -> DateTime<Utc> {
        "2025-12-31T08:00:30Z".parse().unwrap()
    }

    fn sentence(draft: &Draft) -> String {
        let plan = Plan::from_draft(draft, "Europe/Berlin".parse().unwrap(), now()).unwrap();
        Wording(&Texts::english()).plan(&plan, now(), None)
    }

    #[test]
    fn a_plan_is_told_in_a_sentence() {
        assert_eq!(sentence(&Draft::default()), "Starts now, no scheduled end, private.");
        let draft = Draft {
            start: DraftStart::Ago("20m".to_owned()),
            end: DraftEnd::Until("2025-12-31 17:30".to_owned()),
            locked_by: "Kim".to_owned(),
            public: true,
        };
        assert_eq!(
            sentence(&draft),
            "Starts Wed 31 Dec 2025 08:41, 20m ago, scheduled end Wed 31 Dec 2025 17:30, in 8h 30m, \
             locked by Kim, public: everyone can see it on your profile. \
             Times are those of Europe/Berlin."
        );
    }

    #[test]
    fn every_text_that_is_asked_for_exists() {
        let texts = Texts::english();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let mut asked = 0;
        for folder in ["crates/core/src", "src-tauri/src"] {
            let mut folders = vec![std::path::PathBuf::from(root).join(folder)];
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(folder).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() {
                        folders.push(path);
                        continue;
                    }
                    if path.extension().is_none_or(|extension| extension != "rs") {
                        continue;
                    }
                    let source = std::fs::read_to_string(&path).unwrap();
                    for call in [".say(\"", ".say_with(\"", ".with(\"", "now_and_zone(\""] {
                        for rest in source.split(call).skip(1) {
                            let key = rest.split('"').next().unwrap();
                            if key.contains('-')
                                && !key.ends_with('-')
                                && key != "no-such-text"
                                && !key.contains(' ')
                            {
                                asked += 1;
                                assert!(texts.has(key), "{key} in {}", path.display());
                            }
                        }
                    }
                }
            }
        }
        assert!(asked > 30, "the search found only {asked}");
    }

    #[test]
    fn every_way_a_store_can_fail_says_what_to_do() {
        let texts = Texts::english();
        for error in [
            VaultError::Missing,
            VaultError::Locked,
            VaultError::Denied,
            VaultError::NoStore,
            VaultError::NotResponding,
            VaultError::Ambiguous(2),
            VaultError::Unreadable,
            VaultError::NotVerified,
            VaultError::Failed,
        ] {
            let told = Wording(&texts).vault(error);
            let next = told.next.unwrap();
            assert!(next.contains(' ') && told.what.contains(' '), "{error:?}: {next}");
        }
    }
}
