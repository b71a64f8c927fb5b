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

use super::{BEGUN, CONTACT, FIGURES, SERVING, STARTING, STATE};

/// Serves both pages until `stop` comes to its end.
pub async fn serve(
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = Router::new().route("/healthz", get(health)).route("/metrics", get(figures));
    axum::serve(listener, app).with_graceful_shutdown(stop).await
}

/// 200 while the bot serves, 503 before and after. Silence from Telegram is told but is no illness: a night without
/// questions looks the same by webhook, and a restart would not bring the line back.
async fn health() -> (StatusCode, String) {
    let (code, status) = match STATE.load(Ordering::Relaxed) {
        SERVING => (StatusCode::OK, "serving"),
        STARTING => (StatusCode::SERVICE_UNAVAILABLE, "waiting for Telegram"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
    };
    let contact = *CONTACT.lock().unwrap_or_else(PoisonError::into_inner);
    let body = json!({
        "status": status,
        "up_seconds": BEGUN.elapsed().as_secs(),
        "last_contact_seconds": contact.map(|at| at.elapsed().as_secs()),
    });
    (code, body.to_string())
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
