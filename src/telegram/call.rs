//! One call to the Bot API, and what its failure means for the caller.
//!
//! Knows nothing of chats in a queue. teloxide's payloads give the names and fields; the request itself is made here,
//! because teloxide's own sleeps ten seconds inside the call after any 5xx answer (the chat, or the start, hangs
//! meanwhile), reports unknown wordings of an error as text only, and insists on every field of an answer that
//! nobody reads.

use std::time::Duration;

use reqwest::multipart::{Form, Part};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::Bot;
use teloxide::requests::Payload;
use url::Url;

use crate::messaging::Document;

/// The pause when Telegram asks for one without saying how long.
const UNSAID_PAUSE: Duration = Duration::from_secs(5);

/// What a gateway answers when it has passed the call on and heard nothing more of it.
const GATEWAY_TIMEOUT: u16 = 504;

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ApiError {
    /// Too many calls: nothing was done, and nothing will be before this time is over.
    #[error("asked to wait {0:?}")]
    Wait(Duration),
    /// The group has another number now.
    #[error("the chat has moved")]
    Moved(i64),
    /// The call never reached Telegram.
    #[error("no connection")]
    NoConnection,
    /// The server failed (5xx), as a rule before doing anything.
    #[error("server error {0}")]
    Server(u16),
    /// The call was made, its answer was lost: it may have been done or not.
    #[error("the answer was lost ({0})")]
    Lost(&'static str),
    /// Telegram refuses this call, now and later.
    #[error("refused: {code} {reason}")]
    Refused {
        /// The code, as HTTP has it.
        code: u16,
        /// Telegram's words.
        reason: String,
    },
}

#[derive(Deserialize)]
struct Response<R> {
    ok: bool,
    result: Option<R>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// Makes the call; `R` is what the caller reads of the answer.
pub(super) async fn call<P, R>(bot: &Bot, payload: &P, within: Duration) -> Result<R, ApiError>
where
    P: Payload + Serialize,
    R: DeserializeOwned,
{
    answered(bot.client().post(address(bot, P::NAME)?).timeout(within).json(payload).send().await).await
}

/// Sends a text as a file, with these fields besides; `R` is what the caller reads of the answer.
pub(super) async fn upload<R: DeserializeOwned>(
    bot: &Bot,
    fields: Vec<(&'static str, String)>,
    file: &Document,
    within: Duration,
) -> Result<R, ApiError> {
    let form = fields.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value));
    let form = form.part("document", Part::text(file.text.clone()).file_name(file.name.clone()));
    answered(bot.client().post(address(bot, "SendDocument")?).timeout(within).multipart(form).send().await)
        .await
}

fn address(bot: &Bot, method: &str) -> Result<Url, ApiError> {
    let mut url = bot.api_url();
    let Ok(mut path) = url.path_segments_mut() else {
        return Err(ApiError::NoConnection);
    };
    path.pop_if_empty().push(&format!("bot{}", bot.token())).push(method);
    drop(path);
    Ok(url)
}

/// Where Telegram keeps a file of this path. Holds the token.
pub(super) fn file_address(bot: &Bot, path: &str) -> Result<Url, ApiError> {
    let mut url = bot.api_url();
    let Ok(mut segments) = url.path_segments_mut() else {
        return Err(ApiError::NoConnection);
    };
    segments.pop_if_empty().push("file").push(&format!("bot{}", bot.token()));
    segments.extend(path.split('/').filter(|step| !matches!(*step, "" | "." | "..")));
    drop(segments);
    Ok(url)
}

async fn answered<R: DeserializeOwned>(sent: reqwest::Result<reqwest::Response>) -> Result<R, ApiError> {
    // Errors of the client carry the address and with it the token: only their kind goes on from here.
    let response = sent.map_err(|error| {
        if error.is_connect() || error.is_builder() {
            ApiError::NoConnection
        } else if error.is_timeout() {
            ApiError::Lost("timeout")
        } else {
            ApiError::Lost("connection broken")
        }
    })?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(|_| ApiError::Lost("answer broken off"))?;
    read(status, &body)
}

fn read<R: DeserializeOwned>(status: u16, body: &[u8]) -> Result<R, ApiError> {
    if status == GATEWAY_TIMEOUT {
        return Err(ApiError::Lost("the gateway waited in vain"));
    }
    if status >= 500 {
        return Err(ApiError::Server(status));
    }
    let Ok(response) = serde_json::from_slice::<Response<R>>(body) else {
        return Err(if (200..300).contains(&status) {
            ApiError::Lost("unreadable answer")
        } else {
            // A proxy in between speaks HTML; Telegram itself always speaks JSON.
            ApiError::Server(status)
        });
    };
    match response {
        Response { ok: true, result: Some(result), .. } => Ok(result),
        Response { ok: true, result: None, .. } => Err(ApiError::Lost("empty answer")),
        Response { parameters: Parameters { migrate_to_chat_id: Some(to), .. }, .. } => {
            Err(ApiError::Moved(to))
        }
        Response { parameters: Parameters { retry_after: Some(seconds), .. }, .. } => {
            Err(ApiError::Wait(Duration::from_secs(seconds)))
        }
        _ if status == 429 => Err(ApiError::Wait(UNSAID_PAUSE)),
        Response { description, .. } => Err(ApiError::Refused { code: status, reason: description }),
    }
}

impl ApiError {
    /// The token is not (or no longer) one of Telegram's.
    pub(super) fn is_wrong_token(&self) -> bool {
        matches!(self, Self::Refused { code: 401 | 404, .. })
    }

    /// A name for counters.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Wait(_) => "wait",
            Self::Moved(_) => "moved",
            Self::NoConnection => "no_connection",
            Self::Server(_) => "server",
            Self::Lost(_) => "lost",
            Self::Refused { .. } => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn answers_mean_what_they_say() {
        let cases: &[(u16, &str, Result<bool, &str>)] = &[
            (200, r#"{"ok":true,"result":true}"#, Ok(true)),
            (200, r#"{"ok":true}"#, Err("the answer was lost (empty answer)")),
            (200, "<html>", Err("the answer was lost (unreadable answer)")),
            (502, "<html>Bad Gateway", Err("server error 502")),
            (504, "<html>Gateway Timeout", Err("the answer was lost (the gateway waited in vain)")),
            (500, r#"{"ok":false,"error_code":500,"description":"x"}"#, Err("server error 500")),
            (302, "<html>", Err("server error 302")),
            (429, r#"{"ok":false,"parameters":{"retry_after":7}}"#, Err("asked to wait 7s")),
            (429, r#"{"ok":false}"#, Err("asked to wait 5s")),
            (400, r#"{"ok":false,"parameters":{"migrate_to_chat_id":-100}}"#, Err("the chat has moved")),
            (403, r#"{"ok":false,"description":"Forbidden: x"}"#, Err("refused: 403 Forbidden: x")),
        ];
        for (status, body, expected) in cases {
            let got = read::<Value>(*status, body.as_bytes()).map(|value| value == Value::Bool(true));
            assert_eq!(got.map_err(|error| error.to_string()), expected.map_err(str::to_owned), "{body}");
        }
    }
}
