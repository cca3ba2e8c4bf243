//! The practice server in this process, asked about what reached it.

use latchet_practice::{Behaviours, Options, Permission, Practice as Server};

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
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let options = Options { behaviours, ..Options::default() };
        // It serves on a thread of its own.
        let server = runtime.block_on(Server::open(options)).unwrap();
        let url = server.url();
        Self { server, url }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A token with write permission.
    pub(crate) fn token(&self) -> &str {
        self.server.first_token()
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
