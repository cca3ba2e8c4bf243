//! The plain message loop, and an icon in its colours.

use tray_icon::{Icon, Result, TrayIcon, TrayIconBuilder};
use winit::error::EventLoopError;
use winit::event_loop::EventLoop;

/// The icon's pixels, which the system scales.
pub(super) use super::super::icon::pixels;

/// What a small icon has on a screen of twice the usual density.
pub(super) const SIZE: u16 = 32;

pub(super) fn event_loop<T: 'static>() -> std::result::Result<EventLoop<T>, EventLoopError> {
    EventLoop::with_user_event().build()
}

pub(super) fn with_icon(builder: TrayIconBuilder, icon: Icon) -> TrayIconBuilder {
    builder.with_icon(icon)
}

pub(super) fn set_icon(tray: &TrayIcon, icon: Icon) -> Result<()> {
    tray.set_icon(Some(icon))
}
