//! Links that fill in the form. One is taken by the page once, and kept nowhere.

use std::io;
use std::sync::PoisonError;

use latchet_core::link::{self, Link, LinkError};

use super::answers::{Filled, Reply};
use super::desk::Desk;

/// The link that this program was started for, where there is one.
pub(crate) fn given() -> Option<String> {
    let is_given = std::env::args_os().nth(1).is_some_and(|first| first == link::ARGUMENT);
    // What can't be read is told as a link that can't be.
    is_given.then(|| link::take_over(io::stdin().lock()).unwrap_or_default())
}

impl Desk {
    /// The page may have this link when it asks. It takes the place of one that nobody has asked for.
    pub(crate) fn put_link(&self, link: String) {
        *self.link.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }

    /// Reads the link that has come, if one has. What it fills in is never public.
    pub(crate) fn take_link(&self) -> Reply<Option<Filled>> {
        let settings = self.settings()?;
        let link = self.link.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(link) = link else { return Ok(None) };
        let draft = Link::parse(&link).and_then(|link| link.draft(&settings));
        if let Ok(draft) = &draft {
            // The page tells what is in the form; nothing of a link is kept.
            self.drafts.lock().unwrap_or_else(PoisonError::into_inner).linked(draft);
        }
        let message = draft.as_ref().map_or_else(
            |error: &LinkError| error.tell(&self.texts),
            |_| self.texts.say("link-filled"),
        );
        let say = |key| self.texts.say(key);
        let [asks, fill_in, ignore] = [say("link-asks"), say("link-use"), say("link-ignore")];
        Ok(Some(Filled { draft: draft.ok(), message, asks, fill_in, ignore }))
    }
}
