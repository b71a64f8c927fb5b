//! What the system tells the process: to stop, or to read its knowledge again.
//!
//! Knows nothing of either.

use tokio::signal::unix::{SignalKind, signal};

use super::options::Reload;
use super::pause::Stop;

/// Returns when the process is asked to end (SIGTERM, SIGINT).
pub(super) async fn asked_to_stop() -> std::io::Result<()> {
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Calls `reload` at each SIGHUP until the bot stops.
pub(super) async fn reload_when_asked(reload: Option<Reload>, stop: Stop) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    loop {
        tokio::select! {
            _ = hangup.recv() => {}
            () = stop.wait() => return Ok(()),
        }
        let Some(reload) = reload.clone() else { continue };
        // One after the other: a second signal during a reload asks for one more after it.
        if tokio::task::spawn_blocking(move || reload()).await.is_err() {
            crate::telemetry::panicked("reload");
        }
    }
}
