//! Articles made ready for comparing: the recently used ones are kept.
//!
//! Knows nothing of questions.

use std::sync::Arc;

use super::prepared::Prepared;
use crate::index::{Doc, Snapshot};

/// Bytes of prepared articles kept ready.
const CACHE_BYTES: u64 = 48 << 20;

/// Of one snapshot only. An empty desk gives the same articles, later.
pub struct Desk(moka::sync::Cache<Doc, Arc<Prepared>>);

impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Default for Desk {
    fn default() -> Self {
        let cache = moka::sync::Cache::builder()
            .max_capacity(CACHE_BYTES)
            .weigher(|_, prepared: &Arc<Prepared>| prepared.weight())
            .build();
        Self(cache)
    }
}

impl Desk {
    /// The article of a document, from what is kept or made ready now.
    pub(super) fn take(&self, snapshot: &Snapshot, doc: Doc) -> Option<Arc<Prepared>> {
        if let Some(known) = self.0.get(&doc) {
            return Some(known);
        }
        let prepared = Arc::new(
            snapshot.article_with_words(doc).map(|(article, words)| Prepared::new(article, &words))?,
        );
        self.0.insert(doc, Arc::clone(&prepared));
        Some(prepared)
    }
}
