//! What every request passes: it is noted down, it must be meant for this computer, and then it
//! is answered, or met with the fault that is due.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::behaviours::{Due, Fault};
use crate::connection::Line;
use crate::refusal::{Refusal, worded};
use crate::script::{self, Step};
use crate::service::{BODY_LIMIT, Shared};

const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";
const LATE: Duration = Duration::from_secs(2);
const DRIP: Duration = Duration::from_secs(1);
const HUGE: usize = 50 * 1000 * 1000;
const DEEP: usize = 10_000;
const MISSING: usize = 10;

pub(crate) async fn gate(
    State(service): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    mut request: Request,
    next: Next,
) -> Response {
    service.note(&request);
    let path = request.uri().path().to_owned();
    let due = service.due(request.method(), &path);
    let mut response = if is_for_loopback(request.uri(), request.headers()) {
        request.extensions_mut().insert(due.clone());
        meet(Met { path, due: due.clone(), line, next }, request).await
    } else {
        worded(Refusal::ForeignHost.into_response(), &path, &due)
    };
    let now = service.now(&due).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let headers = response.headers_mut();
    if let Ok(now) = HeaderValue::try_from(now) {
        headers.insert(header::DATE, now);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Only a browser that was lured here under another name says so in its `Host`.
fn is_for_loopback(uri: &Uri, headers: &HeaderMap) -> bool {
    let is_loopback = |authority: &str| {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        };
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| host.eq_ignore_ascii_case(own))
    };
    let mut hosts = headers.get_all(header::HOST).iter();
    let Some(host) = hosts.next().and_then(|host| host.to_str().ok()) else { return false };
    hosts.next().is_none()
        && is_loopback(host)
        && uri.authority().is_none_or(|authority| is_loopback(authority.as_str()))
}

struct Met {
    path: String,
    due: Due,
    line: Line,
    next: Next,
}

impl Met {
    async fn answer(self, request: Request) -> Response {
        worded(self.next.run(request).await, &self.path, &self.due)
    }

    fn refuse(&self, status: u16) -> Response {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        worded(Refusal::Forced(status).into_response(), &self.path, &self.due)
    }
}

async fn meet(met: Met, request: Request) -> Response {
    let Some(fault) = met.due.fault else { return met.answer(request).await };
    match fault {
        Fault::Answer(status) => met.refuse(status),
        Fault::Redirect(status) => {
            let mut response = met.refuse(status);
            response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/elsewhere"));
            *response.body_mut() = Body::empty();
            response
        }
        Fault::CloseBeforeReading => severed(&met.line),
        Fault::CloseAfterReading => {
            drop(to_bytes(request.into_body(), BODY_LIMIT).await);
            severed(&met.line)
        }
        Fault::CloseAfterRecording => {
            let line = met.line.clone();
            drop(met.answer(request).await);
            severed(&line)
        }
        Fault::LateLanding => {
            let (parts, body) = request.into_parts();
            let line = met.line.clone();
            if let Ok(body) = to_bytes(body, BODY_LIMIT).await {
                tokio::spawn(async move {
                    tokio::time::sleep(LATE).await;
                    met.answer(Request::from_parts(parts, body.into())).await;
                });
            }
            severed(&line)
        }
        Fault::NoAnswer => std::future::pending().await,
        Fault::Html => {
            Html("<!DOCTYPE html><title>Welcome</title><p>Please log in to this network.</p>")
                .into_response()
        }
        Fault::Error500AfterRecording => {
            let (path, due) = (met.path.clone(), met.due.clone());
            drop(met.answer(request).await);
            worded(Refusal::Forced(StatusCode::INTERNAL_SERVER_ERROR).into_response(), &path, &due)
        }
        Fault::CutMidResponse
        | Fault::SlowDrip
        | Fault::WrongLength
        | Fault::Garbage
        | Fault::HugeBody
        | Fault::DeepJson
        | Fault::EmptyBody => spoil(fault, met.answer(request).await).await,
    }
}

/// An answer that is never written.
fn severed(line: &Line) -> Response {
    line.sever();
    StatusCode::NO_CONTENT.into_response()
}

/// The status stays, the body suffers.
async fn spoil(fault: Fault, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut declare = |length: usize| {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    };
    let body =
        match fault {
            Fault::CutMidResponse => {
                declare(bytes.len());
                let half = bytes.slice(..bytes.len() / 2);
                script::body([Step::Send(half), Step::Flush, Step::Break])
            }
            Fault::SlowDrip => {
                declare(bytes.len());
                script::body((0..bytes.len()).flat_map(|at| {
                    [Step::Send(bytes.slice(at..=at)), Step::Flush, Step::Pause(DRIP)]
                }))
            }
            Fault::WrongLength => {
                declare(bytes.len().saturating_sub(MISSING));
                script::body([Step::Send(bytes)])
            }
            Fault::Garbage => Body::from(&b"\x00\xff\xfe{\"session_id\":\x80\xc3(\r\n\x1b[31m"[..]),
            Fault::HugeBody => {
                let piece = Bytes::from(vec![b'x'; 64 * 1024]);
                let pieces = std::iter::repeat_n(piece, HUGE.div_ceil(64 * 1024)).map(Step::Send);
                let opening = Step::Send(Bytes::from_static(b"{\"message\":\""));
                let closing = Step::Send(Bytes::from_static(b"\"}"));
                script::body(std::iter::once(opening).chain(pieces).chain([closing]))
            }
            Fault::DeepJson => Body::from([vec![b'['; DEEP], vec![b']'; DEEP]].concat()),
            _ => Body::empty(),
        };
    Response::from_parts(parts, body)
}
