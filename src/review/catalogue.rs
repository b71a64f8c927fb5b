//! What the review asks of the knowledge: a narrow door, so that it does not matter who stands behind it.
//!
//! Knows nothing of how anything is found or read.

use jiff::civil::Date;

use crate::{
    article::{Article, ArticleId, PlacePath},
    intake::ReadFile,
    knowledge_base::KnowledgeBase,
};

/// What the review asks of the knowledge.
pub trait Catalogue: Send + Sync {
    /// A file that was sent, read as it would be if it lay in the folder.
    fn read_sent(&self, name: &str, bytes: &[u8], today: Date) -> ReadFile;
    /// The article that a link leads to.
    fn linked(&self, link: &str) -> Option<ArticleId>;
    /// A whole article.
    fn article(&self, id: &ArticleId) -> Option<Article>;
    /// Places of that name, the likeliest first.
    fn find_places(&self, text: &str) -> Vec<PlacePath>;
}

impl Catalogue for KnowledgeBase {
    fn read_sent(&self, name: &str, bytes: &[u8], today: Date) -> ReadFile {
        Self::read_sent(self, name, bytes, today)
    }

    fn linked(&self, link: &str) -> Option<ArticleId> {
        Self::linked(self, link)
    }

    fn article(&self, id: &ArticleId) -> Option<Article> {
        Self::article(self, id)
    }

    fn find_places(&self, text: &str) -> Vec<PlacePath> {
        Self::find_places(self, text)
    }
}
