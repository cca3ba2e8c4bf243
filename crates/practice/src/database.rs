//! The one SQLite database: the account, its tokens and, in [`sessions`] and [`scheduled_end`],
//! what it recorded.
//!
//! Calls block for microseconds, so they are made where they are needed; the server has a thread
//! of its own.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_zone::Zone;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::error::PracticeError;
use crate::token::{self, Permission};

pub(crate) mod scheduled_end;
pub(crate) mod sessions;

const SCHEMA: &str = include_str!("database/schema.sql");
const SCHEMA_VERSION: i64 = 1;

pub(crate) struct Database(Mutex<Connection>);

/// The only account there is.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) nick: String,
    pub(crate) zone: Zone,
}

/// A token as the profile page lists it.
#[derive(Debug)]
pub(crate) struct TokenRow {
    pub(crate) id: i64,
    pub(crate) permission: Permission,
    pub(crate) made: DateTime<Utc>,
}

impl Database {
    /// Opens `practice.db` in the folder, which is made if need be; or one in memory.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Self, PracticeError> {
        let mut connection = match folder {
            Some(folder) => {
                fs::create_dir_all(folder)?;
                Connection::open(folder.join("practice.db"))?
            }
            None => Connection::open_in_memory()?,
        };
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match transaction.query_row("PRAGMA user_version", [], |row| row.get(0))? {
            0 => {
                transaction.execute_batch(SCHEMA)?;
                transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
            }
            SCHEMA_VERSION => {}
            _ => return Err(PracticeError::OtherVersion),
        }
        transaction.commit()?;
        Ok(Self(Mutex::new(connection)))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn account(&self) -> rusqlite::Result<Account> {
        self.with(|connection| {
            connection.query_row("SELECT nick, zone FROM account", [], |row| {
                let zone: String = row.get(1)?;
                Ok(Account { nick: row.get(0)?, zone: zone.parse().unwrap_or(Zone::UTC) })
            })
        })
    }

    pub(crate) fn set_account(&self, account: &Account) -> rusqlite::Result<()> {
        self.with(|connection| {
            connection
                .execute(
                    "UPDATE account SET nick = ?1, zone = ?2",
                    params![account.nick, account.zone.name()],
                )
                .map(drop)
        })
    }

    /// Stores the hash of a token.
    pub(crate) fn add_token(
        &self,
        token: &str,
        permission: Permission,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<()> {
        self.with(|connection| {
            connection
                .execute(
                    "INSERT INTO tokens (hash, permission, made) VALUES (?1, ?2, ?3)",
                    params![token::hash(token), permission.name(), now.timestamp()],
                )
                .map(drop)
        })
    }

    /// Puts a new token in an old one's place. `false` when there is no such token.
    pub(crate) fn replace_token(
        &self,
        id: i64,
        token: &str,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<bool> {
        self.with(|connection| {
            connection
                .execute(
                    "UPDATE tokens SET hash = ?2, made = ?3 WHERE id = ?1",
                    params![id, token::hash(token), now.timestamp()],
                )
                .map(|rows| rows > 0)
        })
    }

    pub(crate) fn revoke(&self, id: i64) -> rusqlite::Result<()> {
        self.with(|connection| {
            connection.execute("DELETE FROM tokens WHERE id = ?1", [id]).map(drop)
        })
    }

    pub(crate) fn revoke_token(&self, token: &str) -> rusqlite::Result<()> {
        self.with(|connection| {
            connection.execute("DELETE FROM tokens WHERE hash = ?1", [token::hash(token)]).map(drop)
        })
    }

    /// What a token may do; `None` for one that is not, or no longer, known.
    pub(crate) fn permission(&self, token: &str) -> rusqlite::Result<Option<Permission>> {
        self.with(|connection| {
            connection
                .query_row(
                    "SELECT permission FROM tokens WHERE hash = ?1",
                    [token::hash(token)],
                    |row| row.get::<_, String>(0),
                )
                .optional()
                .map(|name| name.as_deref().and_then(Permission::named))
        })
    }

    pub(crate) fn tokens(&self) -> rusqlite::Result<Vec<TokenRow>> {
        self.with(|connection| {
            connection
                .prepare("SELECT id, permission, made FROM tokens ORDER BY id")?
                .query_map([], |row| {
                    let permission: String = row.get(1)?;
                    Ok(TokenRow {
                        id: row.get(0)?,
                        permission: Permission::named(&permission).unwrap_or(Permission::Read),
                        made: instant(row.get(2)?),
                    })
                })?
                .collect()
        })
    }

    pub(crate) fn add_penalty(&self, now: DateTime<Utc>) -> rusqlite::Result<()> {
        self.with(|connection| {
            connection
                .execute("INSERT INTO penalties (at) VALUES (?1)", [now.timestamp()])
                .map(drop)
        })
    }

    pub(crate) fn penalties(&self) -> rusqlite::Result<usize> {
        self.with(|connection| {
            connection
                .query_row("SELECT count(*) FROM penalties", [], |row| row.get(0))
                .map(isize::cast_unsigned)
        })
    }
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}
