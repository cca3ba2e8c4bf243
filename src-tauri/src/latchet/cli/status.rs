//! `latchet status`: what runs now, as the service says it.

use chrono::Utc;
use latchet_core::journal::{Intention, Journal};
use latchet_core::status::{Status, scheduled_end, started_at};
use latchet_tracker::{LockedBy, ReadError, Session};
use serde_json::{Value, json};

use super::app::App;
use super::output::{self, Exit, Failure};

pub(crate) fn status(app: &App, as_json: bool, offline: bool) -> Result<Exit, Failure> {
    let journal = app.journal()?;
    let pending = journal.open_intentions().map_err(|error| app.failed(error))?.len();
    let seen = if offline { from_journal(app, &journal)? } else { from_service(app, &journal)? };
    if as_json {
        let value = json!({
            "source": seen.source,
            "running": seen.running,
            "session": seen.session,
            "as_of": app.zone().rfc3339(Utc::now()),
            "zone": app.zone().to_string(),
            "pending": pending,
            "server": app.account.origin().to_string(),
        });
        output::json(&value).map_err(|error| app.unforeseen(&error))?;
        return Ok(Exit::Done);
    }
    output::data(&seen.lines.join("\n")).map_err(|error| app.unforeseen(&error))?;
    if pending > 0 {
        let values = [("count", pending.to_string().into())];
        output::note(&app.texts.say_with("cli-status-pending", &values));
    }
    Ok(Exit::Done)
}

struct Seen {
    source: &'static str,
    /// `None`: not known.
    running: Option<bool>,
    session: Option<Value>,
    lines: Vec<String>,
}

fn from_service(app: &App, journal: &Journal) -> Result<Seen, Failure> {
    let (token, _) = app.token(journal)?;
    let client = app.client()?;
    let answered = app.block_on(Status::ask(&client, &token))?.map_err(|error| {
        let exit = match error {
            ReadError::TokenInvalid { in_service_shape: true } | ReadError::NotAllowed => {
                Exit::TokenRefused
            }
            ReadError::Unreachable(_) => Exit::NotSent,
            ReadError::TokenInvalid { .. } | ReadError::Status { .. } | ReadError::Unreadable => {
                Exit::Refused
            }
        };
        Failure::told(exit, app.wording().read(&error))
    })?;
    let (zone, now) = (app.zone(), Utc::now());
    let mut lines = app.wording().status(&answered, zone, now);
    lines.push(app.wording().as_of(zone, now));
    let running = answered.running();
    let session = match answered {
        Status::Sessions(session) => session.as_ref().map(|session| session_json(app, session)),
        Status::PublicOnly(_) => None,
    };
    Ok(Seen { source: "service", running, session, lines })
}

fn session_json(app: &App, session: &Session) -> Value {
    let zone = app.zone();
    json!({
        "id": session.id,
        "start": started_at(session, zone).map(|at| zone.rfc3339(at)),
        "scheduled_end": scheduled_end(session, zone).map(|at| zone.rfc3339(at)),
        "locked_by": session.locked_by,
        "public": session.public,
    })
}

/// The last start of the journal, in the same form.
fn started_json(app: &App, intention: &Intention) -> Value {
    let (zone, plan) = (app.zone(), &intention.plan);
    json!({
        "id": intention.state.session_id(),
        "start": zone.rfc3339(plan.start.unwrap_or(intention.created_at)),
        "scheduled_end": plan.scheduled_end.map(|at| zone.rfc3339(at)),
        "locked_by": plan.locked_by.as_ref().map(LockedBy::as_str),
        "public": plan.public,
    })
}

fn from_journal(app: &App, journal: &Journal) -> Result<Seen, Failure> {
    let settled = journal.settled(100).map_err(|error| app.failed(error))?;
    let last = settled.into_iter().find(|intention| intention.state.name() == "started");
    let session = last.as_ref().map(|intention| started_json(app, intention));
    let line = last.map_or_else(
        || app.texts.say("cli-status-offline-none"),
        |intention| {
            let id = intention.state.session_id();
            let id = id.map_or_else(|| "?".to_owned(), |id| id.0.to_string());
            let at = intention.plan.start.unwrap_or(intention.created_at);
            let at = app.wording().day_and_time(app.zone().local(at));
            app.texts.say_with("cli-status-offline", &[("id", id.into()), ("at", at.into())])
        },
    );
    Ok(Seen { source: "journal", running: None, session, lines: vec![line] })
}
