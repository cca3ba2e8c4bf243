//! `latchet practice`: the practice server, until Ctrl-C.

use latchet_core::time::Zone;
use latchet_practice::{Behaviours, Options, Practice};

use super::args;
use super::output::{self, Exit, Failure};

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
        ended().await;
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
