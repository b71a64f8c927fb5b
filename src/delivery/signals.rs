//! What the system tells the process: to stop, or to read its knowledge again.
//!
//! Knows nothing of either.

use std::future::Future;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::options::Reload;

/// Begins to listen; what it gives comes to its end when the process is asked to end (SIGTERM, SIGINT).
pub(super) fn asked_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Calls `reload` at each SIGHUP until the bot stops.
pub(super) async fn reload_when_asked(
    reload: Option<Reload>,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    loop {
        tokio::select! {
            _ = hangup.recv() => {}
            () = stop.cancelled() => return Ok(()),
        }
        let Some(reload) = reload.clone() else { continue };
        // One after the other: a second signal during a reload asks for one more after it.
        if tokio::task::spawn_blocking(move || reload()).await.is_err() {
            crate::telemetry::panicked("reload");
        }
    }
}
