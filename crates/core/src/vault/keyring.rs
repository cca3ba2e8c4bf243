//! The keyring project's stores behind our seam, and the border that its errors don't cross.

use std::collections::HashMap;
use std::sync::Arc;

use keyring::error::PlatformError;
use keyring::{CredentialStore, Entry, Error};
use zeroize::{Zeroize, Zeroizing};

use super::{Key, VaultError};

/// The service that entries are filed under.
pub(super) const SERVICE: &str = "org.latchet.Latchet";

/// What the platform means by an error of its own. `no_access`: the keyring project files it under
/// "no access" rather than under "failure".
pub(super) type Meaning = fn(error: &PlatformError, no_access: bool) -> VaultError;

/// One of the keyring project's stores.
pub(super) struct Keyring {
    store: Arc<CredentialStore>,
    modifiers: &'static [(&'static str, &'static str)],
    meaning: Meaning,
}

impl Keyring {
    pub(super) fn new(
        store: Arc<CredentialStore>,
        modifiers: &'static [(&'static str, &'static str)],
        meaning: Meaning,
    ) -> Self {
        Self { store, modifiers, meaning }
    }

    pub(super) fn save(&self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        // As bytes: as a password, Windows would store it in twice the room.
        self.told(self.entry(key)?.set_secret(secret))
    }

    pub(super) fn load(&self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.told(self.entry(key)?.get_secret()).map(Zeroizing::new)
    }

    pub(super) fn remove(&self, key: &Key) -> Result<(), VaultError> {
        self.told(self.entry(key)?.delete_credential())
    }

    /// What the store notes beside the secret, by the store's own names.
    #[cfg_attr(
        not(windows),
        expect(dead_code, reason = "only Windows has a note that must be checked")
    )]
    pub(super) fn notes(&self, key: &Key) -> Result<HashMap<String, String>, VaultError> {
        self.told(self.entry(key)?.get_attributes())
    }

    fn entry(&self, key: &Key) -> Result<Entry, VaultError> {
        let modifiers: HashMap<_, _> = self.modifiers.iter().copied().collect();
        self.told(self.store.build(SERVICE, &key.user(), Some(&modifiers)))
    }

    fn told<T>(&self, result: Result<T, Error>) -> Result<T, VaultError> {
        result.map_err(|error| translate(error, self.meaning))
    }
}

/// The only place that sees a store's error. It is never printed: two of its variants carry the
/// secret's bytes, which are wiped here.
pub(super) fn translate(error: Error, meaning: Meaning) -> VaultError {
    match error {
        Error::PlatformFailure(error) => meaning(&error, false),
        Error::NoStorageAccess(error) => meaning(&error, true),
        Error::NoEntry => VaultError::Missing,
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            VaultError::Unreadable
        }
        Error::Ambiguous(entries) => VaultError::Ambiguous(entries.len()),
        Error::NoDefaultStore => VaultError::NoStore,
        _ => VaultError::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_a_store_has_one_meaning() {
        let meaning: Meaning =
            |_, no_access| if no_access { VaultError::Denied } else { VaultError::NoStore };
        let cause = || -> PlatformError { "canary-4711".into() };
        for (error, expected) in [
            (Error::PlatformFailure(cause()), VaultError::NoStore),
            (Error::NoStorageAccess(cause()), VaultError::Denied),
            (Error::NoEntry, VaultError::Missing),
            (Error::BadEncoding(b"canary-4711".to_vec()), VaultError::Unreadable),
            (Error::BadDataFormat(b"canary-4711".to_vec(), cause()), VaultError::Unreadable),
            (Error::BadStoreFormat("canary-4711".into()), VaultError::Failed),
            (Error::TooLong("canary-4711".into(), 1), VaultError::Failed),
            (Error::Invalid("canary-4711".into(), "canary-4711".into()), VaultError::Failed),
            (Error::Ambiguous(Vec::new()), VaultError::Ambiguous(0)),
            (Error::NoDefaultStore, VaultError::NoStore),
            (Error::NotSupportedByStore("canary-4711".into()), VaultError::Failed),
        ] {
            let told = translate(error, meaning);
            assert_eq!(told, expected);
            assert!(!format!("{told:?} {told} {}", told.code()).contains("canary"));
        }
    }
}
