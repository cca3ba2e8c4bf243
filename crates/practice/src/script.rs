//! Bodies that follow a script: send, pause, break off.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::time::{Sleep, sleep};

pub(crate) enum Step {
    Send(Bytes),
    Pause(Duration),
    /// Lets hyper put on the wire what it holds, which it does only when a body has nothing ready.
    Flush,
    /// Breaks the connection off.
    Break,
}

/// A body of unknown length, so that hyper does not hold it to the `Content-Length` beside it.
pub(crate) fn body(steps: impl IntoIterator<Item = Step>) -> Body {
    Body::new(Script { steps: steps.into_iter().collect(), pause: None })
}

struct Script {
    steps: VecDeque<Step>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl http_body::Body for Script {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            match self.steps.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Send(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Step::Pause(length)) => self.pause = Some(Box::pin(sleep(length))),
                Some(Step::Flush) => {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Some(Step::Break) => {
                    return Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())));
                }
            }
        }
    }
}
