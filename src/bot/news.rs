//! Tells those who wished for it what is new, now and again.
//!
//! Knows nothing of what is new or of who wished for it. That somebody was told and the letter that tells it are
//! stored in one step; the letters wait behind every answer.

use std::time::Duration;

use super::on_question::deliveries;
use super::options::{TellNews, Tuning};
use super::outbox::{Delivery, Spot, letter};
use super::pause::Stop;
use crate::conversation::{Outgoing, Tidings};
use crate::store::{News, Store};
use crate::telemetry;

/// A look for news that takes longer has come to a stop.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Until the bot stops.
pub(super) async fn tell(tidings: &TellNews, store: &Store, tuning: &Tuning, stop: &Stop) {
    let part = telemetry::part("news", PATIENCE);
    while stop.pause(tuning.news_every).await {
        let look = TellNews::clone(tidings);
        let well = match tokio::task::spawn_blocking(move || look()).await {
            Ok(Ok(tidings)) => {
                for one in tidings {
                    tell_one(store, one).await;
                }
                true
            }
            Ok(Err(error)) => {
                telemetry::failed("news");
                tracing::error!(%error, "news could not be looked for; trying again");
                false
            }
            Err(error) if error.is_cancelled() => return,
            Err(_) => {
                telemetry::panicked("news");
                false
            }
        };
        part.round(well);
    }
}

async fn tell_one(store: &Store, tidings: Tidings) {
    let Tidings { chat, notices, day, forget_before, messages } = tidings;
    let outgoing = Outgoing { messages, ..Outgoing::default() };
    let letters = deliveries(outgoing, Spot::default(), None)
        .into_iter()
        .map(|delivery| letter(chat, &Delivery { broadcast: true, ..delivery }))
        .collect();
    match store.tell(News { chat, notices, day, forget_before, letters }).await {
        Ok(told) => tracing::debug!(told, "news"),
        Err(error) => {
            telemetry::failed("news");
            tracing::error!(%error, "news could not be queued; trying again");
        }
    }
}
