//! What the tray shows in a state: the state, and the picture that is made from it.
//!
//! Every row is always in the value, shown or not. A menu that is open while something changes
//! then keeps its rows' places, and a click can't land on another row than the one aimed at.

use chrono::{DateTime, Utc};
use latchet_core::dates::clock_time;
use latchet_core::intention::IntentionId;
use latchet_core::live::{self, Running};
use latchet_core::preset::PresetName;
use latchet_core::shortcut::Shortcuts;
use latchet_core::texts::Texts;
use latchet_core::time::Zone;
use latchet_core::vault::VaultError;
use latchet_core::wording::Wording;

use super::notify::Note;
use super::picture::{
    Action, Icon, Item, Label, LeftClick, Look, Picture, Row, STEPS, Submenu, Wish,
};

/// What is known, and what is going on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    /// A start is under way.
    pub(super) sending: bool,
    /// The service is being asked.
    pub(super) looking: bool,
    /// What the service said last.
    pub(super) service: Service,
    /// When it said so. `None`: the journal alone says it.
    pub(super) read_at: Option<DateTime<Utc>>,
    /// Why it could not be asked since, in words.
    pub(super) failed: Option<String>,
    /// What stands in the way of a start.
    pub(super) trouble: Option<Trouble>,
    /// A start that can still be taken back: it is sent in some seconds.
    pub(super) grace: Option<IntentionId>,
    /// Starts that are not settled, the oldest first.
    pub(super) pending: Vec<Pending>,
    /// How the last start ended, if it did not start a session.
    pub(super) last: Option<Last>,
    /// What the user has chosen.
    pub(super) choices: Choices,
    /// The user wants nothing to show at all, for now.
    pub(super) hidden: bool,
}

/// A start that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pending {
    /// Its number.
    pub(super) id: IntentionId,
    /// Where it stands, in words.
    pub(super) what: String,
    /// What can be done about it from here.
    pub(super) can: Can,
    /// Does it go on only when somebody decides?
    pub(super) needs_you: bool,
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
    Running(Running),
    /// The token may not read private sessions. Does a public one run?
    Public(bool),
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
    pub(super) at: DateTime<Utc>,
    /// In words.
    pub(super) what: String,
}

/// What the user has chosen in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choices {
    /// The names of the presets.
    pub(super) presets: Vec<PresetName>,
    /// The one that one click starts.
    pub(super) default_preset: Option<PresetName>,
    /// What a click on the icon does.
    pub(super) left_click: LeftClick,
    /// Does the icon show how far the session is?
    pub(super) progress: bool,
    /// The keys that do something from anywhere.
    pub(super) shortcuts: Shortcuts,
    /// Is nothing to show what runs, but where its owner asks?
    pub(super) discreet: bool,
    /// The tracker's zone.
    pub(super) zone: Zone,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            presets: Vec::new(),
            default_preset: None,
            left_click: LeftClick::Menu,
            progress: true,
            shortcuts: Shortcuts::new(),
            discreet: false,
            zone: Zone::UTC,
        }
    }
}

/// How long ago a start may have been, in minutes, by a choice in the menu.
const EARLIER: [u16; 4] = [5, 15, 30, 60];

/// As many starts that are not settled are shown; the window shows all.
const SHOWN_PENDING: usize = 3;

/// The lines that say what runs.
const STATUS_LINES: usize = 7;

impl Item {
    fn text(text: String) -> Self {
        Self { label: Label::plain(text), action: None, enabled: false, shown: true }
    }

    /// A row whose text has this name.
    fn choice(key: &str, texts: &Texts, action: Action) -> Self {
        Self::labelled(label(key, texts), Some(action))
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

fn label(key: &str, texts: &Texts) -> Label {
    Label { text: texts.say(key), key: texts.access_key(key) }
}

impl Picture {
    /// What is shown in a state at this time.
    pub(super) fn of(state: &State, texts: &Texts, now: DateTime<Utc>) -> Self {
        if state.hidden { Self::hidden(texts) } else { Self::open(state, texts, now) }
    }

    fn open(state: &State, texts: &Texts, now: DateTime<Utc>) -> Self {
        let discreet = state.choices.discreet;
        let lines = if discreet { Vec::new() } else { status(state, texts, now) };
        let mut menu = vec![details(state, texts, now)];
        menu.extend((0..STATUS_LINES).map(|place| {
            let line = lines.get(place).cloned();
            Item::text(line.clone().unwrap_or_default()).shown_if(line.is_some())
        }));
        menu.extend([last(state, texts), Row::Separator { shown: true }]);
        menu.extend([start(state, texts), earlier(state, texts), presets(state, texts)]);
        for place in 0..SHOWN_PENDING {
            menu.extend(pending(unsettled(state).get(place), discreet, texts));
        }
        // A row that comes with a session would say that one runs.
        let website = runs(state) || discreet;
        menu.extend([
            more(state, texts),
            take_back(state, texts),
            mend(state, texts),
            Row::Separator { shown: true },
            Item::choice("tray-open", texts, Action::Open).shown_if(true),
            Item::choice("tray-website", texts, Action::Website).shown_if(website),
            Row::Separator { shown: true },
            Item::choice("tray-hide", texts, Action::Hide).shown_if(true),
            Item::choice("tray-show", texts, Action::Show).shown_if(false),
            Item::choice("tray-quit", texts, Action::Quit).shown_if(true),
        ]);
        let (icon, tooltip) = if discreet {
            (Icon::default(), String::new())
        } else {
            let icon = Icon { look: look(state), progress: progress(state, now) };
            (icon, tooltip(state, texts, now))
        };
        Self { menu, icon, tooltip, left_click: state.choices.left_click }
    }

    /// That of a state in which nothing is known, so that no row that isn't shown tells it either.
    fn hidden(texts: &Texts) -> Self {
        let mut state = State::default();
        state.choices.discreet = true;
        let open = Self::open(&state, texts, DateTime::UNIX_EPOCH);
        let shown = |row: Row| {
            let shown = row.does(&Action::Show) || row.does(&Action::Quit);
            row.shown_if(shown)
        };
        Self { menu: open.menu.into_iter().map(shown).collect(), ..open }
    }
}

/// What the menu says by itself where it may: behind a row that its owner opens.
fn details(state: &State, texts: &Texts, now: DateTime<Utc>) -> Row {
    let discreet = state.choices.discreet;
    let items = if discreet {
        let lines = status(&without_names(state), texts, now).into_iter();
        let unsettled = unsettled(state).iter().map(|pending| older(pending, texts));
        let last = last_line(state, texts);
        lines.chain(last).chain(unsettled).map(Item::text).collect()
    } else {
        Vec::new()
    };
    let label = label("tray-details", texts);
    Row::Submenu(Submenu { label, items, enabled: true, shown: discreet })
}

/// Without what others have to do with the session.
fn without_names(state: &State) -> State {
    let mut state = state.clone();
    if let Service::Running(running) = &mut state.service {
        running.locked_by = None;
    }
    state
}

/// What needs the user, in the place of an icon that nothing shows.
pub(super) fn in_place_of_icon(state: &State, texts: &Texts) -> Note {
    let pending = state.pending.iter().find(|pending| pending.needs_you);
    let mut buttons = Vec::new();
    if let Some(Pending { id, can, .. }) = pending {
        if *can == Can::SendOrCancel {
            buttons.push((Action::Resume(*id), texts.say("notify-send")));
        }
        if matches!(can, Can::SendOrCancel | Can::Cancel) {
            buttons.push((Action::Cancel(*id), texts.say("notify-cancel")));
        }
    }
    buttons.push((Action::Open, texts.say("notify-open")));
    let trouble = state.trouble.map(|trouble| match trouble {
        Trouble::NoToken => texts.say("vault-missing"),
        Trouble::Refused => texts.say("refused-token"),
        Trouble::NoWrite => texts.say("refused-permission"),
        Trouble::Store(error) => Wording(texts).vault(error).what,
        Trouble::Journal => format!("{}.", texts.say("tray-journal")),
    });
    let body = trouble.into_iter().chain(pending.map(|pending| pending.what.clone()));
    Note::start(body.collect::<Vec<_>>().join(" "), buttons)
}

fn may_start(state: &State) -> bool {
    !state.sending
        && state.grace.is_none()
        && state.pending.is_empty()
        && !state.trouble.is_some_and(Trouble::blocks)
}

fn runs(state: &State) -> bool {
    matches!(state.service, Service::Running(_) | Service::Public(true))
}

fn look(state: &State) -> Look {
    if state.trouble.is_some() || state.pending.iter().any(|pending| pending.needs_you) {
        Look::NeedsYou
    } else if state.sending || state.grace.is_some() || !state.pending.is_empty() {
        Look::Waiting
    } else if runs(state) {
        Look::Running
    } else {
        Look::Idle
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1, of few steps"
)]
fn progress(state: &State, now: DateTime<Utc>) -> Option<u8> {
    let Service::Running(running) = &state.service else { return None };
    let share = live::progress(running, now).filter(|_| state.choices.progress)?;
    Some((share * f32::from(STEPS)).floor() as u8)
}

/// What hinders or goes on, where that is more than what runs.
fn busy(state: &State, texts: &Texts) -> Option<String> {
    if state.grace.is_some() {
        return Some(texts.say("tray-grace"));
    }
    if state.sending {
        return Some(texts.say("tray-sending"));
    }
    Some(match state.trouble? {
        Trouble::NoToken => line(texts.say("vault-missing")),
        Trouble::Refused => line(texts.say("refused-token")),
        Trouble::Store(error) => line(Wording(texts).vault(error).what),
        Trouble::Journal => texts.say("tray-journal"),
        // It may still read.
        Trouble::NoWrite => return None,
    })
}

fn status(state: &State, texts: &Texts, now: DateTime<Utc>) -> Vec<String> {
    if let Some(busy) = busy(state, texts) {
        return vec![busy];
    }
    let mut lines = match &state.service {
        Service::Unread if state.looking => vec![texts.say("tray-looking")],
        Service::Unread if state.failed.is_some() => Vec::new(),
        Service::Unread => vec![texts.say("tray-unread")],
        Service::Idle => vec![texts.say("tray-idle")],
        Service::Running(running) => Wording(texts).live(running, None, state.choices.zone, now),
        Service::Public(true) => vec![texts.say("tray-public-running")],
        Service::Public(false) => vec![texts.say("tray-public-idle")],
    };
    lines.extend(state.failed.clone().map(line));
    let read_at = state.read_at.filter(|_| !matches!(state.service, Service::Unread));
    lines.extend(read_at.map(|at| Wording(texts).known(at, state.choices.zone, now)));
    lines
}

/// In times of day alone: lengths would be wrong a minute later, and nobody draws it anew.
fn tooltip(state: &State, texts: &Texts, now: DateTime<Utc>) -> String {
    if let Some(busy) = busy(state, texts) {
        return busy;
    }
    match &state.service {
        Service::Running(running) => {
            Wording(texts).live_times(running, state.choices.zone, now).join("\n")
        }
        _ => status(&State { read_at: None, ..state.clone() }, texts, now).join("\n"),
    }
}

fn last(state: &State, texts: &Texts) -> Row {
    let line = last_line(state, texts).filter(|_| !state.choices.discreet);
    Item::text(line.clone().unwrap_or_default()).shown_if(line.is_some())
}

/// How the last start ended, until the next.
fn last_line(state: &State, texts: &Texts) -> Option<String> {
    let last = state.last.as_ref().filter(|_| !state.sending)?;
    let at = clock_time(state.choices.zone.local(last.at));
    let what = line(last.what.clone());
    Some(texts.say_with("tray-last", &[("at", at.into()), ("what", what.into())]))
}

fn start(state: &State, texts: &Texts) -> Row {
    let plain = label("tray-start", texts);
    // It starts what it says, whatever the default has become while the menu is open.
    let (label, wish) = match &state.choices.default_preset {
        Some(name) => {
            let named =
                || texts.say_with("tray-start-preset", &[("name", name.to_string().into())]);
            let text = if state.choices.discreet { plain.text } else { named() };
            (Label { text, key: plain.key }, Wish::Preset(name.clone()))
        }
        None => (plain, Wish::Default),
    };
    Item::labelled(label, Some(Action::Start(wish))).enabled_if(may_start(state))
}

fn earlier(state: &State, texts: &Texts) -> Row {
    let item = |minutes: u16| {
        let text = texts.say_with("tray-ago", &[("minutes", minutes.to_string().into())]);
        Item::labelled(Label::plain(text), Some(Action::Start(Wish::Earlier(minutes))))
    };
    Row::Submenu(Submenu {
        label: label("tray-earlier", texts),
        items: EARLIER.map(item).into(),
        enabled: may_start(state),
        shown: true,
    })
}

fn presets(state: &State, texts: &Texts) -> Row {
    let item = |name: &PresetName| {
        let label = Label::plain(name.to_string());
        Item::labelled(label, Some(Action::Start(Wish::Preset(name.clone()))))
    };
    Row::Submenu(Submenu {
        label: label("tray-presets", texts),
        items: state.choices.presets.iter().map(item).collect(),
        enabled: may_start(state),
        shown: !state.choices.presets.is_empty(),
    })
}

/// The start that is being sent is no older one.
fn unsettled(state: &State) -> &[Pending] {
    if state.sending || state.grace.is_some() { &[] } else { &state.pending }
}

/// Where it stands.
fn older(pending: &Pending, texts: &Texts) -> String {
    let number = pending.id.to_string();
    let what = line(pending.what.clone());
    texts.say_with("tray-older", &[("id", number.into()), ("what", what.into())])
}

/// Where it stands, and what can be done.
fn pending(pending: Option<&Pending>, discreet: bool, texts: &Texts) -> [Row; 3] {
    let can = pending.map(|pending| pending.can);
    let id = pending.map(|pending| pending.id);
    let what = pending.map(|pending| {
        if discreet {
            return texts.say_with("tray-number", &[("id", pending.id.to_string().into())]);
        }
        older(pending, texts)
    });
    let send = if can == Some(Can::Check) { "tray-check" } else { "tray-send" };
    let sends = matches!(can, Some(Can::Check | Can::SendOrCancel));
    let cancels = matches!(can, Some(Can::Cancel | Can::SendOrCancel));
    [
        Item::labelled(Label::plain(what.unwrap_or_default()), id.map(|_| Action::Open))
            .shown_if(id.is_some()),
        Item::labelled(label(send, texts), id.map(Action::Resume)).shown_if(sends),
        Item::labelled(label("tray-cancel", texts), id.map(Action::Cancel)).shown_if(cancels),
    ]
}

fn more(state: &State, texts: &Texts) -> Row {
    let more = unsettled(state).len().saturating_sub(SHOWN_PENDING);
    let text = texts.say_with("tray-more", &[("count", more.to_string().into())]);
    Item::labelled(Label::plain(text), Some(Action::Open)).shown_if(more > 0)
}

fn take_back(state: &State, texts: &Texts) -> Row {
    Item::labelled(label("tray-cancel", texts), state.grace.map(Action::Cancel))
        .shown_if(state.grace.is_some())
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
#[path = "menu_tests.rs"]
mod tests;
