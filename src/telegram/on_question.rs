//! Somebody says something to the bot.
//!
//! Knows nothing of buttons or of how a message is sent.

use teloxide::types::Message;

use super::routes::{Surroundings, message_id};
use crate::delivery::{Handled, Placement};
use crate::messaging::Said;

/// Answers it; in groups as a reply to the message.
pub(super) async fn on_question(surroundings: Surroundings, message: Message, said: Said) -> Handled {
    let Some(from) = message.from.as_ref() else {
        return Handled::default();
    };
    let album = message.media_group_id().filter(|_| matches!(said, Said::Other(_)));
    if album.is_some_and(|album| !surroundings.account.is_first_of(&album.0)) {
        return Handled::default();
    }
    let outgoing = surroundings.answer(&message.chat, from, said, message.reply_to_message()).await;
    Handled { outgoing, placement: placement(&message), reachable: Some(true), moved: None }
}

/// Where an answer to this message stands.
pub(super) fn placement(message: &Message) -> Placement {
    let thread = message.thread_id.filter(|_| message.is_topic_message);
    Placement {
        thread: thread.map(|thread| i64::from(thread.0.0)),
        reply_to: (!message.chat.is_private()).then(|| message_id(message)),
        ..Placement::default()
    }
}
