//! Every way to say no, with its status and its words, in one place.
//!
//! A handler only names the refusal. The words are put into a body by [`worded`], because the
//! shape of an error body is one of the questions that the documentation leaves open.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Response};
use maud::{DOCTYPE, html};
use serde_json::json;

use crate::behaviours::{Due, Trait};
use crate::database::scheduled_end::MoveError;
use crate::database::sessions::StartError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    NoToken,
    UnknownToken,
    MayNotWrite,
    MayNotRead,
    NotJson,
    NotAnObject,
    NotDeclaredJson,
    TooLong,
    BadQuery,
    /// One field or parameter, and what is wrong with it.
    Field(String, &'static str),
    Overlap,
    NoSuchSession,
    NothingHere,
    Method,
    /// The `Host` header names another computer: somebody points a browser at this server.
    ForeignHost,
    /// A form that this server did not write.
    ForgedForm,
    /// What a form asks can't be done, in words.
    Page(&'static str),
    /// A behaviour asks for this status.
    Forced(StatusCode),
    Internal,
}

impl Refusal {
    pub(crate) fn field(name: &str, problem: &'static str) -> Self {
        Self::Field(name.to_owned(), problem)
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotJson
            | Self::NotAnObject
            | Self::NotDeclaredJson
            | Self::TooLong
            | Self::BadQuery
            | Self::Field(..)
            | Self::Page(_) => StatusCode::BAD_REQUEST,
            Self::NoToken | Self::UnknownToken => StatusCode::UNAUTHORIZED,
            Self::MayNotWrite | Self::MayNotRead | Self::ForgedForm => StatusCode::FORBIDDEN,
            Self::NoSuchSession | Self::NothingHere => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Overlap => StatusCode::CONFLICT,
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Forced(status) => *status,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self.status() {
            StatusCode::BAD_REQUEST => "bad_request",
            StatusCode::UNAUTHORIZED => "unauthorized",
            StatusCode::FORBIDDEN => "forbidden",
            StatusCode::NOT_FOUND => "not_found",
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::CONFLICT => "conflict",
            StatusCode::TOO_MANY_REQUESTS => "too_many_requests",
            StatusCode::SERVICE_UNAVAILABLE => "unavailable",
            StatusCode::MISDIRECTED_REQUEST => "misdirected",
            _ => "server_error",
        }
    }

    fn message(&self) -> String {
        let words = match self {
            Self::NoToken => "Missing token",
            Self::UnknownToken => "Invalid token",
            Self::MayNotWrite => "Missing authorization: this token has no write permission",
            Self::MayNotRead => "Missing authorization: this token may not read",
            Self::NotJson => "The body is not valid JSON",
            Self::NotAnObject => "The body must be a JSON object",
            Self::NotDeclaredJson => "Content-Type must be application/json",
            Self::TooLong => "The body is too long",
            Self::BadQuery => "The query can't be read",
            Self::Field(name, problem) => return format!("{name} {problem}"),
            Self::Overlap => "Overlapping session exists",
            Self::NoSuchSession => "There is no such session",
            Self::NothingHere => "There is nothing here",
            Self::Method => "Method not allowed",
            Self::ForeignHost => "This server answers to this computer only",
            Self::ForgedForm => {
                "This form is not, or no longer, valid: go back and reload the page"
            }
            Self::Page(words) => words,
            Self::Forced(status) => match status.as_u16() {
                400 => "Missing or malformed input",
                401 => "Invalid or missing token",
                403 => "Missing authorization",
                404 => "There is nothing here",
                409 => "Overlapping session exists",
                429 => "Too many requests",
                503 => "The service is down for maintenance",
                _ => "Something went wrong server-side",
            },
            Self::Internal => "Something went wrong server-side",
        };
        words.to_owned()
    }
}

impl From<rusqlite::Error> for Refusal {
    /// The client learns nothing of it; whoever runs the server does.
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("practice server: the database failed: {error}");
        Self::Internal
    }
}

impl From<StartError> for Refusal {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Overlap => Self::Overlap,
            StartError::Database(error) => error.into(),
        }
    }
}

impl From<MoveError> for Refusal {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::NotRunning => Self::Page("This session does not run"),
            MoveError::NoEnd => Self::Page("This session has no scheduled end"),
            MoveError::NotAfterStart => {
                Self::Page("The scheduled end would not lie after the start")
            }
            MoveError::Database(error) => error.into(),
        }
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(error: getrandom::Error) -> Self {
        eprintln!("practice server: no random numbers: {error}");
        Self::Internal
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives a refused answer the body that its path, or a behaviour, wants.
pub(crate) fn worded(mut response: Response, path: &str, due: &Due) -> Response {
    let Some(refusal) = response.extensions_mut().remove::<Refusal>() else { return response };
    let (status, code, message) = (refusal.status(), refusal.code(), refusal.message());
    let mut worded = if due.has(Trait::ErrorObject) {
        Json(json!({"error": {"code": code, "message": message}})).into_response()
    } else if due.has(Trait::ErrorPlainText) {
        message.into_response()
    } else if due.has(Trait::ErrorHtml) {
        Html(page(status, &message, false)).into_response()
    } else if !path.starts_with("/api/") {
        Html(page(status, &message, true)).into_response()
    } else if due.has(Trait::ErrorV2) || path.starts_with("/api/v2/") {
        let error = json!({"code": code, "message": message});
        Json(json!({"ok": false, "error": error, "meta": {"version": 2}})).into_response()
    } else {
        Json(json!({"error": message})).into_response()
    };
    *worded.status_mut() = status;
    // `Allow`, which the router sets beside a 405.
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            worded.headers_mut().insert(name, value.clone());
        }
    }
    let headers = worded.headers_mut();
    match status {
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        StatusCode::TOO_MANY_REQUESTS => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        _ => {}
    }
    worded
}

fn page(status: StatusCode, message: &str, for_people: bool) -> String {
    let title = status.canonical_reason().unwrap_or("Error");
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (status.as_u16()) " " (title) }
                @if for_people { link rel="stylesheet" href="/style.css"; }
            }
            body {
                h1 { (title) }
                p { (message) }
                @if for_people { p { a href="/" { "Back to the profile page" } } }
            }
        }
    }
    .into_string()
}
