//! How the resident program notices, from the operating system and without polling, that something
//! may be due.
//!
//! A [`Sign`] says where to look, never what will be found there: one may come for nothing, and
//! several may come for one change.

#[cfg(any(not(target_os = "linux"), test))]
mod alarm;
#[cfg(target_os = "linux")]
mod store;

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "desktop/mod.rs")]
mod os;

pub(super) use self::os::Watch;
#[cfg(target_os = "linux")]
pub(super) use self::os::readable;

/// What may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The journal: a program has committed something.
    Journal,
    /// The settings: a program or a person has written them.
    Settings,
    /// The network: what could not be reached may be reachable.
    Network,
    /// The credential store has come.
    Store,
    /// The wall clock was set, or the computer slept: what was reckoned by it may be wrong.
    Clock,
    /// The instant that was asked for has come, or passed while the computer slept.
    Due,
}

impl Sign {
    /// Its name in the log.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Network => "network",
            Self::Clock => "clock",
            Self::Due => "due",
            Self::Settings => "settings",
            Self::Store => "store",
        }
    }
}
