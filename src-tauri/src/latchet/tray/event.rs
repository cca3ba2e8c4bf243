//! What happens in the tray, and what is known then.

use chrono::{DateTime, Utc};
use latchet_core::intention::IntentionId;
use latchet_core::live::Running;
use latchet_core::reminder::Told;
use latchet_core::time::Zone;
use latchet_core::vault::VaultError;
use serde::{Deserialize, Serialize};

use super::menu::{Choices, Pending, Service, Trouble};
use super::news::Reminding;
use super::notify::Note;
use super::picture::Action;
use super::watch::Sign;

/// Which token: when it was saved. `None` where that was not noted.
pub(super) type Mark = Option<DateTime<Utc>>;

/// What happens.
#[derive(Debug)]
pub(super) enum Event {
    /// The tray is there.
    Began,
    /// The menu is about to be shown.
    MenuOpens,
    /// A row was chosen, or the icon was clicked in the way that stands for it.
    Chosen {
        /// What it does.
        action: Action,
        /// The desktop's permission for a window to come to the front.
        activation: Option<String>,
    },
    /// A look at journal and service is done.
    Looked(Looked),
    /// The credential store waits for its user.
    StoreAsks,
    /// A start is recorded and can be taken back for some seconds.
    Grace {
        /// Its number.
        id: IntentionId,
        /// For the desktop.
        note: Note,
    },
    /// A start has ended.
    Ended(Ended),
    /// The system says that something may be due.
    Sign(Sign),
    /// The user is to be told of something that came of what they did.
    Heard(Note),
    /// The user is to be told of something that came about by itself.
    News(Note),
    /// Something shows the icon now, or nothing does any more.
    #[cfg_attr(
        not(any(target_os = "linux", test)),
        expect(dead_code, reason = "all others have a place")
    )]
    Host(bool),
    /// What was due has been done.
    Attended(Attended),
    /// Someone started the tray a second time.
    #[cfg_attr(
        not(any(target_os = "linux", test)),
        expect(dead_code, reason = "told over the session bus")
    )]
    CalledAgain,
    /// The system or the user ends the program.
    Quit,
    /// Ending has been put off for long enough.
    Overdue,
}

/// What the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// Which token is saved, if one is known to be.
    pub(super) mark: Mark,
    /// The newest start says this about the saved token.
    pub(super) token: Option<Trouble>,
    /// Starts that are not settled, the oldest first.
    pub(super) pending: Vec<Pending>,
    /// The newest start, if it started a session, and when that was settled.
    pub(super) started: Option<(DateTime<Utc>, Running)>,
    /// What ran when a tray last asked.
    pub(super) running: Option<Known>,
    /// What a tray has reminded of.
    pub(super) told: Told,
    /// What the user has chosen.
    pub(super) choices: Choices,
    /// And what they want to be reminded of.
    pub(super) reminding: Reminding,
    /// They want nothing to show, for now.
    pub(super) hidden: bool,
}

/// What a look brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    /// `None`: the journal can't be used.
    pub(super) facts: Option<Facts>,
    /// What the service was asked; `None` when it was not.
    pub(super) answer: Option<Answer>,
    /// The scheduled end has moved since it was last read.
    pub(super) moved: Option<Note>,
}

/// What came of asking the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It answered.
    Service(Service),
    /// It could not be reached, or not be understood.
    Failed {
        /// In words.
        what: String,
        /// It wants to be left alone for so many seconds.
        retry_after: Option<u64>,
    },
    /// It does not accept the token.
    Refused,
    /// There is no token to ask with.
    Vault(VaultError),
}

/// How a start ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    /// When.
    pub(super) at: DateTime<Utc>,
    /// With this session, or without one.
    pub(super) result: Result<Running, Option<Trouble>>,
    /// In a few words, for the menu.
    pub(super) what: String,
    /// For the desktop.
    pub(super) note: Note,
    /// What the journal says now; `None` when it can't be used.
    pub(super) facts: Option<Facts>,
}

/// What came of attending to starts that are not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attended {
    /// What the user should hear of.
    pub(super) notes: Vec<Note>,
    /// When the next becomes due.
    pub(super) next: Option<DateTime<Utc>>,
    /// Would a change of the network make something due?
    pub(super) waits_for_network: bool,
    /// What the journal says now; `None` when it can't be used.
    pub(super) facts: Option<Facts>,
}

/// What runs, and when a tray read so. It is kept when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) running: Running,
    pub(super) read_at: DateTime<Utc>,
    /// In which its times were read: with another one they are others, and nothing has moved.
    pub(super) zone: Zone,
}
