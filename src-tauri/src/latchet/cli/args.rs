//! The command line as it is decided: help, completions and the man page all come from here, with
//! the words of `help.rs`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use latchet_core::draft::{Draft, DraftEnd, DraftStart};

use super::help;

/// Start a live session on chastitytracker.org, from a terminal, a script or the desktop.
#[derive(Debug, Parser)]
#[command(name = "latchet", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = help::LATCHET)]
pub(crate) struct Cli {
    /// Go through the whole main job against a practice server of its own, then clean up.
    #[arg(long, exclusive = true)]
    pub(crate) selftest: bool,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a live session, now or in the past.
    Start(Start),
    /// What runs now, as the service says.
    #[command(after_help = help::STATUS)]
    Status {
        #[command(flatten)]
        json: Json,
        /// Only what the journal on this computer knows; nothing is sent.
        #[arg(long)]
        offline: bool,
    },
    /// Save, check or remove the API token. It is kept in the system's credential store.
    #[command(subcommand, after_help = help::TOKEN)]
    Token(TokenCommand),
    /// Starts that are not settled: they wait, ask, or it is not known whether they arrived.
    #[command(subcommand, after_help = help::PENDING)]
    Pending(Pending),
    /// Settled starts, newest first.
    #[command(after_help = help::HISTORY)]
    History {
        #[command(flatten)]
        json: Json,
        /// As CSV, safe to open in a spreadsheet.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// At most so many.
        #[arg(long, value_name = "N", default_value_t = 1000)]
        limit: u32,
    },
    /// Named sets of a start's options; one of them may be what one click starts.
    #[command(subcommand, after_help = help::PRESET)]
    Preset(PresetCommand),
    /// Look at the settings or change one.
    #[command(subcommand, after_help = help::SETTINGS)]
    Settings(SettingsCommand),
    /// Stay in the system tray: see what runs, start a session with one click.
    #[command(after_help = help::TRAY)]
    Tray {
        /// Open no window, whatever happens: for log-in.
        #[arg(long)]
        hidden: bool,
        /// Without an icon: see to the starts that are not settled, and end.
        #[arg(long, conflicts_with = "hidden")]
        until_settled: bool,
        /// Have the tray that runs hide everything at once: for a desktop that binds keys to
        /// commands alone.
        #[arg(long, conflicts_with_all = ["hidden", "until_settled"])]
        hide: bool,
    },
    /// Open the window.
    #[command(after_help = help::OPEN)]
    Open {
        /// Fill in its form as this link says.
        link: Option<String>,
    },
    /// Run the practice server on this computer, to try everything without an account.
    Practice(Practice),
    /// One page about this computer: credential store, desktop, clock, time zone, network.
    #[command(after_help = help::DOCTOR)]
    Doctor {
        #[command(flatten)]
        json: Json,
        /// As text for others to read: without names, addresses and paths of yours.
        #[arg(long, conflicts_with = "json")]
        report: bool,
    },
    /// Remove everything that this program keeps on this computer, and see that it is gone.
    #[command(after_help = help::LEAVE_NO_TRACE)]
    LeaveNoTrace(LeaveNoTrace),
    /// Print completions for a shell.
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the man page.
    Man,
}

impl Command {
    /// Does a program read what it prints? Then that is the same wherever it runs, and in English.
    pub(crate) fn is_for_programs(&self) -> bool {
        match self {
            Self::Start(Start { json, .. })
            | Self::Status { json, .. }
            | Self::Token(TokenCommand::Check { json })
            | Self::Pending(Pending::List { json })
            | Self::Preset(PresetCommand::List { json })
            | Self::Settings(SettingsCommand::List { json })
            | Self::LeaveNoTrace(LeaveNoTrace { json, .. })
            | Self::Doctor { json, .. } => json.json,
            Self::History { json, csv, .. } => json.json || *csv,
            Self::Token(_)
            | Self::Pending(_)
            | Self::Preset(_)
            | Self::Settings(_)
            | Self::Tray { .. }
            | Self::Open { .. }
            | Self::Practice(_)
            | Self::Completions { .. }
            | Self::Man => false,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct LeaveNoTrace {
    /// First write settings and starts into a new file, as JSON, without a token.
    #[arg(long, value_name = "FILE")]
    pub(crate) export: Option<PathBuf>,
    /// Don't ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) json: Json,
}

#[derive(Debug, Args, Clone, Copy)]
pub(crate) struct Json {
    /// As JSON, for scripts.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = help::START)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Start {
    /// As this preset says. Options given beside it win over what it says.
    #[arg(long, value_name = "NAME")]
    pub(crate) preset: Option<String>,
    #[command(flatten)]
    pub(crate) fields: Fields,
    /// Keep it private, also where the preset is public.
    #[arg(long, conflicts_with = "public")]
    pub(crate) private: bool,
    /// Don't ask; answer every question of this start with yes.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Print what would be sent, and send nothing. Needs no token.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Read the token from standard input, for this start alone; it is stored nowhere.
    #[arg(long)]
    pub(crate) token_stdin: bool,
    /// Tell the outcome by a notification too: the desktop's menu has no terminal.
    #[arg(long, hide = true)]
    pub(crate) notify: bool,
    #[command(flatten)]
    pub(crate) json: Json,
}

/// What a start can say, apart from how it is done.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// It started at this time, in the past.
    #[arg(long, value_name = "YYYY-MM-DD HH:MM", conflicts_with = "ago")]
    pub(crate) at: Option<String>,
    /// It started so long ago: 20m, 8h, 3d12h.
    #[arg(long, value_name = "LENGTH")]
    pub(crate) ago: Option<String>,
    /// Its scheduled end; without a date, the next such time after the start.
    #[arg(long, value_name = "[YYYY-MM-DD ]HH:MM", conflicts_with = "length")]
    pub(crate) until: Option<String>,
    /// Its scheduled end, so long after the start: 8h, 3d12h.
    #[arg(long = "for", value_name = "LENGTH", id = "length")]
    pub(crate) length: Option<String>,
    /// Who holds the key; at most 50 characters.
    #[arg(long, value_name = "TEXT")]
    pub(crate) locked_by: Option<String>,
    /// Show it on your public profile. Without this it is private.
    #[arg(long)]
    pub(crate) public: bool,
}

impl Start {
    /// What was filled in, and where nothing was, what stands there.
    pub(crate) fn over(&self, draft: Draft) -> Draft {
        let draft = self.fields.over(draft);
        Draft { public: draft.public && !self.private, ..draft }
    }
}

impl Fields {
    /// What was filled in, and where nothing was, what stands there.
    pub(crate) fn over(&self, draft: Draft) -> Draft {
        let start = match (&self.at, &self.ago) {
            (Some(at), _) => DraftStart::At(at.clone()),
            (None, Some(ago)) => DraftStart::Ago(ago.clone()),
            (None, None) => draft.start,
        };
        let end = match (&self.until, &self.length) {
            (Some(until), _) => DraftEnd::Until(until.clone()),
            (None, Some(length)) => DraftEnd::For(length.clone()),
            (None, None) => draft.end,
        };
        let locked_by = self.locked_by.clone().unwrap_or(draft.locked_by);
        Draft { start, end, locked_by, public: self.public || draft.public }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Save the token: from a hidden prompt, or from standard input when that is piped.
    Set,
    /// Say what can honestly be said of the saved token.
    Check {
        #[command(flatten)]
        json: Json,
    },
    /// Remove the token from the credential store.
    Remove,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Pending {
    /// List them.
    List {
        #[command(flatten)]
        json: Json,
    },
    /// Send one that waits or asks, with its original time; that answers its question. One of which
    /// it is not known whether it arrived is looked up, and sent only once the service has been
    /// seen twice not to have it.
    Send {
        /// Its number.
        id: i64,
    },
    /// Take one back that was not sent.
    Cancel {
        /// Its number.
        id: i64,
    },
    /// Say what you found on the website.
    #[command(group = clap::ArgGroup::new("found").required(true))]
    Settle {
        /// Its number.
        id: i64,
        /// It stands there as this session.
        #[arg(long, value_name = "SESSION_ID", group = "found")]
        started: Option<u64>,
        /// It does not stand there.
        #[arg(long, group = "found")]
        not_started: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PresetCommand {
    /// List them, with what each means.
    List {
        #[command(flatten)]
        json: Json,
    },
    /// Save one, in place of one of the same name.
    #[command(after_help = help::PRESET_SAVE)]
    #[command(mut_arg("at", |day| day.hide(true)))]
    #[command(mut_arg("until", |time| {
        time.value_name("HH:MM").help("Its scheduled end: the next such time after the start")
    }))]
    Save {
        /// Its name; at most 40 characters.
        name: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Remove one.
    Remove {
        /// Its name.
        name: String,
    },
    /// Choose the one that one click starts.
    Default {
        /// Its name.
        #[arg(required_unless_present = "none")]
        name: Option<String>,
        /// None: one click starts now, without a scheduled end.
        #[arg(long, conflicts_with = "name")]
        none: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SettingsCommand {
    /// List all settings with their values.
    List {
        #[command(flatten)]
        json: Json,
    },
    /// Print the value of one.
    Get {
        /// Its name.
        key: String,
    },
    /// Change one.
    Set {
        /// Its name.
        key: String,
        /// Its new value.
        value: String,
    },
}

#[derive(Debug, Args)]
#[command(after_help = help::PRACTICE)]
pub(crate) struct Practice {
    /// The port; 0 is any free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Keep its data in this folder. Without it they are gone when it ends.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Open the window on it, with its token saved, and end when that is closed.
    #[arg(long)]
    pub(crate) window: bool,
    /// Behave in a special way; may be given several times. An unknown name lists them all.
    #[arg(long, value_name = "NAME")]
    pub(crate) behaviour: Vec<String>,
}
