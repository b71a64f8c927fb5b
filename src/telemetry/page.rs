//! The two pages for whoever watches over the bot: `/healthz` and `/metrics`.
//!
//! Knows nothing of Telegram.

use std::future::Future;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::json;
use tokio::net::TcpListener;

use super::{BEGUN, CONTACT, FIGURES, SERVING, STARTING, STATE, heartbeats};
use crate::listener::{self, Limits};

/// More than all who watch over a bot.
const CONNECTIONS: usize = 32;

/// Serves both pages until `stop` comes to its end.
pub(crate) async fn serve(
    socket: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = Router::new().route("/healthz", get(health)).route("/metrics", get(figures));
    listener::serve(socket, app, Limits { connections: CONNECTIONS, ..Limits::default() }, stop).await;
    Ok(())
}

/// 200 while the bot serves and all its parts live; 503 before and after, and while a part is dead, which is named.
/// Silence from Telegram is told but is no illness: a night without questions looks the same by webhook, and a restart
/// would not bring the line back.
async fn health() -> (StatusCode, String) {
    let dead = heartbeats::dead();
    let (code, status) = standing(STATE.load(Ordering::Relaxed), &dead);
    let contact = *CONTACT.lock().unwrap_or_else(PoisonError::into_inner);
    let body = json!({
        "status": status,
        "dead": dead,
        "up_seconds": BEGUN.elapsed().as_secs(),
        "last_contact_seconds": contact.map(|at| at.elapsed().as_secs()),
    });
    (code, body.to_string())
}

fn standing(state: u8, dead: &[&str]) -> (StatusCode, &'static str) {
    match state {
        SERVING if dead.is_empty() => (StatusCode::OK, "serving"),
        SERVING => (StatusCode::SERVICE_UNAVAILABLE, "a part is dead"),
        STARTING => (StatusCode::SERVICE_UNAVAILABLE, "waiting for Telegram"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
    }
}

async fn figures() -> (StatusCode, String) {
    match FIGURES.as_ref() {
        Some(figures) => {
            figures.run_upkeep();
            (StatusCode::OK, figures.render())
        }
        None => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::STOPPING;
    use super::*;

    #[test]
    fn a_dead_part_is_an_illness_of_the_whole() {
        let cases: [(u8, &[&str], u16); 5] = [
            (SERVING, &[], 200),
            (SERVING, &["folder"], 503),
            (STARTING, &[], 503),
            (STARTING, &["folder"], 503),
            (STOPPING, &[], 503),
        ];
        for (state, dead, expected) in cases {
            assert_eq!(standing(state, dead).0.as_u16(), expected, "{state} {dead:?}");
        }
    }
}
