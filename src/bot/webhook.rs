//! Takes updates that Telegram brings.
//!
//! Knows nothing of what happens to them then. An update is answered with 200 once it is stored; with 503 when it
//! cannot be stored now, so that Telegram brings it again; with 200 when it makes no sense, because a refused one
//! would hold up all that come after it.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::Value;
use tokio::net::TcpListener;

use super::BotError;
use super::inbox::Inbox;
use super::options::Webhook;
use super::pause::Stop;
use crate::telemetry;

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// Far above the largest update; anything bigger is not Telegram's.
const LARGEST: usize = 1024 * 1024;

#[derive(Clone)]
struct Door {
    inbox: Arc<Inbox>,
    secret: blake3::Hash,
}

/// Serves until the bot stops.
pub(super) async fn listen(
    listener: TcpListener,
    webhook: &Webhook,
    inbox: Arc<Inbox>,
    stop: Stop,
) -> Result<(), BotError> {
    let door = Door { inbox, secret: blake3::hash(webhook.secret.reveal().as_bytes()) };
    let app = Router::new()
        .route(webhook.url.path(), post(take))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(door);
    axum::serve(listener, app)
        .with_graceful_shutdown(async move { stop.wait().await })
        .await
        .map_err(|error| BotError::Listen { address: webhook.listen, fault: error.to_string() })
}

async fn take(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let shown = headers.get(SECRET_HEADER).map(|value| value.as_bytes()).unwrap_or_default();
    // Hashes are compared in constant time whatever their number of equal bytes.
    if blake3::hash(shown) != door.secret {
        telemetry::failed("webhook_secret");
        return StatusCode::UNAUTHORIZED;
    }
    telemetry::contact();
    let Ok(update) = serde_json::from_slice::<Value>(&body) else {
        telemetry::failed("update_unreadable");
        return StatusCode::OK;
    };
    match door.inbox.receive(vec![update]).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            telemetry::failed("inbox");
            tracing::error!(%error, "an update is left with Telegram for now");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
