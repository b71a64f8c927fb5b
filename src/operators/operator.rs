//! An operator, as far as it matters: the chat, the day, and the message that this one replies to.
//!
//! Knows nothing of who it is.

use jiff::civil::Date;

use crate::{
    article::ArticleId,
    messaging::{ChatKey, MessageId},
    store::Store,
};

/// An operator who wants something.
pub(super) struct Operator {
    pub(super) chat: ChatKey,
    pub(super) today: Date,
    /// The message that this one replies to.
    pub(super) about: Option<MessageId>,
}

impl Operator {
    /// The articles shown by the message of ours that this one replies to.
    pub(super) fn replied_to(&self, store: &Store) -> Vec<ArticleId> {
        let Some(message) = self.about else { return Vec::new() };
        match store.shown_in(self.chat, message) {
            Ok(articles) => articles.into_iter().map(ArticleId).collect(),
            Err(error) => {
                tracing::error!(%error, "what a message showed cannot be looked up");
                Vec::new()
            }
        }
    }
}
