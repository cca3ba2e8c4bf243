//! The token: in it goes, and never out.

use std::io::BufRead;
use std::sync::atomic::Ordering;
use std::time::Duration;

use latchet_core::account::{Account, AccountError};
use latchet_core::vault::{Patience, VaultError};
use latchet_tracker::{Fault, ReadError, Token, TokenError, UserStats};
use zeroize::Zeroize as _;

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
                let state = TokenPresence::Saved;
                Ok(TokenState { state, lead: self.whose(nick), note: String::new() })
            }
            Err(AccountError::Vault(error)) => {
                let told = self.wording().vault(error);
                let state = match error {
                    VaultError::Missing => TokenPresence::Missing,
                    _ => TokenPresence::Unavailable,
                };
                let note = told.next.filter(|_| state == TokenPresence::Unavailable);
                Ok(TokenState { state, lead: told.what, note: note.unwrap_or_default() })
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

    /// Takes the token of a practice server from who opened the window on it: a line. Only into a
    /// store that is gone with the window.
    pub(crate) fn take_given(&self, from: &mut impl BufRead) {
        let mut line = String::new();
        if self.is_alone() && from.read_line(&mut line).is_ok() {
            // Without one the window asks for it.
            let _ = self.save_token(line.trim_end().to_owned());
        }
        line.zeroize();
    }

    pub(crate) fn remove_token(&self) -> Reply<TokenState> {
        let removed = self.account()?.remove_token(&mut self.journal()?, Patience::UserPresent);
        removed.map_err(|error| self.failed(error))?;
        let lead = self.texts.say("cli-token-removed");
        Ok(TokenState { state: TokenPresence::Missing, lead, note: String::new() })
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
                TokenState { note: self.texts.say("cli-token-refused"), ..self.saved(None) }
            }
            Err(error) => {
                let why = self.wording().read(&error).what;
                let unchecked = self.texts.say_with("cli-token-unchecked", &[("why", why.into())]);
                let saved = self.saved(None);
                TokenState { note: format!("{} {unchecked}", saved.note), ..saved }
            }
        })
    }

    /// With the whole answer to one that was just handed over.
    fn saved(&self, nick: Option<String>) -> TokenState {
        let note = nick.clone().map_or_else(
            || self.texts.say("cli-token-saved"),
            |nick| self.texts.say_with("cli-token-saved-nick", &[("nick", nick.into())]),
        );
        TokenState { state: TokenPresence::Saved, lead: self.whose(nick), note }
    }

    /// Of an account whose name is known, or of one that is not.
    fn whose(&self, nick: Option<String>) -> String {
        nick.map_or_else(
            || self.texts.say("window-token-saved"),
            |nick| self.texts.say_with("window-token-of", &[("nick", nick.into())]),
        )
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
