//! Takes updates that Telegram brings.
//!
//! Knows nothing of what happens to them then. Whoever does not know the secret is sent away before anything is read. An
//! update is answered with 200 once it is stored; with 503 when it cannot be stored now, so that Telegram brings it
//! again; with 200 when it makes no sense, because a refused one would hold up all that come after it.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::Value;
use tokio::net::TcpListener;
use tower_http::limit::RequestBodyLimitLayer;

use super::network;
use super::options::Webhook;
use crate::delivery::{Inbox, Reception};
use crate::listener::{self, Limits};
use crate::telemetry;

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// Far above the largest update; anything bigger is not Telegram's (413).
const LARGEST: usize = 2 << 20;

/// Serves until the bot stops.
pub(super) async fn listen(socket: TcpListener, webhook: &Webhook, reception: &Reception) {
    let secret = blake3::hash(webhook.secret.reveal().as_bytes());
    let app = Router::new()
        .route(webhook.url.path(), post(take))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .route_layer(middleware::from_fn_with_state(secret, with_secret))
        .with_state(Arc::clone(&reception.inbox));
    let stop = reception.stop.clone();
    listener::serve(socket, app, Limits::default(), async move { stop.cancelled().await }).await;
}

async fn with_secret(State(secret): State<blake3::Hash>, request: Request, next: Next) -> Response {
    let shown = request.headers().get(SECRET_HEADER).map(|value| value.as_bytes()).unwrap_or_default();
    // Hashes are compared in constant time whatever their number of equal bytes.
    if blake3::hash(shown) != secret {
        telemetry::failed("webhook_secret");
        return StatusCode::UNAUTHORIZED.into_response();
    }
    next.run(request).await
}

async fn take(State(inbox): State<Arc<Inbox>>, body: Bytes) -> StatusCode {
    telemetry::contact();
    let Ok(update) = serde_json::from_slice::<Value>(&body) else {
        telemetry::failed("update_unreadable");
        return StatusCode::OK;
    };
    match inbox.receive(network(), vec![update]).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            error.log();
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
