//! The bot was blocked, unblocked, added to a group or removed from it.
//!
//! Knows nothing of questions.

use teloxide::types::ChatMemberUpdated;

use super::routes::Surroundings;
use crate::delivery::Handled;
use crate::messaging::Said;

/// Notes whether the chat can be reached; greets a group once, and forgets it when it is left.
pub(super) async fn on_membership(surroundings: Surroundings, change: ChatMemberUpdated) -> Handled {
    let there = change.new_chat_member.is_present();
    let mut handled = Handled { reachable: Some(there), ..Handled::default() };
    let was_there = change.old_chat_member.is_present();
    let said = match (was_there, there) {
        (false, true) => Said::Joined { name: surroundings.account.name().to_owned() },
        (true, false) => Said::Left,
        _ => return handled,
    };
    if change.chat.is_group() || change.chat.is_supergroup() {
        handled.outgoing = surroundings.answer(&change.chat, &change.from, said, None).await;
    }
    handled
}
