//! Why something could not be done.

use latchet_tracker::{ReadError, TokenError};

use super::{Told, Wording};
use crate::account::AccountError;
use crate::courier::CourierError;
use crate::environment::EnvironmentError;
use crate::journal::JournalError;
use crate::route::RouteError;
use crate::vault::VaultError;

impl Wording<'_> {
    /// What is wrong with a pasted token.
    pub fn token(self, error: TokenError) -> Told {
        match error {
            TokenError::Empty => Told::new("token_empty", self.say("problem-token-empty")),
            TokenError::TooLong => Told::new("token_too_long", self.say("problem-token-too-long")),
            TokenError::BadCharacter => {
                Told::new("token_bad_character", self.say("problem-token-character"))
            }
        }
    }

    /// Why the credential store did not give, keep or remove the token.
    pub fn vault(self, error: VaultError) -> Told {
        let key = match error {
            VaultError::Missing => "vault-missing",
            VaultError::Locked => "vault-locked",
            VaultError::Denied => "vault-denied",
            VaultError::NoStore => "vault-no-store",
            VaultError::NotResponding => "vault-not-responding",
            VaultError::Ambiguous(_) => "vault-ambiguous",
            VaultError::Unreadable => "vault-unreadable",
            VaultError::NotVerified => "vault-not-verified",
            VaultError::Failed => "vault-failed",
        };
        let what = match error {
            VaultError::Ambiguous(count) => self.with(key, "count", count),
            _ => self.say(key),
        };
        Told::new(error.code(), what).next(self.say(&format!("{key}-next")))
    }

    /// Why the way to the service can't be taken.
    pub fn route(self, error: &RouteError) -> Told {
        let told = Told::new("route", self.say("route-bad"));
        match error {
            RouteError::CaFile(path) => told
                .meaning(self.with("route-ca-file", "path", path.display()))
                .next(self.say("route-ca-file-next")),
            RouteError::Password(proxy, VaultError::Missing) => told
                .meaning(self.say("route-password-missing"))
                .next(self.with("route-password-next", "proxy", proxy)),
            RouteError::Password(_, error) => Told { what: told.what, ..self.vault(*error) },
        }
    }

    /// Why a read gave nothing.
    pub fn read(self, error: &ReadError) -> Told {
        match error {
            ReadError::Unreachable(_) => Told::new("unreachable", self.say("read-unreachable")),
            ReadError::TokenInvalid { in_service_shape: true } => {
                Told::new("token_invalid", self.say("read-token-invalid"))
                    .next(self.say("refused-token-next"))
            }
            ReadError::TokenInvalid { in_service_shape: false } => {
                Told::new("refused_elsewhere", self.with("read-status", "status", 401))
                    .next(self.say("refused-not-ours-next"))
            }
            ReadError::NotAllowed => Told::new("read_not_allowed", self.say("read-not-allowed")),
            ReadError::Status { status, .. } => {
                Told::new("server_error", self.with("read-status", "status", status))
            }
            ReadError::Unreadable => Told::new("unreadable", self.say("read-unreadable")),
        }
    }

    /// Why nothing could be done with the account.
    pub fn account(self, error: &AccountError) -> Told {
        match error {
            AccountError::Vault(error) => self.vault(*error),
            AccountError::Journal(error) | AccountError::Courier(CourierError::Journal(error)) => {
                self.journal(error)
            }
            AccountError::Route(error) => self.route(error),
            AccountError::Client(error) => {
                Told::new("client", self.with("client-bad", "reason", error))
            }
            AccountError::Courier(CourierError::OtherAccount(account)) => {
                Told::new("other_account", self.with("other-account", "account", account))
            }
            AccountError::Courier(CourierError::Unrecorded { error, .. }) => {
                Told::new("unrecorded", self.say("unknown"))
                    .meaning(self.with("unknown-unrecorded", "reason", error))
                    .next(self.say("unknown-unrecorded-next"))
            }
            AccountError::Courier(CourierError::Folder(error)) => {
                Told::new("folder", self.with("folder-unusable", "reason", error))
            }
            AccountError::TokenRefused => Told::new("token_refused", self.say("token-refused"))
                .meaning(self.say("token-refused-meaning")),
        }
    }

    /// Why the program can't begin.
    pub fn environment(self, error: &EnvironmentError) -> Told {
        let what = match error {
            EnvironmentError::NoHome(_) => self.say("no-home"),
            EnvironmentError::Server(why) => self.with("server-bad", "reason", why),
            EnvironmentError::Vault => self.say("vault-kind-bad"),
            EnvironmentError::Settings(why) => self.with("settings-unusable", "reason", why),
        };
        Told::new("environment", what)
    }

    /// Why the journal can't be used.
    pub fn journal(self, error: &JournalError) -> Told {
        let path = |path: &std::path::Path| ("path", path.display().to_string().into());
        let what = match error {
            JournalError::NotWritable { path: p, reason } => {
                self.0.say_with("journal-not-writable", &[path(p), ("reason", reason.into())])
            }
            JournalError::Damaged { path: p, reason } => {
                self.0.say_with("journal-damaged", &[path(p), ("reason", reason.into())])
            }
            JournalError::Newer(p) => self.0.say_with("journal-newer", &[path(p)]),
            JournalError::OtherService { path: p, origin } => {
                self.0.say_with("journal-other", &[path(p), ("origin", origin.into())])
            }
            JournalError::Busy => self.say("journal-busy"),
            JournalError::NoSuchIntention(id) => self.with("journal-no-such", "id", id),
            JournalError::Illegal(illegal) => {
                self.with("journal-illegal", "state", illegal.state.name())
            }
        };
        Told::new("journal", what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_way_a_store_can_fail_says_what_to_do() {
        let texts = Texts::english();
        for error in [
            VaultError::Missing,
            VaultError::Locked,
            VaultError::Denied,
            VaultError::NoStore,
            VaultError::NotResponding,
            VaultError::Ambiguous(2),
            VaultError::Unreadable,
            VaultError::NotVerified,
            VaultError::Failed,
        ] {
            let told = Wording(&texts).vault(error);
            let next = told.next.unwrap();
            assert!(next.contains(' ') && told.what.contains(' '), "{error:?}: {next}");
        }
    }
}
