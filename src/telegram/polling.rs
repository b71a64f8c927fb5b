//! Asks Telegram for updates and confirms them once they are stored.
//!
//! Knows nothing of what happens to them then. It is no `UpdateListener` of teloxide's: such a listener hands over
//! updates as teloxide's types and is asked for the next ones as soon as its dispatcher has them in memory, which
//! confirms them. Here the raw update is in the database first, also one that the types cannot read.

use std::time::Duration;

use serde_json::Value;
use teloxide::payloads::{GetUpdates, GetUpdatesSetters};

use super::call::{ApiError, call};
use super::routes::KINDS;
use super::{Telegram, TelegramError, network};
use crate::delivery::{Backoff, Reception, pause};
use crate::telemetry;

/// How long the last confirmation may take when the bot stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// Runs until the bot stops or the token is refused.
pub(super) async fn poll(telegram: &Telegram, reception: &Reception) -> Result<(), TelegramError> {
    let (bot, tuning, stop) = (&telegram.start.bot, telegram.tuning, &reception.stop);
    let mut backoff = Backoff::new(tuning.first_pause, tuning.longest_pause);
    let mut offset = 0;
    loop {
        // The kinds are named in every request: a first one that failed would leave the former setting.
        let request = GetUpdates::new()
            .offset(offset)
            .timeout(u32::try_from(tuning.poll_for.as_secs()).unwrap_or(30))
            .allowed_updates(KINDS);
        let answer = tokio::select! {
            answer = call::<_, Vec<Value>>(bot, &request, tuning.poll_for + tuning.call_within) => answer,
            () = stop.cancelled() => break,
        };
        let rest = match answer {
            Ok(updates) => {
                telemetry::contact();
                match take(reception, updates).await {
                    Ok(confirm) => {
                        offset = confirm.unwrap_or(offset);
                        backoff.reset();
                        continue;
                    }
                    Err(()) => backoff.next(),
                }
            }
            Err(error) if error.is_wrong_token() => return Err(TelegramError::WrongToken),
            Err(ApiError::Wait(told)) => told,
            Err(error) => {
                telemetry::failed("poll");
                tracing::warn!(%error, "Telegram gives no updates; trying again");
                backoff.next()
            }
        };
        if !pause(stop, rest).await {
            break;
        }
    }
    // Spares the next start the repetition of what is already stored. If it fails, the repetition is recognised.
    let confirm = GetUpdates::new().offset(offset).limit(1).timeout(0);
    let _ = call::<_, Vec<Value>>(bot, &confirm, FAREWELL).await;
    Ok(())
}

/// Stores the updates; gives the number that confirms them.
async fn take(reception: &Reception, updates: Vec<Value>) -> Result<Option<i32>, ()> {
    let newest = updates.iter().filter_map(|update| update.get("update_id")?.as_i64()).max();
    if let Err(error) = reception.inbox.receive(network(), updates).await {
        error.log();
        return Err(());
    }
    Ok(newest.and_then(|newest| i32::try_from(newest + 1).ok()))
}
