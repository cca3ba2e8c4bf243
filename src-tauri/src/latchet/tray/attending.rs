//! Seeing to starts that are not settled: the worker's part of it, and the resident program without
//! an icon, which does nothing else.

use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::account::AccountError;
use latchet_core::attending::{outlook, tidy};
use latchet_core::claim::{UNTIL_SETTLED, claim};
use latchet_core::courier::{CourierError, Report};
use latchet_core::intention::{IntentionId, State};
use latchet_core::journal::Journal;
use latchet_core::runtime::block_on;
use latchet_core::schedule::Given;
use latchet_core::vault::Patience;
use tokio::sync::mpsc::unbounded_channel;

use super::event::{Attended, Event};
use super::notify::{Note, Shower, Showing};
use super::watch::{Sign, Watch};
use super::worker::{Worker, needs_you_about};
use super::{Setting, say};

/// After this it is tried again with a credential store that did not give the token.
const STORE_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// What is still due after so many rounds is due a little later.
const ROUNDS: u32 = 5;

impl Worker {
    /// Does what is due about starts that are not settled.
    pub(super) fn attended(&self, network: bool) -> Attended {
        let mut notes = Vec::new();
        let (at, waits_for_network) = match self.attend_now(network, &mut notes) {
            Ok(next) => next,
            Err(error) => {
                say(&self.wording().account(&error).sentence());
                (Some(later()), true)
            }
        };
        let journal = self.account.journal().ok();
        let facts = journal.and_then(|journal| self.facts(&journal).ok());
        Attended { notes, next: at, waits_for_network, facts }
    }

    fn attend_now(
        &self,
        network: bool,
        notes: &mut Vec<Note>,
    ) -> Result<(Option<DateTime<Utc>>, bool), AccountError> {
        let mut journal = self.account.journal()?;
        let patience = self.settings().ask_after();
        for (id, state) in tidy(self.account.folder(), &mut journal, patience, Utc::now())? {
            notes.extend(self.heard(id, &state));
        }
        if !self.know_whose(&mut journal)? {
            return Ok((Some(later()), true));
        }
        let mut network_changed = network;
        for _ in 0..ROUNDS {
            let name = self.account.name(&journal)?;
            let token_saved_at = self.account.token_saved_at(&journal)?;
            let given = Given { patience, token_saved_at, network_changed };
            let outlook = outlook(&journal, &name, given, Utc::now())?;
            network_changed = false;
            if outlook.due.is_empty() {
                return Ok((outlook.next, outlook.waits_for_network));
            }
            let token = match self.account.token(&journal, Patience::Background) {
                Ok((_, other)) if other != name => continue,
                Ok((token, _)) => token,
                Err(AccountError::Vault(_)) => return Ok((Some(later()), true)),
                Err(error) => return Err(error),
            };
            let client = self.account.client()?;
            for id in outlook.due {
                let mut courier = self.account.courier(&mut journal, &client, &name);
                match block_on(courier.advance(id, &token, given)) {
                    Some(Ok(Some(Report::Attempted(attempted)))) => {
                        notes.extend(self.heard(id, &attempted.state));
                    }
                    // Nothing is due any more, or it is another's.
                    Some(Ok(_) | Err(CourierError::OtherAccount(_))) | None => {}
                    Some(Err(error)) => return Err(error.into()),
                }
            }
        }
        Ok((Some(Utc::now() + TimeDelta::minutes(1)), true))
    }

    /// A token that was saved without the network has to tell whose it is before it may see to
    /// anything. `false`: it could not be asked.
    fn know_whose(&self, journal: &mut Journal) -> Result<bool, AccountError> {
        let is_known = self.account.nick(journal)?.is_some();
        if is_known
            || self.account.token_saved_at(journal)?.is_none()
            || journal.open_intentions()?.is_empty()
        {
            return Ok(true);
        }
        let token = match self.account.token(journal, Patience::Background) {
            Ok((token, _)) => token,
            Err(AccountError::Vault(_)) => return Ok(false),
            Err(error) => return Err(error),
        };
        let client = self.account.client()?;
        match block_on(self.account.identify(journal, &client, &token)) {
            Some(Ok(Err(latchet_tracker::ReadError::Unreachable(_)))) | None => Ok(false),
            // Told, or never told to this token: then only what it recorded itself is its own.
            Some(Ok(_)) => Ok(true),
            Some(Err(error)) => Err(error.into()),
        }
    }

    /// What the user should hear of a start's new state; nothing where it goes on by itself.
    fn heard(&self, id: IntentionId, state: &State) -> Option<Note> {
        let goes_on = match state {
            State::Held(_) | State::Refused(_) => false,
            State::Unknown(doubt) => !needs_you_about(doubt),
            state => !state.is_settled(),
        };
        let told = self.wording().state(id, state);
        let body = std::iter::once(told.what).chain(told.meaning).collect::<Vec<_>>().join(" ");
        (!goes_on).then(|| Note::start(body, self.buttons(id, state)))
    }
}

fn later() -> DateTime<Utc> {
    Utc::now() + STORE_PAUSE
}

/// `latchet tray --until-settled`: sees to what is not settled, and ends when nothing is left that
/// it can do by itself, or when another does it.
pub(super) fn until_settled(setting: &Setting) -> Result<(), String> {
    let folder = setting.environment.folder();
    let failed = |error: &dyn ToString| {
        setting.texts.say_with("tray-failed", &[("reason", error.to_string().into())])
    };
    if !claim(&folder, UNTIL_SETTLED).map_err(|error| failed(&error))? {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    runtime.block_on(see_to(setting, &folder)).map_err(|error| failed(&error))?;
    runtime.shutdown_background();
    Ok(())
}

async fn see_to(setting: &Setting, folder: &Path) -> io::Result<()> {
    let (sender, mut events) = unbounded_channel();
    let signs = sender.clone();
    let watch = Watch::new(folder, move |sign| {
        // Once it is ending nobody listens any more.
        let _ = signs.send(Event::Sign(sign));
    })?;
    let worker = Worker::new(setting, Arc::new(move |event| drop(sender.send(event))));
    let mut shower = Shower::new(setting.texts.say("tray-title")).await;
    let (mut attending, mut again) = (true, None);
    worker.attend(false);
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            () = told_to_end() => return Ok(()),
        };
        match event {
            Some(Event::Sign(sign)) => {
                let network = matches!(sign, Sign::Network | Sign::Clock);
                if attending {
                    again = Some(network || again.unwrap_or(false));
                } else {
                    attending = true;
                    worker.attend(network);
                }
            }
            Some(Event::Attended(attended)) => {
                let showing = Showing::now(&worker.account, &worker.settings());
                for note in attended.notes {
                    if let Some(note) = showing.of(note, &worker.texts) {
                        // Nobody is there to press a button.
                        shower.show(&Note { buttons: Vec::new(), ..note }).await;
                    }
                }
                if let Some(network) = again.take() {
                    worker.attend(network);
                    continue;
                }
                attending = false;
                if attended.next.is_none() && !attended.waits_for_network {
                    return Ok(());
                }
                watch.network(attended.waits_for_network);
                watch.wake_at(attended.next);
            }
            Some(_) => {}
            None => return Ok(()),
        }
    }
}

/// The system or the user ends it; the journal knows the rest.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                Ok(()) = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
