//! What is filled in and not yet started outlives the window: it is noted in the journal, which
//! nobody else may read, when the window closes, and is gone after a start.

use std::sync::PoisonError;

use latchet_core::draft::Draft;
use latchet_core::journal::Journal;
use latchet_core::settings::{Key, Settings};

use super::answers::Reply;
use super::desk::Desk;

/// The journal's name for it.
const NOTE: &str = "window-draft";

/// The form as it was last looked at.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    last: Option<Draft>,
    /// What was started: it is still in the form, and no draft any more.
    started: Option<Draft>,
    /// What a link has filled in: nothing of a link is kept.
    linked: Option<Draft>,
}

impl Drafts {
    pub(super) fn seen(&mut self, draft: &Draft) {
        self.last = Some(draft.clone());
    }

    pub(super) fn started(&mut self, draft: &Draft) {
        self.started = Some(draft.clone());
    }

    pub(super) fn linked(&mut self, draft: &Draft) {
        self.linked = Some(draft.clone());
    }

    /// What is worth keeping: not what is there at the next opening anyway.
    fn worth_keeping(&self, settings: &Settings) -> Option<&Draft> {
        let usual = settings.default_preset().map_or_else(
            || Draft { locked_by: settings.get(Key::LockedBy), ..Draft::default() },
            |preset| preset.draft,
        );
        let gone = [Some(&usual), self.started.as_ref(), self.linked.as_ref()];
        self.last.as_ref().filter(|last| !gone.contains(&Some(*last)))
    }
}

impl Desk {
    /// Notes what is filled in, or forgets what was. A window that can't do that closes all the same.
    pub(crate) fn keep_draft(&self) {
        let keep = || -> Reply<()> {
            let drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            if drafts.last.is_none() {
                // The form was never there.
                return Ok(());
            }
            let mut journal = self.journal()?;
            let kept = drafts.worth_keeping(&self.settings()?).map(serde_json::to_string);
            let noted = journal.memory(NOTE).map_err(|error| self.failed(error))?;
            let done = match kept {
                Some(Ok(kept)) if noted.as_ref() != Some(&kept) => journal.remember(NOTE, &kept),
                None | Some(Err(_)) if noted.is_some() => journal.forget(NOTE),
                _ => Ok(()),
            };
            done.map_err(|error| self.failed(error))
        };
        let _ = keep();
    }

    /// What is filled in, for a page that is loaded anew; at first, what was when the window was
    /// closed.
    pub(super) fn kept_draft(&self, settings: &Settings, journal: &Journal) -> Option<Draft> {
        let drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        if drafts.last.is_some() {
            return drafts.worth_keeping(settings).cloned();
        }
        let noted = journal.memory(NOTE).ok()??;
        serde_json::from_str(&noted).ok()
    }
}

#[cfg(test)]
mod tests {
    use latchet_core::draft::DraftStart;

    use super::*;

    #[test]
    fn what_is_in_the_form_anyway_and_what_was_started_is_not_kept() {
        let settings = Settings::default();
        let mut drafts = Drafts::default();
        assert_eq!(drafts.worth_keeping(&settings), None, "nothing was filled in");
        drafts.seen(&Draft::default());
        assert_eq!(drafts.worth_keeping(&settings), None, "it is as it opened");
        let draft = Draft { start: DraftStart::Ago("20m".to_owned()), ..Draft::default() };
        drafts.seen(&draft);
        assert_eq!(drafts.worth_keeping(&settings), Some(&draft));
        drafts.started(&draft);
        assert_eq!(drafts.worth_keeping(&settings), None, "it was started");
        let other = Draft { public: true, ..draft };
        drafts.seen(&other);
        assert!(drafts.worth_keeping(&settings).is_some(), "another one");
        drafts.linked(&other);
        assert_eq!(drafts.worth_keeping(&settings), None, "a link filled it in");
    }
}
