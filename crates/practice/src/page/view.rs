//! The page's markup. All text goes through maud, which escapes it.

use chrono::{DateTime, Utc};
use latchet_zone::Zone;
use maud::{DOCTYPE, Markup, html};

use crate::database::scheduled_end::Source;
use crate::database::sessions::{SessionRow, StoredSession};
use crate::database::{Account, TokenRow};

pub(super) struct Profile<'a> {
    pub(super) account: Account,
    pub(super) tokens: Vec<TokenRow>,
    pub(super) sessions: Vec<SessionRow>,
    pub(super) fresh_token: Option<String>,
    pub(super) form_secret: &'a str,
}

impl Profile<'_> {
    pub(super) fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { "Practice server" }
                    link rel="stylesheet" href="/style.css";
                }
                body {
                    header {
                        h1 { "Practice server" }
                        p {
                            "It plays the tracker's web service on this computer. Nothing here "
                            "reaches the real service."
                        }
                    }
                    main {
                        @if let Some(token) = &self.fresh_token { (fresh(token)) }
                        (self.sessions())
                        (self.tokens())
                        (self.account())
                    }
                }
            }
        }
    }

    fn sessions(&self) -> Markup {
        let running = self.sessions.iter().any(|row| row.session.end.is_none());
        html! {
            section {
                h2 { "Sessions" }
                @if self.sessions.is_empty() {
                    p.empty { "There is no session yet." }
                } @else {
                    div.scroll {
                        table {
                            thead {
                                tr {
                                    th { "No." }
                                    th { "Start" }
                                    th { "Scheduled end" }
                                    th { "End" }
                                    th { "Locked by" }
                                    th { "Public" }
                                    th { span.hidden { "Actions" } }
                                }
                            }
                            tbody { @for row in &self.sessions { (self.session(row)) } }
                        }
                    }
                }
                @if !running {
                    (self.form("/sessions/start", &html! {
                        label { "Locked by " input name="locked_by" maxlength="50"; }
                        label { "Hours " input.short name="hours" type="number" min="1" max="8760" value="8"; }
                        label.check { input name="public" type="checkbox" value="1"; " Public" }
                        button { "Start on the web" }
                    }))
                }
                p.note { "Times are in " (self.account.zone.name()) "." }
            }
        }
    }

    fn session(&self, row: &SessionRow) -> Markup {
        let session = &row.session;
        let running = session.end.is_none();
        html! {
            tr.moves[running] {
                td { (session.id) }
                td { (self.moment(session.start)) }
                td {
                    @match session.scheduled_end {
                        Some(end) => (self.moment(end)),
                        None => "–",
                    }
                }
                td {
                    @match session.end {
                        Some(end) => (self.moment(end)),
                        None => span.running { "running" },
                    }
                }
                td { (session.locked_by) }
                td { @if session.public { "yes" } @else { "no" } }
                td.actions {
                    @if running {
                        (self.form("/sessions/end", &html! {
                            input type="hidden" name="id" value=(session.id);
                            button { "End now" }
                        }))
                    }
                }
            }
            @if running {
                tr { td colspan="7" { (self.scheduled_end(session)) } }
            }
        }
    }

    /// The buttons that move a running session's scheduled end. The one for the minutes comes
    /// first: it is the one that Enter presses.
    fn scheduled_end(&self, session: &StoredSession) -> Markup {
        self.form(
            "/sessions/scheduled-end/set",
            &html! {
                input type="hidden" name="id" value=(session.id);
                fieldset {
                    legend { "Move the scheduled end of session " (session.id) }
                    label {
                        "Source "
                        select name="source" {
                            @for source in Source::ALL {
                                option selected[source == Source::Manual] { (source.name()) }
                            }
                        }
                    }
                    label {
                        "Minutes from now "
                        input.short name="minutes" type="number" min="1" max="525600" value="2" required;
                    }
                    button { "Set" }
                    @if session.scheduled_end.is_some() {
                        @for (hours, words) in [("-1", "1 h earlier"), ("1", "1 h later")] {
                            button formaction="/sessions/scheduled-end/move" formnovalidate
                                name="hours" value=(hours) { (words) }
                        }
                        button formaction="/sessions/scheduled-end/remove" formnovalidate {
                            "Take away"
                        }
                    }
                }
            },
        )
    }

    fn tokens(&self) -> Markup {
        html! {
            section {
                h2 { "API tokens" }
                @if self.tokens.is_empty() {
                    p.empty { "There is no token." }
                } @else {
                    div.scroll {
                        table {
                            thead {
                                tr {
                                    th { "No." }
                                    th { "Permission" }
                                    th { "Made" }
                                    th { span.hidden { "Actions" } }
                                }
                            }
                            tbody {
                                @for token in &self.tokens {
                                    tr {
                                        td { (token.id) }
                                        td { (token.permission.name()) }
                                        td { (self.moment(token.made)) }
                                        td.actions {
                                            @for (action, words) in [
                                                ("/tokens/regenerate", "Regenerate"),
                                                ("/tokens/revoke", "Revoke"),
                                            ] {
                                                (self.form(action, &html! {
                                                    input type="hidden" name="id" value=(token.id);
                                                    button { (words) }
                                                }))
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                (self.form("/tokens/make", &html! {
                    label {
                        "Permission "
                        select name="permission" {
                            option value="write" { "write" }
                            option value="read" { "read" }
                        }
                    }
                    button { "Make a token" }
                }))
                p.note { "Only a hash of each token is stored. A token is shown once, when it is made." }
            }
        }
    }

    fn account(&self) -> Markup {
        html! {
            section {
                h2 { "Account" }
                (self.form("/account", &html! {
                    label { "Nick " input name="nick" value=(self.account.nick) maxlength="50" required; }
                    label {
                        "Time zone "
                        select name="zone" {
                            @for zone in Zone::all() {
                                option value=(zone.name()) selected[zone == self.account.zone] {
                                    (zone.name())
                                }
                            }
                        }
                    }
                    button { "Save" }
                }))
            }
        }
    }

    /// Every form of the page is made here, so that none is without the secret.
    fn form(&self, action: &str, content: &Markup) -> Markup {
        html! {
            form method="post" action=(action) {
                input type="hidden" name="secret" value=(self.form_secret);
                (content)
            }
        }
    }

    fn moment(&self, at: DateTime<Utc>) -> Markup {
        moment(at, self.account.zone)
    }
}

fn fresh(token: &str) -> Markup {
    html! {
        section.fresh {
            h2 { "The new token" }
            p { code { (token) } }
            p { "Copy it now: it is not shown again." }
        }
    }
}

fn moment(at: DateTime<Utc>, zone: Zone) -> Markup {
    let local = at.with_timezone(&zone);
    html! {
        time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (local.format("%Y-%m-%d %H:%M")) }
    }
}
