//! `POST /api/liveinsert.php`: the strict reading of the documented body, and the insert.

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use latchet_zone::Zone;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::behaviours::{Due, Trait};
use crate::database::sessions::NewSession;
use crate::refusal::Refusal;
use crate::service::{BODY_LIMIT, Service, Shared};
use crate::token::Permission;
use crate::zone::{self, Impossible};

/// The neighbouring fields of the service's other pages have this limit.
const LOCKED_BY_LIMIT: usize = 50;
const TRIMMED_LOCKED_BY: usize = 20;
#[derive(Serialize)]
struct Started {
    /// Misspelt by the service itself.
    message: &'static str,
    session_id: Value,
}

pub(crate) async fn insert(
    State(service): State<Shared>,
    Extension(due): Extension<Due>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    if service.holder(&headers)? != Permission::Write {
        return Err(Refusal::MayNotWrite);
    }
    if !declares_json(&headers) {
        return Err(Refusal::NotDeclaredJson);
    }
    let body = to_bytes(body, BODY_LIMIT).await.map_err(|_| Refusal::TooLong)?;
    let id = record(&service, &due, Wanted::parse(&body)?)?;
    let session_id = if due.has(Trait::IdsAsStrings) { id.to_string().into() } else { id.into() };
    let started = Started { message: "Session started succesfully", session_id };
    Ok((StatusCode::CREATED, Json(started)).into_response())
}

fn record(service: &Service, due: &Due, wanted: Wanted) -> Result<u64, Refusal> {
    if wanted.start.is_none() && due.has(Trait::StartdateMandatory) {
        return Err(Refusal::field("startdate", "is mandatory"));
    }
    let account = service.database.account()?;
    let zone = if due.has(Trait::UtcTimes) { Zone::UTC } else { account.zone };
    let now = service.now(due);
    let instant = |local: NaiveDateTime, field| {
        zone::instant(local, zone)
            .ok_or_else(|| Refusal::field(field, "does not exist in the account's time zone"))
    };
    let start = match wanted.start {
        Some(local) => instant(local, "starttime")?,
        None => now,
    };
    if start > now {
        return Err(Refusal::field("startdate", "lies in the future"));
    }
    let scheduled_end =
        wanted.scheduled_end.map(|local| instant(local, "scheduledendtime")).transpose()?;
    if scheduled_end.is_some_and(|end| end <= start) {
        return Err(Refusal::field("scheduledend", "is not after the start"));
    }
    let locked_by = if due.has(Trait::TrimFields) {
        wanted.locked_by.trim().chars().take(TRIMMED_LOCKED_BY).collect()
    } else {
        wanted.locked_by
    };
    let new = NewSession { start, scheduled_end, locked_by, public: wanted.public };
    let id = service.database.start(&new, account.zone, now)?;
    service.changed();
    Ok(id)
}

fn declares_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The body as documented, its times still on the wall clock.
#[derive(Debug)]
struct Wanted {
    start: Option<NaiveDateTime>,
    scheduled_end: Option<NaiveDateTime>,
    public: bool,
    locked_by: String,
}

impl Wanted {
    fn parse(body: &[u8]) -> Result<Self, Refusal> {
        const FIELDS: [&str; 7] = [
            "insertl",
            "startdate",
            "starttime",
            "public",
            "lockedby",
            "scheduledend",
            "scheduledendtime",
        ];
        let Ok(body) = serde_json::from_slice::<Value>(body) else { return Err(Refusal::NotJson) };
        let Value::Object(fields) = body else { return Err(Refusal::NotAnObject) };
        if let Some(unknown) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
            let name: String = unknown.chars().take(LOCKED_BY_LIMIT).collect();
            return Err(Refusal::Field(name, "is not a field of this request"));
        }
        match fields.get("insertl").map(Value::as_u64) {
            Some(Some(1)) => {}
            Some(_) => return Err(Refusal::field("insertl", "must be the number 1")),
            None => return Err(Refusal::field("insertl", "is mandatory")),
        }
        let public = match fields.get("public").map(Value::as_u64) {
            None | Some(Some(0)) => false,
            Some(Some(1)) => true,
            Some(_) => return Err(Refusal::field("public", "must be the number 0 or 1")),
        };
        let locked_by = text(&fields, "lockedby")?.unwrap_or_default();
        if locked_by.chars().count() > LOCKED_BY_LIMIT {
            return Err(Refusal::field("lockedby", "is longer than 50 characters"));
        }
        Ok(Self {
            start: moment(&fields, "startdate", "starttime")?,
            scheduled_end: moment(&fields, "scheduledend", "scheduledendtime")?,
            public,
            locked_by: locked_by.to_owned(),
        })
    }
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, Refusal> {
    match fields.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::field(name, "must be a string")),
    }
}

/// A date and its time of day; a date alone means midnight, as documented.
fn moment(
    fields: &Map<String, Value>,
    date_name: &str,
    time_name: &str,
) -> Result<Option<NaiveDateTime>, Refusal> {
    let date = text(fields, date_name)?.map(|text| day(text, date_name)).transpose()?;
    let time = text(fields, time_name)?.map(|text| time_of_day(text, time_name)).transpose()?;
    match (date, time) {
        (Some(date), time) => Ok(Some(date.and_time(time.unwrap_or(NaiveTime::MIN)))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Refusal::field(date_name, "is missing beside its time")),
    }
}

fn day(text: &str, name: &str) -> Result<NaiveDate, Refusal> {
    match zone::date(text) {
        Some(Ok(date)) => Ok(date),
        Some(Err(Impossible)) => Err(Refusal::field(name, "is no date of the calendar")),
        None => Err(Refusal::field(name, "must be YYYY-MM-DD")),
    }
}

fn time_of_day(text: &str, name: &str) -> Result<NaiveTime, Refusal> {
    match zone::time(text) {
        Some(Ok(time)) => Ok(time),
        Some(Err(Impossible)) => Err(Refusal::field(name, "is no time of the day")),
        None => Err(Refusal::field(name, "must be HH:MM")),
    }
}
