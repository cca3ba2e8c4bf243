//! What people are told about what runs.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use latchet_tracker::Session;

use super::{Status, offset_of_account, scheduled_end, started_at};
use crate::dates::clock_time;
use crate::live::Running;
use crate::time::Zone;
use crate::wording::Wording;

impl Wording<'_> {
    /// What runs now, the most important line first.
    pub fn status(self, status: &Status, zone: Zone, now: DateTime<Utc>) -> Vec<String> {
        match status {
            Status::Sessions(Some(session)) => self.session(session, zone, now),
            Status::Sessions(None) => vec![self.0.say("cli-status-idle")],
            Status::PublicOnly(Some(true)) => vec![self.0.say("cli-status-public-running")],
            Status::PublicOnly(Some(false) | None) => vec![self.0.say("cli-status-public-idle")],
        }
    }

    /// When that was so.
    pub fn as_of(self, zone: Zone, now: DateTime<Utc>) -> String {
        self.0.say_with("cli-status-as-of", &[("at", clock_time(zone.local(now)).into())])
    }

    fn session(self, session: &Session, zone: Zone, now: DateTime<Utc>) -> Vec<String> {
        let running = Running::of(session, zone);
        let moment = |at| self.day_and_time(zone.local(at));
        self.running(&running, "cli-status", now, [&moment, &moment])
    }

    /// What runs, in short lines for a menu, a tooltip or the window: which session, since when,
    /// until when, by whom, who sees it, and when that was so if that is known.
    pub fn live(
        self,
        running: &Running,
        read_at: Option<DateTime<Utc>>,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> Vec<String> {
        let since = |at| self.dated_time(at, zone, now);
        let end = |at| self.near_time(at, zone, now);
        let mut lines = self.running(running, "live", now, [&since, &end]);
        lines.extend(read_at.map(|read_at| self.known(read_at, zone, now)));
        lines
    }

    /// What runs, in lines that stay true while nobody draws them anew: no lengths, and no day that
    /// is named without its date.
    pub fn live_times(self, running: &Running, zone: Zone, now: DateTime<Utc>) -> Vec<String> {
        let timed = |key, at| self.with(key, "at", self.dated_time(at, zone, now));
        let id = running.id.map(|id| self.with("live-running", "id", id));
        let since = running.since.map(|at| timed("live-since-time", at));
        let end = running.scheduled_end.map(|at| timed("live-end-time", at));
        let first = id.unwrap_or_else(|| self.say("live-running-no-id"));
        std::iter::once(first).chain(since).chain(end).collect()
    }

    /// How old the knowledge is, in a short line: its time, and its day if that is not today.
    pub fn known(self, read_at: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
        let (local, today) = (zone.local(read_at), zone.local(now).date_naive());
        let is_today = local.date_naive() == today;
        let at = if is_today { clock_time(local) } else { self.dated_time(read_at, zone, now) };
        self.with("live-as-of", "at", at)
    }

    /// The lines of a face, whose texts begin with its name: how it writes the moments of a start and
    /// of an end is its own.
    fn running(
        self,
        running: &Running,
        face: &str,
        now: DateTime<Utc>,
        [since, end]: [&dyn Fn(DateTime<Utc>) -> String; 2],
    ) -> Vec<String> {
        let key = |name: &str| format!("{face}-{name}");
        let timed = |name: &str, at: String, length: TimeDelta| {
            let length = self.length(length);
            self.0.say_with(&key(name), &[("at", at.into()), ("length", length.into())])
        };
        let mut lines = vec![running.id.map_or_else(
            || self.say(&key("running-no-id")),
            |id| self.with(&key("running"), "id", id),
        )];
        lines.extend(running.since.map(|at| timed("since", since(at), now - at)));
        lines.push(match running.scheduled_end {
            Some(at) if at > now => timed("end", end(at), at - now),
            Some(at) => timed("overdue", end(at), now - at),
            None => self.say(&key("no-end")),
        });
        let locked_by = running.locked_by.as_ref();
        lines.extend(locked_by.map(|name| self.with(&key("locked-by"), "name", name)));
        let public =
            running.public.map(|public| self.say(&key(if public { "public" } else { "private" })));
        lines.extend(public);
        lines
    }

    /// How the service recorded a session: the lines that follow a start.
    pub fn recorded(self, session: &Session, zone: Zone) -> Vec<String> {
        let told = |key, at: DateTime<Utc>| {
            self.0.say_with(key, &[("at", self.day_and_time(zone.local(at)).into())])
        };
        let start = started_at(session, zone).map(|at| told("cli-recorded", at));
        let end = scheduled_end(session, zone).map(|at| told("cli-recorded-end", at));
        start.into_iter().chain(end).collect()
    }

    /// That the service's times are those of another zone than was thought, said once: by how far
    /// `apart` it recorded the start from what was meant in the zone `meant`, or else by how it keeps
    /// the account's time, against the zone that is `set`.
    pub fn other_zone(
        self,
        session: &Session,
        apart: Option<TimeDelta>,
        meant: Zone,
        set: Zone,
    ) -> Option<String> {
        let apart = apart.and_then(|apart| self.apart(apart, session, meant));
        apart.or_else(|| self.zone_mismatch(session, set))
    }

    /// The service recorded another moment than was told: it reads times in another zone. Told with
    /// the offset that would explain it; what was sent can't be taken back.
    fn apart(self, apart: TimeDelta, session: &Session, zone: Zone) -> Option<String> {
        let meant = session.started_at()? - apart;
        let read_at = i64::from(zone.offset(meant).local_minus_utc()) - apart.num_seconds();
        let offset = i32::try_from(read_at).ok().and_then(FixedOffset::east_opt)?;
        let key = if apart > TimeDelta::zero() { "apart-later" } else { "apart-earlier" };
        let values = [
            ("length", self.length(apart.abs()).into()),
            ("offset", offset.to_string().into()),
            ("zone", zone.to_string().into()),
        ];
        Some(self.0.say_with(key, &values))
    }

    /// The service keeps this account's time in another zone than was thought. Told, with the
    /// difference; what was sent can't be taken back.
    fn zone_mismatch(self, session: &Session, zone: Zone) -> Option<String> {
        let offset = offset_of_account(session, zone)?;
        let here = zone.offset(session.started_at()?);
        let apart = (offset.local_minus_utc() - here.local_minus_utc()).abs();
        let values = [
            ("offset", offset.to_string().into()),
            ("zone", zone.to_string().into()),
            ("here", here.to_string().into()),
            ("length", self.length(TimeDelta::seconds(apart.into())).into()),
        ];
        Some(self.0.say_with("zone-mismatch", &values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn session(offset_hours: Option<i32>) -> Session {
        let wall = |text: &str| format!("2026-01-15T{text}:00").parse().ok();
        Session {
            id: 1,
            start: wall("11:00").unwrap(),
            end: None,
            scheduled_end: wall("19:00"),
            active: true,
            locked_by: None,
            public: Some(false),
            start_offset: offset_hours.and_then(|hours| FixedOffset::east_opt(hours * 3600)),
        }
    }

    #[test]
    fn an_account_in_another_zone_is_noticed_and_its_end_read_in_it() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let end = |session: &Session| scheduled_end(session, berlin).unwrap().to_rfc3339();
        for (offset, at, told) in [
            (Some(1), "2026-01-15T18:00:00+00:00", false),
            (None, "2026-01-15T18:00:00+00:00", false),
            (Some(0), "2026-01-15T19:00:00+00:00", true),
            (Some(-5), "2026-01-16T00:00:00+00:00", true),
        ] {
            let session = session(offset);
            assert_eq!(end(&session), at);
            let texts = Texts::english();
            let mismatch = Wording(&texts).zone_mismatch(&session, berlin);
            assert_eq!(mismatch.is_some(), told, "{offset:?}: {mismatch:?}");
        }
    }

    #[test]
    fn a_start_recorded_elsewhen_is_told_with_the_offset_that_explains_it() {
        let texts = Texts::english();
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        // Told as 11:00 in Berlin, recorded as 11:00 universal time.
        let recorded =
            Session { start: "2026-01-15T12:00:00".parse().unwrap(), ..session(Some(1)) };
        let told = Wording(&texts).apart(TimeDelta::hours(1), &recorded, berlin).unwrap();
        assert!(told.contains("1h later") && told.contains("+00:00"), "{told}");
        let told = Wording(&texts).apart(TimeDelta::hours(-6), &recorded, berlin).unwrap();
        assert!(told.contains("6h earlier") && told.contains("+07:00"), "{told}");
    }

    #[test]
    fn what_runs_is_told_in_short_lines() {
        let (texts, berlin) = (Texts::english(), "Europe/Berlin".parse().unwrap());
        let at = |text: &str| -> DateTime<Utc> { format!("2026-01-{text}:00Z").parse().unwrap() };
        let now = at("15T16:23");
        let whole = Running {
            id: Some(12),
            since: Some(at("15T13:03")),
            scheduled_end: Some(at("16T06:00")),
            locked_by: Some("Kim".to_owned()),
            public: Some(false),
        };
        let long_ago = "2025-12-31T22:00:00Z".parse().ok();
        let cases: [(Running, DateTime<Utc>, &[&str]); 5] = [
            (
                whole.clone(),
                at("15T13:05"),
                &[
                    "Session 12",
                    "since Thu 15 Jan 14:03, for 3h 20m",
                    "ends Fri 07:00, in 13h 37m",
                    "locked by Kim",
                    "private",
                    "as of 14:05",
                ],
            ),
            (
                Running {
                    scheduled_end: Some(at("15T14:23")),
                    public: Some(true),
                    ..whole.clone()
                },
                at("14T22:59"),
                &[
                    "Session 12",
                    "since Thu 15 Jan 14:03, for 3h 20m",
                    "the end was due 2h ago; ending happens on the website",
                    "locked by Kim",
                    "public",
                    "as of Wed 14 Jan 23:59",
                ],
            ),
            (
                Running::default(),
                at("14T23:01"),
                &["A session runs", "no scheduled end", "as of 00:01"],
            ),
            (
                Running {
                    since: long_ago,
                    scheduled_end: Some(at("22T06:00")),
                    ..Running::default()
                },
                now,
                &[
                    "A session runs",
                    "since Wed 31 Dec 2025 23:00, for 14d 18h 23m",
                    "ends Thu 22 Jan 07:00, in 6d 13h 37m",
                    "as of 17:23",
                ],
            ),
            (
                Running { scheduled_end: Some(at("21T22:59")), ..Running::default() },
                now,
                &["A session runs", "ends Wed 23:59, in 6d 6h 36m", "as of 17:23"],
            ),
        ];
        for (running, read_at, lines) in cases {
            assert_eq!(Wording(&texts).live(&running, Some(read_at), berlin, now), lines);
        }
    }

    #[test]
    fn status_is_told_as_scripts_know_it() {
        let texts = Texts::english();
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let session = Session { locked_by: Some("Kim".to_owned()), ..session(Some(1)) };
        let told = |session: Session, now: &str| {
            let status = Status::Sessions(Some(session));
            Wording(&texts).status(&status, berlin, now.parse().unwrap()).join("\n")
        };
        assert_eq!(
            told(session.clone(), "2026-01-15T11:00:00Z"),
            "Session 1 runs.\nSince Thu 15 Jan 2026 11:00, for 1h\n\
             Scheduled end Thu 15 Jan 2026 19:00, in 7h\nLocked by Kim\nPrivate"
        );
        assert_eq!(
            told(session.clone(), "2026-01-15T18:30:00Z"),
            "Session 1 runs.\nSince Thu 15 Jan 2026 11:00, for 8h 30m\n\
             Scheduled end Thu 15 Jan 2026 19:00, 30m ago. Ending happens on the website.\n\
             Locked by Kim\nPrivate"
        );
        let open = Session { scheduled_end: None, public: Some(true), locked_by: None, ..session };
        assert_eq!(
            told(open, "2026-01-15T11:00:00Z"),
            "Session 1 runs.\nSince Thu 15 Jan 2026 11:00, for 1h\nNo scheduled end\nPublic"
        );
    }

    #[test]
    fn another_zone_is_told_once() {
        let texts = Texts::english();
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let six_hours = Some(TimeDelta::hours(6));
        for (why, offset, apart, told) in [
            ("recorded elsewhen, in the zone that it should be", 1, six_hours, "6h later"),
            ("recorded elsewhen, in another zone", -5, six_hours, "6h later"),
            ("recorded as it was meant, in another zone", -5, None, "times differ by 6h"),
        ] {
            let line = Wording(&texts).other_zone(&session(Some(offset)), apart, berlin, berlin);
            assert!(line.as_ref().is_some_and(|line| line.contains(told)), "{why}: {line:?}");
        }
        let line = Wording(&texts).other_zone(&session(Some(1)), None, berlin, berlin);
        assert_eq!(line, None, "nothing is wrong");
    }

    #[test]
    fn the_difference_is_told_in_hours() {
        let texts = Texts::english();
        let told =
            Wording(&texts).zone_mismatch(&session(Some(-5)), "Europe/Berlin".parse().unwrap());
        let told = told.unwrap();
        assert!(
            told.contains("-05:00") && told.contains("+01:00") && told.contains("6h"),
            "{told}"
        );
    }
}
