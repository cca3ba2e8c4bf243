//! macOS' login keychain.
//!
//! It can't be asked whether a step would open a dialog, but dialogs can be forbidden for a while:
//! a read in the background then fails with a code of its own instead of disturbing anyone.

use apple_native_keyring_store::keychain::Store as Native;
use keyring::error::PlatformError;
use security_framework::base::Error as Status;
use security_framework::os::macos::keychain::{KeychainUserInteractionLock, SecKeychain};
use zeroize::Zeroizing;

use crate::vault::keyring::{Keyring, translate};
use crate::vault::{Access, Key, Store, VaultError};

struct Keychain {
    keyring: Keyring,
    /// Held while dialogs are forbidden.
    quiet: Option<KeychainUserInteractionLock>,
}

/// This system has no way to ask for them that is not its user's business too.
pub(in crate::vault) fn entries() -> Vec<Key> {
    Vec::new()
}

/// The user's login keychain.
pub(in crate::vault) fn open() -> Result<Box<dyn Store>, VaultError> {
    let store = Native::new().map_err(|error| translate(error, meaning))?;
    Ok(Box::new(Keychain { keyring: Keyring::new(store, &[], meaning), quiet: None }))
}

/// The codes are those of Apple's `SecBase.h`.
fn meaning(error: &PlatformError, no_access: bool) -> VaultError {
    match error.downcast_ref::<Status>().map(|status| status.code()) {
        // errSecInteractionNotAllowed: a dialog would be needed.
        Some(-25308) => VaultError::Locked,
        // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain, errSecNoDefaultKeychain.
        Some(-25291 | -25294 | -25295 | -25307) => VaultError::NoStore,
        // errSecUserCanceled, errSecAuthFailed.
        Some(-128 | -25293) => VaultError::Denied,
        _ if no_access => VaultError::Denied,
        _ => VaultError::Failed,
    }
}

impl Keychain {
    /// Where dialogs are allowed and yet can't be shown, as over SSH, nobody will unlock it.
    fn told<T>(&self, result: Result<T, VaultError>) -> Result<T, VaultError> {
        match result {
            Err(VaultError::Locked) if self.quiet.is_none() => Err(VaultError::Denied),
            other => other,
        }
    }
}

impl Store for Keychain {
    fn access(&mut self, _key: &Key) -> Result<Access, VaultError> {
        Ok(Access::Unclear)
    }

    fn allow_dialogs(&mut self, allowed: bool) -> Result<(), VaultError> {
        if allowed {
            self.quiet = None;
        } else if self.quiet.is_none() {
            let quiet = SecKeychain::disable_user_interaction().map_err(|_| VaultError::Failed)?;
            self.quiet = Some(quiet);
        }
        Ok(())
    }

    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.told(self.keyring.save(key, secret))
    }

    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.told(self.keyring.load(key))
    }

    fn remove(&mut self, key: &Key) -> Result<(), VaultError> {
        self.told(self.keyring.remove(key))
    }
}
