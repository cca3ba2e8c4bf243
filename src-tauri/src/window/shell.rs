//! The program around the page: one window, made by Rust, that goes nowhere else.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use latchet_core::autostart::WINDOW_ARGUMENT;
use latchet_core::claim::{WINDOW, claim};
use latchet_core::environment::Environment;
use latchet_core::language::Language;
use latchet_core::log;
use latchet_core::resident::{self, Mode};
use latchet_core::settings::Key;
use latchet_core::texts::Texts;
use latchet_core::window::CLOSE;
use latchet_core::wording::Wording;
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, Builder, CloseRequestApi, Manager as _, RunEvent, Runtime, Url, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use super::clipboard::Desktop;
use super::commands::{self, show};
use super::desk::{Desk, Outside};
use super::{link, process, session, text_size};

/// The one window. What it may ask for is in `src-tauri/capabilities/main.json`.
pub(crate) const LABEL: &str = "main";

/// The web view's proxy, where nobody can be: a content policy has no say in some of what a page can
/// reach a network by, such as `preconnect`.
const NOWHERE: &str = "http://127.0.0.1:0";

/// A page that never says that it is ready is shown all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the window, or raises the one that is open, and stays until it is closed.
pub(crate) fn run() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == WINDOW_ARGUMENT) {
        // Where it is not installed there is none to start.
        let _ = hand_over(Mode::Tray);
        return ExitCode::SUCCESS;
    }
    let environment = Environment::read();
    // A window for each data folder and service: a practice window must not stand in for the other.
    let place = environment.as_ref().map(Environment::folder).unwrap_or_default();
    let link = link::given();
    let Some(session) = session::join(&place, link.as_deref()) else { return ExitCode::SUCCESS };
    if let Ok(read) = &environment {
        log::begin(&read.home, read.settings.log_level(), "window");
    }
    // Says which program it is.
    let _ = environment.as_ref().map(|read| claim(&read.folder(), WINDOW));
    if environment.as_ref().is_ok_and(|read| read.settings.get(Key::Tray) == "on") {
        // Where it is not installed the window does without.
        let _ = hand_over(Mode::Tray);
    }
    let web_view = environment.as_ref().map(|read| read.home.web_view_folder()).ok();
    let discreet = environment.as_ref().is_ok_and(|read| read.settings.get(Key::Discreet) == "on");
    let environment = environment.map_err(|error| {
        Wording(&Texts::of(Language::of_computer()).in_window()).environment(&error)
    });
    let is_to_close = std::env::args_os().any(|argument| argument == CLOSE);
    let documents = latchet_core::home::documents();
    let outside = Outside {
        clipboard: Box::new(Desktop::default()),
        browse,
        show_folder,
        documents,
        hand_over,
    };
    let desk = Arc::new(Desk::new(environment, outside));
    if std::env::args_os().any(|argument| argument == "--token-stdin") {
        desk.take_given(&mut io::stdin().lock());
    }
    if let Some(link) = link {
        desk.put_link(link);
    }
    let mut context = tauri::generate_context!();
    session.name(&mut context);
    let built =
        assemble(session.install(Builder::default()), desk).build(context).and_then(|app| {
            if is_to_close { Ok(None) } else { open(&app, web_view, discreet).map(|_| Some(app)) }
        });
    match built {
        // There was no other that it could have closed.
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(app)) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("latchet-window: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Starts the resident program from beside this one.
fn hand_over(mode: Mode) -> io::Result<()> {
    std::env::current_exe().and_then(|program| resident::start(&program, mode))
}

/// What the real window and the tests have in common.
pub(crate) fn assemble<R: Runtime>(builder: Builder<R>, desk: Arc<Desk>) -> Builder<R> {
    builder.invoke_handler(commands::handler()).manage(desk)
}

/// `web_view`: where the web view puts its own files, which say nothing of the page. `discreet`: no
/// picture of the screen has the window in it, where the system can see to that.
fn open<R: Runtime>(
    app: &App<R>,
    web_view: Option<PathBuf>,
    discreet: bool,
) -> tauri::Result<WebviewWindow<R>> {
    let mut builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default());
    let [size, least] = text_size::sizes(app.handle());
    if let Some(folder) = web_view {
        builder = builder.data_directory(folder);
    }
    let window = builder
        .title("Latchet")
        .content_protected(discreet)
        .inner_size(size.width, size.height)
        .min_inner_size(least.width, least.height)
        .visible(false)
        // Nothing of the page is kept on disk.
        .incognito(!is_driven())
        .devtools(cfg!(debug_assertions))
        .disable_drag_drop_handler()
        .proxy_url(NOWHERE.parse().map_err(tauri::Error::InvalidUrl)?)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    text_size::follow(&window);
    let handle = app.handle().clone();
    desk(&handle).gate.when_clear(move || {
        desk(&handle).hand_over();
        handle.exit(0);
    });
    let (shown, desk) = (window.clone(), desk(app.handle()));
    let waiting = move || {
        thread::sleep(PATIENCE);
        if !shown.is_visible().unwrap_or(true) {
            show(&shown, &desk);
        }
    };
    thread::Builder::new().name("show".to_owned()).spawn(waiting)?;
    Ok(window)
}

/// A `WebDriver` can't reach a web view that keeps nothing. Only a debug build lets itself be driven.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Somebody wants the window that is open. `link`: with its form filled in.
pub(crate) fn raise<R: Runtime>(app: &AppHandle<R>, link: Option<String>) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let desk = desk(app);
    desk.gate.reopen();
    // Where it can't be raised it is at least there.
    let _ = window.unminimize();
    show(&window, &desk);
    if let Some(link) = link {
        desk.put_link(link);
        // The page asks for it. One that is still being made asks anyway.
        let _ = window.eval("dispatchEvent(new Event('link'))");
    }
}

/// Somebody wants it closed.
pub(crate) fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // As by its own button. One that can't be closed is at least asked to.
        let _ = window.close();
    }
}

/// May the web view go there? Nowhere but to the pages that are part of the program.
fn is_ours(to: &Url) -> bool {
    let host = to.host_str().unwrap_or_default();
    match to.scheme() {
        "tauri" => host == "localhost",
        // Windows has no schemes of one's own.
        "http" | "https" => cfg!(windows) && host == "tauri.localhost",
        _ => false,
    }
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    if let Some(link) = session::opened(&event) {
        raise(app, Some(link));
    }
    let RunEvent::WindowEvent { label, event, .. } = event else { return };
    match event {
        WindowEvent::Focused(false) => process::rest_soon(),
        WindowEvent::CloseRequested { api, .. } => close_requested(app, &label, &api),
        _ => {}
    }
}

fn close_requested<R: Runtime>(app: &AppHandle<R>, label: &str, api: &CloseRequestApi) {
    let desk = desk(app);
    desk.withdraw_dialog();
    desk.keep_draft();
    if desk.gate.close() {
        desk.hand_over();
    } else {
        api.prevent_close();
        if let Some(window) = app.get_webview_window(label) {
            // One that can't be hidden stays until the start is settled.
            let _ = window.hide();
        }
    }
}

fn desk<R: Runtime>(app: &AppHandle<R>) -> Arc<Desk> {
    Arc::clone(&app.state::<Arc<Desk>>())
}

/// Only ever the service's profile page, over https, or a practice server's.
fn browse(page: &str) -> Result<(), String> {
    open::that_detached(page).map_err(|error: io::Error| error.to_string())
}

/// One that the program has just written into.
fn show_folder(folder: &Path) -> Result<(), String> {
    open::that_detached(folder).map_err(|error: io::Error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_view_goes_nowhere_else() {
        let ours = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/" };
        assert!(is_ours(&ours.parse().unwrap()));
        for elsewhere in [
            "https://www.chastitytracker.org/",
            "https://example.org/",
            "http://localhost/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
            "ipc://localhost/opening",
        ] {
            assert!(!is_ours(&elsewhere.parse().unwrap()), "{elsewhere}");
        }
    }
}
