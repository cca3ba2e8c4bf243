//! The plain message loop.

use winit::error::EventLoopError;
use winit::event_loop::EventLoop;

pub(super) fn event_loop<T: 'static>() -> Result<EventLoop<T>, EventLoopError> {
    EventLoop::with_user_event().build()
}
