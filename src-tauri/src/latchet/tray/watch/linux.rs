//! Linux: three kernel objects on the tray's own runtime; no thread, and no wake-up while nothing
//! happens.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use latchet_core::journal::Journal;
use rustix::fs::inotify;
use rustix::io::Errno;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType};
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
    timerfd_settime,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use super::Sign;

/// Commits of one piece of work come close together: one look will do.
const FILE_SETTLES: Duration = Duration::from_millis(50);
/// A link that comes up brings its addresses and routes one by one.
const NETWORK_SETTLES: Duration = Duration::from_millis(500);

/// Links, addresses and routes: the groups of `rtnetlink(7)`.
const NETWORK_GROUPS: u32 = {
    const RTMGRP_LINK: u32 = 0x1;
    const RTMGRP_IPV4_IFADDR: u32 = 0x10;
    const RTMGRP_IPV4_ROUTE: u32 = 0x40;
    const RTMGRP_IPV6_IFADDR: u32 = 0x100;
    const RTMGRP_IPV6_ROUTE: u32 = 0x400;
    RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR | RTMGRP_IPV6_ROUTE
};

type Send = Arc<dyn Fn(Sign) + std::marker::Send + Sync>;

/// Watches until it is dropped.
pub(in super::super) struct Watch {
    runtime: Handle,
    send: Send,
    timer: Arc<Timer>,
    network: Mutex<Option<Task>>,
    _journal: Task,
    settings: Option<Task>,
    _timer: Task,
}

impl Watch {
    /// Watches a service's folder, which exists, for the file that is touched after each commit. A
    /// folder that is removed is watched no more.
    ///
    /// # Errors
    /// What the system refuses.
    ///
    /// # Panics
    /// Outside of a tokio runtime with its I/O and its time enabled.
    pub(in super::super) fn new(
        folder: &Path,
        send: impl Fn(Sign) + std::marker::Send + Sync + 'static,
    ) -> io::Result<Self> {
        let runtime = Handle::current();
        let send: Send = Arc::new(send);
        let touched = Touched::new(&Journal::changed_file(folder))?;
        let timer = Arc::new(Timer::new(Arc::clone(&send))?);
        Ok(Self {
            network: Mutex::default(),
            _journal: Task::new(&runtime, touched.listen(Sign::Journal, Arc::clone(&send))),
            settings: None,
            _timer: Task::new(&runtime, Arc::clone(&timer).listen()),
            timer,
            send,
            runtime,
        })
    }

    /// Sends [`Sign::Settings`] too, when this file is written; its folder exists. Where the system
    /// refuses to tell, they are read when the menu opens.
    pub(in super::super) fn and_settings(mut self, file: &Path) -> Self {
        let touched = Touched::new(file).ok();
        self.settings = touched.map(|touched| {
            Task::new(&self.runtime, touched.listen(Sign::Settings, Arc::clone(&self.send)))
        });
        self
    }

    /// Listens for changes of the network while `on`. What changed before is not told, so listen
    /// first and try then. Where the system refuses to tell, only the timer is left.
    pub(in super::super) fn network(&self, on: bool) {
        let mut listening = lock(&self.network);
        let listens = listening.as_ref().is_some_and(|task| !task.0.is_finished());
        if on && !listens {
            let _runtime = self.runtime.enter();
            let socket = network().ok();
            let changed = socket.map(|socket| changed(socket, Arc::clone(&self.send)));
            *listening = changed.map(|changed| Task::new(&self.runtime, changed));
        } else if !on {
            *listening = None;
        }
    }

    /// Sends [`Sign::Due`] once at this instant of the wall clock, at once if it has passed, and
    /// [`Sign::Clock`] whenever the clock is set or the computer has slept meanwhile. `None` ends
    /// both; another instant takes the place of the one before.
    pub(in super::super) fn wake_at(&self, at: Option<DateTime<Utc>>) {
        self.timer.set(at.map(timespec));
    }
}

/// Ends with whoever holds it.
struct Task(AbortHandle);

impl Task {
    fn new<T: std::marker::Send + 'static>(
        runtime: &Handle,
        work: impl Future<Output = T> + std::marker::Send + 'static,
    ) -> Self {
        Self(runtime.spawn(work).abort_handle())
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A file, as inotify tells of it in its folder: it may not be there yet, and another may take its
/// place.
struct Touched {
    events: AsyncFd<OwnedFd>,
    name: Vec<u8>,
}

impl Touched {
    fn new(file: &Path) -> io::Result<Self> {
        use inotify::{CreateFlags, WatchFlags};

        let events = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let wanted = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR;
        inotify::add_watch(&events, file.parent().unwrap_or(file), wanted)?;
        let name = file.file_name().unwrap_or_default().as_encoded_bytes().to_vec();
        Ok(Self { events: readable(events)?, name })
    }

    async fn listen(self, sign: Sign, send: Send) {
        while let Ok(mut ready) = self.events.readable().await {
            let touched = self.drain();
            ready.clear_ready();
            if touched {
                tokio::time::sleep(FILE_SETTLES).await;
                self.drain();
                send(sign);
            }
        }
    }

    /// Was there anything about the file in what is waiting to be read?
    fn drain(&self) -> bool {
        let mut space = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(self.events.get_ref(), &mut space);
        let mut touched = false;
        while let Ok(event) = reader.next() {
            // When too much happened for the system to tell, the file may have been in it.
            touched |= event.events().contains(inotify::ReadFlags::QUEUE_OVERFLOW)
                || event.file_name().is_some_and(|name| name.to_bytes() == self.name);
        }
        touched
    }
}

/// A socket that the kernel tells of links, addresses and routes.
fn network() -> io::Result<AsyncFd<OwnedFd>> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = rustix::net::socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    rustix::net::bind(&socket, &SocketAddrNetlink::new(0, NETWORK_GROUPS))?;
    readable(socket)
}

/// Until the socket fails: [`Watch::network`] then opens another.
async fn changed(socket: AsyncFd<OwnedFd>, send: Send) -> Result<(), Errno> {
    while let Ok(mut ready) = socket.readable().await {
        let heard = discard(&socket);
        ready.clear_ready();
        if heard? {
            tokio::time::sleep(NETWORK_SETTLES).await;
            discard(&socket)?;
            send(Sign::Network);
        }
    }
    Ok(())
}

/// Reads what there is, whatever it says. Was there anything?
fn discard(socket: &AsyncFd<OwnedFd>) -> Result<bool, Errno> {
    let mut heard = false;
    loop {
        match rustix::net::recv(socket.get_ref(), &mut [0; 64], RecvFlags::DONTWAIT) {
            Err(Errno::WOULDBLOCK) => return Ok(heard),
            // So much happened that the system dropped some of it: a change all the same.
            Ok(_) | Err(Errno::NOBUFS) => heard = true,
            Err(error) => return Err(error),
        }
    }
}

/// An instant of the wall clock to wait for. The kernel keeps it through the computer's sleep, and
/// cancels it when the clock is set.
struct Timer {
    ticks: AsyncFd<OwnedFd>,
    armed: Mutex<Option<Timespec>>,
    send: Send,
}

impl Timer {
    fn new(send: Send) -> io::Result<Self> {
        let flags = TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK;
        let ticks = readable(timerfd_create(TimerfdClockId::Realtime, flags)?)?;
        Ok(Self { ticks, armed: Mutex::default(), send })
    }

    /// What the timer told and nobody has read yet is taken back by the system.
    fn set(&self, at: Option<Timespec>) {
        let mut armed = lock(&self.armed);
        *armed = at;
        let canceled = self.program(at);
        drop(armed);
        if canceled && at.is_some() {
            (self.send)(Sign::Clock);
        }
    }

    /// Was the clock set since the timer was last programmed or read? It is programmed all the same
    /// (the notes of `timerfd_settime(2)`).
    fn program(&self, at: Option<Timespec>) -> bool {
        let (flags, value) = match at {
            Some(at) => (TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET, at),
            None => (TimerfdTimerFlags::empty(), ZERO),
        };
        let new = Itimerspec { it_interval: ZERO, it_value: value };
        timerfd_settime(self.ticks.as_fd(), flags, &new).err() == Some(Errno::CANCELED)
    }

    async fn listen(self: Arc<Self>) {
        while let Ok(mut ready) = self.ticks.readable().await {
            let read = rustix::io::read(self.ticks.get_ref(), &mut [0; 8]);
            if read == Err(Errno::WOULDBLOCK) {
                ready.clear_ready();
            } else if let Some(sign) = self.told(read.map(drop)) {
                (self.send)(sign);
            }
        }
    }

    /// What a reading of the timer means. A cancelled one has forgotten whether its instant came,
    /// as it does when that passes during a sleep: it is set anew, and comes at once if so.
    fn told(&self, read: Result<(), Errno>) -> Option<Sign> {
        let mut armed = lock(&self.armed);
        if read.is_ok() {
            return armed.take().map(|_| Sign::Due);
        }
        self.program(*armed);
        armed.map(|_| Sign::Clock)
    }
}

const ZERO: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

/// Never zero, which would mean no time at all, nor below it, which the system refuses.
fn timespec(at: DateTime<Utc>) -> Timespec {
    match at.timestamp() {
        ..=0 => Timespec { tv_sec: 0, tv_nsec: 1 },
        seconds => Timespec { tv_sec: seconds, tv_nsec: at.timestamp_subsec_nanos().into() },
    }
}

/// To be told when it can be read.
///
/// # Errors
/// What the system refuses.
#[expect(deprecated, reason = "unsound only for what may close its descriptor or name another one")]
pub(in super::super) fn readable(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::with_interest(fd, Interest::READABLE)
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "linux_tests.rs"]
mod tests;
