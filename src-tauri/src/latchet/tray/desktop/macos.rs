//! An accessory: no entry in the dock, no menu bar.

use winit::error::EventLoopError;
use winit::event_loop::EventLoop;
use winit::platform::macos::{ActivationPolicy, EventLoopBuilderExtMacOS as _};

pub(super) fn event_loop<T: 'static>() -> Result<EventLoop<T>, EventLoopError> {
    EventLoop::with_user_event().with_activation_policy(ActivationPolicy::Accessory).build()
}
