//! A message that teloxide's types cannot read is answered all the same, if it was said in private.
//!
//! Knows nothing of groups: there it cannot be told whether the message was meant for us. Telegram adds to its
//! messages several times a year, and one field of a new form is enough to make a whole message unreadable.

use serde_json::Value;
use teloxide::types::{MessageKind, Update, UpdateKind};

use super::addressed::said;
use super::answering::Speech;
use super::envelope::OwnWords;
use crate::conversation::{OtherKind, Said};

/// Whether teloxide has left out what was said: it gives an empty message then, or an update of no kind.
pub(super) fn is_unread(update: &Update) -> bool {
    match &update.kind {
        UpdateKind::Message(message) => matches!(message.kind, MessageKind::Empty {}),
        UpdateKind::Error(_) => true,
        _ => false,
    }
}

/// What a person said in a private chat.
pub(super) fn said_in_private(update: &Value, own: OwnWords) -> Option<Speech> {
    let message = update.get("message")?;
    let private = message.pointer("/chat/type")? == "private";
    if !private || message.pointer("/from/is_bot")? != false {
        return None;
    }
    let words = match message.get("text").and_then(Value::as_str) {
        Some(text) => said(text.to_owned(), own),
        None => Said::Other(OtherKind::Unknown),
    };
    let number = |path: &str| message.pointer(path).and_then(Value::as_i64);
    Some(Speech { chat: number("/chat/id")?, user: number("/from/id")?, said: words, about: None })
}
