//! The way to the service: through a proxy or not, and which certificates are trusted on it.
//!
//! There is no way to skip the check of a certificate. Extra roots stand beside the system's.

use std::fmt;
use std::str::FromStr;

use reqwest::Certificate;
use url::Url;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::token::{MAX_TOKEN_BYTES, Token};

/// The way that every request takes. A server on this computer is always spoken to directly.
#[derive(Debug, Clone, Default)]
pub struct Route {
    /// The proxy.
    pub proxy: Proxy,
    /// Roots that are trusted beside the system's.
    pub roots: Vec<Root>,
}

/// Through which proxy.
#[derive(Debug, Clone, Default)]
pub enum Proxy {
    /// The system's: the environment (`HTTPS_PROXY`, `NO_PROXY`), and what Windows and macOS have
    /// in their settings.
    #[default]
    System,
    /// None.
    Direct,
    /// This one, with the password of its user where it has one.
    At(ProxyAddress, Option<ProxyPassword>),
}

/// A proxy's address: `http://host:port` or `https://host:port`, with `user@` where it wants one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyAddress(Url);

/// Why an address is no proxy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyAddressError {
    /// Not an address, or one of another kind.
    #[error("an address as in http://proxy.example.org:8080 is wanted")]
    NotAnAddress,
    /// It would stand in a file and in the list of processes.
    #[error("a password is not written here but asked for")]
    Password,
}

impl ProxyAddress {
    /// The name of its user, where it has one, as it is told to the proxy.
    pub fn user(&self) -> Option<String> {
        let user = self.0.username();
        let decode = || percent_encoding::percent_decode_str(user).decode_utf8_lossy().into_owned();
        (!user.is_empty()).then(decode)
    }

    /// Scheme, host and port, without the user.
    pub fn place(&self) -> String {
        let mut place = self.0.clone();
        // Fails only for addresses without a host, and this one has one.
        let _ = place.set_username("");
        place.as_str().trim_end_matches('/').to_owned()
    }
}

impl FromStr for ProxyAddress {
    type Err = ProxyAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| ProxyAddressError::NotAnAddress)?;
        if url.password().is_some() {
            return Err(ProxyAddressError::Password);
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !bare {
            return Err(ProxyAddressError::NotAnAddress);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for ProxyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// A proxy's password: prints `<redacted>`, does not serialise, wipes itself.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ProxyPassword(String);

impl ProxyPassword {
    /// Takes what the user typed, as it is, but for the end of its line. `None`: it is empty, too
    /// long, or holds what can't be part of one.
    pub fn parse_wiping(typed: String) -> Option<Self> {
        let typed = Zeroizing::new(typed);
        let password = typed.trim_end_matches(['\r', '\n']);
        // Written for the store each byte may take three.
        let fits = (1..=MAX_TOKEN_BYTES / 3).contains(&password.len());
        (fits && !password.contains(char::is_control)).then(|| Self(password.to_owned()))
    }

    /// As the credential store keeps it, which takes what a header could hold.
    pub fn stored(&self) -> Option<Token> {
        let all = percent_encoding::NON_ALPHANUMERIC;
        Token::parse_wiping(percent_encoding::utf8_percent_encode(&self.0, all).to_string()).ok()
    }

    /// As it was kept.
    pub fn from_stored(token: &Token) -> Option<Self> {
        let decoded = percent_encoding::percent_decode_str(token.expose()).decode_utf8().ok()?;
        Some(Self(decoded.into_owned()))
    }
}

impl fmt::Debug for ProxyPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// A certificate that is trusted as a root.
#[derive(Clone)]
pub struct Root(Certificate);

impl Root {
    /// All certificates of a PEM file. `None`: there are none, or one can't be read.
    pub fn all_in(pem: &[u8]) -> Option<Vec<Self>> {
        let found = Certificate::from_pem_bundle(pem).ok()?;
        (!found.is_empty()).then(|| found.into_iter().map(Self).collect())
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a certificate")
    }
}

impl Route {
    /// Has a client go this way.
    pub(crate) fn lead(
        self,
        builder: reqwest::ClientBuilder,
    ) -> reqwest::Result<reqwest::ClientBuilder> {
        let roots = self.roots.into_iter().map(|Root(certificate)| certificate);
        let builder = builder.tls_certs_merge(roots);
        Ok(match self.proxy {
            Proxy::System => builder,
            Proxy::Direct => builder.no_proxy(),
            Proxy::At(address, password) => {
                let proxy = reqwest::Proxy::all(address.place())?;
                builder.proxy(match (address.user(), password) {
                    (Some(user), Some(password)) => proxy.basic_auth(&user, &password.0),
                    _ => proxy,
                })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_proxy_s_and_holds_no_password() {
        for (text, read) in [
            ("http://proxy.example.org:8080", Ok(("http://proxy.example.org:8080", None))),
            (" https://kim@10.0.0.1:3128/ ", Ok(("https://10.0.0.1:3128", Some("kim")))),
            ("http://a%20b@host:1", Ok(("http://host:1", Some("a b")))),
            ("http://kim:secret@host:1", Err(ProxyAddressError::Password)),
            ("proxy.example.org:8080", Err(ProxyAddressError::NotAnAddress)),
            ("socks5://host:1", Err(ProxyAddressError::NotAnAddress)),
            ("http://host/path", Err(ProxyAddressError::NotAnAddress)),
            ("", Err(ProxyAddressError::NotAnAddress)),
        ] {
            let parsed = text.parse::<ProxyAddress>();
            let seen = parsed.as_ref().map(|one| (one.place(), one.user())).map_err(|why| *why);
            let wanted = read.map(|(place, user): (&str, Option<&str>)| {
                (place.to_owned(), user.map(str::to_owned))
            });
            assert_eq!(seen, wanted, "{text}");
        }
    }

    #[test]
    fn a_password_comes_back_from_the_store_as_it_was_and_never_prints_itself() {
        for typed in ["simple", "with space", "ü:%@/\"", "x\n"] {
            let password = ProxyPassword::parse_wiping(typed.to_owned()).unwrap();
            assert_eq!(format!("{password:?}"), "<redacted>");
            let back = ProxyPassword::from_stored(&password.stored().unwrap()).unwrap();
            assert_eq!(back.0, typed.trim_end());
        }
        for typed in [String::new(), "\n".into(), "a\u{7}b".into(), "x".repeat(1_000)] {
            assert!(ProxyPassword::parse_wiping(typed).is_none());
        }
    }

    #[test]
    fn a_file_without_certificates_holds_no_roots() {
        for pem in
            ["", "no certificate", "-----BEGIN CERTIFICATE-----\n%%\n-----END CERTIFICATE-----\n"]
        {
            assert!(Root::all_in(pem.as_bytes()).is_none(), "{pem}");
        }
    }
}
