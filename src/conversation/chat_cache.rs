//! The chats that are remembered: those in which somebody spoke lately.
//!
//! Knows nothing of what is said in them.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use moka::sync::Cache;

use super::chat::{Chat, Speaker};
use crate::messaging::ChatKind;

/// What was said is forgotten after this long a silence.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 60);
/// Conversations remembered at most; the longest silent one is forgotten first.
const REMEMBERED: u64 = 3_000;

/// Conversations by who speaks where; clones are the same cache.
#[derive(Clone)]
pub(super) struct ChatCache {
    chats: Cache<Speaker, Arc<Mutex<Chat>>>,
}

impl ChatCache {
    pub(super) fn new() -> Self {
        Self { chats: Cache::builder().max_capacity(REMEMBERED).time_to_idle(FORGOTTEN_AFTER).build() }
    }

    /// The conversation of this speaker, a new one if there is none.
    pub(super) fn chat_of(&self, speaker: Speaker, kind: ChatKind) -> Arc<Mutex<Chat>> {
        self.chats.get_with(speaker, || Arc::new(Mutex::new(Chat::of(speaker, kind))))
    }

    /// Forgets what these speakers said.
    pub(super) fn forget(&self, gone: impl Fn(&Speaker) -> bool) {
        let speakers: Vec<Speaker> = self.chats.iter().map(|(key, _)| *key).filter(&gone).collect();
        for speaker in speakers {
            self.chats.invalidate(&speaker);
        }
    }
}
