//! A pressed button.
//!
//! Knows nothing of what the button means. Telegram shows a spinner on it until the press is answered, and takes that
//! for a few seconds only: it is answered when the conversation has, or after a moment without it.

use std::sync::Arc;

use serde::de::IgnoredAny;
use teloxide::Bot;
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::{CallbackQuery, CallbackQueryId, Message};

use super::answering::Speech;
use super::call::{Fault, call};
use super::on_question::{deliveries, spot};
use super::options::Tuning;
use super::tree::{Done, Surroundings};
use crate::conversation::Said;
use crate::reply::notices;
use crate::telemetry;

/// The most characters of a toast.
const TOAST: usize = 200;
/// A press is answered this often at most: after that Telegram has given it up.
const TRIES: u32 = 3;

/// Answers the press, then changes the message or sends another.
pub(super) async fn on_press(surroundings: Surroundings, query: CallbackQuery) -> Done {
    let Surroundings { bot, me: _, answering } = surroundings;
    let tuning = answering.tuning;
    let toast = |text: Option<String>| tokio::spawn(end_press(bot.clone(), query.id.clone(), text, tuning));
    let (Some(message), Some(data)) = (query.regular_message(), query.data.clone()) else {
        toast(Some(notices::OLD_BUTTON.to_owned()));
        return Done::default();
    };
    if is_for_another(message, &query) {
        toast(Some(notices::NOT_YOURS.to_owned()));
        return Done::default();
    }
    let chat = message.chat.id.0;
    let user = query.from.id.0.cast_signed();
    let answering = Arc::clone(&answering);
    let answer = answering.answer(Speech { chat, user, said: Said::Pressed(data) });
    tokio::pin!(answer);
    let outgoing = tokio::select! {
        mut outgoing = &mut answer => {
            toast(outgoing.toast.take());
            outgoing
        }
        () = tokio::time::sleep(tuning.press_within) => {
            toast(None);
            answer.await
        }
    };
    Done {
        deliveries: deliveries(outgoing, spot(message), Some(message.id.0)),
        reachable: Some(true),
        moved: None,
    }
}

/// In a group only the one who was answered may turn the pages.
fn is_for_another(message: &Message, query: &CallbackQuery) -> bool {
    let asker = message.reply_to_message().and_then(|asked| asked.from.as_ref());
    !message.chat.is_private() && asker.is_some_and(|asker| !asker.is_bot && asker.id != query.from.id)
}

/// Ends the spinner. What fails here is no loss: the answer itself comes as a message.
pub(super) async fn end_press(bot: Bot, id: CallbackQueryId, text: Option<String>, tuning: Tuning) {
    let mut answer = AnswerCallbackQuery::new(id);
    if let Some(text) = text {
        answer = answer.text(text.chars().take(TOAST).collect::<String>());
    }
    for turn in 1..=TRIES {
        let pause = match call::<_, IgnoredAny>(&bot, &answer, tuning.call_within).await {
            Ok(_) | Err(Fault::Refused { .. } | Fault::Moved(_)) => return,
            Err(Fault::Wait(pause)) => pause,
            Err(Fault::NoConnection | Fault::Server(_) | Fault::Lost(_)) => tuning.first_pause * turn,
        };
        tokio::time::sleep(pause).await;
    }
    telemetry::failed("press");
}
