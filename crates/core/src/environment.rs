//! What each program reads first: where things are, which service it is about, and the settings.

use std::path::{Path, PathBuf};
use std::{env, io};

use chrono::Utc;
use latchet_tracker::{Origin, OriginError};

use crate::account::Account;
use crate::home::{Home, NoHome};
use crate::settings::Settings;
use crate::vault::Vault;

/// The surroundings of a program.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Where things are kept (`LATCHET_HOME`).
    pub home: Home,
    /// The service, or the practice server that stands in for it (`LATCHET_SERVER`).
    pub origin: Origin,
    /// The user's choices.
    pub settings: Settings,
    /// Where tokens are kept (`LATCHET_VAULT`).
    pub vault: Vault,
}

/// Why a program can't begin.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentError {
    /// See [`NoHome`].
    #[error(transparent)]
    NoHome(#[from] NoHome),
    /// `LATCHET_SERVER` is no address that may be used.
    #[error("LATCHET_SERVER: {0}")]
    Server(#[from] OriginError),
    /// `LATCHET_VAULT` is neither `os` nor `memory`.
    #[error("LATCHET_VAULT: os or memory is wanted")]
    Vault,
    /// The settings can't be read, nor moved aside.
    #[error("the settings can't be read: {0}")]
    Settings(#[from] io::Error),
}

impl Environment {
    /// Reads the process's environment and the settings.
    ///
    /// # Errors
    /// See [`EnvironmentError`].
    pub fn read() -> Result<Self, EnvironmentError> {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        let home = Home::find(set("LATCHET_HOME").map(PathBuf::from).as_deref())?;
        let origin = match set("LATCHET_SERVER") {
            Some(address) => Origin::parse(&address.to_string_lossy())?,
            None => Origin::service(),
        };
        let vault = match set("LATCHET_VAULT").as_deref().and_then(|kind| kind.to_str()) {
            None | Some("os") => Vault::os(),
            Some("memory") => Vault::memory(),
            Some(_) => return Err(EnvironmentError::Vault),
        };
        home.rename_service_folder(&origin);
        let settings = Settings::load(&home.settings_file())?;
        Ok(Self { home, origin, settings, vault })
    }

    /// The account on this service.
    pub fn account(&self) -> Account {
        Account::new(self.folder(), self.origin.clone(), self.vault.clone(), Utc::now)
            .by_settings(self.home.settings_file())
    }

    /// The service's data folder.
    pub fn folder(&self) -> PathBuf {
        self.home.service_folder(&self.origin)
    }

    /// The folder that holds everything but the settings.
    pub fn data_folder(&self) -> &Path {
        self.home.data_folder()
    }
}
