//! What the tray shows in a state: the state, and the picture that is made from it.
//!
//! Every row is always in the value, shown or not. A menu that is open while something changes
//! then keeps its rows' places, and a click can't land on another row than the one aimed at.

use chrono::{DateTime, FixedOffset};
use latchet_core::journal::IntentionId;
use latchet_core::texts::Texts;
use latchet_core::vault::VaultError;
use latchet_core::wording::{Wording, clock_time, day_and_time};

use super::picture::{Action, Icon, Item, Label, LeftClick, Look, Picture, Row, Wish};

/// What is known, and what is going on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    /// A start is under way.
    pub(super) sending: bool,
    /// The service is being asked.
    pub(super) looking: bool,
    /// What the service said last.
    pub(super) service: Service,
    /// What stands in the way of a start.
    pub(super) trouble: Option<Trouble>,
    /// A start that can still be taken back: it is sent in some seconds.
    pub(super) grace: Option<IntentionId>,
    /// A start that is not settled.
    pub(super) older: Option<Older>,
    /// How the last start ended, if it did not start a session.
    pub(super) last: Option<Last>,
}

/// A start that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Older {
    /// Its number.
    pub(super) id: IntentionId,
    /// Where it stands, in words.
    pub(super) what: String,
    /// What can be done about it from here.
    pub(super) can: Can,
}

/// What can be done about a start that is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Can {
    /// Send it or take it back.
    SendOrCancel,
    /// Take it back: its scheduled end has passed.
    Cancel,
    /// Ask the service whether it stands.
    Check,
    /// Wait: somebody is at it.
    Wait,
}

/// What the service said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Service {
    /// Nothing yet.
    #[default]
    Unread,
    /// No session runs.
    Idle,
    /// This one runs.
    Running {
        /// Its number.
        id: Option<u64>,
        /// Its start, in the tracker's zone.
        since: Option<DateTime<FixedOffset>>,
    },
    /// The token may not read private sessions. Does a public one run?
    Public(bool),
    /// It could not be asked, in words.
    Failed(String),
}

/// What stands in the way of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No token is saved.
    NoToken,
    /// The service does not accept it.
    Refused,
    /// It may not start a session.
    NoWrite,
    /// The credential store does not give it.
    Store(VaultError),
    /// The journal can't be used, so nothing may be sent.
    Journal,
}

impl Trouble {
    /// Can a start succeed all the same? A store may ask its user then.
    fn blocks(self) -> bool {
        !matches!(
            self,
            Self::Store(
                VaultError::Locked
                    | VaultError::Denied
                    | VaultError::NotResponding
                    | VaultError::Failed
            )
        )
    }
}

/// How the last start ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Last {
    /// When.
    pub(super) at: DateTime<FixedOffset>,
    /// In words.
    pub(super) what: String,
}

impl Item {
    fn text(text: String) -> Self {
        Self { label: Label::plain(text), action: None, enabled: false, shown: true }
    }

    /// A row whose text has this name.
    fn choice(key: &str, texts: &Texts, action: Action) -> Self {
        let label = Label { text: texts.say(key), key: texts.access_key(key) };
        Self::labelled(label, Some(action))
    }

    fn labelled(label: Label, action: Option<Action>) -> Self {
        Self { label, action, enabled: true, shown: true }
    }

    fn shown_if(self, shown: bool) -> Row {
        Row::Item(Self { shown, ..self })
    }

    fn enabled_if(self, enabled: bool) -> Row {
        Row::Item(Self { enabled, ..self })
    }
}

impl Picture {
    /// What is shown in a state.
    pub(super) fn of(state: &State, texts: &Texts) -> Self {
        let status = status(state, texts);
        let menu = vec![
            Item::text(status.clone()).shown_if(true),
            last(state, texts),
            Item::choice("tray-start", texts, Action::Start(Wish::Default))
                .enabled_if(may_start(state)),
            older(state, texts),
            resume(state, texts),
            cancel(state, texts),
            mend(state, texts),
            Row::Separator,
            Item::choice("tray-open", texts, Action::Open).shown_if(true),
            Row::Separator,
            Item::choice("tray-quit", texts, Action::Quit).shown_if(true),
        ];
        let icon = Icon { look: look(state), progress: None };
        Self { menu, icon, tooltip: status, left_click: LeftClick::Menu }
    }
}

fn may_start(state: &State) -> bool {
    !state.sending
        && state.grace.is_none()
        && state.older.is_none()
        && !state.trouble.is_some_and(Trouble::blocks)
}

fn look(state: &State) -> Look {
    match (&state.trouble, &state.older, &state.service) {
        (Some(_), ..) | (_, Some(_), _) => Look::NeedsYou,
        (.., Service::Running { .. } | Service::Public(true)) => Look::Running,
        (.., Service::Unread | Service::Idle | Service::Public(false) | Service::Failed(_)) => {
            Look::Idle
        }
    }
}

fn status(state: &State, texts: &Texts) -> String {
    if state.grace.is_some() {
        return texts.say("tray-grace");
    }
    if state.sending {
        return texts.say("tray-sending");
    }
    match state.trouble {
        Some(Trouble::NoToken) => return line(texts.say("vault-missing")),
        Some(Trouble::Refused) => return line(texts.say("refused-token")),
        Some(Trouble::Store(error)) => return line(Wording(texts).vault(error).what),
        Some(Trouble::Journal) => return texts.say("tray-journal"),
        // It may still read.
        Some(Trouble::NoWrite) | None => {}
    }
    match &state.service {
        Service::Unread if state.looking => texts.say("tray-looking"),
        Service::Unread => texts.say("tray-unread"),
        Service::Idle => texts.say("tray-idle"),
        Service::Running { id, since } => running(*id, *since, texts),
        Service::Public(true) => texts.say("tray-public-running"),
        Service::Public(false) => texts.say("tray-public-idle"),
        Service::Failed(what) => line(what.clone()),
    }
}

fn running(id: Option<u64>, since: Option<DateTime<FixedOffset>>, texts: &Texts) -> String {
    let id = id.map(|id| ("id", id.to_string().into()));
    let since = since.map(|since| ("at", day_and_time(since).into()));
    match (id, since) {
        (Some(id), Some(since)) => texts.say_with("tray-running", &[id, since]),
        (Some(id), None) => texts.say_with("tray-running-no-start", &[id]),
        (None, Some(since)) => texts.say_with("tray-running-no-id", &[since]),
        (None, None) => texts.say("tray-running-alone"),
    }
}

fn last(state: &State, texts: &Texts) -> Row {
    let label = state.last.as_ref().map(|last| {
        let values = [("at", clock_time(last.at).into()), ("what", line(last.what.clone()).into())];
        texts.say_with("tray-last", &values)
    });
    let shown = label.is_some() && !state.sending;
    Item::text(label.unwrap_or_default()).shown_if(shown)
}

/// The start of a grace is no older one.
fn unsettled(state: &State) -> Option<&Older> {
    state.older.as_ref().filter(|_| !state.sending && state.grace.is_none())
}

fn older(state: &State, texts: &Texts) -> Row {
    let older = unsettled(state);
    let id = older.map(|older| older.id.to_string()).unwrap_or_default();
    let what = older.map(|older| line(older.what.clone())).unwrap_or_default();
    let label = texts.say_with("tray-older", &[("id", id.into()), ("what", what.into())]);
    Item::labelled(Label::plain(label), Some(Action::Open)).shown_if(older.is_some())
}

fn resume(state: &State, texts: &Texts) -> Row {
    let older = unsettled(state);
    let can = older.map(|older| older.can);
    let key = if can == Some(Can::Check) { "tray-check" } else { "tray-send" };
    let shown = matches!(can, Some(Can::Check | Can::SendOrCancel));
    let label = Label { text: texts.say(key), key: texts.access_key(key) };
    Item::labelled(label, older.map(|older| Action::Resume(older.id))).shown_if(shown)
}

fn cancel(state: &State, texts: &Texts) -> Row {
    let older = unsettled(state);
    let older = older.filter(|older| matches!(older.can, Can::Cancel | Can::SendOrCancel));
    let id = state.grace.or(older.map(|older| older.id));
    let label = Label { text: texts.say("tray-cancel"), key: texts.access_key("tray-cancel") };
    Item::labelled(label, id.map(Action::Cancel)).shown_if(id.is_some())
}

fn mend(state: &State, texts: &Texts) -> Row {
    let label = match state.trouble {
        None => String::new(),
        Some(Trouble::NoToken) => texts.say("tray-token-save"),
        Some(Trouble::Refused) => texts.say("tray-token-replace"),
        Some(Trouble::NoWrite) => texts.say("tray-token-no-write"),
        Some(Trouble::Store(_)) => texts.say("tray-store"),
        Some(Trouble::Journal) => texts.say("tray-journal-open"),
    };
    Item::labelled(Label::plain(label), Some(Action::Open)).shown_if(state.trouble.is_some())
}

/// A sentence as a line of a menu.
fn line(sentence: String) -> String {
    match sentence.strip_suffix('.') {
        Some(line) => line.to_owned(),
        None => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(state: &State) -> Vec<(String, Option<Action>)> {
        let rows = Picture::of(state, &Texts::english()).menu.into_iter();
        rows.filter_map(|row| match row {
            Row::Item(item) if item.shown => {
                Some((item.label.text, item.action.filter(|_| item.enabled)))
            }
            Row::Item(_) | Row::Submenu(_) | Row::Separator => None,
        })
        .collect()
    }

    fn look_of(state: &State) -> Look {
        Picture::of(state, &Texts::english()).icon.look
    }

    fn rows(state: &State, extra: &[(&str, Option<Action>)], start: bool) {
        let mut expected =
            vec![extra[0].clone(), ("Start now", start.then_some(Action::Start(Wish::Default)))];
        expected.extend(extra[1..].iter().cloned());
        expected.extend([("Open…", Some(Action::Open)), ("Quit", Some(Action::Quit))]);
        let expected: Vec<_> =
            expected.into_iter().map(|(label, action)| (label.to_owned(), action)).collect();
        assert_eq!(shown(state), expected);
    }

    const ID: IntentionId = IntentionId(3);

    fn older() -> Older {
        Older { id: ID, what: "It waits.".to_owned(), can: Can::SendOrCancel }
    }

    fn at() -> DateTime<FixedOffset> {
        "2026-01-15T14:03:00+01:00".parse().unwrap()
    }

    #[test]
    fn what_runs_is_said_first() {
        let running = Service::Running { id: Some(12), since: Some(at()) };
        for (service, words, look) in [
            (Service::Unread, "Not looked yet", Look::Idle),
            (Service::Idle, "Nothing runs", Look::Idle),
            (running, "Session 12, since Thu 15 Jan 2026 14:03", Look::Running),
            (Service::Running { id: Some(12), since: None }, "Session 12", Look::Running),
            (Service::Public(false), "Nothing public runs", Look::Idle),
            (Service::Public(true), "A public session runs", Look::Running),
            (Service::Failed("No answer.".to_owned()), "No answer", Look::Idle),
        ] {
            let state = State { service, ..State::default() };
            rows(&state, &[(words, None)], true);
            assert_eq!(look_of(&state), look, "{words}");
        }
    }

    #[test]
    fn while_sending_nothing_else_is_offered() {
        let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
        let state = State { sending: true, last, ..State::default() };
        rows(&state, &[("Sending…", None)], false);
    }

    #[test]
    fn each_trouble_says_what_it_is_and_leads_to_the_window() {
        let open = Some(Action::Open);
        for (trouble, status, item, start) in [
            (Trouble::NoToken, "No token is saved", "Save a token…", false),
            (
                Trouble::Refused,
                "The service does not accept the token",
                "Save another token…",
                false,
            ),
            (Trouble::NoWrite, "Nothing runs", "The token may not start sessions…", false),
            (
                Trouble::Store(VaultError::NoStore),
                "There is no credential store to keep the token in",
                "See about the credential store…",
                false,
            ),
            (
                Trouble::Store(VaultError::Locked),
                "The credential store is locked",
                "See about the credential store…",
                true,
            ),
            (Trouble::Journal, "The journal can't be used", "See what is wrong…", false),
        ] {
            let state =
                State { trouble: Some(trouble), service: Service::Idle, ..State::default() };
            rows(&state, &[(status, None), (item, open.clone())], start);
            assert_eq!(look_of(&state), Look::NeedsYou, "{trouble:?}");
        }
    }

    #[test]
    fn an_older_start_is_named_and_bars_a_new_one() {
        let (open, resume, cancel) =
            (Some(Action::Open), Some(Action::Resume(ID)), Some(Action::Cancel(ID)));
        let (look, send, back) = ("Look for it now", "Send it now", "Take it back");
        for (can, offered) in [
            (Can::Wait, vec![]),
            (Can::Check, vec![(look, resume.clone())]),
            (Can::Cancel, vec![(back, cancel.clone())]),
            (Can::SendOrCancel, vec![(send, resume), (back, cancel)]),
        ] {
            let older = Some(Older { can, ..older() });
            let state = State { older, service: Service::Idle, ..State::default() };
            let item = ("Number 3: It waits…", open.clone());
            let extra = [vec![("Nothing runs", None), item], offered].concat();
            rows(&state, &extra, false);
            assert_eq!(look_of(&state), Look::NeedsYou);
        }
    }

    #[test]
    fn what_is_about_to_be_sent_can_be_taken_back_and_nothing_else_is_offered() {
        let state =
            State { grace: Some(ID), sending: true, older: Some(older()), ..State::default() };
        let back = ("Take it back", Some(Action::Cancel(ID)));
        rows(&state, &[("Starts in a moment", None), back], false);
    }

    #[test]
    fn a_start_that_came_to_nothing_is_told() {
        let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
        let state = State { last, service: Service::Idle, ..State::default() };
        assert_eq!(shown(&state)[1], ("14:03: It was not sent".to_owned(), None));
    }

    fn about_one(action: &Action) -> bool {
        matches!(action, Action::Resume(_) | Action::Cancel(_))
    }

    #[test]
    fn rows_keep_their_places_whatever_happens() {
        let idle = Picture::of(&State::default(), &Texts::english()).menu;
        let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
        let busy = State {
            older: Some(older()),
            trouble: Some(Trouble::NoToken),
            last,
            ..State::default()
        };
        let busy = Picture::of(&busy, &Texts::english()).menu;
        let actions = |rows: &[Row]| -> Vec<_> {
            // Which start it is about changes what a row does, not which row it is.
            let kind = |action: &Action| std::mem::discriminant(action);
            rows.iter()
                .map(|row| match row {
                    Row::Item(item) => item.action.as_ref().filter(|a| !about_one(a)).map(kind),
                    Row::Submenu(_) | Row::Separator => None,
                })
                .collect()
        };
        assert_eq!(actions(&idle), actions(&busy));
    }

    #[test]
    fn an_unchanged_state_makes_an_equal_picture() {
        let state = State { service: Service::Idle, ..State::default() };
        let texts = Texts::english();
        assert_eq!(Picture::of(&state, &texts), Picture::of(&state, &texts));
    }
}
