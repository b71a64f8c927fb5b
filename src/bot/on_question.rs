//! Somebody says something to the bot.
//!
//! Knows nothing of buttons or of how a message is sent.

use teloxide::types::Message;

use super::answering::{Answering, Speech};
use super::outbox::{Delivery, Spot};
use super::tree::{Done, Surroundings};
use crate::conversation::{Outgoing, Said, To};
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
    let about = message.reply_to_message().map(|answered| answered.id.0);
    let speech = Speech { chat: message.chat.id.0, user: from.id.0.cast_signed(), said, about };
    let mut outgoing = surroundings.answering.answer(speech).await;
    let elsewhere = elsewhere(&mut outgoing, &surroundings.answering);
    let deliveries = deliveries(outgoing, spot(&message), None);
    Done { deliveries, elsewhere, reachable: Some(true), moved: None }
}

/// What is said to others than the chat that spoke.
pub(super) fn elsewhere(outgoing: &mut Outgoing, answering: &Answering) -> Vec<(i64, Delivery)> {
    let mut all = Vec::new();
    for (to, message) in std::mem::take(&mut outgoing.elsewhere) {
        let chats: Vec<i64> = match to {
            To::Operators => answering.operators().collect(),
            To::Chat(chat) => vec![chat],
        };
        let parts = split::parts(&message);
        let deliver = |message: &_| Delivery { message: Clone::clone(message), ..Delivery::default() };
        all.extend(chats.iter().flat_map(|&chat| parts.iter().map(move |part| (chat, deliver(part)))));
    }
    all
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
