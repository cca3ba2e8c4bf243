//! An accessory: no entry in the dock, no menu bar, and an icon in the menu bar's own colour.

use tray_icon::{Icon, Result, TrayIcon, TrayIconBuilder};
use winit::error::EventLoopError;
use winit::event_loop::EventLoop;
use winit::platform::macos::{ActivationPolicy, EventLoopBuilderExtMacOS as _};

/// The icon's pixels, of which the system takes the shape alone.
pub(super) use super::super::icon::template as pixels;

/// The 22 points that it is shown in, on a screen of two pixels a point.
pub(super) const SIZE: u16 = 44;

pub(super) fn event_loop<T: 'static>() -> std::result::Result<EventLoop<T>, EventLoopError> {
    EventLoop::with_user_event().with_activation_policy(ActivationPolicy::Accessory).build()
}

pub(super) fn with_icon(builder: TrayIconBuilder, icon: Icon) -> TrayIconBuilder {
    builder.with_icon_templated(icon)
}

pub(super) fn set_icon(tray: &TrayIcon, icon: Icon) -> Result<()> {
    tray.set_icon_templated(Some(icon))
}
