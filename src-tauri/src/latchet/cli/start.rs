//! `latchet start`: from options to one session, or to words about why not.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::courier::{Attempted, Begun, Courier, CourierError, Report, Terms};
use latchet_core::draft::{Draft, Plan};
use latchet_core::intention::{Event, Question, State};
use latchet_core::owner::ONE_OFF;
use latchet_core::settings::Key;
use latchet_core::status::{scheduled_end, started_at};
use latchet_core::time::Zone;
use latchet_core::vault::Kind;
use latchet_core::wording::Told;
use latchet_tracker::{Token, Why, preview};
use serde_json::{Value, json};

use super::app::App;
use super::args::Start;
use super::output::{self, Exit, Failure};
use super::{preset, token};
use crate::tray::{Showing, announce, offer_undo};

/// How the end of a start is told, besides on stderr.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Telling {
    json: bool,
    notify: bool,
    /// Its token is gone with this program, so nobody else can see to it.
    one_off: bool,
}

impl Telling {
    fn announce(self, app: &App, told: &Told) {
        if self.notify {
            let showing = Showing::now(&app.account, &app.environment.settings);
            announce(&app.texts, showing, told.what.clone());
        }
    }
}

pub(crate) fn start(app: &App, args: &Start) -> Result<Exit, Failure> {
    let ended = run(app, args);
    if let Err(failure) = &ended
        && let Some(told) = failure.told.first()
    {
        Telling { notify: args.notify, ..Telling::default() }.announce(app, told);
        if args.json.json {
            print(app, &without_end(failure, told))?;
        }
    }
    ended
}

/// What scripts are told of a start that could not even begin.
pub(crate) fn say_unbegun(args: &Start, failure: &Failure) {
    if let (true, Some(told)) = (args.json.json && !args.dry_run, failure.told.first()) {
        // A closed stdout changes nothing about the exit status.
        let _ = output::json(&without_end(failure, told));
    }
}

/// What stands where no option is given.
fn base(app: &App, args: &Start) -> Result<Draft, Failure> {
    match &args.preset {
        Some(name) => Ok(preset::named(app, name)?.draft),
        None if args.notify => preset::one_click(app),
        None => {
            let locked_by = app.environment.settings.get(Key::LockedBy);
            Ok(Draft { locked_by, ..Draft::default() })
        }
    }
}

fn run(app: &App, args: &Start) -> Result<Exit, Failure> {
    let now = Utc::now();
    let draft = args.over(base(app, args)?);
    let plan = Plan::from_draft(&draft, app.zone(), now)
        .map_err(|problems| app.refused(&draft, problems, now))?;
    if args.dry_run {
        return dry_run(app, args, &plan);
    }
    if !args.yes {
        if args.token_stdin || !output::is_interactive() {
            return Err(Failure::new(Exit::Usage, app.texts.say("cli-nothing-sent-ask")));
        }
        output::note(&app.wording().plan(&plan, now, Zone::of_computer()));
        output::note(&app.texts.say("ask-again"));
        if !output::ask(&app.texts.say("ask-start"), &app.texts)
            .map_err(|error| app.unforeseen(&error))?
        {
            output::note(&app.texts.say("cli-nothing-sent-no"));
            return Ok(Exit::Usage);
        }
    }
    let one_off = args.token_stdin || app.account.vault().kind() == Kind::Memory;
    let given = if args.token_stdin { Some(token::from_stdin(app)?) } else { None };
    let mut journal = app.journal()?;
    let (token, name) = match given {
        Some(token) => (token, ONE_OFF.to_owned()),
        None => app.token(&journal)?,
    };
    let name = if one_off { ONE_OFF.to_owned() } else { name };
    let client = app.client()?;
    let mut answered = if args.yes { Question::ALL.to_vec() } else { Vec::new() };
    let telling = Telling { json: args.json.json, notify: args.notify, one_off };
    let grace = app.environment.settings.grace();
    if args.notify && !one_off && !grace.is_zero() {
        let courier = app.account.courier(&mut journal, &client, &name);
        let Some(report) = awaited(app, one_click(app, courier, &plan, &token, grace))? else {
            return Ok(Exit::Interrupted);
        };
        return reported(app, report, &plan, telling);
    }
    loop {
        let terms = Terms { may_wait: !one_off, answered: &answered };
        let mut courier = app.account.courier(&mut journal, &client, &name);
        let Some(report) = awaited(app, courier.start(&plan, &token, terms))? else {
            return Ok(Exit::Interrupted);
        };
        let Report::Asks(asks) = report else {
            return reported(app, report, &plan, telling);
        };
        for told in app.wording().asks(&asks, &plan, Utc::now(), Zone::of_computer()) {
            output::say_told(&Told { next: None, ..told.clone() });
            let question = told.next.unwrap_or_else(|| app.texts.say("ask-start"));
            if !output::ask(&question, &app.texts).map_err(|error| app.unforeseen(&error))? {
                output::note(&app.texts.say("cli-nothing-sent-no"));
                return Ok(Exit::Usage);
            }
        }
        answered.extend(asks.questions);
    }
}

/// A start by one click, without a terminal: it can be taken back for some seconds.
async fn one_click(
    app: &App,
    mut courier: Courier<'_>,
    plan: &Plan,
    token: &Token,
    grace: TimeDelta,
) -> Result<Report, CourierError> {
    let (id, until) = match courier.begin_grace(plan, token, grace, &Question::ALL).await? {
        Begun::Grace(id, until) => (id, until),
        Begun::Instead(report) => return Ok(report),
    };
    let left = (until - Utc::now()).to_std().unwrap_or(Duration::ZERO);
    let showing = Showing::now(&app.account, &app.environment.settings);
    if offer_undo(&app.texts, showing, id, left).await {
        // Nobody else sends it: it can be taken back.
        courier.journal.append(id, &Event::Cancelled, Utc::now())?;
    }
    courier.after_grace(id, token).await
}

/// Waits for what is being sent, and tells how it ended.
pub(crate) fn send(
    app: &App,
    sending: impl Future<Output = Result<Report, CourierError>>,
    plan: &Plan,
    telling: Telling,
) -> Result<Exit, Failure> {
    match awaited(app, sending)? {
        Some(report) => reported(app, report, plan, telling),
        None => Ok(Exit::Interrupted),
    }
}

/// `None`: Ctrl-C came first.
fn awaited(
    app: &App,
    sending: impl Future<Output = Result<Report, CourierError>>,
) -> Result<Option<Report>, Failure> {
    let waiting = app.texts.say("cli-waiting");
    let Some(report) = app.block_on(interruptible(sending, &waiting))? else {
        output::note(&app.texts.say("cli-interrupted"));
        return Ok(None);
    };
    report.map(Some).map_err(|error| app.failed(error))
}

fn reported(app: &App, report: Report, plan: &Plan, telling: Telling) -> Result<Exit, Failure> {
    match report {
        Report::Attempted(attempted) => tell(app, telling, plan, &attempted),
        Report::Blocked(earlier) => {
            if !telling.one_off {
                app.hand_over();
            }
            let mut failure = Failure::told(Exit::Unknown, app.wording().blocked(earlier.id));
            failure.told.push(app.wording().state(earlier.id, &earlier.state));
            Err(failure)
        }
        Report::Busy => Err(Failure::told(Exit::NotSent, app.wording().busy())),
        // Everything was answered before.
        Report::Asks(_) => Err(Failure::new(Exit::Usage, app.texts.say("cli-nothing-sent-no"))),
    }
}

/// `None` when Ctrl-C came first. What was being sent stands in the journal as that.
async fn interruptible<T>(sending: impl Future<Output = T>, waiting: &str) -> Option<T> {
    let soon = async {
        tokio::time::sleep(SLOW).await;
        if io::stderr().is_terminal() {
            output::note(waiting);
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        biased;
        report = sending => Some(report),
        Ok(()) = tokio::signal::ctrl_c() => None,
        () = soon => None,
    }
}

/// After this it is said that an answer is being waited for.
const SLOW: Duration = Duration::from_secs(1);

fn tell(app: &App, telling: Telling, plan: &Plan, attempted: &Attempted) -> Result<Exit, Failure> {
    let told = app.wording().state(attempted.id, &attempted.state);
    let exit = exit_of(&attempted.state);
    telling.announce(app, &told);
    if telling.json {
        print(app, &outcome(app, attempted, &told))?;
    } else if exit == Exit::Done {
        output::data(&told.what).map_err(|error| app.unforeseen(&error))?;
        told.meaning.iter().for_each(|line| output::note(line));
        if let Some(session) = &attempted.recorded {
            app.wording().recorded(session, app.zone()).iter().for_each(|line| output::note(line));
        } else {
            output::note(&app.wording().plan(plan, Utc::now(), Zone::of_computer()));
        }
    }
    if exit != Exit::Done {
        output::say_told(&told);
    }
    let other_zone = attempted.recorded.as_ref().and_then(|session| {
        app.wording().other_zone(session, attempted.apart, plan.zone, app.zone())
    });
    if let Some(line) = other_zone {
        output::note(&line);
    }
    if !attempted.state.is_settled() && !telling.one_off {
        app.hand_over();
    }
    if let Some(skew) = attempted.clock_skew {
        let values = [("length", app.wording().length(skew.abs()).into())];
        output::note(&app.texts.say_with("cli-clock-skew", &values));
    }
    Ok(exit)
}

/// The exit status for where an attempt ended.
fn exit_of(state: &State) -> Exit {
    match state {
        State::Started(_) => Exit::Done,
        State::Refused(refusal) => match refusal.why {
            Why::TokenInvalid | Why::NoWritePermission => Exit::TokenRefused,
            Why::Overlap => Exit::Overlap,
            Why::BadInput | Why::Status(_) => Exit::Refused,
        },
        State::NotSent(_)
        | State::Intended
        | State::Grace { .. }
        | State::Waiting(_)
        | State::Held(_)
        | State::Cancelled(_) => Exit::NotSent,
        State::Sending { .. }
        | State::Unknown(_)
        | State::Checking { .. }
        | State::NotThere
        | State::SettledByHand(_) => Exit::Unknown,
    }
}

fn outcome(app: &App, attempted: &Attempted, told: &Told) -> Value {
    let name = attempted.state.outcome();
    let (zone, recorded) = (app.zone(), attempted.recorded.as_ref());
    let printed = |at: Option<DateTime<Utc>>| at.map(|at| zone.rfc3339(at));
    json!({
        "outcome": name,
        "session_id": attempted.state.session_id(),
        "intention": attempted.id.to_string(),
        "reason": if name == "started" { Value::Null } else { reason(told) },
        "recorded_start": printed(recorded.and_then(|session| started_at(session, zone))),
        "scheduled_end": printed(recorded.and_then(|session| scheduled_end(session, zone))),
    })
}

/// A start that failed before it was sent, or of which no more than that is known.
fn without_end(failure: &Failure, told: &Told) -> Value {
    json!({
        "outcome": if failure.intention.is_some() { "unknown" } else { "not_sent" },
        "session_id": null,
        "intention": failure.intention.map(|id| id.to_string()),
        "reason": reason(told),
        "recorded_start": null,
        "scheduled_end": null,
    })
}

fn reason(told: &Told) -> Value {
    json!({ "code": told.code, "message": told.sentence(), "field": told.field })
}

fn print(app: &App, value: &Value) -> Result<(), Failure> {
    output::json(value).map_err(|error| app.unforeseen(&error))
}

fn dry_run(app: &App, args: &Start, plan: &Plan) -> Result<Exit, Failure> {
    let request = plan.request(None).map_err(|error| app.unforeseen(&error))?;
    let preview = preview(app.account.origin(), &request);
    if args.json.json {
        let headers: serde_json::Map<_, _> =
            preview.headers.into_iter().map(|(name, value)| (name, value.into())).collect();
        let body: Value = serde_json::from_str(&preview.body).unwrap_or(Value::Null);
        let shown = json!({
            "method": preview.method, "url": preview.url, "headers": headers, "body": body,
        });
        return print(app, &shown).map(|()| Exit::Done);
    }
    output::note(&app.wording().plan(plan, Utc::now(), Zone::of_computer()));
    let headers: Vec<_> =
        preview.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let headers = headers.join("\n");
    let text = format!("{} {}\n{headers}\n\n{}", preview.method, preview.url, preview.body);
    output::data(&text).map_err(|error| app.unforeseen(&error))?;
    Ok(Exit::Done)
}
