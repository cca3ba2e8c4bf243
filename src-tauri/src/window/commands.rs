//! The window's whole IPC surface: `src-tauri/ipc/ipc.d.ts` is the other side. No reply holds the token.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use latchet_core::draft::Draft;
use latchet_core::history::Cursor;
use latchet_core::intention::{ByHand, Question};
use latchet_core::journal::IntentionId;
use latchet_core::preset::PresetName;
use tauri::{Runtime, State, WebviewWindow};

use super::answers::{
    Answer, Ended, Opening, Presets, Preview, Reply, Running, SavedPreset, TokenState,
};
use super::desk::Desk;
use super::history::{Drawings, Format, Read, Rows, Written};
use super::settings::Group;
use super::shell;
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
        history,
        read_history,
        draw_history,
        export_history,
        show_export,
        settings,
        change_setting,
        open_profile_page,
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

#[tauri::command]
async fn opening(desk: TheDesk<'_>) -> Reply<Opening> {
    at(desk, Desk::opening).await
}

#[tauri::command]
async fn preview(desk: TheDesk<'_>, draft: Draft) -> Reply<Preview> {
    at(desk, move |desk| desk.preview(&draft)).await
}

#[tauri::command]
async fn start(
    desk: TheDesk<'_>,
    draft: Draft,
    answered: Vec<Question>,
    shown: Option<DateTime<Utc>>,
) -> Reply<Answer> {
    at(desk, move |desk| desk.start(&draft, &answered, shown)).await
}

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

#[tauri::command]
async fn send_pending(desk: TheDesk<'_>, id: i64) -> Reply<Ended> {
    at(desk, move |desk| desk.send_pending(IntentionId(id))).await
}

#[tauri::command]
async fn cancel_pending(desk: TheDesk<'_>, id: i64) -> Reply<Ended> {
    at(desk, move |desk| desk.cancel_pending(IntentionId(id))).await
}

#[tauri::command]
async fn settle_pending(desk: TheDesk<'_>, id: i64, found: ByHand) -> Reply<Ended> {
    at(desk, move |desk| desk.settle_pending(IntentionId(id), found)).await
}

#[tauri::command]
async fn token_state(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::token_state).await
}

#[tauri::command]
async fn paste_token(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::paste_token).await
}

#[tauri::command]
async fn save_token(desk: TheDesk<'_>, token: String) -> Reply<TokenState> {
    at(desk, move |desk| desk.save_token(token)).await
}

#[tauri::command]
async fn remove_token(desk: TheDesk<'_>) -> Reply<TokenState> {
    at(desk, Desk::remove_token).await
}

#[tauri::command]
async fn running(desk: TheDesk<'_>, anew: bool) -> Reply<Running> {
    at(desk, move |desk| desk.running(anew)).await
}

#[tauri::command]
async fn history(desk: TheDesk<'_>, from: Option<Cursor>) -> Reply<Rows> {
    at(desk, move |desk| desk.history(from.unwrap_or_default())).await
}

#[tauri::command]
async fn read_history(desk: TheDesk<'_>, further: bool) -> Reply<Read> {
    at(desk, move |desk| desk.read_history(further)).await
}

#[tauri::command]
async fn draw_history(desk: TheDesk<'_>, month: Option<(i32, u32)>) -> Reply<Drawings> {
    at(desk, move |desk| desk.draw_history(month)).await
}

#[tauri::command]
async fn export_history(desk: TheDesk<'_>, format: Format) -> Reply<Written> {
    at(desk, move |desk| desk.export_history(format)).await
}

#[tauri::command]
async fn show_export(desk: TheDesk<'_>) -> Reply<()> {
    at(desk, Desk::show_export).await
}

#[tauri::command]
async fn settings(desk: TheDesk<'_>) -> Reply<Vec<Group>> {
    at(desk, Desk::all_settings).await
}

#[tauri::command]
async fn change_setting(
    desk: TheDesk<'_>,
    name: String,
    value: Option<String>,
) -> Reply<Vec<Group>> {
    at(desk, move |desk| desk.change_setting(&name, value.as_deref())).await
}

#[tauri::command]
async fn open_profile_page(desk: TheDesk<'_>) -> Reply<()> {
    at(desk, Desk::open_profile_page).await
}

#[tauri::command]
async fn ready<R: Runtime>(desk: TheDesk<'_>, window: WebviewWindow<R>) -> Reply<()> {
    shell::show(&window, &desk);
    Ok(())
}
