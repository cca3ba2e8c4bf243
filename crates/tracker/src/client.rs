//! The HTTP client: one attempt is one request, and every safety is set here, once.

use std::error::Error as _;
use std::io;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER,
};
use reqwest::{Method, Request, redirect, retry};
use url::Url;

use crate::origin::{Endpoint, Origin};
use crate::outcome::{Answer, Fault, MAX_RETRY_AFTER, NotSent, Outcome, classify};
use crate::reads::{self, EndChange, ReadError, Session, UserStats};
use crate::request::StartRequest;
use crate::route::{Proxy, Route};
use crate::token::Token;

/// As much of a body as is ever read.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// How many sessions one page of the list asks for: it must fit into [`MAX_BODY_BYTES`].
const PAGE: u16 = 50;

/// How long a connection is kept for the next request. On one that the server is closing a POST fails
/// after it was sent, and its outcome is unknown: the older it is, the likelier that is.
pub const KEPT: Duration = Duration::from_secs(2);

/// Time limits. Their order decides what an error proves: a connection that hangs must run into
/// `connect` (nothing was sent), never into one of the others (unknown).
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Name look-up, TCP and TLS together.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub read: Duration,
    /// The whole exchange.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(8),
            read: Duration::from_secs(15),
            total: Duration::from_secs(20),
        }
    }
}

/// The client could not be set up at all (no trust roots, say). Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[error("the encrypted connection could not be set up: {0}")]
pub struct ClientError(String);

/// One attempt to start: what is known now, and what the server's clock said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What is known.
    pub outcome: Outcome,
    /// The answer's `Date` header.
    pub server_date: Option<DateTime<Utc>>,
}

/// A request as it would go out, for showing: the token is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// `POST`.
    pub method: String,
    /// The full address.
    pub url: String,
    /// Names and values in order; the token's value reads `Bearer <redacted>`.
    pub headers: Vec<(String, String)>,
    /// The JSON.
    pub body: String,
}

/// One exchange with the service, in numbers and fixed words: fit for a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The name of the place that was asked.
    pub endpoint: &'static str,
    /// The answer's status, or why there is none.
    pub answer: Result<u16, Fault>,
    /// Until the answer was whole.
    pub took: Duration,
}

/// Speaks to one origin, which is fixed for its life.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: Origin,
    heard: fn(Heard),
}

impl Client {
    /// Sets up TLS with the system's trust roots, and goes the way that is given. Every request has a
    /// connection of its own.
    ///
    /// # Errors
    /// When the system gives no usable trust roots.
    pub fn new(origin: Origin, limits: Limits, route: Route) -> Result<Self, ClientError> {
        Self::set_up(origin, limits, route, 0)
    }

    /// As [`Client::new`], but a request that follows another within [`KEPT`] takes its connection:
    /// for a start on the heels of the read that a menu shows.
    ///
    /// # Errors
    /// When the system gives no usable trust roots.
    pub fn keeping(origin: Origin, limits: Limits, route: Route) -> Result<Self, ClientError> {
        Self::set_up(origin, limits, route, 1)
    }

    fn set_up(
        origin: Origin,
        limits: Limits,
        route: Route,
        kept: usize,
    ) -> Result<Self, ClientError> {
        // Fails only when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .https_only(origin.is_https())
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .pool_max_idle_per_host(kept)
            .pool_idle_timeout(KEPT)
            .referer(false)
            .user_agent(USER_AGENT)
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .timeout(limits.total);
        let route =
            if origin.is_loopback() { Route { proxy: Proxy::Direct, ..route } } else { route };
        let failed = |error| ClientError(innermost(&error));
        let http = route.lead(builder).and_then(reqwest::ClientBuilder::build).map_err(failed)?;
        Ok(Self { http, origin, heard: |_| () })
    }

    /// Has `heard` called after each exchange.
    #[must_use]
    pub fn heard_by(self, heard: fn(Heard)) -> Self {
        Self { heard, ..self }
    }

    /// The origin that this client speaks to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// One attempt to start a session. Never repeats anything by itself.
    pub async fn start(&self, token: &Token, request: &StartRequest) -> Exchange {
        let http_request = match bearer(token) {
            Ok(authorization) => insert_request(&self.origin, request, authorization),
            Err(fault) => return Exchange { outcome: classify(&Err(fault)), server_date: None },
        };
        let (attempt, server_date) = self.exchange(http_request, &Endpoint::Insert, token).await;
        Exchange { outcome: classify(&attempt), server_date }
    }

    /// The public numbers of the token's owner. A private session may be missing from them.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn user_stats(&self, token: &Token) -> Result<UserStats, ReadError> {
        reads::user_stats(&self.read(token, &Endpoint::UserStats).await?)
    }

    /// The session that runs now, private ones too.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn active_session(&self, token: &Token) -> Result<Option<Session>, ReadError> {
        let endpoint = Endpoint::Sessions { active: true, limit: PAGE, offset: 0 };
        let sessions = reads::sessions(&self.read(token, &endpoint).await?)?;
        Ok(sessions.into_iter().find(|session| session.active))
    }

    /// One page of all sessions, ended ones too, from `offset` on. A page that is not full is the
    /// last one; [`Client::is_last_page`] tells.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn sessions(&self, token: &Token, offset: u32) -> Result<Vec<Session>, ReadError> {
        let endpoint = Endpoint::Sessions { active: false, limit: PAGE, offset };
        reads::sessions(&self.read(token, &endpoint).await?)
    }

    /// Is there nothing after this page?
    pub fn is_last_page(page: &[Session]) -> bool {
        page.len() < usize::from(PAGE)
    }

    /// How a session's scheduled end moved.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn end_changes(
        &self,
        token: &Token,
        session: u64,
    ) -> Result<Vec<EndChange>, ReadError> {
        reads::end_changes(&self.read(token, &Endpoint::Histories { session }).await?)
    }

    /// Does the service answer at all? Sends no token. Tells the server's clock.
    ///
    /// # Errors
    /// When there was no answer.
    pub async fn probe(&self) -> Result<Option<DateTime<Utc>>, Fault> {
        let request = Request::new(Method::GET, self.origin.at(&Endpoint::UserStats));
        let began = Instant::now();
        let response = self.http.execute(request).await.map_err(|error| fault_of(&error));
        let answer = response.as_ref().map(|response| response.status().as_u16());
        self.tell("probe", answer.map_err(|fault| *fault), began);
        let response = response?;
        Ok(response.headers().get(DATE).and_then(http_date))
    }

    async fn read(&self, token: &Token, endpoint: &Endpoint) -> Result<Answer, ReadError> {
        let authorization = bearer(token).map_err(ReadError::Unreachable)?;
        let mut request = Request::new(Method::GET, self.origin.at(endpoint));
        set_headers(request.headers_mut(), authorization);
        let (attempt, _) = self.exchange(request, endpoint, token).await;
        attempt.map_err(ReadError::Unreachable)
    }

    fn tell(&self, endpoint: &'static str, answer: Result<u16, Fault>, began: Instant) {
        (self.heard)(Heard { endpoint, answer, took: began.elapsed() });
    }

    async fn exchange(
        &self,
        request: Request,
        endpoint: &Endpoint,
        token: &Token,
    ) -> (Result<Answer, Fault>, Option<DateTime<Utc>>) {
        let began = Instant::now();
        let (attempt, date) = self.send(request, token).await;
        let answer = attempt.as_ref().map(|answer| answer.status).map_err(|fault| *fault);
        self.tell(endpoint.name(), answer, began);
        (attempt, date)
    }

    /// Sends once and reduces what came back. The token is cut out of a body that repeats it.
    async fn send(
        &self,
        request: Request,
        token: &Token,
    ) -> (Result<Answer, Fault>, Option<DateTime<Utc>>) {
        let mut response = match self.http.execute(request).await {
            Ok(response) => response,
            Err(error) => return (Err(fault_of(&error)), None),
        };
        let server_date = response.headers().get(DATE).and_then(http_date);
        let retry_after =
            response.headers().get(RETRY_AFTER).and_then(|value| wait(value, server_date));
        let mut body = Vec::new();
        let whole = loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= MAX_BODY_BYTES => {
                    body.extend_from_slice(&chunk);
                }
                Ok(None) => break true,
                Ok(Some(chunk)) => {
                    body.extend_from_slice(&chunk[..MAX_BODY_BYTES - body.len()]);
                    break false;
                }
                Err(_) => break false,
            }
        };
        cut_out(&mut body, token);
        let status = response.status().as_u16();
        (Ok(Answer { status, retry_after, body, whole }), server_date)
    }
}

const USER_AGENT: &str = concat!("latchet/", env!("CARGO_PKG_VERSION"));

/// The request as [`Client::start`] would send it, for showing. Needs neither token nor network.
pub fn preview(origin: &Origin, request: &StartRequest) -> Preview {
    let http_request =
        insert_request(origin, request, HeaderValue::from_static("Bearer <redacted>"));
    let own = [("user-agent".to_owned(), USER_AGENT.to_owned())];
    let set = http_request.headers().iter().map(|(name, value)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Preview {
        method: http_request.method().to_string(),
        url: http_request.url().to_string(),
        headers: set.chain(own).collect(),
        body: request.body(),
    }
}

fn insert_request(origin: &Origin, request: &StartRequest, authorization: HeaderValue) -> Request {
    let url: Url = origin.at(&Endpoint::Insert);
    let mut http_request = Request::new(Method::POST, url);
    set_headers(http_request.headers_mut(), authorization);
    http_request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *http_request.body_mut() = Some(request.body().into());
    http_request
}

fn set_headers(headers: &mut HeaderMap, authorization: HeaderValue) {
    headers.insert(AUTHORIZATION, authorization);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
}

/// The one line of this program that puts the token on the wire.
fn bearer(token: &Token) -> Result<HeaderValue, Fault> {
    let text = zeroize::Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value = HeaderValue::from_str(&text).map_err(|_| Fault::Before(NotSent::NotBuilt))?;
    value.set_sensitive(true);
    Ok(value)
}

/// What an error proves. Everything that is not certainly "before" is "after".
fn fault_of(error: &reqwest::Error) -> Fault {
    if error.is_builder() {
        return Fault::Before(NotSent::NotBuilt);
    }
    if error.is_connect()
        && let Some(why) = of_proxy(error)
    {
        return Fault::Before(why);
    }
    if error.is_dns() {
        return Fault::Before(NotSent::NameNotFound);
    }
    if error.is_connect() {
        return Fault::Before(if error.is_timeout() {
            NotSent::ConnectTimeout
        } else if is_tls(error) {
            NotSent::NotTrusted
        } else {
            NotSent::NoConnection
        });
    }
    if error.is_timeout() { Fault::TimedOut } else { Fault::ConnectionLost }
}

/// What became of the way through a proxy. Its errors have no public type, only words; a test with a
/// real proxy holds to them.
fn of_proxy(error: &reqwest::Error) -> Option<NotSent> {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(what) = cause.to_string().strip_prefix("tunnel error: ") {
            return Some(match what {
                "proxy authorization required" => NotSent::ProxyWantsPassword,
                "failed to create underlying connection" => NotSent::NoProxy,
                _ => NotSent::ProxyRefused,
            });
        }
        next = cause.source();
    }
    None
}

/// Did the TLS library say no? It hides inside I/O errors, one in the other. Such an error gives as
/// its source that of what it holds, and so passes over the very thing.
fn is_tls(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        if cause.is::<rustls::Error>() {
            return true;
        }
        next = match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(held) => Some(held),
            None => cause.source(),
        };
    }
    false
}

/// The deepest cause in words: the outer ones print the address.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

fn http_date(value: &HeaderValue) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(value.to_str().ok()?).ok().map(|date| date.to_utc())
}

/// `Retry-After` in either of its forms, never longer than a day. A date counts from the server's
/// own clock.
fn wait(value: &HeaderValue, server_date: Option<DateTime<Utc>>) -> Option<Duration> {
    let seconds = value.to_str().ok().and_then(|text| text.trim().parse::<u64>().ok());
    let until = || (http_date(value)? - server_date?).to_std().ok();
    seconds.map(Duration::from_secs).or_else(until).map(|wait| wait.min(MAX_RETRY_AFTER))
}

fn cut_out(body: &mut Vec<u8>, token: &Token) {
    let secret = token.expose().as_bytes();
    // Shorter texts would also be found in innocent places, and are no tokens of the service.
    if secret.len() < 8 {
        return;
    }
    while let Some(at) = body.windows(secret.len()).position(|window| window == secret) {
        body.splice(at..at + secret.len(), *b"<redacted>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_bounded_whatever_the_server_asks() {
        let now = DateTime::from_timestamp(1_767_225_600, 0);
        for (header, seconds) in [
            ("120", Some(120)),
            ("1000000000", Some(86_400)),
            ("99999999999999999999999", None),
            ("-5", None),
            ("soon", None),
            ("Thu, 01 Jan 2026 00:01:00 GMT", Some(60)),
            ("Wed, 31 Dec 2025 00:01:00 GMT", None),
            ("Thu, 01 Jan 2099 00:00:00 GMT", Some(86_400)),
        ] {
            let value = HeaderValue::from_static(header);
            assert_eq!(wait(&value, now).map(|w| w.as_secs()), seconds, "{header}");
        }
    }

    #[test]
    fn a_body_that_repeats_the_token_is_cleaned() {
        let token = Token::parse("canary-token").unwrap();
        let mut body = b"no canary-token, no canary-token!".to_vec();
        cut_out(&mut body, &token);
        assert_eq!(body, b"no <redacted>, no <redacted>!");
    }

    #[test]
    fn the_preview_shows_what_goes_out_but_for_the_token() {
        let request =
            StartRequest { start: None, scheduled_end: None, locked_by: None, public: false };
        let preview = preview(&Origin::service(), &request);
        assert_eq!(preview.method, "POST");
        assert_eq!(preview.url, "https://www.chastitytracker.org/api/liveinsert.php");
        assert_eq!(preview.body, r#"{"insertl":1,"public":0}"#);
        assert_eq!(
            preview.headers,
            [
                ("authorization", "Bearer <redacted>"),
                ("accept", "application/json"),
                ("content-type", "application/json"),
                ("user-agent", USER_AGENT),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
