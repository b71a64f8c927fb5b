//! Who wants to be forgotten is forgotten everywhere; a group that is left as well.
//!
//! Knows nothing of what was kept.

use super::{Conversations, Outgoing, chat::Chat};
use crate::reply::wording::settings as wording;

impl Conversations {
    /// 清除我的记录.
    pub(super) fn forget(&self, chat: &mut Chat) -> Outgoing {
        let (forgotten, line) = if chat.is_group() {
            (self.store.forget_member(chat.chat, chat.user), wording::CLEARED_IN_A_GROUP)
        } else {
            (self.store.forget_chat(chat.chat), wording::CLEARED)
        };
        if let Err(error) = forgotten {
            tracing::error!(%error, "a chat could not be forgotten");
            return Outgoing::line(wording::NOT_CLEARED);
        }
        let (number, user) = (chat.chat, chat.user);
        *chat = Chat::of(number, user);
        if number == user {
            self.forget_talks(|(own, speaker)| speaker == user && own != number);
        }
        Outgoing::line(line)
    }

    /// The bot is no longer in this group.
    pub(super) fn leave(&self, chat: i64) {
        self.forget_talks(|(own, _)| own == chat);
        if let Err(error) = self.store.forget_chat(chat) {
            tracing::error!(%error, "a group could not be forgotten");
        }
    }

    fn forget_talks(&self, gone: impl Fn((i64, i64)) -> bool) {
        let keys: Vec<(i64, i64)> = self.chats.iter().map(|(key, _)| *key).filter(|key| gone(*key)).collect();
        for key in keys {
            self.chats.invalidate(&key);
        }
    }
}
