//! Articles by what they are recognised by, and what came last: for links and for those who want to hear of new ones.
//!
//! Knows nothing of who follows a link or is told.

use std::sync::atomic::Ordering;

use jiff::civil::Date;

use super::KnowledgeBase;
use crate::{
    answer::Passage,
    article::{ArticleId, Fingerprint},
    index::Filter,
};

/// A notice with what it is recognised by.
#[derive(Clone, Debug)]
pub struct Recent {
    /// The notice, without any of its text.
    pub(crate) notice: Passage,
    /// What it is recognised by.
    pub(crate) fingerprint: Fingerprint,
}

impl KnowledgeBase {
    /// The article that a link leads to.
    #[must_use]
    pub(crate) fn linked(&self, link: &str) -> Option<ArticleId> {
        let knowledge = self.current.load_full();
        knowledge.snapshot.article(knowledge.snapshot.linked(link)?).map(|article| article.id)
    }

    /// The link that leads to an article.
    #[must_use]
    pub(crate) fn link_of(&self, id: &ArticleId) -> Option<String> {
        let knowledge = self.current.load_full();
        let article = knowledge.snapshot.article(knowledge.snapshot.find(id)?)?;
        Some(article.fingerprint().link())
    }

    /// The newest notices, at most `limit`.
    #[must_use]
    pub(crate) fn recent(&self, limit: usize, today: Date) -> Vec<Recent> {
        let knowledge = self.current.load_full();
        let snapshot = &knowledge.snapshot;
        let newest = snapshot.newest(&Filter::default()).into_iter().take(limit);
        newest
            .filter_map(|doc| snapshot.article(doc))
            .filter(|article| !article.withdrawn && !snapshot.is_replaced(&article.id))
            .map(|article| Recent {
                notice: Passage::of(&article, "", 0, today),
                fingerprint: article.fingerprint(),
            })
            .collect()
    }

    /// Another number whenever the knowledge may have changed.
    #[must_use]
    pub(crate) fn revision(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }
}
