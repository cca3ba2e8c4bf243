//! What the system says of the way to the service, for telling; nothing is sent.

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

use crate::origin::Origin;

/// The proxy that the system names for this server, as scheme, host and port: never with a user name
/// or a password. `None` where it names none, and for this computer itself.
pub fn system_proxy(origin: &Origin) -> Option<String> {
    if origin.is_loopback() {
        return None;
    }
    address(&Matcher::from_system(), &origin.to_string().parse().ok()?)
}

fn address(proxies: &Matcher, to: &Uri) -> Option<String> {
    let uri = proxies.intercept(to)?.uri().clone();
    let port = uri.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}://{}{port}", uri.scheme_str().unwrap_or("http"), uri.host()?))
}

/// How many of the system's trust roots can be used. `None` where the system judges certificates
/// itself and tells no number.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn trust_roots() -> Option<usize> {
    let found = rustls_native_certs::load_native_certs().certs;
    let (usable, _) = rustls::RootCertStore::empty().add_parsable_certificates(found);
    Some(usable)
}

/// How many of the system's trust roots can be used. `None` where the system judges certificates
/// itself and tells no number.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn trust_roots() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_told_without_its_password() {
        for (set, told) in [
            ("http://kim:canary-4711@proxy.test:8080", Some("http://proxy.test:8080")),
            ("proxy.test", Some("http://proxy.test")),
            ("", None),
        ] {
            let proxies = Matcher::builder().all(set).build();
            let to = Uri::from_static("https://www.example.org");
            assert_eq!(address(&proxies, &to).as_deref(), told, "{set}");
        }
    }

    #[test]
    fn this_computer_is_reached_without_one() {
        assert_eq!(system_proxy(&Origin::parse("http://127.0.0.1:1").unwrap()), None);
    }
}
