//! `latchet practice`: the practice server, until Ctrl-C.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};

use latchet_core::environment::Environment;
use latchet_core::settings::{Key, SetError, Settings};
use latchet_core::time::Zone;
use latchet_practice::{Behaviours, Options, Practice};

use super::args;
use super::output::{self, Exit, Failure};
use crate::tray::window;

pub(crate) fn run(args: &args::Practice) -> Result<Exit, Failure> {
    let texts = super::texts();
    let behaviours: Behaviours = args.behaviour.join(",").parse().map_err(|error| {
        let reason = format!("{error}");
        let text = texts.say_with("cli-no-behaviour", &[("reason", reason.into())]);
        let known = Behaviours::ALL.iter().map(|(name, is)| format!("  {name:<26} {is}"));
        let text = std::iter::once(text).chain(known).collect::<Vec<_>>().join("\n");
        Failure::new(Exit::Usage, text)
    })?;
    let options = Options { data: args.data.clone(), port: args.port, behaviours };
    let failed = |reason: String| {
        let what = texts.say_with("cli-practice-failed", &[("reason", reason.into())]);
        Failure::new(Exit::Unforeseen, what)
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed(error.to_string()))?;
    runtime.block_on(async {
        let server = Practice::open(options).await.map_err(|error| failed(error.to_string()))?;
        if args.data.is_none()
            && let Some(zone) = Zone::of_computer()
        {
            // Its account lives where this computer does, until its page says otherwise.
            let _ = server.set_zone(&zone.to_string());
        }
        // Two lines for scripts: the address, then a token with write permission.
        let lines = format!("{}\n{}", server.url(), server.first_token());
        output::data(&lines).map_err(|error| failed(error.to_string()))?;
        let url = [("url", server.url().into())];
        output::note(&texts.say_with("cli-practice-ready", &url));
        output::note(&texts.say_with("cli-practice-use", &url));
        if args.window {
            let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
            let zone = settle(folder.path()).map_err(|error| failed(error.to_string()))?;
            // The account lives where the user's does.
            let _ = server.set_zone(&zone.to_string());
            let mut child = open(&server, folder.path())
                .map_err(|error| Failure::new(Exit::Unforeseen, error.tell(&texts)))?;
            let is_closed = tokio::select! {
                () = ended() => false,
                () = closed(&mut child) => true,
            };
            if !is_closed {
                // It may have ended meanwhile.
                let _ = child.kill();
            }
            // Its files are in the folder, so that it goes first.
            let status = child.wait().map_err(|error| failed(error.to_string()))?;
            if is_closed && !status.success() {
                let error = window::NotOpened::Failed(io::Error::other(status.to_string()));
                return Err(Failure::new(Exit::Unforeseen, error.tell(&texts)));
            }
        } else {
            ended().await;
        }
        server.shutdown().await;
        Ok(Exit::Done)
    })
}

/// Ctrl-C, or being told to end.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Puts the user's settings there, without what is for their real account: the window on the
/// practice server leaves no tray behind.
fn settle(folder: &Path) -> Result<Zone, SetError> {
    let file = folder.join("settings.toml");
    if let Ok(environment) = Environment::read() {
        // Where there are none, the defaults do.
        let _ = std::fs::copy(environment.home.settings_file(), &file);
    }
    let settings = Settings::set(&file, Key::Tray, "off")?;
    Ok(settings.tracker_zone())
}

/// Opens the window on the server, all of whose data are in that folder and in its memory. The token
/// goes in by its standard input: arguments and environments can be seen by others.
fn open(server: &Practice, folder: &Path) -> Result<Child, window::NotOpened> {
    let mut child = window::open_as(None, None, |command| {
        command
            .arg("--token-stdin")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .env("LATCHET_SERVER", server.url())
            .env("LATCHET_VAULT", "memory")
            .env("LATCHET_HOME", folder);
    })?;
    if let Some(mut input) = child.stdin.take() {
        // A window that has ended already needs none.
        let _ = writeln!(input, "{}", server.first_token());
    }
    Ok(child)
}

/// The window was closed: its output ends with it.
async fn closed(child: &mut Child) {
    let Some(mut output) = child.stdout.take() else { return };
    let _ = tokio::task::spawn_blocking(move || io::copy(&mut output, &mut io::sink())).await;
}
