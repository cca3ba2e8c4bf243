//! What the journal, the settings and the service say: all that the tray knows.

use chrono::{DateTime, Utc};
use latchet_core::account::AccountError;
use latchet_core::courier::owns;
use latchet_core::draft::Plan;
use latchet_core::intention::{Doubt, Look, Question, State};
use latchet_core::journal::{Intention, Journal, JournalError};
use latchet_core::live::{Running, changes_since, moved};
use latchet_core::settings::{Key, Settings};
use latchet_core::status::Status;
use latchet_core::time::Zone;
use latchet_core::vault::Patience;
use latchet_core::wording::Told;
use latchet_tracker::{Client, ReadError, Refusal, Token, Why};

use super::super::event::{Answer, Facts, Known, Looked, Mark};
use super::super::hidden::is_hidden;
use super::super::menu::{Can, Choices, Pending, Service, Trouble};
use super::super::news::Reminding;
use super::super::notify::Note;
use super::super::picture::LeftClick;
use super::super::say;
use super::Worker;
use super::line::Line;

impl Worker {
    pub(in super::super) fn looked(&self, service: bool, not_with: &[Mark]) -> Looked {
        let journal = self.account.journal();
        let facts = journal.as_ref().ok().and_then(|journal| self.facts(journal).ok());
        let (Ok(mut journal), Some(found)) = (journal, &facts) else {
            return Looked { facts: None, answer: None, moved: None };
        };
        let known = found.token == Some(Trouble::Refused) || not_with.contains(&found.mark);
        if !service || known {
            return Looked { facts, answer: None, moved: None };
        }
        let zone = found.choices.zone;
        let (answer, moved) = match self.ask(&mut journal, found.running.as_ref(), zone) {
            Ok((service, moved)) => (Answer::Service(service), moved),
            Err(answer) => (answer, None),
        };
        self.kept.keep_journal(journal);
        Looked { facts, answer: Some(answer), moved }
    }

    /// What the journal and the settings say.
    pub(in super::super) fn facts(&self, journal: &Journal) -> Result<Facts, JournalError> {
        let settings = self.settings();
        let zone = settings.tracker_zone();
        let name = self.account.name(journal)?;
        let mark = self.account.token_saved_at(journal)?;
        let ours = |intention: &Intention| owns(journal, &name, intention).unwrap_or(false);
        let open = journal.open_intentions()?.into_iter();
        let pending = open.filter(|i| ours(i) && i.state.blocks_new_starts());
        let pending = pending.map(|i| Pending {
            id: i.id,
            what: self.wording().state(i.id, &i.state).what,
            can: can(&i.state),
            needs_you: needs_you(&i.state),
        });
        let newest = newest(journal, &name)?;
        let token = newest.as_ref().and_then(|newest| refused(newest, mark));
        let started = newest.and_then(|newest| {
            let (State::Started(_) | State::SettledByHand(_)) = newest.state else { return None };
            let id = newest.state.session_id()?.0;
            Some((newest.changed_at, as_planned(Some(id), &newest.plan, newest.created_at)))
        });
        Ok(Facts {
            mark,
            token,
            pending: pending.collect(),
            started,
            running: remembered::<Known>(journal, RUNNING)?.filter(|known| known.zone == zone),
            told: remembered(journal, REMINDED)?.unwrap_or_default(),
            choices: choices(&settings),
            reminding: Reminding {
                reminders: settings.reminders(),
                computer: Zone::of_computer().unwrap_or(Zone::UTC),
            },
            hidden: is_hidden(journal),
        })
    }

    /// Which token is saved, and what the newest start says about it.
    pub(super) fn token(&self, journal: &Journal) -> Result<(Mark, Option<Trouble>), JournalError> {
        let name = self.account.name(journal)?;
        let mark = self.account.token_saved_at(journal)?;
        Ok((mark, newest(journal, &name)?.and_then(|newest| refused(&newest, mark))))
    }

    /// Asks what runs, private sessions too, and whether its end has moved since `before`.
    fn ask(
        &self,
        journal: &mut Journal,
        before: Option<&Known>,
        zone: Zone,
    ) -> Result<(Service, Option<Note>), Answer> {
        let line = match Line::open(&self.account, journal, Patience::Background) {
            Ok(line) => line,
            Err(AccountError::Vault(error)) => return Err(Answer::Vault(error)),
            Err(error) => return Err(failed(self.wording().account(&error), None)),
        };
        let asked = async {
            let status = Status::ask(&line.client, &line.token).await?;
            let moved = self.moved(&line.client, &line.token, before, &status, zone).await;
            Ok((status, moved))
        };
        let (status, moved) = match line.block_on(asked) {
            Some(Ok(answered)) => answered,
            Some(Err(ReadError::TokenInvalid { in_service_shape: true })) => {
                return Err(Answer::Refused);
            }
            Some(Err(error)) => {
                let retry_after = match error {
                    ReadError::Status { retry_after_seconds, .. } => retry_after_seconds,
                    _ => None,
                };
                return Err(failed(self.wording().read(&error), retry_after));
            }
            None => return Err(failed(self.wording().busy(), None)),
        };
        self.kept.keep(line);
        let service = match status {
            Status::Sessions(Some(session)) => Service::Running(Running::of(&session, zone)),
            Status::Sessions(None) => Service::Idle,
            Status::PublicOnly(locked) => locked.map_or(Service::Unread, Service::Public),
        };
        let running = if let Service::Running(running) = &service { Some(running) } else { None };
        if running != before.map(|known| &known.running) {
            self.keep_running(journal, running, zone);
        }
        Ok((service, moved))
    }

    /// What is to be told of a scheduled end that has moved. Why it did is told if the service
    /// tells it.
    async fn moved(
        &self,
        client: &Client,
        token: &Token,
        before: Option<&Known>,
        status: &Status,
        zone: Zone,
    ) -> Option<Note> {
        let Status::Sessions(Some(session)) = status else { return None };
        let before = before?;
        let moved = moved(&before.running, &Running::of(session, zone))?;
        let changes = client.end_changes(token, session.id).await.unwrap_or_default();
        let body = self.wording().moved(&moved, &changes_since(&changes, before.read_at), zone);
        Some(Note::session(body, &self.texts))
    }

    /// Keeps what runs for a tray that comes later. It works without, so a failure is told and no
    /// more.
    pub(in super::super) fn keep_running(
        &self,
        journal: &mut Journal,
        running: Option<&Running>,
        zone: Zone,
    ) {
        let known =
            running.map(|running| Known { running: running.clone(), read_at: Utc::now(), zone });
        let kept = match known.and_then(|known| serde_json::to_string(&known).ok()) {
            Some(known) => journal.remember(RUNNING, &known),
            None => journal.forget(RUNNING),
        };
        if let Err(error) = kept {
            say(&self.wording().journal(&error).sentence());
        }
    }
}

/// What the journal remembers of what ran when a tray last asked.
const RUNNING: &str = "running";
/// And of what it has reminded of.
pub(super) const REMINDED: &str = "reminded";

/// What is remembered under this name; nothing where another version wrote it in another way.
fn remembered<T: serde::de::DeserializeOwned>(
    journal: &Journal,
    name: &str,
) -> Result<Option<T>, JournalError> {
    Ok(journal.memory(name)?.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// What the user has chosen.
pub(in super::super) fn choices(settings: &Settings) -> Choices {
    let presets = settings.presets().into_iter();
    Choices {
        presets: presets.map(|preset| preset.name).collect(),
        default_preset: settings.default_preset().map(|preset| preset.name),
        left_click: match settings.get(Key::LeftClick).as_str() {
            "start" => LeftClick::Start,
            _ => LeftClick::Menu,
        },
        progress: settings.get(Key::IconProgress) == "on",
        shortcuts: settings.shortcuts(),
        discreet: settings.get(Key::Discreet) == "on",
        zone: settings.tracker_zone(),
    }
}

/// A session as it was wanted, where the service does not tell how it recorded it.
pub(in super::super) fn as_planned(
    id: Option<u64>,
    plan: &Plan,
    created_at: DateTime<Utc>,
) -> Running {
    Running {
        id,
        since: Some(plan.start.unwrap_or(created_at)),
        scheduled_end: plan.scheduled_end,
        locked_by: plan.locked_by.as_ref().map(|name| name.as_str().to_owned()),
        public: Some(plan.public),
    }
}

/// Does it go on only when somebody decides?
fn needs_you(state: &State) -> bool {
    match state {
        State::Held(_) | State::NotThere => true,
        State::Unknown(doubt) => needs_you_about(doubt),
        _ => false,
    }
}

/// Can only somebody tell whether it arrived?
pub(in super::super) fn needs_you_about(doubt: &Doubt) -> bool {
    matches!(doubt.look, Some((_, Look::Doubtful | Look::NotAllowed)))
}

/// What can be done about a start that is not settled.
fn can(state: &State) -> Can {
    match state {
        State::Held(Question::EndPassed) => Can::Cancel,
        State::Waiting(_) | State::Held(_) | State::NotThere => Can::SendOrCancel,
        State::Unknown(_) => Can::Check,
        _ => Can::Wait,
    }
}

/// How many settled starts are looked through for the newest of this account.
const RECENT: u32 = 20;

/// The newest settled start of the account of this name.
fn newest(journal: &Journal, name: &str) -> Result<Option<Intention>, JournalError> {
    journal.newest_settled(RECENT, |one| owns(journal, name, one).unwrap_or(false))
}

/// What a start says about the token that is saved, if it was refused since that was saved.
fn refused(newest: &Intention, mark: Mark) -> Option<Trouble> {
    match &newest.state {
        State::Refused(refusal) if mark.is_none_or(|saved| saved < newest.changed_at) => {
            trouble(refusal)
        }
        _ => None,
    }
}

/// What a refusal says about the token.
fn trouble(refusal: &Refusal) -> Option<Trouble> {
    match refusal.why {
        _ if !refusal.in_service_shape => None,
        Why::TokenInvalid => Some(Trouble::Refused),
        Why::NoWritePermission => Some(Trouble::NoWrite),
        Why::BadInput | Why::Overlap | Why::Status(_) => None,
    }
}

fn failed(told: Told, retry_after: Option<u64>) -> Answer {
    Answer::Failed { what: told.what, retry_after }
}
