//! What a resident has set for their own chat.
//!
//! Knows nothing of how settings change an answer or when notifications are sent.

use serde::{Deserialize, Serialize};

use super::chat::Chat;
use crate::{
    article::PlacePath,
    store::{Store, StoreError},
};

/// The hours at which notifications may come together, each followed by the next; the last by "at once".
const HOURS: [i8; 3] = [8, 12, 18];

/// What is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    /// Where they live.
    pub(super) place: Option<PlacePath>,
    /// Short answers.
    pub(super) brief: bool,
    /// The hour at which notifications come together.
    pub(super) digest: Option<i8>,
    /// Notifications may come at night.
    pub(super) nights: bool,
}

impl Preferences {
    /// What a chat has set.
    ///
    /// # Errors
    /// It cannot be read back: that is not to say that nothing is set.
    pub(super) fn read(body: Option<&str>) -> Result<Self, StoreError> {
        let Some(body) = body else { return Ok(Self::default()) };
        serde_json::from_str(body).map_err(|_| StoreError::unreadable("preferences", None))
    }

    /// What is set in a chat, as it remembers or as it is kept; nothing in a group.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn of_chat(chat: &Chat, store: &Store) -> Result<Self, StoreError> {
        if let Some(known) = &chat.preferences {
            return Ok(known.clone());
        }
        if chat.is_group() {
            return Ok(Self::default());
        }
        Self::read(store.preferences(chat.key())?.as_deref())
    }

    /// As it is kept.
    pub(super) fn body(&self) -> String {
        serde_json::to_string(self).expect("settings are a name and numbers")
    }

    pub(super) fn next_digest(&self) -> Option<i8> {
        match self.digest {
            None => HOURS.first().copied(),
            Some(hour) => HOURS.iter().copied().find(|next| *next > hour),
        }
    }
}
