//! The bot was blocked, unblocked, added to a group or removed from it.
//!
//! Knows nothing of questions.

use teloxide::types::ChatMemberUpdated;

use super::answering::Speech;
use super::on_question::deliveries;
use super::outbox::Spot;
use super::tree::{Done, Surroundings};
use crate::conversation::Said;

/// Notes whether the chat can be reached; greets a group once, and forgets it when it is left.
pub(super) async fn on_membership(surroundings: Surroundings, change: ChatMemberUpdated) -> Done {
    let there = change.new_chat_member.is_present();
    let mut done = Done { reachable: Some(there), ..Done::default() };
    let was_there = change.old_chat_member.is_present();
    let said = match (was_there, there) {
        (false, true) => Said::Joined,
        (true, false) => Said::Left,
        _ => return done,
    };
    if change.chat.is_group() || change.chat.is_supergroup() {
        let speech =
            Speech { chat: change.chat.id.0, user: change.from.id.0.cast_signed(), said, about: None };
        let greeting = surroundings.answering.answer(speech).await;
        done.deliveries = deliveries(greeting, Spot::default(), None);
    }
    done
}
