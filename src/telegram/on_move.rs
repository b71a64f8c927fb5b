//! A group that got another number: what waits for it goes along.
//!
//! Knows nothing of messages to residents.

use teloxide::types::{ChatId, Message};

use super::routes::chat_key;
use crate::delivery::Handled;
use crate::store::Move;

/// Told in the old group, with the new number.
pub(super) async fn on_move_to(message: Message, to: ChatId) -> Handled {
    Handled { moved: Some(Move { from: chat_key(message.chat.id), to: chat_key(to) }), ..Handled::default() }
}

/// Told in the new group, with the old number.
pub(super) async fn on_move_from(message: Message, from: ChatId) -> Handled {
    Handled {
        moved: Some(Move { from: chat_key(from), to: chat_key(message.chat.id) }),
        ..Handled::default()
    }
}
