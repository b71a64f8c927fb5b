//! Notifies subscribers of what is new, now and again.
//!
//! Knows nothing of what is new or of who subscribes. That somebody was notified and the message that does it are stored
//! in one step; the messages wait behind every answer.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::backoff::pause;
use super::networks::Networks;
use super::options::FindNews;
use crate::conversation::Notification;
use crate::messaging::NetworkId;
use crate::store::{NotificationBatch, Store};
use crate::telemetry;

/// A look for news that takes longer has come to a stop.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// What it takes to notify.
pub(super) struct Notifier {
    pub(super) find: FindNews,
    pub(super) networks: Networks,
    pub(super) store: Store,
    pub(super) every: Duration,
}

impl Notifier {
    /// Until the bot stops.
    pub(super) async fn run(&self, stop: &CancellationToken) {
        let part = telemetry::heartbeat("news", PATIENCE);
        while pause(stop, self.every).await {
            let mut well = true;
            for network in self.networks.iter() {
                well &= self.notify(network.id()).await;
            }
            part.round(well);
        }
    }

    /// False when it could not be found out what is new.
    async fn notify(&self, network: NetworkId) -> bool {
        let find = Arc::clone(&self.find);
        match tokio::task::spawn_blocking(move || find(network)).await {
            Ok(Ok(news)) => {
                for notification in news {
                    self.queue(notification).await;
                }
                true
            }
            Ok(Err(error)) => {
                telemetry::failed("news");
                tracing::error!(%error, "news could not be looked for; trying again");
                false
            }
            Err(error) if error.is_cancelled() => true,
            Err(_) => {
                telemetry::panicked("news");
                false
            }
        }
    }

    async fn queue(&self, notification: Notification) {
        let Notification { chat, notices, day, forget_before, messages } = notification;
        let queued = messages.iter().flat_map(|message| self.networks.notification(chat, None, message));
        let messages = queued.collect();
        let batch = NotificationBatch { chat, notices, day, forget_before, messages };
        match self.store.notify(batch).await {
            Ok(told) => tracing::debug!(told, "news"),
            Err(error) => {
                telemetry::failed("news");
                tracing::error!(%error, "news could not be queued; trying again");
            }
        }
    }
}
