//! What follows from what happens, as a pure state machine: an event and its time come in, what is
//! to be done comes out. No I/O, no clock, no platform.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use latchet_core::journal::IntentionId;
use latchet_core::vault::VaultError;

use super::menu::{Last, Older, Service, State, Trouble};
use super::notify::Note;
use super::picture::{Action, Wish};

/// Looking at the menu asks the service no more often than this, in seconds.
const ASK_EVERY: i64 = 60;

/// A click so soon after a session has started is the second half of a double click.
const DOUBLE_CLICK: TimeDelta = TimeDelta::milliseconds(1_500);

/// Which token: when it was saved. `None` where that was not noted.
pub(super) type Mark = Option<DateTime<Utc>>;

/// What happens.
#[derive(Debug)]
pub(super) enum Event {
    /// The tray is there.
    Began,
    /// The menu is about to be shown.
    MenuOpens,
    /// A row was chosen, or the icon was clicked in the way that stands for it.
    Chosen {
        /// What it does.
        action: Action,
        /// The desktop's permission for a window to come to the front.
        activation: Option<String>,
    },
    /// A look at journal and service is done.
    Looked(Looked),
    /// The credential store waits for its user.
    StoreAsks,
    /// A start is recorded and can be taken back for some seconds.
    Grace {
        /// Its number.
        id: IntentionId,
        /// For the desktop.
        note: Note,
    },
    /// A start has ended.
    Ended(Ended),
    /// Something may be due.
    Sign {
        /// The network may be another.
        network: bool,
    },
    /// What was due has been done.
    Attended(Attended),
    /// Someone started the tray a second time.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "told over the session bus"))]
    CalledAgain,
    /// The system or the user ends the program.
    Quit,
    /// Ending has been put off for long enough.
    Overdue,
}

/// What the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// Which token is saved, if one is known to be.
    pub(super) mark: Mark,
    /// The newest start says this about the saved token.
    pub(super) token: Option<Trouble>,
    /// A start that is not settled.
    pub(super) older: Option<Older>,
    /// The newest start, if it started a session, and when that was settled.
    pub(super) started: Option<(DateTime<Utc>, Service)>,
}

/// What a look brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    /// `None`: the journal can't be used.
    pub(super) facts: Option<Facts>,
    /// What the service was asked; `None` when it was not.
    pub(super) answer: Option<Answer>,
}

/// What came of asking the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It answered, or could not be reached.
    Service(Service),
    /// It does not accept the token.
    Refused,
    /// There is no token to ask with.
    Vault(VaultError),
}

/// How a start ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    /// When, in the tracker's zone.
    pub(super) at: DateTime<FixedOffset>,
    /// With this session, or without one.
    pub(super) result: Result<Service, Option<Trouble>>,
    /// In a few words, for the menu.
    pub(super) what: String,
    /// For the desktop.
    pub(super) note: Note,
    /// What the journal says now; `None` when it can't be used.
    pub(super) facts: Option<Facts>,
}

/// What came of attending to starts that are not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attended {
    /// What the user should hear of.
    pub(super) notes: Vec<Note>,
    /// When the next becomes due.
    pub(super) next: Option<DateTime<Utc>>,
    /// Would a change of the network make something due?
    pub(super) waits_for_network: bool,
    /// What the journal says now; `None` when it can't be used.
    pub(super) facts: Option<Facts>,
}

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
    /// Send [`Event::Sign`] at this time, and when the network changes if that may help.
    Watch {
        /// When.
        at: Option<DateTime<Utc>>,
        /// Does something wait for the network?
        network: bool,
    },
    /// Send a start that is not settled, or ask the service about it.
    Resume(IntentionId),
    /// Take a start back that was not sent.
    Cancel(IntentionId),
    /// Tell the user.
    Notify(Note),
    /// Tell the user that the credential store waits.
    NotifyAsking,
    /// Open the window.
    Open {
        /// The desktop's permission to come to the front.
        activation: Option<String>,
    },
    /// Open the website.
    Browse,
    /// Withdraw the credential store's dialog.
    WithdrawDialog,
    /// Send [`Event::Overdue`] when an attempt can't take longer.
    Deadline,
    /// End now.
    Exit,
}

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
    /// A look is under way.
    looking: bool,
    /// The menu was opened during a look that does not ask the service.
    look_again: bool,
    /// When the service was asked last, and with which token.
    asked: Option<(DateTime<Utc>, Mark)>,
    /// A token that the service did not accept.
    refused: Option<Mark>,
    /// When a session was started from here.
    started_at: Option<DateTime<Utc>>,
    attending: Attending,
    quitting: bool,
}

impl Model {
    /// What follows from an event.
    pub(super) fn on(&mut self, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
        match event {
            Event::Began => self.look(false, now),
            Event::MenuOpens => self.look(true, now),
            Event::CalledAgain => {
                self.quitting = false;
                self.look(true, now)
            }
            Event::Chosen { action: Action::Start(wish), .. } => self.start(wish, now),
            Event::Chosen { action: Action::Open, activation } => vec![Effect::Open { activation }],
            Event::Chosen { action: Action::Website, .. } => vec![Effect::Browse],
            Event::Chosen { action: Action::Resume(id), .. } => self.resume(id),
            Event::Chosen { action: Action::Cancel(id), .. } => self.cancel(id),
            Event::Chosen { action: Action::Quit, .. } | Event::Quit => self.quit(),
            Event::Grace { id, note } => {
                self.state.grace = Some(id);
                // Whoever quits takes back what was not sent yet.
                if self.quitting { vec![Effect::Cancel(id)] } else { vec![Effect::Notify(note)] }
            }
            Event::Sign { network } => self.attend(network),
            Event::Attended(attended) => self.attended(attended),
            Event::Looked(looked) => self.looked(looked, now),
            Event::StoreAsks => vec![Effect::NotifyAsking],
            Event::Ended(ended) => self.ended(ended, now),
            Event::Overdue if self.quitting => vec![Effect::Exit],
            Event::Overdue => Vec::new(),
        }
    }

    fn look(&mut self, service: bool, now: DateTime<Utc>) -> Vec<Effect> {
        self.look_again = self.looking && service && !self.state.looking;
        // While a start is under way its end brings the same facts.
        if self.looking || self.state.sending || self.quitting {
            return Vec::new();
        }
        self.looking = true;
        self.state.looking = service;
        let recent = self.asked.filter(|(at, _)| {
            // A clock that was put back makes no knowledge fresh.
            (0..ASK_EVERY).contains(&(now - *at).num_seconds())
        });
        let not_with = recent.map(|(_, mark)| mark).into_iter().chain(self.refused).collect();
        vec![Effect::Look { service, not_with }]
    }

    fn looked(&mut self, looked: Looked, now: DateTime<Utc>) -> Vec<Effect> {
        self.looking = false;
        self.state.looking = false;
        if self.state.sending {
            // A start has begun since; what was seen before it is no news.
            return Vec::new();
        }
        let mark = looked.facts.as_ref().and_then(|facts| facts.mark);
        // What the store said holds until it is asked again.
        let mut store = self
            .state
            .trouble
            .filter(|t| matches!(t, Trouble::Store(_)) && looked.answer.is_none());
        match looked.answer {
            Some(Answer::Service(service)) => {
                self.asked = Some((now, mark));
                self.state.service = service;
            }
            Some(Answer::Refused) => {
                self.asked = Some((now, mark));
                self.refused = Some(mark);
                self.state.service = Service::Unread;
            }
            Some(Answer::Vault(VaultError::Missing)) => store = Some(Trouble::NoToken),
            Some(Answer::Vault(error)) => store = Some(Trouble::Store(error)),
            None => {}
        }
        self.take(looked.facts, store);
        if std::mem::take(&mut self.look_again) { self.look(true, now) } else { Vec::new() }
    }

    /// Takes over what the journal says; `other` is what else stands in the way.
    fn take(&mut self, facts: Option<Facts>, other: Option<Trouble>) {
        let Some(facts) = facts else {
            self.state.trouble = Some(Trouble::Journal);
            return;
        };
        if let Some((settled, session)) = facts.started
            && self.asked.is_none_or(|(asked, _)| settled > asked)
        {
            self.state.service = session;
        }
        self.state.older = facts.older;
        let used = self.asked.is_some_and(|(_, mark)| mark == facts.mark);
        let missing = (facts.mark.is_none() && !used).then_some(Trouble::NoToken);
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

    fn attended(&mut self, attended: Attended) -> Vec<Effect> {
        let attending = std::mem::take(&mut self.attending);
        let Attended { notes, next, waits_for_network, facts } = attended;
        if !self.state.sending {
            let store = self.state.trouble.filter(|trouble| matches!(trouble, Trouble::Store(_)));
            self.take(facts, store);
        }
        let mut effects: Vec<_> = notes.into_iter().map(Effect::Notify).collect();
        if let Attending::AndAgain { network } = attending {
            effects.extend(self.attend(network));
        } else {
            effects.push(Effect::Watch { at: next, network: waits_for_network });
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

    fn start(&mut self, wish: Wish, now: DateTime<Utc>) -> Vec<Effect> {
        let double = self.started_at.is_some_and(|at| (now - at).abs() < DOUBLE_CLICK);
        if self.state.sending || self.quitting || double {
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
            Ok(session) => {
                self.started_at = Some(now);
                self.asked = Some((now, mark));
                self.refused = None;
                self.state.service = session;
            }
            Err(trouble) => {
                self.state.last = Some(Last { at: ended.at, what: ended.what });
                match trouble {
                    Some(Trouble::Refused) => self.refused = Some(mark),
                    other => store = other,
                }
            }
        }
        self.take(ended.facts, store);
        let mut effects = vec![Effect::Notify(ended.note)];
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
