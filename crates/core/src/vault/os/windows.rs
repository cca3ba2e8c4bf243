//! Windows' Credential Manager. It never asks anything: it is open to whoever is logged on.
//!
//! Entries are kept on this machine (`persistence=local`); the store's default would let them roam
//! with the profile to other machines.

use keyring::error::PlatformError;
use windows_native_keyring_store::{CredPersist, Store as Native};
use zeroize::Zeroizing;

use crate::vault::keyring::{Keyring, translate};
use crate::vault::{Access, Key, Store, VaultError};

struct CredentialManager(Keyring);

/// This system has no way to ask for them that is not its user's business too.
pub(in crate::vault) fn entries() -> Vec<Key> {
    Vec::new()
}

/// The store of whoever is logged on.
pub(in crate::vault) fn open() -> Result<Box<dyn Store>, VaultError> {
    let store = Native::new().map_err(|error| translate(error, meaning))?;
    Ok(Box::new(CredentialManager(Keyring::new(store, &[("persistence", "local")], meaning))))
}

/// "No access" is what the store calls a log-on without one, as over the network or SSH.
fn meaning(_error: &PlatformError, no_access: bool) -> VaultError {
    if no_access { VaultError::NoStore } else { VaultError::Failed }
}

impl Store for CredentialManager {
    fn access(&mut self, _key: &Key) -> Result<Access, VaultError> {
        Ok(Access::Open)
    }

    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.0.save(key, secret)?;
        let local = CredPersist::Local.to_string();
        if self.0.notes(key)?.get("persistence") == Some(&local) {
            Ok(())
        } else {
            Err(VaultError::NotVerified)
        }
    }

    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.0.load(key)
    }

    fn remove(&mut self, key: &Key) -> Result<(), VaultError> {
        self.0.remove(key)
    }
}
