//! A store that lives as long as the process: for tests, for practice, and for machines without a
//! credential store. Nothing of it ever reaches a file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::{Access, Factory, Key, Store, VaultError};

type Shelf = HashMap<Key, Zeroizing<Vec<u8>>>;

struct Memory(Arc<Mutex<Shelf>>);

/// Stores made by the same factory share what they hold.
pub(super) fn factory() -> Factory {
    let shelf = Arc::new(Mutex::new(Shelf::new()));
    Arc::new(move || Ok(Box::new(Memory(Arc::clone(&shelf)))))
}

impl Memory {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Memory {
    fn access(&mut self, _key: &Key) -> Result<Access, VaultError> {
        Ok(Access::Open)
    }

    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.shelf().insert(key.clone(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.shelf().get(key).cloned().ok_or(VaultError::Missing)
    }

    fn remove(&mut self, key: &Key) -> Result<(), VaultError> {
        self.shelf().remove(key).map(drop).ok_or(VaultError::Missing)
    }
}
