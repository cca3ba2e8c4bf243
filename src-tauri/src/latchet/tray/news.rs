//! What is told by itself: reminders of the scheduled end, and what became of starts meanwhile. In
//! quiet hours it is kept until they end. What the user has just done is answered at once, not here,
//! unless they have hidden everything: then that is kept too.

use chrono::{DateTime, Utc};
use latchet_core::live::Running;
use latchet_core::reminder::{Reminder, Reminders, Told, due};
use latchet_core::time::Zone;

use super::notify::Note;

/// What the user wants to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reminding {
    /// Of what, and when not.
    pub(super) reminders: Reminders,
    /// The computer's zone: quiet hours are those of the person in front of it.
    pub(super) computer: Zone,
}

impl Default for Reminding {
    fn default() -> Self {
        Self { reminders: Reminders::default(), computer: Zone::UTC }
    }
}

/// What is told by itself, and when.
#[derive(Debug, Default)]
pub(super) struct News {
    /// What the user has been reminded of; `None` until the journal has said it.
    told: Option<Told>,
    reminding: Reminding,
    next_reminder: Option<DateTime<Utc>>,
    /// Kept until the quiet hours end, or the hiding: of each topic the newest.
    kept: Vec<Note>,
    quiet_until: Option<DateTime<Utc>>,
}

impl News {
    /// Takes over what the journal and the settings say. What was told since counts more than what
    /// the journal knew before.
    pub(super) fn take(&mut self, told: Told, reminding: Reminding) {
        self.told.get_or_insert(told);
        self.reminding = reminding;
    }

    /// What is to be told about the end of the session that runs, with all that will have been told
    /// then.
    pub(super) fn remind(
        &mut self,
        running: &Running,
        now: DateTime<Utc>,
    ) -> Option<(Reminder, Told)> {
        let told = self.told.as_mut()?;
        let Reminding { reminders, computer } = &self.reminding;
        let due = due(running, told, reminders, now, *computer);
        self.next_reminder = due.next;
        *told = due.told;
        due.now.map(|reminder| (reminder, told.clone()))
    }

    /// No session runs that one could be reminded of.
    pub(super) fn nothing_runs(&mut self) {
        self.next_reminder = None;
    }

    /// Tells this now, or keeps it.
    pub(super) fn tell(&mut self, note: Note, now: DateTime<Utc>) -> Option<Note> {
        self.quiet_until = self.quiet(now);
        if self.quiet_until.is_none() {
            return Some(note);
        }
        self.keep(note);
        None
    }

    /// Keeps this.
    pub(super) fn keep(&mut self, note: Note) {
        self.kept.retain(|kept| kept.topic != note.topic);
        self.kept.push(note);
    }

    /// What was kept, once the quiet hours are over and nothing is hidden.
    pub(super) fn release(&mut self, now: DateTime<Utc>, hidden: bool) -> Vec<Note> {
        if self.kept.is_empty() || hidden {
            // No time ends the hiding.
            self.quiet_until = None;
            return Vec::new();
        }
        self.quiet_until = self.quiet(now);
        if self.quiet_until.is_some() { Vec::new() } else { std::mem::take(&mut self.kept) }
    }

    /// When there is something to tell.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        let kept = self.quiet_until.filter(|_| !self.kept.is_empty());
        self.next_reminder.into_iter().chain(kept).min()
    }

    fn quiet(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let quiet = self.reminding.reminders.quiet.as_ref()?;
        quiet.end_of(now, self.reminding.computer)
    }
}
