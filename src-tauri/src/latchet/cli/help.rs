//! What `--help` and the man page say below the options: examples, and what goes for the whole command.

/// The blocks of the whole program; the man page makes a section of each.
pub(super) const LATCHET: &str = "\
Examples:
  latchet token set                      save your token (asked for, never shown)
  latchet start                          start a session now
  latchet start --ago 20m --for 8h       it began 20 minutes ago and is to last 8 hours
  latchet start --dry-run                show what would be sent, send nothing
  latchet practice                       try all of it on a server of your own, without an account

Exit status: 0 done, 1 unforeseen, 2 bad input (nothing was sent), 3 no token or no credential
store, 4 token refused, 5 another session stands, 6 refused otherwise, 7 unknown whether it started,
8 not sent, 130 interrupted.

Environment: LATCHET_HOME (one folder for settings and journal), LATCHET_SERVER (the service's
address: https, or http to this computer), LATCHET_VAULT (os or memory), NO_COLOR.";

/// What the man page says of the whole program.
pub(super) const DESCRIPTION: &str = "\
latchet starts a live session on chastitytracker.org. Each start is written down before it is sent,
and none is sent twice: one of which it is not known whether it arrived is looked up on the service,
and one that can't be sent waits. The API token is kept in the system's credential store.

As latchet tray it stays in the panel; latchet-window is the form.";

/// What the man page says of what is kept; docs/privacy.md has all of it.
pub(super) const FILES: [(&str, &str); 2] = [
    ("~/.local/share/latchet", "the journal of starts, for each service; the log, if it is on"),
    ("~/.config/latchet/settings.toml", "the settings and the presets"),
];

pub(super) const START: &str = "\
Times are those of the tracker's zone (latchet settings get tracker-zone); an offset may be added,
as in \"2026-01-02 03:04+01:00\", and an hour that occurs twice needs it.

Examples:
  latchet start --yes                                now, without being asked
  latchet start --until \"2026-12-31 17:30\"           with a scheduled end
  latchet start --until 07:00                        with one at the next 7 o'clock
  latchet start --preset night --for 9h              as a preset says, but for 9 hours
  latchet start --at \"2026-11-01 22:15\" --for 3d12h  in the past
  pass show tracker | latchet start --token-stdin --yes";

pub(super) const STATUS: &str = "\
Examples:
  latchet status --offline              the last start that this computer knows of
  latchet status --json | jq .running   true, false, or null where it is not known";

pub(super) const TOKEN: &str = "\
Make one with write permission on your profile page on the service; it is shown there only once.

Examples:
  latchet token set                       paste it at the prompt, which does not show it
  pass show tracker | latchet token set   from another program";

pub(super) const PENDING: &str = "\
While it is not known whether a start arrived, no other is sent. It is looked up by itself; settle
it only once you have looked on the website.

Examples:
  latchet pending list                       with their numbers
  latchet pending cancel 3                   take it back
  latchet pending settle 3 --started 1234    it stands on the website as session 1234
  latchet pending settle 3 --not-started     it does not stand there";

pub(super) const HISTORY: &str = "\
Examples:
  latchet history --limit 5
  latchet history --csv >starts.csv";

pub(super) const PRESET: &str = "\
Examples:
  latchet preset save night --until 07:00
  latchet preset default night             what one click starts
  latchet start --preset night";

pub(super) const PRESET_SAVE: &str = "\
A preset is for any day: it starts now or some time ago, and ends some time after the start or at a
time of day.

Examples:
  latchet preset save night --until 07:00
  latchet preset save \"two days\" --for 2d --locked-by Kim";

pub(super) const SETTINGS: &str = "\
Settings:
  tracker-zone     the zone of your account on the service, as in Europe/Berlin; or computer
  locked-by        who holds the key when a start does not say
  tray             on or off: a small program stays in the tray, and sees to what waits
  grace            for so many seconds a start by one click can be taken back; 0 to 30
  ask-after        a start that has waited for so long asks before it is sent, as in 12h
  remind           so long before a scheduled end you are reminded of it, as in 2h,30m; or off
  quiet-hours      no reminder is shown in this time, as in 22:00-07:00; or off
  left-click       what a left click on the tray's icon does: menu or start
  icon-progress    on or off: the tray's icon shows how far a session is
  language         system, en, de, fr, es or nl
  autostart        on or off: the tray starts when you log in, hidden
  shortcut-start   these keys start a session, from anywhere, as in Ctrl+Alt+L; or off
  shortcut-open    these keys open the window; or off
  shortcut-hide    these keys hide everything at once, and change no session; or off
  discreet         on or off: nothing that others may see says what runs
  log              off, errors or detailed: what is written into the log; never the token
  proxy            system, none or an address; its password is asked for and kept in the store
  ca-file          a file of certificates that are trusted beside the system's

Examples:
  latchet settings set tracker-zone Europe/Berlin
  latchet settings set grace 0                       one click sends at once
  latchet settings set ca-file ''                    back to the system's alone";

pub(super) const TRAY: &str = "\
A second one hands over to the first. It asks the service when its menu opens and, while a session
runs, every five minutes or so.";

pub(super) const OPEN: &str = "\
A link says what `start` can be told, by the same names: ago or at, for or until, locked-by, preset.
It fills in the form and no more: nothing is sent before you press Start. It can't make a session
public.

Example:
  latchet open 'latchet://start?ago=20m&for=8h&locked-by=Kim'";

pub(super) const PRACTICE: &str = "\
It prints its address, then a token with write permission. Opened in a browser, its page shows
tokens and sessions, starts a session as the website would, ends it, and moves its scheduled end.

Examples:
  latchet practice --port 8080                             always at the same address
  LATCHET_SERVER=http://127.0.0.1:8080 latchet start       in another terminal, as usual
  latchet practice --behaviour error-500-after-recording   to see what becomes of a fault";

pub(super) const DOCTOR: &str = "\
A line for each thing: ok, bad, or - for what is off, not there or not to be told; below it what to
do. The exit status is 0 whatever it finds.

Example:
  latchet doctor --report >report.txt   to show to others";

pub(super) const LEAVE_NO_TRACE: &str = "\
It ends the tray and the window, and removes tokens, journals, settings, log, and the entry for
log-in. What is on the website stays there. Starts that are not settled are forgotten, which takes a
second yes; --yes says both.

Example:
  latchet leave-no-trace --export starts.json";

pub(super) const COMPLETIONS: &str = "\
Examples:
  latchet completions bash >~/.local/share/bash-completion/completions/latchet
  latchet completions fish >~/.config/fish/completions/latchet.fish";

#[cfg(test)]
mod tests {
    use latchet_core::settings::Key;

    #[test]
    fn the_help_of_the_settings_names_each_in_the_order_of_the_list() {
        let rows = super::SETTINGS.lines().filter_map(|line| line.strip_prefix("  "));
        let names = rows.filter_map(|row| row.split_whitespace().next());
        let names: Vec<&str> = names.take_while(|name| *name != "latchet").collect();
        assert_eq!(names, Key::ALL.map(Key::name));
    }
}
