//! Starts that are not settled: what is said of them, and what the user does about them.

use chrono::Utc;
use latchet_core::account::AccountError;
use latchet_core::attending::tidy;
use latchet_core::courier::{CourierError, owns};
use latchet_core::intention::{ByHand, Event, IntentionId, Question, State};
use latchet_core::journal::{Intention, Journal};
use latchet_core::resident::Mode;
use latchet_core::vault::Patience;
use latchet_tracker::SessionId;

use super::answers::{Can, Ended, Field, IpcError, Pending, Reply};
use super::desk::Desk;
use super::sending::nothing_sent;
use super::worker::{Lost, block_on};

impl Desk {
    /// Sees to what nobody is at any more. What was changed comes back.
    pub(super) fn tidied(&self, journal: &mut Journal) -> Reply<Vec<(IntentionId, State)>> {
        let patience = self.settings()?.ask_after();
        let tidied = tidy(self.account()?.folder(), journal, patience, Utc::now());
        tidied.map_err(|error| self.failed(error))
    }

    /// Every start that is not settled, oldest first. What is another account's only its own token
    /// can send or look for.
    pub(super) fn pending(&self, journal: &Journal) -> Reply<Vec<Pending>> {
        let open = journal.open_intentions().map_err(|error| self.failed(error))?;
        open.into_iter().map(|open| self.shown(journal, open)).collect()
    }

    fn shown(&self, journal: &Journal, open: Intention) -> Reply<Pending> {
        let name = self.account()?.name(journal).map_err(|error| self.failed(error))?;
        let ours = owns(journal, &name, &open).map_err(|error| self.failed(error))?;
        let mut told = self.told(open.id, &open.state);
        let mut can = can(&open.state);
        if !ours {
            can.retain(|can| matches!(can, Can::Cancel | Can::Settle));
            let others = AccountError::Courier(CourierError::OtherAccount(open.account));
            told.meaning.push(self.wording().account(&others).what);
            told.next = None;
        }
        Ok(Pending { id: open.id.0, told, can })
    }

    /// Sends it, with its original moment. One of which it is not known whether it stands is looked
    /// up first, and sent if it is proven that it does not.
    pub(crate) fn send_pending(&self, id: IntentionId) -> Reply<Ended> {
        let Some(_sending) = self.gate.send() else {
            return Ok(nothing_sent(self.wording().busy()));
        };
        let account = self.account()?;
        let mut journal = self.journal()?;
        self.tidied(&mut journal)?;
        let before = journal.get(id).map_err(|error| self.failed(error))?;
        let token = account.token(&journal, Patience::UserPresent);
        let (token, name) = token.map_err(|error| self.failed(error))?;
        let client = account.client().map_err(|error| self.failed(error))?;
        let mut courier = account.courier(&mut journal, &client, &name);
        let report = block_on(courier.send(id, &token)).map_err(|Lost| self.lost())?;
        let report = report.map_err(|error| self.failed(error))?;
        let mut ended = self.ended(report, before.plan.zone);
        self.hand_over();
        let after = journal.get(id).map_err(|error| self.failed(error))?;
        if let (State::Unknown(_), State::Unknown(doubt)) = (before.state, after.state) {
            // The same words again would say nothing of the look.
            ended.told.meaning.extend(self.wording().looked(&doubt));
        }
        Ok(ended)
    }

    /// Takes it back, if it has not been sent.
    pub(crate) fn cancel_pending(&self, id: IntentionId) -> Reply<Ended> {
        self.settled(id, &Event::Cancelled)
    }

    /// Takes over what the user found on the website.
    pub(crate) fn settle_pending(&self, id: IntentionId, found: ByHand) -> Reply<Ended> {
        if let ByHand::Started(SessionId(number)) = found {
            let journal = self.journal()?;
            let wrong = if number == 0 || i64::try_from(number).is_err() {
                Some(("no_session_number", self.texts.say("window-no-number")))
            } else if journal.claims(number).map_err(|error| self.failed(error))? {
                let values = [("number", number.to_string().into())];
                Some(("session_taken", self.texts.say_with("window-number-taken", &values)))
            } else {
                None
            };
            if let Some((code, message)) = wrong {
                return Err(IpcError::new(code, message).at(Field::Session));
            }
        }
        self.settled(id, &Event::SettledByHand(found))
    }

    fn settled(&self, id: IntentionId, event: &Event) -> Reply<Ended> {
        let mut journal = self.journal()?;
        self.tidied(&mut journal)?;
        let state = journal.append(id, event, Utc::now()).map_err(|error| self.failed(error))?;
        Ok(Ended {
            session_id: state.session_id().map(|id| id.0),
            ..Ended::new(state.outcome(), self.told(id, &state))
        })
    }

    /// Leaves what is not settled of this account to the resident program: it must not depend on a
    /// window. Where one runs already the new one ends.
    pub(crate) fn hand_over(&self) {
        let is_left = || -> Reply<bool> {
            let journal = self.journal()?;
            let name = self.account()?.name(&journal).map_err(|error| self.failed(error))?;
            let open = journal.open_intentions().map_err(|error| self.failed(error))?;
            Ok(open.iter().any(|open| owns(&journal, &name, open).unwrap_or(false)))
        };
        // A journal that can't be read here can't be read there either.
        if !self.is_alone() && is_left().unwrap_or(false) {
            let mode = self.settings().map(|settings| Mode::wanted(&settings));
            // Where it is not installed the window does without.
            let _ = (self.outside.hand_over)(mode.unwrap_or(Mode::UntilSettled));
        }
    }
}

/// What can be done about a start that stands so.
fn can(state: &State) -> Vec<Can> {
    match state {
        State::Held(Question::EndPassed) | State::Grace { .. } => vec![Can::Cancel],
        State::Intended | State::Waiting(_) | State::Held(_) | State::NotThere => {
            vec![Can::Send, Can::Cancel]
        }
        State::Unknown(_) => vec![Can::Look, Can::Settle],
        // Somebody is at it, or nothing is left to do.
        State::Sending { .. }
        | State::Checking { .. }
        | State::NotSent(_)
        | State::Started(_)
        | State::Refused(_)
        | State::Cancelled(_)
        | State::SettledByHand(_) => Vec::new(),
    }
}
