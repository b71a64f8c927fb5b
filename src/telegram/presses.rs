//! Ends the spinner on a pressed button.
//!
//! Knows nothing of what the button meant. What fails here is no loss: the answer itself comes as a message.

use std::sync::Arc;

use serde::de::IgnoredAny;
use teloxide::Bot;
use teloxide::payloads::AnswerCallbackQuery;
use teloxide::types::CallbackQueryId;
use tokio::sync::Semaphore;

use super::call::{ApiError, call};
use crate::delivery::Tuning;
use crate::telemetry;

/// The most characters of a toast.
const TOAST: usize = 200;
/// A press is answered this often at most: after that Telegram has given it up.
const TRIES: u32 = 3;
/// Presses that are being answered at the same time; beyond that spinners end by themselves.
const AT_ONCE: usize = 256;

#[derive(Clone)]
pub(super) struct Presses {
    bot: Bot,
    tuning: Tuning,
    room: Arc<Semaphore>,
}

impl Presses {
    pub(super) fn new(bot: Bot, tuning: Tuning) -> Self {
        Self { bot, tuning, room: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The line on which calls are made.
    pub(super) fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Ends the spinner without keeping anybody waiting, with a short line over the chat if there is one.
    pub(super) fn end(&self, press: CallbackQueryId, toast: Option<String>) {
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            telemetry::failed("press");
            return;
        };
        let (bot, tuning) = (self.bot.clone(), self.tuning);
        tokio::spawn(async move {
            answer(&bot, press, toast, &tuning).await;
            drop(room);
        });
    }
}

async fn answer(bot: &Bot, press: CallbackQueryId, toast: Option<String>, tuning: &Tuning) {
    let mut answer = AnswerCallbackQuery::new(press);
    answer.text = toast.map(|text| text.chars().take(TOAST).collect());
    for turn in 1..=TRIES {
        let pause = match call::<_, IgnoredAny>(bot, &answer, tuning.call_within).await {
            Ok(_) | Err(ApiError::Refused { .. } | ApiError::Moved(_)) => return,
            Err(ApiError::Wait(pause)) => pause,
            Err(ApiError::NoConnection | ApiError::Server(_) | ApiError::Lost(_)) => {
                tuning.first_pause * turn
            }
        };
        tokio::time::sleep(pause).await;
    }
    telemetry::failed("press");
}
