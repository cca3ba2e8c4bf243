//! The token: in it goes, and never out.

use std::sync::atomic::Ordering;
use std::time::Duration;

use latchet_core::account::{Account, AccountError};
use latchet_core::vault::{Patience, VaultError};
use latchet_tracker::{Fault, ReadError, Token, TokenError, UserStats};

use super::answers::{Field, IpcError, Reply, TokenPresence, TokenState};
use super::desk::Desk;
use super::worker::{Lost, block_on};

/// How long the service is waited for before saving. Its word is a courtesy, not a condition.
const COURTESY: Duration = Duration::from_secs(10);

impl Desk {
    /// The first look comes with the window, and no dialog with it; the next ones the user asks for.
    pub(crate) fn token_state(&self) -> Reply<TokenState> {
        let account = self.account()?;
        let journal = self.journal()?;
        let asked = self.has_looked.swap(true, Ordering::Relaxed);
        let patience = if asked { Patience::UserPresent } else { Patience::Background };
        match account.token(&journal, patience) {
            Ok(_) => {
                let nick = account.nick(&journal).map_err(|error| self.failed(error))?;
                Ok(self.saved(nick))
            }
            Err(AccountError::Vault(error)) => {
                let told = self.wording().vault(error);
                let state = match error {
                    VaultError::Missing => TokenPresence::Missing,
                    _ => TokenPresence::Unavailable,
                };
                Ok(TokenState { state, nick: None, message: told.what, next: told.next })
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    pub(crate) fn paste_token(&self) -> Reply<TokenState> {
        let clipboard = &self.outside.clipboard;
        let pasted = clipboard.text();
        let pasted = pasted.map_err(|why| self.unforeseen(&why).at(Field::Token))?;
        let token = Token::parse(&pasted).map_err(|error| self.no_token(error))?;
        let saved = self.keep(&token)?;
        clipboard.clear_if(&pasted);
        drop(pasted);
        Ok(saved)
    }

    /// The text is wiped, whatever becomes of it.
    pub(crate) fn save_token(&self, typed: String) -> Reply<TokenState> {
        let token = Token::parse_wiping(typed).map_err(|error| self.no_token(error))?;
        self.keep(&token)
    }

    pub(crate) fn remove_token(&self) -> Reply<TokenState> {
        let removed = self.account()?.remove_token(&mut self.journal()?, Patience::UserPresent);
        removed.map_err(|error| self.failed(error))?;
        let message = self.texts.say("cli-token-removed");
        Ok(TokenState { state: TokenPresence::Missing, nick: None, message, next: None })
    }

    /// Saves it with what the service says of it now.
    fn keep(&self, token: &Token) -> Reply<TokenState> {
        let account = self.account()?;
        let mut journal = self.journal()?;
        let ask = || said_of(account, token);
        let kept = account.save_token(&mut journal, token, ask, Patience::UserPresent);
        Ok(match kept.map_err(|error| self.failed(error))? {
            Ok(UserStats { nick, .. }) => self.saved(nick),
            Err(ReadError::NotAllowed) => self.saved(None),
            Err(ReadError::TokenInvalid { in_service_shape: true }) => {
                TokenState { message: self.texts.say("cli-token-refused"), ..self.saved(None) }
            }
            Err(error) => {
                let why = self.wording().read(&error).what;
                let unchecked = self.texts.say_with("cli-token-unchecked", &[("why", why.into())]);
                let saved = self.saved(None);
                TokenState { message: format!("{} {unchecked}", saved.message), ..saved }
            }
        })
    }

    fn saved(&self, nick: Option<String>) -> TokenState {
        let message = nick.clone().map_or_else(
            || self.texts.say("cli-token-saved"),
            |nick| self.texts.say_with("cli-token-saved-nick", &[("nick", nick.into())]),
        );
        TokenState { state: TokenPresence::Saved, nick, message, next: None }
    }

    fn no_token(&self, error: TokenError) -> IpcError {
        IpcError::from(self.wording().token(error)).at(Field::Token)
    }
}

/// What the service says of it, if it does so in time.
fn said_of(account: &Account, token: &Token) -> Result<UserStats, ReadError> {
    const NOTHING: ReadError = ReadError::Unreachable(Fault::TimedOut);
    let client = account.client().map_err(|_| NOTHING)?;
    let asked = block_on(async { tokio::time::timeout(COURTESY, client.user_stats(token)).await });
    match asked {
        Ok(Ok(said)) => said,
        Ok(Err(_)) | Err(Lost) => Err(NOTHING),
    }
}
