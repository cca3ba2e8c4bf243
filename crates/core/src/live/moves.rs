//! How the scheduled end of a session came to be where it is.

use chrono::{DateTime, Utc};
use latchet_tracker::EndChange;

use super::{Running, source_key};
use crate::time::Zone;
use crate::wording::Wording;

impl Wording<'_> {
    /// The start, each move of the scheduled end and that end, a line each: the story of a session
    /// whose end has moved. Empty for one whose end has not.
    pub fn moves(
        self,
        running: &Running,
        changes: &[EndChange],
        zone: Zone,
        now: DateTime<Utc>,
    ) -> Vec<String> {
        let line = |key, at| self.with(key, "at", self.near_time(at, zone, now));
        let mut changes: Vec<_> =
            changes.iter().filter_map(|change| Some((change.at?, change))).collect();
        changes.sort_by_key(|(at, _)| *at);
        let moves: Vec<_> = changes
            .into_iter()
            .filter_map(|(at, change)| {
                let key = match change.action.to_ascii_uppercase().as_str() {
                    "ADD" => "move-later",
                    "SUB" => "move-earlier",
                    _ => return None,
                };
                let what = line(key, at);
                let why = source_key(change).map(|why| self.say(why));
                Some(why.map_or(what.clone(), |why| format!("{what} ({why})")))
            })
            .collect();
        if moves.is_empty() {
            return moves;
        }
        let start = running.since.map(|at| line("move-start", at));
        let end = running.scheduled_end.map(|at| line("move-end", at));
        start.into_iter().chain(moves).chain(end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn at(hour: &str) -> DateTime<Utc> {
        format!("2026-01-15T{hour}:00:00Z").parse().unwrap()
    }

    #[test]
    fn the_moves_of_an_end_are_a_story_from_the_start_to_the_end() {
        let change = |action: &str, source: &str, time| EndChange {
            action: action.to_owned(),
            source: Some(source.to_owned()),
            at: Some(at(time)),
        };
        let session =
            Running { since: Some(at("08")), scheduled_end: Some(at("20")), ..Running::default() };
        let told = |changes: &[EndChange]| {
            let texts = Texts::english();
            Wording(&texts).moves(&session, changes, Zone::UTC, at("12"))
        };
        let start = change("START", "MANUAL", "08");
        assert!(told(std::slice::from_ref(&start)).is_empty(), "no move, no story");
        let later = change("ADD", "DICE", "11");
        let earlier = change("sub", "?", "10");
        assert_eq!(
            told(&[later, start, earlier]),
            [
                "Thu 08:00: start",
                "Thu 10:00: end moved earlier",
                "Thu 11:00: end moved later (dice)",
                "Thu 20:00: scheduled end"
            ]
        );
    }
}
