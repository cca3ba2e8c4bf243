//! A server whose clock the test holds, and a client that follows nothing.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use latchet_practice::{Options, Practice};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// 12:00 in Berlin.
pub(crate) const NOW: &str = "2025-06-06 10:00:00";
pub(crate) const INSERT: &str = "/api/liveinsert.php";
pub(crate) const USER_STATS: &str = "/api/userstats.php";
pub(crate) const SESSIONS: &str = "/api/v2/sessions.php";
pub(crate) const HISTORIES: &str = "/api/v2/histories.php";
pub(crate) const GAMES: &str = "/api/v2/games.php";

pub(crate) struct Server {
    pub(crate) practice: Practice,
    pub(crate) client: Client,
    clock: Arc<Mutex<DateTime<Utc>>>,
}

pub(crate) async fn spawn() -> Server {
    spawn_with(Options::default()).await
}

pub(crate) async fn spawn_behaving(behaviours: &str) -> Server {
    let behaviours = behaviours.parse().unwrap();
    spawn_with(Options { behaviours, ..Options::default() }).await
}

pub(crate) async fn spawn_with(options: Options) -> Server {
    let clock = Arc::new(Mutex::new(utc(NOW)));
    let hands = Arc::clone(&clock);
    let practice =
        Practice::open_with_clock(options, move || *hands.lock().unwrap()).await.unwrap();
    // Built together with the client of the service, this one speaks TLS too, though it never does.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .redirect(Policy::none())
        .pool_max_idle_per_host(0)
        .no_proxy()
        .timeout(Duration::from_secs(8))
        .build()
        .unwrap();
    Server { practice, client, clock }
}

impl Server {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.practice.url()))
    }

    /// A start with the first token, ready to be sent.
    pub(crate) fn start(&self, body: &Value) -> RequestBuilder {
        self.request(Method::POST, INSERT).bearer_auth(self.practice.first_token()).json(body)
    }

    pub(crate) async fn post(&self, body: &Value) -> Answer {
        Answer::of(self.start(body).send().await.unwrap()).await
    }

    pub(crate) async fn post_text(&self, body: &str) -> Answer {
        let request = self
            .request(Method::POST, INSERT)
            .bearer_auth(self.practice.first_token())
            .header("content-type", "application/json")
            .body(body.to_owned());
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).bearer_auth(self.practice.first_token());
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        *self.clock.lock().unwrap() += time;
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The shortest start there is.
pub(crate) fn plain_start() -> Value {
    json!({"insertl": 1})
}

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap().and_utc()
}
