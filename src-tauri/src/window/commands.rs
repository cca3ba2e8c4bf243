//! The window's whole IPC surface: `src-tauri/ipc/ipc.d.ts` is made from it. No reply holds the token.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use latchet_core::draft::Draft;
use latchet_core::intention::{ByHand, IntentionId, Question};
use latchet_core::preset::PresetName;
use tauri::{Runtime, State, WebviewWindow};

use super::answers::{
    Answer, Ended, Filled, Opening, Presets, Preview, Reply, Running, SavedPreset, TokenState,
};
use super::desk::Desk;
use super::markup::Markup;
use super::process;
use super::worker::on_thread;

/// The commands' names, for the build script and for the test that compares them with the handler
/// and the capability.
#[cfg(all(test, feature = "window-test"))]
pub(super) const NAMES: &[&str] = &include!("command_names.in");

type TheDesk<'a> = State<'a, Arc<Desk>>;

/// Everything that the page may ask for.
pub(crate) fn handler<R: Runtime>() -> impl Fn(tauri::ipc::Invoke<R>) -> bool + Send + Sync {
    tauri::generate_handler![
        opening,
        preview,
        start,
        save_preset,
        remove_preset,
        default_preset,
        send_pending,
        cancel_pending,
        settle_pending,
        token_state,
        paste_token,
        save_token,
        remove_token,
        running,
        history_view,
        read_history,
        history_rows,
        draw_history,
        export_history,
        show_export,
        settings_view,
        change_setting,
        examine,
        copy_report,
        leave,
        keep_all,
        export_all,
        open_profile_page,
        take_link,
        set_zone,
        practise,
        close,
        ready,
    ]
}

/// Does a command's work at the desk, on a thread that may wait.
async fn at<T: Send + 'static>(
    desk: TheDesk<'_>,
    work: impl FnOnce(&Desk) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    let worker = Arc::clone(&desk);
    on_thread(move || work(&worker)).await.unwrap_or_else(|_| Err(desk.lost()))
}

/// Never waits for network or credential store.
#[tauri::command]
async fn opening(desk: TheDesk<'_>) -> Reply<Opening> {
    at(desk, Desk::opening).await
}

#[tauri::command]
async fn preview(desk: TheDesk<'_>, draft: Draft) -> Reply<Preview> {
    at(desk, move |desk| desk.preview(&draft)).await
}

/// Sends. Takes up to 25 s. Problems of the draft come back with a field. Only what was asked about
/// this very draft just before can be answered. `shown`: the end as it was shown.
#[tauri::command]
async fn start(
    desk: TheDesk<'_>,
    draft: Draft,
    answered: Vec<Question>,
    shown: Option<DateTime<Utc>>,
) -> Reply<Answer> {
    at(desk, move |desk| desk.start(&draft, &answered, shown)).await
}

/// It is saved if there are no problems. `replace`: also over one of the same name.
#[tauri::command]
async fn save_preset(
    desk: TheDesk<'_>,
    name: String,
    draft: Draft,
    replace: bool,
) -> Reply<SavedPreset> {
    at(desk, move |desk| desk.save_preset(&name, draft, replace)).await
}

#[tauri::command]
async fn remove_preset(desk: TheDesk<'_>, name: PresetName) -> Reply<Presets> {
    at(desk, move |desk| desk.remove_preset(&name)).await
}

#[tauri::command]
async fn default_preset(desk: TheDesk<'_>, name: Option<PresetName>) -> Reply<Presets> {
    at(desk, move |desk| desk.default_preset(name.as_ref())).await
}

/// Sends a start that is not settled, or looks for it. Takes up to 25 s.
#[tauri::command]
async fn send_pending(desk: TheDesk<'_>, id: i64) -> Reply<Ended> {
    at(desk, move |desk| desk.send_pending(IntentionId(id))).await
}

#[tauri::command]
async fn cancel_pending(desk: TheDesk<'_>, id: i64) -> Reply<Ended> {
    at(desk, move |desk| desk.cancel_pending(IntentionId(id))).await
}

/// What the user found on the website. A wrong number comes back with the field `session`.
#[tauri::command]
async fn settle_pending(desk: TheDesk<'_>, id: i64, found: ByHand) -> Reply<Ended> {
    at(desk, move |desk| desk.settle_pending(IntentionId(id), found)).await
}

#[tauri::command]
async fn token_state(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::token_state).await
}

/// From the clipboard, through Rust: the token never enters the page.
#[tauri::command]
async fn paste_token(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::paste_token).await
}

/// Typed into a password field, which is cleared at once.
#[tauri::command]
async fn save_token(desk: TheDesk<'_>, token: String) -> Reply<TokenState> {
    at(desk, move |desk| desk.save_token(token)).await
}

#[tauri::command]
async fn remove_token(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::remove_token).await
}

/// Asks the service at most once in 60 s, or `anew`; never with a token that it refused.
#[tauri::command]
async fn running(desk: TheDesk<'_>, anew: bool) -> Reply<Running> {
    at(desk, move |desk| desk.running(anew)).await
}

/// The service is not asked. What is to be read of it is marked as due.
#[tauri::command]
async fn history_view(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::history_view).await
}

/// Reads the service's list, anew or further on; the view comes back. Takes up to a minute.
#[tauri::command]
async fn read_history(desk: TheDesk<'_>, further: bool) -> Reply<Markup> {
    at(desk, move |desk| desk.read_history(further)).await
}

#[tauri::command]
async fn history_rows(desk: TheDesk<'_>, from: String) -> Reply<Markup> {
    at(desk, move |desk| desk.history_rows(&from)).await
}

#[tauri::command]
async fn draw_history(desk: TheDesk<'_>, year: i32, month: u32) -> Reply<Markup> {
    at(desk, move |desk| desk.draw_history(year, month)).await
}

/// Writes all that is known into a new file among the user's documents.
#[tauri::command]
async fn export_history(desk: TheDesk<'_>, format: String) -> Reply<Markup> {
    at(desk, move |desk| desk.export_history(&format)).await
}

#[tauri::command]
async fn show_export(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::show_export).await
}

#[tauri::command]
async fn settings_view(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::settings_view).await
}

/// A value that can't be is refused with the code `bad_value`. Null: the one that it has by itself.
#[tauri::command]
async fn change_setting(desk: TheDesk<'_>, name: String, value: Option<String>) -> Reply<Markup> {
    at(desk, move |desk| desk.change_setting(&name, value)).await
}

/// Looks at this computer, as `latchet doctor` does. Takes up to 11 s.
#[tauri::command]
async fn examine(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::examine).await
}

/// Puts what was seen last on the clipboard, for others to read.
#[tauri::command]
async fn copy_report(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::copy_report).await
}

/// Removes all that is kept on this computer. `yes`: how often the user has said it; with 0 nothing is
/// removed but told. Takes up to half a minute.
#[tauri::command]
async fn leave(desk: TheDesk<'_>, yes: u8) -> Reply<Markup> {
    at(desk, move |desk| desk.leave(yes)).await
}

/// Nothing is to be removed: the way to it as it was.
#[tauri::command]
async fn keep_all(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::keep_all).await
}

/// Writes settings and starts into a new file among the user's documents.
#[tauri::command]
async fn export_all(desk: TheDesk<'_>) -> Reply<Markup> {
    at(desk, Desk::export_all).await
}

#[tauri::command]
async fn open_profile_page(desk: TheDesk<'_>) -> Reply<()> {
    at(desk, Desk::open_profile_page).await
}

/// The zone comes back as it is kept.
#[tauri::command]
async fn set_zone(desk: TheDesk<'_>, zone: String) -> Reply<String> {
    at(desk, move |desk| desk.set_zone(&zone)).await
}

/// Opens a window on a practice server in place of this one.
#[tauri::command]
async fn practise<R: Runtime>(desk: TheDesk<'_>, window: WebviewWindow<R>) -> Reply<()> {
    at(desk, Desk::practise).await?;
    // The other one stands in its place.
    let _ = window.close();
    Ok(())
}

#[tauri::command]
async fn close<R: Runtime>(window: WebviewWindow<R>) -> Reply<()> {
    // One that can't be closed stays.
    let _ = window.close();
    Ok(())
}

/// The link that has come, once; the event `link` says that one has.
#[tauri::command]
async fn take_link(desk: TheDesk<'_>) -> Reply<Option<Filled>> {
    at(desk, Desk::take_link).await
}

/// The page is drawn: show the window.
#[tauri::command]
async fn ready<R: Runtime>(desk: TheDesk<'_>, window: WebviewWindow<R>) -> Reply<()> {
    show(&window, &desk);
    Ok(())
}

/// Shows the window, unless it is closing.
pub(super) fn show<R: Runtime>(window: &WebviewWindow<R>, desk: &Desk) {
    if !desk.gate.is_closing() {
        // It is shown, or it is gone.
        let _ = window.show().and_then(|()| window.set_focus());
        process::rest_soon();
    }
}
