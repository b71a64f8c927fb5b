//! What a conversation needs to know: a narrow door, so that conversations are tested with hand-made answers.
//!
//! Knows nothing of how anything is found.

use jiff::civil::Date;

use crate::{
    answer::{Answer, Detail, Passage},
    article::ArticleId,
    knowledge_base::{KnowledgeBase, Newest, Recent},
    question::{QuestionRequest, TurnReading},
    review::Catalogue,
};

/// What conversations retrieve from the knowledge.
pub trait Retriever: Catalogue {
    /// Answers to every question in the text, at least one.
    fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer>;
    /// What would be answered, to weigh a turn by it: nobody reads it, and it counts for no question.
    fn weigh(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        self.answer(asked)
    }
    /// What a turn does, as far as its words tell.
    fn read_turn(&self, text: &str) -> TurnReading;
    /// What an article says of a detail.
    fn detail(&self, asked: &QuestionRequest<'_>, article: &ArticleId) -> Option<Detail>;
    /// The line that is nearest in meaning to a text, if any is near.
    fn nearest_line(&self, text: &str, lines: &[String]) -> Option<usize> {
        crate::meaning::nearest_line(text, lines)
    }
    /// The newest notices, newest first.
    fn latest(&self, newest: &Newest, today: Date) -> Vec<Passage>;
    /// Service types that have articles.
    fn services(&self) -> Vec<String>;
    /// The link that leads to an article.
    fn link_of(&self, id: &ArticleId) -> Option<String>;
    /// The newest notices, at most `limit`, with what they are recognised by.
    fn recent(&self, limit: usize, today: Date) -> Vec<Recent>;
    /// Another number whenever the knowledge may have changed.
    fn revision(&self) -> u64;
    /// Whether there is something to answer from: the folder was read at least once.
    fn is_made(&self) -> bool {
        true
    }
}

impl Retriever for KnowledgeBase {
    fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        Self::answer(self, asked)
    }

    fn read_turn(&self, text: &str) -> TurnReading {
        Self::read_turn(self, text)
    }

    fn detail(&self, asked: &QuestionRequest<'_>, article: &ArticleId) -> Option<Detail> {
        Self::detail(self, asked, article)
    }

    fn latest(&self, newest: &Newest, today: Date) -> Vec<Passage> {
        Self::latest(self, newest, today)
    }

    fn services(&self) -> Vec<String> {
        Self::services(self)
    }

    fn link_of(&self, id: &ArticleId) -> Option<String> {
        Self::link_of(self, id)
    }

    fn recent(&self, limit: usize, today: Date) -> Vec<Recent> {
        Self::recent(self, limit, today)
    }

    fn revision(&self) -> u64 {
        Self::revision(self)
    }

    fn is_made(&self) -> bool {
        Self::is_made(self)
    }
}
