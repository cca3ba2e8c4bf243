//! `latchet leave-no-trace`: what is there, a yes or two, and what is gone.

use chrono::Utc;
use latchet_core::home::create_private_file;
use latchet_core::traces::{Item, Left, Plan, export};
use serde_json::{Value, json};

use super::app::App;
use super::args::LeaveNoTrace;
use super::output::{self, Exit, Failure};

pub(crate) fn run(app: &App, args: &LeaveNoTrace) -> Result<Exit, Failure> {
    let plan = Plan::of(&app.environment);
    if plan.items.is_empty() {
        return finish(app, args, &[], 0);
    }
    say_plan(app, &plan);
    if !args.yes && !output::is_interactive() {
        return Err(Failure::new(Exit::Usage, app.texts.say("trace-ask-first")));
    }
    keep(app, args, &plan)?;
    let mut questions = vec!["trace-ask"];
    if !plan.unsettled.is_empty() {
        questions.push("trace-ask-unsettled");
    }
    for question in questions {
        let asked = || output::ask(&app.texts.say(question), &app.texts);
        if !args.yes && !asked().map_err(|error| app.unforeseen(&error))? {
            output::note(&app.texts.say("trace-not-done"));
            return Ok(Exit::Usage);
        }
    }
    let unsettled = plan.unsettled.len();
    let done = plan.carry_out(&app.environment, |_, _| ());
    finish(app, args, &done, unsettled)
}

fn say_plan(app: &App, plan: &Plan) {
    output::note(&app.texts.say("trace-plan"));
    for item in &plan.items {
        output::note(&format!("  {}", item.describe(&app.texts)));
    }
    if plan.unsettled.is_empty() {
        return;
    }
    let count = plan.unsettled.len().to_string();
    output::note(&app.texts.say_with("trace-unsettled", &[("count", count.into())]));
    for start in &plan.unsettled {
        let values = [
            ("server", start.server.as_str().into()),
            ("id", start.id.to_string().into()),
            ("state", app.wording().state(start.id, &start.state).what.into()),
        ];
        output::note(&format!("  {}", app.texts.say_with("trace-unsettled-one", &values)));
    }
    output::note(&app.texts.say("trace-unsettled-next"));
}

/// Exports first, where that is wanted.
fn keep(app: &App, args: &LeaveNoTrace, plan: &Plan) -> Result<(), Failure> {
    let Some(file) = &args.export else { return Ok(()) };
    let path = || ("path", file.display().to_string().into());
    if plan.holds(&app.environment, file) {
        let told = app.texts.say_with("trace-export-inside", &[path()]);
        return Err(Failure::new(Exit::Usage, told));
    }
    let failed = |reason: String| {
        let told = app.texts.say_with("trace-export-failed", &[("reason", reason.into())]);
        Failure::new(Exit::Unforeseen, told)
    };
    let text = export(&app.environment, Utc::now()).map_err(|error| failed(error.to_string()))?;
    // One that is there is not written over.
    create_private_file(file, text.as_bytes()).map_err(|error| failed(error.to_string()))?;
    output::note(&app.texts.say_with("trace-exported", &[path()]));
    Ok(())
}

fn line(app: &App, item: &Item, left: Option<&Left>) -> String {
    let state = app.texts.say(if left.is_some() { "trace-left" } else { "trace-gone" });
    let why = left.map(|left| format!(" ({})", left.tell(&app.texts))).unwrap_or_default();
    format!("{state:<5} {}{why}", item.describe(&app.texts))
}

/// The list as it stands in the end.
fn finish(
    app: &App,
    args: &LeaveNoTrace,
    done: &[(Item, Option<Left>)],
    unsettled: usize,
) -> Result<Exit, Failure> {
    let some_left = done.iter().any(|(_, left)| left.is_some());
    let end = match (done.is_empty(), some_left) {
        (true, _) => "trace-none",
        (false, false) => "trace-all-gone",
        (false, true) => "trace-some-left",
    };
    let printed = if args.json.json {
        let items: Vec<Value> = done
            .iter()
            .map(|(item, left)| {
                json!({
                    "name": item.kind.name(), "what": item.what(), "gone": left.is_none(),
                    "reason": left.as_ref().map(|left| left.tell(&app.texts)),
                })
            })
            .collect();
        let export = args.export.as_ref().filter(|_| !done.is_empty());
        output::json(&json!({
            "gone": !some_left, "items": items, "unsettled": unsettled,
            "export": export.map(|file| file.display().to_string()),
        }))
    } else {
        done.iter()
            .try_for_each(|(item, left)| output::data(&line(app, item, left.as_ref())))
            .and_then(|()| output::data(&app.texts.say(end)))
    };
    printed.map_err(|error| app.unforeseen(&error))?;
    if !done.is_empty() {
        output::note(&app.texts.say("trace-not-promised"));
    }
    Ok(if some_left { Exit::Unforeseen } else { Exit::Done })
}
