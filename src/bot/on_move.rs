//! A group that got another number: what waits for it goes along.
//!
//! Knows nothing of messages to residents.

use teloxide::types::{ChatId, Message};

use super::tree::Done;

/// Told in the old group, with the new number.
pub(super) async fn on_move_to(message: Message, to: ChatId) -> Done {
    Done { moved: Some((message.chat.id.0, to.0)), ..Done::default() }
}

/// Told in the new group, with the old number.
pub(super) async fn on_move_from(message: Message, from: ChatId) -> Done {
    Done { moved: Some((from.0, message.chat.id.0)), ..Done::default() }
}
