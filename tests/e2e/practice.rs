//! The practice server in this process, asked about what reached it.

use std::net::SocketAddr;

use chrono::{DateTime, Utc};
use latchet_practice::{Behaviours, Options, Permission, Practice as Server};

/// A running practice server with an empty database.
pub(crate) struct Practice {
    server: Server,
    url: String,
}

impl Practice {
    /// Strictly as documented.
    pub(crate) fn strict() -> Self {
        Self::behaving("")
    }

    /// With deviations, by their names.
    pub(crate) fn behaving(names: &str) -> Self {
        Self::at_a_clock(names, Utc::now)
    }

    /// As [`Practice::behaving`], at another time.
    pub(crate) fn at_a_clock(
        names: &str,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    ) -> Self {
        let behaviours = names.parse::<Behaviours>().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let options = Options { behaviours, ..Options::default() };
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

    /// A token with write permission.
    pub(crate) fn token(&self) -> &str {
        self.server.first_token()
    }

    /// The server itself, to do what is done on the website.
    pub(crate) fn server(&self) -> &Server {
        &self.server
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
        requests.map(|seen| (seen.method, seen.path_and_query)).collect()
    }

    /// How many requests were a POST.
    pub(crate) fn starts(&self) -> usize {
        self.requests().iter().filter(|(method, _)| method == "POST").count()
    }

    /// How many sessions stand in its database.
    pub(crate) fn sessions(&self) -> usize {
        self.server.sessions().len()
    }
}
