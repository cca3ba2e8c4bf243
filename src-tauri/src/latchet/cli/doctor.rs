//! `latchet doctor`: one page about this computer, never a secret.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use latchet_core::doctor::{self, Page};
use serde_json::json;

use super::app::App;
use super::output::{self, Exit, Failure};

/// After so long a person is told that something goes on.
const SAID_AFTER: Duration = Duration::from_secs(1);

pub(crate) fn run(app: &App, as_json: bool, as_report: bool) -> Result<Exit, Failure> {
    let page = examine(app);
    let printed = if as_json {
        let checks: Vec<_> = page
            .checks
            .iter()
            .map(|check| {
                json!({
                    "name": check.name, "state": check.state.name(), "message": check.message,
                    "next": check.next,
                })
            })
            .collect();
        output::json(&json!({
            "version": env!("CARGO_PKG_VERSION"), "system": std::env::consts::OS,
            "server": app.account.origin().to_string(), "checks": checks,
        }))
    } else if as_report {
        output::data(page.report().trim_end())
    } else {
        page.lines().iter().try_for_each(|line| output::data(line))
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}

/// Looks, and says so to a person who waits for it.
fn examine(app: &App) -> Page {
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if waiting.recv_timeout(SAID_AFTER) == Err(RecvTimeoutError::Timeout)
                && output::is_interactive()
            {
                output::note(&app.texts.say("doctor-looking"));
            }
        });
        let page = doctor::examine(&app.environment, &app.texts);
        drop(done);
        page
    })
}
