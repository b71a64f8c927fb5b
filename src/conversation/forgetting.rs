//! Who wants to be forgotten is forgotten everywhere; a group that is left as well.
//!
//! Knows nothing of what was kept.

use super::{
    chat::{Chat, Speaker},
    chat_cache::ChatCache,
};
use crate::{
    messaging::{ChatKey, Outgoing},
    reply::wording::settings as wording,
    store::Store,
};

/// Forgets people and groups.
pub(super) struct Forgetting {
    pub(super) store: Store,
    pub(super) chats: ChatCache,
}

impl Forgetting {
    /// 清除我的记录.
    pub(super) fn forget(&self, chat: &mut Chat) -> Outgoing {
        let speaker = chat.speaker;
        let (forgotten, line) = if chat.is_group() {
            (self.store.forget_member(speaker.chat, speaker.user), wording::CLEARED_IN_A_GROUP)
        } else {
            (self.store.forget_chat(speaker.chat, Some(speaker.user)), wording::CLEARED)
        };
        if let Err(error) = forgotten {
            tracing::error!(%error, "a chat could not be forgotten");
            return Outgoing::line(wording::NOT_CLEARED);
        }
        *chat = chat.anew();
        if !chat.is_group() {
            let same_person =
                |other: &Speaker| other.user == speaker.user && other.chat.network == speaker.chat.network;
            self.chats.forget(|other| same_person(other) && other.chat != speaker.chat);
        }
        Outgoing::line(line)
    }

    /// The bot is no longer in this group.
    pub(super) fn leave(&self, chat: ChatKey) {
        self.chats.forget(|speaker| speaker.chat == chat);
        if let Err(error) = self.store.forget_chat(chat, None) {
            tracing::error!(%error, "a group could not be forgotten");
        }
    }
}
