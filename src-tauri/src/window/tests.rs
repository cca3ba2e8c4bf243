//! The IPC surface through Tauri's own handler and access list, without a display.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod doctor;
mod end_moved;
mod form;
mod history;
mod leaving;
mod links;
mod page_types;
mod pending;
mod presets;
mod random;
mod settings;
mod sight;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use latchet_core::environment::Environment;
use latchet_core::home::Home;
use latchet_core::resident::Mode;
use latchet_core::settings::{Key, Settings};
use latchet_core::vault::Vault;
use latchet_practice::{Options, Practice};
use latchet_tracker::Origin;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use zeroize::Zeroizing;

use super::clipboard::Clipboard;
use super::commands::NAMES;
use super::desk::{Desk, Outside};
use super::shell::{LABEL, assemble};

/// A clipboard that two can look at.
#[derive(Clone, Default)]
struct Shelf(Arc<Mutex<String>>);

impl Shelf {
    fn held(&self) -> MutexGuard<'_, String> {
        self.0.lock().unwrap()
    }
}

impl Clipboard for Shelf {
    fn text(&self) -> Result<Zeroizing<String>, String> {
        Ok(Zeroizing::new(self.held().clone()))
    }

    fn clear_if(&self, text: &str) {
        let mut held = self.held();
        if *held == text {
            held.clear();
        }
    }

    fn put(&self, text: String) -> Result<(), String> {
        *self.held() = text;
        Ok(())
    }
}

struct World {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    server: Practice,
    clipboard: Shelf,
    home: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        Self::behaving("")
    }

    fn behaving(behaviours: &str) -> Self {
        let options = Options { behaviours: behaviours.parse().unwrap(), ..Options::default() };
        let server = tauri::async_runtime::block_on(Practice::open(options)).unwrap();
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("settings.toml");
        Settings::set(&file, Key::TrackerZone, "Europe/Berlin").unwrap();
        Settings::set(&file, Key::Language, "en").unwrap();
        let environment = Environment {
            home: Home::under(home.path()),
            origin: Origin::parse(&server.url()).unwrap(),
            settings: Settings::set(&file, Key::LockedBy, "Kim").unwrap(),
            vault: Vault::memory(),
        };
        let clipboard = Shelf::default();
        let browse = |page: &str| {
            let ours = page.starts_with("http://127.0.0.1:");
            if ours { Ok(()) } else { Err("elsewhere".to_owned()) }
        };
        let hand_over = |mode| {
            let asked = mode == Mode::Practice;
            assert!(asked, "nothing may be handed over here, but {mode:?} was wanted");
            Ok(())
        };
        let documents = home.path().join("documents");
        std::fs::create_dir(&documents).unwrap();
        let show_folder = |folder: &Path| {
            let ours = folder.ends_with("documents");
            if ours { Ok(()) } else { Err(folder.display().to_string()) }
        };
        let clip = Box::new(clipboard.clone());
        let documents = Some(documents);
        let outside = Outside { clipboard: clip, browse, show_folder, documents, hand_over };
        let desk = Arc::new(Desk::new(Ok(environment), outside));
        let app = assemble(mock_builder(), desk).build(context()).unwrap();
        let window = labelled(&app, LABEL);
        Self { app, window, server, clipboard, home }
    }

    /// With the practice server's first token saved.
    fn with_token() -> Self {
        let world = Self::new();
        let token = world.server.first_token().to_owned();
        world.ask("save_token", json!({ "token": token })).unwrap();
        world
    }

    fn ask(&self, command: &str, args: Value) -> Result<Value, Value> {
        let reply = ask(&self.window, command, args);
        let told = format!("{reply:?}");
        assert!(!told.contains(self.server.first_token()), "{command} told the token: {told}");
        reply
    }

    fn posts(&self) -> usize {
        self.server.requests().iter().filter(|seen| seen.method == "POST").count()
    }
}

fn context() -> tauri::Context<MockRuntime> {
    tauri::generate_context!(test = true)
}

fn labelled(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default()).build().unwrap()
}

fn ask(window: &WebviewWindow<MockRuntime>, command: &str, args: Value) -> Result<Value, Value> {
    let url = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(args),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

fn draft(start: &Value, end: &Value) -> Value {
    let draft = json!({ "start": start, "end": end, "locked_by": "", "public": false });
    json!({ "draft": draft, "answered": [] })
}

fn now() -> Value {
    draft(&json!({ "kind": "now" }), &json!({ "kind": "open" }))
}

#[test]
fn the_three_lists_of_commands_are_the_same() {
    let built: BTreeSet<_> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let source = include_str!("commands.rs");
    let handled = source.split("generate_handler![").nth(1).unwrap().split(']').next().unwrap();
    let handled = handled.split(',').map(|name| name.trim().to_owned());
    let handled: BTreeSet<_> = handled.filter(|name| !name.is_empty()).collect();
    assert_eq!(built, handled, "the build script's and the handler's");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities");
    let mut allowed = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let capability: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(capability["windows"], json!([LABEL]), "no other window may ask for anything");
        assert_eq!(capability.get("remote"), None, "no page from outside may ask for anything");
        for permission in capability["permissions"].as_array().unwrap() {
            let name = permission.as_str().unwrap().strip_prefix("allow-").unwrap();
            allowed.insert(name.replace('-', "_"));
        }
    }
    assert_eq!(built, allowed, "the build script's and the capability's");
}

#[test]
fn the_configuration_keeps_the_page_shut_in() {
    let config: Value = serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["windows"], json!([]), "windows are made by Rust");
    let security = &app["security"];
    assert_eq!(security["capabilities"], json!(["main"]));
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(security["dangerousDisableAssetCspModification"], false);
    let csp = security["csp"].as_str().unwrap();
    assert!(csp.starts_with("default-src 'none'; "), "{csp}");
    for loose in ["unsafe", "*", "data:", "https:", "blob:"] {
        assert!(!csp.contains(loose), "{loose} in {csp}");
    }
    assert_eq!(config.get("mainBinaryName"), None, "it would rename one program over the other");
}

#[test]
fn no_other_window_may_ask_for_anything() {
    let world = World::with_token();
    let other = labelled(&world.app, "other");
    for name in NAMES {
        let refused = ask(&other, name, now()).unwrap_err();
        let why = refused.as_str().unwrap();
        assert!(why.contains("not allowed"), "{name}: {why}");
    }
    assert_eq!(world.posts(), 0);
}

#[test]
fn nothing_of_tauri_s_own_may_be_asked_for() {
    let world = World::new();
    for name in
        ["plugin:window|close", "plugin:event|listen", "plugin:path|resolve", "plugin:app|version"]
    {
        let refused = world.ask(name, json!({})).unwrap_err();
        assert!(
            refused.as_str().is_some_and(|why| why.contains("not allowed")),
            "{name}: {refused}"
        );
    }
}

#[test]
fn the_opening_tells_all_that_is_shown_first() {
    let world = World::new();
    let opening = world.ask("opening", json!({})).unwrap();
    assert_eq!(opening["zone"], "Europe/Berlin");
    assert_eq!(opening["host"], "127.0.0.1");
    assert_eq!(opening["practice"], true);
    assert_eq!(opening["locked_by"], "Kim");
    assert_eq!((&opening["pending"], &opening["news"]), (&json!([]), &json!([])));
    assert_eq!(opening["texts"]["form-start-now"], "Now");
    for moment in ["start", "end"] {
        assert_eq!(opening["moments"][moment].as_str().unwrap().len(), "2026-11-24 00:12".len());
    }
    assert_eq!(opening["draft"], Value::Null);
    assert_eq!(world.server.requests().len(), 0, "nothing is asked of the service");
}

#[test]
fn settings_that_changed_meanwhile_are_seen() {
    let world = World::new();
    let file = world.home.path().join("settings.toml");
    Settings::set(&file, Key::LockedBy, "Robin").unwrap();
    assert_eq!(world.ask("opening", json!({})).unwrap()["locked_by"], "Robin");
}

#[test]
fn it_speaks_the_language_that_is_set_by_now() {
    let world = World::new();
    let spoken = |command: &str, args: Value| world.ask(command, args).unwrap();
    assert_eq!(spoken("opening", json!({}))["language"], "en");
    let file = world.home.path().join("settings.toml");
    Settings::set(&file, Key::Language, "de").unwrap();
    let opening = spoken("opening", json!({}));
    assert_eq!(
        (&opening["language"], &opening["texts"]["form-start-now"]),
        (&json!("de"), &json!("Jetzt"))
    );
    Settings::set(&file, Key::Language, "fr").unwrap();
    let mut open = now();
    open["draft"]["locked_by"] = json!("Kim");
    let sentence = spoken("preview", open)["sentence"].clone();
    assert_eq!(sentence, "Commence maintenant, sans fin prévue, clé chez Kim, privée.");
}

#[test]
fn a_preview_is_a_sentence_or_all_that_is_wrong() {
    let world = World::new();
    let preview = world.ask("preview", now()).unwrap();
    assert_eq!(
        preview,
        json!({
            "sentence": "Starts now, no scheduled end, private.",
            "start_said": "",
            "end_said": "",
            "end": null,
            "problems": []
        })
    );
    let timed = draft(
        &json!({ "kind": "ago", "text": "20m" }),
        &json!({ "kind": "until", "text": "2999-01-31 17:30" }),
    );
    let preview = world.ask("preview", timed).unwrap();
    assert!(preview["start_said"].as_str().unwrap().ends_with("m ago"), "{preview}");
    let end = preview["end_said"].as_str().unwrap();
    assert!(end.starts_with("Thu 31 Jan 2999 17:30, in "), "{preview}");
    let wrong = draft(
        &json!({ "kind": "ago", "text": "soon" }),
        &json!({ "kind": "until", "text": "2001-01-01 10:00" }),
    );
    let preview = world.ask("preview", wrong).unwrap();
    assert_eq!((&preview["sentence"], &preview["end"]), (&Value::Null, &Value::Null));
    let problems = preview["problems"].as_array().unwrap();
    let fields: Vec<_> = problems.iter().map(|problem| &problem["field"]).collect();
    assert_eq!(fields, ["start", "end"], "{preview}");
    assert_eq!(problems[0]["code"], "not_a_length");
}

#[test]
fn a_start_is_one_session_and_the_second_is_refused() {
    let world = World::with_token();
    let ended = world.ask("start", now()).unwrap();
    assert_eq!(ended["outcome"], "started", "{ended}");
    assert_eq!(ended["told"]["code"], "started");
    assert!(ended["session_id"].is_u64());
    assert_eq!(ended["recorded"].as_array().unwrap().len(), 1, "its start, as recorded: {ended}");
    let running = world.running(true);
    assert_eq!(running["state"], "running", "{running}");
    let again = world.ask("start", now()).unwrap();
    assert_eq!((&again["outcome"], &again["told"]["code"]), (&json!("refused"), &json!("overlap")));
    assert_eq!(again["session_id"], Value::Null);
}

fn earlier() -> Value {
    draft(&json!({ "kind": "ago", "text": "20m" }), &json!({ "kind": "open" }))
}

#[test]
fn a_start_that_tells_a_time_is_asked_about_and_sent_when_it_is_answered() {
    let world = World::with_token();
    let asked = world.ask("start", earlier()).unwrap();
    assert_eq!(asked["outcome"], "asks", "{asked}");
    let question = &asked["questions"][0];
    assert_eq!(
        (&question["name"], asked["questions"].as_array().unwrap().len()),
        (&json!("zone"), 1)
    );
    assert!(question["told"]["what"].as_str().unwrap().contains("Europe/Berlin"), "{question}");
    assert_eq!(question["told"]["meaning"].as_array().unwrap().len(), 1, "its moment: {question}");
    assert_eq!(world.posts(), 0);
    assert_eq!(world.ask("opening", json!({})).unwrap()["pending"], json!([]), "nor recorded");

    let mut answer = earlier();
    answer["answered"] = json!(["zone"]);
    let ended = world.ask("start", answer).unwrap();
    assert_eq!(ended["outcome"], "started", "{ended}");
    assert_eq!(world.posts(), 1);
}

#[test]
fn what_was_not_asked_can_not_be_answered() {
    let world = World::with_token();
    let mut answer = earlier();
    answer["answered"] = json!(["zone"]);
    let asked = world.ask("start", answer.clone()).unwrap();
    assert_eq!(asked["outcome"], "asks", "nothing was asked before: {asked}");

    let mut other = answer.clone();
    other["draft"]["start"]["text"] = json!("25m");
    let asked = world.ask("start", other).unwrap();
    assert_eq!(asked["outcome"], "asks", "another start was asked about: {asked}");

    let file = world.home.path().join("settings.toml");
    assert_eq!(world.ask("start", earlier()).unwrap()["outcome"], "asks");
    Settings::set(&file, Key::TrackerZone, "Europe/Lisbon").unwrap();
    let asked = world.ask("start", answer.clone()).unwrap();
    assert_eq!(asked["outcome"], "asks", "another zone was asked about: {asked}");

    for wrong in [json!(["zones"]), json!("zone"), json!([7]), json!(null)] {
        answer["answered"] = wrong.clone();
        let error = world.ask("start", answer.clone()).unwrap_err();
        assert!(error.as_str().is_some_and(|why| why.contains("answered")), "{wrong}: {error}");
    }
    assert_eq!(world.posts(), 0);
}

#[test]
fn a_second_question_does_not_undo_the_first_answer() {
    let world = World::with_token();
    let mut far = draft(&json!({ "kind": "now" }), &json!({ "kind": "for", "text": "700d" }));
    let asked = world.ask("start", far.clone()).unwrap();
    let names: Vec<_> =
        asked["questions"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["far_end", "zone"], "{asked}");
    far["answered"] = json!(["far_end"]);
    let asked = world.ask("start", far.clone()).unwrap();
    assert_eq!(asked["questions"][0]["name"], "zone", "{asked}");
    far["answered"] = json!(["far_end", "zone"]);
    assert_eq!(world.ask("start", far).unwrap()["outcome"], "started");
}

#[test]
fn what_is_wrong_with_a_draft_is_told_beside_its_field_and_nothing_is_sent() {
    let world = World::with_token();
    let ahead =
        draft(&json!({ "kind": "at", "text": "2999-01-01 10:00" }), &json!({ "kind": "open" }));
    let error = world.ask("start", ahead).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("start_in_future"), &json!("start")));
    assert_eq!(world.posts(), 0);
}

#[test]
fn a_start_without_a_token_is_told_beside_the_token() {
    let world = World::new();
    let error = world.ask("start", now()).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("token-missing"), &json!("token")));
    assert_eq!(world.server.requests().len(), 0);
}

#[test]
fn a_revoked_token_is_told_beside_the_token() {
    let world = World::with_token();
    world.server.revoke(world.server.first_token());
    let ended = world.ask("start", now()).unwrap();
    assert_eq!(ended["outcome"], "refused");
    assert_eq!(ended["told"]["field"], "token", "{ended}");
}

#[test]
fn a_token_is_saved_named_and_removed() {
    let world = World::new();
    assert_eq!(world.ask("token_state", json!({})).unwrap()["state"], "missing");
    let token = world.server.first_token().to_owned();
    let saved = world.ask("save_token", json!({ "token": format!(" {token}\n") })).unwrap();
    assert_eq!(saved["state"], "saved", "{saved}");
    assert!(saved["note"].as_str().unwrap().starts_with("Valid"), "{saved}");
    let state = world.ask("token_state", json!({})).unwrap();
    assert_eq!((&state["state"], &state["lead"]), (&json!("saved"), &saved["lead"]));
    assert_eq!(world.ask("remove_token", json!({})).unwrap()["state"], "missing");
    assert_eq!(world.ask("token_state", json!({})).unwrap()["state"], "missing");
}

#[test]
fn a_pasted_token_leaves_the_clipboard() {
    let world = World::new();
    world.server.first_token().clone_into(&mut world.clipboard.held());
    assert_eq!(world.ask("paste_token", json!({})).unwrap()["state"], "saved");
    assert_eq!(*world.clipboard.held(), "");
}

#[test]
fn what_is_no_token_stays_in_the_clipboard() {
    let world = World::new();
    for (held, code) in [("", "token_empty"), ("two words", "token_bad_character")] {
        held.clone_into(&mut world.clipboard.held());
        let error = world.ask("paste_token", json!({})).unwrap_err();
        assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!("token")), "{error}");
        assert_eq!(*world.clipboard.held(), held);
    }
    assert_eq!(world.ask("token_state", json!({})).unwrap()["state"], "missing");
}

#[test]
fn a_token_that_the_service_does_not_know_is_saved_and_said_so() {
    let world = World::new();
    let saved = world.ask("save_token", json!({ "token": "mistyped" })).unwrap();
    assert_eq!(saved["state"], "saved");
    assert!(saved["note"].as_str().unwrap().contains("does not accept it"), "{saved}");
}

#[test]
fn a_token_that_the_service_does_not_know_takes_no_other_s_place() {
    let world = World::with_token();
    let error = world.ask("save_token", json!({ "token": "mistyped" })).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("token_refused"), &json!("token")));
    assert_eq!(world.ask("start", now()).unwrap()["outcome"], "started");
}

#[test]
fn the_profile_page_is_the_service_s_own() {
    let world = World::new();
    assert_eq!(world.ask("open_profile_page", json!({})), Ok(Value::Null));
    assert_eq!(world.ask("ready", json!({})), Ok(Value::Null));
}

#[test]
fn a_program_that_can_not_begin_says_why_in_its_window() {
    use latchet_core::wording::Told;
    let why = Told {
        code: "environment",
        what: "No home.".to_owned(),
        meaning: Vec::new(),
        next: None,
        field: None,
    };
    let outside = Outside {
        clipboard: Box::new(Shelf::default()),
        browse: |_| Ok(()),
        show_folder: |_| Ok(()),
        documents: None,
        hand_over: |_| Ok(()),
    };
    let desk = Arc::new(Desk::new(Err(why), outside));
    let app = assemble(mock_builder(), desk).build(context()).unwrap();
    let window = labelled(&app, LABEL);
    for name in NAMES.iter().filter(|name| {
        !matches!(**name, "ready" | "close" | "save_token" | "paste_token" | "show_export")
    }) {
        let mut args = now();
        args["id"] = json!(1);
        args["found"] = json!("not_started");
        args["name"] = json!("night");
        args["zone"] = json!("Europe/Berlin");
        args["replace"] = json!(false);
        args["anew"] = json!(true);
        args["further"] = json!(false);
        args["format"] = json!("csv");
        args["from"] = json!("");
        args["year"] = json!(2026);
        args["month"] = json!(1);
        args["yes"] = json!(0);
        let error = ask(&window, name, args).unwrap_err();
        assert_eq!(error, json!({ "code": "environment", "message": "No home." }), "{name}");
    }
}
