//! Articles made ready for comparing: the recently used ones are kept.
//!
//! Knows nothing of questions.

use std::sync::Arc;

use super::features::ArticleFeatures;
use crate::index::{Doc, Snapshot};

/// Bytes of articles kept ready.
const CACHE_BYTES: u64 = 48 << 20;

/// Of one snapshot only. An empty cache gives the same articles, later.
pub(crate) struct ArticleCache(moka::sync::Cache<Doc, Arc<ArticleFeatures>>);

impl std::fmt::Debug for ArticleCache {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ArticleCache").finish_non_exhaustive()
    }
}

impl Default for ArticleCache {
    fn default() -> Self {
        let cache = moka::sync::Cache::builder()
            .max_capacity(CACHE_BYTES)
            .weigher(|_, features: &Arc<ArticleFeatures>| features.weight())
            .build();
        Self(cache)
    }
}

impl ArticleCache {
    /// The article of a document, from what is kept or made ready now.
    pub(super) fn get_or_build(&self, snapshot: &Snapshot, doc: Doc) -> Option<Arc<ArticleFeatures>> {
        if let Some(known) = self.0.get(&doc) {
            return Some(known);
        }
        let features = Arc::new(
            snapshot.article_with_words(doc).map(|(article, words)| ArticleFeatures::new(article, &words))?,
        );
        self.0.insert(doc, Arc::clone(&features));
        Some(features)
    }
}
