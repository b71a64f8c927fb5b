//! Somebody says something to the bot.
//!
//! Knows nothing of buttons or of how a message is sent.

use teloxide::types::Message;

use super::answering::Speech;
use super::outbox::{Delivery, Spot};
use super::tree::{Done, Surroundings};
use crate::conversation::{Outgoing, Said};
use crate::reply::split;

/// Answers it; in groups as a reply to the message.
pub(super) async fn on_question(surroundings: Surroundings, message: Message, said: Said) -> Done {
    let Some(from) = message.from.as_ref() else {
        return Done::default();
    };
    let album = message.media_group_id().filter(|_| matches!(said, Said::Other(_)));
    if album.is_some_and(|album| !surroundings.answering.is_first_of(&album.0)) {
        return Done::default();
    }
    let speech = Speech { chat: message.chat.id.0, user: from.id.0.cast_signed(), said };
    let outgoing = surroundings.answering.answer(speech).await;
    Done { deliveries: deliveries(outgoing, spot(&message), None), reachable: Some(true), moved: None }
}

/// Where an answer to this message stands.
pub(super) fn spot(message: &Message) -> Spot {
    Spot {
        thread: message.thread_id.filter(|_| message.is_topic_message).map(|thread| thread.0.0),
        reply_to: (!message.chat.is_private()).then_some(message.id.0),
    }
}

/// Messages as they go out: long ones in several parts with the buttons below the last; the first part takes the
/// place of the message `edit`.
pub(super) fn deliveries(outgoing: Outgoing, spot: Spot, edit: Option<i32>) -> Vec<Delivery> {
    let messages = outgoing.messages.iter().flat_map(split::parts);
    let mut deliveries: Vec<Delivery> =
        messages.map(|message| Delivery { message, spot, ..Delivery::default() }).collect();
    if let Some(first) = deliveries.first_mut() {
        first.edit = edit.filter(|_| outgoing.edit);
    }
    deliveries
}
