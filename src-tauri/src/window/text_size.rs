//! The desktop's size of text. A web view takes it up by itself, as a zoom; the window must be the
//! larger for it, or a page that is made for 420 pixels has 210 of them.

use tauri::{AppHandle, LogicalSize, Runtime, WebviewWindow};

/// A window where text has its usual size, and the least of one.
const SIZE: LogicalSize<f64> = LogicalSize::new(420.0, 640.0);
const LEAST: LogicalSize<f64> = LogicalSize::new(320.0, 320.0);

/// How large a window is opened, and the least that it can be made: as the desktop's text wants it,
/// as far as the screen goes.
pub(crate) fn sizes<R: Runtime>(app: &AppHandle<R>) -> [LogicalSize<f64>; 2] {
    let factor = factor();
    if factor <= 1.0 {
        return [SIZE, LEAST];
    }
    let room = || {
        // Not every desktop says which is the main one.
        let first = || app.available_monitors().ok()?.into_iter().next();
        let screen = app.primary_monitor().ok()?.or_else(first)?;
        Some(screen.work_area().size.to_logical(screen.scale_factor()))
    };
    let room = room().unwrap_or(SIZE);
    [SIZE, LEAST].map(|size| at_most(size, factor, room))
}

/// Has a window that is open not be too small for text that becomes larger.
pub(crate) fn follow<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    if let Some(screen) = gtk::gdk::Screen::default() {
        use tauri::Manager as _;
        let window = window.clone();
        screen.connect_resolution_notify(move |_| {
            let [_, least] = sizes(window.app_handle());
            // One that stays as it is can be made larger by hand.
            let _ = window.set_min_size(Some(least));
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// So many times a size, and no more than there is room for.
fn at_most(size: LogicalSize<f64>, factor: f64, room: LogicalSize<f64>) -> LogicalSize<f64> {
    LogicalSize::new((size.width * factor).min(room.width), (size.height * factor).min(room.height))
}

/// How much larger than usual text is wanted: GTK's answer to the desktop's settings, the X server's
/// resources, and `GDK_DPI_SCALE`.
#[cfg(target_os = "linux")]
fn factor() -> f64 {
    /// Dots in an inch where nobody wants another size.
    const USUAL: f64 = 96.0;
    // None, or a negative one: nobody has said.
    gtk::gdk::Screen::default().map_or(1.0, |screen| screen.resolution() / USUAL)
}

/// Windows and macOS count a window's pixels so that there is nothing to do.
#[cfg(not(target_os = "linux"))]
fn factor() -> f64 {
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_grows_with_its_text_as_far_as_the_screen() {
        let room = LogicalSize::new(1_024.0, 740.0);
        assert_eq!(at_most(SIZE, 1.0, room), SIZE);
        assert_eq!(at_most(SIZE, 2.0, room), LogicalSize::new(840.0, 740.0));
    }
}
