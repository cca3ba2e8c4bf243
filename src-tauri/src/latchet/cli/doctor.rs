//! `latchet doctor`: one page about this computer, never a secret.

use chrono::Utc;
use latchet_core::settings::Key;
use latchet_core::time::Zone;
use latchet_core::vault::{Patience, VaultError};
use latchet_tracker::Fault;
use serde_json::json;

use super::app::App;
use super::output::{self, Exit, Failure};
use crate::tray;

/// How far apart two clocks may be, in seconds, before it is worth a word.
use latchet_core::courier::CLOCK_SKEW_SECONDS;

struct Check {
    name: &'static str,
    state: &'static str,
    message: String,
    next: Option<String>,
}

fn ok(name: &'static str, message: String) -> Check {
    Check { name, state: "ok", message, next: None }
}

fn bad(name: &'static str, message: String, next: Option<String>) -> Check {
    Check { name, state: "bad", message, next }
}

pub(crate) fn run(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let mut checks = vec![store(app), tray(app), zone(app)];
    checks.extend(service_and_clock(app)?);
    checks.push(journal(app));
    let settings = app.environment.home.settings_file().display().to_string();
    checks.push(ok(
        "settings",
        app.texts.say_with("doctor-settings-ok", &[("path", settings.into())]),
    ));
    let printed = if as_json {
        let items: Vec<_> = checks
            .iter()
            .map(|check| {
                json!({
                    "name": check.name, "state": check.state, "message": check.message,
                    "next": check.next,
                })
            })
            .collect();
        output::json(&json!({
            "version": env!("CARGO_PKG_VERSION"), "system": std::env::consts::OS,
            "server": app.account.origin().to_string(), "checks": items,
        }))
    } else {
        checks.iter().try_for_each(|check| {
            output::data(&format!("{:<4} {:<17} {}", check.state, check.name, check.message))?;
            check.next.iter().try_for_each(|next| output::data(&format!("{:23}{next}", "")))
        })
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

fn store(app: &App) -> Check {
    const NAME: &str = "credential store";
    match app.account.vault().load(&app.account.key(), false, Patience::Background) {
        Ok(_) => ok(NAME, app.texts.say("doctor-store-ok")),
        Err(VaultError::Missing) => ok(NAME, app.texts.say("doctor-store-empty")),
        Err(error) => {
            let told = app.wording().vault(error);
            bad(NAME, told.what, told.next)
        }
    }
}

fn tray(app: &App) -> Check {
    let (state, message) = match tray::has_host() {
        Some(true) => ("ok", app.texts.say("doctor-tray-ok")),
        Some(false) => ("-", app.texts.say("doctor-tray-none")),
        None => ("-", app.texts.say("doctor-tray-unknown")),
    };
    Check { name: "tray", state, message, next: None }
}

fn zone(app: &App) -> Check {
    let said = |key| app.texts.say_with(key, &[("zone", app.zone().to_string().into())]);
    if app.environment.settings.is_chosen(Key::TrackerZone)
        && app.environment.settings.get(Key::TrackerZone) != "computer"
    {
        return ok("time zone", said("doctor-zone"));
    }
    match Zone::of_computer() {
        Some(_) => ok("time zone", said("doctor-zone-computer")),
        None => bad("time zone", app.texts.say("doctor-zone-none"), None),
    }
}

fn service_and_clock(app: &App) -> Result<[Check; 2], Failure> {
    let client = app.client()?;
    let host = app.account.origin().host().to_owned();
    let clock = |state, message| Check { name: "clock", state, message, next: None };
    let unknown = || clock("-", app.texts.say("doctor-clock-unknown"));
    Ok(match app.block_on(client.probe())? {
        Ok(date) => {
            let values = [("host", host.into())];
            let clock = date.map_or_else(unknown, |date| {
                let skew = (date - Utc::now()).abs();
                if skew.num_seconds() <= CLOCK_SKEW_SECONDS {
                    let values = [("seconds", CLOCK_SKEW_SECONDS.to_string().into())];
                    clock("ok", app.texts.say_with("doctor-clock-ok", &values))
                } else {
                    let values = [("length", app.wording().length(skew).into())];
                    clock("bad", app.texts.say_with("doctor-clock-bad", &values))
                }
            });
            [ok("service", app.texts.say_with("doctor-service-ok", &values)), clock]
        }
        Err(fault) => {
            let why = match fault {
                Fault::Before(why) => app.wording().not_sent(why).meaning.join(" "),
                Fault::TimedOut => app.texts.say("unknown-timed-out"),
                Fault::ConnectionLost => app.texts.say("not-sent-no-connection"),
            };
            let values = [("host", host.into()), ("why", why.into())];
            [bad("service", app.texts.say_with("doctor-service-bad", &values), None), unknown()]
        }
    })
}

fn journal(app: &App) -> Check {
    match app.journal() {
        Ok(_) => {
            let path = app.account.folder().display().to_string();
            ok("journal", app.texts.say_with("doctor-journal-ok", &[("path", path.into())]))
        }
        Err(failure) => {
            let told = failure.told.into_iter().next();
            bad("journal", told.map(|told| told.sentence()).unwrap_or_default(), None)
        }
    }
}
