//! Starting a session, and how that ended: in words, with what can be done about it.

use std::sync::mpsc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_core::account::AccountError;
use latchet_core::courier::{Begun, CourierError, Report, Terms};
use latchet_core::draft::{Draft, DraftStart, Plan};
use latchet_core::intention::{IntentionId, Question, State};
use latchet_core::journal::Journal;
use latchet_core::live::Running;
use latchet_core::runtime::block_on;
use latchet_core::settings::Settings;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, VaultError};
use latchet_core::wording::Told;
use latchet_tracker::{ReadError, Why};

use super::super::event::{Ended, Event, Mark};
use super::super::menu::Trouble;
use super::super::notify::Note;
use super::super::picture::{Action, Wish};
use super::super::say;
use super::Worker;
use super::line::Line;
use super::looking::{as_planned, needs_you_about};

impl Worker {
    pub(in super::super) fn started(&self, wish: &Wish, refused: Option<Mark>) -> Ended {
        self.told(self.try_start(wish, refused))
    }

    fn told(&self, began: Result<Began, AccountError>) -> Ended {
        match began {
            Ok(Began { told, running: Some(running), .. }) => {
                self.ended(Ok(running), told.what.clone(), Note::plain(told.what))
            }
            Ok(Began { told, running: None, state }) => {
                let trouble = match told.code {
                    "no_write_permission" => Some(Trouble::NoWrite),
                    "token_invalid" => Some(Trouble::Refused),
                    _ => None,
                };
                self.not_started(trouble, told.what, state)
            }
            Err(error) => {
                let told = self.wording().account(&error);
                let (trouble, what) = match error {
                    AccountError::Vault(VaultError::Missing) => (Some(Trouble::NoToken), told.what),
                    AccountError::Vault(error) => (Some(Trouble::Store(error)), told.what),
                    AccountError::Courier(CourierError::Unrecorded { .. }) => {
                        say(&told.sentence());
                        (None, told.what)
                    }
                    // These words name folders, so they are for a terminal alone.
                    _ => {
                        say(&told.sentence());
                        (None, self.texts.say("notify-nothing-started"))
                    }
                };
                self.not_started(trouble, what, None)
            }
        }
    }

    /// What the user wishes, as a plan; what is wrong with it otherwise.
    fn plan(&self, wish: &Wish, settings: &Settings, now: DateTime<Utc>) -> Result<Plan, Told> {
        // What was to be started is not known, and a start can't be taken back.
        if settings.has_lost_default() && !matches!(wish, Wish::Preset(_)) {
            return Err(self.wording().lost_default());
        }
        let draft = match wish {
            Wish::Default => settings.one_click(),
            Wish::Earlier(minutes) => {
                Draft { start: DraftStart::Ago(format!("{minutes}m")), ..settings.one_click() }
            }
            Wish::Preset(name) => {
                let preset = settings.preset(name);
                preset.ok_or_else(|| self.wording().no_such_preset(name, settings))?.draft
            }
        };
        let zone = settings.tracker_zone();
        Plan::from_draft(&draft, zone, now).map_err(|problems| {
            let told = problems.first().map(|problem| self.wording().problem(*problem, zone, now));
            told.unwrap_or_else(|| self.wording().busy())
        })
    }

    fn try_start(&self, wish: &Wish, refused: Option<Mark>) -> Result<Began, AccountError> {
        let mut journal = match self.kept.take_journal(&self.account) {
            Some(journal) => journal,
            None => self.account.journal()?,
        };
        let (mark, trouble) = self.token(&journal)?;
        if trouble == Some(Trouble::Refused) || refused == Some(mark) {
            let refused = ReadError::TokenInvalid { in_service_shape: true };
            return Ok(Began::nothing(self.wording().read(&refused)));
        }
        let (settings, now) = (self.settings(), Utc::now());
        let plan = match self.plan(wish, &settings, now) {
            Ok(plan) => plan,
            Err(told) => return Ok(Began::nothing(told)),
        };
        let line = match self.kept.take(mark) {
            Some(line) => line,
            None => Line::open(&self.account, &journal, Patience::UserPresent)?,
        };
        let Line { client, token, name, .. } = &line;
        let mut courier = self.account.courier(&mut journal, client, name);
        let grace = settings.grace();
        let report = if grace.is_zero() {
            let terms = Terms { may_wait: true, answered: &[] };
            line.block_on(courier.start(&plan, token, terms))
        } else {
            match line.block_on(courier.begin_grace(&plan, token, grace, &[])) {
                Some(Ok(Begun::Grace(id, until))) => {
                    self.wait_for_undo(id, until);
                    line.block_on(courier.after_grace(id, token))
                }
                Some(Ok(Begun::Instead(report))) => Some(Ok(report)),
                Some(Err(error)) => Some(Err(error)),
                None => None,
            }
        };
        self.began(&mut journal, report, &plan, now)
    }

    /// Offers the user to take it back, until then.
    fn wait_for_undo(&self, id: IntentionId, until: DateTime<Utc>) {
        let (sender, taken_back) = mpsc::channel();
        *self.undo() = Some(sender);
        let left = (until - Utc::now()).to_std().unwrap_or(Duration::ZERO);
        (self.send)(Event::Grace { id, note: Note::undo(&self.texts, id, left) });
        // Taken back or over: the journal knows.
        let _ = taken_back.recv_timeout(left);
        self.undo().take();
    }

    pub(in super::super) fn resumed(&self, id: IntentionId) -> Ended {
        let resumed = || -> Result<Began, AccountError> {
            let mut journal = self.account.journal()?;
            let (token, name) = self.account.token(&journal, Patience::UserPresent)?;
            let client = self.account.client()?;
            let plan = journal.get(id)?.plan;
            let report =
                block_on(self.account.courier(&mut journal, &client, &name).send(id, &token));
            self.began(&mut journal, report, &plan, Utc::now())
        };
        self.told(resumed())
    }

    fn began(
        &self,
        journal: &mut Journal,
        report: Option<Result<Report, CourierError>>,
        plan: &Plan,
        now: DateTime<Utc>,
    ) -> Result<Began, AccountError> {
        let Some(report) = report else { return Ok(Began::nothing(self.wording().busy())) };
        Ok(match report? {
            Report::Attempted(attempted) => {
                let told = self.wording().state(attempted.id, &attempted.state);
                let State::Started(id) = &attempted.state else {
                    let state = Some((attempted.id, attempted.state));
                    return Ok(Began { told, running: None, state });
                };
                let recorded = attempted.recorded.as_ref();
                let running = recorded.map_or_else(
                    || as_planned(id.map(|id| id.0), plan, now),
                    |session| Running::of(session, plan.zone),
                );
                self.keep_running(journal, Some(&running), plan.zone);
                Began { told, running: Some(running), state: None }
            }
            Report::Blocked(earlier) => Began::nothing(self.wording().blocked(earlier.id)),
            Report::Busy => Began::nothing(self.wording().busy()),
            // Only the window can ask.
            Report::Asks(asks) => {
                let asked = self.wording().asks(&asks, plan, now, Zone::of_computer());
                let told = asked.into_iter().next().unwrap_or_else(|| self.wording().busy());
                Began::nothing(told)
            }
        })
    }

    /// What can be done by a notification about a start in this state; the window, at least.
    pub(in super::super) fn buttons(
        &self,
        id: IntentionId,
        state: &State,
    ) -> Vec<(Action, String)> {
        let send = (Action::Resume(id), "notify-send");
        let look = (Action::Resume(id), "notify-check");
        let cancel = (Action::Cancel(id), "notify-cancel");
        let open = (Action::Open, "notify-open");
        let buttons = match state {
            State::Held(Question::EndPassed) => vec![cancel],
            State::Waiting(_) | State::Held(_) | State::NotThere => vec![send, cancel],
            State::Unknown(doubt) if needs_you_about(doubt) => vec![open],
            State::Unknown(_) => vec![look, open],
            State::Refused(refusal) if refusal.why == Why::Overlap => {
                vec![(Action::Website, "notify-website"), open]
            }
            state if state.is_settled() && !matches!(state, State::Refused(_)) => Vec::new(),
            _ => vec![open],
        };
        buttons.into_iter().map(|(action, key)| (action, self.texts.say(key))).collect()
    }

    /// How a start ended that started nothing, as far as is known.
    fn not_started(
        &self,
        trouble: Option<Trouble>,
        what: String,
        state: Option<(IntentionId, State)>,
    ) -> Ended {
        let buttons = match state {
            Some((id, state)) => self.buttons(id, &state),
            None => vec![(Action::Open, self.texts.say("notify-open"))],
        };
        let look = self.texts.say("notify-look");
        let opens = buttons.iter().any(|(action, _)| *action == Action::Open);
        let body = if opens { format!("{what} {look}") } else { what.clone() };
        self.ended(Err(trouble), what, Note::start(body, buttons))
    }

    /// The work itself was lost. The journal knows whether something was being sent.
    pub(in super::super) fn lost(&self) -> Ended {
        self.not_started(None, self.texts.say("notify-unforeseen"), None)
    }

    fn ended(&self, result: Result<Running, Option<Trouble>>, what: String, note: Note) -> Ended {
        let journal = self.account.journal();
        let facts = journal.ok().and_then(|journal| self.facts(&journal).ok());
        Ended { at: Utc::now(), result, what, note, facts }
    }
}

/// What became of a wish to start.
struct Began {
    told: Told,
    /// The session, if it stands.
    running: Option<Running>,
    /// The start, if it was recorded and no session is known to stand.
    state: Option<(IntentionId, State)>,
}

impl Began {
    /// Nothing was recorded.
    fn nothing(told: Told) -> Self {
        Self { told, running: None, state: None }
    }
}
