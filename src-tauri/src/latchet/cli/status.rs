//! `latchet status`: what runs now, as the service says it.

use chrono::{DateTime, NaiveDateTime, Utc};
use latchet_core::journal::Journal;
use latchet_core::time::{Resolved, print_length};
use latchet_core::wording::{clock_time, day_and_time};
use latchet_tracker::{Client, ReadError, Session, Token};
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
            "session": seen.session.as_ref().map(|session| session_json(app, session)),
            "as_of": app.zone().local(Utc::now()).to_rfc3339(),
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
    session: Option<Session>,
    lines: Vec<String>,
}

/// The session that runs, private ones too; only the public answer where the token may not read.
async fn ask(client: &Client, token: &Token) -> Result<Answered, ReadError> {
    match client.active_session(token).await {
        Ok(session) => Ok(Answered::Sessions(session)),
        Err(ReadError::NotAllowed) => {
            client.user_stats(token).await.map(|stats| Answered::PublicOnly(stats.locked))
        }
        Err(error) => Err(error),
    }
}

enum Answered {
    Sessions(Option<Session>),
    PublicOnly(Option<bool>),
}

fn from_service(app: &App, journal: &Journal) -> Result<Seen, Failure> {
    let token = app.token(journal)?;
    let client = app.client()?;
    let answered = app.block_on(ask(&client, &token))?.map_err(|error| {
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
    let now = Utc::now();
    let (running, session, mut lines) = match answered {
        Answered::Sessions(Some(session)) => {
            (Some(true), Some(session.clone()), lines(app, &session, now))
        }
        Answered::Sessions(None) => (Some(false), None, vec![app.texts.say("cli-status-idle")]),
        Answered::PublicOnly(locked) => {
            let key = match locked {
                Some(true) => "cli-status-public-running",
                Some(false) | None => "cli-status-public-idle",
            };
            // That no public session runs says nothing about a private one.
            (locked.filter(|locked| *locked), None, vec![app.texts.say(key)])
        }
    };
    let as_of = clock_time(app.zone().local(now));
    lines.push(app.texts.say_with("cli-status-as-of", &[("at", as_of.into())]));
    Ok(Seen { source: "service", running, session, lines })
}

fn lines(app: &App, session: &Session, now: DateTime<Utc>) -> Vec<String> {
    let say = |key, name, value: String| app.texts.say_with(key, &[(name, value.into())]);
    let timed = |key, at: DateTime<Utc>, length: String| {
        let at = day_and_time(app.zone().local(at));
        app.texts.say_with(key, &[("at", at.into()), ("length", length.into())])
    };
    let mut lines = vec![say("cli-status-running", "id", session.id.to_string())];
    if let Some(start) = session.started_at().or_else(|| instant(app, session.start)) {
        lines.push(timed("cli-status-since", start, print_length(now - start)));
    }
    lines.push(match session.scheduled_end.and_then(|end| instant(app, end)) {
        Some(end) if end > now => timed("cli-status-end", end, print_length(end - now)),
        Some(end) => timed("cli-status-overdue", end, print_length(now - end)),
        None => app.texts.say("cli-status-no-end"),
    });
    lines.extend(session.locked_by.clone().map(|name| say("cli-status-locked-by", "name", name)));
    lines.extend(session.public.map(|public| {
        app.texts.say(if public { "cli-status-public" } else { "cli-status-private" })
    }));
    lines
}

/// A time on the account's wall clock, which is taken to be the tracker's zone.
fn instant(app: &App, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    match app.zone().resolve(wall) {
        Resolved::Once(at) | Resolved::Twice(at, _) => Some(at),
        Resolved::Never => None,
    }
}

fn session_json(app: &App, session: &Session) -> Value {
    let printed = |at: DateTime<Utc>| app.zone().local(at).to_rfc3339();
    json!({
        "id": session.id,
        "start": session.started_at().or_else(|| instant(app, session.start)).map(printed),
        "scheduled_end": session.scheduled_end.and_then(|end| instant(app, end)).map(printed),
        "locked_by": session.locked_by,
        "public": session.public,
    })
}

fn from_journal(app: &App, journal: &Journal) -> Result<Seen, Failure> {
    let settled = journal.settled(100).map_err(|error| app.failed(error))?;
    let last = settled.into_iter().find(|intention| intention.state.name() == "started");
    let line = last.map_or_else(
        || app.texts.say("cli-status-offline-none"),
        |intention| {
            let id = intention.state.session_id();
            let id = id.map_or_else(|| "?".to_owned(), |id| id.0.to_string());
            let at = intention.plan.start.unwrap_or(intention.created_at);
            let at = day_and_time(app.zone().local(at));
            app.texts.say_with("cli-status-offline", &[("id", id.into()), ("at", at.into())])
        },
    );
    Ok(Seen { source: "journal", running: None, session: None, lines: vec![line] })
}
