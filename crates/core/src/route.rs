//! The way to the service that the user has chosen: proxy and extra roots, from the settings, and the
//! proxy's password, from the credential store.

use std::path::{Path, PathBuf};

use latchet_tracker::{Origin, Proxy, ProxyAddress, ProxyPassword, Route};

use crate::roots;
use crate::settings::{Key as Setting, NONE, SYSTEM, SetError, Settings};
use crate::vault::{Key, Patience, Vault, VaultError};

/// Why the way can't be taken. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The file of extra roots is not there, or holds none.
    #[error("no certificates can be read from {0}")]
    CaFile(PathBuf),
    /// The proxy has a user, and the password can't be had.
    #[error("the password for {0} can't be had: {1}")]
    Password(ProxyAddress, VaultError),
}

/// Why a proxy was not set.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// The setting can't be changed.
    #[error(transparent)]
    Setting(#[from] SetError),
    /// The password can't be kept. The setting is as it was.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// The way to a server as the settings have it; one on this computer is reached without a proxy, and
/// over http without certificates. Blocks where a password is to be had; never call it on an async
/// runtime's thread.
///
/// # Errors
/// See [`RouteError`].
pub fn chosen(settings: &Settings, vault: &Vault, to: &Origin) -> Result<Route, RouteError> {
    if !to.is_https() {
        return Ok(Route::default());
    }
    let proxy = match settings.get(Setting::Proxy).as_str() {
        _ if to.is_loopback() => Proxy::Direct,
        SYSTEM => Proxy::System,
        NONE => Proxy::Direct,
        // It is an address, or `get` would have given the default.
        address => address.parse().map_or(Ok(Proxy::System), |address| through(address, vault))?,
    };
    let file = settings.get(Setting::CaFile);
    let roots = roots::in_file(&file).ok_or_else(|| RouteError::CaFile(file.into()))?;
    Ok(Route { proxy, roots })
}

fn through(address: ProxyAddress, vault: &Vault) -> Result<Proxy, RouteError> {
    let Some(key) = key(&address) else { return Ok(Proxy::At(address, None)) };
    let kept = vault.load(&key, true, Patience::Background);
    let password =
        kept.and_then(|kept| ProxyPassword::from_stored(&kept).ok_or(VaultError::Unreadable));
    match password {
        Ok(password) => Ok(Proxy::At(address, Some(password))),
        Err(error) => Err(RouteError::Password(address, error)),
    }
}

/// Does this value of `proxy` name a user, so that a password is wanted?
pub fn user_of(proxy: &str) -> Option<String> {
    proxy.parse::<ProxyAddress>().ok()?.user()
}

/// Changes the proxy. The password of its user, where it has one, is kept in the credential store
/// first; that of the proxy before is removed from it where that is possible. Blocks.
///
/// # Errors
/// See [`ProxyError`].
pub fn set_proxy(
    file: &Path,
    vault: &Vault,
    value: &str,
    password: Option<&ProxyPassword>,
) -> Result<Settings, ProxyError> {
    let checked = Setting::Proxy.check(value).map_err(SetError::from)?;
    let new = checked.parse::<ProxyAddress>().ok().and_then(|address| key(&address));
    let before = Settings::load(file).map_err(SetError::from)?.get(Setting::Proxy);
    let before = before.parse::<ProxyAddress>().ok().and_then(|address| key(&address));
    if let (Some(key), Some(stored)) = (&new, password.and_then(ProxyPassword::stored)) {
        vault.save(key, &stored, Patience::UserPresent)?;
    }
    let settings = Settings::set(file, Setting::Proxy, &checked)?;
    if let Some(before) = before.filter(|before| Some(before) != new.as_ref()) {
        // One that stays opens nothing by itself, and is overwritten when it is set again.
        let _ = vault.remove(&before, Patience::Background);
    }
    Ok(settings)
}

/// The proxy's entry in the credential store: bound to its address, so that no other gets it.
pub fn key(address: &ProxyAddress) -> Option<Key> {
    address.user().map(|user| Key::new(address.place(), user))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Key as Setting;

    fn password(text: &str) -> ProxyPassword {
        ProxyPassword::parse_wiping(text.to_owned()).unwrap()
    }

    fn kept(vault: &Vault, address: &str) -> bool {
        let key = key(&address.parse().unwrap()).unwrap();
        vault.load(&key, false, Patience::Background).is_ok()
    }

    #[test]
    fn a_proxy_s_password_is_kept_for_its_address_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        let (vault, service) = (Vault::memory(), Origin::service());
        let one = "http://kim@one.example:1";
        let settings = set_proxy(&file, &vault, one, Some(&password("pass word"))).unwrap();
        assert!(matches!(
            chosen(&settings, &vault, &service).unwrap().proxy,
            Proxy::At(_, Some(_))
        ));
        assert!(!std::fs::read_to_string(&file).unwrap().contains("pass"));

        let two = Settings::set(&file, Setting::Proxy, "http://kim@two.example:1").unwrap();
        assert!(matches!(
            chosen(&two, &vault, &service),
            Err(RouteError::Password(_, VaultError::Missing))
        ));
        set_proxy(&file, &vault, one, None).unwrap();
        assert!(kept(&vault, one), "the same password goes on");
        let direct = set_proxy(&file, &vault, NONE, None).unwrap();
        assert!(matches!(chosen(&direct, &vault, &service).unwrap().proxy, Proxy::Direct));
        assert!(!kept(&vault, one), "nobody needs it any more");
    }

    #[test]
    fn a_file_of_roots_that_has_gone_is_told_and_not_done_without() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        let missing = folder.path().join("roots.pem");
        let set = Settings::set(&file, Setting::CaFile, missing.to_str().unwrap());
        assert!(matches!(set, Err(SetError::BadValue(_))), "{set:?}");
        std::fs::write(&file, format!("ca-file = {missing:?}\n")).unwrap();
        let settings = Settings::load(&file).unwrap();
        let way = chosen(&settings, &Vault::memory(), &Origin::service());
        assert!(matches!(way, Err(RouteError::CaFile(path)) if path == missing));
    }
}
