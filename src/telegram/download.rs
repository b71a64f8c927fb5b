//! Fetches what somebody has sent: Telegram says where the file lies, then gives its bytes.
//!
//! Knows nothing of what is in it. The address of a file holds the bot's token: it is never logged, and neither are the
//! client's own errors, which carry it.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use teloxide::Bot;
use teloxide::payloads::GetFile;
use teloxide::types::FileId;
use tokio::time::{Instant, sleep, timeout_at};

use super::call::{ApiError, call, file_address};
use crate::delivery::Tuning;
use crate::messaging::NotFetched;
use crate::telemetry;

/// A file is asked for so often at most.
const TRIES: u32 = 3;

/// What Telegram says of a file.
#[derive(Deserialize)]
struct RemoteFile {
    /// Missing where it cannot be fetched.
    file_path: Option<String>,
}

/// The bytes of a file, at most `limit` of them.
pub(super) async fn fetch(
    bot: &Bot,
    file: FileId,
    limit: u64,
    tuning: &Tuning,
) -> Result<Arc<[u8]>, NotFetched> {
    let until = Instant::now() + tuning.file_within;
    for turn in 1..=TRIES {
        let once = async {
            let file: RemoteFile = call(bot, &GetFile::new(file.clone()), tuning.call_within).await?;
            let path = file.file_path.ok_or(ApiError::Refused { code: 400, reason: String::new() })?;
            bytes(bot, &path, limit, tuning.file_within).await
        };
        let error = match timeout_at(until, once).await {
            Ok(Ok(bytes)) => return bytes,
            Ok(Err(error)) => error,
            Err(_) => ApiError::Lost("timeout"),
        };
        telemetry::failed("download");
        tracing::warn!(%error, "a file that was sent could not be fetched");
        let pause = match error {
            ApiError::Refused { reason, .. } if reason.contains("too big") => {
                return Err(NotFetched::TooLarge { limit });
            }
            ApiError::Refused { .. } | ApiError::Moved(_) => return Err(NotFetched::Failed),
            ApiError::Wait(pause) => pause,
            ApiError::NoConnection | ApiError::Server(_) | ApiError::Lost(_) => tuning.first_pause * turn,
        };
        if Instant::now() + pause >= until {
            break;
        }
        sleep(pause).await;
    }
    Err(NotFetched::Failed)
}

/// Reads no more than `limit`, whatever the server has announced.
async fn bytes(
    bot: &Bot,
    path: &str,
    limit: u64,
    within: Duration,
) -> Result<Result<Arc<[u8]>, NotFetched>, ApiError> {
    let broken = |_| ApiError::Lost("connection broken");
    let address = file_address(bot, path)?;
    let mut response = bot.client().get(address).timeout(within).send().await.map_err(broken)?;
    let status = response.status();
    if status.is_server_error() {
        return Err(ApiError::Server(status.as_u16()));
    }
    if !status.is_success() {
        return Err(ApiError::Refused { code: status.as_u16(), reason: String::new() });
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if bytes.len() as u64 + chunk.len() as u64 > limit {
            return Ok(Err(NotFetched::TooLarge { limit }));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Ok(bytes.into()))
}
