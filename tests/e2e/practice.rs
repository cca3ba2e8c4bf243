//! The practice server in this process, asked about what reached it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use chrono::{DateTime, Utc};
use latchet_practice::{Behaviours, Options, Permission, Practice as Server};

/// What the test itself asks of the page says so, and is none of the program's requests.
const PRESSED: &str = "?pressed";

/// A running practice server with an empty database.
pub(crate) struct Practice {
    server: Server,
    url: String,
}

impl Practice {
    /// Strictly as documented.
    pub(crate) fn strict() -> Self {
        Self::serve(Behaviours::default())
    }

    /// With one deviation, by its name.
    pub(crate) fn behaving(name: &str) -> Self {
        Self::serve(name.parse().unwrap())
    }

    fn serve(behaviours: Behaviours) -> Self {
        Self::serve_at(Options { behaviours, ..Options::default() }, Utc::now)
    }

    /// By another clock.
    pub(crate) fn serve_at(
        options: Options,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        // It serves on a thread of its own.
        let server = runtime.block_on(Server::open_with_clock(options, clock)).unwrap();
        let url = server.url();
        Self { server, url }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.url.trim_start_matches("http://").parse().unwrap()
    }

    /// The server itself, to do what is done on the website.
    pub(crate) fn server(&self) -> &Server {
        &self.server
    }

    /// A token with write permission.
    pub(crate) fn token(&self) -> &str {
        self.server.first_token()
    }

    /// One more with write permission.
    pub(crate) fn another_token(&self) -> String {
        self.server.token(Permission::Write).unwrap()
    }

    pub(crate) fn read_only_token(&self) -> String {
        self.server.token(Permission::Read).unwrap()
    }

    /// Method, path and query of every request so far.
    pub(crate) fn requests(&self) -> Vec<(String, String)> {
        let requests = self.server.requests().into_iter();
        let requests = requests.filter(|seen| !seen.path_and_query.ends_with(PRESSED));
        requests.map(|seen| (seen.method, seen.path_and_query)).collect()
    }

    /// How many requests were a POST.
    pub(crate) fn starts(&self) -> usize {
        self.requests().iter().filter(|(method, _)| method == "POST").count()
    }

    /// Stops serving; what is on the disk stays.
    pub(crate) fn shutdown(self) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(self.server.shutdown());
    }

    /// Behaves otherwise from now on.
    pub(crate) fn behave(&self, names: &str) {
        self.server.set_behaviours(names.parse().unwrap());
    }

    /// Ends whatever runs, as on the web.
    pub(crate) fn end_all(&self) {
        for session in self.server.sessions() {
            self.server.end_session(session.id);
        }
    }

    /// The numbers of the sessions in its database.
    pub(crate) fn ids(&self) -> Vec<u64> {
        self.server.sessions().into_iter().map(|session| session.id).collect()
    }

    /// How many sessions stand in its database.
    pub(crate) fn sessions(&self) -> usize {
        self.server.sessions().len()
    }
    /// Moves a session's scheduled end by some hours, earlier if they are negative. `source` is the
    /// service's word for what did it, as in `DICE`.
    #[track_caller]
    pub(crate) fn move_end(&self, session: u64, hours: i64, source: &str) {
        self.press("move", session, source, &format!("&hours={hours}"));
    }

    /// Sets a session's scheduled end to some minutes from now.
    #[track_caller]
    pub(crate) fn set_end_in(&self, session: u64, minutes: u32, source: &str) {
        self.press("set", session, source, &format!("&minutes={minutes}"));
    }

    /// From now on the session has no scheduled end.
    #[track_caller]
    pub(crate) fn take_end_away(&self, session: u64, source: &str) {
        self.press("remove", session, source, "");
    }

    /// Presses a button of the page that moves a scheduled end.
    #[track_caller]
    fn press(&self, button: &str, session: u64, source: &str, more: &str) {
        let page = self.exchange(&format!("GET /{PRESSED} HTTP/1.0\r\n"), "");
        let secret = page.split_once(r#"name="secret" value=""#).unwrap().1;
        let secret = secret.split_once('"').unwrap().0;
        let body = format!("secret={secret}&id={session}&source={source}{more}");
        let head = format!(
            "POST /sessions/scheduled-end/{button}{PRESSED} HTTP/1.0\r\n\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        let answer = self.exchange(&head, &body);
        assert!(answer.starts_with("HTTP/1.0 303 "), "the end did not move: {answer}");
    }

    fn exchange(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        write!(stream, "{head}Host: {}\r\n\r\n{body}", self.address()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}
