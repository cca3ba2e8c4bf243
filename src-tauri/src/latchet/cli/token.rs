//! `latchet token`: in it goes, and never out.

use std::io::{self, IsTerminal as _, Read as _};

use latchet_core::journal::Journal;
use latchet_core::vault::{Kind, Patience};
use latchet_tracker::{Fault, MAX_TOKEN_BYTES, ReadError, Token, UserStats};
use serde_json::json;

use super::app::{App, patience};
use super::args::TokenCommand;
use super::output::{self, Exit, Failure};

pub(crate) fn run(app: &App, command: &TokenCommand) -> Result<Exit, Failure> {
    match command {
        TokenCommand::Set => set(app),
        TokenCommand::Check { json } => check(app, json.json),
        TokenCommand::Remove => remove(app),
    }
}

/// Reads a token from standard input, to its end.
pub(crate) fn from_stdin(app: &App) -> Result<Token, Failure> {
    // One byte more than any token: enough to know that it is too long. White space may follow.
    let room = MAX_TOKEN_BYTES as u64 + 64;
    let mut pasted = String::with_capacity(MAX_TOKEN_BYTES + 64);
    let read = io::stdin().take(room).read_to_string(&mut pasted);
    if read.is_err() {
        return Err(App::usage(app.wording().token(latchet_tracker::TokenError::BadCharacter)));
    }
    parse(app, pasted)
}

fn parse(app: &App, pasted: String) -> Result<Token, Failure> {
    Token::parse_wiping(pasted).map_err(|error| {
        let told = app.wording().token(error);
        let what = format!("token: {}", told.what);
        App::usage(latchet_core::wording::Told { what, ..told })
    })
}

fn set(app: &App) -> Result<Exit, Failure> {
    if app.account.vault().kind() == Kind::Memory {
        return Err(Failure::new(Exit::NoToken, app.texts.say("cli-token-memory")));
    }
    let token = if io::stdin().is_terminal() {
        let prompt = format!("{} ", app.texts.say("cli-token-prompt"));
        let pasted = rpassword::prompt_password(prompt).map_err(|error| app.unforeseen(&error))?;
        parse(app, pasted)?
    } else {
        from_stdin(app)?
    };
    let mut journal = app.journal()?;
    let client = app.client()?;
    let ask = || {
        let asked = app.block_on(client.user_stats(&token));
        asked.unwrap_or(Err(ReadError::Unreachable(Fault::TimedOut)))
    };
    let saved = app.account.save_token(&mut journal, &token, ask, patience());
    let stats = saved.map_err(|error| app.failed(error))?;
    let line = match &stats {
        Ok(UserStats { nick: Some(nick), .. }) => {
            app.texts.say_with("cli-token-saved-nick", &[("nick", nick.into())])
        }
        Ok(_) | Err(_) => app.texts.say("cli-token-saved"),
    };
    output::data(&line).map_err(|error| app.unforeseen(&error))?;
    if !journal.open_intentions().map_err(|error| app.failed(error))?.is_empty() {
        // What waited for another token can go on.
        app.hand_over();
    }
    match stats {
        Ok(_) | Err(ReadError::NotAllowed) => {}
        Err(ReadError::TokenInvalid { in_service_shape: true }) => {
            output::note(&app.texts.say("cli-token-refused"));
        }
        Err(error) => {
            let why = app.wording().read(&error).what;
            output::note(&app.texts.say_with("cli-token-unchecked", &[("why", why.into())]));
        }
    }
    Ok(Exit::Done)
}

fn identify(
    app: &App,
    journal: &mut Journal,
    token: &Token,
) -> Result<Result<UserStats, ReadError>, Failure> {
    let client = app.client()?;
    let identified = app.block_on(app.account.identify(journal, &client, token))?;
    identified.map_err(|error| app.failed(error))
}

fn check(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let mut journal = app.journal()?;
    let token = match app.token(&journal) {
        Ok((token, _)) => token,
        Err(failure) => {
            if as_json && let Some(told) = failure.told.first() {
                print_check(app, "none", None, &told.sentence())?;
            }
            return Err(failure);
        }
    };
    let (state, nick, text, exit) = match identify(app, &mut journal, &token)? {
        Ok(UserStats { nick: Some(nick), .. }) => {
            let text = app.texts.say_with("cli-token-valid-nick", &[("nick", (&nick).into())]);
            ("valid", Some(nick), text, Exit::Done)
        }
        Ok(_) => ("valid", None, app.texts.say("cli-token-valid"), Exit::Done),
        Err(ReadError::NotAllowed) => {
            ("may_not_read", None, app.texts.say("cli-token-no-read"), Exit::Done)
        }
        Err(error) => {
            let told = app.wording().read(&error);
            let (state, exit) = match error {
                ReadError::TokenInvalid { in_service_shape: true } => {
                    ("refused", Exit::TokenRefused)
                }
                ReadError::TokenInvalid { .. }
                | ReadError::Status { .. }
                | ReadError::Unreadable
                | ReadError::Unreachable(_)
                | ReadError::NotAllowed => ("unchecked", Exit::NotSent),
            };
            (state, None, told.sentence(), exit)
        }
    };
    if as_json {
        print_check(app, state, nick.as_deref(), &text)?;
    } else if exit == Exit::Done {
        output::data(&text).map_err(|error| app.unforeseen(&error))?;
    } else {
        output::note(&text);
    }
    Ok(exit)
}

fn print_check(app: &App, state: &str, nick: Option<&str>, message: &str) -> Result<(), Failure> {
    let value = json!({
        "token": state, "nick": nick, "may_start": null, "message": message,
        "server": app.account.origin().to_string(),
    });
    output::json(&value).map_err(|error| app.unforeseen(&error))
}

fn remove(app: &App) -> Result<Exit, Failure> {
    let mut journal = app.journal()?;
    let patience = if output::is_interactive() { patience() } else { Patience::Background };
    let removed = app.account.remove_token(&mut journal, patience);
    removed.map_err(|error| app.failed(error))?;
    output::data(&app.texts.say("cli-token-removed")).map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}
