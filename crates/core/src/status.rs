//! What runs now, as the service says it: asked and told the same way in every face.

mod wording;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use latchet_tracker::{Client, ReadError, Session, Token};

use crate::time::Zone;

/// What the service answered.
#[derive(Debug, Clone)]
pub enum Status {
    /// The session that runs, a private one too, or that none does.
    Sessions(Option<Session>),
    /// Whether a public one runs, where the token may not read more and the service tells that.
    PublicOnly(Option<bool>),
}

impl Status {
    /// Asks for the session that runs; for the public answer alone where the token may not read.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn ask(client: &Client, token: &Token) -> Result<Self, ReadError> {
        match client.active_session(token).await {
            Ok(session) => Ok(Self::Sessions(session)),
            Err(ReadError::NotAllowed) => {
                client.user_stats(token).await.map(|stats| Self::PublicOnly(stats.locked))
            }
            Err(error) => Err(error),
        }
    }

    /// Does a session run? `None` where that is not known: that no public one runs says nothing
    /// about a private one.
    pub fn running(&self) -> Option<bool> {
        match self {
            Self::Sessions(session) => Some(session.is_some()),
            Self::PublicOnly(locked) => locked.filter(|locked| *locked),
        }
    }
}

/// The instant of a session's start.
pub fn started_at(session: &Session, zone: Zone) -> Option<DateTime<Utc>> {
    session.started_at().or_else(|| zone.instant(session.start))
}

/// The instant of a session's scheduled end. The service writes it on the account's wall clock: the
/// tracker's zone, unless the offset of the start shows that the account's is another.
pub fn scheduled_end(session: &Session, zone: Zone) -> Option<DateTime<Utc>> {
    on_account(session, session.scheduled_end?, zone)
}

/// The instant of a session's end, if it has ended; read as [`scheduled_end`] is.
pub fn ended_at(session: &Session, zone: Zone) -> Option<DateTime<Utc>> {
    on_account(session, session.end?, zone)
}

fn on_account(session: &Session, wall: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    if offset_of_account(session, zone).is_none() {
        return zone.instant(wall);
    }
    wall.and_local_timezone(session.start_offset?).single().map(|at| at.to_utc())
}

/// The account's offset at the session's start, where it is not that of the tracker's zone: then
/// the setting is wrong, and every explicit time was sent wrong by the difference.
pub fn offset_of_account(session: &Session, zone: Zone) -> Option<FixedOffset> {
    let started_at = session.started_at()?;
    session.start_offset.filter(|offset| *offset != zone.offset(started_at))
}
