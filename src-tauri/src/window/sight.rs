//! What runs now, while somebody looks at the window: read from the service when it comes to sight
//! and at most once a minute, and told in words that are true now.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use chrono::{DateTime, TimeDelta, Utc};
use latchet_core::account::AccountError;
use latchet_core::journal::Journal;
use latchet_core::live::{self, LastRead, changes_since, moved};
use latchet_core::status::Status;
use latchet_core::time::Zone;
use latchet_core::vault::Patience;
use latchet_core::wording::{Told, Wording};
use latchet_tracker::{Client, EndChange, ReadError, Token};

use super::answers::{Dial, Reply, Running, RunningState};
use super::desk::Desk;
use super::worker::{Lost, block_on};

/// Looking asks the service no more often than this.
const EVERY: TimeDelta = TimeDelta::seconds(60);

/// When a token was saved: another one means another answer.
type Mark = Option<DateTime<Utc>>;

/// What was seen of the service, and when.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// The last attempt, and with which token it was made.
    last: Option<(LastRead, Mark)>,
    /// The last answer. It stays while the service can't be asked.
    seen: Option<(Status, DateTime<Utc>)>,
    /// The end of the session that runs is another than it was.
    moved: Option<String>,
    /// All changes of the end of the session that runs, as they were last read.
    changes: Vec<EndChange>,
    /// Why the service could not be asked.
    trouble: Option<Told>,
}

impl Desk {
    /// What runs. `anew`: the user asked, or has just changed it.
    pub(crate) fn running(&self, anew: bool) -> Reply<Running> {
        let zone = self.settings()?.tracker_zone();
        let journal = self.journal()?;
        let mark = self.account()?.token_saved_at(&journal).map_err(|error| self.failed(error))?;
        // Who comes meanwhile waits, and then need not ask.
        let mut sight = self.sight.lock().unwrap_or_else(PoisonError::into_inner);
        sight.forget_others(mark);
        let anew = self.has_sent.swap(false, Ordering::Relaxed) || anew;
        if sight.is_due(anew, Utc::now()) {
            match self.read(&journal, &sight, zone)? {
                Ok((read, changes)) => {
                    sight.after(read, changes, mark, zone, Utc::now(), self.wording());
                }
                Err(error) => sight.trouble = Some(self.wording().account(&error)),
            }
        }
        Ok(sight.told(self.wording(), zone, Utc::now()))
    }

    /// Asks what runs and, where its end has moved, through what.
    fn read(
        &self,
        journal: &Journal,
        sight: &Sight,
        zone: Zone,
    ) -> Reply<Result<Read, AccountError>> {
        let account = self.account()?;
        let ready = account
            .token(journal, Patience::Background)
            .and_then(|(token, _)| Ok((account.client()?, token)));
        Ok(match ready {
            Ok((client, token)) => {
                Ok(block_on(sight.ask(&client, &token, zone)).map_err(|Lost| self.lost())?)
            }
            Err(error) => Err(error),
        })
    }
}

/// An answer, and the changes of the end, where they are another session's or more than before.
type Read = (Result<Status, ReadError>, Option<Vec<EndChange>>);

impl Sight {
    /// What was seen with another token says nothing.
    fn forget_others(&mut self, mark: Mark) {
        if self.last.is_some_and(|(_, used)| used != mark) {
            *self = Self::default();
        }
    }

    /// Is the service to be asked? Never again with a token that it refused.
    fn is_due(&self, anew: bool, now: DateTime<Utc>) -> bool {
        let Some((last, _)) = self.last else { return true };
        // A clock that was put back makes no knowledge fresh.
        let is_old = now < last.at || now - last.at >= EVERY.max(last.retry_after);
        !last.refused && (anew || is_old)
    }

    async fn ask(&self, client: &Client, token: &Token, zone: Zone) -> Read {
        let status = Status::ask(client, token).await;
        let id = status.as_ref().ok().and_then(|after| id(after, zone));
        let Some(id) = id.filter(|_| self.is_news(&status, zone)) else { return (status, None) };
        let changes = client.end_changes(token, id).await.unwrap_or_default();
        (status, Some(changes))
    }

    /// Is it another session than before, or one whose end has moved?
    fn is_news(&self, status: &Result<Status, ReadError>, zone: Zone) -> bool {
        let (Some((before, _)), Ok(after)) = (&self.seen, status) else { return true };
        id(before, zone) != id(after, zone) || end_moved(before, after, zone).is_some()
    }

    /// It was asked.
    fn after(
        &mut self,
        read: Result<Status, ReadError>,
        changes: Option<Vec<EndChange>>,
        mark: Mark,
        zone: Zone,
        now: DateTime<Utc>,
        wording: Wording<'_>,
    ) {
        let last = LastRead::after(self.last.map(|(last, _)| last), &read, now);
        self.last = Some((last, mark));
        match read {
            Ok(status) => {
                let (before, read_at) =
                    self.seen.as_ref().map_or((None, now), |(b, at)| (Some(b), *at));
                let moved = before.and_then(|before| end_moved(before, &status, zone));
                let is_another = before.and_then(|before| id(before, zone)) != id(&status, zone);
                if let Some(moved) = moved {
                    let why = changes_since(changes.as_deref().unwrap_or_default(), read_at);
                    self.moved = Some(wording.moved(&moved, &why, zone));
                } else if is_another {
                    self.moved = None;
                }
                if is_another || changes.is_some() {
                    self.changes = changes.unwrap_or_default();
                }
                self.seen = Some((status, now));
                self.trouble = None;
            }
            Err(error) => {
                self.trouble = Some(wording.read(&error));
                if last.refused {
                    (self.seen, self.moved) = (None, None);
                }
            }
        }
    }

    /// In words, as they are true now.
    fn told(&self, wording: Wording<'_>, zone: Zone, now: DateTime<Utc>) -> Running {
        let trouble = self.trouble.as_ref();
        let at = self.last.map_or(now, |(last, _)| last.at);
        let runs = self.seen.as_ref().is_some_and(|(status, _)| status.running() == Some(true));
        let seen = self.seen.as_ref().and_then(|(status, _)| running(status, zone));
        let shown = |state, lines, at| Running {
            state,
            runs,
            lines,
            moved: self.moved.clone(),
            as_of: wording.known(at, zone, now),
            dial: seen.as_ref().and_then(|running| dial(wording, running, now)),
            moves: seen
                .as_ref()
                .map_or_else(Vec::new, |running| wording.moves(running, &self.changes, zone, now)),
        };
        match (&self.seen, trouble) {
            (Some((status, read_at)), trouble) if runs || trouble.is_none() => {
                let lines = match running(status, zone) {
                    Some(running) => wording.live(&running, None, zone, now),
                    None => wording.status(status, zone, now),
                };
                let why = trouble.map(|trouble| trouble.what.clone());
                shown(state_of(status), lines.into_iter().chain(why).collect(), *read_at)
            }
            (_, trouble) => {
                let lines = trouble.map(|trouble| {
                    std::iter::once(trouble.what.clone()).chain(trouble.next.clone()).collect()
                });
                shown(RunningState::Unavailable, lines.unwrap_or_default(), at)
            }
        }
    }
}

/// What is left, or how long it has run: known of a session whose start is.
fn dial(wording: Wording<'_>, running: &live::Running, now: DateTime<Utc>) -> Option<Dial> {
    let (length, key) = match running.scheduled_end {
        Some(end) if end > now => (end - now, "window-dial-left"),
        Some(end) => (now - end, "window-dial-over"),
        None => (now - running.since?, "window-dial-so-far"),
    };
    let progress = live::progress(running, now);
    Some(Dial { figure: wording.length(length), caption: wording.0.say(key), progress })
}

/// The number of the session that runs.
fn id(status: &Status, zone: Zone) -> Option<u64> {
    running(status, zone).and_then(|running| running.id)
}

/// The session that runs, where the token may read it.
fn running(status: &Status, zone: Zone) -> Option<live::Running> {
    match status {
        Status::Sessions(Some(session)) => Some(live::Running::of(session, zone)),
        Status::Sessions(None) | Status::PublicOnly(_) => None,
    }
}

fn end_moved(before: &Status, after: &Status, zone: Zone) -> Option<live::Moved> {
    moved(&running(before, zone)?, &running(after, zone)?)
}

fn state_of(status: &Status) -> RunningState {
    match status {
        Status::Sessions(Some(_)) => RunningState::Running,
        Status::Sessions(None) => RunningState::Idle,
        Status::PublicOnly(_) => RunningState::PublicOnly,
    }
}

#[cfg(test)]
mod tests {
    use latchet_core::texts::Texts;
    use latchet_tracker::Session;

    use super::*;

    const BERLIN: &str = "Europe/Berlin";

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-01-15T{time}:00Z").parse().unwrap()
    }

    /// Runs since 11:00 in Berlin.
    fn session(id: u64, end: Option<&str>) -> Status {
        let wall = |time: &str| format!("2026-01-15T{time}:00").parse().unwrap();
        Status::Sessions(Some(Session {
            id,
            start: wall("11:00"),
            end: None,
            scheduled_end: end.map(wall),
            active: true,
            locked_by: None,
            public: Some(false),
            start_offset: chrono::FixedOffset::east_opt(3600),
        }))
    }

    struct Looks {
        sight: Sight,
        texts: Texts,
        zone: Zone,
    }

    impl Looks {
        fn new() -> Self {
            let (texts, zone) = (Texts::english().in_window(), BERLIN.parse().unwrap());
            Self { sight: Sight::default(), texts, zone }
        }

        fn read(&mut self, read: Result<Status, ReadError>, now: &str) -> Running {
            let wording = Wording(&self.texts);
            self.sight.after(read, None, None, self.zone, at(now), wording);
            self.told(now)
        }

        fn told(&self, now: &str) -> Running {
            self.sight.told(Wording(&self.texts), self.zone, at(now))
        }
    }

    fn busy(retry_after_seconds: Option<u64>) -> ReadError {
        ReadError::Status { status: 503, retry_after_seconds }
    }

    #[test]
    fn lengths_grow_without_a_look_at_the_service() {
        let mut looks = Looks::new();
        let first = looks.read(Ok(session(7, Some("19:00"))), "12:30");
        assert_eq!(
            first.lines[..3],
            ["Session 7", "since Thu 15 Jan 11:00, for 2h 30m", "ends Thu 19:00, in 5h 30m"]
        );
        let later = looks.told("12:31");
        assert_eq!(later.lines[1], "since Thu 15 Jan 11:00, for 2h 31m");
        assert_eq!(later.as_of, first.as_of, "it is as old as it is");
    }

    #[test]
    fn the_figure_is_what_is_left_or_how_long_it_has_run() {
        let figures = |end, now: &str| {
            let dial = Looks::new().read(Ok(session(7, end)), now).dial.unwrap();
            (dial.figure, dial.caption, dial.progress)
        };
        let told = |figure: &str, caption: &str| (figure.to_owned(), caption.to_owned());
        for (end, now, (figure, caption), progress) in [
            (Some("19:00"), "12:00", told("6h", "left"), Some(0.25)),
            (Some("12:00"), "12:00", told("1h", "over the end"), Some(1.0)),
            (None, "12:00", told("2h", "so far"), None),
        ] {
            assert_eq!(figures(end, now), (figure, caption, progress), "{end:?}");
        }
        assert_eq!(Looks::new().read(Ok(Status::Sessions(None)), "12:00").dial, None);
    }

    #[test]
    fn an_end_that_moved_is_told_until_another_session_runs() {
        let mut looks = Looks::new();
        assert_eq!(looks.read(Ok(session(7, Some("19:00"))), "12:30").moved, None);
        let moved = looks.read(Ok(session(7, Some("21:00"))), "12:31").moved.unwrap();
        for words in ["19:00", "21:00", "2h later"] {
            assert!(moved.contains(words), "{words} in {moved}");
        }
        let again = looks.read(Ok(session(7, Some("21:00"))), "12:32");
        assert_eq!(again.moved, Some(moved), "nobody may have seen it yet");
        assert_eq!(looks.read(Ok(session(8, Some("22:00"))), "12:33").moved, None, "another one");
        looks.read(Ok(session(8, None)), "12:34").moved.unwrap();
        assert_eq!(looks.read(Ok(Status::Sessions(None)), "12:35").moved, None, "none runs");
    }

    #[test]
    fn what_ran_stays_with_its_age_while_the_service_can_t_be_asked() {
        let mut looks = Looks::new();
        looks.read(Ok(session(7, None)), "12:30");
        let failed = looks.read(Err(busy(None)), "12:40");
        assert_eq!((failed.state, failed.runs), (RunningState::Running, true));
        assert_eq!((failed.lines[0].as_str(), failed.as_of.as_str()), ("Session 7", "as of 13:30"));
        assert!(failed.lines.last().unwrap().contains("503"), "{:?}", failed.lines);
        let refused = ReadError::TokenInvalid { in_service_shape: true };
        let refused = looks.read(Err(refused), "12:41");
        assert_eq!((refused.state, refused.runs), (RunningState::Unavailable, false));
        assert!(!refused.lines[0].contains("Session"), "{:?}", refused.lines);
    }

    #[test]
    fn that_none_ran_says_nothing_once_the_service_can_t_be_asked() {
        let mut looks = Looks::new();
        looks.read(Ok(Status::Sessions(None)), "12:30");
        let failed = looks.read(Err(busy(None)), "12:40");
        assert_eq!(
            (failed.state, failed.as_of.as_str()),
            (RunningState::Unavailable, "as of 13:40")
        );
    }

    #[test]
    fn the_service_is_asked_when_its_answer_is_old_enough() {
        let second = |seconds: i64| at("12:30") + TimeDelta::seconds(seconds);
        let refused = || ReadError::TokenInvalid { in_service_shape: true };
        for (read, anew, after, due, why) in [
            (Ok(session(7, None)), false, 59, false, "less than a minute"),
            (Ok(session(7, None)), false, 60, true, "a minute"),
            (Ok(session(7, None)), true, 1, true, "somebody wants to know"),
            (Ok(session(7, None)), false, -1, true, "the clock was put back"),
            (Err(busy(Some(300))), false, 299, false, "it wants to be left alone"),
            (Err(busy(Some(300))), false, 300, true, "no longer"),
            (Err(refused()), false, 3_600, false, "the token is refused"),
            (Err(refused()), true, 3_600, false, "whoever wants to know"),
        ] {
            let mut looks = Looks::new();
            assert!(looks.sight.is_due(false, second(0)), "nothing is known yet");
            looks.read(read, "12:30");
            assert_eq!(looks.sight.is_due(anew, second(after)), due, "{why}");
            looks.sight.forget_others(Some(second(0)));
            assert!(looks.sight.is_due(false, second(1)), "{why}: but with another token");
        }
    }
}
