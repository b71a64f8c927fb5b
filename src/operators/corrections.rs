//! Corrections reach those who were answered: what was taken back or changed is said in the old messages and once anew.
//!
//! Knows nothing of how an article came to be taken back. It goes by what is so, not by what has just happened: a
//! process that ends in the middle goes on after its next start.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{ToSpan, civil::Date};

use crate::{
    article::ArticleId,
    knowledge_base::{Fate, KnowledgeBase},
    messaging::ChatKey,
    reply::{self, CorrectionMessages},
    review::RenderQueued,
    store::{ArticleDisplay, QueuedMessage, Store, StoreError},
};

/// What was shown so many days ago is corrected no more.
const DAYS: i32 = 30;

/// Corrects answers that were given.
pub(super) struct AnswerCorrections {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    queued: RenderQueued,
}

impl AnswerCorrections {
    pub(super) fn new(knowledge: Arc<KnowledgeBase>, store: Store, queued: RenderQueued) -> Self {
        Self { knowledge, store, queued }
    }

    /// Corrects what was shown and holds no more; gives the number of messages.
    pub(super) fn correct(&self, today: Date) -> usize {
        match self.corrected(today) {
            Ok(corrected) => {
                if corrected > 0 {
                    tracing::info!(messages = corrected, "answers that were given are corrected");
                }
                corrected
            }
            Err(error) => {
                tracing::error!(%error, "answers that were given could not be corrected; tried again at the next look");
                0
            }
        }
    }

    fn corrected(&self, today: Date) -> Result<usize, StoreError> {
        let mut corrected = 0;
        for article in self.store.shown_since(today.saturating_sub(DAYS.days()))? {
            let id = ArticleId(article.clone());
            let after = match self.knowledge.fate(&id) {
                Fate::Stands => continue,
                Fate::Withdrawn => None,
                Fate::Changed(successor) => self.knowledge.article(&successor),
            };
            let title = self.knowledge.article(&id).map(|article| article.headline().to_owned());
            let messages = reply::correction(&title.unwrap_or_default(), after.as_ref(), today);
            let shown = self.store.shown_to(&article)?;
            corrected += shown.len();
            self.store.correct(&article, self.queued(&shown, &messages))?;
        }
        Ok(corrected)
    }

    /// A change of every message that still shows it, then one more message a chat.
    fn queued(&self, shown: &[ArticleDisplay], messages: &CorrectionMessages) -> Vec<QueuedMessage> {
        let CorrectionMessages { instead, anew } = messages;
        let in_a_list = reply::correction_in_a_list(instead);
        let changes = shown.iter().filter(|reading| !reading.turned).flat_map(|reading| {
            let instead = if reading.among_others { &in_a_list } else { instead };
            (self.queued)(reading.chat, Some(reading.message), instead)
        });
        let chats: BTreeSet<ChatKey> = shown.iter().map(|reading| reading.chat).collect();
        let news = chats.into_iter().flat_map(|chat| (self.queued)(chat, None, anew));
        changes.chain(news).collect()
    }
}
