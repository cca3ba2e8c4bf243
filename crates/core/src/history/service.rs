//! What the service lists, read page by page and no further than is wanted.

use latchet_tracker::{Client, ReadError, Session, Token};

/// So many pages are read at a time: some hundred sessions, and not a burst of requests.
pub const PAGES_AT_ONCE: u32 = 10;

/// The sessions that were read, private ones too as far as the token may read them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// In the service's order, each once.
    pub sessions: Vec<Session>,
    /// Are these all that there are?
    pub is_complete: bool,
}

impl Listed {
    /// Reads on, from where it ends. What was read before a failure stays.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn read_on(&mut self, client: &Client, token: &Token) -> Result<(), ReadError> {
        for _ in 0..PAGES_AT_ONCE {
            if self.is_complete {
                break;
            }
            let offset = u32::try_from(self.sessions.len()).map_err(|_| ReadError::Unreadable)?;
            let page = client.sessions(token, offset).await?;
            self.take(page)?;
        }
        Ok(())
    }

    /// Takes over a page. One that is full and brings nothing is that of a server that does not turn
    /// the page: what is on the others nobody knows.
    fn take(&mut self, page: Vec<Session>) -> Result<(), ReadError> {
        let is_last = Client::is_last_page(&page);
        let before = self.sessions.len();
        for session in page {
            if self.sessions.iter().all(|known| known.id != session.id) {
                self.sessions.push(session);
            }
        }
        if !is_last && self.sessions.len() == before {
            return Err(ReadError::Unreadable);
        }
        self.is_complete = is_last;
        Ok(())
    }
}
