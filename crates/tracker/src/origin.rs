//! Which server is spoken to, and the only four places on it that ever are.

use std::fmt;

use url::{Host, Url};

/// The service itself. Two other services share its name, so the host is pinned.
pub const SERVICE: &str = "https://www.chastitytracker.org";

/// Scheme, host and port: what a token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(Url);

/// Why an address can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not an absolute address.
    #[error("this is not a web address")]
    NotAnAddress,
    /// Plain http is for this computer alone: a token is never sent in the clear.
    #[error("plain http is only for this computer itself (127.0.0.1, ::1, localhost); use https")]
    NotEncrypted,
    /// `https://user:password@host`: it would add a second `Authorization` header.
    #[error("a user name or password can't be part of the address")]
    UserInfo,
    /// A path, a query or a fragment.
    #[error("only the server's address is wanted, with nothing after the host and port")]
    MoreThanAnOrigin,
}

impl Origin {
    /// The real service, [`SERVICE`].
    ///
    /// # Panics
    /// Never: the constant is an address, and a test says so.
    pub fn service() -> Self {
        #[expect(clippy::expect_used, reason = "a constant, and a test parses it")]
        Self::parse(SERVICE).expect("the constant is an origin")
    }

    /// Reads a base address: https, or http to this computer alone.
    ///
    /// # Errors
    /// Everything that could carry a token elsewhere, or in the clear.
    pub fn parse(address: &str) -> Result<Self, OriginError> {
        let url = Url::parse(address.trim()).map_err(|_| OriginError::NotAnAddress)?;
        let loopback = match url.host() {
            None => return Err(OriginError::NotAnAddress),
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::UserInfo);
        }
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(OriginError::NotEncrypted),
            _ => return Err(OriginError::NotAnAddress),
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(OriginError::MoreThanAnOrigin);
        }
        Ok(Self(url))
    }

    /// Is this the real service, rather than a practice server or a test?
    pub fn is_service(&self) -> bool {
        self.to_string() == SERVICE
    }

    /// Is it on this computer? Such a server is never spoken to through a proxy.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// May nothing but https be spoken?
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host's name alone, for messages.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// A name for a folder: host, and the port where it isn't the usual one.
    pub fn folder_name(&self) -> String {
        let host = self.host().trim_matches(['[', ']']).replace(':', "-");
        self.0.port().map_or(host.clone(), |port| format!("{host}_{port}"))
    }

    /// The full address of one of the four places.
    pub(crate) fn at(&self, endpoint: &Endpoint) -> Url {
        let mut url = self.0.clone();
        url.set_path(endpoint.path());
        if let Some(query) = endpoint.query() {
            url.set_query(Some(&query));
        }
        url
    }

    /// The user's own profile page, where tokens are made. Opened in a browser, never requested.
    pub fn profile_page(&self) -> String {
        format!("{self}/")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// The insert and the three reads: no other path can be expressed, so none is ever requested.
/// (`/api/v2/games.php` is documented to give a penalty when it is called with a token.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Insert,
    UserStats,
    Sessions { active: bool, limit: u16, offset: u32 },
    Histories { session: u64 },
}

impl Endpoint {
    /// Its name in a log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::UserStats => "userstats",
            Self::Sessions { .. } => "sessions",
            Self::Histories { .. } => "histories",
        }
    }

    fn path(&self) -> &'static str {
        match self {
            Self::Insert => "/api/liveinsert.php",
            Self::UserStats => "/api/userstats.php",
            Self::Sessions { .. } => "/api/v2/sessions.php",
            Self::Histories { .. } => "/api/v2/histories.php",
        }
    }

    fn query(&self) -> Option<String> {
        match self {
            Self::Insert | Self::UserStats => None,
            Self::Sessions { active, limit, offset } => {
                let active = if *active { "active=1&" } else { "" };
                Some(format!("{active}limit={limit}&offset={offset}"))
            }
            Self::Histories { session } => Some(format!("session={session}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_service_is_an_origin() {
        assert!(Origin::service().is_service());
        assert_eq!(Origin::service().folder_name(), "www.chastitytracker.org");
        assert_eq!(
            Origin::service().at(&Endpoint::Insert).as_str(),
            "https://www.chastitytracker.org/api/liveinsert.php"
        );
    }

    #[test]
    fn nothing_that_could_leak_a_token_is_an_origin() {
        for (address, why) in [
            ("http://www.chastitytracker.org", OriginError::NotEncrypted),
            ("http://127.0.0.1.example.org", OriginError::NotEncrypted),
            ("http://localhost.example.org", OriginError::NotEncrypted),
            ("https://me:secret@www.chastitytracker.org", OriginError::UserInfo),
            ("https://me@www.chastitytracker.org", OriginError::UserInfo),
            ("https://www.chastitytracker.org/api", OriginError::MoreThanAnOrigin),
            ("https://www.chastitytracker.org/?a=b", OriginError::MoreThanAnOrigin),
            ("https://www.chastitytracker.org/#a", OriginError::MoreThanAnOrigin),
            ("ftp://127.0.0.1", OriginError::NotAnAddress),
            ("file:///etc/passwd", OriginError::NotAnAddress),
            ("www.chastitytracker.org", OriginError::NotAnAddress),
            ("", OriginError::NotAnAddress),
        ] {
            assert_eq!(Origin::parse(address).err(), Some(why), "{address}");
        }
    }

    #[test]
    fn this_computer_may_be_spoken_to_in_the_clear() {
        for (address, folder) in [
            ("http://127.0.0.1:8080", "127.0.0.1_8080"),
            ("http://[::1]:8080/", "--1_8080"),
            ("http://localhost:1", "localhost_1"),
        ] {
            let origin = Origin::parse(address).unwrap();
            assert!(origin.is_loopback() && !origin.is_service(), "{address}");
            assert_eq!(origin.folder_name(), folder);
        }
    }

    #[test]
    fn an_origin_prints_without_a_slash_at_its_end() {
        assert_eq!(
            Origin::parse("HTTPS://Example.org:443/").unwrap().to_string(),
            "https://example.org"
        );
    }
}
