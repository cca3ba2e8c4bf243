//! `latchet pending` and `latchet history`: what the journal knows.

use chrono::Utc;
use latchet_core::attending::tidy;
use latchet_core::history::export;
use latchet_core::intention::{ByHand, Event, IntentionId, State};
use latchet_core::journal::{Intention, Journal, JournalError};
use latchet_tracker::SessionId;
use serde_json::Value;

use super::app::App;
use super::args::Pending;
use super::output::{self, Exit, Failure};
use super::start;

pub(crate) fn pending(app: &App, command: &Pending) -> Result<Exit, Failure> {
    let (id, event) = match command {
        Pending::List { json } => return list_pending(app, json.json),
        Pending::Send { id } => return send(app, IntentionId(*id)),
        Pending::Cancel { id } => (*id, Event::Cancelled),
        Pending::Settle { id, started, .. } => {
            let found = started.map_or(ByHand::NotStarted, |id| ByHand::Started(SessionId(id)));
            (*id, Event::SettledByHand(found))
        }
    };
    let mut journal = recovered(app)?;
    let id = IntentionId(id);
    let state = journal.append(id, &event, Utc::now()).map_err(|error| app.failed(error))?;
    let told = app.wording().state(id, &state);
    output::data(&told.what).map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

/// The journal, in which nothing is being sent that no living program is sending.
fn recovered(app: &App) -> Result<Journal, Failure> {
    let mut journal = app.journal()?;
    let patience = app.environment.settings.ask_after();
    tidy(app.account.folder(), &mut journal, patience, Utc::now())
        .map_err(|error| app.failed(error))?;
    Ok(journal)
}

/// Looks up what is not known, then sends what certainly did not arrive.
fn send(app: &App, id: IntentionId) -> Result<Exit, Failure> {
    let mut journal = recovered(app)?;
    let intention = journal.get(id).map_err(|error| app.failed(error))?;
    let (token, name) = app.token(&journal)?;
    let client = app.client()?;
    let was_unknown = matches!(intention.state, State::Unknown(_));
    let mut courier = app.account.courier(&mut journal, &client, &name);
    let sent =
        start::send(app, courier.send(id, &token), &intention.plan, start::Telling::default());
    let after = journal.get(id).map_err(|error| app.failed(error))?;
    if let (true, State::Unknown(doubt)) = (was_unknown, &after.state) {
        app.wording().looked(doubt).iter().for_each(|line| output::note(line));
    }
    sent
}

fn list_pending(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let open = recovered(app)?.open_intentions().map_err(|error| app.failed(error))?;
    list(app, &open, as_json, "cli-pending-empty")
}

pub(crate) fn history(app: &App, as_json: bool, csv: bool, limit: u32) -> Result<Exit, Failure> {
    let settled = match app.journal()?.settled(limit) {
        Err(JournalError::Damaged { .. }) => {
            app.account.rescue().map_err(|error| app.failed(error))?;
            app.journal()?.settled(limit)
        }
        settled => settled,
    };
    let settled = settled.map_err(|error| app.failed(error))?;
    if csv {
        let items = settled.iter().map(|start| item(app, start));
        let text = export::csv(&export::START, items);
        output::data(text.trim_end()).map_err(|error| app.unforeseen(&error))?;
        return Ok(Exit::Done);
    }
    list(app, &settled, as_json, "cli-history-empty")
}

fn list(app: &App, starts: &[Intention], as_json: bool, empty: &str) -> Result<Exit, Failure> {
    let printed = if as_json {
        let items: Vec<_> = starts.iter().map(|start| item(app, start)).collect();
        output::json(&Value::Array(items))
    } else if starts.is_empty() {
        output::note(&app.texts.say(empty));
        Ok(())
    } else {
        starts.iter().try_for_each(|start| output::data(&line(app, start)))
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

/// The columns of `--csv` and the keys of `--json` are the same.
fn item(app: &App, start: &Intention) -> Value {
    export::start(app.wording(), app.zone(), start)
}

fn line(app: &App, start: &Intention) -> String {
    let at = start.plan.start.unwrap_or(start.created_at);
    let at = app.wording().day_and_time(app.zone().local(at));
    let told = app.wording().state(start.id, &start.state);
    format!("{:>4}  {at}  {}", start.id, told.what)
}
