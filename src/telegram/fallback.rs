//! A message that teloxide's types cannot read is answered all the same, if it was said in private.
//!
//! Knows nothing of groups: there it cannot be told whether the message was meant for us. Telegram adds to its
//! messages several times a year, and one field of a new form is enough to make a whole message unreadable.

use serde_json::Value;
use teloxide::types::{ChatId, MessageKind, Update, UpdateKind};

use super::addressed::said;
use super::envelope::OwnWords;
use super::routes::{Account, Surroundings, chat_key};
use crate::delivery::{Handled, Speech};
use crate::messaging::{ChatKind, MediaKind, Said, UserId};
use crate::telemetry;

/// Whether teloxide has left out what was said: it gives an empty message then, or an update of no kind.
pub(super) fn is_unread(update: &Update) -> bool {
    match &update.kind {
        UpdateKind::Message(message) => matches!(message.kind, MessageKind::Empty {}),
        UpdateKind::Error(_) => true,
        _ => false,
    }
}

/// Answers what a person said in a private chat; nothing else.
pub(super) async fn answer(body: &str, own: OwnWords, surroundings: &Surroundings) -> Handled {
    telemetry::failed("update_unreadable");
    let update = serde_json::from_str(body).ok();
    let Some(speech) = update.as_ref().and_then(|update| said_in_private(update, own, &surroundings.account))
    else {
        return Handled::default();
    };
    Handled { outgoing: surroundings.answered(speech).await, ..Handled::default() }
}

fn said_in_private(update: &Value, own: OwnWords, account: &Account) -> Option<Speech> {
    let message = update.get("message")?;
    let private = message.pointer("/chat/type")? == "private";
    if !private || message.pointer("/from/is_bot")? != false {
        return None;
    }
    let words = match message.get("text").and_then(Value::as_str) {
        Some(text) => said(text.to_owned(), own),
        None => Said::Other(MediaKind::Unknown),
    };
    let number = |path: &str| message.pointer(path).and_then(Value::as_i64);
    let user = UserId(number("/from/id")?);
    Some(Speech {
        chat: chat_key(ChatId(number("/chat/id")?)),
        kind: ChatKind::Private,
        user,
        operator: account.is_operator(user),
        said: words,
        about: None,
    })
}
