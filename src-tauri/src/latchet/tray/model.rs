//! What follows from what happens, as a pure state machine: an event and its time come in, what is
//! to be done comes out. No I/O, no clock, no platform.

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::intention::IntentionId;
use latchet_core::live::Running;
use latchet_core::reminder::{Reminder, Told};
use latchet_core::shortcut::Shortcuts;
use latchet_core::vault::VaultError;

use super::event::{Answer, Attended, Ended, Event, Facts, Looked, Mark};
use super::menu::{Last, Service, State, Trouble};
use super::news::News;
use super::notify::Note;
use super::picture::{Action, Wish};
use super::reading::Reading;
use super::watch::Sign;

/// A click so soon after a session has started is the second half of a double click.
const DOUBLE_CLICK: TimeDelta = TimeDelta::milliseconds(1_500);

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Look at the journal, and ask the service unless only one of these tokens is there.
    Look {
        /// May the service be asked at all?
        service: bool,
        /// Not with these.
        not_with: Vec<Mark>,
    },
    /// Start a session, unless this token is all there is.
    Start {
        /// Which.
        wish: Wish,
        /// Known to be refused.
        refused: Option<Mark>,
    },
    /// Do what is due about starts that are not settled.
    Attend {
        /// The network may be another.
        network: bool,
    },
    /// Keep what the user has been reminded of, in case that the tray ends, and then remind.
    Remind(Reminder, Running, Told),
    /// Send [`Event::Sign`] at this time, and when the network changes if that may help.
    Watch {
        /// When.
        at: Option<DateTime<Utc>>,
        /// Does something wait for the network?
        network: bool,
    },
    /// Have these keys do something, and no others.
    Bind(Shortcuts),
    /// Send [`Event::Sign`] when the credential store comes.
    WatchStore(bool),
    /// Send a start that is not settled, or ask the service about it.
    Resume(IntentionId),
    /// Take a start back that was not sent.
    Cancel(IntentionId),
    /// Tell the user.
    Notify(Note),
    /// Tell the user that the credential store waits.
    NotifyAsking,
    /// Keep whether something shows the icon, for the window to tell.
    KeepHost(bool),
    /// Make of what needs the user a notification in the icon's place, and send it as
    /// [`Event::News`].
    StandIn,
    /// Open the window.
    Open {
        /// The desktop's permission to come to the front.
        activation: Option<String>,
    },
    /// Open the website.
    Browse,
    /// Close the window, withdraw every notification, and keep that it is hidden.
    Hide,
    /// Keep that it is hidden no more.
    Show,
    /// Withdraw the credential store's dialog.
    WithdrawDialog,
    /// Send [`Event::Overdue`] when an attempt can't take longer.
    Deadline,
    /// End now.
    Exit,
}

/// What needs the user: what stands in the way of a start, and starts that only they can decide.
type Needs = (Option<Trouble>, Vec<IntentionId>);

/// Is what is due being done?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Attending {
    #[default]
    No,
    Yes,
    /// And something was said to be due meanwhile.
    AndAgain {
        /// The network may be another.
        network: bool,
    },
}

/// The tray's mind.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) state: State,
    /// When the service is asked.
    reading: Reading,
    /// What is told by itself.
    news: News,
    /// Is everything hidden? `None` until the journal or, which counts more, the user has said it.
    hiding: Option<bool>,
    /// `None`: something shows the icon. Else what was told last in its place.
    stood_in: Option<Needs>,
    /// A look is under way.
    looking: bool,
    /// A look was wanted during one that does not bring the same. Is it to ask the service?
    look_again: Option<bool>,
    /// A token that the service did not accept.
    refused: Option<Mark>,
    /// When a session was started from here.
    started_at: Option<DateTime<Utc>>,
    attending: Attending,
    /// When a start that is not settled becomes due, and whether one waits for the network.
    pending_due: (Option<DateTime<Utc>>, bool),
    /// What was last asked to be watched.
    watched: (Option<DateTime<Utc>>, bool),
    /// The keys that do something.
    bound: Shortcuts,
    /// Is the credential store missed?
    misses_store: bool,
    quitting: bool,
}

impl Model {
    /// What follows from an event.
    pub(super) fn on(&mut self, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
        let mut effects = self.follow(event, now);
        if self.state.hidden {
            effects.retain(|effect| self.may_show(effect));
        }
        if !self.quitting {
            effects.extend(self.remind(now));
            effects.extend(self.stand_in());
            let told = self.news.release(now, self.state.hidden);
            effects.extend(told.into_iter().map(Effect::Notify));
            effects.extend(self.watch());
            effects.extend(self.bind());
            effects.extend(self.watch_store());
        }
        effects
    }

    /// Where nothing shows the icon, what it would ask for is told; the same thing once.
    fn stand_in(&mut self) -> Option<Effect> {
        let asks = self.state.pending.iter().filter(|pending| pending.needs_you);
        let needs: Needs = (self.state.trouble, asks.map(|pending| pending.id).collect());
        let told = self.stood_in.as_mut().filter(|told| **told != needs)?;
        let is_new = needs.0.is_some_and(|trouble| told.0 != Some(trouble))
            || needs.1.iter().any(|id| !told.1.contains(id));
        *told = needs;
        is_new.then_some(Effect::StandIn)
    }

    /// While everything is hidden nothing is told; what there is to tell is kept.
    fn may_show(&mut self, effect: &Effect) -> bool {
        if let Effect::Notify(note) = effect {
            self.news.keep(note.clone());
        }
        !matches!(effect, Effect::Notify(_) | Effect::NotifyAsking)
    }

    fn follow(&mut self, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
        match event {
            Event::Began => self.look(false, now),
            Event::MenuOpens => self.look(true, now),
            Event::CalledAgain => {
                self.quitting = false;
                self.look(true, now)
            }
            Event::Chosen { action: Action::Start(wish), .. } => self.start(wish, now),
            Event::Chosen { action: Action::Open, activation } => {
                // Whoever wants to see the window wants to see.
                let mut effects = if self.state.hidden { self.show(now) } else { Vec::new() };
                effects.push(Effect::Open { activation });
                effects
            }
            Event::Chosen { action: Action::Website, .. } => vec![Effect::Browse],
            Event::Chosen { action: Action::Resume(id), .. } => self.resume(id),
            Event::Chosen { action: Action::Cancel(id), .. } => self.cancel(id),
            Event::Chosen { action: Action::Hide, .. } => self.hide(),
            Event::Chosen { action: Action::Show, .. } => self.show(now),
            Event::Chosen { action: Action::Quit, .. } | Event::Quit => self.quit(),
            Event::Grace { id, note } => {
                self.state.grace = Some(id);
                // Whoever quits takes back what was not sent yet.
                if self.quitting { vec![Effect::Cancel(id)] } else { vec![Effect::Notify(note)] }
            }
            Event::Sign(sign) => self.sign(sign, now),
            Event::Heard(note) => vec![Effect::Notify(note)],
            Event::News(note) => {
                self.news.tell(note, now).map(Effect::Notify).into_iter().collect()
            }
            Event::Host(is_there) => {
                let told = self.stood_in.take().unwrap_or_default();
                self.stood_in = (!is_there).then_some(told);
                vec![Effect::KeepHost(is_there)]
            }
            Event::Attended(attended) => self.attended(attended, now),
            Event::Looked(looked) => self.looked(looked, now),
            Event::StoreAsks => vec![Effect::NotifyAsking],
            Event::Ended(ended) => self.ended(ended, now),
            Event::Overdue if self.quitting => vec![Effect::Exit],
            Event::Overdue => Vec::new(),
        }
    }

    fn sign(&mut self, sign: Sign, now: DateTime<Utc>) -> Vec<Effect> {
        if sign == Sign::Settings {
            return self.look(false, now);
        }
        if sign == Sign::Due {
            // The system has told it and forgotten it.
            self.watched.0 = None;
        }
        let mut effects = Vec::new();
        let due = self.pending_due.0.is_some_and(|at| at <= now);
        if sign != Sign::Due || due {
            effects.extend(self.attend(matches!(sign, Sign::Network | Sign::Clock)));
        }
        let changed = matches!(sign, Sign::Network | Sign::Clock);
        let wanted = sign == Sign::Store && self.misses_store;
        if wanted || self.reading.is_due(now) || (changed && self.wants_to_know()) {
            effects.extend(self.look(true, now));
        }
        effects
    }

    /// Is there something whose change matters while nobody looks?
    fn wants_to_know(&self) -> bool {
        self.runs() || self.state.failed.is_some()
    }

    fn look(&mut self, service: bool, now: DateTime<Utc>) -> Vec<Effect> {
        if self.looking && !(service && self.state.looking) {
            self.look_again = Some(service || self.look_again == Some(true));
        }
        // While a start is under way its end brings the same facts.
        if self.looking || self.state.sending || self.quitting {
            return Vec::new();
        }
        self.looking = true;
        self.state.looking = service;
        let recent = self.reading.recent(now);
        vec![Effect::Look { service, not_with: recent.into_iter().chain(self.refused).collect() }]
    }

    fn looked(&mut self, looked: Looked, now: DateTime<Utc>) -> Vec<Effect> {
        self.looking = false;
        self.state.looking = false;
        // It is kept as read, so it is told whatever has begun since.
        let moved = looked.moved.and_then(|note| self.news.tell(note, now)).map(Effect::Notify);
        if self.state.sending {
            // A start has begun since; what was seen before it is no news.
            return moved.into_iter().collect();
        }
        let mark = looked.facts.as_ref().and_then(|facts| facts.mark);
        let asked = looked.answer.is_some();
        // What the store said holds until it is asked again.
        let mut store = self.state.trouble.filter(|t| matches!(t, Trouble::Store(_)) && !asked);
        match looked.answer {
            Some(Answer::Service(service)) => {
                self.heard_of(service, now);
                self.reading.answered(now, mark, self.runs());
            }
            Some(Answer::Failed { what, retry_after }) => {
                self.reading.failed(now, mark, self.runs(), retry_after);
                self.state.failed = Some(what);
            }
            Some(Answer::Refused) => {
                self.reading.refused(now, mark);
                self.refused = Some(mark);
                self.know(Service::Unread, None);
            }
            Some(Answer::Vault(error)) => {
                self.reading.no_token(now, self.runs());
                store = Some(match error {
                    VaultError::Missing => Trouble::NoToken,
                    error => Trouble::Store(error),
                });
            }
            None => {}
        }
        let mut effects = self.take(looked.facts, store, now);
        if !asked {
            let hopeless = matches!(
                self.state.trouble,
                Some(Trouble::NoToken | Trouble::Refused | Trouble::Journal)
            );
            self.reading.not_asked(now, self.runs() && !hopeless);
        }
        effects.extend(moved);
        if let Some(service) = self.look_again.take() {
            effects.extend(self.look(service, now));
        }
        effects
    }

    /// Takes over what the service said. That no public session runs, or that one does, says nothing
    /// about the one that is known from the journal, which the token may not read.
    fn heard_of(&mut self, service: Service, now: DateTime<Utc>) {
        match (&self.state.service, &service) {
            (Service::Running(known), Service::Public(locked))
                if *locked || known.public == Some(false) =>
            {
                self.state.failed = None;
            }
            _ => self.know(service, Some(now)),
        }
    }

    fn runs(&self) -> bool {
        matches!(self.state.service, Service::Running(_))
    }

    fn know(&mut self, service: Service, read_at: Option<DateTime<Utc>>) {
        self.state.service = service;
        self.state.read_at = read_at;
        self.state.failed = None;
    }

    /// Takes over what the journal says; `other` is what else stands in the way.
    fn take(
        &mut self,
        facts: Option<Facts>,
        other: Option<Trouble>,
        now: DateTime<Utc>,
    ) -> Vec<Effect> {
        let Some(facts) = facts else {
            self.state.trouble = Some(Trouble::Journal);
            return Vec::new();
        };
        self.state.choices = facts.choices;
        self.state.pending = facts.pending;
        self.news.take(facts.told, facts.reminding);
        // What was hidden before the tray ended stays hidden.
        self.state.hidden = *self.hiding.get_or_insert(facts.hidden);
        let asked = self.reading.asked();
        let never_asked = asked.is_none() && self.state.service == Service::Unread;
        let mut ask = false;
        if let Some((settled, running)) = facts.started
            && asked.is_none_or(|asked| settled > asked)
            && !matches!(&self.state.service, Service::Running(known) if known.id == running.id)
        {
            // Another program has started it. What the service says of it is still to be asked.
            self.know(Service::Running(running), None);
            ask = true;
        } else if let Some(known) = facts.running.filter(|_| never_asked) {
            self.know(Service::Running(known.running), Some(known.read_at));
            ask = true;
        }
        let missing =
            (facts.mark.is_none() && !self.reading.used(facts.mark)).then_some(Trouble::NoToken);
        self.state.trouble = if self.refused == Some(facts.mark) {
            Some(Trouble::Refused)
        } else {
            facts
                .token
                .filter(|token| *token == Trouble::Refused)
                .or(other)
                .or(missing)
                .or(facts.token)
        };
        if ask { self.look(true, now) } else { Vec::new() }
    }

    fn remind(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        let Service::Running(running) = &self.state.service else {
            self.news.nothing_runs();
            return Vec::new();
        };
        let due = self.news.remind(running, now);
        due.map(|(reminder, told)| Effect::Remind(reminder, running.clone(), told))
            .into_iter()
            .collect()
    }

    /// What is to be watched, where that is something else than before.
    fn watch(&mut self) -> Option<Effect> {
        let pending = self.pending_due.0.filter(|_| self.attending == Attending::No);
        let reading = self.reading.next().filter(|_| !self.looking && !self.state.sending);
        let at = [pending, reading, self.news.next()].into_iter().flatten().min();
        let network = self.pending_due.1 || (self.state.failed.is_some() && self.wants_to_know());
        if self.watched == (at, network) {
            return None;
        }
        self.watched = (at, network);
        Some(Effect::Watch { at, network })
    }

    /// Which keys do something, where those are others than before.
    fn bind(&mut self) -> Option<Effect> {
        let wanted = &self.state.choices.shortcuts;
        if self.bound == *wanted {
            return None;
        }
        self.bound.clone_from(wanted);
        Some(Effect::Bind(self.bound.clone()))
    }

    /// Nobody may look again for a long time, so the store is listened for while it is wanted.
    fn watch_store(&mut self) -> Option<Effect> {
        let misses = matches!(self.state.trouble, Some(Trouble::Store(_)));
        let before = std::mem::replace(&mut self.misses_store, misses);
        (before != misses).then_some(Effect::WatchStore(misses))
    }

    fn attend(&mut self, network: bool) -> Vec<Effect> {
        if self.quitting {
            return Vec::new();
        }
        let meanwhile = match self.attending {
            Attending::No => {
                self.attending = Attending::Yes;
                return vec![Effect::Attend { network }];
            }
            Attending::Yes => false,
            Attending::AndAgain { network } => network,
        };
        self.attending = Attending::AndAgain { network: network || meanwhile };
        Vec::new()
    }

    fn attended(&mut self, attended: Attended, now: DateTime<Utc>) -> Vec<Effect> {
        let attending = std::mem::take(&mut self.attending);
        let Attended { notes, next, waits_for_network, facts } = attended;
        self.pending_due = (next, waits_for_network);
        let mut effects = Vec::new();
        if !self.state.sending {
            let store = self.state.trouble.filter(|trouble| matches!(trouble, Trouble::Store(_)));
            effects = self.take(facts, store, now);
        }
        let told = notes.into_iter().filter_map(|note| self.news.tell(note, now));
        effects.extend(told.map(Effect::Notify));
        if let Attending::AndAgain { network } = attending {
            effects.extend(self.attend(network));
        }
        effects
    }

    fn resume(&mut self, id: IntentionId) -> Vec<Effect> {
        if self.state.sending || self.quitting {
            return Vec::new();
        }
        self.state.sending = true;
        self.state.last = None;
        vec![Effect::Resume(id)]
    }

    fn cancel(&mut self, id: IntentionId) -> Vec<Effect> {
        // What is on its way is no more to be taken back.
        let sent = self.state.sending && self.state.grace != Some(id);
        if sent { Vec::new() } else { vec![Effect::Cancel(id)] }
    }

    /// Nothing of what goes on is touched: it only shows no more.
    fn hide(&mut self) -> Vec<Effect> {
        self.hiding = Some(true);
        self.state.hidden = true;
        vec![Effect::Hide, Effect::WithdrawDialog]
    }

    fn show(&mut self, now: DateTime<Utc>) -> Vec<Effect> {
        self.hiding = Some(false);
        self.state.hidden = false;
        let mut effects = vec![Effect::Show];
        effects.extend(self.look(true, now));
        effects
    }

    fn start(&mut self, wish: Wish, now: DateTime<Utc>) -> Vec<Effect> {
        let double = self.started_at.is_some_and(|at| (now - at).abs() < DOUBLE_CLICK);
        // What can't be seen could not be taken back.
        if self.state.sending || self.quitting || self.state.hidden || double {
            return Vec::new();
        }
        self.state.sending = true;
        self.state.last = None;
        vec![Effect::Start { wish, refused: self.refused }]
    }

    fn ended(&mut self, ended: Ended, now: DateTime<Utc>) -> Vec<Effect> {
        self.state.sending = false;
        self.state.grace = None;
        let mark = ended.facts.as_ref().and_then(|facts| facts.mark);
        let mut store = None;
        match ended.result {
            Ok(running) => {
                self.started_at = Some(now);
                self.refused = None;
                self.reading.answered(now, mark, true);
                self.know(Service::Running(running), Some(now));
            }
            Err(trouble) => {
                self.state.last = Some(Last { at: ended.at, what: ended.what });
                match trouble {
                    Some(Trouble::Refused) => self.refused = Some(mark),
                    other => store = other,
                }
            }
        }
        let looks = self.take(ended.facts, store, now);
        let mut effects = vec![Effect::Notify(ended.note)];
        effects.extend(looks);
        if self.quitting {
            effects.push(Effect::Exit);
        }
        effects
    }

    fn quit(&mut self) -> Vec<Effect> {
        if !self.state.sending {
            return vec![Effect::Exit];
        }
        if self.quitting {
            return Vec::new();
        }
        self.quitting = true;
        let back = self.state.grace.map(Effect::Cancel);
        [Effect::WithdrawDialog, Effect::Deadline].into_iter().chain(back).collect()
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
