//! `latchet --selftest`: the whole main job, on a server, a store entry and a folder of its own.

use std::env;

use chrono::Utc;
use latchet_core::courier::{Courier, Report, Terms};
use latchet_core::draft::{Draft, DraftEnd, Plan};
use latchet_core::intention::{Question, State};
use latchet_core::journal::Journal;
use latchet_core::time::Zone;
use latchet_core::vault::{Key, Patience, Vault};
use latchet_practice::{Options, Practice};
use latchet_tracker::{Client, Limits, Origin, Route, Token};

use super::output::{self, Exit, Failure};

pub(crate) fn selftest() -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let held = runtime.map_err(|error| error.to_string()).and_then(|rt| rt.block_on(steps()));
    match held {
        Ok(()) => Ok(Exit::Done),
        Err(why) => Err(Failure::new(Exit::Unforeseen, format!("FAILED {why}"))),
    }
}

fn step(text: &str) -> Result<(), String> {
    output::data(&format!("ok   {text}")).map_err(|error| error.to_string())
}

async fn steps() -> Result<(), String> {
    let server = Practice::open(Options::default()).await.map_err(|e| format!("server: {e}"))?;
    step("practice server: it listens on this computer")?;
    let origin = Origin::parse(&server.url()).map_err(|e| format!("server: {e}"))?;
    let folder = tempfile::tempdir().map_err(|e| format!("folder: {e}"))?;
    let memory = env::var("LATCHET_VAULT").is_ok_and(|kind| kind == "memory");
    let vault = if memory { Vault::memory() } else { Vault::os() };
    let key = Key::new(origin.to_string(), format!("selftest-{}", std::process::id()));
    let token = Token::parse(server.first_token()).map_err(|e| format!("token: {e}"))?;
    vault.save(&key, &token, Patience::Background).map_err(|e| format!("credential store: {e}"))?;
    // From here on the entry must go again, whatever happens.
    let held = with_saved_token(&vault, &key, &origin, folder.path(), &server).await;
    let removed = vault.remove(&key, Patience::Background);
    held?;
    removed.map_err(|e| format!("credential store: the token could not be removed: {e}"))?;
    step("credential store: the token is removed again")?;
    server.shutdown().await;
    Ok(())
}

async fn with_saved_token(
    vault: &Vault,
    key: &Key,
    origin: &Origin,
    folder: &std::path::Path,
    server: &Practice,
) -> Result<(), String> {
    let token = vault
        .load(key, true, Patience::Background)
        .map_err(|e| format!("credential store: {e}"))?;
    step("credential store: a token saved and read back")?;
    let mut journal = Journal::open(folder, origin).map_err(|e| format!("journal: {e}"))?;
    let client = Client::new(origin.clone(), Limits::default(), Route::default())
        .map_err(|e| e.to_string())?;
    let draft = Draft { end: DraftEnd::For("8h".to_owned()), ..Draft::default() };
    let zone = Zone::of_computer().unwrap_or(Zone::UTC);
    let plan = Plan::from_draft(&draft, zone, Utc::now()).map_err(|e| format!("plan: {e:?}"))?;
    let terms = Terms { may_wait: false, answered: &Question::ALL };
    let first = courier(folder, &mut journal, &client).start(&plan, &token, terms).await;
    match first.map_err(|e| format!("start: {e}"))? {
        Report::Attempted(attempted) => match attempted.state {
            State::Started(Some(id)) => step(&format!("start: session {}", id.0))?,
            state => return Err(format!("start: {state:?}")),
        },
        other => return Err(format!("start: {other:?}")),
    }
    let running = client.active_session(&token).await.map_err(|e| format!("status: {e}"))?;
    running.ok_or("status: the session is not there")?;
    step("status: the service shows the session")?;
    let second = courier(folder, &mut journal, &client).start(&plan, &token, terms).await;
    match second.map_err(|e| format!("second start: {e}"))? {
        Report::Attempted(attempted) if matches!(attempted.state, State::Refused(_)) => {
            step("second start: refused, since one runs")?;
        }
        other => return Err(format!("second start: {other:?}")),
    }
    let settled = journal.settled(10).map_err(|e| format!("journal: {e}"))?.len();
    if settled != 2 || server.sessions().len() != 1 {
        return Err("journal: it does not hold both starts, or the server not one session".into());
    }
    step("journal: both starts and their ends are recorded")
}

fn courier<'a>(
    folder: &'a std::path::Path,
    journal: &'a mut Journal,
    client: &'a Client,
) -> Courier<'a> {
    Courier { folder, journal, client, account: "selftest", clock: Utc::now }
}
