//! `blank tray`: an icon with a menu of one row. `blank window`: a page of one word, shown once it
//! has loaded, as Latchet's is.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{App, RunEvent, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

#[tauri::command]
fn ready(window: WebviewWindow) {
    let _ = window.show();
}

fn main() {
    let wants_window = std::env::args().nth(1).as_deref() == Some("window");
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![ready])
        .setup(move |app| Ok(if wants_window { window(app)? } else { tray(app)? }))
        .build(tauri::generate_context!())
        .expect("a display")
        .run(|_, event| {
            if let RunEvent::ExitRequested { api, code: None, .. } = event {
                api.prevent_exit();
            }
        });
}

fn tray(app: &App) -> tauri::Result<()> {
    let row = MenuItem::with_id(app, "quit", "Quit", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&row])?;
    let icon = app.default_window_icon().expect("an icon").clone();
    TrayIconBuilder::new().icon(icon).menu(&menu).build(app).map(drop)
}

fn window(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("blank")
        .inner_size(420.0, 640.0)
        .visible(false)
        .build()
        .map(drop)
}
