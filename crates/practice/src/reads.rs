//! The three documented reads, and the one page that must never be called.

use std::collections::HashMap;

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Json, Response};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use latchet_zone::Zone;
use serde::Serialize;
use serde_json::{Value, json};

use crate::behaviours::{Due, Trait};
use crate::database::sessions::{Filter, SessionRow};
use crate::refusal::Refusal;
use crate::service::{Service, Shared};
use crate::token::Permission;
use crate::zone::{self, Impossible};

type Parameters = HashMap<String, String>;
type Asked = Result<Query<Parameters>, QueryRejection>;

const SMALLEST_PAGE: i64 = 50;
const LARGEST_PAGE: i64 = 200;

fn may_read(service: &Service, headers: &HeaderMap, due: &Due) -> Result<(), Refusal> {
    let permission = service.holder(headers)?;
    if permission == Permission::Write && due.has(Trait::ReadRefusedToWriteToken) {
        return Err(Refusal::MayNotRead);
    }
    Ok(())
}

#[derive(Serialize)]
struct UserStats {
    nick: String,
    profile_url: String,
    locked: bool,
    current_lock_start: Option<String>,
    scheduled_end: Option<String>,
    current_lock_time: Option<String>,
    total_locked_since: String,
    since_date: Option<String>,
    link_game: String,
    last_full: Option<String>,
    last_ruined: Option<String>,
    last_ted: Option<String>,
    last_milking: Option<String>,
}

/// Public data: a private session does not show.
pub(crate) async fn user_stats(
    State(service): State<Shared>,
    Extension(due): Extension<Due>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    may_read(&service, &headers, &due)?;
    let now = service.now(&due);
    let public = Filter { public: Some(true), ..Filter::default() };
    let sessions = service.database.sessions(&public)?;
    let running = sessions.iter().map(|row| &row.session).find(|session| session.end.is_none());
    let utc = |at: DateTime<Utc>| format!("{} UTC", zone::utc(at));
    let total = sessions.iter().fold(TimeDelta::zero(), |total, row| {
        total + (row.session.end.unwrap_or(now) - row.session.start)
    });
    Ok(Json(UserStats {
        nick: service.database.account()?.nick,
        profile_url: format!("{}/", service.url),
        locked: running.is_some(),
        current_lock_start: running.map(|session| utc(session.start)),
        scheduled_end: running.and_then(|session| session.scheduled_end).map(utc),
        current_lock_time: running.map(|session| length(now - session.start)),
        total_locked_since: length(total),
        since_date: sessions.last().map(|row| utc(row.session.start)),
        link_game: format!("{}/game/practice", service.url),
        last_full: None,
        last_ruined: None,
        last_ted: None,
        last_milking: None,
    })
    .into_response())
}

/// `1 months 18 days 10 hours`, a month being 30 days.
fn length(length: TimeDelta) -> String {
    let hours = length.num_hours().max(0);
    let (months, days, hours) = (hours / (24 * 30), hours / 24 % 30, hours % 24);
    let parts = [(months, "months"), (days, "days"), (hours, "hours")];
    let told = parts.iter().filter(|(count, unit)| *count > 0 || *unit == "hours");
    told.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join(" ")
}

#[derive(Serialize)]
struct SessionItem {
    id: Value,
    start: String,
    end: Option<String>,
    scheduledend: Option<String>,
    active: Value,
    lockedby: String,
    notes: &'static str,
    public: Value,
    timezonestart: String,
    timezoneend: Option<String>,
    inserted: String,
    has_history: bool,
    has_games_changes: bool,
}

impl SessionItem {
    fn new(row: SessionRow, account_zone: Zone, due: &Due) -> Self {
        let session = row.session;
        let wall_clock = |at| zone::wall_clock(at, account_zone);
        let shown_in = |at: DateTime<Utc>, offset: FixedOffset| {
            zone::utc(at + TimeDelta::seconds(offset.local_minus_utc().into()))
        };
        let active = session.end.is_none();
        let (id, active, public) = if due.has(Trait::IdsAsStrings) {
            let flag = |flag: bool| Value::from(if flag { "1" } else { "0" });
            (session.id.to_string().into(), flag(active), flag(session.public))
        } else {
            (session.id.into(), active.into(), u8::from(session.public).into())
        };
        Self {
            id,
            start: shown_in(session.start, row.start_offset),
            end: session.end.map(|end| shown_in(end, row.end_offset.unwrap_or(row.start_offset))),
            scheduledend: session.scheduled_end.map(wall_clock),
            active,
            lockedby: session.locked_by,
            notes: "",
            public,
            timezonestart: row.start_offset.to_string(),
            timezoneend: row.end_offset.map(|offset| offset.to_string()),
            inserted: wall_clock(session.inserted),
            has_history: row.has_history,
            has_games_changes: false,
        }
    }
}

/// Everything of the token's owner, private sessions too; newest first, as far as is known.
pub(crate) async fn sessions(
    State(service): State<Shared>,
    Extension(due): Extension<Due>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Refusal> {
    may_read(&service, &headers, &due)?;
    let Query(parameters) = asked.map_err(|_| Refusal::BadQuery)?;
    let zone = service.database.account()?.zone;
    let mut filter = filter(&parameters, zone)?;
    filter.oldest_first = due.has(Trait::OldestFirst);
    let items: Vec<_> = service
        .database
        .sessions(&filter)?
        .into_iter()
        .map(|row| SessionItem::new(row, zone, &due))
        .collect();
    Ok(listed("sessions", &items, &due))
}

fn filter(parameters: &Parameters, zone: Zone) -> Result<Filter, Refusal> {
    let mut filter = Filter { limit: Some(SMALLEST_PAGE), ..Filter::default() };
    for (name, value) in parameters {
        let wrong = |problem| Refusal::field(name, problem);
        match name.as_str() {
            "active" => filter.active = Some(flag(name, value)?),
            "public" => filter.public = Some(flag(name, value)?),
            "id" => filter.id = Some(number(name, value)?),
            "offset" => filter.offset = number(name, value)?,
            "limit" => {
                let limit = number(name, value)?;
                if !(SMALLEST_PAGE..=LARGEST_PAGE).contains(&limit) {
                    return Err(wrong("must lie between 50 and 200"));
                }
                filter.limit = Some(limit);
            }
            "from" | "to" => {
                let day = match zone::date(value) {
                    Some(Ok(day)) => day,
                    Some(Err(Impossible)) => return Err(wrong("is no date of the calendar")),
                    None => return Err(wrong("must be YYYY-MM-DD")),
                };
                if name == "from" {
                    filter.from = zone::day_start(day, zone);
                } else {
                    filter.to = zone::day_end(day, zone);
                }
            }
            _ => return Err(wrong("is not a parameter of this page")),
        }
    }
    Ok(filter)
}

fn flag(name: &str, value: &str) -> Result<bool, Refusal> {
    match value {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(Refusal::field(name, "must be 0 or 1")),
    }
}

/// One that is too large for the database is as good as the largest.
fn number(name: &str, value: &str) -> Result<i64, Refusal> {
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::field(name, "must be a number"));
    }
    Ok(value.parse().unwrap_or(i64::MAX))
}

#[derive(Serialize)]
struct HistoryItem {
    action: String,
    source: String,
    /// UTC, as `scheduledend`.
    date: String,
    scheduledend: Option<String>,
}

/// What happened to a session's scheduled end; oldest first.
pub(crate) async fn histories(
    State(service): State<Shared>,
    Extension(due): Extension<Due>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Refusal> {
    may_read(&service, &headers, &due)?;
    let Query(parameters) = asked.map_err(|_| Refusal::BadQuery)?;
    if let Some(unknown) = parameters.keys().find(|name| *name != "session") {
        return Err(Refusal::field(unknown, "is not a parameter of this page"));
    }
    let session = parameters.get("session").map(String::as_str);
    let session = session.ok_or_else(|| Refusal::field("session", "is mandatory"))?;
    let session = number("session", session)?;
    let rows = service.database.histories(session)?.ok_or(Refusal::NoSuchSession)?;
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| HistoryItem {
            action: row.action,
            source: row.source,
            date: zone::utc(row.at),
            scheduledend: row.scheduled_end.map(zone::utc),
        })
        .collect();
    Ok(listed("histories", &items, &due))
}

fn listed<T: Serialize>(name: &str, items: &[T], due: &Due) -> Response {
    let data = if due.has(Trait::ListInObject) { json!({name: items}) } else { json!(items) };
    Json(json!({"ok": true, "data": data, "meta": {"version": 2}})).into_response()
}

/// Documented to trigger a penalty at once when the owner's token comes along, so that is what it
/// does. It exists to prove that nobody calls it.
pub(crate) async fn games(
    State(service): State<Shared>,
    Extension(due): Extension<Due>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Err(Refusal::NoToken);
    }
    service.database.add_penalty(service.now(&due))?;
    service.changed();
    Ok(Json(json!({"ok": true, "data": {"penalty": true}, "meta": {"version": 2}})).into_response())
}
