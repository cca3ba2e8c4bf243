//! The profile page: where tokens are made and revoked, and sessions are seen, moved and ended.
//!
//! A form changes something and sends the browser back here; reloading never repeats it. Every
//! form carries a secret of this process, so that no other page in the same browser can send one.

use axum::Router;
use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use serde::{Deserialize, Deserializer};

use crate::behaviours::Due;
use crate::database::Account;
use crate::database::scheduled_end::{Move, Source};
use crate::database::sessions::{Filter, NewSession};
use crate::refusal::Refusal;
use crate::service::{Service, Shared, locked};
use crate::token::{self, Permission};

mod view;

const NICK_LIMIT: usize = 50;
/// A year.
const HOURS_LIMIT: i64 = 24 * 365;

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(profile))
        .route("/style.css", get(style))
        .route("/account", post(save_account))
        .route("/tokens/make", post(make_token))
        .route("/tokens/regenerate", post(regenerate_token))
        .route("/tokens/revoke", post(revoke_token))
        .route("/sessions/start", post(start_session))
        .route("/sessions/end", post(end_session))
        .route("/sessions/scheduled-end/move", post(move_end))
        .route("/sessions/scheduled-end/set", post(set_end))
        .route("/sessions/scheduled-end/remove", post(take_end_away))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page/style.css"))
}

async fn profile(State(service): State<Shared>) -> Result<Response, Refusal> {
    let page = view::Profile {
        account: service.database.account()?,
        tokens: service.database.tokens()?,
        sessions: service.database.sessions(&Filter::default())?,
        fresh_token: locked(&service.fresh_token).take(),
        form_secret: &service.form_secret,
    };
    Ok(Html(page.render().into_string()).into_response())
}

/// What any of the forms may hold. Which fields are there depends on the form.
#[derive(Deserialize)]
struct Fields {
    secret: String,
    #[serde(default, deserialize_with = "number")]
    id: Option<i64>,
    permission: Option<String>,
    #[serde(default, deserialize_with = "number")]
    hours: Option<i64>,
    #[serde(default, deserialize_with = "number")]
    minutes: Option<i64>,
    source: Option<String>,
    nick: Option<String>,
    zone: Option<String>,
    locked_by: Option<String>,
    public: Option<String>,
}

/// A field that was left empty, or holds no number, is as good as missing.
fn number<'de, D: Deserializer<'de>>(field: D) -> Result<Option<i64>, D::Error> {
    Ok(String::deserialize(field)?.trim().parse().ok())
}

type Sent = Result<Form<Fields>, axum::extract::rejection::FormRejection>;

/// The fields, if this server wrote the form.
fn own(sent: Sent, service: &Service) -> Result<Fields, Refusal> {
    match sent {
        Ok(Form(fields)) if fields.secret == service.form_secret => Ok(fields),
        Ok(_) | Err(_) => Err(Refusal::ForgedForm),
    }
}

fn back() -> Response {
    Redirect::to("/").into_response()
}

const INCOMPLETE: Refusal = Refusal::Page("The form is incomplete");

async fn save_account(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    let nick = fields.nick.ok_or(INCOMPLETE)?.trim().to_owned();
    if nick.is_empty() || nick.chars().count() > NICK_LIMIT {
        return Err(Refusal::Page("The nick must have 1 to 50 characters"));
    }
    let zone = fields.zone.ok_or(INCOMPLETE)?;
    let zone = zone.trim().parse().map_err(|_| Refusal::Page("There is no such time zone"))?;
    service.database.set_account(&Account { nick, zone })?;
    Ok(back())
}

async fn make_token(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    let permission = fields.permission.as_deref().and_then(Permission::named).ok_or(INCOMPLETE)?;
    let token = token::fresh()?;
    service.database.add_token(&token, permission, service.now(&Due::default()))?;
    *locked(&service.fresh_token) = Some(token);
    Ok(back())
}

async fn regenerate_token(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let id = own(sent, &service)?.id.ok_or(INCOMPLETE)?;
    let token = token::fresh()?;
    if !service.database.replace_token(id, &token, service.now(&Due::default()))? {
        return Err(Refusal::Page("This token has been revoked"));
    }
    *locked(&service.fresh_token) = Some(token);
    Ok(back())
}

async fn revoke_token(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let id = own(sent, &service)?.id.ok_or(INCOMPLETE)?;
    service.database.revoke(id)?;
    Ok(back())
}

async fn start_session(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    let now = service.now(&Due::default());
    let new = NewSession {
        start: now,
        scheduled_end: fields
            .hours
            .filter(|hours| (1..=HOURS_LIMIT).contains(hours))
            .map(|hours| now + TimeDelta::hours(hours)),
        locked_by: fields.locked_by.unwrap_or_default().trim().chars().take(NICK_LIMIT).collect(),
        public: fields.public.is_some(),
    };
    service.database.start(&new, service.database.account()?.zone, now)?;
    service.changed();
    Ok(back())
}

async fn end_session(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let id = own(sent, &service)?.id.ok_or(INCOMPLETE)?;
    let zone = service.database.account()?.zone;
    if !service.database.end(id, zone, service.now(&Due::default()))? {
        return Err(Refusal::Page("This session does not run"));
    }
    service.changed();
    Ok(back())
}

/// By some hours, in either direction.
async fn move_end(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    let hours =
        fields.hours.filter(|hours| *hours != 0 && (-HOURS_LIMIT..=HOURS_LIMIT).contains(hours));
    let by = TimeDelta::hours(hours.ok_or(INCOMPLETE)?);
    moved(&service, &fields, Move::By(by))
}

/// To some minutes from now.
async fn set_end(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    let minutes = fields.minutes.filter(|minutes| (1..=HOURS_LIMIT * 60).contains(minutes));
    let ahead = TimeDelta::minutes(minutes.ok_or(INCOMPLETE)?);
    moved(&service, &fields, Move::To(service.now(&Due::default()) + ahead))
}

async fn take_end_away(State(service): State<Shared>, sent: Sent) -> Result<Response, Refusal> {
    let fields = own(sent, &service)?;
    moved(&service, &fields, Move::Away)
}

fn moved(service: &Service, fields: &Fields, to: Move) -> Result<Response, Refusal> {
    let id = fields.id.ok_or(INCOMPLETE)?;
    let source = fields.source.as_deref().and_then(Source::named).ok_or(INCOMPLETE)?;
    service.database.move_scheduled_end(id, to, source, service.now(&Due::default()))?;
    service.changed();
    Ok(back())
}
